//! The place of a response in the order of exports, and the span of a page.

use domain::{
    calendar::Day,
    error::{ErrorCode, expected::Expected},
    id::{ResponseId, SurveyId},
    response::filter::ResultsFilter,
};
use sea_orm::{ConnectionTrait as _, Order, QueryResult, sea_query::SelectStatement};

use super::{in_order, standing_responses};
use crate::{entity::response, error::StoreError, store::Store};

/// The place of a response in the order of exports, written as `DAY.ID`: the number of its day and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponsePlace {
    pub(super) day: Day,
    pub(super) response: ResponseId,
}

/// The span of a page: the responses after one place up to another.
#[derive(Clone, Copy, Debug)]
pub struct PageSpan {
    pub(super) after: Option<ResponsePlace>,
    /// `None` if there is no response at all.
    pub(super) until: Option<ResponsePlace>,
    pub(super) is_last: bool,
}

impl PageSpan {
    /// The place after which the next page begins. `None` after the last page.
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
    /// The place of the last response. Only the days of the filter are applied. `None` if there is no response.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn last_place(&self, survey: SurveyId, filter: &ResultsFilter) -> Result<Option<ResponsePlace>, StoreError> {
        let mut query = places(survey, filter, None);
        query.order_by(response::Column::Day, Order::Desc).order_by(response::Column::Id, Order::Desc).limit(1);
        self.find_place(&query).await
    }

    /// The span of the page after a place: up to the last of `limit` responses, or to the end. Only the days of the
    /// filter are applied. The span is known before the page is read.
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

/// The places of the responses in force after a place. Only the days of the filter are applied.
fn places(survey: SurveyId, filter: &ResultsFilter, after: Option<ResponsePlace>) -> SelectStatement {
    let days = ResultsFilter { from: filter.from, to: filter.to, ..ResultsFilter::default() };
    let mut query = standing_responses(survey, &days, after, None);
    query.clear_selects().columns([response::Column::Day, response::Column::Id]);
    query
}
