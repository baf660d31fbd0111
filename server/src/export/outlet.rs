//! Where a writer's bytes go: in chunks to whoever takes them, of which a few may wait. It must not know what is written.

use std::io::{self, BufWriter, Write};

use bytes::Bytes;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// How many bytes go on at once.
const CHUNK: usize = 1 << 17;

/// How many chunks may wait.
const WAITING: usize = 4;

/// Takes bytes, outside of asynchronous code: it waits until there is room.
pub type Outlet = BufWriter<Chunks>;

/// The end that writes.
pub struct Chunks(Sender<Bytes>);

impl Chunks {
    /// Both ends.
    pub fn channel() -> (Outlet, Receiver<Bytes>) {
        let (sender, receiver) = mpsc::channel(WAITING);
        (BufWriter::with_capacity(CHUNK, Self(sender)), receiver)
    }

    /// By which to see, without writing, whether anybody still takes them.
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
