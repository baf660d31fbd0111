//! A load over loopback, as plain HTTP/1.1 over connections that are kept open. So the client takes little of the two
//! cores that it shares with the server.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// The result of a load.
pub struct Outcome {
    /// Requests per second with the expected answer.
    pub per_second: f64,
    /// The median duration, in milliseconds.
    pub median: f64,
    /// The 99th percentile of the duration, in milliseconds.
    pub p99: f64,
}

/// A persistent connection.
pub struct Connection {
    reader: BufReader<TcpStream>,
    host: String,
}

/// A reply.
pub struct Answer {
    /// Its status.
    pub status: u16,
    body: Vec<u8>,
}

impl Connection {
    /// Opens one.
    pub fn open(host: &str) -> Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { reader: BufReader::new(stream), host: host.to_owned() })
    }

    fn get(&mut self, path: &str, headers: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nAccept-Language: nl\r\n{headers}\r\n", self.host);
        self.exchange(request.as_bytes())
    }

    /// Sends a body of this type.
    pub fn post(&mut self, path: &str, content: &str, body: &str) -> Result<Answer> {
        let host = &self.host;
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.exchange(request.as_bytes())
    }

    fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        self.reader.get_mut().write_all(request)?;
        let mut line = String::new();
        self.reader.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status line")?;
        let mut length = 0;
        let mut chunked = false;
        loop {
            line.clear();
            self.reader.read_line(&mut line)?;
            let header = line.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            chunked |= header.starts_with("transfer-encoding: chunked");
        }
        let body = if chunked { self.chunks()? } else { self.bytes(length)? };
        Ok(Answer { status, body })
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut body = vec![0; length];
        self.reader.read_exact(&mut body)?;
        Ok(body)
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line)?;
            let length = usize::from_str_radix(line.trim(), 16).context("no chunk length")?;
            body.extend(self.bytes(length)?);
            self.bytes(2)?;
            if length == 0 {
                return Ok(body);
            }
        }
    }
}

/// The status of one GET.
pub fn status(host: &str, path: &str) -> Result<u16> {
    Ok(Connection::open(host)?.get(path, "")?.status)
}

