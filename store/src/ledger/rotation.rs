//! The rotation of the key of the logs. One transaction registers the new key, and signs every log with it.

use domain::ledger::{Checkpoint, LastCheckpoints, LogKey, LogOrigin, VerifierKey};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};

use super::{
    continuity::first_discontinuity,
    fault::LogFault,
    keys::{current_key, insert_key},
    logs::{origin_of, write_head},
    seal::edge_of,
};
use crate::{
    clock::now,
    entity::ledger::{ledger_key, log},
    error::StoreError,
    store::Store,
};

/// The outcome of a rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// The new key signs from now on.
    Done {
        /// How many logs were signed again.
        logs: usize,
    },
    /// Another key than the one to be replaced is registered. Nothing was changed.
    OtherKey,
    /// The end of a log differs from its signature. Nothing was changed.
    Altered {
        /// The log.
        log: LogOrigin,
        /// The fault, in English.
        reason: &'static str,
    },
    /// A log does not continue its last checkpoint, which is kept outside the database. Nothing was changed.
    Discontinued {
        /// The log.
        log: LogOrigin,
        /// What is wrong with it.
        fault: LogFault,
    },
}

impl Store {
    /// Replaces the registered key. The old one stays registered as retired, for checkpoints already handed out. The
    /// newest checkpoint of every log is signed again, so that the new key vouches for all sealed events.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; nothing was changed.
    pub async fn rotate_ledger_key(
        &self,
        old: &VerifierKey,
        new: &LogKey,
        last: &LastCheckpoints,
    ) -> Result<Rotation, StoreError> {
        let transaction = self.begin_sealing().await?;
        if current_key(&*transaction).await?.as_ref() != Some(old) {
            return Ok(Rotation::OtherKey);
        }
        if let Some((log, fault)) = first_discontinuity(&*transaction, last).await? {
            return Ok(Rotation::Discontinued { log, fault });
        }
        let mut logs = 0;
        for row in log::Entity::find().all(&*transaction).await? {
            let log = origin_of(row.organisation_id, row.year).ok_or(StoreError::unreadable("the year of a log"))?;
            let edge = match edge_of(&*transaction, log, old).await? {
                Ok(edge) => edge,
                Err(reason) => return Ok(Rotation::Altered { log, reason }),
            };
            let checkpoint = Checkpoint { origin: log, size: edge.size(), root: edge.root() };
            write_head(&*transaction, &checkpoint.sign(new)).await?;
            logs += 1;
        }
        ledger_key::Entity::update_many()
            .col_expr(ledger_key::Column::RetiredAt, Expr::value(now().0))
            .filter(ledger_key::Column::RetiredAt.is_null())
            .exec(&*transaction)
            .await?;
        insert_key(&*transaction, &new.verifier()).await?;
        transaction.commit().await?;
        Ok(Rotation::Done { logs })
    }
}
