//! The counters of a website as CSV (RFC 4180). There is one row per day, version of the notice, language and thing
//! counted. It must not know where the CSV goes.

use csv::{Terminator, WriterBuilder};
use domain::site::{
    Counted, OptIn,
    numbers::{SiteCount, SiteCountRow},
    published::PublishedSite,
};

/// The headings.
const HEADING: [&str; 7] = ["site", "day", "notice_version", "locale", "counted", "purpose", "n"];

/// Counters as CSV with a heading. `counted` is `shown`, a control, or for a purpose `offered` or `granted`: how often
/// visitors decided about it, and how often they granted it.
pub fn numbers_csv(published: &PublishedSite, rows: &[SiteCountRow]) -> Vec<u8> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let mut write = |record: [&str; 7]| csv.write_record(record).expect("memory takes every row");
    write(HEADING);
    let site = published.site.key.as_str();
    for row in rows {
        let (day, version) = (row.day.to_string(), row.version.to_string());
        let mut line = |counted: &str, purpose: &str, n: u64| {
            write([site, &day, &version, row.locale.tag(), counted, purpose, &n.to_string()]);
        };
        match &row.counted {
            SiteCount::Kind(kind, n) => line(Counted::name(*kind), "", *n),
            SiteCount::Purpose(OptIn { purpose, offered, granted }) => {
                line("offered", purpose.as_str(), *offered);
                line("granted", purpose.as_str(), *granted);
            }
        }
    }
    csv.into_inner().expect("memory takes every row")
}
