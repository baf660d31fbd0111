//! `klankbord serve`: starts, announces the addresses, answers until the stop signal, and finishes requests in flight.
//! It must not know the content of requests.

pub mod args;

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, Result};
use axum::{Router, body::Body, extract::Request};
use domain::{
    account::{
        audit::{Audit, AuditAction},
        role::{Rights, Role},
    },
    calendar::Millis,
    organisation::Organisation,
    survey::SurveyStatus,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use store::{Store, StoreError};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    time,
};
use tower::Service as _;

use crate::{
    account::{
        self,
        key_uses::KeyUses,
        password::Passwords,
        throttle::Throttle,
        token::{SETUP_LINK_HOURS, Token},
    },
    background::throttle::BackgroundThrottle,
    backup::{job::NightlyBackup, list::RepeatList},
    cli::acts::note_act,
    clock,
    config::DatabaseArgs,
    demo,
    export::{self, job::ExportJobs},
    http::{
        assets,
        guard::{
            limits::{Limits, Peer},
            rate_limit::KeyLimiter,
        },
        installation::Installation,
        operations::{health::Health, metrics::Metrics},
    },
    ledger::{
        job::Sealer,
        key_file::{KeyFile, registered_key},
        last_file::LastFile,
        mark::StartMark,
        witness::WitnessJob,
    },
    new_installation::default_organisation,
    report::raster::Rasters,
    response,
    results::{self, release::RefreshSchedule},
    retention::{self, wiping_job},
    router,
    serve::args::ServeArgs,
    site::{self, given_up::GivenUp, notice_cache::Notices, own_site::OwnSite},
    state::{AppState, Parts},
};

/// The longest time for the head of a request, and for an idle connection.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// How long requests in flight may take to finish after the stop signal.
const STOP_TIME: Duration = Duration::from_secs(30);
/// More than the head of any real request.
const HEAD_SIZE: usize = 64 * 1024;
const MINUTE: Duration = Duration::from_secs(60);

