//! The query string of the results page and its exports. Parsing is lenient: the page is shown with its errors.

pub mod withheld;

use std::str::FromStr;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    calendar::{Day, Period},
    error::{ErrorCode, FieldError},
    export::ExportOptions,
    form_fields::FormFields,
    response::filter::{Condition, Dimension, MAX_CONDITIONS, ResultsFilter},
    results::span::Span,
};

/// The field for a named period that moves with the calendar.
pub const DAYS: &str = "days";

/// The fields of the second period, which the headline is compared with.
pub const AGAINST: [&str; 2] = ["against_from", "against_to"];

/// The fields that do not select answers. They only concern figures.
pub const OF_FIGURES: [&str; 6] = ["by", "across", "a", "b", AGAINST[0], AGAINST[1]];

/// A query of the results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultsQuery {
    /// The filter of the answers. If a named period was requested, the filter has its current days.
    pub filter: ResultsFilter,
    /// The requested named period. `None` if days were stated. Addresses contain the name, so the days move with the
    /// calendar.
    pub span: Option<Span>,
    /// The width of a bucket in the trend.
    pub period: Period,
    /// The dimension that the headline is grouped by.
    pub by: Option<Dimension>,
    /// The second dimension, in the columns of a crosstab.
    pub across: Option<Dimension>,
    /// Two groups of the breakdown to compare.
    pub pair: Option<[String; 2]>,
    /// The days that the headline is compared with. `None` means the period before.
    pub against: Option<(Day, Day)>,
    /// The options of a download of responses.
    pub export: ExportOptions,
    /// The condition that a reader is restricted to. It is also in the filter, but in no address.
    pub only: Option<Condition>,
    /// Errors of the fields that could not be parsed. These fields are not in the filter.
    pub errors: Vec<FieldError>,
    /// The fields as sent, to fill the form again.
    pub fields: FormFields,
}

impl ResultsQuery {
    /// Parses [`DAYS`] or `from` and `to`, `locale`, `channel`, `where` (up to three times), `by`, `across`, `a` and
    /// `b`, [`AGAINST`] and `period`. For an export it also parses `format`, `labels` and `shape`. Empty and unknown
    /// fields are ignored. `today` is the current day of the organisation.
    pub fn parse(fields: &FormFields, today: Day) -> Self {
        let mut errors = Vec::new();
        let (span, [from, to]) = read_days(fields, today, &mut errors);
        let mut filter = ResultsFilter {
            from,
            to,
            locale: read_field(fields, "locale", FromStr::from_str, &mut errors),
            channel: read_field(fields, "channel", FromStr::from_str, &mut errors),
            conditions: read_conditions(fields, &mut errors),
        };
        if let Err(error) = filter.validate() {
            errors.push(error);
            filter.to = None;
        }
        let against = read_against(fields, &mut errors);
        let period = read_field(fields, "period", FromStr::from_str, &mut errors).unwrap_or_default();
        let by = read_field(fields, "by", FromStr::from_str, &mut errors);
        let across = read_field(fields, "across", FromStr::from_str, &mut errors);
        let export = ExportOptions {
            format: read_field(fields, "format", FromStr::from_str, &mut errors).unwrap_or_default(),
            labels: read_field(fields, "labels", FromStr::from_str, &mut errors).unwrap_or_default(),
            shape: read_field(fields, "shape", FromStr::from_str, &mut errors).unwrap_or_default(),
        };
        let group =
            |name| Some(Condition::parse(&format!("{}:{}", by.as_ref().map(Dimension::name)?, fields.first(name)?)).ok()?.value);
        let pair = group("a").zip(group("b")).map(<[String; 2]>::from).filter(|[a, b]| a != b);
        Self { filter, span, period, by, across, pair, against, export, only: None, errors, fields: fields.clone() }
    }

    /// Whether the query selects only some of the answers. The condition that a reader is restricted to does not count.
    pub fn is_filtered(&self) -> bool {
        let ResultsFilter { from, to, locale, channel, .. } = &self.filter;
        from.is_some() || to.is_some() || locale.is_some() || channel.is_some() || self.conditions().next().is_some()
    }

    /// The filter of the period to compare with: the chosen days, otherwise the period before. `None` if the query has
    /// an open end.
    pub fn compared(&self) -> Option<ResultsFilter> {
        match self.against {
            Some((from, to)) => Some(ResultsFilter { from: Some(from), to: Some(to), ..self.filter.clone() }),
            None => self.filter.before(),
        }
    }

