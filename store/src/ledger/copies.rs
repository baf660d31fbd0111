//! The check of what is stored twice: the state, day, language and channel of a response, which its answers repeat. And
//! of links from events to persons that lead to nobody.

use sea_orm::{ConnectionTrait as _, DatabaseTransaction, QueryResult, Statement};
use uuid::Uuid;

use super::record::{Faults, NAMED_PER_TABLE};
use crate::error::StoreError;

/// One query a table: every row is read once, in the order of the responses.
pub(super) async fn check_copies(snapshot: &DatabaseTransaction, faults: &mut Faults) -> Result<(), StoreError> {
    const WRONG: &str = "its standing, day, locale or channel is not that of its response";
    let rows = list(snapshot, &differing("answer", "c.response_id, c.question_id, c.item")).await?;
    for row in rows {
        let (response, question, item): (Uuid, i32, i16) = (column(&row, 0)?, column(&row, 1)?, column(&row, 2)?);
        faults.add("answer", format_args!("{response} {question} {item}"), WRONG);
    }
    let rows = list(snapshot, &differing("comment", "c.response_id, c.question_id")).await?;
    for row in rows {
        let (response, question): (Uuid, i32) = (column(&row, 0)?, column(&row, 1)?);
        faults.add("comment", format_args!("{response} {question}"), WRONG);
    }
    Ok(())
}

fn differing(table: &str, key: &str) -> String {
    format!(
        "SELECT {key} FROM {table} c LEFT JOIN response r ON r.id = c.response_id \
         WHERE r.id IS NULL OR c.standing <> r.standing OR c.day <> r.day OR c.locale <> r.locale OR c.channel <> r.channel \
         LIMIT {NAMED_PER_TABLE}"
    )
}

/// Every link leads to a response or a visitor. `of_responses` is how many lead to responses: only if there are more are
/// they looked for, because no index leads from a pseudonym to a response.
pub(super) async fn check_links(
    snapshot: &DatabaseTransaction,
    of_responses: u64,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    const OF_NO_VISITOR: &str = "NOT EXISTS (SELECT 1 FROM decision d WHERE d.subject = l.subject) \
                                 AND NOT EXISTS (SELECT 1 FROM site_standing s WHERE s.subject = l.subject)";
    let sql = format!(
        "SELECT s.event_id, s.purpose FROM site_standing s WHERE NOT EXISTS \
         (SELECT 1 FROM event_subject l WHERE l.subject = s.subject AND l.event_id = s.event_id) LIMIT {NAMED_PER_TABLE}"
    );
    for row in list(snapshot, &sql).await? {
        let (event, purpose): (Uuid, String) = (column(&row, 0)?, column(&row, 1)?);
        faults.add("site_standing", format_args!("{event} {purpose}"), "no event of this visitor is behind it");
    }
    let counted = list(snapshot, &format!("SELECT count(*) FROM event_subject l WHERE {OF_NO_VISITOR}")).await?;
    let count: i64 = counted.first().map(|row| column(row, 0)).transpose()?.unwrap_or_default();
    if u64::try_from(count) == Ok(of_responses) {
        return Ok(());
    }
    let sql = format!(
        "SELECT l.event_id FROM event_subject l LEFT JOIN response r ON r.subject = l.subject \
         WHERE r.id IS NULL AND {OF_NO_VISITOR} LIMIT {NAMED_PER_TABLE}"
    );
    for row in list(snapshot, &sql).await? {
        faults.add("event_subject", column::<Uuid>(&row, 0)?, "it leads to no response and no visitor");
    }
    Ok(())
}

async fn list(snapshot: &DatabaseTransaction, sql: &str) -> Result<Vec<QueryResult>, StoreError> {
    Ok(snapshot.query_all_raw(Statement::from_string(snapshot.get_database_backend(), sql)).await?)
}

fn column<T: sea_orm::TryGetable>(row: &QueryResult, index: usize) -> Result<T, StoreError> {
    Ok(row.try_get_by_index(index)?)
}
