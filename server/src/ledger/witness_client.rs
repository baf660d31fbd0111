//! The client of a witness (C2SP tlog-witness): one checkpoint with its proof, and the reply. It must not know what is sent.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{Method, Request, StatusCode, Uri, header};
use hyper_rustls::HttpsConnector;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use tokio::time::timeout;

/// The longest time for a reply.
const PATIENCE: Duration = Duration::from_secs(30);
/// More than any honest reply.
const MAX_REPLY: usize = 64 * 1024;

/// What a witness says about a checkpoint.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// It cosigned it: the lines of its signatures.
    Cosigned(String),
    /// The last checkpoint that it cosigned is of so many events.
    Knows(u64),
    /// The proof does not lead from the one to the other.
    Contradicts,
}

/// A witness by its address.
pub(crate) struct WitnessClient {
    address: Uri,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl WitnessClient {
    /// A witness under the address before `/add-checkpoint`.
    pub(crate) fn at(prefix: &Uri) -> Result<Self> {
        let address = format!("{}/add-checkpoint", prefix.to_string().trim_end_matches('/'));
        let address = address.parse().with_context(|| format!("{address} is no address (--ledger-witness)"))?;
        let connector = hyper_rustls::HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().build();
        Ok(Self { address, client: Client::builder(TokioExecutor::new()).build(connector) })
    }

    /// Sends a checkpoint with the proof that it continues the first `old` events.
    ///
    /// # Errors
    /// When the witness cannot be reached, or does not accept checkpoints of this log or key.
    pub(crate) async fn add_checkpoint(&self, body: String) -> Result<Reply> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(self.address.clone())
            .header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
            .body(Full::new(Bytes::from(body)))
            .context("the request cannot be made")?;
        let reply = timeout(PATIENCE, async {
            let reply = self.client.request(request).await.with_context(|| format!("{} cannot be reached", self.address))?;
            let (head, body) = reply.into_parts();
            let body = Limited::new(body, MAX_REPLY).collect().await.map_err(|error| anyhow::anyhow!("{error}"))?;
            anyhow::Ok((head, String::from_utf8_lossy(&body.to_bytes()).into_owned()))
        });
        let (head, body) = reply.await.with_context(|| format!("{} did not answer in time", self.address))??;
        let is_size = head.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == b"text/x.tlog.size");
        match head.status {
            StatusCode::OK => Ok(Reply::Cosigned(body)),
            StatusCode::CONFLICT if is_size => {
                let size = body.trim_end_matches('\n').parse();
                Ok(Reply::Knows(size.with_context(|| format!("{} names no size: {body:?}", self.address))?))
            }
            StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => Ok(Reply::Contradicts),
            StatusCode::NOT_FOUND => {
                bail!("{} does not know this log: give its operator the origin and the public key", self.address)
            }
            StatusCode::FORBIDDEN => {
                bail!("{} does not know the key of this log: give its operator the new one", self.address)
            }
            status => bail!("{} answers {status}", self.address),
        }
    }
}
