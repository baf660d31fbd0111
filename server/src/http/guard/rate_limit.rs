//! The quotas of requests per client: one for each kind of request that changes something, one for reads. It must not
//! know the content of a request.

use std::{num::NonZeroU32, time::Duration};

use anyhow::Result;
use domain::id::ApiKeyId;
use governor::{
    DefaultDirectRateLimiter, DefaultKeyedRateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};
use ipnet::IpNet;

use crate::http::guard::client::Client;

/// What a request changes. Each has a quota of its own: many pages that show a notice keep nobody from refusing, and many
/// decisions keep nobody from answering a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// A notice was shown.
    Shown,
    /// A page asks what stands.
    Standing,
    /// A decision on a website.
    Decision,
    /// Anything else, such as an answer.
    Other,
}

impl Deed {
    /// What is done at an address.
    pub fn at(path: &str) -> Self {
        match path.strip_prefix("/api/v1/sites/").and_then(|rest| rest.rsplit_once('/')) {
            Some((_, "shown")) => Self::Shown,
            Some((_, "standing")) => Self::Standing,
            Some((_, "decisions")) => Self::Decision,
            _ => Self::Other,
        }
    }
}

/// The quotas of every client of the last minute.
pub struct RateLimiter {
    clock: DefaultClock,
    posts: DefaultKeyedRateLimiter<(Client, Deed)>,
    reads: DefaultKeyedRateLimiter<Client>,
    /// Refused forms whose content is shown again.
    kept: DefaultKeyedRateLimiter<Client>,
    shared_posts: DefaultKeyedRateLimiter<Deed>,
    shared_reads: DefaultDirectRateLimiter,
}

/// How many clients share the wide bound behind a proxy that is not declared.
const CLIENTS_BEHIND_PROXY: u32 = 50;

impl RateLimiter {
    /// Quotas as configured. `None` if limits are off.
    pub fn new(limit: RateLimit) -> Option<Self> {
        let RateLimit::PerMinute { posts, reads } = limit else { return None };
        let quota = |per_minute| NonZeroU32::new(per_minute).map(governor::Quota::per_minute);
        Some(Self {
            clock: DefaultClock::default(),
            posts: DefaultKeyedRateLimiter::keyed(quota(posts)?),
            reads: DefaultKeyedRateLimiter::keyed(quota(reads)?),
            kept: DefaultKeyedRateLimiter::keyed(quota(posts)?),
            shared_posts: DefaultKeyedRateLimiter::keyed(quota(posts.saturating_mul(CLIENTS_BEHIND_PROXY))?),
            shared_reads: DefaultDirectRateLimiter::direct(quota(reads.saturating_mul(CLIENTS_BEHIND_PROXY))?),
        })
    }

