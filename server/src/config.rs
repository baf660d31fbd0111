//! Configuration: flags and their environment names, read and checked before anything starts. It must not know what is
//! done with them.
//!
//! The doc comments of the fields are the help text.

use std::{
    fs,
    io::{self, IsTerminal as _},
    net::SocketAddr,
    path::PathBuf,
};

use anyhow::{Context as _, Result};
use axum::http::Uri;
use clap::{Args, ValueEnum};
use domain::id::Slug;
use ipnet::IpNet;
use store::Store;

use crate::ledger::key_file::KeyFile;

/// Where the data are: on every command.
#[derive(Args, Clone, Debug)]
pub struct DatabaseArgs {
    /// The database: sqlite://FILE (made when missing) or postgres://USER@HOST/NAME [default: sqlite://DATA_DIR/klankbord.db]
    #[arg(long, env = "KLANKBORD_DATABASE_URL", value_name = "URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,

    /// The folder of everything that is kept in files; made when missing
    #[arg(long, env = "KLANKBORD_DATA_DIR", value_name = "DIR", default_value = "./data", global = true)]
    pub data_dir: PathBuf,
}

impl DatabaseArgs {
    /// The address of the database; the folder of the data is made where the address lies in it.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn url(&self) -> Result<String> {
        if let Some(url) = &self.database_url {
            return Ok(url.clone());
        }
        create_private_folder(&self.data_dir)
            .with_context(|| format!("the data folder {} cannot be made (--data-dir)", self.data_dir.display()))?;
        Ok(format!("sqlite://{}", self.data_dir.join("klankbord.db").display()))
    }

    /// Opens the database and migrates it.
    ///
    /// # Errors
    /// When it cannot be opened, with what to look at.
    pub async fn open(&self) -> Result<Store> {
        let url = self.url()?;
        Store::open(&url).await.context("the database cannot be opened (--database-url)")
    }
}

/// Others on the machine have no business among the answers of customers.
pub(crate) fn create_private_folder(folder: &std::path::Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Where the key of the log is: on every command that seals.
#[derive(Args, Clone, Debug, Default)]
pub struct LedgerArgs {
    /// The file with the private key that signs the log, made on the first start [default: DATA_DIR/ledger.key]
    #[arg(long, env = "KLANKBORD_LEDGER_KEY_FILE", value_name = "FILE")]
    pub ledger_key_file: Option<PathBuf>,
}

impl LedgerArgs {
    /// The file; in the folder of the data where nothing else is said.
    pub fn key_file(&self, database: &DatabaseArgs) -> KeyFile {
        KeyFile::at(self.ledger_key_file.clone().unwrap_or_else(|| database.data_dir.join("ledger.key")))
    }
}

/// What is logged, and how: on every command.
#[derive(Args, Clone, Debug)]
pub struct LogArgs {
    /// How log lines look
    #[arg(long, env = "KLANKBORD_LOG_FORMAT", value_enum, default_value_t, global = true)]
    pub log_format: LogFormat,

    /// What is logged: error, warn, info, debug or trace, also per part; "info,server=debug" adds a line per request
    #[arg(
        long,
        env = "KLANKBORD_LOG",
        value_name = "FILTER",
        default_value = "info,sqlx=warn,sea_orm_migration=warn",
        global = true
    )]
    pub log: String,
}

impl LogArgs {
    /// Starts logging, to standard error.
    ///
    /// # Errors
    /// When the filter is none.
    pub fn start(&self) -> Result<()> {
        let filter = tracing_subscriber::EnvFilter::try_new(&self.log)
            .with_context(|| format!("`{}` is not a log filter (--log)", self.log))?;
        let lines =
            tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
        match self.log_format {
            LogFormat::Text => lines.try_init(),
            LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
        }
        .map_err(|error| anyhow::anyhow!("logging cannot be started: {error}"))
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object per line
    Json,
}

/// The key of the website whose notice governs our own pages, unless another is named.
pub const OWN_SITE: &str = "klankbord";

/// `klankbord serve`.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// The address to listen on
    #[arg(long, env = "KLANKBORD_ADDR", value_name = "IP:PORT", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,

    /// Scheme and host under which visitors reach this server, such as `https://klankbord.example.org`; forms from any other
    /// origin are refused. Without it the Host of each request counts
    #[arg(long, env = "KLANKBORD_PUBLIC_URL", value_name = "URL", value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,

