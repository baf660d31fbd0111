//! Health checks for monitoring: alive, and ready to take answers.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use store::{Store, StoreError};

use crate::{clock, files::free_space, http::guard::limits::Limits};

/// The longest time for an answer. Monitoring usually waits five to ten seconds.
const PATIENCE: Duration = Duration::from_secs(3);
/// For how long a successful write shows that the database can be written.
const WRITTEN_FOR: Duration = Duration::from_secs(10);

/// With less free space an answer may not fit any more, although a small row does.
const LEAST_SPACE: u64 = 16 * 1024 * 1024;

/// Whether answers can be stored.
#[derive(Debug)]
pub struct Health {
    data_dir: PathBuf,
    /// When the database was last seen to be written.
    written: Mutex<Option<Instant>>,
}

/// `GET /health/live`: the server answers.
pub(crate) async fn live() -> Response {
    plain(StatusCode::OK, "alive\n".to_owned())
}

/// `GET /health/ready`: the database answers and can be written, so that an answer can be stored.
/// A proxy that is not declared is a warning, no failure.
pub(crate) async fn ready(
    State(store): State<Store>,
    State(limits): State<Limits>,
    State(health): State<Arc<Health>>,
) -> Response {
    let why = match tokio::time::timeout(PATIENCE, health.check(&store)).await {
        Ok(Ok(())) => {
            let warning = limits.proxy_warning().map(|warning| format!("warning: {warning}\n")).unwrap_or_default();
            return plain(StatusCode::OK, format!("ready\n{warning}"));
        }
        Ok(Err(error)) => error,
        Err(_) => format!("the database did not answer within {} seconds", PATIENCE.as_secs()),
    };
    tracing::warn!(why, "not ready");
    plain(StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}\n"))
}

impl Health {
    /// Of a server with this data folder.
    pub(crate) const fn of(data_dir: PathBuf) -> Self {
        Self { data_dir, written: Mutex::new(None) }
    }

    /// Whether answers can be stored, or else why not.
    async fn check(&self, store: &Store) -> Result<(), String> {
        if free_space(&self.data_dir).is_some_and(|free| free < LEAST_SPACE) {
            return Err("the disk is full, or nearly so".to_owned());
        }
        clock::check().map_err(|error| error.to_string())?;
        self.check_database(store).await.map_err(|error| error.to_string())
    }

    async fn check_database(&self, store: &Store) -> Result<(), StoreError> {
        store.ping().await?;
        let last = *self.lock();
        if store.has_failed_to_write() || last.is_none_or(|last| last.elapsed() >= WRITTEN_FOR) {
            // Forgotten first: after a failure each check tries again.
            *self.lock() = None;
            store.check_writable().await?;
            *self.lock() = Some(Instant::now());
        }
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn plain(status: StatusCode, text: String) -> Response {
    let mut response = (status, text).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