/// The status and the content of one GET, in Dutch.
pub fn page(host: &str, path: &str) -> Result<(u16, String)> {
    let Answer { status, body } = Connection::open(host)?.get(path, "")?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

/// The median time of some GETs one after the other, in milliseconds. Each must be answered with 200.
pub fn time_page(host: &str, path: &str, headers: &str, times: usize) -> Result<f64> {
    let mut connection = Connection::open(host)?;
    let mut taken = Vec::new();
    for _ in 0..times {
        let begun = Instant::now();
        let answer = connection.get(path, headers)?;
        if answer.status != 200 {
            bail!("GET {path} was answered with {}", answer.status);
        }
        taken.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    taken.sort_by(f64::total_cmp);
    Ok(taken[taken.len() / 2])
}

/// Opens a set-up link and creates an account there. Returns the session cookie.
pub fn sign_up(host: &str, setup: &str) -> Result<String> {
    let mut stream = TcpStream::connect(host)?;
    let body = "email=snelheid%40voorbeeld.nl&password=kwartel+zomer+lantaarn";
    write!(
        stream,
        "POST {setup} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
    let cookie =
        cookie.with_context(|| format!("the set-up link gave no session: {}", answer.lines().next().unwrap_or_default()))?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

/// GETs a whole file and discards it.
pub fn download(host: &str, path: &str, headers: &str) -> Result<()> {
    let mut stream = BufReader::new(TcpStream::connect(host)?);
    write!(stream.get_mut(), "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n")?;
    let mut line = String::new();
    stream.read_line(&mut line)?;
    if !line.contains(" 200 ") {
        bail!("GET {path} was answered with {}", line.trim_end());
    }
    // A file that was cut off lacks the empty last chunk.
    let mut end = Vec::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        match stream.read(&mut piece)? {
            0 if end.ends_with(b"0\r\n\r\n") => return Ok(()),
            0 => bail!("GET {path} broke off"),
            length => {
                end.extend_from_slice(&piece[..length]);
                end.drain(..end.len().saturating_sub(8));
            }
        }
    }
}

/// GETs a page over many connections for some time.
pub fn pages(host: &str, path: &str, connections: usize, time: Duration) -> Result<Outcome> {
    pages_while(host, path, connections, lasting(time))
}

/// GETs a page over many connections while `goes_on` returns true. It is called before each request.
pub fn pages_while(host: &str, path: &str, connections: usize, goes_on: impl Fn(Duration) -> bool + Sync) -> Result<Outcome> {
    run(host, connections, goes_on, |connection, _| {
        let answer = connection.get(path, "")?;
        Ok(answer.status == 200)
    })
}

/// Sends answers to the NPS survey over many connections, each with its own key.
pub fn submissions(host: &str, connections: usize, time: Duration) -> Result<Outcome> {
    let version = survey_version(host)?;
    let salt = salt()?;
    run(host, connections, lasting(time), |connection, number| {
        Ok(connection.post("/s/nps", FORM, &answer(salt, number, &version))?.status == 303)
    })
}

/// The version of the NPS survey, which each answer names.
pub fn survey_version(host: &str) -> Result<String> {
    let page = Connection::open(host)?.get("/s/nps", "")?;
    hidden(&String::from_utf8_lossy(&page.body), "version").context("the page names no version")
}

/// The body of an answer to the NPS survey. Each number has its own key.
pub fn answer(salt: u64, number: u64, version: &str) -> String {
    let score = number % 11;
    let comment = if number.is_multiple_of(3) { "&reason=Snel+geholpen+en+vriendelijk+personeel" } else { "" };
    format!("key={salt:016x}{number:016x}&version={version}&locale=nl&recommend={score}{comment}")
}

/// Sends choices to the website `demo` over many connections, each with its own key and visitor. Every choice grants a
/// purpose, so that it becomes an event.
pub fn decisions(host: &str, connections: usize, time: Duration) -> Result<Outcome> {
    let notice: serde_json::Value = serde_json::from_slice(&Connection::open(host)?.get(NOTICE, "")?.body)?;
    let version = notice["version"].as_u64().context("the notice has no version")?;
    let salt = salt()?;
    run(host, connections, lasting(time), |connection, number| {
        let all = number % 2 == 0;
        let control = if all { "accept_all" } else { "own_choice" };
        let body = format!(
            r#"{{"idempotency_key":"{salt:016x}{number:016x}","notice_version":{version},"locale":"nl","control":"{control}","gpc":false,"purposes":{{"preferences":true,"analytics":{all},"marketing":{all}}}}}"#
        );
        Ok(connection.post("/api/v1/sites/demo/decisions", "application/json", &body)?.status == 201)
    })
}

/// The address of the notice of the website `demo`.
pub const NOTICE: &str = "/api/v1/sites/demo/notice?locale=nl";
/// The type of the body of a form.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// The random half of the keys, so that they differ from those of earlier runs.
pub fn salt() -> Result<u64> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    Ok(since.as_nanos() as u64 ^ u64::from(std::process::id()) << 32)
}

fn hidden(page: &str, name: &str) -> Option<String> {
    let tag = page.split("<input").find(|tag| tag.contains(&format!("name=\"{name}\"")))?;
    let value = tag.split("value=\"").nth(1)?;
    Some(value.split('"').next()?.to_owned())
}

fn lasting(time: Duration) -> impl Fn(Duration) -> bool + Sync {
    move |elapsed| elapsed < time
}

fn run<F, G>(host: &str, connections: usize, goes_on: G, request: F) -> Result<Outcome>
where
    F: Fn(&mut Connection, u64) -> Result<bool> + Sync,
    G: Fn(Duration) -> bool + Sync,
{
    let numbers = AtomicU64::new(0);
    let failed = AtomicBool::new(false);
    let begun = Instant::now();
    let taken: Vec<Result<Vec<f64>>> = thread::scope(|scope| {
        let clients: Vec<_> = (0..connections)
            .map(|_| {
                scope.spawn(|| {
                    let mut connection = Connection::open(host)?;
                    let mut taken = Vec::new();
                    while goes_on(begun.elapsed()) && !failed.load(Ordering::Relaxed) {
                        let sent = Instant::now();
                        if !request(&mut connection, numbers.fetch_add(1, Ordering::Relaxed))? {
                            failed.store(true, Ordering::Relaxed);
                            bail!("a request was not answered as it should be");
                        }
                        taken.push(sent.elapsed().as_secs_f64() * 1000.0);
                    }
                    Ok(taken)
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().unwrap_or_else(|_| bail!("a client panicked"))).collect()
    });
    let elapsed = begun.elapsed().as_secs_f64();
    let mut all = Vec::new();
    for times in taken {
        all.extend(times?);
    }
    all.sort_by(f64::total_cmp);
    let at = |share: f64| all.get((all.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    Ok(Outcome { per_second: all.len() as f64 / elapsed, median: at(0.5), p99: at(0.99) })
}