    /// Whether a day is in both compared periods.
    pub fn overlaps(&self) -> bool {
        let ResultsFilter { from, to, .. } = self.filter;
        self.against.is_some_and(|(first, last)| from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to))
    }

    /// The requested conditions, without the one that a reader is restricted to.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.filter.conditions.iter().filter(|one| Some(*one) != self.only.as_ref())
    }

    /// Whether one more condition can be added.
    pub fn may_add_condition(&self) -> bool {
        self.conditions().count() < MAX_CONDITIONS
    }

    /// The query string with one more condition. The results are no longer grouped by the dimension of that condition.
    pub fn address_with(&self, condition: &Condition) -> String {
        let mut more = self.clone();
        more.filter.conditions.push(condition.clone());
        let told_apart_by = condition.dimension();
        more.by = more.by.filter(|by| *by != told_apart_by);
        more.across = more.across.filter(|across| *across != told_apart_by);
        more.pair = more.pair.filter(|_| more.by.is_some());
        more.address(Some(self.period))
    }

    /// The query string without one condition.
    pub fn address_without(&self, condition: &Condition) -> String {
        let mut fewer = self.clone();
        fewer.filter.conditions.retain(|other| other != condition);
        fewer.address(Some(self.period))
    }

    /// The query string, grouped by a dimension.
    pub fn address_by(&self, by: &Dimension) -> String {
        let across = self.across.clone().filter(|across| across != by);
        let pair = self.pair.clone().filter(|_| self.by.as_ref() == Some(by));
        Self { by: Some(by.clone()), across, pair, ..self.clone() }.address(Some(self.period))
    }

    /// The query string, grouped by a second dimension.
    pub fn address_across(&self, across: &Dimension) -> String {
        Self { across: Some(across.clone()), ..self.clone() }.address(Some(self.period))
    }

    /// The query string for a named period.
    pub fn address_named(&self, span: Span) -> String {
        Self { span: Some(span), ..self.clone() }.whole_address()
    }

    /// The query with its current days stated instead of a named period.
    #[must_use]
    pub fn stated(&self) -> Self {
        if self.span.is_none() {
            return self.clone();
        }
        let stated = [("from", self.filter.from), ("to", self.filter.to)];
        let stated = stated.into_iter().filter_map(|(name, day)| Some((name.to_owned(), day?.to_string())));
        let others = self.fields.0.iter().filter(|(name, _)| ![DAYS, "from", "to"].contains(&name.as_str()));
        Self { span: None, fields: FormFields(others.cloned().chain(stated).collect()), ..self.clone() }
    }

    /// The query string to store for a saved view. It has the stated days, or no days if `span` names the period.
    pub fn kept(&self, span: Option<Span>) -> String {
        let mut kept = self.stated();
        if span.is_some() {
            (kept.filter.from, kept.filter.to) = (None, None);
        }
        kept.whole_address()
    }

    /// The full query string of this query, without `?`.
    pub fn whole_address(&self) -> String {
        self.address(Some(self.period))
    }

    /// The query string that selects the same answers, without `?`. A given `period` replaces the one of the query.
    pub fn address(&self, period: Option<Period>) -> String {
        let encoded = |name: &str, value: String| match name {
            "where" | "a" | "b" => utf8_percent_encode(&value, NON_ALPHANUMERIC).to_string(),
            _ => value,
        };
        let given = self.asked(period).into_iter().map(|(name, value)| format!("{name}={}", encoded(name, value)));
        given.collect::<Vec<_>>().join("&")
    }

    /// The fields of a query that selects the same answers.
    pub fn asked(&self, period: Option<Period>) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let pair = self.pair.as_ref().filter(|_| self.by.is_some());
        let stated = |day: Option<Day>| day.filter(|_| self.span.is_none()).map(|day| day.to_string());
        let parts = [
            (DAYS, self.span.map(|span| span.name().to_owned())),
            ("from", stated(filter.from)),
            ("to", stated(filter.to)),
            ("locale", filter.locale.map(|l| l.to_string())),
            ("channel", filter.channel.map(|c| c.name().to_owned())),
            ("by", self.by.as_ref().map(|by| by.name().to_owned())),
            ("across", self.across.as_ref().map(|across| across.name().to_owned())),
            ("a", pair.map(|[a, _]| a.clone())),
            ("b", pair.map(|[_, b]| b.clone())),
            (AGAINST[0], self.against.map(|(from, _)| from.to_string())),
            (AGAINST[1], self.against.map(|(_, to)| to.to_string())),
            ("period", period.map(|p| p.name().to_owned())),
        ];
        let conditions = self.conditions().map(|one| ("where", Some(one.to_string())));
        parts.into_iter().chain(conditions).filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// The named period and the days. Stated days have priority over a name, because a form that was opened under a name
