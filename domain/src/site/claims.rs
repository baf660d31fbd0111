//! What the sentences of a notice claim against the rules: consent by use, ticked boxes, walls, a refusal elsewhere.
//!
//! The check reads words, not meaning. It knows the usual sentences in Dutch and English and their negations; a
//! sentence of another kind passes it.

mod wordings;

use super::{
    labels::NEEDED,
    phrases::{Sentence, sentences},
};
use crate::error::rule::RuleId;
use wordings::{
    AGREES, ALSO, ASKS, CHANGES, CLOSED, CONTROLS, ELSEWHERE, ENTERS, HONOURS, IN_WRITING, INTEREST, MUST, ONLY_IF, OWN_CHOICE,
    PARTS, PAYS, REFUSES, SILENCE, STORES, SUPPOSES, TICKED, USE, WAITS,
};

/// A sentence that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The number of the rule.
    pub(super) number: u8,
    /// What is wrong.
    pub(super) what: RuleId,
    /// The sentence.
    pub(super) found: String,
}

/// The longest part of a sentence that an error repeats, in characters.
const QUOTED: usize = 120;

impl Claim {
    pub(super) fn new(number: u8, what: RuleId, found: &str) -> Self {
        let found = match found.char_indices().nth(QUOTED) {
            None => found.to_owned(),
            Some((end, _)) => format!("{}…", &found[..end]),
        };
        Self { number, what, found }
    }
}

/// What no text of a notice may claim: one claim of each kind at most.
pub(super) fn anywhere(text: &str) -> Vec<Claim> {
    let parts = sentences(text);
    let found = [
        first(&parts, 10, RuleId::ConsentByUse, grants_by_use),
        first(&parts, 8, RuleId::TickedBefore, ticks_before),
        first(&parts, 11, RuleId::CookieWall, closes_the_website),
    ];
    found.into_iter().flatten().collect()
}

/// What the question itself may not claim.
pub(super) fn in_question(text: &str) -> Vec<Claim> {
    let parts = sentences(text);
    let elsewhere = first(&parts, 3, RuleId::RefusalElsewhere, |part| part.says(ELSEWHERE) && !part.has(ALSO));
    elsewhere.into_iter().chain(interest(text)).collect()
}

/// A claim that rests on a legitimate interest, which is no basis for cookies.
pub(super) fn interest(text: &str) -> Option<Claim> {
    first(&sentences(text), 12, RuleId::InterestClaimed, |part| part.says(INTEREST))
}

/// What is wrong with the text that says how to withdraw.
pub(super) fn in_withdraw_hint(text: &str) -> Option<Claim> {
    let parts = sentences(text);
    if !parts.iter().any(|part| part.says(CHANGES)) {
        return Some(Claim::new(13, RuleId::NoWithdrawal, text));
    }
    let harder = parts.iter().any(|part| part.says(IN_WRITING)) && !parts.iter().any(|part| part.says(CONTROLS));
    harder.then(|| Claim::new(15, RuleId::HarderWithdrawal, text))
}

/// What is wrong with the text for visitors whose browser sends Global Privacy Control.
pub(super) fn in_signal(text: &str) -> Option<Claim> {
    let parts = sentences(text);
    let honours = parts.iter().any(|part| part.says(HONOURS)) && !parts.iter().any(|part| part.denies(&HONOURS[..1]));
    (!honours).then(|| Claim::new(20, RuleId::SignalIgnored, text))
}

fn first(parts: &[Sentence], number: u8, what: RuleId, claims: impl Fn(&Sentence) -> bool) -> Option<Claim> {
    parts.iter().find(|part| claims(part)).map(|part| Claim::new(number, what, part.text()))
}

/// "By browsing on you agree", "if you do nothing we place cookies".
fn grants_by_use(part: &Sentence) -> bool {
    let condition = part.has(USE) || part.has(SILENCE);
    let grants = part.says(AGREES) && !part.has(ASKS) && !part.has(WAITS);
    let stores = part.says(STORES) && !part.has(&[NEEDED]);
    (condition && (grants || stores)) || part.says(SUPPOSES)
}

