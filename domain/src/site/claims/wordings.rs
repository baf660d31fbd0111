//! The phrases by which a claim is recognised, in Dutch and English, as `phrases.rs` reads them.

/// Browsing on, closing or doing nothing, as the condition of something.
pub(super) const USE: &[&str] = &[
    "door ~4 verder te",
    "door ~4 te|blijven surfen|scrollen|browsen|bladeren|blijven|sluiten|negeren|navigeren",
    "door ~3 website|site|pagina te|blijven gebruiken|bezoeken",
    "door|bij ~3 gebruik|bezoek van|aan ~2 website|site|pagina",
    "met het|uw|je gebruik|bezoek van|aan ~2 website|site|pagina",
    "door|bij ~1 verder|voortgezet gebruik",
    "surft|gaat|klikt|scrolt|bladert|leest|browst u|je ~3 verder",
    "scrolt|scrollt u|je",
    "surf|ga|klik|scrol|blader|lees je ~3 verder",
    "als|wanneer|indien|wie u|je ~1 verder ~1 surft|gaat|klikt|scrolt|bladert|leest|browst|kijkt",
    "als|wanneer|indien|wie ~1 doorgaat|doorsurft|doorklikt|scrolt|surft",
    "wie verder surft|gaat|klikt|scrolt|bladert|leest",
    "verder surfen|scrollen|gaan|bladeren|klikken ~2 geldt|betekent|is|zien|beschouw*",
    "doorgaan|doorsurfen ~4 geldt|betekent|is|beschouw*",
    "sluit|negeert u|je ~4 melding|banner|venster",
    "als|wanneer|indien u|je ~4 sluit|negeert",
    "als|wanneer|indien u|je ~3 website|site|pagina ~1 gebruikt|bezoekt",
    "gebruikt|bezoekt u|je ~2 website|site",
    "blijft u|je ~4 surfen|gebruiken|bezoeken|lezen|kijken",
    "uw|je gebruik|bezoek van|aan ~2 website|site ~1 geldt|betekent|is",
    "by ~1 continuing|proceeding|scrolling|closing|ignoring|staying|navigating|dismissing|browsing",
    "by ~1 using|visiting ~2 website|site|page|pages|service|shop",
    "by ~2 use of ~2 website|site|page|pages|service|shop",
    "by clicking anywhere|elsewhere|outside",
    "if|when|as|unless|once you ~1 continue|scroll|close|ignore|stay|proceed|browse",
    "if|when|as|once you ~1 keep|carry|go on|browsing|using|scrolling|reading",
    "if|when|as|once you ~1 use|visit ~2 website|site|service|shop",
    "continued|further use|browsing|visit ~6 means|constitutes|implies|is|counts|signifies",
    "continuing to ~6 means|constitutes|implies|is|counts|signifies",
    "using|visiting|browsing this|our|the site|website ~1 means|constitutes|implies|is|counts|signifies",
    "your ~1 use of ~4 means|constitutes|implies|is|counts|signifies",
];

/// Doing nothing, as the condition of something.
pub(super) const SILENCE: &[&str] = &[
    "niet ~1 weigert|kiest|reageert|klikt|afwijst",
    "weigert|kiest|reageert|klikt u|je niet|niets",
    "niets ~1 doet|kiest|doen|kiezen",
    "doet|kiest u|je niets|niet",
    "geen keuze ~1 maakt|maken",
    "maakt u|je geen keuze",
    "tenzij u|je ~2 weigert|afwijst|bezwaar",
    "zonder ~2 weigering|reactie|bezwaar|tegenbericht",
    "not ~1 refuse|choose|respond|reject|click|decline|answer|object",
    "don't ~1 refuse|choose|respond|reject|click|decline|answer|object",
    "do nothing|none",
    "make no choice",
    "unless you ~2 refuse|reject|decline|object|opt",
    "silence|inactivity",
];

/// A visitor's consent, as the consequence of something.
pub(super) const AGREES: &[&str] = &[
    "akkoord|toestemming|toestemt|toestaat|instemt|instemming|accepteert|accepteren|aanvaardt|goedkeurt",
    "stemt|stem u|je|ermee|daarmee ~4 in|toe",
    "agree*|consent*|accept|accepts|accepting|acceptance|allow|allows|permit*|approve*",
];

/// Storing, as the consequence of something.
pub(super) const STORES: &[&str] = &[
    "plaatsen wij|we|onze",
    "cookies ~2 geplaatst|plaatsen",
    "worden ~3 geplaatst",
    "we ~2 place|set|store|use ~3 cookies",
    "cookies ~2 placed|set|stored",
];

/// Where a sentence is about a question for consent, or about what needs it.
pub(super) const ASKS: &[&str] = &[
    "vraag|vragen|vraagt|gevraagd|ask*|request*",
    "toestemming ~1 nodig|vereist",
    "need* ~2 consent",
    "consent ~2 needed|required",
];

