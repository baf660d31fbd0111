//! The organisation and its time zone.

pub(crate) mod stated_texts;
pub(crate) mod works_council;

use std::sync::Arc;

use domain::{
    id::OrganisationId,
    organisation::{Organisation, OrganisationProfile},
};
use jiff::tz::TimeZone;

use crate::{cache::LoadedOrganisation, database::column::from_json, entity::organisation, error::StoreError};

pub(crate) fn load_organisation(row: organisation::Model) -> Result<LoadedOrganisation, StoreError> {
    let profile: OrganisationProfile = from_json(&row.profile, "the profile of an organisation")?;
    let zone = time_zone(&profile)?;
    let organisation = Arc::new(Organisation { id: OrganisationId(row.id), profile });
    Ok(LoadedOrganisation { organisation, zone, tombstone_key: row.tombstone_key.into() })
}

pub(crate) fn time_zone(profile: &OrganisationProfile) -> Result<TimeZone, StoreError> {
    TimeZone::get(&profile.time_zone).map_err(|_| StoreError::Broken(format!("no time zone is called {}", profile.time_zone)))
}
