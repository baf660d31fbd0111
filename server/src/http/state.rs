//! What every handler shares: the store, the configuration and the counters that live in memory.

use std::{net::IpAddr, sync::Arc};

use app::page::Assets;
use domain::organisation::Organisation;
use ipnet::IpNet;
use store::Store;

use super::{operations::metrics::Metrics, reader::Looks};
use crate::{
    account::{key_uses::KeyUses, password::Passwords, throttle::Throttle},
    background::pace::Pace,
    config::PublicUrl,
    export::job::ExportJobs,
    http::guard::rate_limit::{KeyLimiter, RateLimiter},
    report::raster::Rasters,
    site::{notice_cache::Notices, own_site::OwnSite, record::GivenUp},
};

/// What every handler shares.
pub struct App {
    /// The door to the database.
    pub store: Store,
    /// The organisation of this installation as it was at the start: language and name of pages that no survey speaks for,
    /// such as the one that says the database is away.
    pub organisation: Option<Arc<Organisation>>,
    /// The addresses of style sheets and scripts.
    pub assets: Arc<Assets>,
    /// The origin under which visitors come; the Host of each request where none is configured.
    pub public_url: Option<PublicUrl>,
    /// Whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The notices of websites, ready to be sent.
    pub notices: Notices,
    /// The website whose notice governs our own pages.
    pub own_site: OwnSite,
    /// Grants on our own pages whose visitors were told that they are none.
    pub given_up: GivenUp,
    /// Limits per client; none when they are off.
    pub rate_limiter: Option<RateLimiter>,
    /// Limits per key of a program; none when they are off.
    pub key_limiter: Option<KeyLimiter>,
    /// Exports that are prepared in the background.
    pub export_jobs: ExportJobs,
    /// Who is being answered, for work that rests meanwhile.
    pub pace: Arc<Pace>,
    /// When what readers see was looked at last.
    pub looks: Looks,
    /// The keys whose last use is being noted.
    pub key_uses: KeyUses,
    /// Hashing and checking of passwords.
    pub passwords: Passwords,
    /// Drawing of pictures as PNG.
    pub rasters: Rasters,
    /// Limits on failed attempts to sign in.
    pub throttle: Throttle,
    /// The counters for operators; none without an address to read them from.
    pub metrics: Option<Metrics>,
}

/// As handlers hold it.
pub type AppState = Arc<App>;

/// The other end of the socket a request came by. Only limits may read it.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

impl App {
    /// Whether visitors come over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_https)
    }
}
