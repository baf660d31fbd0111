//! A website with the published version of its notice.

use std::sync::Arc;

use crate::{
    organisation::Organisation,
    site::{Site, SiteNotice},
};

/// A website with the current version of its notice.
#[derive(Clone, Debug)]
pub struct PublishedSite {
    /// The website.
    pub site: Site,
    /// The organisation that owns the website.
    pub organisation: Arc<Organisation>,
    /// The current version of the notice.
    pub notice: Arc<SiteNotice>,
}
