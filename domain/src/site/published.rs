//! A website with the version of its notice that is published.

use std::sync::Arc;

use crate::{
    organisation::Organisation,
    site::{Site, SiteNotice},
};

/// A website with the version of its notice that is shown now.
#[derive(Clone, Debug)]
pub struct PublishedSite {
    /// The website.
    pub site: Site,
    /// Whose it is.
    pub organisation: Arc<Organisation>,
    /// What is shown.
    pub notice: Arc<SiteNotice>,
}
