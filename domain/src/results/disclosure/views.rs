//! Decides which cells of the released tables answer a query. Only one filter is allowed: two filters would form a
//! table of two dimensions, which reveals more than the two protected margins.

use std::collections::BTreeMap;

use crate::{
    calendar::{Day, Period},
    response::filter::Dimension,
    results::{
        dimensions::dimensions_for_readers,
        disclosure::{
            counts::Counts,
            names,
            release::{Figure, Visibility},
            suppression,
        },
        query::ResultsQuery,
    },
    survey::Questionnaire,
};

/// The part of the answers that a query selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// All answers.
    Everything,
    /// The answers of some months: the first and the last day. `None` is an open end.
    Months(Option<Day>, Option<Day>),
    /// The answers of one group of a dimension.
    Group(Dimension, String),
    /// A selection that is withheld from every reader.
    Nothing,
}

impl View {
    /// The view that a reader's query selects. The question condition `only` is not a filter.
    pub(crate) fn of(query: &ResultsQuery, questionnaire: &Questionnaire) -> Self {
        let filter = &query.filter;
        let locale = filter.locale.map(|one| Self::Group(Dimension::Locale, one.tag().to_owned()));
        let channel = filter.channel.map(|one| Self::Group(Dimension::Channel, one.name().to_owned()));
        let own = filter.conditions.iter().filter(|one| Some(*one) != query.only.as_ref());
        let conditions = own.map(|one| Self::Group(one.dimension(), one.value.clone()));
        let months = (filter.from.is_some() || filter.to.is_some()).then_some(Self::Months(filter.from, filter.to));
        let mut views = locale.into_iter().chain(channel).chain(conditions).chain(months);
        match (views.next(), views.next()) {
            (None, _) => Self::Everything,
            (Some(Self::Group(dimension, _)), None) if !dimensions_for_readers(questionnaire).contains(&dimension) => {
                Self::Nothing
            }
            (Some(view), None) => view,
            (Some(_), Some(_)) => Self::Nothing,
        }
    }

    /// What a reader may see of a figure under this view. Sizes are checked again, because the minimum may have changed
    /// after the release.
    pub(crate) fn visibility(&self, figure: &Figure, minimum: u64) -> Visibility {
        match self {
            // An empty figure has no groups to protect.
            _ if figure.whole() == Visibility::Shown(Counts::default()) => figure.whole(),
            Self::Everything => figure.whole(),
            Self::Nothing => Visibility::Withheld,
            Self::Months(from, to) => {
                let is_in = |day: Day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
                match are_safe(figure, (*from, *to), minimum) {
                    true => figure.together(names::MONTH, |name| month(name).is_some_and(is_in)),
                    false => Visibility::Withheld,
                }
            }
            Self::Group(dimension, value) => group(figure, &names::by(dimension), value, minimum),
        }
    }
}

/// The first day of a month in a table.
pub(crate) fn month(name: Option<&str>) -> Option<Day> {
    name?.parse().ok().map(Day)
}

/// The visibility of one group of a table. A value that does not occur is withheld like a small group, so that the
/// result does not reveal which values occur.
fn group(figure: &Figure, table: &str, value: &str, minimum: u64) -> Visibility {
    let rows: Vec<_> = figure.table(table).unwrap_or_default();
    let shown: Vec<_> = rows.into_iter().filter(|(_, visibility)| *visibility != Visibility::Withheld).collect();
    let sizes: Vec<u64> = shown.iter().map(|(_, visibility)| size(visibility)).collect();
    let at = shown.iter().position(|(group, _)| *group == Some(value));
    match at.filter(|at| suppression::is_safe_group(&sizes, *at, minimum)).and_then(|at| shown.into_iter().nth(at)) {
        Some((_, visibility)) => visibility,
        None => Visibility::Withheld,
    }
}

/// Whether a range of months can be shown beside any other range.
fn are_safe(figure: &Figure, (from, to): (Option<Day>, Option<Day>), minimum: u64) -> bool {
    let rows = figure.table(names::MONTH).unwrap_or_default();
    let months: BTreeMap<Day, u64> =
        rows.iter().filter_map(|(name, visibility)| Some((month(*name)?, size(visibility)))).collect();
    let (Some(first), Some(last)) = (months.keys().next().copied(), months.keys().next_back().copied()) else { return true };
    // Months are contiguous: a calendar month without answers is also a bucket.
    let next = |start: &Day| Some(Period::Month.next(*start));
    let calendar: Vec<Day> = std::iter::successors(Some(first), next).take_while(|start| *start <= last).collect();
    let sizes: Vec<u64> = calendar.iter().map(|start| months.get(start).copied().unwrap_or(0)).collect();
    let from = from.map_or(0, |from| calendar.partition_point(|start| *start < from));
    let to = to.map_or(calendar.len(), |to| calendar.partition_point(|start| *start <= to));
    suppression::is_safe_range(&sizes, from..to.max(from), minimum)
}

fn size(visibility: &Visibility) -> u64 {
    match visibility {
        Visibility::Shown(counts) => counts.scored(),
        Visibility::Withheld => 0,
    }
}