    /// The address for Prometheus to read metrics from; no metrics without it
    #[arg(long, env = "KLANKBORD_METRICS_ADDR", value_name = "IP:PORT")]
    pub metrics_addr: Option<SocketAddr>,

    /// A proxy whose X-Forwarded-For is believed; may be given more than once, or separated by commas
    #[arg(long, env = "KLANKBORD_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',', value_parser = parse_network)]
    pub trusted_proxy: Vec<IpNet>,

    /// How many requests one client may make in a minute: "on", "off" or two numbers, POSTS,READS
    #[arg(long, env = "KLANKBORD_RATE_LIMIT", value_name = "LIMIT", default_value = "on", value_parser = RateLimit::parse)]
    pub rate_limit: RateLimit,

    /// The website whose notice governs these pages themselves; nothing is asked about cookies where there is no such website
    #[arg(long, env = "KLANKBORD_OWN_SITE", value_name = "KEY", default_value = OWN_SITE)]
    pub own_site: Slug,

    /// Load the demo organisation when the database holds no organisation at all
    #[arg(long, env = "KLANKBORD_LOAD_DEMO_IF_NEW")]
    pub load_demo_if_new: bool,

    /// Where the key of the log is.
    #[command(flatten)]
    pub ledger: LedgerArgs,

    /// Whether what readers see is counted less often where counting takes long. It always is; only a test, on however slow a machine, wants what was
    /// handed in to be counted at the next look.
    #[arg(skip = true)]
    pub looks_rest: bool,
}

/// Scheme and authority under which the installation is reached, as a browser writes an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Reads `http(s)://host[:port]`, perhaps with a slash behind it.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let refusal = || "expected scheme and host only, such as https://klankbord.example.org".to_owned();
        let uri: Uri = text.parse().map_err(|_| refusal())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(refusal()) };
        let usual_port = match scheme {
            "http" => 80,
            "https" => 443,
            _ => return Err(refusal()),
        };
        if uri.path() != "/" || uri.query().is_some() || authority.as_str().contains('@') || text.contains('#') {
            return Err(refusal());
        }
        let host = authority.host().to_ascii_lowercase();
        match authority.port() {
            Some(port) if port.as_str() == "" => Err(refusal()),
            Some(port) if port.as_u16() != usual_port => Ok(Self(format!("{scheme}://{host}:{port}"))),
            _ => Ok(Self(format!("{scheme}://{host}"))),
        }
    }

    /// The origin, such as `https://klankbord.example.org`.
    pub fn origin(&self) -> &str {
        &self.0
    }

    /// Whether visitors come over TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// How many requests a client may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateLimit {
    /// Any number.
    Off,
    /// So many in a minute.
    PerMinute {
        /// Requests that change something.
        posts: u32,
        /// All others.
        reads: u32,
    },
}

impl RateLimit {
    /// Room for a household, or a small office behind one address.
    pub const DEFAULT: Self = Self::PerMinute { posts: 120, reads: 1200 };

    /// Reads `on`, `off` or `POSTS,READS`.
    ///
    /// # Errors
    /// Why it is none of these.
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
fn parse_network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    text.parse::<IpNet>()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .map_err(|_| "expected an address or network such as 10.0.0.0/8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_urls() {
        let origin = |text| PublicUrl::parse(text).map(|url| url.origin().to_owned()).ok();
        assert_eq!(origin("https://Klankbord.Example.org/").as_deref(), Some("https://klankbord.example.org"));
        assert_eq!(origin("https://a.nl:443").as_deref(), Some("https://a.nl"));
        assert_eq!(origin("http://a.nl:443").as_deref(), Some("http://a.nl:443"));
        assert_eq!(origin("http://[::1]:3000").as_deref(), Some("http://[::1]:3000"));
        for bad in ["", "a.nl", "ftp://a.nl", "https://a.nl/path", "https://a.nl?q", "https://u@a.nl", "https://a.nl/#x", "/"] {
            assert_eq!(origin(bad), None, "{bad}");
        }
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

    #[test]
    fn the_database_lies_in_a_private_data_folder() {
        let home = tempfile::tempdir().unwrap();
        let args = DatabaseArgs { database_url: None, data_dir: home.path().join("a/b") };
        assert_eq!(args.url().unwrap(), format!("sqlite://{}", home.path().join("a/b/klankbord.db").display()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(home.path().join("a/b")).unwrap().permissions().mode() & 0o777, 0o700);
        }
    }
}
