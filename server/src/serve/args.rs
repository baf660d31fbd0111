//! The flags of `klankbord serve`.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use clap::{ArgAction, Args, builder::BoolishValueParser};
use domain::id::Slug;
use ipnet::IpNet;

use crate::{
    config::{AuditArgs, OWN_SITE},
    http::{
        guard::rate_limit::{RateLimit, parse_network},
        public_url::PublicUrl,
    },
    ledger::args::{LedgerArgs, WitnessArgs},
};

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

    /// How long the audit log is kept.
    #[command(flatten)]
    pub audit: AuditArgs,

    /// Whether an SQLite database is backed up each night, and the backup kept for 14 days
    #[arg(
        long,
        env = "KLANKBORD_NIGHTLY_BACKUP",
        value_name = "on|off",
        default_value = "on",
        value_parser = BoolishValueParser::new(),
        action = ArgAction::Set
    )]
    pub nightly_backup: bool,

    /// The folder of the nightly backups, best on another disk [default: DATA_DIR/backups]
    #[arg(long, env = "KLANKBORD_BACKUP_DIR", value_name = "DIR")]
    pub backup_dir: Option<PathBuf>,

    /// Begin a new installation in an empty database, though this data folder was used before. For one start, so it has no name in
    /// the environment
    #[arg(long)]
    pub new: bool,

    /// Where the key of the log is.
    #[command(flatten)]
    pub ledger: LedgerArgs,

    /// Who else keeps the checkpoints of the log.
    #[command(flatten)]
    pub witness: WitnessArgs,

    /// Whether the figures of readers are refreshed less often if counting takes long. Only tests set it to false: they need
    /// each response to be counted at the next refresh, also on a slow machine.
    #[arg(skip = true)]
    pub refreshes_rest: bool,
}

impl ServeArgs {
    /// The folder of the nightly backups.
    pub(crate) fn backup_folder(&self, data_dir: &Path) -> PathBuf {
        self.backup_dir.clone().unwrap_or_else(|| data_dir.join("backups"))
    }
}
