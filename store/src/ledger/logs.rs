//! Logs as they are stored: their newest checkpoint, those of earlier hours, and their tiles. It must not know the
//! caller's purpose.

use std::collections::BTreeSet;

use domain::{
    calendar::Millis,
    id::OrganisationId,
    ledger::{LogOrigin, SignedCheckpoint, Tile, TileCoordinate, Tiles},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};

use crate::{
    clock::now,
    entity::ledger::{log, log_checkpoint, log_tile},
    error::StoreError,
    log_head::LogHead,
    store::Store,
};

impl LogHead {
    /// Reads a stored row. `None` if it holds no checkpoint of its own log.
    pub(crate) fn of(row: log::Model) -> Option<Self> {
        let signed = SignedCheckpoint::parse(&row.checkpoint).ok()?;
        let checkpoint = signed.checkpoint().clone();
        (Some(checkpoint.origin) == origin_of(row.organisation_id, row.year)).then_some(Self {
            checkpoint,
            note: row.checkpoint,
            sealed_at: Millis(row.sealed_at),
            deleted_at: row.deleted_at.map(Millis),
        })
    }
}

impl Store {
    /// The newest checkpoint of a log that may be served: see [`Store::serve_up_to`]. `None` if nothing was sealed in it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], and [`StoreError::Broken`] if the stored text is not a checkpoint of this log.
    pub async fn find_log(&self, log: LogOrigin) -> Result<Option<LogHead>, StoreError> {
        Ok(self.inner.served.limit(log, head_of(self.read(), log).await?))
    }

    /// The newest log of an organisation: that of this year, as soon as an event is sealed in it.
    ///
    /// # Errors
    /// As [`Store::find_log`].
    pub async fn find_newest_log(&self, organisation: OrganisationId) -> Result<Option<LogHead>, StoreError> {
        let query = log::Entity::find().filter(log::Column::OrganisationId.eq(organisation.0));
        for row in query.order_by_desc(log::Column::Year).all(self.read()).await? {
            let head = LogHead::of(row).ok_or(StoreError::unreadable("a checkpoint"))?;
            if let Some(head) = self.inner.served.limit(head.checkpoint.origin, Some(head)) {
                return Ok(Some(head));
            }
        }
        Ok(None)
    }
}

/// The name of the log of rows with this organisation and year.
pub(super) fn origin_of(organisation: uuid::Uuid, year: i32) -> Option<LogOrigin> {
    Some(LogOrigin { organisation: OrganisationId(organisation), year: i16::try_from(year).ok()? })
}

/// The newest checkpoint of a log.
pub(super) async fn head_of(connection: &impl ConnectionTrait, log: LogOrigin) -> Result<Option<LogHead>, StoreError> {
    read_head(log::Entity::find_by_id((log.organisation.0, i32::from(log.year))).one(connection).await?)
}

fn read_head(row: Option<log::Model>) -> Result<Option<LogHead>, StoreError> {
    row.map(|row| LogHead::of(row).ok_or(StoreError::unreadable("a checkpoint"))).transpose()
}

/// The kept checkpoints of a log, smallest first.
pub(super) async fn kept_checkpoints(
    connection: &impl ConnectionTrait,
    log: LogOrigin,
) -> Result<Vec<log_checkpoint::Model>, DbErr> {
    log_checkpoint::Entity::find()
        .filter(log_checkpoint::Column::OrganisationId.eq(log.organisation.0))
        .filter(log_checkpoint::Column::Year.eq(i32::from(log.year)))
        .order_by_asc(log_checkpoint::Column::Size)
        .all(connection)
        .await
}

/// The size of the newest kept checkpoint of a log.
pub(super) async fn last_kept_size(connection: &impl ConnectionTrait, log: LogOrigin) -> Result<Option<i64>, DbErr> {
    let row = log_checkpoint::Entity::find()
        .filter(log_checkpoint::Column::OrganisationId.eq(log.organisation.0))
        .filter(log_checkpoint::Column::Year.eq(i32::from(log.year)))
        .order_by_desc(log_checkpoint::Column::Hour)
        .one(connection)
        .await?;
    Ok(row.map(|row| row.size))
}

