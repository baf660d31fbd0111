//! Generated comments of customers of a bakery, in Dutch and English.

use domain::locale::Locale;

/// The mood of a customer, which determines scores and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Content.
    Glad,
    /// Neither.
    Even,
    /// Let down.
    Sad,
}

/// A comment of one or two sentences. `below` draws a number under its argument.
pub fn comment(mood: Mood, locale: Locale, mut below: impl FnMut(u32) -> u32) -> String {
    let sentences = sentences(mood, locale);
    let count = u32::try_from(sentences.len()).expect("there are few sentences");
    let mut pick = || sentences[below(count) as usize];
    let (first, second) = (pick(), pick());
    // Half of the comments have one sentence. Some of the others have a line break before the second.
    match below(4) {
        0 if first != second => format!("{first} {second}"),
        1 if first != second => format!("{first}\r\n\r\n{second}"),
        _ => first.to_owned(),
    }
}

const fn sentences(mood: Mood, locale: Locale) -> &'static [&'static str] {
    match (locale, mood) {
        (Locale::Nl, Mood::Glad) => &[
            "Heerlijk brood, altijd vers.",
            "Het speltbrood is het beste van de stad!",
            "Vriendelijke bediening, ook als het druk is.",
            "Mijn kinderen zijn dol op de krentenbollen.",
            "Online besteld en de volgende ochtend lag het klaar.",
            "Goede prijs voor wat je krijgt.",
            "De taart voor onze bruiloft was prachtig én lekker.",
            "Fijn dat jullie ook glutenvrij bakken.",
            "Ik kom hier al tien jaar en het stelt nooit teleur.",
            "Top! 😀",
            "Het meisje achter de toonbank wist precies wat er in het brood zit.",
            "Klein foutje in de bestelling werd meteen goed opgelost.",
        ],
        (Locale::Nl, Mood::Even) => &[
            "Prima brood, maar wel aan de prijs.",
            "Soms is het zuurdesem al om tien uur op.",
            "Het duurt op zaterdag lang voor je aan de beurt bent.",
            "De gebakjes zijn lekker, het volkorenbrood vind ik wat droog.",
            "Bestellen via de website kan makkelijker.",
            "Graag ook op zondag open.",
            "Wisselend: de ene keer heel vers, de andere keer minder.",
            "Parkeren is lastig.",
            "Een zitplek erbij zou fijn zijn.",
            "Niet slecht, niet bijzonder.",
        ],
        (Locale::Nl, Mood::Sad) => &[
            "Brood van gisteren verkocht als vers, dat kan echt niet.",
            "Ik heb drie keer gebeld en niemand nam op.",
            "Mijn bestelling was weg toen ik hem kwam ophalen.",
            "Steeds duurder en steeds kleiner.",
            "De taart was op de verkeerde dag klaar.",
            "Onvriendelijk geholpen, ik kom niet meer terug.",
            "Er zat een haar in mijn saucijzenbroodje.",
            "De website liep vast bij het betalen en toch werd er geld afgeschreven.",
            "Na mijn klacht heb ik nooit meer iets gehoord.",
            "Twintig minuten gewacht voor één brood.",
        ],
        (Locale::En, Mood::Glad) => &[
            "Lovely bread, fresh every morning.",
            "Best croissants in town!",
            "Friendly staff, even when it is busy.",
            "Ordered online and it was ready the next day.",
            "The birthday cake was a great success.",
            "Good value, and they explain what is in it.",
            "I like that there is a gluten-free choice.",
            "A small mistake in my order was put right at once.",
            "We come here every Saturday.",
            "Perfect, nothing to add.",
        ],
        (Locale::En, Mood::Even) => &[
            "Good bread but rather expensive.",
            "Often sold out by noon.",
            "The queue on Saturdays is long.",
            "Ordering on the website could be easier.",
            "Cakes are fine, the wholemeal loaf is a bit dry.",
            "It would help if more staff spoke English.",
            "Sometimes very fresh, sometimes less so.",
            "Decent, nothing special.",
        ],
        (Locale::En, Mood::Sad) => &[
            "The bread was stale and nobody seemed to care.",
            "My order was lost and I had to wait half an hour.",
            "Nobody answers the phone.",
            "The cake was ready on the wrong day.",
            "Prices went up again while the loaves got smaller.",
            "Paid online and was asked to pay again in the shop.",
            "I complained twice and never heard back.",
            "Rude service, will not return.",
        ],
    }
}
