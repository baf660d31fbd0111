//! The codebook of an export: what every column holds and what every code means.

use csv::{Terminator, WriterBuilder};
use domain::{
    attribute::Attribute,
    form::{NOT_APPLICABLE, row_field},
    locale::Locale,
    question::{Choice, CsatScale, Question, QuestionKind},
};
use store::PublishedSurvey;

use super::columns::{LEADING, TRAILING, guarded};

/// The headings of the codebook.
const HEADING: [&str; 7] = ["column", "question", "type", "code", "label", "threshold", "notes"];

/// The codebook of a survey's export, as CSV: for each column a row that describes it, then a row for each of its codes.
pub fn codebook_csv(published: &PublishedSurvey, locale: Locale) -> String {
    let mut book = Codebook { rows: Vec::new(), locale };
    for name in LEADING {
        book.provenance(name);
    }
    for question in published.version.questionnaire.questions() {
        book.question(question);
    }
    for attribute in &published.version.questionnaire.attributes {
        book.attribute(attribute);
    }
    for name in TRAILING {
        book.provenance(name);
    }
    write(&book.rows)
}

/// A row of the codebook, in the order of [`HEADING`].
#[derive(Default)]
struct Row {
    column: String,
    question: String,
    kind: &'static str,
    code: String,
    label: String,
    threshold: String,
    notes: &'static str,
}

struct Codebook {
    rows: Vec<Row>,
    locale: Locale,
}

impl Codebook {
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        match self.locale {
            Locale::Nl => nl,
            Locale::En => en,
        }
    }

    fn question(&mut self, question: &Question) {
        let (kind, threshold) = kind_and_threshold(&question.kind);
        let notes = self.notes(&question.kind);
        if let QuestionKind::Likert { rows, points } = &question.kind {
            for row in rows {
                let column = row_field(&question.key, &row.key);
                let text = format!("{} – {}", question.text.get(self.locale), row.text.get(self.locale));
                self.rows.push(Row { column: column.clone(), question: text, kind, notes, ..Row::default() });
                for (i, point) in points.iter().enumerate() {
                    let label = point.get(self.locale).to_owned();
                    self.rows.push(Row { column: column.clone(), code: (i + 1).to_string(), label, ..Row::default() });
                }
                self.not_applicable(question, &column);
            }
            return;
        }
        let column = question.key.to_string();
        let text = question.text.get(self.locale).to_owned();
        self.rows.push(Row { column: column.clone(), question: text, kind, threshold, notes, ..Row::default() });
        if let Some((min, max)) = question.kind.score_range() {
            for score in min..=max {
                let label = question.kind.score_label(score).map_or("", |label| label.get(self.locale)).to_owned();
                self.rows.push(Row { column: column.clone(), code: score.to_string(), label, ..Row::default() });
            }
        }
        if let QuestionKind::SingleChoice { choices } | QuestionKind::MultipleChoice { choices, .. } = &question.kind {
            for Choice { key, text } in choices {
                let label = text.get(self.locale).to_owned();
                self.rows.push(Row { column: column.clone(), code: key.to_string(), label, ..Row::default() });
            }
        }
        self.not_applicable(question, &column);
    }

    fn attribute(&mut self, attribute: &Attribute) {
        let column = attribute.key.to_string();
        let question = attribute.text.get(self.locale).to_owned();
        let notes = self.say(
            "Wat er naast de antwoorden bekend is. Leeg: niet bekend.",
            "What is known besides the answers. Empty: not known.",
        );
        self.rows.push(Row { column: column.clone(), question, kind: "attribute", notes, ..Row::default() });
        for value in &attribute.values {
            self.rows.push(Row { column: column.clone(), code: value.clone(), label: value.clone(), ..Row::default() });
        }
    }

    fn not_applicable(&mut self, question: &Question, column: &str) {
        if question.not_applicable {
            let label = self.say("weet niet of niet van toepassing", "don't know or not applicable").to_owned();
            self.rows.push(Row { column: column.to_owned(), code: NOT_APPLICABLE.to_owned(), label, ..Row::default() });
        }
    }

    fn notes(&self, kind: &QuestionKind) -> &'static str {
        match kind {
            QuestionKind::Nps(_) => self.say(
                "0 tot en met 6 is criticaster, 7 en 8 passief, 9 en 10 promotor. Leeg: niet beantwoord.",
                "0 to 6 is a detractor, 7 and 8 passive, 9 and 10 a promoter. Empty: not answered.",
            ),
            QuestionKind::MultipleChoice { .. } => self.say(
                "De gekozen codes met een puntkomma ertussen. Leeg: niet beantwoord.",
                "The codes chosen, with a semicolon between them. Empty: not answered.",
            ),
            QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } => self.say(
                "Zoals het is geschreven, zonder burgerservicenummers. Voor een tekst die begint met = + - @, een tab of een \
                 regelterugloop staat één ' extra, zodat een rekenblad er geen formule van maakt. Leeg: niet beantwoord.",
                "As it was written, without citizen numbers. A text that begins with = + - @, a tab or a carriage return has \
                 one ' before it, so that a spreadsheet does not take it for a formula. Empty: not answered.",
            ),
            QuestionKind::Number { .. } => self.say(
                "Een getal met een decimale punt. Leeg: niet beantwoord.",
                "A number with a decimal point. Empty: not answered.",
            ),
            QuestionKind::Csat { .. } => self.say(
                "Tevreden is een score vanaf de grens (threshold). Leeg: niet beantwoord.",
                "Satisfied is a score from the threshold on. Empty: not answered.",
            ),
            QuestionKind::Ces(_) => {
                self.say("5, 6 en 7 telt als makkelijk. Leeg: niet beantwoord.", "5, 6 and 7 count as easy. Empty: not answered.")
            }
            QuestionKind::Loyalty(_) | QuestionKind::SingleChoice { .. } | QuestionKind::Likert { .. } => {
                self.say("Leeg: niet beantwoord.", "Empty: not answered.")
            }
        }
    }

    /// A column that every export has.
    fn provenance(&mut self, name: &'static str) {
        let (kind, notes) = match name {
            "response_id" => {
                ("uuid", self.say("Het kenmerk van het antwoord in Klankbord.", "The identifier of the response in Klankbord."))
            }
            "external_id" => (
                "text",
                self.say(
                    "Het kenmerk in de bron van een import; leeg bij antwoorden die hier zijn gegeven. Meerdere kolommen zijn \
                     verbonden met |. Voor een kenmerk dat begint met = + - @ of een tab staat één ' extra.",
                    "The identifier in the source of an import; empty for answers given here. Several columns are joined \
                     by |. One that begins with = + - @ or a tab has one ' before it.",
                ),
            ),
            "submitted_at" => ("time", self.say("Wanneer het is verstuurd (UTC).", "When it was sent (UTC).")),
            "locale" => ("code", self.say("De taal van het formulier: nl of en.", "The language of the form: nl or en.")),
            "channel" => (
                "code",
                self.say(
                    "Hoe het binnenkwam: link (de open link), import, of demo (verzonnen).",
                    "How it arrived: link (the open link), import, or demo (made up).",
                ),
            ),
            "consent_event_id" => (
                "uuid",
                self.say(
                    "De vastgelegde gebeurtenis waardoor dit antwoord mag worden geteld: toestemming, of een andere grondslag \
                     waarover is geïnformeerd. Leeg bij één klik zonder persoonsgegevens.",
                    "The recorded event by which this answer may be counted: consent, or another basis of which the person \
                     was informed. Empty for one click without personal data.",
                ),
            ),
            "notice_version" => (
                "number",
                self.say("De versie van de toelichting die erbij stond.", "The version of the notice that stood beside it."),
            ),
            "notice_hash" => (
                "sha256",
                self.say(
                    "SHA-256 over alle teksten van die versie, hexadecimaal.",
                    "SHA-256 over all texts of that version, hexadecimal.",
                ),
            ),
            "purposes_given" => (
                "codes",
                self.say(
                    "De doelen die nu gelden, met een puntkomma ertussen: analysis (tellen en lezen), contact (contact opnemen), \
                     publish (de reactie tonen), connect (koppelen aan klantgegevens).",
                    "The purposes that stand now, with a semicolon between them: analysis (count and read), contact (get in \
                     touch), publish (show the comment), connect (link to the customer record).",
                ),
            ),
            _ => (
                "time",
                self.say(
                    "Wanneer over het doel analysis is beslist (UTC); bij een import zoals de herkomst vermeldt.",
                    "When the purpose analysis was decided (UTC); for an import as its provenance states.",
                ),
            ),
        };
        self.rows.push(Row { column: name.to_owned(), kind, notes, ..Row::default() });
    }
}