/// Serves until the stop signal.
///
/// # Errors
/// When the server cannot start: the address is in use, or the database cannot be opened.
pub async fn run(database: &DatabaseArgs, args: &ServeArgs) -> Result<()> {
    let store = database.open().await?;
    for (place, mode) in database.open_to_others() {
        tracing::warn!(
            "{} holds answers and can be read by other users of this machine (mode {mode:03o}): `chmod go= {}`",
            place.display(),
            place.display()
        );
    }
    let server = Server::bind(store.clone(), args, args.ledger.key_file(database), &database.data_dir).await?;
    let address = server.public_address(args);
    let links = announcement(&store, &address).await?;
    // A program that waits for these lines may connect at once, because the socket listens already.
    writeln!(io::stdout(), "{links}").context("standard output is closed")?;
    server.run(stop_signal()?).await;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// A server that listens, but does not answer yet.
pub struct Server {
    listener: TcpListener,
    metrics_listener: Option<TcpListener>,
    app: AppState,
    sealer: Sealer,
    list: RepeatList,
    nightly: NightlyBackup,
    witness: WitnessJob,
}

impl Server {
    /// Creates the organisation and the key of the log if they do not exist, and listens.
    ///
    /// # Errors
    /// When the address cannot be used, the database cannot be used, or the key file does not hold the registered key.
    pub async fn bind(store: Store, args: &ServeArgs, key_file: KeyFile, data_dir: &Path) -> Result<Self> {
        let listener = listen(args.addr, "--addr").await?;
        warn_of_address(args);
        let mark = StartMark::in_folder(data_dir);
        if !args.new {
            mark.check(&store).await?;
        }
        if args.new && registered_key(&store).await?.is_none() {
            LastFile::of(&key_file, data_dir).set_aside(clock::now())?;
        }
        let mut sealer = Sealer::open(store.clone(), key_file.clone(), data_dir).await?;
        // Before the mark, which names the key that may have signed the file of an earlier start.
        sealer.begin().await;
        mark.set(&sealer.verifier())?;
        let list = RepeatList::open(&key_file, clock::now())?;
        let witness = WitnessJob::new(&args.witness, data_dir)?;
        let backups = args.backup_folder(data_dir);
        let nightly = NightlyBackup::new(backups, args.nightly_backup, key_file, mark.since());
        let organisation = find_or_make_organisation(&store, args).await?;
        let assets = assets::manifest().map_err(|error| anyhow::anyhow!("{error}"))?;
        if assets == app::page::Assets::default() {
            tracing::warn!("this binary was built without style sheets and scripts: `cargo xtask build` makes one with them");
        }
        let throttle = Arc::new(BackgroundThrottle::shared(data_dir));
        let metrics = args.metrics_addr.map(|_| Arc::<Metrics>::default());
        let app = AppState::from(Parts {
            installation: Arc::new(Installation {
                organisation: Some(Arc::new(organisation)),
                assets: Arc::new(assets),
                public_url: args.public_url.clone(),
                listens_at: listener.local_addr().ok(),
            }),
            limits: Limits::new(args.trusted_proxy.clone(), args.rate_limit),
            metrics: metrics.clone(),
            account: Arc::new(account::State {
                store: store.clone(),
                passwords: Passwords::default(),
                throttle: Throttle::default(),
                key_uses: KeyUses::default(),
                key_limiter: KeyLimiter::new(args.rate_limit),
                audit_months: args.audit.audit_months,
            }),
            site: Arc::new(site::State {
                store: store.clone(),
                notices: Notices::default(),
                own_site: OwnSite::new(args.own_site.clone()),
                given_up: GivenUp::default(),
            }),
            export: Arc::new(export::State {
                store: store.clone(),
                jobs: ExportJobs::in_folder(data_dir.join("exports"), Arc::clone(&throttle)),
                throttle: Arc::clone(&throttle),
            }),
            response: Arc::new(response::State { store: store.clone(), metrics, throttle: Arc::clone(&throttle) }),
            results: Arc::new(results::State::new(store.clone(), RefreshSchedule::new(args.refreshes_rest))),
            rasters: Rasters::default(),
            health: Arc::new(Health::of(data_dir.to_owned())),
            throttle,
            store,
        });
        // Fills the cache, so that it is ready for the first page, even with many requests at once.
        app.site.own_site.current(&app.store).await;
        let metrics_listener = match args.metrics_addr {
            Some(address) => Some(listen(address, "--metrics-addr").await?),
            None => None,
        };
        Ok(Self { listener, metrics_listener, app, sealer, list, nightly, witness })
    }

    /// The address of the server.
    ///
    /// # Errors
    /// When the operating system does not return it.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// The address of the metrics. `None` if there is none.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_listener.as_ref().and_then(|listener| listener.local_addr().ok())
    }

    fn public_address(&self, args: &ServeArgs) -> String {
        match &args.public_url {
            Some(url) => url.origin().to_owned(),
            None => format!("http://{}", self.address().unwrap_or(args.addr)),
        }
    }

    /// Answers until `stop` is ready, then finishes requests in flight and seals the recorded events.
    pub async fn run(mut self, stop: impl Future<Output = ()>) {
        let (sender, stopped) = watch::channel(());
        let answers = accept(self.listener, router::router(self.app.clone()), stopped.clone());
        let metrics = async {
            if let Some(listener) = self.metrics_listener {
                accept(listener, router::metrics_router(self.app.clone()), stopped.clone()).await;
            }
        };
        let jobs = jobs(&self.app, stopped.clone());
        // A separate task, because it writes files, for which no other job should wait.
        let (export, stop_exporting) = (Arc::clone(&self.app.export), stopped.clone());
        let task = tokio::spawn(async move { export.jobs.run(&export.store, stop_exporting).await });
        let exporting = async {
            if let Err(error) = task.await {
                tracing::error!(%error, "no more exports are prepared until the next start");
            }
        };
        let (throttle, mut stop_telling) = (Arc::clone(&self.app.throttle), stopped.clone());
        let telling = async {
            tokio::select! {
                () = throttle.tell_others() => {}
                _ = stop_telling.changed() => {}
            }
        };
        let backups = async {
            if let Some(organisation) = &self.app.installation.organisation {
                self.nightly.run(&self.app.store, organisation, stopped.clone()).await;
            }
        };
        let witnessing = self.witness.run(&self.app.store, stopped.clone());
        let listing = self.list.run(&self.app.store, stopped.clone());
        let (app, stop_wiping) = (&self.app, stopped.clone());
        let wiping = wiping_job::run(&app.store, &app.export.jobs, stop_wiping);
        let sealing = self.sealer.run(stopped.clone());
        let stop = async {
            stop.await;
            tracing::info!("stopping: no new requests, those in flight are finished");
            drop(sender);
        };
        tokio::join!(answers, metrics, jobs, exporting, telling, wiping, listing, witnessing, backups, sealing, stop);
        self.sealer.finish().await;
    }
}

/// Says what follows from an address that others can reach without a public one.
fn warn_of_address(args: &ServeArgs) {
    if args.public_url.is_none() && !args.addr.ip().is_loopback() {
        tracing::warn!(
            address = %args.addr,
            "others can reach this server, and --public-url is not set: links in pages and messages have the Host that each \
             request names, and the signed record has the address on which this server listens. Set --public-url to the \
             address that visitors see, with https"
        );
    }
}

