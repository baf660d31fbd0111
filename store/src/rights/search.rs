//! The search for a data subject, by each value that identifies one.

use domain::{
    contact::{EmailAddress, PhoneNumber},
    hash::tombstone,
    id::{EventId, OrganisationId, ResponseId},
    receipt::{decision::DecisionReceipt, response::Receipt},
    rights::{ActionKind, found::Found},
    submission_key::ReceiptCode,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Select,
    sea_query::{Condition, Expr, Func, LikeExpr, Query, SelectStatement, SimpleExpr},
};

use super::{Desk, log};
use crate::{
    entity::{
        response::{self, answer, contact, import_reference, response_handling},
        survey,
    },
    error::StoreError,
    store::Store,
};

/// A search with more hits is too vague to identify one person.
const MAX_SEARCH_HITS: u64 = 50;

/// The search terms.
#[derive(Clone, Debug)]
pub struct Search {
    /// The identifying value.
    pub by: SearchBy,
    /// Whether to search the free texts for the value too. That reads all of them.
    pub in_texts: bool,
    /// Continue after this response, if there were more hits than shown.
    pub after: Option<ResponseId>,
}

/// A value that identifies a data subject.
#[derive(Clone, Debug)]
pub enum SearchBy {
    /// The e-mail address of a respondent.
    Email(EmailAddress),
    /// The telephone number of a respondent.
    Phone(PhoneNumber),
    /// A customer or order number: the id of an imported row, or one of its parts.
    ExternalId(String),
    /// The code of a receipt, of answers or of a decision on a website.
    Receipt(ReceiptCode),
    /// All respondents whose answers are restricted.
    Restricted,
}

impl Store {
    /// Searches for a data subject. The log has the kind of search and the number of hits, but not the value.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the request is closed, [`StoreError::NotFound`].
    pub async fn search_person(&self, desk: Desk<'_>, search: &Search) -> Result<Found, StoreError> {
        // The search runs before the transaction, so that submissions do not wait for it. If the log entry fails, no
        // hit is shown.
        let found = self.find_person(desk, search).await?;
        let transaction = self.begin().await?;
        self.lock_open(&transaction, desk).await?;
        let texts = if search.in_texts { "+texts" } else { "" };
        let more = if found.more { "+" } else { "" };
        let detail = format!("{}{texts} {}{more}", search.by.name(), found.len());
        log(&transaction, desk, ActionKind::Searched, None, Some(detail)).await?;
        transaction.commit().await?;
        Ok(found)
    }

    /// A response of the organisation, as its receipt would show it. The view is logged.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for one of another organisation or of light mode; [`StoreError::Conflict`] when
    /// the request is closed.
    pub async fn view_response(&self, desk: Desk<'_>, id: ResponseId) -> Result<Receipt, StoreError> {
        let receipt = self.get_response(desk, id).await?;
        self.log_view(desk, receipt.survey.slug.as_str()).await?;
        Ok(receipt)
    }

    /// The same without a log entry, for actions that are logged otherwise.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for one of another organisation or of light mode.
    pub async fn get_response(&self, desk: Desk<'_>, id: ResponseId) -> Result<Receipt, StoreError> {
        super::find(self.read(), desk.organisation, desk.request).await?;
        let row = response::Entity::find_by_id(id.0).one(self.read()).await?.ok_or(StoreError::NotFound)?;
        let receipt = self.receipt_of(row).await?;
        receipt.filter(|receipt| receipt.organisation.id == desk.organisation).ok_or(StoreError::NotFound)
    }

    /// A visitor of a website of the organisation, by one of their decisions. The view is logged.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for one of another organisation; [`StoreError::Conflict`] when the request is
    /// closed.
    pub async fn view_visitor(&self, desk: Desk<'_>, event: EventId) -> Result<DecisionReceipt, StoreError> {
        let receipt = self.get_visitor(desk, event).await?;
        self.log_view(desk, receipt.site.key.as_str()).await?;
        Ok(receipt)
    }

