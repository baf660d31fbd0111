//! Saved queries of results, with names. It must not know the questions, and holds no answer.

use domain::{
    calendar::Millis,
    id::{OrganisationId, SurveyId},
    results::{
        saved_view::{MOST_VIEWS, SavedView, ViewCode, ViewName},
        span::Span,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};

use crate::{
    clock::now,
    database::column::Text,
    entity::results::saved_view,
    error::{StoreError, is_duplicate},
    store::Store,
};

/// A view to be saved.
#[derive(Clone, Debug)]
pub struct NewSavedView {
    /// Its address, which is random.
    pub code: ViewCode,
    /// The organisation of the survey.
    pub organisation: OrganisationId,
    /// The survey.
    pub survey: SurveyId,
    /// Its name.
    pub name: ViewName,
    /// The query, in the form of our own addresses.
    pub query: String,
    /// The period relative to today, if the days are relative.
    pub span: Option<Span>,
    /// The account that creates it.
    pub who: String,
}

/// Another view of the survey by the same account has this name.
const NAME: StoreError = StoreError::Conflict("name");

impl Store {
    /// Saves a view.
    ///
    /// # Errors
    /// [`StoreError::Conflict`]: `name` if another view of the survey by the same account has this name, `full` if the
    /// account has 100 views already.
    pub async fn create_saved_view(&self, new: &NewSavedView) -> Result<(), StoreError> {
        let row = saved_view::ActiveModel {
            code: Set(Text(new.code)),
            organisation_id: Set(new.organisation.0),
            survey_id: Set(new.survey.0),
            name: Set(new.name.as_str().to_owned()),
            query: Set(new.query.clone()),
            span: Set(new.span.map(Text)),
            who: Set(new.who.clone()),
            created_at: Set(now().0),
        };
        let transaction = self.begin().await?;
        let of_survey = saved_view::Entity::find().filter(saved_view::Column::SurveyId.eq(new.survey.0));
        if of_survey.count(&*transaction).await? >= MOST_VIEWS as u64 {
            return Err(StoreError::Conflict("full"));
        }
        match saved_view::Entity::insert(row).exec_without_returning(&*transaction).await {
            Err(error) if is_duplicate(&error) => return Err(NAME),
            other => other?,
        };
        Ok(transaction.commit().await?)
    }

    /// The views of an organisation, by name.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_saved_views(&self, organisation: OrganisationId) -> Result<Vec<SavedView>, StoreError> {
        let of = saved_view::Column::OrganisationId.eq(organisation.0);
        let rows = saved_view::Entity::find().filter(of).order_by_asc(saved_view::Column::Name);
        Ok(rows.all(self.read()).await?.into_iter().map(view_of).collect())
    }

    /// The view at an address, if it belongs to the organisation.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_saved_view(&self, organisation: OrganisationId, code: ViewCode) -> Result<Option<SavedView>, StoreError> {
        Ok(saved_view::Entity::find().filter(is_view(organisation, code)).one(self.read()).await?.map(view_of))
    }

    /// Renames a view.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] (`name`) if another view of the survey by the same account
    /// has this name.
    pub async fn rename_saved_view(
        &self,
        organisation: OrganisationId,
        code: ViewCode,
        name: &ViewName,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let update = saved_view::Entity::update_many()
            .col_expr(saved_view::Column::Name, Expr::value(name.as_str()))
            .filter(is_view(organisation, code));
        let updated = match update.exec(&*transaction).await {
            Err(error) if is_duplicate(&error) => return Err(NAME),
            other => other?,
        };
        if updated.rows_affected == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(transaction.commit().await?)
    }

    /// Deletes a view.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn delete_saved_view(&self, organisation: OrganisationId, code: ViewCode) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let deleted = saved_view::Entity::delete_many().filter(is_view(organisation, code)).exec(&*transaction).await?;
        if deleted.rows_affected == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(transaction.commit().await?)
    }
}

fn is_view(organisation: OrganisationId, code: ViewCode) -> Condition {
    Condition::all().add(saved_view::Column::Code.eq(code.to_string())).add(saved_view::Column::OrganisationId.eq(organisation.0))
}

fn view_of(row: saved_view::Model) -> SavedView {
    SavedView {
        code: row.code.0,
        survey: SurveyId(row.survey_id),
        name: row.name,
        query: row.query,
        span: row.span.map(|span| span.0),
        who: row.who,
        created_at: Millis(row.created_at),
    }
}
