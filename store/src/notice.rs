//! Versions of notices: publishing and reading.

use domain::{
    id::{NoticeVersionId, OrganisationId, SurveyId},
    notice::{Notice, PublishedNotice},
};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use crate::{
    clock::{id_at, now},
    database::column::{from_json, hash, number, to_json},
    entity::notice_version,
    error::StoreError,
};

/// Publishes a notice as the next version of its survey, unless the same content was published before.
pub(crate) async fn publish_notice(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
    survey: SurveyId,
    notice: &Notice,
) -> Result<PublishedNotice, StoreError> {
    let hash = notice.content_hash();
    let of_survey = || notice_version::Entity::find().filter(notice_version::Column::SurveyId.eq(survey.0));
    if let Some(row) = of_survey().filter(notice_version::Column::Hash.eq(hash.0.to_vec())).one(transaction).await? {
        return notice_of(row);
    }
    let published_at = now();
    let row = notice_version::Model {
        id: id_at(published_at),
        organisation_id: organisation.0,
        survey_id: Some(survey.0),
        site_id: None,
        ask: None,
        number: i32::try_from(of_survey().count(transaction).await?).unwrap_or(i32::MAX - 1) + 1,
        hash: hash.0.to_vec(),
        content: to_json(notice),
        published_at: published_at.0,
    };
    notice_version::Entity::insert(notice_version::ActiveModel::from(row.clone())).exec_without_returning(transaction).await?;
    notice_of(row)
}

pub(crate) fn notice_of(row: notice_version::Model) -> Result<PublishedNotice, StoreError> {
    Ok(PublishedNotice {
        id: NoticeVersionId(row.id),
        number: number(row.number),
        hash: hash(&row.hash)?,
        notice: from_json(&row.content, "a notice")?,
    })
}
