//! The labels of buttons and the names of purposes, which must tell visitors what is done.

use super::phrases::{Sentence, sentences};

/// The longest label of a button, in characters. Three buttons must fit beside or below each other at a width of 320
/// px.
const LABEL: usize = 30;

/// Words that praise one button, criticise the other or threaten, so they are not neutral (rule 9).
const LOADED: &[&str] = &[
    "fijn",
    "graag",
    "helaas",
    "jammer",
    "leuk",
    "liever",
    "lekker",
    "prima",
    "toch",
    "super",
    "beter",
    "best",
    "beste",
    "aanbevolen",
    "optimaal",
    "optimale",
    "gratis",
    "korting",
    "snel",
    "snelste",
    "slechter",
    "minder",
    "beperkt",
    "beperkte",
    "saai",
    "better",
    "great",
    "happy",
    "sadly",
    "unfortunately",
    "miss",
    "recommended",
    "optimal",
    "free",
    "faster",
    "less",
    "worse",
    "limited",
    "boring",
    "discount",
    "awesome",
];

/// What needs no consent, by name.
pub(super) const NEEDED: &str =
    "noodzakelijk*|nodig*|benodigd*|essenti*|functione*|functional|necessary|needed|required|strikt|strictly|vereist*";

const ACCEPTS: &[&str] = &[
    "accept*",
    "akkoord",
    "toestaan|toestemmen|toestemming",
    "sta ~3 toe",
    "instemmen",
    "ja|yes",
    "agree*",
    "allow*|consent*",
    "aanvaard*|goedkeur*",
];

/// Clear enough beside a question, but it names no deed.
const ACCEPTS_VAGUELY: &[&str] = &["ok|oké|oke|okay"];

const REFUSES: &[&str] = &[
    "weiger*",
    "afwijz*",
    "wijs ~2 af",
    "nee|no",
    "niet ~1 accepteren|akkoord|toestaan|toestemmen|instemmen",
    "geen ~2 cookies|toestemming",
    "opt out",
    "refus*",
    "reject*",
    "declin*",
    "deny",
    "disagree",
    "do not ~1 accept|allow|agree|consent",
    "don't ~1 accept|allow|agree|consent",
    "zonder ~3 accepteren|toestemming|cookies",
    "without ~2 accepting|consent|consenting|cookies",
];

/// What puts a decision off, or leads to other buttons.
const PUTS_OFF: &[&str] = &[
    "later|straks|misschien|maybe|herinner*|remind*",
    "nu niet",
    "not now",
    "instel*|settings|beheer*|manage*|opties|options|voorkeur*|preferences|aanpas*|customi*|meer|more",
];

const CHOOSES: &[&str] = &[
    "kies*|kiez*|keuze*|instel*|voorkeur*|beheer*|aanpas*|opties|select*|zelf|per|meer|details|doelen",
    "choos*|choice*|settings|preferences|manage*|customi*|options|more|review",
    "let me",
];

const WITHDRAWS: &[&str] = &[
    "intrek*|herroep*|withdraw*|revok*|stop*|uitzetten|uitschakelen|wis*|verwijder*|remove*|clear*|delete*",
    "trek ~3 in",
    "zet ~3 uit",
    "turn ~2 off",
    "opt out",
];

/// Whether a label is neutral: short, not in the first person of the visitor, without exclamation mark, emoji or
/// steering words.
pub(super) fn is_neutral(label: &str) -> bool {
    let plain = label.chars().all(|c| c.is_alphanumeric() || " -’'".contains(c));
    let mut words = label.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let steers = words.any(|word| ["ik", "i", "mij"].contains(&word.as_str()) || LOADED.contains(&word.as_str()));
    plain && !steers && label.chars().count() <= LABEL
}

/// Whether the label of the refusal says that it refuses: not that it postpones, closes or leads to settings.
pub(super) fn refuses(label: &str) -> bool {
    let parts = sentences(label);
    let only_needed = says(&parts, &[NEEDED]) && !has(&parts, &["alle|alles|all|everything"]);
    (says(&parts, REFUSES) || only_needed) && !has(&parts, PUTS_OFF)
}