/// The tiles at these places. Missing and malformed ones are left out.
pub(super) async fn list_tiles(
    connection: &impl ConnectionTrait,
    log: LogOrigin,
    places: &BTreeSet<TileCoordinate>,
) -> Result<Tiles, DbErr> {
    if places.is_empty() {
        return Ok(Tiles::default());
    }
    let any = places.iter().fold(Condition::any(), |any, place| {
        let there = log_tile::Column::Place.eq(stored_size(place.index));
        any.add(Condition::all().add(log_tile::Column::Level.eq(i16::from(place.level))).add(there))
    });
    let rows = log_tile::Entity::find()
        .filter(log_tile::Column::OrganisationId.eq(log.organisation.0))
        .filter(log_tile::Column::Year.eq(i32::from(log.year)))
        .filter(any)
        .all(connection)
        .await?;
    Ok(rows.into_iter().filter_map(tile_of).collect())
}

pub(super) fn tile_of(row: log_tile::Model) -> Option<Tile> {
    let coordinate = TileCoordinate { level: u8::try_from(row.level).ok()?, index: u64::try_from(row.place).ok()? };
    Tile::from_bytes(coordinate, row.hashes).ok()
}

/// Makes a checkpoint the newest of its log, and the last of this hour.
pub(super) async fn write_head(connection: &impl ConnectionTrait, signed: &SignedCheckpoint) -> Result<(), DbErr> {
    const HOUR: i64 = 60 * 60 * 1000;
    let (checkpoint, note, at) = (signed.checkpoint(), signed.to_string(), now());
    let (organisation, year) = (checkpoint.origin.organisation.0, i32::from(checkpoint.origin.year));
    let head = log::ActiveModel {
        organisation_id: Set(organisation),
        year: Set(year),
        checkpoint: Set(note.clone()),
        sealed_at: Set(at.0),
        deleted_at: Set(None),
    };
    let same_log = OnConflict::columns([log::Column::OrganisationId, log::Column::Year])
        .update_columns([log::Column::Checkpoint, log::Column::SealedAt])
        .to_owned();
    log::Entity::insert(head).on_conflict(same_log).exec_without_returning(connection).await?;
    let kept = log_checkpoint::ActiveModel {
        organisation_id: Set(organisation),
        year: Set(year),
        hour: Set(i32::try_from(at.0.div_euclid(HOUR)).unwrap_or(i32::MAX)),
        size: Set(stored_size(checkpoint.size)),
        checkpoint: Set(note),
    };
    let key = [log_checkpoint::Column::OrganisationId, log_checkpoint::Column::Year, log_checkpoint::Column::Hour];
    let same_hour =
        OnConflict::columns(key).update_columns([log_checkpoint::Column::Size, log_checkpoint::Column::Checkpoint]).to_owned();
    log_checkpoint::Entity::insert(kept).on_conflict(same_hour).exec_without_returning(connection).await?;
    Ok(())
}

/// Stores tiles. A tile replaces its narrower version.
pub(super) async fn write_tiles(connection: &impl ConnectionTrait, log: LogOrigin, tiles: &[Tile]) -> Result<(), DbErr> {
    let rows = tiles.iter().map(|tile| log_tile::ActiveModel {
        organisation_id: Set(log.organisation.0),
        year: Set(i32::from(log.year)),
        level: Set(i16::from(tile.coordinate.level)),
        place: Set(stored_size(tile.coordinate.index)),
        hashes: Set(tile.bytes().to_vec()),
    });
    let key = [log_tile::Column::OrganisationId, log_tile::Column::Year, log_tile::Column::Level, log_tile::Column::Place];
    let wider = OnConflict::columns(key).update_column(log_tile::Column::Hashes).to_owned();
    log_tile::Entity::insert_many(rows).on_conflict(wider).exec_without_returning(connection).await?;
    Ok(())
}

/// A number of leaves or a place, as a column holds it. No log is large enough to overflow it.
pub(super) fn stored_size(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
