//! The job that prepares exports in the background. It prepares one export at a time, so that respondents need not
//! wait. The files are in a private folder. An export whose server stopped during the work starts again. It must not
//! know who asks, nor how an export is written.

use std::{
    collections::HashSet,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use domain::{calendar::Millis, export::job::ExportState, id::ExportId, results::query::ResultsQuery};
use futures::TryStreamExt as _;
use store::{Store, StoreError, TakenExport};
use tokio::{
    sync::{Notify, watch},
    task::spawn_blocking,
    time::{self, Instant},
};
use uuid::Uuid;

use crate::{
    background::throttle::BackgroundThrottle,
    clock,
    export::{Export, ExportError},
    files::{WholeFile, WholeFileError, create_private_folder},
    http::request::form_fields,
};

/// The lease on an export. After this time without renewal another server takes it.
const HOLD: Duration = Duration::from_secs(30);
/// How often the progress of an export is stored.
const REPORT: Duration = Duration::from_secs(1);
/// How often this server looks for exports requested on another server.
const LOOK: Duration = Duration::from_secs(5);
/// The age at which an unfinished file is deleted: its server has stopped.
const UNFINISHED: Duration = Duration::from_secs(24 * 60 * 60);

/// The job and the folder of its files.
pub struct ExportJobs {
    folder: PathBuf,
    throttle: Arc<BackgroundThrottle>,
    asked: Notify,
}

/// Why an export was not prepared.
#[derive(Debug, thiserror::Error)]
enum JobError {
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    File(#[from] WholeFileError),
    #[error("what was asked for cannot be read any more")]
    Query,
    #[error("what was asked for names employees, and is withheld by now")]
    Withheld,
    #[error("the folder of the exports: {0}")]
    Folder(#[from] io::Error),
}

/// The outcome of the work on an export.
enum Ended {
    /// Written: its bytes and its responses.
    Written(u64, u64),
    /// The export was cancelled.
    CalledOff,
}

/// Releases the lease on an export. If this fails, the lease ends by itself, and the attempt counts.
async fn give_back(store: &Store, holder: Uuid, after: Duration) {
    if let Err(error) = store.give_back_export_job(holder, after).await {
        tracing::warn!(%error, "an export is begun anew later than it could be");
    }
}

impl ExportJobs {
    /// Keeps the files in a folder, which is created on first use.
    pub fn in_folder(folder: PathBuf, throttle: Arc<BackgroundThrottle>) -> Self {
        Self { folder, throttle, asked: Notify::new() }
    }

    /// Where the file of an export is.
    pub fn path(&self, id: ExportId) -> PathBuf {
        self.folder.join(id.to_string())
    }

    /// Deletes the file of a cancelled export.
    pub fn delete(&self, id: ExportId) {
        remove(&self.path(id));
    }

    /// Wakes the job: an export was requested.
    pub fn wake(&self) {
        self.asked.notify_one();
    }

    /// Prepares requested exports until the stop signal. An unfinished export starts again after the next start.
    pub async fn run(&self, store: &Store, mut stopped: watch::Receiver<()>) {
        loop {
            let taken = match store.take_export_job(HOLD).await {
                Ok(taken) => taken,
                Err(error) => {
                    tracing::warn!(%error, "it cannot be seen whether exports are to be prepared");
                    None
                }
            };
            let Some(taken) = taken else {
                tokio::select! {
                    () = self.asked.notified() => continue,
                    () = time::sleep(LOOK) => continue,
                    _ = stopped.changed() => return,
                }
            };
            let holder = taken.holder;
            let ended = tokio::select! {
                ended = self.finish(store, taken) => Some(ended),
                _ = stopped.changed() => None,
            };
            match ended {
                Some(Ok(())) => {}
                // The database was unavailable, perhaps only for this export, so other exports go first.
                Some(Err(_)) => give_back(store, holder, HOLD).await,
                None => return give_back(store, holder, Duration::ZERO).await,
            }
        }
    }

    /// Prepares one export. On a database error the export must start again.
    async fn finish(&self, store: &Store, taken: TakenExport) -> Result<(), StoreError> {
        let (id, holder, organisation) = (taken.job.id, taken.holder, taken.organisation);
        let ended = match self.prepare(store, taken).await {
            Ok(Ended::Written(bytes, done)) => store.finish_export_job(holder, Some((bytes, done))).await,
            Ok(Ended::CalledOff) => Ok(false),
            Err(
                JobError::Store(error @ StoreError::Unavailable(_))
                | JobError::Export(ExportError::Store(error @ StoreError::Unavailable(_))),
            ) => Err(error),
            // The organisation withholds it, so this is no failure.
            Err(error @ JobError::Withheld) => {
                tracing::info!(%error, %id, "an export is not prepared");
                store.finish_export_job(holder, None).await
            }
            Err(error) => {
                tracing::error!(%error, %id, "an export could not be prepared");
                store.finish_export_job(holder, None).await
            }
        };
        let ended = match ended {
            Ok(true) => Ok(()),
            // If the export was cancelled in the last moment, delete the file. If another server took it, the file
            // belongs to that server.
            Ok(false) => store.find_export_job(organisation, id).await.map(|job| {
                if job.is_none_or(|job| job.state == ExportState::Cancelled) {
                    remove(&self.path(id));
                }
            }),
            Err(error) => Err(error),
        };
        ended.inspect_err(|error| tracing::warn!(%error, %id, "an export waits for the database"))
    }

    async fn prepare(&self, store: &Store, TakenExport { job, locale, holder, .. }: TakenExport) -> Result<Ended, JobError> {
        create_private_folder(&self.folder)?;
        let published = store.find_survey(&job.survey).await?.ok_or(StoreError::NotFound)?;
        let fields = form_fields::parse(job.query.as_bytes()).ok_or(JobError::Query)?;
        let today = clock::today(&published.organisation);
        let query = ResultsQuery::of(&fields, &published, today);
        if !query.errors.is_empty() {
            let is_withheld = ResultsQuery::parse(&fields, today).names_withheld(&published.version.questionnaire);
            return Err(if is_withheld { JobError::Withheld } else { JobError::Query });
        }
        let read = Arc::new(AtomicU64::new(0));
        let export = Export {
            store: store.clone(),
            published,
            filter: query.filter,
            options: query.export,
            locale,
            scratch: self.folder.clone(),
            pages_at_once: 1,
            throttle: Arc::clone(&self.throttle),
            read: Arc::clone(&read),
        };
        let mut file = WholeFile::create(&self.path(job.id))?;
        let mut written = 0;
        let mut reports = time::interval_at(Instant::now() + REPORT, REPORT);
        let mut stream = pin!(export.stream());
        loop {
            tokio::select! {
                chunk = stream.try_next() => match chunk? {
                    Some(bytes) => {
                        written += bytes.len() as u64;
                        file.write_all(&bytes)?;
                    }
                    None => break,
                },
                // A workbook sends nothing before its end, so the progress is the number of responses read.
                _ = reports.tick() => {
                    if !store.go_on_with_export_job(holder, read.load(Ordering::Relaxed), HOLD).await? {
                        return Ok(Ended::CalledOff);
                    }
                }
            }
        }
        // Writing to disk takes time.
        let mut finishing = spawn_blocking(move || file.finish());
        loop {
            tokio::select! {
                finished = &mut finishing => break finished.map_err(|_| ExportError::Halfway)??,
                _ = reports.tick() => {
                    // A cancelled export is detected at its end.
                    store.go_on_with_export_job(holder, read.load(Ordering::Relaxed), HOLD).await?;
                }
            }
        }
        Ok(Ended::Written(written, read.load(Ordering::Relaxed)))
    }

    /// Deletes expired files, and unfinished files that no server will finish.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn tidy(&self, store: &Store, now: Millis) -> Result<(), StoreError> {
        let stay: HashSet<String> = store.expire_export_jobs(now).await?.iter().map(ToString::to_string).collect();
        let Ok(files) = fs::read_dir(&self.folder) else { return Ok(()) };
        // However fresh: it may hold what was erased meanwhile.
        for id in store.list_ended_export_jobs().await? {
            remove(&self.path(id));
        }
        for file in files.flatten() {
            let name = file.file_name();
            // A workbook may stay unmodified until its end. A file renamed just now may not be stored as ready yet.
            let is_unfinished = name.to_str().is_some_and(|name| name.starts_with('.'));
            let limit = if is_unfinished { UNFINISHED } else { HOLD * 10 };
            let is_fresh = file.metadata().and_then(|data| data.modified()).is_ok_and(|at| age(at) < limit);
            if !name.to_str().is_some_and(|name| stay.contains(name)) && !is_fresh {
                remove(&file.path());
            }
        }
        Ok(())
    }
}

fn age(at: SystemTime) -> Duration {
    SystemTime::now().duration_since(at).unwrap_or_default()
}

fn remove(path: &Path) {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, path = %path.display(), "a prepared export could not be deleted");
        }
        _ => {}
    }
}
