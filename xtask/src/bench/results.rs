//! Pages with figures, compared with the same counts by plain SQL, and with a database with fewer answers.

use anyhow::Result;

use super::ground::{Ground, plain};
use super::load;
use super::session::Session;

/// The measured pages: name, address, and the equal count of the raw program.
const PAGES: [(&str, &str, Option<&str>); 5] = [
    ("overview", "/admin", None),
    ("results", "/admin/surveys/nps", Some("aggregate")),
    ("trend by day", "/admin/surveys/nps?period=day", None),
    ("one score by channel", "/admin/surveys/nps?where=recommend:9&by=channel", Some("filtered")),
    ("one language by channel", "/admin/surveys/nps?locale=nl&by=channel", None),
];
/// How often each page is requested. The median counts.
const TIMES: usize = 15;

/// Prints and returns the duration of each page, in milliseconds, next to the durations with fewer answers if they are
/// given.
pub fn pages(ground: &Ground, session: &Session, rows: u64, fewer: Option<&[f64]>) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for (number, (name, path, raw)) in PAGES.into_iter().enumerate() {
        let page = load::time_page(&session.server.address, path, &session.header, TIMES)?;
        print!("{name} at {rows}: {page:.1} ms");
        if let Some(raw) = raw {
            let raw = plain(ground, raw, &session.url, &[&TIMES.to_string()])?;
            print!("; by plain SQL {raw:.1} ms: {:.2} ×", page / raw);
        }
        if let Some(fewer) = fewer.and_then(|fewer| fewer.get(number)) {
            print!("; {:.2} × that of fewer answers", page / fewer);
        }
        println!();
        times.push(page);
    }
    Ok(times)
}
