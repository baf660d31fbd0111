//! A proxy to PostgreSQL that can be cut, or frozen: then connections stay open, and nothing passes.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, tcp},
    sync::watch,
};

/// What the proxy does with bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passage {
    Open,
    /// Connections are closed, also new ones.
    Cut,
    /// Bytes wait.
    Frozen,
}

/// Starts a proxy before a database. Returns its switch, and the address of the database through it.
pub(crate) async fn gate(url: &str) -> (watch::Sender<Passage>, String) {
    let (before, name) = url.rsplit_once('/').unwrap();
    let (user, host) = before.trim_start_matches("postgres://").rsplit_once('@').unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let (switch, state) = watch::channel(Passage::Open);
    let host = host.to_owned();
    tokio::spawn(async move {
        loop {
            let (near, _) = listener.accept().await.unwrap();
            if *state.borrow() == Passage::Cut {
                continue;
            }
            let (host, mut state) = (host.clone(), state.clone());
            tokio::spawn(async move {
                let far = TcpStream::connect(host).await.unwrap();
                let (near_read, near_write) = near.into_split();
                let (far_read, far_write) = far.into_split();
                let (there, back) = (pass(near_read, far_write, state.clone()), pass(far_read, near_write, state.clone()));
                tokio::select! {
                    () = there => {}
                    () = back => {}
                    _ = state.wait_for(|state| *state == Passage::Cut) => {}
                }
            });
        }
    });
    (switch, format!("postgres://{user}@{address}/{name}"))
}

/// Passes bytes on in one direction, while the gate is open.
async fn pass(mut from: tcp::OwnedReadHalf, mut to: tcp::OwnedWriteHalf, mut state: watch::Receiver<Passage>) {
    let mut bytes = vec![0; 16 << 10];
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        let thawed = state.wait_for(|state| *state != Passage::Frozen).await.is_ok();
        if !thawed || to.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
}
