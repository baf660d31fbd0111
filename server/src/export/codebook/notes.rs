//! What a codebook says about a column, in Dutch and English.

use domain::{
    export::Format,
    locale::Locale,
    survey::{
        attribute::Attribute,
        question::{Question, QuestionKind},
    },
};

use crate::export::{cell::Field, label, table::Fixed};

/// The language and the kind of file of the notes.
#[derive(Clone)]
pub struct Notes {
    /// The language.
    pub locale: Locale,
    /// The kind of file.
    pub format: Format,
    /// The name of the time zone, if times are not in UTC.
    pub zone: String,
}

impl Notes {
    /// The type of a column that every response has, and what it holds.
    pub fn fixed(&self, fixed: Fixed) -> (&'static str, String) {
        let say = |nl, en| self.say(nl, en).to_owned();
        match fixed {
            Fixed::ResponseId => {
                ("uuid", say("Het kenmerk van het antwoord in Klankbord.", "The identifier of the response in Klankbord."))
            }
            Fixed::ExternalId => {
                let text = self.say(
                    "Het kenmerk in de bron van een import; leeg bij antwoorden die hier zijn gegeven. Meerdere kolommen zijn \
                     verbonden met |.",
                    "The identifier in the source of an import; empty for answers given here. Several columns are joined by |.",
                );
                ("text", format!("{text}{}", self.guard()))
            }
            Fixed::SubmittedAt => {
                let clock = self.clock();
                let text = match self.locale {
                    Locale::Nl => format!("Wanneer het is verstuurd ({clock})."),
                    Locale::En => format!("When it was sent ({clock})."),
                };
                ("time", text)
            }
            Fixed::Locale => ("code", say("De taal van het formulier: nl of en.", "The language of the form: nl or en.")),
            Fixed::Channel => (
                "code",
                say(
                    "Hoe het binnenkwam: link (de open link), import, api (ingestuurd door een programma), of demo (verzonnen).",
                    "How it arrived: link (the open link), import, api (handed in by a program), or demo (made up).",
                ),
            ),
            Fixed::ConsentEvent => (
                "uuid",
                say(
                    "De vastgelegde gebeurtenis waardoor dit antwoord mag worden geteld: toestemming, of een andere grondslag \
                     waarover is geïnformeerd. Leeg bij één klik zonder persoonsgegevens.",
                    "The recorded event by which this answer may be counted: consent, or another basis of which the person \
                     was informed. Empty for one click without personal data.",
                ),
            ),
            Fixed::NoticeVersion => (
                "number",
                say("De versie van de toelichting die erbij stond.", "The version of the notice that stood beside it."),
            ),
            Fixed::NoticeHash => (
                "sha256",
                say(
                    "SHA-256 over alle teksten van die versie, hexadecimaal.",
                    "SHA-256 over all texts of that version, hexadecimal.",
                ),
            ),
            Fixed::PurposesGiven => {
                let text = self.say(
                    "De doelen die nu gelden: analysis (tellen en lezen), contact (contact opnemen), publish (de reactie tonen), \
                     connect (koppelen aan klantgegevens).",
                    "The purposes that stand now: analysis (count and read), contact (get in touch), publish (show the comment), \
                     connect (link to the customer record).",
                );
                ("codes", format!("{text} {}", self.several()))
            }
            Fixed::DecidedAt => {
                let clock = self.clock();
                let text = match self.locale {
                    Locale::Nl => {
                        format!("Wanneer over het doel analysis is beslist ({clock}); bij een import zoals de herkomst vermeldt.")
                    }
                    Locale::En => {
                        format!("When the purpose analysis was decided ({clock}); for an import as its provenance states.")
                    }
                };
                ("time", text)
            }
        }
    }

