//! The computations of a verifier: the hash of a leaf, and whether a proof leads to a root. Needs no tile and no log.

use tlog_tiles::Hash;

use super::LedgerError;
use crate::hash::Sha256Hash;

/// The length limit of a proof: no tree of 2^64 leaves needs more. A longer proof is rejected before it is hashed.
const LONGEST_PROOF: usize = 64 + 1;

/// The hash of a leaf: SHA-256(0x00 ‖ leaf) (RFC 9162, 2.1.1).
pub fn leaf_hash(leaf: &[u8]) -> Sha256Hash {
    Sha256Hash(tlog_tiles::record_hash(leaf).0)
}

/// Checks that these bytes are the leaf at `index` of the tree of `size` leaves with this root.
///
/// # Errors
/// [`LedgerError::NotInTree`] and [`LedgerError::WrongProof`].
pub fn verify_inclusion(leaf: &[u8], index: u64, size: u64, proof: &[Sha256Hash], root: Sha256Hash) -> Result<(), LedgerError> {
    if index >= size {
        return Err(LedgerError::NotInTree { position: index, size });
    }
    let leaf = Hash(leaf_hash(leaf).0);
    tlog_tiles::check_record(&hashes(proof)?, size, Hash(root.0), index, leaf).map_err(|_| LedgerError::WrongProof)
}

/// Checks that the tree of the second size and root begins with the tree of the first. Every tree begins with the empty
/// tree.
///
/// # Errors
/// [`LedgerError::NotInTree`] and [`LedgerError::WrongProof`].
pub fn verify_consistency(
    (from, old_root): (u64, Sha256Hash),
    (to, root): (u64, Sha256Hash),
    proof: &[Sha256Hash],
) -> Result<(), LedgerError> {
    if from > to {
        return Err(LedgerError::NotInTree { position: from, size: to });
    }
    if from == 0 {
        let nothing = proof.is_empty() && old_root == empty_root() && (to > 0 || root == empty_root());
        return if nothing { Ok(()) } else { Err(LedgerError::WrongProof) };
    }
    let (old_root, root) = (Hash(old_root.0), Hash(root.0));
    tlog_tiles::check_tree(&hashes(proof)?, to, root, from, old_root).map_err(|_| LedgerError::WrongProof)
}

/// The root of the tree without leaves: SHA-256 of no bytes (RFC 9162, 2.1.1).
fn empty_root() -> Sha256Hash {
    Sha256Hash(tlog_tiles::EMPTY_HASH.0)
}

fn hashes(proof: &[Sha256Hash]) -> Result<Vec<Hash>, LedgerError> {
    if proof.len() > LONGEST_PROOF {
        return Err(LedgerError::WrongProof);
    }
    Ok(proof.iter().map(|hash| Hash(hash.0)).collect())
}
