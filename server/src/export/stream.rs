//! The walk over the responses of an export, page by page, and the thread that writes them.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use bytes::Bytes;
use domain::{id::SurveyId, response::filter::ResultsFilter};
use futures::stream::{self, StreamExt as _};
use store::{ExportPage, PageSpan, ResponsePlace, Store, StoreError};
use tokio::{
    sync::mpsc::{Receiver, Sender},
    task::JoinHandle,
    time,
};

use crate::{
    background::throttle::BackgroundThrottle,
    export::{Export, ExportError, RESPONSES_PER_PAGE, format::Writer, outlet::Outlet},
};

pub(crate) type State = (Receiver<Bytes>, JoinHandle<Result<(), ExportError>>);

/// The next chunk. The end of the channel does not say whether the writer succeeded, so the result of its task is
/// checked.
pub(crate) async fn next_chunk((mut chunks, writing): State) -> Result<Option<(Bytes, State)>, ExportError> {
    if let Some(chunk) = chunks.recv().await {
        return Ok(Some((chunk, (chunks, writing))));
    }
    writing.await.map_err(|_| ExportError::Halfway)??;
    Ok(None)
}

/// Reads page after page. The end of each page is known before it is read, so the database need not wait.
pub(crate) async fn walk(
    store: Store,
    survey: SurveyId,
    filter: ResultsFilter,
    (pages_at_once, throttle): (u32, Arc<BackgroundThrottle>),
    sender: Sender<Result<ExportPage, StoreError>>,
    read: Arc<AtomicU64>,
) {
    let (store, end) = match begin(store, survey, &filter).await {
        Ok(begun) => begun,
        Err(error) => {
            // If the receiver is gone, the error is not needed.
            sender.send(Err(error)).await.ok();
            return;
        }
    };
    let source = Arc::new((store, filter));
    let (of_spans, of_throttle) = (Arc::clone(&source), Arc::clone(&throttle));
    let spans = stream::unfold(Some(None), move |after: Option<Option<ResponsePlace>>| {
        let (source, size) = (Arc::clone(&of_spans), of_throttle.piece(RESPONSES_PER_PAGE));
        async move {
            let after = after?;
            let span = whole(async move { source.0.find_span(survey, &source.1, after, end, size).await }).await;
            let next = span.as_ref().ok().and_then(PageSpan::next_after);
            Some((span, next.map(Some)))
        }
    });
    let page = move |span: Result<PageSpan, StoreError>| {
        let (source, throttle) = (Arc::clone(&source), Arc::clone(&throttle));
        async move {
            let begun = Instant::now();
            let span = span?;
            let page = whole(async move { source.0.export_page(survey, &source.1, span).await }).await;
            // With several pages read at once, the time counts as many times.
            if let Some(rest) = throttle.rest_after(begun.elapsed() * pages_at_once) {
                time::sleep(rest).await;
            }
            page
        }
    };
    let mut pages = pin!(spans.map(page).buffered(pages_at_once as usize));
    while let Some(page) = pages.next().await {
        read.fetch_add(page.as_ref().map_or(0, |page| page.len() as u64), Ordering::Relaxed);
        let is_broken = page.is_err();
        if sender.send(page).await.is_err() || is_broken {
            break;
        }
    }
}

/// The store to read from, and the last response to read. Later responses are not included.
pub(crate) async fn begin(
    store: Store,
    survey: SurveyId,
    filter: &ResultsFilter,
) -> Result<(Store, Option<ResponsePlace>), StoreError> {
    let store = store.in_background().await?;
    let end = store.last_place(survey, filter).await?;
    Ok((store, end))
}

/// Runs a query to its end, whatever the speed of the receiver: a slow download must not hold a connection.
pub(crate) async fn whole<T: Send + 'static>(
    asked: impl Future<Output = Result<T, StoreError>> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::spawn(asked).await.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string())))
}

/// Runs on a thread of its own, because building and compressing rows costs as much as the queries.
pub(crate) fn write(
    export: &Export,
    mut pages: Receiver<Result<ExportPage, StoreError>>,
    outlet: Outlet,
) -> Result<(), ExportError> {
    let wanted = outlet.get_ref().watch();
    let mut writer = Writer::new(export, outlet)?;
    loop {
        let page = pages.blocking_recv().ok_or(ExportError::Halfway)??;
        let is_last = page.is_last();
        let begun = Instant::now();
        for row in &page.into_rows()? {
            writer.row(row)?;
        }
        if is_last {
            return Ok(writer.finish()?);
        }
        // A workbook sends nothing before its end, so it does not notice by itself that the receiver is gone.
        if wanted.is_closed() {
            return Err(ExportError::Halfway);
        }
        if let Some(rest) = export.throttle.rest_after(begun.elapsed()) {
            thread::sleep(rest);
        }
    }
}
