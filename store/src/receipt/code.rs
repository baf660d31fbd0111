//! The codes of receipts: how a key becomes one, and the end of those that can be guessed.

use domain::{
    calendar::{Day, Millis},
    channel::Channel,
    hash::Sha256Hash,
    id::OrganisationId,
    submission_key::{ReceiptCode, SubmissionKey},
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Alias, Expr, ExprTrait as _, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    clock::now,
    database::column::Text,
    entity::{response, site::decision},
    error::StoreError,
    response::Submitted,
    store::Store,
};

/// How many receipts one transaction revokes.
const REVOKED_TOGETHER: u64 = 500;

impl Store {
    /// The code of the receipt of a new answer or decision under a key.
    pub fn receipt_code(&self, organisation: OrganisationId, key: &SubmissionKey) -> ReceiptCode {
        key.receipt_code(&self.secret.secret, organisation)
    }

    /// The code that opens the receipt of what is stored under a key: of an older answer the one that it was given.
    /// `None` if nothing is stored, or the receipt was revoked.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_receipt_code(
        &self,
        organisation: OrganisationId,
        key: &SubmissionKey,
    ) -> Result<Option<ReceiptCode>, StoreError> {
        for code in [self.receipt_code(organisation, key), key.guessable_code()] {
            let decided = decision::Column::ReceiptHash.eq(code.lookup_hash().0.to_vec());
            let is_known = response::Entity::find().filter(of_response(&code)).one(self.read()).await?.is_some()
                || decision::Entity::find().filter(decided).one(self.read()).await?.is_some();
            if is_known {
                return Ok(Some(code));
            }
        }
        Ok(None)
    }

    /// The code to answer a submission with. `None` if there is no receipt to lead to.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn receipt_code_after(
        &self,
        submitted: Submitted,
        organisation: OrganisationId,
        key: &SubmissionKey,
    ) -> Result<Option<ReceiptCode>, StoreError> {
        match submitted {
            Submitted::Stored => Ok(Some(self.receipt_code(organisation, key))),
            Submitted::Repeated | Submitted::KeyReused => self.find_receipt_code(organisation, key).await,
            Submitted::Closed => Ok(None),
        }
    }

    /// Whether the answer under a key came by the form. The key of such an answer is random. A program may have chosen one
    /// that others can predict, so that who knows it may not be led to the receipt, nor be told what is stored.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn is_of_form(&self, organisation: OrganisationId, key: &SubmissionKey) -> Result<bool, StoreError> {
        let (now, earlier) = self.receipt_hashes(organisation, key);
        let found = response::Entity::find()
            .filter(response::Column::ReceiptHash.is_in([now, earlier].map(|hash| hash.0.to_vec())))
            .filter(response::Column::Channel.eq(Text(Channel::Link)));
        Ok(found.one(self.read()).await?.is_some())
    }

    /// The hashes under which an answer or decision with this key may be stored: the one of now, and the earlier one.
    pub(crate) fn receipt_hashes(&self, organisation: OrganisationId, key: &SubmissionKey) -> (Sha256Hash, Sha256Hash) {
        (self.receipt_code(organisation, key).lookup_hash(), key.guessable_code().lookup_hash())
    }

    /// Since when codes cannot be guessed.
    pub fn receipt_codes_secret_since(&self) -> Millis {
        self.secret.since
    }

    /// Counts the receipts of a channel that could be opened with a guessable code, of answers before `before`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_guessable_receipts(&self, channel: Channel, before: Day) -> Result<u64, StoreError> {
        Ok(response::Entity::find().filter(self.is_guessable(channel, before)).count(self.read()).await?)
    }

    /// Ends the guessable codes of a channel, of answers before `before`: they open nothing any more. The answers and
    /// their proof stay, and sending one again still adds nothing. Codes made with the secret are not touched. Returns
    /// the number of receipts. May be repeated.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: what was ended stays ended.
    pub async fn revoke_guessable_receipts(&self, channel: Channel, before: Day) -> Result<u64, StoreError> {
        let mut revoked = 0;
        loop {
            let due: Vec<Uuid> = response::Entity::find()
                .select_only()
                .column(response::Column::Id)
                .filter(self.is_guessable(channel, before))
                .order_by_asc(response::Column::Id)
                .limit(REVOKED_TOGETHER)
                .into_tuple()
                .all(self.read())
                .await?;
            if due.is_empty() {
                return Ok(revoked);
            }
            let transaction = self.begin().await?;
            let done = response::Entity::update_many()
                .col_expr(Alias::new("receipt_revoked_at"), Expr::value(now().0))
                .filter(response::Column::Id.is_in(due))
                .filter(is_not_revoked())
                .exec(&*transaction)
                .await?;
            transaction.commit().await?;
            revoked += done.rows_affected;
        }
    }

    fn is_guessable(&self, channel: Channel, before: Day) -> SimpleExpr {
        response::Column::Channel
            .eq(Text(channel))
            .and(response::Column::Day.lt(before.0))
            .and(response::Column::SubmittedAt.lt(self.secret.since.0))
            .and(response::Column::ReceiptHash.is_not_null())
            .and(is_not_revoked())
    }
}

/// The response whose receipt a code opens.
pub(crate) fn of_response(code: &ReceiptCode) -> SimpleExpr {
    response::Column::ReceiptHash.eq(code.lookup_hash().0.to_vec()).and(is_not_revoked())
}

/// Not a column of the entity: only receipts ask for it, and no new row has it.
fn is_not_revoked() -> SimpleExpr {
    Expr::col((response::Entity, Alias::new("receipt_revoked_at"))).is_null()
}