/// A consent that is supposed.
pub(super) const SUPPOSES: &[&str] = &[
    "assume ~5 ok|okay|agree|happy|consent",
    "implied|deemed consent",
    "veronderstel* ~5 akkoord|toestemming",
    "stilzwijgende|impliciete toestemming|instemming",
];

/// Where a sentence says that nothing happens until there is consent.
pub(super) const WAITS: &[&str] = &[
    "until|before|unless|till ~3 accept|agree|consent|allow",
    "only ~2 if|after|once|with ~3 accept|agree|consent|allow",
    "tot|totdat|voordat|tenzij ~4 toestemming|akkoord|accepteert|toestaat",
    "alleen|pas ~2 als|met|na ~4 toestemming|akkoord|accepteert|toestaat",
];

/// A part of a page, which may need consent while the page does not.
pub(super) const PARTS: &[&str] = &[
    "onderdeel|onderdelen|video*|filmpje*|kaart|kaarten|kaartje|plattegrond|chat|podcast|afspeel*",
    "part|parts|map|maps|embed*|player",
];

/// Refusing.
pub(super) const REFUSES: &[&str] = &[
    "weiger*|afwijz*|afwijst",
    "wijs|wijst ~3 af",
    "zonder ~2 toestemming|akkoord",
    "zonder ~3 accepteren|aanvaarden",
    "niet ~2 accepteert|akkoord|toestaat|instemt",
    "accepteert u|je ~2 niet|geen",
    "refus*|reject*|declin*",
    "without ~3 consent|consenting|accepting|agreeing",
    "not ~1 accept|agree|consent|allow",
    "don't ~1 accept|agree|consent|allow",
];

/// A website that is closed to who refuses.
pub(super) const CLOSED: &[&str] = &[
    "u|je|bezoekers ~2 geen toegang",
    "toestemming|akkoord geen toegang",
    "geen toegang tot ~2 website|site|webwinkel|winkel|webshop|dienst|pagina|artikelen",
    "kunt|kan|kun|mag|mogen ~3 website|site|webwinkel|winkel|webshop|dienst|pagina|artikelen ~2 niet ~3 gebruiken|bekijken|bezoeken|lezen|openen",
    "kunt|kan|kun|mag|mogen ~2 niet ~4 website|site|webwinkel|winkel|webshop|dienst|pagina|artikelen ~2 gebruiken|bekijken|bezoeken|lezen",
    "website|site|webwinkel|winkel|webshop|dienst|pagina|artikelen ~2 niet ~1 toegankelijk|beschikbaar",
    "kunt|kan|kun|mag|mogen ~1 niet verder",
    "werkt ~4 website|site|webwinkel|winkel|webshop|dienst ~2 niet",
    "website|site|webwinkel|winkel|webshop|dienst ~2 werkt ~3 niet",
    "verlaat ~3 website|site|pagina",
    "website|site|pagina ~2 verlaten",
    "no access to ~2 website|site|service|shop|page|articles",
    "you ~2 no access",
    "consent no access",
    "you ~2 cannot|can't|not ~2 use|access|view|visit|enter|continue|read ~2 website|site|service|shop|page|articles",
    "website|site|service|shop|page ~3 not ~2 work|accessible|available",
    "website|site|service|shop|page ~3 doesn't|won't|cannot|can't ~1 work",
    "website|site|service|shop|page ~2 unavailable|blocked",
    "leave ~2 website|site|page",
];

/// A visitor who must agree.
pub(super) const MUST: &[&str] = &[
    "moet|dient u|je|bezoekers ~4 accepteren|akkoord|instemmen|toestaan|aanvaarden",
    "moet|dient u|je|bezoekers ~4 toestemming ~1 geven",
    "u|je|bezoekers moet|dient|moeten|dienen ~4 accepteren|akkoord|instemmen|toestaan|aanvaarden",
    "u|je|bezoekers moet|dient|moeten|dienen ~4 toestemming ~1 geven",
    "accepteer ~3 om ~2 verder",
    "accept ~3 to continue|proceed|enter|access",
    "accepteren|toestemmen is verplicht",
    "toestemming geven is verplicht",
    "you|visitors must ~3 accept|agree|consent|allow",
    "you|visitors need|have|required to ~3 accept|agree|consent|allow",
    "you are required to ~3 accept|agree|consent|allow",
    "accepting ~2 is|are required|mandatory|compulsory",
];

