//! Fixed reports, and the audit log of who created and deleted them. It must not know the content of a report.

use domain::{
    account::audit::AuditAction,
    hash::Sha256Hash,
    id::{FixedReportId, OrganisationId, SurveyId},
    report::{FixedReport, MOST_REPORTS, ReportDeed, ReportNote},
    results::saved_view::ViewName,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait as _, FromQueryResult, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    account::audit,
    clock::{id_at, now, time_of},
    database::column::Text,
    entity::{
        report::{fixed_report, report_note},
        survey,
    },
    error::StoreError,
    store::Store,
};

/// A report to be fixed.
#[derive(Clone, Debug)]
pub struct NewFixedReport {
    /// The organisation of the survey.
    pub organisation: OrganisationId,
    /// The survey.
    pub survey: SurveyId,
    /// Its title.
    pub title: ViewName,
    /// Whether it was made from figures for readers, so that readers may see it.
    pub for_readers: bool,
    /// The account that fixes it.
    pub who: String,
    /// The document.
    pub content: String,
}

impl Store {
    /// Stores a report, and logs it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] (`full`) if the organisation has 1,000 already; [`StoreError::NotFound`] if there is no
    /// such survey.
    pub async fn fix_report(&self, new: &NewFixedReport) -> Result<FixedReportId, StoreError> {
        let id = id_at(now());
        let transaction = self.begin().await?;
        let of_organisation = fixed_report::Entity::find().filter(of(new.organisation));
        if of_organisation.count(&*transaction).await? >= MOST_REPORTS as u64 {
            return Err(StoreError::Conflict("full"));
        }
        let row = fixed_report::Model {
            id,
            organisation_id: new.organisation.0,
            survey_id: new.survey.0,
            title: new.title.as_str().to_owned(),
            for_readers: i16::from(new.for_readers),
            who: new.who.clone(),
            content: new.content.clone(),
            hash: Sha256Hash::of(new.content.as_bytes()).0.to_vec(),
        };
        let noted = FixedReportRow::from(&row);
        fixed_report::Entity::insert(fixed_report::ActiveModel::from(row)).exec_without_returning(&*transaction).await?;
        note(&transaction, new.organisation, &noted, ReportDeed::Fixed, &new.who, None).await?;
        transaction.commit().await?;
        Ok(FixedReportId(id))
    }

    /// The reports of an organisation, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_fixed_reports(&self, organisation: OrganisationId) -> Result<Vec<FixedReport>, StoreError> {
        let query = without_content().filter(of(organisation)).order_by_desc(fixed_report::Column::Id);
        let rows = query.into_model::<FixedReportRow>().all(self.read()).await?;
        rows.into_iter().map(report_of).collect()
    }

    /// A report of an organisation without its document, even if the document was altered.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_fixed_report_alone(
        &self,
        organisation: OrganisationId,
        id: FixedReportId,
    ) -> Result<Option<FixedReport>, StoreError> {
        let query = without_content().filter(is_report(organisation, id)).into_model::<FixedReportRow>();
        query.one(self.read()).await?.map(report_of).transpose()
    }

    /// A report of an organisation with its document, byte for byte as it was fixed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; [`StoreError::Broken`] if the document was altered.
    pub async fn find_fixed_report(
        &self,
        organisation: OrganisationId,
        id: FixedReportId,
    ) -> Result<Option<(FixedReport, String)>, StoreError> {
        let found = fixed_report::Entity::find().filter(is_report(organisation, id)).one(self.read()).await?;
        let Some(row) = found else { return Ok(None) };
        let report = report_of(FixedReportRow::from(&row))?;
        if Sha256Hash::of(row.content.as_bytes()) != report.hash {
            return Err(StoreError::Broken(format!("the report {} is not as it was fixed: its hash is another", row.id)));
        }
        Ok(Some((report, row.content)))
    }

    /// Deletes a report. The log keeps that it existed, and why it was deleted.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn delete_fixed_report(
        &self,
        organisation: OrganisationId,
        id: FixedReportId,
        who: &str,
        reason: &str,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let query = without_content().filter(is_report(organisation, id)).into_model::<FixedReportRow>();
        let row = query.one(&*transaction).await?.ok_or(StoreError::NotFound)?;
        // Of two concurrent calls the second finds nothing to delete, and logs nothing.
        if fixed_report::Entity::delete_by_id(id.0).exec(&*transaction).await?.rows_affected == 0 {
            return Err(StoreError::NotFound);
        }
        note(&transaction, organisation, &row, ReportDeed::Deleted, who, Some(reason)).await?;
        Ok(transaction.commit().await?)
    }

    /// The log of reports, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_report_notes(&self, organisation: OrganisationId, limit: u64) -> Result<Vec<ReportNote>, StoreError> {
        let of = report_note::Column::OrganisationId.eq(organisation.0);
        let newest = report_note::Entity::find().filter(of).order_by_desc(report_note::Column::Id).limit(limit);
        newest.all(self.read()).await?.into_iter().map(note_of).collect()
    }
}

