//! Answers at planned times, whatever happens to earlier ones. A delay counts from the planned time, so that no wait is
//! left out.

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::load::{self, Connection};

/// So many answers may be under way at once. Those beyond it are sent late, which their delay then shows.
const SENDERS: usize = 64;

/// One answer that was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The planned time, from the start of the load.
    pub planned: Duration,
    /// From the planned time to the whole reply.
    pub delay: Duration,
    /// The status of the reply, 0 without one.
    pub status: u16,
}

/// A load that runs.
pub struct Steady<'a> {
    begun: Instant,
    samples: &'a Mutex<Vec<Sample>>,
}

impl Steady<'_> {
    /// The time since the start of the load.
    pub fn now(&self) -> Duration {
        self.begun.elapsed()
    }

    /// How many answers were replied to so far.
    pub fn replied(&self) -> usize {
        self.samples.lock().map_or(0, |samples| samples.len())
    }
}

/// Sends so many answers a second to the NPS survey while `work` runs. Returns its result, and every sample in the order
/// of the planned times.
pub fn while_running<T>(
    host: &str,
    per_second: u32,
    work: impl FnOnce(&Steady<'_>) -> Result<T>,
) -> Result<(Result<T>, Vec<Sample>)> {
    let version = load::survey_version(host)?;
    let salt = load::salt()?;
    let gap = Duration::from_secs(1) / per_second;
    let (next, ended) = (AtomicU64::new(0), AtomicBool::new(false));
    let samples = Mutex::new(Vec::new());
    let begun = Instant::now();
    let result = thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                let mut connection = None;
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let planned = gap * u32::try_from(number).unwrap_or(u32::MAX);
                    thread::sleep(planned.saturating_sub(begun.elapsed()));
                    if ended.load(Ordering::Relaxed) {
                        return;
                    }
                    let body = load::answer(salt, number, &version);
                    let status = send(&mut connection, host, &body).unwrap_or_default();
                    let sample = Sample { planned, delay: begun.elapsed().saturating_sub(planned), status };
                    if let Ok(mut samples) = samples.lock() {
                        samples.push(sample);
                    }
                }
            });
        }
        let result = work(&Steady { begun, samples: &samples });
        ended.store(true, Ordering::Relaxed);
        result
    });
    let mut samples = samples.into_inner().unwrap_or_default();
    samples.sort_by_key(|sample| sample.planned);
    Ok((result, samples))
}

/// Sends over the kept connection, else over a new one.
fn send(connection: &mut Option<Connection>, host: &str, body: &str) -> Result<u16> {
    if connection.is_none() {
        *connection = Some(Connection::open(host)?);
    }
    let sent = connection.as_mut().context("a connection that was just opened")?.post("/s/nps", load::FORM, body);
    if sent.is_err() {
        *connection = None;
    }
    Ok(sent?.status)
}

/// Writes samples as CSV: the phase in which each was planned, the planned time, the delay and the status.
pub fn write(samples: &[Sample], phase: impl Fn(&Sample) -> String, out: &mut impl Write) -> Result<()> {
    writeln!(out, "phase,planned_ms,delay_ms,status")?;
    for sample in samples {
        let (planned, delay) = (milliseconds(sample.planned), milliseconds(sample.delay));
        writeln!(out, "{},{planned:.0},{delay:.3},{}", phase(sample), sample.status)?;
    }
    Ok(())
}

/// A duration in milliseconds.
pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Read as _};
    use std::net::{TcpListener, TcpStream};

    use super::*;

    /// Answers one request after the other on one connection. Each POST takes some time.
    fn serve(stream: TcpStream, takes: Duration) {
        let mut reader = BufReader::new(stream);
        loop {
            let (mut length, mut line, mut first) = (0, String::new(), String::new());
            while reader.read_line(&mut line).is_ok_and(|read| read > 0) && !line.trim().is_empty() {
                if let Some(value) = line.strip_prefix("Content-Length: ") {
                    length = value.trim().parse().unwrap();
                }
                if first.is_empty() {
                    first.clone_from(&line);
                }
                line.clear();
            }
            if first.is_empty() {
                return;
            }
            reader.read_exact(&mut vec![0; length]).unwrap();
            let page = "<input name=\"version\" value=\"v\">";
            let reply = if first.starts_with("POST") {
                thread::sleep(takes);
                "HTTP/1.1 303 See Other\r\nContent-Length: 0\r\n\r\n".to_owned()
            } else {
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{page}", page.len())
            };
            if reader.get_mut().write_all(reply.as_bytes()).is_err() {
                return;
            }
        }
    }

    #[test]
    fn answers_are_planned_at_even_times_and_a_slow_server_does_not_thin_them_out() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let takes = Duration::from_millis(100);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || serve(stream, takes));
            }
        });
        let wanted = 20;
        let (result, samples) = while_running(&host, 100, |load| {
            while load.replied() < wanted {
                thread::yield_now();
            }
            Ok(())
        })
        .unwrap();
        result.unwrap();
        assert!(samples.len() >= wanted && samples.iter().all(|sample| sample.status == 303 && sample.delay >= takes));
        for (place, pair) in samples.windows(2).enumerate().take(wanted / 2) {
            assert_eq!(pair[1].planned - pair[0].planned, Duration::from_millis(10), "{place}");
        }
    }

    #[test]
    fn samples_are_written_with_their_phase() {
        let sample = Sample { planned: Duration::from_millis(50), delay: Duration::from_micros(1500), status: 303 };
        let mut out = Vec::new();
        write(&[sample], |_| "quiet 1".to_owned(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "phase,planned_ms,delay_ms,status\nquiet 1,50,1.500,303\n");
    }
}
