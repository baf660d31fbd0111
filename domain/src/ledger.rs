//! The consent log: a Merkle tree (RFC 9162), its proofs and its signed checkpoints. The tree has the leaves of one
//! organisation and year. Must not know where tiles, leaves or keys are stored. The meaning of the bytes is published
//! in docs/ledger.md.

mod builder;
mod checkpoint;
mod cosignature;
mod key;
mod last;
mod origin;
mod proof;
mod tile;

pub use builder::{Appended, TreeBuilder, append};
pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use cosignature::WitnessKey;
pub use key::{LogKey, VerifierKey};
pub use last::LastCheckpoints;
pub use origin::LogOrigin;
pub use proof::{leaf_hash, verify_consistency, verify_inclusion};
pub use tile::{HASH_BYTES, TILE_WIDTH, Tile, TileCoordinate, Tiles};

/// Errors of a log, a proof, a checkpoint or a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// A required tile is missing, or holds fewer hashes than the tree has.
    #[error("the tile {}/{} is missing or too short", .0.level, .0.index)]
    MissingTile(TileCoordinate),
    /// A stored tile holds no hash, a part of a hash, or more than [`TILE_WIDTH`].
    #[error("the tile {}/{} is malformed", .0.level, .0.index)]
    MalformedTile(TileCoordinate),
    /// The tree has no such leaf or earlier tree.
    #[error("{position} is not within a tree of {size} leaves")]
    NotInTree {
        /// The index of a leaf, or the size of an earlier tree.
        position: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The proof does not lead to the root.
    #[error("the proof does not lead to the root")]
    WrongProof,
    /// The text is no checkpoint, no signed note or no key.
    #[error("expected {expected}")]
    Malformed {
        /// What was expected, in English.
        expected: &'static str,
    },
    /// No signature under the checkpoint is from a key that is trusted for its log.
    #[error("no trusted key has signed the checkpoint")]
    UnknownKey,
    /// A signature that names a trusted key is not valid for this text.
    #[error("the signature does not fit the checkpoint")]
    WrongSignature,
}