    /// The same without a log entry, for actions that are logged otherwise.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for one of another organisation.
    pub async fn get_visitor(&self, desk: Desk<'_>, event: EventId) -> Result<DecisionReceipt, StoreError> {
        super::find(self.read(), desk.organisation, desk.request).await?;
        let receipt = self.find_decision_receipt_of(event).await?;
        receipt.filter(|receipt| receipt.organisation.id == desk.organisation).ok_or(StoreError::NotFound)
    }

    /// How many responses of an organisation are restricted.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_restricted_of(&self, organisation: OrganisationId) -> Result<u64, StoreError> {
        let surveys = Query::select()
            .column(survey::Column::Id)
            .from(survey::Entity)
            .and_where(survey::Column::OrganisationId.eq(organisation.0))
            .to_owned();
        let query = response::Entity::find()
            .filter(response::Column::Id.in_subquery(restricted()))
            .filter(response::Column::SurveyId.in_subquery(surveys));
        Ok(query.count(self.read()).await?)
    }

    async fn find_person(&self, desk: Desk<'_>, search: &Search) -> Result<Found, StoreError> {
        let surveys: Vec<uuid::Uuid> = survey::Entity::find()
            .select_only()
            .column(survey::Column::Id)
            .filter(survey::Column::OrganisationId.eq(desk.organisation.0))
            .into_tuple()
            .all(self.read())
            .await?;
        let mut found = Found::default();
        let by = match &search.by {
            SearchBy::Email(email) => response::Column::Id.in_subquery(with_email(email)),
            SearchBy::Phone(phone) => response::Column::Id.in_subquery(with_phone(phone)),
            SearchBy::Restricted => response::Column::Id.in_subquery(restricted()),
            SearchBy::ExternalId(id) => {
                found.erased_imports = self.count_tombstones(desk, &surveys, id).await?;
                has_part(id)
            }
            SearchBy::Receipt(code) => {
                let visitor = self.find_decision_receipt(code).await?;
                found.visitor = visitor.filter(|visitor| visitor.organisation.id == desk.organisation);
                // The desk finds a revoked receipt too: it is asked by a person whom it identified.
                response::Column::ReceiptHash.eq(code.lookup_hash().0.to_vec())
            }
        };
        let by = match (&search.by, search.in_texts) {
            (SearchBy::Email(email), true) => by.or(response::Column::Id.in_subquery(with_text(email.as_str()))),
            (SearchBy::Phone(phone), true) => by.or(response::Column::Id.in_subquery(with_phone_in_text(phone))),
            (SearchBy::ExternalId(id), true) => by.or(response::Column::Id.in_subquery(with_text(id))),
            _ => by,
        };
        let query: Select<response::Entity> = response::Entity::find()
            .filter(response::Column::SurveyId.is_in(surveys))
            .filter(response::Column::Subject.is_not_null())
            .filter(by)
            .filter(Condition::all().add_option(search.after.map(|after| response::Column::Id.lt(after.0))))
            .order_by_desc(response::Column::Id)
            .limit(MAX_SEARCH_HITS + 1);
        let mut rows = query.all(self.read()).await?;
        found.more = rows.len() as u64 > MAX_SEARCH_HITS;
        rows.truncate(usize::try_from(MAX_SEARCH_HITS).unwrap_or(usize::MAX));
        for row in rows {
            found.responses.extend(self.receipt_of(row).await?);
        }
        Ok(found)
    }

    async fn count_tombstones(&self, desk: Desk<'_>, surveys: &[uuid::Uuid], id: &str) -> Result<usize, StoreError> {
        let organisation = self.load_organisation(self.read(), desk.organisation).await?;
        let hash = tombstone(&organisation.tombstone_key, id);
        let rows = import_reference::Entity::find()
            .filter(import_reference::Column::SurveyId.is_in(surveys.iter().copied()))
            .filter(import_reference::Column::ExternalHash.eq(hash.0.to_vec()))
            .filter(import_reference::Column::ResponseId.is_null())
            .all(self.read())
            .await?;
        Ok(rows.len())
    }
}