/// The name of a kind of question, and the score from which a respondent counts as satisfied (of CES: as helped with ease).
fn kind_and_threshold(kind: &QuestionKind) -> (&'static str, String) {
    match kind {
        QuestionKind::Nps(_) => ("nps_0_10", String::new()),
        QuestionKind::Csat { scale, threshold, .. } => {
            let name = match scale {
                CsatScale::OneToFive => "csat_1_5",
                CsatScale::OneToSeven => "csat_1_7",
                CsatScale::OneToTen => "csat_1_10",
                CsatScale::YesNo => "csat_yes_no",
            };
            (name, threshold.to_string())
        }
        QuestionKind::Ces(_) => ("ces_1_7", "5".to_owned()),
        QuestionKind::Loyalty(_) => ("loyalty_1_10", String::new()),
        QuestionKind::SingleChoice { .. } => ("single_choice", String::new()),
        QuestionKind::MultipleChoice { .. } => ("multiple_choice", String::new()),
        QuestionKind::ShortText { .. } => ("short_text", String::new()),
        QuestionKind::LongText { .. } => ("long_text", String::new()),
        QuestionKind::Number { .. } => ("number", String::new()),
        QuestionKind::Likert { .. } => ("likert", String::new()),
    }
}

fn write(rows: &[Row]) -> String {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let mut add = |cells: [&[u8]; 7]| csv.write_record(cells).expect("memory can be written to, and every row has as many cells");
    add(HEADING.map(str::as_bytes));
    let (mut question, mut label) = (Vec::new(), Vec::new());
    for row in rows {
        add([
            row.column.as_bytes(),
            guarded(&row.question, &mut question),
            row.kind.as_bytes(),
            row.code.as_bytes(),
            guarded(&row.label, &mut label),
            row.threshold.as_bytes(),
            row.notes.as_bytes(),
        ]);
    }
    let bytes = csv.into_inner().expect("memory can be written to");
    String::from_utf8(bytes).expect("texts are UTF-8")
}