    /// What the cells of a question hold.
    pub fn question(&self, kind: &QuestionKind) -> String {
        let empty = self.say("Leeg: niet beantwoord.", "Empty: not answered.");
        let before = match kind {
            QuestionKind::Nps(_) => self.say(
                "0 tot en met 6 is criticaster, 7 en 8 passief, 9 en 10 promotor.",
                "0 to 6 is a detractor, 7 and 8 passive, 9 and 10 a promoter.",
            ),
            QuestionKind::MultipleChoice { .. } => return format!("{} {empty}", self.several()),
            QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } => return self.text(),
            QuestionKind::Number { .. } => self.number(),
            QuestionKind::Csat { .. } => {
                self.say("Tevreden is een score vanaf de grens (threshold).", "Satisfied is a score from the threshold on.")
            }
            QuestionKind::Ces(_) => self.say("5, 6 en 7 telt als makkelijk.", "5, 6 and 7 count as easy."),
            QuestionKind::Loyalty(_) | QuestionKind::SingleChoice { .. } | QuestionKind::Likert { .. } => {
                return empty.to_owned();
            }
        };
        format!("{before} {empty}")
    }

    /// The column with the labels of an answer.
    pub fn label(&self) -> String {
        self.say("Het label van de code in de kolom hiervoor.", "The label of the code in the column before.").to_owned()
    }

    /// The column for "not applicable".
    pub fn not_applicable(&self) -> String {
        let label = label::not_applicable(self.locale);
        match self.locale {
            Locale::Nl => format!("Of het antwoord “{label}” was. Leeg: niet beantwoord."),
            Locale::En => format!("Whether the answer was “{label}”. Empty: not answered."),
        }
    }

    /// The column of one choice.
    pub fn chosen(&self, question: &Question) -> String {
        let text = question.text.get(self.locale);
        match self.locale {
            Locale::Nl => format!("Of dit is gekozen bij: {text}"),
            Locale::En => format!("Whether this was chosen at: {text}"),
        }
    }

    /// The column of an attribute.
    pub fn attribute(&self, attribute: &Attribute) -> String {
        let purpose = &attribute.purpose;
        let unverified = match attribute.may_be_unverified() {
            true => self.say(" Kan niet nagekeken zijn: zie attributes_by.", " May be unverified: see attributes_by."),
            false => "",
        };
        match self.locale {
            Locale::Nl => {
                format!(
                    "Wat er naast de antwoorden bekend is, bewaard voor het doel {purpose}.{unverified}{} Leeg: niet bekend.",
                    self.guard()
                )
            }
            Locale::En => {
                format!(
                    "What is known besides the answers, kept for the purpose {purpose}.{unverified}{} Empty: not known.",
                    self.guard()
                )
            }
        }
    }

    /// The column of how the attributes arrived.
    pub fn attributes_by(&self) -> String {
        let text = self.say(
            "Hoe de kenmerken hiervoor kwamen: import, api of demo (van de organisatie), signed_link (met een ondertekende link: \
             nagekeken), link (met een link die iedereen kan veranderen: niet nagekeken). Leeg: geen kenmerken.",
            "How the attributes before this came: import, api or demo (from the organisation), signed_link (with a signed link: \
             verified), link (with a link that anybody can change: unverified). Empty: no attributes.",
        );
        text.to_owned()
    }

    /// The column of the tags of comments.
    pub fn tags(&self) -> String {
        let text = self.say(
            "De labels van de toelichtingen, met de hand gezet of door een regel.",
            "The tags of the comments, put on by hand or by a rule.",
        );
        format!("{text} {}", self.several())
    }

    /// A filter on the first or last day.
    pub fn day(&self, is_first: bool) -> String {
        let text = match is_first {
            true => self.say("Alleen wat vanaf deze dag is verstuurd", "Only what was sent from this day on"),
            false => {
                self.say("Alleen wat tot en met deze dag is verstuurd", "Only what was sent up to this day, itself included")
            }
        };
        format!("{text} ({}).", self.zone)
    }

    /// A filter on one value.
    pub fn only(&self) -> &'static str {
        self.say("Alleen wat deze waarde heeft.", "Only what has this value.")
    }

    /// The type of a column of the long shape, and what it holds.
    pub fn field(&self, field: Field) -> (&'static str, String) {
        let (kind, nl, en) = match field {
            Field::Question => ("code", "De vraag.", "The question."),
            Field::QuestionLabel => ("text", "De vraag zoals zij nu wordt gesteld.", "The question as it is asked now."),
            Field::Statement => ("code", "De stelling van een matrix.", "The statement of a matrix."),
            Field::Value => {
                return ("number", format!("{} {}", self.say("Een score of een getal.", "A score or a number."), self.number()));
            }
            Field::Code => (
                "code",
                "De gekozen code; bij meerdere keuzes een rij per keuze. na: weet niet of niet van toepassing.",
                "The code chosen; of several choices each has a row. na: don't know or not applicable.",
            ),
            Field::Label => ("text", "Het label van de score of code.", "The label of the score or code."),
            Field::Text => return ("text", self.text()),
        };
        (kind, self.say(nl, en).to_owned())
    }

    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        match self.locale {
            Locale::Nl => nl,
            Locale::En => en,
        }
    }

    fn text(&self) -> String {
        let text = self.say(
            "Zoals het is geschreven, zonder burgerservicenummers. In plaats van e-mailadressen, telefoonnummers en IBANs staat \
             [e-mail], [tel.] en [IBAN], tenzij wie het schreef toestemming heeft gegeven om contact op te nemen.",
            "As it was written, without citizen numbers. In place of e-mail addresses, telephone numbers and IBANs stands \
             [e-mail], [tel.] and [IBAN], unless who wrote it consented to being contacted.",
        );
        let breaks = match self.format {
            Format::Spss => self.say(" Voor elk regeleinde staat een spatie.", " Each line break is a space."),
            _ => "",
        };
        let empty = self.say(" Leeg: niet beantwoord.", " Empty: not answered.");
        format!("{text}{breaks}{}{empty}", self.guard())
    }

    fn number(&self) -> &'static str {
        match self.format {
            Format::CsvExcelNl => self.say("Een getal met een decimale komma.", "A number with a decimal comma."),
            Format::Csv | Format::Spss => self.say("Een getal met een decimale punt.", "A number with a decimal point."),
            Format::Xlsx | Format::Jsonl | Format::Parquet => self.say("Een getal.", "A number."),
        }
    }

    /// In plain CSV only its content distinguishes a formula from a text.
    fn guard(&self) -> &'static str {
        match self.format {
            Format::Csv | Format::CsvExcelNl => self.say(
                " Voor een tekst die begint met = + - @, een tab of een regelterugloop staat één ' extra, zodat een rekenblad er \
                 geen formule van maakt.",
                " A text that begins with = + - @, a tab or a carriage return has one ' before it, so that a spreadsheet does not \
                 take it for a formula.",
            ),
            Format::Xlsx | Format::Jsonl | Format::Parquet | Format::Spss => "",
        }
    }

    fn several(&self) -> &'static str {
        match self.format {
            Format::Jsonl => self.say("Een lijst van codes.", "A list of codes."),
            _ => self.say("De codes met een puntkomma ertussen.", "The codes, with a semicolon between them."),
        }
    }

    fn clock(&self) -> &str {
        match self.format {
            Format::Csv | Format::Jsonl | Format::Parquet => "UTC",
            Format::CsvExcelNl | Format::Xlsx | Format::Spss => &self.zone,
        }
    }
}
