//! Generated answers. Each depends only on the seed, the survey and its number: it has a generator of its own, and the
//! way to draw numbers does not depend on the version of a library.

use domain::{
    calendar::Millis,
    channel::Channel,
    contact::{Contact, EmailAddress},
    hash::Sha256Hash,
    id::{Key, Slug},
    locale::Locale,
    notice::purpose,
    response::{
        answer::{Answer, Answers},
        form::Submission,
    },
    submission_key::SubmissionKey,
    survey::{
        Mode,
        attribute::ReceivedBy,
        published::PublishedSurvey,
        question::{CsatScale, Question, QuestionKind},
    },
};
use rand::{Rng as _, SeedableRng as _, rngs::ChaCha8Rng};
use store::NewResponse;

use super::comments::{self, Mood};

/// 2026-11-01T00:00:00Z. The answers are from the 365 days before it, whenever they are generated.
const END: i64 = 1_793_491_200_000;
const DAYS: i64 = 365;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The weight of each hour of the day (UTC): customers of a bakery answer after breakfast and in the evening.
const HOURS: [u32; 24] = [1, 1, 0, 0, 1, 3, 8, 14, 16, 14, 12, 12, 14, 12, 10, 10, 12, 16, 20, 22, 18, 10, 5, 2];

/// Generates the answers to one survey.
pub struct Answerer {
    published: PublishedSurvey,
    seed: u64,
}

impl Answerer {
    /// For a survey and a seed.
    pub const fn new(published: PublishedSurvey, seed: u64) -> Self {
        Self { published, seed }
    }

    /// When the answer with this number was given.
    pub fn time(&self, number: u64) -> Millis {
        let key = submission_key(self.seed, &self.published.survey.slug, number);
        moment(&mut Dice::new(&key)).1
    }

    /// The answer with this number, from 0.
    pub fn response(&self, number: u64) -> NewResponse {
        let key = submission_key(self.seed, &self.published.survey.slug, number);
        let mut dice = Dice::new(&key);
        let questionnaire = &self.published.version.questionnaire;
        let (day, time) = moment(&mut dice);
        let locale = if dice.percent(82) { Locale::Nl } else { Locale::En };
        let locale = questionnaire.locale_or_default(Some(locale));
        let mood = mood(&mut dice, day);
        let mut answers = Answers::new();
        for question in questionnaire.questions() {
            if let Some(answer) = answer(question, mood, locale, &mut dice) {
                answers.push((question.key.clone(), answer));
            }
        }
        let mut granted: Vec<Key> = Vec::new();
        let mut contact = None;
        if questionnaire.mode == Mode::Full {
            for offered in questionnaire.optional_purposes() {
                let (share, is_contact) = match offered.key.as_str() {
                    purpose::CONTACT => (12, true),
                    purpose::PUBLISH => (31, false),
                    _ => (22, false),
                };
                if dice.percent(share) {
                    granted.push(offered.key.clone());
                    if is_contact {
                        let address = format!("klant{}@voorbeeld.nl", dice.below(1_000_000));
                        contact = Some(Contact { email: EmailAddress::parse(&address).ok(), phone: None });
                    }
                }
            }
        }
        NewResponse {
            published: self.published.clone(),
            key,
            content_hash: Sha256Hash::of_parts(&[b"demo", &key.0]),
            locale,
            channel: Channel::Demo,
            origin: "demo".to_owned(),
            submitted_at: Some(time),
            submission: Submission { answers, granted, contact },
            attributes: Vec::new(),
            attributes_by: ReceivedBy::Stated,
            body: None,
        }
    }
}

/// The key for a form that was never shown: the first half of SHA-256("demo" ‖ seed ‖ slug ‖ number).
fn submission_key(seed: u64, slug: &Slug, number: u64) -> SubmissionKey {
    let hash = Sha256Hash::of_parts(&[b"demo", &seed.to_be_bytes(), slug.as_str().as_bytes(), &number.to_be_bytes()]);
    let mut key = [0; 16];
    key.copy_from_slice(&hash.0[..16]);
    SubmissionKey(key)
}

/// Most customers are content, and slightly more of them at the end of the year than at its beginning.
fn mood(dice: &mut Dice, day: i64) -> Mood {
    let content = 50 + u32::try_from(day * 12 / DAYS).unwrap_or_default();
    match dice.below(100) {
        roll if roll < content => Mood::Glad,
        roll if roll < content + 25 => Mood::Even,
        _ => Mood::Sad,
    }
}

/// The day of the year and the instant, drawn first for each answer.
fn moment(dice: &mut Dice) -> (i64, Millis) {
    let day = i64::from(dice.below(u32::try_from(DAYS).expect("a year has few days")));
    let hour = i64::try_from(dice.weighted(&HOURS)).expect("a day has few hours");
    let within = hour * 3_600_000 + i64::from(dice.below(3_600_000));
    (day, Millis(END - DAYS * DAY + day * DAY + within))
}