/// "Every box is ticked already", "untick what you do not want".
fn ticks_before(part: &Sentence) -> bool {
    part.says(TICKED) && !part.has(&[NEEDED]) && !part.has(OWN_CHOICE)
}

/// "You must accept", "without consent no access", "accept or pay".
fn closes_the_website(part: &Sentence) -> bool {
    if part.has(PARTS) {
        return false;
    }
    let closed = part.has(REFUSES) && part.has(CLOSED);
    let only_if = part.has(ENTERS) && part.has(ONLY_IF) && part.says(AGREES) && !part.has(ASKS);
    part.says(MUST) || part.says(PAYS) || closed || only_if
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(text: &str) -> Vec<RuleId> {
        anywhere(text).into_iter().map(|claim| claim.what).collect()
    }

    #[test]
    fn consent_by_use_is_found() {
        for text in [
            "Door verder te surfen gaat u akkoord met alle cookies.",
            "Surft u verder, dan geeft u toestemming.",
            "Als u deze melding sluit, gaat u akkoord.",
            "Wie niet weigert, gaat akkoord.",
            "Als u niets doet, geeft u toestemming voor statistieken.",
            "Door deze website te gebruiken accepteert u onze cookies.",
            "Door verder te gaan plaatsen wij cookies.",
            "By continuing to browse you agree to our cookies.",
            "If you continue, you accept all cookies.",
            "Continued use of this website means consent.",
            "If you do nothing, you consent to statistics.",
            "Unless you refuse, you agree.",
            "We gaan ervan uit dat u akkoord gaat als u verder gaat op onze website.",
            "We'll assume you're ok with this, but you can opt out.",
            "Your continued use of the site constitutes consent.",
        ] {
            assert_eq!(claimed(text), [RuleId::ConsentByUse], "{text}");
        }
        for text in [
            "Verder surfen is geen toestemming.",
            "Als u niets kiest, geeft u geen toestemming.",
            "Als u verder surft zonder te kiezen, plaatsen wij alleen noodzakelijke cookies.",
            "Zolang u niet kiest, vragen wij op de volgende pagina opnieuw om uw toestemming.",
            "If you continue without a choice, you do not consent to anything.",
            "By continuing without a choice you accept nothing.",
            "If you close this notice, we store nothing.",
            "Wij vragen uw toestemming. U kunt de website gewoon gebruiken.",
            "Door op Accepteren te klikken geeft u toestemming.",
            "Als u op Accepteren klikt, gaat u akkoord met alle doelen.",
            "Met uw toestemming blijft u ingelogd.",
            "Met uw toestemming meten wij hoe u de website gebruikt.",
            "Als u uw toestemming intrekt, stopt verder gebruik van deze gegevens.",
            "By using the button below you accept all purposes.",
            "By clicking Accept, you consent.",
            "If you close this notice, nothing is stored until you consent.",
            "Als u deze melding sluit, slaan wij pas iets op als u toestemming geeft.",
            "Met toestemming meten wij gebruik van de website.",
            "With your consent we measure your use of this website.",
            "With your consent we see who is visiting our website.",
            "If you go to the cookie settings, you can change your consent.",
        ] {
            assert_eq!(claimed(text), [], "{text}");
        }
    }

    #[test]
    fn ticked_boxes_are_found() {
        for text in [
            "Alle vakjes zijn vooraf aangevinkt.",
            "Vink uit wat u niet wilt.",
            "Statistieken staan standaard aan.",
            "All purposes are on by default.",
            "Untick what you do not want.",
            "Every box is pre-ticked.",
        ] {
            assert_eq!(claimed(text), [RuleId::TickedBefore], "{text}");
        }
        for text in [
            "Niets is vooraf aangevinkt.",
            "Noodzakelijke cookies staan standaard aan.",
            "U kunt een doel later weer uitvinken.",
            "Nothing is ticked by default.",
            "Necessary cookies are on by default.",
        ] {
            assert_eq!(claimed(text), [], "{text}");
        }
    }

    #[test]
    fn walls_are_found() {
        for text in [
            "U moet cookies accepteren om verder te lezen.",
            "Zonder toestemming hebt u geen toegang.",
            "Als u weigert, kunt u de website niet gebruiken.",
            "Weigert u, dan werkt de website niet.",
            "U kunt de webwinkel pas bezoeken als u akkoord gaat.",
            "Accepteer cookies of betaal € 3 per maand, want weigeren is niet gratis.",
            "You must accept cookies to read our articles.",
            "Without consent you cannot use this website.",
            "Access to the site is only for visitors who accept cookies.",
            "If you refuse, please leave this site.",
            "Accept, or pay for a subscription.",
            "Accept cookies to continue reading.",
            "De site is alleen toegankelijk na toestemming.",
            "Zonder cookies te accepteren kunt u niet verder.",
        ] {
            assert_eq!(claimed(text), [RuleId::CookieWall], "{text}");
        }
        for text in [
            "Weigeren kan: de website blijft gewoon werken.",
            "Ook als u weigert, kunt u de hele website gebruiken.",
            "Wij gebruiken op deze website alleen met uw toestemming cookies van anderen.",
            "Deze video ziet u alleen als u akkoord gaat.",
            "Weigeren kost niets.",
            "U hoeft niets te accepteren.",
            "Zonder deze cookies werkt de website niet.",
            "We place advertising cookies only with your consent.",
            "You do not have to accept anything to use this website.",
            "Refusing is free and has no consequences.",
            "U moet 16 jaar of ouder zijn om toestemming te geven.",
            "Als u toestemming hebt gegeven, kunt u die intrekken.",
            "If you have given consent, you can withdraw it.",
            "Als u weigert, meten wij niet hoe bezoekers de website gebruiken.",
            "Zonder uw toestemming heeft Google geen toegang tot uw gegevens.",
            "Alleen met uw toestemming krijgt Google toegang tot uw gegevens.",
            "Wij meten alleen met uw toestemming hoe bezoekers de website gebruiken.",
            "Met uw toestemming onthouden wij hoe u wilt betalen.",
            "Without your consent, Google has no access to your data.",
            "We measure only with your consent how you use our website.",
        ] {
            assert_eq!(claimed(text), [], "{text}");
        }
    }

    #[test]
    fn a_refusal_and_a_withdrawal_are_here() {
        let of = |text: &str| in_question(text).first().map(|claim| claim.what);
        assert_eq!(of("Weigeren kan via uw browserinstellingen."), Some(RuleId::RefusalElsewhere));
        assert_eq!(of("Wilt u weigeren? Stuur een mail."), Some(RuleId::RefusalElsewhere));
        assert_eq!(of("To refuse, send a letter."), Some(RuleId::RefusalElsewhere));
        assert_eq!(of("U kunt cookies ook in uw browser weigeren."), None);
        assert_eq!(of("Als u weigert, bewaart uw browser alleen dat u weigerde."), None);
        assert_eq!(of("Dit doen wij vanwege ons gerechtvaardigd belang."), Some(RuleId::InterestClaimed));
        assert_eq!(of("Wij beroepen ons niet op een gerechtvaardigd belang."), None);

        let hint = |text: &str| in_withdraw_hint(text).map(|claim| claim.number);
        assert_eq!(hint("U kunt uw keuze altijd veranderen of intrekken, met de knop onderaan."), None);
        assert_eq!(hint("You can change your mind at any time."), None);
        assert_eq!(hint("Een keuze kunt u niet meer veranderen."), Some(13));
        assert_eq!(hint("Wij bewaren uw keuze zes maanden."), Some(13));
        assert_eq!(hint("Intrekken kan schriftelijk."), Some(15));
        assert_eq!(hint("You can withdraw by letter."), Some(15));

        let signal = |text: &str| in_signal(text).map(|claim| claim.number);
        assert_eq!(signal("Uw browser vraagt om u niet te volgen. Wij zien dat als weigeren."), None);
        assert_eq!(signal("We take that as a refusal."), None);
        assert_eq!(signal("Uw browser vraagt om u niet te volgen. Wij zien dat niet als weigeren."), Some(20));
        assert_eq!(signal("Your browser sends a signal. We place cookies all the same."), Some(20));
        assert_eq!(signal("Your browser asks not to track you. We place cookies all the same."), Some(20));
        assert_eq!(signal("Uw browser vraagt om privacy. Wij volgen u dan niet."), None);
    }
}