impl SearchBy {
    const fn name(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Phone(_) => "phone",
            Self::Restricted => "restricted",
            Self::ExternalId(_) => "number",
            Self::Receipt(_) => "receipt",
        }
    }
}

/// Responses with this address. The comparison ignores the case of ASCII letters only, as the index on both databases
/// does.
fn with_email(email: &EmailAddress) -> SelectStatement {
    Query::select()
        .column(contact::Column::ResponseId)
        .from(contact::Entity)
        .and_where(Expr::cust("email IS NOT NULL"))
        .and_where(Expr::expr(Func::lower(Expr::col(contact::Column::Email))).eq(email.as_str().to_ascii_lowercase()))
        .to_owned()
}

/// Responses with this number in any notation.
fn with_phone(phone: &PhoneNumber) -> SelectStatement {
    Query::select()
        .column(contact::Column::ResponseId)
        .from(contact::Entity)
        .and_where(contact::Column::Phone.is_not_null())
        .and_where(Expr::cust(without_separators("phone")).like(format!("%{}", last_digits(phone))))
        .to_owned()
}

/// Responses with this number in a text, in any notation.
fn with_phone_in_text(phone: &PhoneNumber) -> SelectStatement {
    Query::select()
        .column(answer::Column::ResponseId)
        .from(answer::Entity)
        .and_where(answer::Column::Text.is_not_null())
        .and_where(Expr::cust(without_separators("\"text\"")).like(format!("%{}%", last_digits(phone))))
        .to_owned()
}

/// What people write between the digits of a telephone number.
const SEPARATORS: &str = " -.()/+\n\r\t\u{a0}\u{2007}\u{2009}\u{202f}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}";

/// The expression of a column without separators.
fn without_separators(column: &str) -> String {
    SEPARATORS.chars().fold(column.to_owned(), |sql, c| format!("replace({sql}, '{c}', '')"))
}

/// The last nine digits, which leave out the country code and the 0 of a national number.
fn last_digits(phone: &PhoneNumber) -> String {
    let digits: String = phone.as_str().chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(9)..].to_owned()
}

/// Responses whose answers are restricted.
pub(crate) fn restricted() -> SelectStatement {
    Query::select()
        .column(response_handling::Column::ResponseId)
        .from(response_handling::Entity)
        .and_where(response_handling::Column::RestrictedAt.is_not_null())
        .to_owned()
}

/// The condition that `id` is the id of the imported row, or one of its parts joined with `|`.
fn has_part(id: &str) -> SimpleExpr {
    let part = id.replace('\\', "\\\\").replace('|', "\\|");
    let whole = |id: &str| Expr::expr(Func::lower(Expr::col(response::Column::ExternalId))).eq(id);
    let joined = |part: &str| Expr::cust("'|' || lower(external_id) || '|'").like(pattern(&format!("|{part}|")));
    let [ascii, all] = lowered(id);
    let [ascii_part, all_parts] = lowered(&part);
    whole(&ascii).or(whole(&all)).or(joined(&ascii_part)).or(joined(&all_parts))
}

fn with_text(text: &str) -> SelectStatement {
    let like = |text: &str| Expr::expr(Func::lower(Expr::col(answer::Column::Text))).like(pattern(text));
    let [ascii, all] = lowered(text);
    Query::select()
        .column(answer::Column::ResponseId)
        .from(answer::Entity)
        .and_where(answer::Column::Text.is_not_null())
        .and_where(like(&ascii).or(like(&all)))
        .to_owned()
}

/// The text in lower case, in both forms that a database's `lower` may return: SQLite, and PostgreSQL in some locales,
/// change only ASCII letters.
fn lowered(text: &str) -> [String; 2] {
    [text.to_ascii_lowercase(), text.to_lowercase()]
}

fn pattern(text: &str) -> LikeExpr {
    let escape = |c: char| ['%', '_', '!'].contains(&c).then_some('!').into_iter().chain([c]);
    LikeExpr::new(format!("%{}%", text.chars().flat_map(escape).collect::<String>())).escape('!')
}
