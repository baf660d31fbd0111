//! The identity of a client for limits: an address, shortened for IPv6. It is in memory for one window, and is never
//! logged or stored.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;
use ipnet::IpNet;

const FORWARDED_FOR: &str = "x-forwarded-for";

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

/// An address, with or without a port.
fn parse_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let plain = text.parse().ok();
    plain.or_else(|| text.parse::<std::net::SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
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
