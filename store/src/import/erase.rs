//! The erasure of many imported responses at once. Each has its event; the same few statements delete all of them.

use std::collections::HashMap;

use domain::{
    consent::{Control, Decision, State, SubjectMatter, change::KnownAs},
    id::{NoticeVersionId, OrganisationId, ResponseId, SurveyId, SurveyVersionId},
    notice::NoticeReference,
};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::{
    database::column::{hash, number},
    entity::{
        consent::{event_subject, standing},
        notice_version,
        response::{self, answer, contact, import_reference, response_handling},
    },
    error::StoreError,
    repeat_note::UNDONE,
    response::answers::list_stored_of,
    results::rollup::{count_included, note_taken_back},
    store::Store,
    write_set::{
        WriteSet, comment,
        event::{Expression, new_event, new_subject},
        rollup::{Rollups, Stripe},
    },
};

/// Responses of one import that count.
pub(crate) struct ToErase<'a> {
    pub(crate) rows: Vec<&'a response::Model>,
    /// The states of their purposes.
    pub(crate) standings: Vec<standing::Model>,
    /// The hashes under which they are known.
    pub(crate) references: Vec<Vec<u8>>,
}

impl Store {
    /// Erases the responses and their proof, without tombstones: their ids may be imported again. Does for each what
    /// `erase_response` and `erase_proof` do for one, with the same few statements for all.
    pub(crate) async fn erase_imported(
        &self,
        transaction: &DatabaseTransaction,
        survey: SurveyId,
        erased: ToErase<'_>,
    ) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = erased.rows.iter().map(|row| row.id).collect();
        let mut change = Rollups::default();
        let mut answers = list_stored_of(transaction, &ids).await?;
        for row in &erased.rows {
            let version = self.load_version(transaction, SurveyVersionId(row.survey_version_id)).await?;
            let stored = answers.remove(&row.id).unwrap_or_default();
            let mut counted = Rollups::default();
            count_included(&mut counted, row, &version, &stored);
            change.combine(counted, -1);
        }
        self.record_erasures(transaction, survey, &erased.rows, erased.standings).await?;

        comment::delete_all(transaction, &ids).await?;
        let of_them = || ids.iter().copied();
        answer::Entity::delete_many().filter(answer::Column::ResponseId.is_in(of_them())).exec(transaction).await?;
        contact::Entity::delete_many().filter(contact::Column::ResponseId.is_in(of_them())).exec(transaction).await?;
        standing::Entity::delete_many().filter(standing::Column::ResponseId.is_in(of_them())).exec(transaction).await?;
        let handled = response_handling::Column::ResponseId.is_in(of_them());
        response_handling::Entity::delete_many().filter(handled).exec(transaction).await?;
        let subjects = event_subject::Column::Subject.is_in(erased.rows.iter().filter_map(|row| row.subject));
        event_subject::Entity::delete_many().filter(subjects).exec(transaction).await?;
        import_reference::Entity::delete_many()
            .filter(import_reference::Column::SurveyId.eq(survey.0))
            .filter(import_reference::Column::ExternalHash.is_in(erased.references))
            .exec(transaction)
            .await?;
        response::Entity::delete_many().filter(response::Column::Id.is_in(of_them())).exec(transaction).await?;

        self.drop_prepared_exports(transaction, survey).await?;
        note_taken_back(transaction, survey.0, change.touches_what_counts()).await?;
        Ok(change.write(transaction, Stripe::SINGLE).await?)
    }

    /// Records an event for each response.
    async fn record_erasures(
        &self,
        transaction: &DatabaseTransaction,
        survey: SurveyId,
        rows: &[&response::Model],
        standings: Vec<standing::Model>,
    ) -> Result<(), StoreError> {
        let mut decisions: HashMap<Uuid, Vec<Decision>> = HashMap::new();
        for one in standings {
            let decision = Decision { purpose: one.purpose.0, basis: one.basis.0, state: State::Erased };
            decisions.entry(one.response_id).or_default().push(decision);
        }
        let of_survey = self.get_survey(transaction, survey).await?;
        let organisation = self.load_organisation(transaction, OrganisationId(of_survey.organisation.0)).await?.organisation;
        let mut notices = HashMap::new();
        let mut events = WriteSet::default();
        for row in rows {
            let Some(subject) = row.subject else { continue };
            let notice = match notices.get(&row.notice_version_id) {
                Some(notice) => *notice,
                None => {
                    let found = notice_version::Entity::find_by_id(row.notice_version_id).one(transaction).await?;
                    let found = found.ok_or(StoreError::NotFound)?;
                    let (id, version) = (NoticeVersionId(found.id), number(found.number));
                    let notice = NoticeReference { id, version, hash: hash(&found.hash)? };
                    notices.insert(row.notice_version_id, notice);
                    notice
                }
            };
            let expression = Expression::now(decisions.remove(&row.id).unwrap_or_default(), Control::Erasure, UNDONE);
            let subject = new_subject(subject);
            let event = new_event(&organisation, SubjectMatter::Survey(survey), notice, row.locale.0, expression, &subject);
            events.push_event(&event, &subject, Some(KnownAs::Response(ResponseId(row.id))));
        }
        Ok(events.insert(transaction).await?)
    }
}

/// The states of the purposes of responses, in the order of the purposes.
pub(crate) async fn list_standings(
    transaction: &DatabaseTransaction,
    responses: &[Uuid],
) -> Result<Vec<standing::Model>, StoreError> {
    Ok(standing::Entity::find()
        .filter(standing::Column::ResponseId.is_in(responses.iter().copied()))
        .order_by_asc(standing::Column::ResponseId)
        .order_by_asc(standing::Column::Purpose)
        .all(transaction)
        .await?)
}
