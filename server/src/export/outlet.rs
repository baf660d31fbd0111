//! The output of a writer: chunks of bytes in a bounded channel. It must not know what is written.

use std::io::{self, BufWriter, Write};

use bytes::Bytes;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// The size of a chunk, in bytes.
const CHUNK: usize = 1 << 17;

/// The most chunks in the channel.
const WAITING: usize = 4;

/// Takes bytes outside of asynchronous code. It blocks until the channel has room.
pub type Outlet = BufWriter<Chunks>;

/// The end that writes.
pub struct Chunks(Sender<Bytes>);

impl Chunks {
    /// Creates both ends of the channel.
    pub fn channel() -> (Outlet, Receiver<Bytes>) {
        let (sender, receiver) = mpsc::channel(WAITING);
        (BufWriter::with_capacity(CHUNK, Self(sender)), receiver)
    }

    /// A sender that shows, without writing, whether the receiver still exists.
    pub fn watch(&self) -> Sender<Bytes> {
        self.0.clone()
    }
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Bytes::copy_from_slice(bytes));
        sent.map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
