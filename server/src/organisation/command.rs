//! The organisation that owns a survey or website created by a command. It is the existing organisation, or a new one
//! with the values of the flags.

use anyhow::{Result, bail};
use domain::{
    account::audit::{Audit, AuditAction},
    organisation::{Organisation, OrganisationProfile},
};
use store::Store;

use crate::{
    cli::{
        acts::note_act,
        output::{UsageError, all, note},
    },
    new_installation::{self, default_organisation},
};

#[derive(clap::Args, Debug)]
pub(crate) struct OrganisationArgs {
    /// The name of the organisation that asks, when the database holds none yet
    #[arg(long, env = "KLANKBORD_ORGANISATION", value_name = "NAME")]
    organisation: Option<String>,

    /// How people reach that organisation
    #[arg(long, env = "KLANKBORD_CONTACT", value_name = "TEXT", requires = "organisation")]
    contact: Option<String>,

    /// How people reach its privacy officer [default: as the organisation]
    #[arg(long, env = "KLANKBORD_PRIVACY_OFFICER", value_name = "TEXT", requires = "organisation")]
    privacy_officer: Option<String>,
}

impl OrganisationArgs {
    pub(crate) async fn find_or_make(&self, store: &Store) -> Result<Organisation> {
        let found = store.find_organisation().await?;
        match (found, &self.organisation) {
            (Some(found), Some(name)) if found.profile.name != *name => {
                bail!("this database is of the organisation {:?}: leave --organisation out", found.profile.name)
            }
            (Some(found), _) => Ok(found),
            (None, None) => {
                let made = default_organisation(store).await?;
                note_made(store, &made).await;
                note(format_args!(
                    "made the organisation {:?}, reached through {:?}; name your own with --organisation and --contact on a new database",
                    made.profile.name, made.profile.contact
                ));
                Ok(made)
            }
            (None, Some(name)) => {
                let usual = new_installation::default_profile();
                let contact = self.contact.as_ref().unwrap_or(&usual.contact);
                let profile = OrganisationProfile::new(name, contact, self.privacy_officer.as_ref().unwrap_or(contact));
                profile.validate().map_err(|errors| UsageError(format!("the organisation is not right: {}", all(&errors))))?;
                let made = store.create_organisation(&profile).await?;
                note_made(store, &made).await;
                Ok(made)
            }
        }
    }
}

async fn note_made(store: &Store, made: &Organisation) {
    note_act(store, Audit::new("klankbord", AuditAction::OrganisationMade, &made.profile.name)).await;
}
