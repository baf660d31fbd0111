//! The statements of organisations about their works councils, and their effect on attributes that name an employee.
//! Without a statement in force, these attributes are withheld from every survey that leaves the store.

use std::sync::Arc;

use domain::{
    account::audit::{Audit, AuditAction},
    calendar::{Day, Millis},
    id::OrganisationId,
    organisation::works_council::{Deed, NotedDeed, Statement, may_name_employees},
    survey::{SurveyVersion, withheld::Why},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::{
    account::audit, clock::now, database::column::read_text, entity::organisation::works_council_note, error::StoreError,
    store::Store,
};

/// The stored name of a revoked statement.
const TAKEN_BACK: &str = "taken_back";

impl Store {
    /// Records a statement of an organisation, in place of an earlier one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn state_works_council(
        &self,
        organisation: OrganisationId,
        who: &str,
        statement: &Statement,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        add(&*transaction, organisation, who, Some(statement)).await?;
        transaction.commit().await?;
        self.inner.cache.forget_surveys();
        Ok(())
    }

    /// Revokes the statement in force, from now on.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if no statement is in force.
    pub async fn take_back_works_council(&self, organisation: OrganisationId, who: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let newest = newest(&*transaction, organisation).await?;
        if newest.as_ref().and_then(NotedDeed::statement).is_none() {
            return Err(StoreError::NotFound);
        }
        add(&*transaction, organisation, who, None).await?;
        transaction.commit().await?;
        self.inner.cache.forget_surveys();
        Ok(())
    }

    /// The statements and revocations, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_works_council(&self, organisation: OrganisationId, limit: u64) -> Result<Vec<NotedDeed>, StoreError> {
        let of = works_council_note::Column::OrganisationId.eq(organisation.0);
        let newest = works_council_note::Entity::find().filter(of).order_by_desc(works_council_note::Column::Id).limit(limit);
        newest.all(self.read()).await?.into_iter().map(deed_of).collect()
    }

    /// A version as it is in force: attributes that name an employee are left out unless a statement allows them.
    pub(crate) async fn in_force(
        &self,
        organisation: OrganisationId,
        version: &Arc<SurveyVersion>,
    ) -> Result<Arc<SurveyVersion>, StoreError> {
        if !version.questionnaire.names_employees() {
            return Ok(Arc::clone(version));
        }
        let zone = self.load_organisation(self.read(), organisation).await?.zone;
        let newest = newest(self.read(), organisation).await?;
        if may_name_employees(newest.as_ref(), Day::of(now(), &zone)) {
            return Ok(Arc::clone(version));
        }
        let questionnaire = version.questionnaire.without_employees(Why::NotStated);
        Ok(Arc::new(SurveyVersion { questionnaire, ..SurveyVersion::clone(version) }))
    }
}

async fn newest(connection: &impl ConnectionTrait, organisation: OrganisationId) -> Result<Option<NotedDeed>, StoreError> {
    let of = works_council_note::Column::OrganisationId.eq(organisation.0);
    let newest = works_council_note::Entity::find().filter(of).order_by_desc(works_council_note::Column::Id);
    newest.one(connection).await?.map(deed_of).transpose()
}

async fn add(
    connection: &impl ConnectionTrait,
    organisation: OrganisationId,
    who: &str,
    statement: Option<&Statement>,
) -> Result<(), StoreError> {
    let row = works_council_note::ActiveModel {
        id: NotSet,
        organisation_id: Set(organisation.0),
        at: Set(now().0),
        who: Set(who.to_owned()),
        deed: Set(statement.map_or(TAKEN_BACK, |statement| statement.ground.name()).to_owned()),
        agreed_on: Set(statement.map(|statement| statement.agreed_on.0)),
        document: Set(statement.map(|statement| statement.document.clone())),
        until: Set(statement.and_then(|statement| statement.until).map(|until| until.0)),
    };
    works_council_note::Entity::insert(row).exec_without_returning(connection).await?;
    let deed = statement.map_or(TAKEN_BACK, |statement| statement.ground.name());
    let audit = Audit { actor: who.to_owned(), action: AuditAction::WorksCouncil, object: None, detail: Some(deed.to_owned()) };
    audit::add(connection, organisation, &audit).await?;
    Ok(())
}

fn deed_of(row: works_council_note::Model) -> Result<NotedDeed, StoreError> {
    let unreadable = || StoreError::unreadable("what was stated of a works council");
    let deed = match row.deed.as_str() {
        TAKEN_BACK => Deed::TakenBack,
        ground => Deed::Stated(Statement {
            ground: read_text(ground)?,
            agreed_on: Day(row.agreed_on.ok_or_else(unreadable)?),
            document: row.document.ok_or_else(unreadable)?,
            until: row.until.map(Day),
        }),
    };
    Ok(NotedDeed { at: Millis(row.at), who: row.who, deed })
}