/// sends both.
fn read_days(fields: &FormFields, today: Day, errors: &mut Vec<FieldError>) -> (Option<Span>, [Option<Day>; 2]) {
    let ends = ["from", "to"];
    let is_stated = ends.iter().any(|name| fields.first(name).is_some_and(|text| !text.is_empty()));
    let span: Option<Span> = read_field(fields, DAYS, FromStr::from_str, errors);
    match span.filter(|_| !is_stated) {
        Some(span) => {
            let (from, to) = span.days(today);
            (Some(span), [Some(from), Some(to)])
        }
        None => (None, ends.map(|name| read_field(fields, name, Day::parse, errors))),
    }
}

/// The days to compare with. `None` unless both ends are given and in order.
fn read_against(fields: &FormFields, errors: &mut Vec<FieldError>) -> Option<(Day, Day)> {
    let is_empty = |name: &&str| fields.first(name).is_none_or(str::is_empty);
    if AGAINST.iter().filter(|name| is_empty(name)).count() == 1 {
        errors.extend(AGAINST.iter().filter(|name| is_empty(name)).map(|name| FieldError::new(*name, ErrorCode::Required)));
    }
    let [from, to] = AGAINST.map(|name| read_field(fields, name, Day::parse, errors));
    let days = ResultsFilter { from: Some(from?), to: Some(to?), ..ResultsFilter::default() };
    match days.validate() {
        Ok(()) => days.from.zip(days.to),
        Err(error) => {
            errors.push(FieldError { field: AGAINST[1].to_owned(), ..error });
            None
        }
    }
}

/// The conditions. Too many conditions are an error, and only the first ones are used.
fn read_conditions(fields: &FormFields, errors: &mut Vec<FieldError>) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for text in fields.all("where").filter(|text| !text.is_empty()) {
        match Condition::parse(text) {
            Ok(condition) if conditions.contains(&condition) => {}
            Ok(_) if conditions.len() == MAX_CONDITIONS => {
                errors.push(FieldError::new("where", ErrorCode::TooManyChoices { max: MAX_CONDITIONS }));
                break;
            }
            Ok(condition) => conditions.push(condition),
            Err(code) => errors.push(FieldError::new("where", code)),
        }
    }
    conditions
}