/// The use of the website, which may not depend on consent.
pub(super) const ENTERS: &[&str] = &[
    "u|je|bezoekers ~3 toegang",
    "toegang tot ~2 website|site|webwinkel|winkel|webshop|dienst|pagina|artikelen",
    "kunt|kan|kun|mag|mogen ~3 website|site|webwinkel|winkel|webshop|dienst|pagina|artikelen ~3 gebruiken|bekijken|bezoeken|lezen|openen",
    "website|site|webwinkel|winkel|webshop|dienst ~3 toegankelijk|beschikbaar",
    "om ~2 website|site|webwinkel|winkel|webshop|dienst|pagina|artikelen te gebruiken|bekijken|bezoeken|lezen|openen",
    "access to ~2 website|site|service|shop|page|articles",
    "you can|may ~2 use|view|visit|enter|read|access ~1 website|site|service|shop|page|articles",
    "to use|view|visit|enter|read|access this|our|the website|site|service|shop|page|articles",
];

pub(super) const ONLY_IF: &[&str] = &["alleen|pas|slechts|enkel|uitsluitend|tenzij|eerst|only|unless|until|first"];

/// Paying for a refusal.
pub(super) const PAYS: &[&str] = &[
    "accepteer*|akkoord|toestemming ~3 of ~2 betaal|betaalt|betalen|abonnement",
    "betaal|betaalt|betalen|abonnement ~4 of ~2 accepteer*|akkoord|toestemming",
    "weiger* ~6 betaal|betaalt|betalen|kost|€|euro|abonnement",
    "betaal|betaalt|betalen ~4 weiger*",
    "accept*|agree|consent ~3 or ~2 pay|subscribe",
    "pay|subscribe ~4 or ~2 accept*|agree|consent",
    "refus*|reject*|declin* ~6 pay|pays|costs|fee|subscription|subscribe",
    "pay ~4 refus*|reject*|declin*",
];

/// Purposes that are on before a choice.
pub(super) const TICKED: &[&str] = &[
    "vooraf|standaard|alvast|al|reeds ~1 aangevinkt|geselecteerd|ingeschakeld|aangezet|aangekruist",
    "staan|staat ~4 standaard|al|alvast|vooraf ~1 aan",
    "vink ~5 uit",
    "uitvinken|uitzetten wat|welke",
    "zet ~2 uit wat|welke",
    "pre ticked|checked|selected|enabled",
    "preselected|preticked|prechecked",
    "ticked|checked|selected|enabled|on by default",
    "already ticked|checked|selected|enabled",
    "untick|uncheck|deselect",
];

/// A choice of the visitor's own, which may be undone in these words.
pub(super) const OWN_CHOICE: &[&str] = &["later|weer|altijd|daarna|again|later|anytime|always"];

/// A refusal by other means than the button of the notice.
pub(super) const ELSEWHERE: &[&str] = &[
    "weiger* kan|doet|moet|gaat ~4 via|per|schriftelijk|telefonisch|browserinstellingen|browser",
    "wilt|wil|wenst u|je ~3 weigeren ~3 stuur|mail|bel|schrijf|neem|ga|pas",
    "om te weigeren ~3 stuur|stuurt|mail|mailt|bel|belt|schrijf|schrijft|neem|neemt",
    "to|can refuse|reject|decline ~3 send|write|call|email|mail|contact",
    "refus*|reject*|declin* ~4 by|via|through|in ~3 email|mail|letter|phone|form|browser|writing",
];

/// Where a sentence adds to the button, or speaks of a signal.
pub(super) const ALSO: &[&str] = &["ook|daarnaast|bovendien|also|too|besides|signaal|signal|vraagt|asks|sends"];

/// Changing a choice later.
pub(super) const CHANGES: &[&str] = &[
    "intrek*|wijzig*|verander*|aanpas*|herzie*|herroep*|terugkom*|bijstellen",
    "trek|trekt ~8 in",
    "pas|past ~8 aan",
    "withdraw*|chang*|revok*|revis*|adjust*|undo|reconsider",
    "opt out",
];

/// Changing it by letter or telephone.
pub(super) const IN_WRITING: &[&str] =
    &["schriftelijk|brief|post|aangetekend|telefo*|bellen|mail|mailen|letter|writing|phone|telephone|email"];

/// Changing it on the website.
pub(super) const CONTROLS: &[&str] = &["knop|link|instellingen|pagina|website|site|button|settings|page"];

/// A basis that cookies do not have.
pub(super) const INTEREST: &[&str] = &["gerechtvaardigd* belang*", "legitimate interest*"];

/// Taking Global Privacy Control as a refusal.
pub(super) const HONOURS: &[&str] = &[
    "weiger*|afwijz*|bezwaar|refus*|reject*|declin*|objection",
    "geen ~1 toestemming",
    "no ~1 consent",
    "opt out",
    "wij|we ~4 volgen|volg ~3 niet",
    "we ~3 not ~2 track|follow",
    "respecteren|eerbiedigen|respect|honour|honor",
];