/// A row without its document.
#[derive(FromQueryResult)]
struct FixedReportRow {
    id: Uuid,
    survey_id: Uuid,
    title: String,
    for_readers: i16,
    who: String,
    hash: Vec<u8>,
}

impl From<&fixed_report::Model> for FixedReportRow {
    fn from(row: &fixed_report::Model) -> Self {
        let (title, who, hash) = (row.title.clone(), row.who.clone(), row.hash.clone());
        Self { id: row.id, survey_id: row.survey_id, title, for_readers: row.for_readers, who, hash }
    }
}

fn without_content() -> sea_orm::Select<fixed_report::Entity> {
    use crate::entity::report::fixed_report::Column;
    let columns = [Column::Id, Column::SurveyId, Column::Title, Column::ForReaders, Column::Who, Column::Hash];
    fixed_report::Entity::find().select_only().columns(columns)
}

fn of(organisation: OrganisationId) -> Condition {
    Condition::all().add(fixed_report::Column::OrganisationId.eq(organisation.0))
}

fn is_report(organisation: OrganisationId, id: FixedReportId) -> Condition {
    of(organisation).add(fixed_report::Column::Id.eq(id.0))
}

async fn note(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
    report: &FixedReportRow,
    deed: ReportDeed,
    who: &str,
    reason: Option<&str>,
) -> Result<(), StoreError> {
    let survey = survey::Entity::find_by_id(report.survey_id).one(transaction).await?.ok_or(StoreError::NotFound)?;
    let row = report_note::ActiveModel {
        id: Set(id_at(now())),
        organisation_id: Set(organisation.0),
        report_id: Set(report.id),
        who: Set(who.to_owned()),
        kind: Set(Text(deed)),
        title: Set(report.title.clone()),
        survey: Set(survey.slug),
        hash: Set(report.hash.clone()),
        reason: Set(reason.map(str::to_owned)),
    };
    report_note::Entity::insert(row).exec_without_returning(transaction).await?;
    audit::tell(AuditAction::of_report(deed));
    Ok(())
}

fn hash_of(bytes: Vec<u8>) -> Result<Sha256Hash, StoreError> {
    bytes.try_into().map(Sha256Hash).map_err(|_| StoreError::unreadable("the hash of a report"))
}

fn report_of(row: FixedReportRow) -> Result<FixedReport, StoreError> {
    Ok(FixedReport {
        id: FixedReportId(row.id),
        survey: SurveyId(row.survey_id),
        title: row.title,
        for_readers: row.for_readers != 0,
        who: row.who,
        hash: hash_of(row.hash)?,
        fixed_at: time_of(row.id),
    })
}

fn note_of(row: report_note::Model) -> Result<ReportNote, StoreError> {
    Ok(ReportNote {
        at: time_of(row.id),
        who: row.who,
        deed: row.kind.0,
        title: row.title,
        survey: row.survey.0,
        hash: hash_of(row.hash)?,
        reason: row.reason,
    })
}
