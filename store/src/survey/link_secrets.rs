//! The secrets that sign the links of a survey with attributes.

use domain::{id::SurveyId, response::attribute_link::LinkSecret};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{entity::survey, error::StoreError, store::Store};

impl Store {
    /// The secret of a survey. `None` if none was created.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_link_secret(&self, survey: SurveyId) -> Result<Option<LinkSecret>, StoreError> {
        find(self.read(), survey).await
    }

    /// The secret of a survey. It is created if there is none.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn have_link_secret(&self, survey: SurveyId) -> Result<LinkSecret, StoreError> {
        let transaction = self.begin().await?;
        // Of two concurrent creations, the first counts.
        survey::Entity::update_many()
            .col_expr(survey::Column::LinkSecret, Expr::value(rand::random::<[u8; 32]>().to_vec()))
            .filter(survey::Column::Id.eq(survey.0).and(survey::Column::LinkSecret.is_null()))
            .exec(&*transaction)
            .await?;
        let secret = find(&*transaction, survey).await?.ok_or(StoreError::NotFound)?;
        transaction.commit().await?;
        Ok(secret)
    }

    /// Replaces the secret of a survey. Links signed before are no longer valid.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn renew_link_secret(&self, survey: SurveyId) -> Result<LinkSecret, StoreError> {
        let secret = LinkSecret(rand::random());
        let transaction = self.begin().await?;
        let renewed = survey::Entity::update_many()
            .col_expr(survey::Column::LinkSecret, Expr::value(secret.0.to_vec()))
            .filter(survey::Column::Id.eq(survey.0))
            .exec(&*transaction)
            .await?;
        if renewed.rows_affected == 0 {
            return Err(StoreError::NotFound);
        }
        transaction.commit().await?;
        Ok(secret)
    }
}

async fn find(connection: &impl ConnectionTrait, survey: SurveyId) -> Result<Option<LinkSecret>, StoreError> {
    let row = survey::Entity::find_by_id(survey.0).one(connection).await?;
    let secret = row.and_then(|row| row.link_secret);
    let unreadable = |_| StoreError::unreadable("the secret of links");
    secret.map(|bytes| bytes.try_into().map(LinkSecret).map_err(unreadable)).transpose()
}