/// The value of a field. `None` if the field is empty, or if it could not be parsed, which adds an error.
pub fn read_field<T>(
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
        on("2026-11-30", pairs)
    }

    fn on(today: &str, pairs: &[(&str, &str)]) -> ResultsQuery {
        let fields = FormFields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
        ResultsQuery::parse(&fields, Day::parse(today).unwrap())
    }

    #[test]
    fn days_that_were_asked_for_by_name_move_along() {
        for (today, from, to) in [("2026-11-30", "2026-10-01", "2026-10-31"), ("2028-03-01", "2028-02-01", "2028-02-29")] {
            let read = on(today, &[("days", "last-month"), ("channel", "link")]);
            assert_eq!(read.errors, []);
            let days = [read.filter.from, read.filter.to].map(|day| day.unwrap().to_string());
            assert_eq!(days, [from, to], "{today}");
            assert_eq!(read.whole_address(), "days=last-month&channel=link&period=month");
            assert_eq!(read.address_named(Span::ThisYear), "days=this-year&channel=link&period=month");
            assert_eq!(read.kept(None), format!("from={from}&to={to}&channel=link&period=month"));
            assert_eq!(read.kept(Some(Span::LastMonth)), "channel=link&period=month");
            let stated = read.stated();
            assert_eq!((stated.span, &stated.filter), (None, &read.filter));
            let again = ResultsQuery::parse(&stated.fields, Day::parse("2031-07-14").unwrap());
            assert_eq!((again.filter, again.span), (read.filter, None), "as an export that is prepared later reads it");
        }
    }

    #[test]
    fn the_name_is_the_one_that_was_chosen_also_where_another_means_the_same_days() {
        let [last, this] = ["last-30-days", "this-month"].map(|name| on("2026-11-30", &[("days", name)]));
        assert_eq!(last.filter, this.filter);
        assert_eq!((last.span, this.span), (Some(Span::LastThirtyDays), Some(Span::ThisMonth)));
        let stated = on("2026-11-30", &[("from", "2026-11-01"), ("to", "2026-11-30")]);
        assert_eq!((stated.span, &stated.filter), (None, &this.filter), "days that are stated have no name");
    }

    #[test]
    fn days_that_are_stated_count_rather_than_a_name() {
        let read = query(&[("days", "last-month"), ("from", "2026-03-05"), ("to", "")]);
        assert_eq!((read.whole_address().as_str(), read.errors.len()), ("from=2026-03-05&period=month", 0));
        let wrong = query(&[("days", "last-month"), ("from", "5-3-2026")]);
        assert_eq!(wrong.errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["from"]);
        assert_eq!(wrong.whole_address(), "period=month");
        assert_eq!(query(&[("days", "last-month"), ("from", ""), ("to", "")]).span, Some(Span::LastMonth));
    }

    #[test]
    fn a_name_that_means_no_days_is_an_error() {
        for name in ["last-decade", "LAST-MONTH", " last-month", "0"] {
            for more in [vec![], vec![("from", "2026-11-01")]] {
                let read = query(&[vec![("days", name)], more].concat());
                assert_eq!(read.errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["days"], "{name}");
                assert_eq!(read.span, None);
            }
        }
        assert_eq!(query(&[("days", "")]).errors, []);
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
    fn conditions_are_read_and_written() {
        let read = query(&[("where", "state:SP"), ("where", "city:S\u{e3}o Paulo"), ("where", "state:SP"), ("by", "delivered")]);
        assert!(read.errors.is_empty());
        assert_eq!(read.address(None), "by=delivered&where=state%3ASP&where=city%3AS%C3%A3o%20Paulo");
        assert_eq!(read.address_without(&read.filter.conditions[1]), "by=delivered&period=month&where=state%3ASP");
        let many = query(&[("where", "a:1"), ("where", "b:1"), ("where", "c:1"), ("where", "d:1"), ("where", "e")]);
        assert_eq!((many.filter.conditions.len(), many.errors.len(), many.may_add_condition()), (3, 1, false));
    }

    #[test]
    fn two_groups_are_two_of_a_breakdown() {
        let pairs = [("by", "state"), ("a", "S\u{e3}o&Paulo"), ("b", "RJ")];
        let read = query(&pairs);
        assert_eq!(read.address(None), "by=state&a=S%C3%A3o%26Paulo&b=RJ");
        assert_eq!(read.address_by(&Dimension::Channel), "by=channel&period=month");
        for fields in [&pairs[..2], &pairs[1..], &[("by", "state"), ("a", "RJ"), ("b", "RJ")]] {
            assert_eq!(query(fields).pair, None, "{fields:?}");
        }
    }

    #[test]
    fn a_second_period_has_two_ends() {
        let days = |from: &str, to: &str| query(&[("from", "2026-03-01"), ("against_from", from), ("against_to", to)]);
        let read = days("2026-01-01", "2026-02-28");
        assert_eq!(
            (read.address(None).as_str(), read.overlaps()),
            ("from=2026-03-01&against_from=2026-01-01&against_to=2026-02-28", false)
        );
        assert_eq!(read.kept(Some(Span::ThisMonth)), "against_from=2026-01-01&against_to=2026-02-28&period=month");
        assert_eq!(read.compared().unwrap().to.unwrap().to_string(), "2026-02-28");
        assert!(days("2026-01-01", "2026-03-01").overlaps() && days("2027-01-01", "2027-01-01").overlaps(), "without an end");
        assert!(!query(&[("to", "2026-03-01"), ("against_from", "2026-03-02"), ("against_to", "2026-03-02")]).overlaps());
        assert!(query(&[("against_from", "2026-03-02"), ("against_to", "2026-03-02")]).overlaps(), "all days");
        for (from, to, wrong) in [
            ("2026-01-01", "", "against_to"),
            ("", "2026-01-01", "against_from"),
            ("2026-02-01", "2026-01-31", "against_to"),
            ("1-2-2026", "2026-02-28", "against_from"),
        ] {
            let read = days(from, to);
            let fields: Vec<_> = read.errors.iter().map(|error| error.field.as_str()).collect();
            assert_eq!((fields, read.against), (vec![wrong], None), "{from} to {to}");
        }
    }

    #[test]
    fn an_end_before_the_start_is_left_out() {
        let read = query(&[("from", "2026-11-20"), ("to", "2026-11-19"), ("locale", "")]);
        assert_eq!(read.errors.len(), 1);
        assert_eq!((read.filter.to, read.filter.from), (None, Some(Day::parse("2026-11-20").unwrap())));
    }
}
