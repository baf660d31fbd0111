//! The facts about this installation that every request needs: its organisation, its public address and its assets.

use std::{net::SocketAddr, sync::Arc};

use app::page::Assets;
use axum::http::HeaderValue;
use domain::organisation::Organisation;

use super::public_url::PublicUrl;

/// The facts about this installation that every request needs.
#[derive(Debug, Default)]
pub struct Installation {
    /// The organisation as read at the start. It gives language and name to pages without a survey, such as the page
    /// that says that the database is unavailable.
    pub organisation: Option<Arc<Organisation>>,
    /// The addresses of style sheets and scripts.
    pub assets: Arc<Assets>,
    /// The configured origin of this installation. Without it, the `Host` of each request is used.
    pub public_url: Option<PublicUrl>,
    /// The address on which this server listens.
    pub listens_at: Option<SocketAddr>,
}

impl Installation {
    /// Whether visitors connect with TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_https)
    }

    /// The origin of a request, for links in its answer: the configured one, else scheme and `Host`.
    pub(crate) fn origin(&self, host: Option<&HeaderValue>) -> String {
        let of_host = || host.and_then(|host| PublicUrl::of_host("http", host));
        let url = self.public_url.clone().or_else(of_host);
        url.map_or_else(|| "http://localhost".to_owned(), |url| url.origin().to_owned())
    }

    /// The origin for the signed record: the configured one, else the address on which this server listens. Never the
    /// `Host` of the request, which anybody can choose.
    pub(crate) fn recorded_origin(&self) -> String {
        match (&self.public_url, self.listens_at) {
            (Some(url), _) => url.origin().to_owned(),
            (None, Some(address)) => format!("http://{address}"),
            (None, None) => "http://localhost".to_owned(),
        }
    }
}
