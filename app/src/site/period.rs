//! The query string of the page with the numbers of a website. Parsing is lenient: the page is shown with its errors.

use domain::{calendar::Day, error::FieldError, form_fields::FormFields, results::query::read_field, site::Days};

/// The default number of days.
pub const USUAL_DAYS: i32 = 30;

/// The requested days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodQuery {
    /// The days to show.
    pub days: Days,
    /// The errors of fields that could not be parsed. The default days are shown then.
    pub errors: Vec<FieldError>,
    /// The fields as sent, to fill the form again.
    pub fields: FormFields,
}

impl PeriodQuery {
    /// Parses `from` and `to`, by default the 30 days up to and including today. Other fields are ignored.
    pub fn parse(fields: &FormFields, today: Day) -> Self {
        let mut errors = Vec::new();
        let from = read_field(fields, "from", Day::parse, &mut errors);
        let to = read_field(fields, "to", Day::parse, &mut errors);
        let last = to.unwrap_or(today.max(from.unwrap_or(today)));
        let usual = Days::until(last, USUAL_DAYS);
        let days = Days::new(from.unwrap_or(usual.from), last).unwrap_or_else(|error| {
            errors.push(error);
            Days::until(today, USUAL_DAYS)
        });
        Self { days, errors, fields: fields.clone() }
    }

    /// The value of a field: the submitted text, otherwise the shown day.
    pub(crate) fn value(&self, name: &str) -> String {
        let typed = self.fields.first(name).filter(|typed| !typed.is_empty());
        let day = if name == "from" { self.days.from } else { self.days.to };
        typed.map_or_else(|| day.to_string(), str::to_owned)
    }

    /// The query string for the same days, without `?`.
    pub(crate) fn address(&self) -> String {
        format!("from={}&to={}", self.days.from, self.days.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)], from: &str, to: &str, wrong: &[&str]) {
        let fields = FormFields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
        let query = PeriodQuery::parse(&fields, Day::parse("2026-11-30").unwrap());
        assert_eq!((query.days.from.to_string().as_str(), query.days.to.to_string().as_str()), (from, to), "{pairs:?}");
        assert_eq!(query.errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), wrong, "{pairs:?}");
    }

    #[test]
    fn the_last_thirty_days_unless_others_are_asked_for() {
        check(&[], "2026-11-01", "2026-11-30", &[]);
        check(&[("from", ""), ("to", "")], "2026-11-01", "2026-11-30", &[]);
        check(&[("from", "2026-01-01")], "2026-01-01", "2026-11-30", &[]);
        check(&[("from", "2027-01-01")], "2027-01-01", "2027-01-01", &[]);
        check(&[("to", "2026-06-30")], "2026-06-01", "2026-06-30", &[]);
        check(&[("from", "2026-06-30"), ("to", "2026-06-30")], "2026-06-30", "2026-06-30", &[]);
        check(&[("from", "2026-06-30"), ("to", "2026-06-29")], "2026-11-01", "2026-11-30", &["to"]);
        check(&[("from", "gisteren"), ("to", "2026-02-30")], "2026-11-01", "2026-11-30", &["from", "to"]);
    }
}
