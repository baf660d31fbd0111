//! The query string of the results page and its exports: read leniently, for a page must be shown with what was wrong in it.

use std::str::FromStr;

use domain::{
    calendar::{Day, Period},
    error::{ErrorCode, FieldError},
    form::FormFields,
    results::ResultsFilter,
};

/// What was asked of the results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultsQuery {
    /// Which answers count.
    pub filter: ResultsFilter,
    /// The width of a bucket in the trend.
    pub period: Period,
    /// What could not be read; those parts are not in the filter.
    pub errors: Vec<FieldError>,
    /// The fields as they were sent, to fill the form again.
    pub fields: FormFields,
}

impl ResultsQuery {
    /// Reads `from`, `to`, `locale`, `channel` and `period`; empty and unknown fields are passed over.
    pub fn parse(fields: &FormFields) -> Self {
        let mut errors = Vec::new();
        let mut filter = ResultsFilter {
            from: read_field(fields, "from", Day::parse, &mut errors),
            to: read_field(fields, "to", Day::parse, &mut errors),
            locale: read_field(fields, "locale", FromStr::from_str, &mut errors),
            channel: read_field(fields, "channel", FromStr::from_str, &mut errors),
        };
        if let Err(error) = filter.validate() {
            errors.push(error);
            filter.to = None;
        }
        let period = read_field(fields, "period", FromStr::from_str, &mut errors).unwrap_or_default();
        Self { filter, period, errors, fields: fields.clone() }
    }

    /// The query string that asks for the same answers, without `?`; with another period where one is given.
    pub(crate) fn address(&self, period: Option<Period>) -> String {
        let filter = &self.filter;
        let parts = [
            ("from", filter.from.map(|d| d.to_string())),
            ("to", filter.to.map(|d| d.to_string())),
            ("locale", filter.locale.map(|l| l.to_string())),
            ("channel", filter.channel.map(|c| c.name().to_owned())),
            ("period", period.map(|p| p.name().to_owned())),
        ];
        let given = parts.into_iter().filter_map(|(name, value)| value.map(|value| format!("{name}={value}")));
        given.collect::<Vec<_>>().join("&")
    }
}

/// The value of a field; none where it is empty or could not be read, which is then an error.
pub(crate) fn read_field<T>(
    fields: &FormFields,
    name: &str,
    parse: impl Fn(&str) -> Result<T, ErrorCode>,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    let text = fields.first(name).filter(|text| !text.is_empty())?;
    parse(text).map_err(|code| errors.push(FieldError::new(name, code))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&str, &str)]) -> ResultsQuery {
        ResultsQuery::parse(&FormFields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()))
    }

    #[test]
    fn what_cannot_be_read_is_named_and_left_out() {
        let read = query(&[("from", "2026-11-31"), ("to", "2026-11-30"), ("channel", "post"), ("period", "week"), ("x", "y")]);
        assert_eq!(read.errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["from", "channel"]);
        assert_eq!((read.filter.from, read.filter.channel, read.period), (None, None, Period::Week));
        assert_eq!(read.address(None), "to=2026-11-30");
        assert_eq!(read.address(Some(Period::Day)), "to=2026-11-30&period=day");
    }

    #[test]
    fn an_end_before_the_start_is_left_out() {
        let read = query(&[("from", "2026-11-20"), ("to", "2026-11-19"), ("locale", "")]);
        assert_eq!(read.errors.len(), 1);
        assert_eq!((read.filter.to, read.filter.from), (None, Some(Day::parse("2026-11-20").unwrap())));
    }
}
