//! A log page by page, so that memory does not grow with it.

use domain::{
    hash::Sha256Hash,
    id::EventId,
    ledger::{LogOrigin, TILE_WIDTH, Tile, leaf_hash},
};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::logs::{stored_size, tile_of};
use crate::entity::{consent::consent_event, ledger::log_tile};

/// The events on one page: whole tiles.
pub(super) const EVENTS_PER_PAGE: u64 = 4 * TILE_WIDTH as u64;

/// Sealed events from a place on, in the order of their places.
pub(super) async fn sealed_from(
    snapshot: &DatabaseTransaction,
    log: LogOrigin,
    place: u64,
) -> Result<Vec<consent_event::Model>, DbErr> {
    consent_event::Entity::find()
        .filter(consent_event::Column::OrganisationId.eq(log.organisation.0))
        .filter(consent_event::Column::LogYear.eq(i32::from(log.year)))
        .filter(consent_event::Column::Seq.gte(stored_size(place)))
        .order_by_asc(consent_event::Column::Seq)
        .limit(EVENTS_PER_PAGE)
        .all(snapshot)
        .await
}

/// The place of the event with this leaf hash in the log. `None` if it has no place.
pub(super) async fn find_leaf(
    snapshot: &DatabaseTransaction,
    log: LogOrigin,
    wanted: Sha256Hash,
) -> Result<Option<(EventId, Option<u64>)>, DbErr> {
    let mut place = 0;
    loop {
        let rows = sealed_from(snapshot, log, place).await?;
        let Some(last) = rows.last().and_then(|row| row.seq) else { break };
        if let Some(row) = rows.iter().find(|row| leaf_hash(&row.leaf) == wanted) {
            return Ok(Some((EventId(row.id), row.seq.and_then(|seq| u64::try_from(seq).ok()))));
        }
        place = u64::try_from(last).unwrap_or_default() + 1;
    }
    let mut after = Uuid::nil();
    loop {
        let rows = consent_event::Entity::find()
            .filter(consent_event::Column::Seq.is_null())
            .filter(consent_event::Column::Id.gt(after))
            .order_by_asc(consent_event::Column::Id)
            .limit(EVENTS_PER_PAGE)
            .all(snapshot)
            .await?;
        let Some(last) = rows.last() else { return Ok(None) };
        if let Some(row) = rows.iter().find(|row| leaf_hash(&row.leaf) == wanted) {
            return Ok(Some((EventId(row.id), None)));
        }
        after = last.id;
    }
}

/// The stored leaf tiles from a place on, in order.
pub(super) async fn leaf_tiles_from(snapshot: &DatabaseTransaction, log: LogOrigin, place: i64) -> Result<Vec<Tile>, DbErr> {
    let rows = log_tile::Entity::find()
        .filter(log_tile::Column::OrganisationId.eq(log.organisation.0))
        .filter(log_tile::Column::Year.eq(i32::from(log.year)))
        .filter(log_tile::Column::Level.eq(0))
        .filter(log_tile::Column::Place.gte(place))
        .order_by_asc(log_tile::Column::Place)
        .limit(64)
        .all(snapshot)
        .await?;
    Ok(rows.into_iter().filter_map(tile_of).collect())
}
