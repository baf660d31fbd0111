//! Where a response stands in the order of exports, and from where to where a page goes.

use domain::{
    calendar::Day,
    error::{ErrorCode, expected::Expected},
    id::{ResponseId, SurveyId},
    response::filter::ResultsFilter,
};
use sea_orm::{ConnectionTrait as _, Order, QueryResult, sea_query::SelectStatement};

use super::{in_order, standing_responses};
use crate::{entity::response, error::StoreError, store::Store};

/// Where a response stands in the order of exports, written as `DAY.ID`: the number of its day and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponsePlace {
    pub(super) day: Day,
    pub(super) response: ResponseId,
}

/// What a page of an export holds: the responses after one place up to another.
#[derive(Clone, Copy, Debug)]
pub struct PageSpan {
    pub(super) after: Option<ResponsePlace>,
    /// None where there is no response at all.
    pub(super) until: Option<ResponsePlace>,
    pub(super) is_last: bool,
}

impl PageSpan {
    /// After which place the next begins; none after the last.
    pub const fn next_after(&self) -> Option<ResponsePlace> {
        if self.is_last { None } else { self.until }
    }
}

impl std::fmt::Display for ResponsePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.day.0, self.response)
    }
}

impl std::str::FromStr for ResponsePlace {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        let wrong = || ErrorCode::Invalid { expected: Expected::Cursor };
        let (day, response) = text.split_once('.').ok_or_else(wrong)?;
        Ok(Self { day: Day(day.parse().map_err(|_| wrong())?), response: response.parse().map_err(|_| wrong())? })
    }
}

impl Store {
    /// The place of the last response, whatever a filter says beside its days; none where there is none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn last_place(&self, survey: SurveyId, filter: &ResultsFilter) -> Result<Option<ResponsePlace>, StoreError> {
        let mut query = places(survey, filter, None);
        query.order_by(response::Column::Day, Order::Desc).order_by(response::Column::Id, Order::Desc).limit(1);
        self.find_place(&query).await
    }

    /// Where the page after a place ends: at the so manieth response, whatever a filter says beside its days, known before the page is read; or
    /// at the end.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_span(
        &self,
        survey: SurveyId,
        filter: &ResultsFilter,
        after: Option<ResponsePlace>,
        end: Option<ResponsePlace>,
        number: u32,
    ) -> Result<PageSpan, StoreError> {
        let mut query = places(survey, filter, after);
        in_order(&mut query).offset(u64::from(number).saturating_sub(1)).limit(1);
        let until = self.find_place(&query).await?.filter(|until| Some(*until) < end);
        Ok(PageSpan { after, until: until.or(end), is_last: until.is_none() })
    }

    async fn find_place(&self, query: &SelectStatement) -> Result<Option<ResponsePlace>, StoreError> {
        let row = self.read().query_one_raw(self.statement(query)).await?;
        let place = |row: QueryResult| {
            Ok(ResponsePlace { day: Day(row.try_get("", "day")?), response: ResponseId(row.try_get("", "id")?) })
        };
        row.map(place).transpose()
    }
}

/// Where the standing responses after a place are, whatever a filter says beside its days.
fn places(survey: SurveyId, filter: &ResultsFilter, after: Option<ResponsePlace>) -> SelectStatement {
    let days = ResultsFilter { from: filter.from, to: filter.to, ..ResultsFilter::default() };
    let mut query = standing_responses(survey, &days, after, None);
    query.clear_selects().columns([response::Column::Day, response::Column::Id]);
    query
}