    /// Counts a request that changes something.
    ///
    /// # Errors
    /// How long to wait, if the quota is used up.
    pub fn count_post(&self, client: Client, deed: Deed) -> Result<(), Duration> {
        self.posts.check_key(&(client, deed)).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Counts a request that only reads.
    ///
    /// # Errors
    /// How long to wait, if the quota is used up.
    pub fn count_read(&self, client: Client) -> Result<(), Duration> {
        self.reads.check_key(&client).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Counts a refused form whose content is shown again.
    ///
    /// # Errors
    /// How long to wait, if the quota is used up.
    pub fn count_kept(&self, client: Client) -> Result<(), Duration> {
        self.kept.check_key(&client).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Counts a request that changes something, of any client behind a proxy that is not declared.
    ///
    /// # Errors
    /// How long to wait, if the quota is used up.
    pub fn count_shared_post(&self, deed: Deed) -> Result<(), Duration> {
        self.shared_posts.check_key(&deed).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Counts a request that only reads, of any client behind a proxy that is not declared.
    ///
    /// # Errors
    /// How long to wait, if the quota is used up.
    pub fn count_shared_read(&self) -> Result<(), Duration> {
        self.shared_reads.check().map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Removes clients whose window has ended.
    pub fn forget_old(&self) {
        self.posts.retain_recent();
        self.posts.shrink_to_fit();
        for limiter in [&self.reads, &self.kept] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// The quotas of API keys. They are separate, because programs send more requests than browsers, and each key is known.
pub struct KeyLimiter {
    clock: DefaultClock,
    per_minute: u32,
    requests: KeyedRequests,
}

type KeyedRequests = governor::RateLimiter<ApiKeyId, DefaultKeyedStateStore<ApiKeyId>, DefaultClock, StateInformationMiddleware>;

/// The state of the quota of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The requests per minute that it allows.
    pub per_minute: u32,
    /// The requests left at this moment.
    pub left: u32,
}

impl KeyLimiter {
    /// The same requests per minute as the read quota of a client. `None` if limits are off.
    pub fn new(limit: RateLimit) -> Option<Self> {
        let RateLimit::PerMinute { reads, .. } = limit else { return None };
        let quota = governor::Quota::per_minute(NonZeroU32::new(reads)?);
        let requests = DefaultKeyedRateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>();
        Some(Self { clock: DefaultClock::default(), per_minute: reads, requests })
    }

    /// The requests per minute that a key allows.
    pub const fn per_minute(&self) -> u32 {
        self.per_minute
    }

    /// Counts a request.
    ///
    /// # Errors
    /// How long to wait, if the quota is used up.
    pub fn count(&self, key: ApiKeyId) -> Result<Quota, Duration> {
        match self.requests.check_key(&key) {
            Ok(state) => Ok(Quota { per_minute: self.per_minute, left: state.remaining_burst_capacity() }),
            Err(until) => Err(until.wait_time_from(self.clock.now())),
        }
    }

    /// Removes keys whose window has ended.
    pub fn forget_old(&self) {
        self.requests.retain_recent();
        self.requests.shrink_to_fit();
    }
}

/// The configured quotas of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateLimit {
    /// No limits.
    Off,
    /// Requests per minute.
    PerMinute {
        /// Requests that change something.
        posts: u32,
        /// All others.
        reads: u32,
    },
}

impl RateLimit {
    /// Enough for a household, or for a small office with one address.
    pub const DEFAULT: Self = Self::PerMinute { posts: 120, reads: 1200 };

    /// Reads `on`, `off` or `POSTS,READS`.
    ///
    /// # Errors
    /// Why the text is none of these.
    pub fn parse(text: &str) -> Result<Self, String> {
        let number = |part: &str| part.trim().parse::<u32>().ok().filter(|n| *n > 0);
        match text {
            "on" => Ok(Self::DEFAULT),
            "off" => Ok(Self::Off),
            _ => text
                .split_once(',')
                .and_then(|(posts, reads)| Some(Self::PerMinute { posts: number(posts)?, reads: number(reads)? }))
                .ok_or_else(|| "expected on, off or two numbers from 1, such as 60,600".to_owned()),
        }
    }
}

/// A network in CIDR notation, or one address.
pub(crate) fn parse_network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    text.parse::<IpNet>()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .map_err(|_| "expected an address or network such as 10.0.0.0/8".to_owned())
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn quotas_are_apart_by_client_and_by_kind() {
        let limiter = RateLimiter::new(RateLimit::PerMinute { posts: 2, reads: 3 }).unwrap();
        let client = |text: &str| Client::of(text.parse::<IpAddr>().unwrap());
        let one = client("192.0.2.1");
        let answer = |client| limiter.count_post(client, Deed::Other);
        assert!(answer(one).is_ok() && answer(one).is_ok());
        let wait = answer(one).unwrap_err();
        assert!(wait > Duration::from_secs(25) && wait <= Duration::from_secs(30), "{wait:?}");
        assert!((0..3).all(|_| limiter.count_read(one).is_ok()));
        assert!(limiter.count_read(one).is_err());
        assert!(answer(client("192.0.2.2")).is_ok());
        while limiter.count_shared_post(Deed::Other).is_ok() {}
        for deed in [Deed::Shown, Deed::Standing, Deed::Decision] {
            assert!(limiter.count_post(one, deed).is_ok() && limiter.count_shared_post(deed).is_ok(), "{deed:?} has its own");
        }
        assert!(RateLimiter::new(RateLimit::Off).is_none());
    }

    #[test]
    fn what_a_request_changes_is_in_its_address() {
        for (path, deed) in [
            ("/api/v1/sites/demo/shown", Deed::Shown),
            ("/api/v1/sites/demo/standing", Deed::Standing),
            ("/api/v1/sites/demo/decisions", Deed::Decision),
            ("/api/v1/sites/demo/notice", Deed::Other),
            ("/s/shown", Deed::Other),
            ("/api/v1/surveys/decisions/responses", Deed::Other),
        ] {
            assert_eq!(Deed::at(path), deed, "{path}");
        }
    }

    #[test]
    fn a_key_is_told_how_much_is_left() {
        let limiter = KeyLimiter::new(RateLimit::PerMinute { posts: 1, reads: 2 }).unwrap();
        let key = ApiKeyId(uuid::Uuid::nil());
        assert_eq!(limiter.count(key), Ok(Quota { per_minute: 2, left: 1 }));
        assert_eq!(limiter.count(key), Ok(Quota { per_minute: 2, left: 0 }));
        assert!(limiter.count(key).is_err());
        assert!(limiter.count(ApiKeyId(uuid::Uuid::max())).is_ok());
    }

    #[test]
    fn rate_limits() {
        assert_eq!(RateLimit::parse("on"), Ok(RateLimit::DEFAULT));
        assert_eq!(RateLimit::parse("off"), Ok(RateLimit::Off));
        assert_eq!(RateLimit::parse("60,600"), Ok(RateLimit::PerMinute { posts: 60, reads: 600 }));
        for bad in ["", "0,1", "1", "1,2,3", "no", "-1,2"] {
            assert!(RateLimit::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn networks() {
        assert_eq!(parse_network("10.0.0.0/8").map(|net| net.to_string()).as_deref(), Ok("10.0.0.0/8"));
        assert_eq!(parse_network(" ::1").map(|net| net.to_string()).as_deref(), Ok("::1/128"));
        assert!(parse_network("10.0.0.0/33").is_err());
    }
}