fn answer(question: &Question, mood: Mood, locale: Locale, dice: &mut Dice) -> Option<Answer> {
    if let Some((min, _)) = question.kind.score_range() {
        let index = u8::try_from(dice.weighted(weights(&question.kind, mood))).expect("scales are short");
        return Some(Answer::Score(min + index));
    }
    match &question.kind {
        QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } if dice.percent(35) => {
            Some(Answer::Text(comments::comment(mood, locale, |n| dice.below(n))))
        }
        // The templates have no other questions.
        _ => None,
    }
}

/// The weight of each score of a scale, the lowest first.
const fn weights(kind: &QuestionKind, mood: Mood) -> &'static [u32] {
    match (kind, mood) {
        (QuestionKind::Nps(_), Mood::Glad) => &[0, 0, 0, 0, 0, 0, 1, 4, 18, 34, 43],
        (QuestionKind::Nps(_), Mood::Even) => &[0, 0, 0, 1, 2, 12, 22, 40, 20, 3, 0],
        (QuestionKind::Nps(_), Mood::Sad) => &[14, 6, 10, 14, 14, 24, 14, 4, 0, 0, 0],
        (QuestionKind::Csat { scale: CsatScale::OneToFive, .. }, Mood::Glad) => &[0, 0, 2, 40, 58],
        (QuestionKind::Csat { scale: CsatScale::OneToFive, .. }, Mood::Even) => &[1, 9, 52, 36, 2],
        (QuestionKind::Csat { scale: CsatScale::OneToFive, .. }, Mood::Sad) => &[42, 38, 18, 2, 0],
        (QuestionKind::Csat { scale: CsatScale::YesNo, .. }, Mood::Glad) => &[4, 96],
        (QuestionKind::Csat { scale: CsatScale::YesNo, .. }, Mood::Even) => &[35, 65],
        (QuestionKind::Csat { scale: CsatScale::YesNo, .. }, Mood::Sad) => &[85, 15],
        (QuestionKind::Ces(_) | QuestionKind::Csat { scale: CsatScale::OneToSeven, .. }, Mood::Glad) => &[0, 0, 1, 4, 20, 40, 35],
        (QuestionKind::Ces(_) | QuestionKind::Csat { scale: CsatScale::OneToSeven, .. }, Mood::Even) => {
            &[1, 4, 12, 28, 35, 17, 3]
        }
        (QuestionKind::Ces(_) | QuestionKind::Csat { scale: CsatScale::OneToSeven, .. }, Mood::Sad) => &[25, 26, 24, 16, 7, 2, 0],
        (_, Mood::Glad) => &[0, 0, 0, 0, 1, 3, 14, 38, 30, 14],
        (_, Mood::Even) => &[0, 0, 1, 3, 10, 30, 42, 12, 2, 0],
        (_, Mood::Sad) => &[12, 10, 18, 20, 22, 14, 4, 0, 0, 0],
    }
}

/// Draws numbers from ChaCha8, whose stream is standardised. The conversion to a number is defined here.
struct Dice(ChaCha8Rng);

impl Dice {
    fn new(key: &SubmissionKey) -> Self {
        Self(ChaCha8Rng::from_seed(Sha256Hash::of_parts(&[b"dice", &key.0]).0))
    }

    /// From 0 up to but not including a bound. The bias of under 1 in 4,000 is acceptable here.
    fn below(&mut self, bound: u32) -> u32 {
        let product = u64::from(self.0.next_u32()) * u64::from(bound);
        u32::try_from(product >> 32).expect("a product shifted by 32 bits fits in 32")
    }

    fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut roll = self.below(weights.iter().sum());
        for (i, weight) in weights.iter().enumerate() {
            match roll.checked_sub(*weight) {
                None => return i,
                Some(rest) => roll = rest,
            }
        }
        weights.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_ends_where_it_says() {
        assert_eq!(Millis(END).rfc3339(), "2026-11-01T00:00:00.000Z");
    }

    #[test]
    fn the_dice_are_the_same_for_ever() {
        let key = submission_key(7, &Slug::parse("nps").unwrap(), 0);
        let mut dice = Dice::new(&key);
        let rolls: Vec<_> = (0..8).map(|_| dice.below(100)).collect();
        insta::assert_snapshot!(
            format!("{key} {rolls:?}"),
            @"adb98aa6a5dea4478f5cfb3e6d3b9b8f [21, 29, 96, 26, 10, 54, 19, 17]"
        );
    }

    #[test]
    fn weights_are_kept_to() {
        let mut dice = Dice::new(&SubmissionKey([1; 16]));
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[dice.weighted(&[1, 0, 3])] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((2_300..2_700).contains(&counts[0]), "{counts:?}");
    }

    #[test]
    fn every_scale_has_as_many_weights_as_scores() {
        let profile = domain::organisation::OrganisationProfile::new("A", "b", "c");
        for &template in domain::survey::template::Template::ALL {
            let questionnaire = template.questionnaire(&profile, domain::notice::purpose::Basis::Consent);
            for question in questionnaire.questions() {
                let Some((min, max)) = question.kind.score_range() else { continue };
                for mood in [Mood::Glad, Mood::Even, Mood::Sad] {
                    assert_eq!(weights(&question.kind, mood).len(), usize::from(max - min) + 1, "{}", question.key);
                }
            }
        }
    }
}