async fn find_or_make_organisation(store: &Store, args: &ServeArgs) -> Result<Organisation> {
    if let Some(organisation) = store.find_organisation().await? {
        return Ok(organisation);
    }
    let audit = if args.load_demo_if_new {
        demo::load_demo(store).await.context("the demo organisation cannot be loaded")?;
        Audit::new("klankbord serve", AuditAction::DemoLoaded, "surveys")
    } else {
        let made = default_organisation(store).await.context("an organisation cannot be made")?;
        Audit::new("klankbord serve", AuditAction::OrganisationMade, made.profile.name)
    };
    note_act(store, if args.new { audit.with("--new") } else { audit }).await;
    store.find_organisation().await?.context("the organisation made just now is gone")
}

async fn listen(address: SocketAddr, flag: &str) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address} ({flag})"))
}

/// The announcement for a new installation: the address, the open surveys, and how to create the first account.
async fn announcement(store: &Store, address: &str) -> Result<String> {
    let mut lines = vec![format!("Klankbord answers at {address}")];
    let surveys = store.list_surveys().await?;
    let open: Vec<_> = surveys.iter().map(|s| &s.published).filter(|p| p.survey.status == SurveyStatus::Open).collect();
    if !open.is_empty() {
        lines.push("Open surveys:".to_owned());
    }
    for published in open {
        let questionnaire = &published.version.questionnaire;
        let title = questionnaire.title.get(questionnaire.locale_or_default(None));
        lines.push(format!("  {address}/s/{}  {title}", published.survey.slug));
    }
    match (store.list_users().await?.is_empty(), store.find_organisation().await?) {
        (true, Some(organisation)) => {
            let token = Token::random();
            let expires_at = Millis(clock::now().0 + SETUP_LINK_HOURS * 60 * 60 * 1000);
            let made = store.create_setup_link(&token.hash(), organisation.id, None, &Rights::of(Role::Owner), expires_at).await;
            lines.push(match made {
                Ok(()) => {
                    format!("Make the first account (works once, for {SETUP_LINK_HOURS} hours):\n  {address}/setup/{token}")
                }
                // Another program writes for a long time: respondents can be served meanwhile.
                Err(StoreError::Unavailable(_)) => {
                    "Another program is writing to the database. Make the first account later, with `klankbord user link`"
                        .to_owned()
                }
                Err(error) => return Err(error.into()),
            });
        }
        _ => lines.push(format!("Sign in: {address}/sign-in")),
    }
    Ok(lines.join("\n"))
}

/// A future that is ready at the stop signal.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be waited for")?;
        let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be waited for")?;
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// Accepts connections until the stop signal, then waits for requests in flight.
///
/// A loop of our own instead of `axum::serve`, which has no timeout for the headers of a request.
async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_SIZE);
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            // The sender is dropped and never used.
            _ = stopped.changed() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = connect(&http, stream, peer, router.clone());
                let connection = graceful.watch(connection);
                tokio::spawn(async move {
                    // A client that disconnects, is too slow or speaks no HTTP needs no handling.
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection ended early");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                // Probably too many open files. Some are closed when other connections end.
                time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    // Closed before waiting, so that new connections are refused instead of left hanging.
    drop(listener);
    if time::timeout(STOP_TIME, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time and were broken off");
    }
}

fn connect(
    http: &http1::Builder,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send + 'static {
    // Without this option a response may wait for the acknowledgement of its headers.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection without TCP_NODELAY");
    }
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer.ip()));
        router.clone().call(request)
    });
    http.serve_connection(TokioIo::new(stream), service)
}

/// The periodic jobs, until the stop signal.
async fn jobs(app: &AppState, mut stopped: watch::Receiver<()>) {
    let mut minutes = time::interval(MINUTE);
    loop {
        tokio::select! {
            _ = minutes.tick() => {}
            _ = stopped.changed() => return,
        }
        if let Some(limiter) = &app.limits.rate_limiter {
            limiter.forget_old();
        }
        if let Some(limiter) = &app.account.key_limiter {
            limiter.forget_old();
        }
        app.account.throttle.forget_old();
        if let Err(error) = app.export.jobs.tidy(&app.store, clock::now()).await {
            tracing::warn!(%error, "prepared exports whose time is over could not be deleted");
        }
        if let Some(metrics) = &app.metrics {
            metrics.tidy();
        }
        // If dropped midway, finished work stays done, and the rest is done after the next start.
        let turn = tokio::select! {
            turn = retention::job::take_turn(&app.store, app.account.audit_months) => turn,
            _ = stopped.changed() => return,
        };
        if let Err(error) = turn {
            tracing::warn!(%error, "what was due to be erased, expired or deleted is not all done; tried again");
        }
    }
}
