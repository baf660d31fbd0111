//! A PostgreSQL of our own on a free port of the loopback. It is removed with its folder when the task ends, also after
//! a crash. It must not know what is stored in it.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::process;
use crate::setup;

/// The shell that watches the cluster. It lives slightly longer than this process: when our end of its standard input
/// closes, because the value was dropped or the process died, it stops the cluster and removes the folder. It runs as
/// the cluster's own user.
const MINDER: &str = r#"
set -eu
trap '' INT TERM HUP
bin=$1 port=$2 settings=$3
base=${TMPDIR:-/tmp}
[ -w "$base" ] || base=/tmp
dir=$(mktemp -d "$base/klankbord-postgres.XXXXXX")
trap 'rm -rf "$dir"' EXIT
"$bin/initdb" --pgdata "$dir/data" --username klankbord --auth trust --encoding UTF8 --locale C --no-sync \
    >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
cat >>"$dir/data/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$dir'
max_connections = 200
$settings
END
"$bin/pg_ctl" --pgdata "$dir/data" --log "$dir/server.log" --wait --timeout 60 start >"$dir/start.log" 2>&1 \
    || { cat "$dir/server.log" >&2; exit 1; }
echo ready
read -r _ || true
"$bin/pg_ctl" --pgdata "$dir/data" --mode immediate --wait stop >"$dir/stop.log" 2>&1 || true
"#;

/// Whether a commit waits for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// As in production: for benchmarks.
    OnDisk,
    /// As fast as possible: for tests, whose data may be lost.
    InMemory,
}

/// A running cluster. Dropping it stops it.
pub struct Postgres {
    /// Its address: an existing database, with the right to create others.
    pub url: String,
    minder: Child,
    input: Option<ChildStdin>,
}

impl Postgres {
    /// Starts a cluster. PostgreSQL must be installed.
    pub fn start(durability: Durability) -> Result<Self> {
        let mut last = None;
        // Another program may take the free port before PostgreSQL does.
        for _ in 0..3 {
            match Self::start_on(free_port()?, durability) {
                Ok(started) => return Ok(started),
                Err(error) => last = Some(error),
            }
        }
        Err(last.context("no attempt was made")?)
    }

    /// Creates an empty database.
    pub fn create(&self, name: &str) -> Result<()> {
        let psql = setup::psql().context("PostgreSQL's client `psql` is missing")?;
        process::run(Command::new(psql).arg(&self.url).args(["-qc", &format!("CREATE DATABASE {name}")]))
    }

    /// The address of a created database.
    pub fn address(&self, name: &str) -> String {
        let base = self.url.rsplit_once('/').map_or("", |(base, _)| base);
        format!("{base}/{name}")
    }

    fn start_on(port: u16, durability: Durability) -> Result<Self> {
        let programs = setup::postgres_programs().context("PostgreSQL's `initdb` is missing: install its server package")?;
        let settings = match durability {
            Durability::OnDisk => "",
            Durability::InMemory => "fsync = off\nsynchronous_commit = off\nfull_page_writes = off",
        };
        let mut command = if setup::is_root() {
            // The programs refuse to run as root. Their package has created this user.
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        command.args(["-c", MINDER, "sh"]).arg(programs).args([&port.to_string(), settings]);
        command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut minder = command.spawn().context("the shell that minds PostgreSQL could not be started")?;
        let input = minder.stdin.take();
        let output = minder.stdout.take().context("the output of a child that was piped")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let started = Self { url: format!("postgres://klankbord@127.0.0.1:{port}/postgres"), minder, input };
        if line.trim() != "ready" {
            bail!("the throwaway PostgreSQL did not start on port {port}; its own words are above");
        }
        Ok(started)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.input.take());
        if let Err(error) = self.minder.wait() {
            eprintln!("the throwaway PostgreSQL may still be running: {error}");
        }
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}