/// Whether the label of the acceptance says that it accepts, and not that it accepts less than it does.
pub(super) fn accepts(label: &str) -> bool {
    let parts = sentences(label);
    let clearly = says(&parts, ACCEPTS) || has(&parts, ACCEPTS_VAGUELY);
    clearly && !has(&parts, &[NEEDED]) && !says(&parts, REFUSES) && !has(&parts, &PUTS_OFF[..3])
}

/// Whether the label accepts with a word that names no deed, such as "OK".
pub(super) fn accepts_vaguely(label: &str) -> bool {
    let parts = sentences(label);
    has(&parts, ACCEPTS_VAGUELY) && !says(&parts, ACCEPTS)
}

/// Whether the label of the button to the second layer says that it decides.
pub(super) fn decides_instead_of_choosing(label: &str) -> bool {
    let parts = sentences(label);
    (says(&parts, ACCEPTS) || says(&parts, REFUSES)) && !has(&parts, CHOOSES)
}

/// Whether the label of the button that saves the own choice says that it accepts or refuses everything.
pub(super) fn decides_instead_of_saving(label: &str) -> bool {
    let parts = sentences(label);
    let all = has(&parts, &["alle|alles|all|everything"]);
    all && (says(&parts, ACCEPTS) || says(&parts, REFUSES))
}

/// Whether the label of the withdrawal says that it withdraws.
pub(super) fn withdraws(label: &str) -> bool {
    says(&sentences(label), WITHDRAWS)
}

fn says(parts: &[Sentence], phrases: &[&str]) -> bool {
    parts.iter().any(|part| part.says(phrases))
}

fn has(parts: &[Sentence], phrases: &[&str]) -> bool {
    parts.iter().any(|part| part.has(phrases))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_that_it_refuses() {
        for label in [
            "Weigeren",
            "Alles weigeren",
            "Nee",
            "Niet akkoord",
            "Afwijzen",
            "Alleen noodzakelijk",
            "Alleen noodzakelijke cookies",
            "Doorgaan zonder te accepteren",
            "Geen cookies",
            "Weigeren en sluiten",
            "Refuse",
            "Reject all",
            "Decline",
            "No thanks",
            "Only necessary",
            "Necessary cookies only",
            "Don’t accept",
            "Continue without accepting",
            "Deny",
        ] {
            assert!(refuses(label), "{label}");
        }
        for label in [
            "Instellingen",
            "Later",
            "Sluiten",
            "Nu niet",
            "Misschien later",
            "Meer opties",
            "Cookies beheren",
            "Verder",
            "Niet weigeren",
            "Weigeren via instellingen",
            "Alle noodzakelijke en andere",
            "Settings",
            "Not now",
            "Close",
            "Maybe later",
            "Manage",
            "Cancel",
            "Don't refuse",
            "Reject in settings",
            "Accepteren",
            "X",
        ] {
            assert!(!refuses(label), "{label}");
        }
    }

    #[test]
    fn an_acceptance_says_what_it_accepts() {
        for label in
            ["Accepteren", "Alles accepteren", "Akkoord", "Ja", "Cookies toestaan", "OK", "Accept all", "Allow", "I agree"]
        {
            assert!(accepts(label), "{label}");
        }
        for label in [
            "Doorgaan",
            "Sluiten",
            "Begrepen",
            "Alleen noodzakelijke cookies",
            "Noodzakelijke accepteren",
            "Niet accepteren",
            "Got it",
            "Continue",
            "Close",
            "Accept necessary",
            "Do not accept",
        ] {
            assert!(!accepts(label), "{label}");
        }
        assert!(accepts_vaguely("Oké") && !accepts_vaguely("OK, accepteren") && !accepts_vaguely("Accept"));
    }

    #[test]
    fn the_other_buttons_do_not_decide() {
        for label in ["Zelf kiezen", "Kiezen wat u toestaat", "Instellingen", "Let me choose", "Manage consent"] {
            assert!(!decides_instead_of_choosing(label), "{label}");
        }
        assert!(decides_instead_of_choosing("Akkoord") && decides_instead_of_choosing("Reject"));
        assert!(decides_instead_of_saving("Alles accepteren") && decides_instead_of_saving("Accept all"));
        for label in ["Keuze bewaren", "Selectie toestaan", "Save my choice", "Allow selection"] {
            assert!(!decides_instead_of_saving(label), "{label}");
        }
        assert!(withdraws("Intrekken") && withdraws("Trek toestemming in") && withdraws("Turn off") && !withdraws("Contact"));
    }
}
