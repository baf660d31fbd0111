//! The identity of a client for limits: an address, shortened for IPv6. It is in memory for one window, and is never
//! logged or stored.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::HeaderMap;
use ipnet::IpNet;

const FORWARDED_FOR: &str = "x-forwarded-for";
/// The headers by which a proxy names the client.
const FORWARDING: [&str; 3] = [FORWARDED_FOR, "forwarded", "x-real-ip"];
/// Addresses that providers share among their subscribers (RFC 6598).
const SHARED: (Ipv4Addr, u32) = (Ipv4Addr::new(100, 64, 0, 0), 0xffc0_0000);

/// A client: an IPv4 address or the /64 network of an IPv6 address, which is what one subscriber gets.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Client(IpAddr);

impl Client {
    /// The client of an address.
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self(IpAddr::V4(address)),
            IpAddr::V6(address) => {
                let network = u128::from(address) >> 64 << 64;
                Self(IpAddr::V6(Ipv6Addr::from(network)))
            }
        }
    }

    /// The client of a request: the peer of the socket. If the peer is a trusted proxy, the client is the right-most
    /// forwarded address that is not a trusted proxy itself. Addresses to the left of that one can be forged.
    pub fn of_request(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address.to_canonical()));
        let mut client = peer;
        let lists: Vec<_> = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok()).collect();
        let mut forwarded = lists.iter().rev().flat_map(|list| list.rsplit(','));
        while is_trusted(client) {
            match forwarded.next().and_then(parse_address) {
                Some(address) => client = address,
                None => break,
            }
        }
        Self::of(client)
    }
}

/// The address of a proxy that forwards a request without being declared: a peer on this machine or in a private network.
/// A public address is no proxy of ours, whatever it sends.
pub(crate) fn undeclared_proxy(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Option<IpAddr> {
    let peer = peer.to_canonical();
    let forwards = FORWARDING.iter().any(|name| headers.contains_key(*name));
    let is_declared = || trusted.iter().any(|network| network.contains(&peer));
    (forwards && is_near(peer) && !is_declared()).then_some(peer)
}

/// Whether an address is of this machine or of a private network.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let (shared, mask) = SHARED;
            let is_shared = address.to_bits() & mask == shared.to_bits();
            address.is_loopback() || address.is_private() || address.is_link_local() || is_shared
        }
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local(),
    }
}

/// An address, with or without a port.
fn parse_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let plain = text.parse().ok();
    plain.or_else(|| text.parse::<std::net::SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        let trusted: Vec<_> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        Client::of_request(peer.parse().unwrap(), &headers, &trusted).0.to_string()
    }

    #[test]
    fn ipv6_is_shortened_and_mapped_ipv4_is_not() {
        assert_eq!(client("2001:db8:1:2:3:4:5:6", &[], &[]), "2001:db8:1:2::");
        assert_eq!(client("::ffff:192.0.2.7", &[], &[]), "192.0.2.7");
        assert_eq!(client("192.0.2.7", &[], &[]), "192.0.2.7");
    }

    #[test]
    fn a_near_peer_that_forwards_is_a_proxy_unless_it_is_declared() {
        let noticed = |peer: &str, header: &'static str, trusted: &[&str]| {
            let headers = HeaderMap::from_iter([(HeaderName::from_static(header), HeaderValue::from_static("198.51.100.1"))]);
            let trusted: Vec<_> = trusted.iter().map(|network| network.parse().unwrap()).collect();
            undeclared_proxy(peer.parse().unwrap(), &headers, &trusted).is_some()
        };
        for near in ["127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "192.168.1.1", "100.64.0.1", "fd00::1", "::ffff:10.0.0.1"] {
            for header in FORWARDING {
                assert!(noticed(near, header, &[]), "{near} {header}");
            }
            assert!(!noticed(near, "accept", &[]), "{near}");
        }
        assert!(!noticed("10.1.2.3", FORWARDED_FOR, &["10.0.0.0/8"]));
        for public in ["192.0.2.7", "2001:db8::1", "100.128.0.1", "8.8.8.8"] {
            assert!(!noticed(public, FORWARDED_FOR, &[]), "{public}");
        }
    }

    #[test]
    fn only_a_trusted_proxy_names_another() {
        let proxies = &["10.0.0.0/8", "2001:db8::/32"];
        for (peer, forwarded, expected) in [
            ("192.0.2.7", vec!["198.51.100.1"], "192.0.2.7"),
            ("10.0.0.1", vec!["198.51.100.1"], "198.51.100.1"),
            ("::ffff:10.0.0.1", vec!["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", vec!["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", vec!["6.6.6.6", "198.51.100.1, 10.0.0.2"], "198.51.100.1"),
            ("2001:db8::1", vec!["198.51.100.1:4711"], "198.51.100.1"),
            ("10.0.0.1", vec![], "10.0.0.1"),
            ("10.0.0.1", vec!["6.6.6.6, nonsense"], "10.0.0.1"),
            ("10.0.0.1", vec!["10.0.0.3"], "10.0.0.3"),
        ] {
            assert_eq!(client(peer, &forwarded, proxies), expected, "{peer} {forwarded:?}");
        }
    }
}
