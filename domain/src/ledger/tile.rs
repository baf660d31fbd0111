//! Tiles: the hashes of the tree in rows of up to 256, as C2SP tlog-tiles arranges them. A database keeps one row per
//! tile. Proofs of any earlier size are made from the same rows.

use std::collections::{BTreeSet, HashMap};

use tlog_tiles::{Error, Hash, HashReader};

use super::LedgerError;
use crate::hash::Sha256Hash;

/// The number of bytes of one hash.
pub const HASH_BYTES: usize = tlog_tiles::HASH_SIZE;
/// The number of hashes of a full tile.
pub const TILE_WIDTH: usize = 1 << HEIGHT;
/// The number of tree levels in one tile.
pub(super) const HEIGHT: u8 = 8;
/// The largest accepted tree. A log of one organisation and year stays far below it, and no sum in the library
/// overflows below it.
const LARGEST_TREE: u64 = 1 << 48;

/// The coordinate of a tile. A tile at `level` L holds roots of subtrees of 256^L leaves. `index` counts from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileCoordinate {
    /// 0 is the level of leaf hashes.
    pub level: u8,
    /// 0, 1, 2 … from the left.
    pub index: u64,
}

/// A tile: up to 256 hashes, one after the other. A tile only grows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// The coordinate.
    pub coordinate: TileCoordinate,
    bytes: Vec<u8>,
}

impl Tile {
    /// A stored tile.
    ///
    /// # Errors
    /// [`LedgerError::MalformedTile`] unless the bytes are 1 to 256 whole hashes.
    pub fn from_bytes(coordinate: TileCoordinate, bytes: Vec<u8>) -> Result<Self, LedgerError> {
        let whole = bytes.len().is_multiple_of(HASH_BYTES) && (1..=TILE_WIDTH).contains(&(bytes.len() / HASH_BYTES));
        if whole { Ok(Self { coordinate, bytes }) } else { Err(LedgerError::MalformedTile(coordinate)) }
    }

    /// A tile from 1 to 256 computed hashes.
    pub(super) const fn computed(coordinate: TileCoordinate, bytes: Vec<u8>) -> Self {
        Self { coordinate, bytes }
    }

    /// Its hashes one after the other, in the stored form.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of its hashes, 1 to 256.
    pub fn width(&self) -> usize {
        self.bytes.len() / HASH_BYTES
    }

    /// The first hash of this tile that is missing or different in stored bytes, as its index in the level of the tile.
    /// For level 0 this is the index of the leaf. `None` if the stored bytes begin with this tile.
    pub fn first_difference(&self, stored: &[u8]) -> Option<u64> {
        let pairs = self.bytes.chunks(HASH_BYTES).zip(stored.chunks(HASH_BYTES));
        let same = pairs.take_while(|(computed, stored)| computed == stored).count();
        (same < self.width()).then(|| self.coordinate.index * TILE_WIDTH as u64 + same as u64)
    }
}

/// The tiles that were loaded for one proof or one append.
#[derive(Clone, Debug, Default)]
pub struct Tiles(HashMap<TileCoordinate, Tile>);

impl Tiles {
    /// Adds a tile, or replaces a narrower one.
    pub fn insert(&mut self, tile: Tile) {
        self.0.insert(tile.coordinate, tile);
    }

    /// The tile at a coordinate.
    pub fn get(&self, coordinate: TileCoordinate) -> Option<&Tile> {
        self.0.get(&coordinate)
    }

    /// The tiles from which the root of a tree is computed. The next leaf is added to the same tiles.
    pub fn needed_for_root(size: u64) -> BTreeSet<TileCoordinate> {
        Wanted::by(|reader| tlog_tiles::tree_hash(size.min(LARGEST_TREE), reader).is_ok())
    }

    /// The tiles needed to prove that a leaf is in a tree. Empty if the tree has no such leaf.
    pub fn needed_for_inclusion(index: u64, size: u64) -> BTreeSet<TileCoordinate> {
        Wanted::by(|reader| size <= LARGEST_TREE && tlog_tiles::prove_record(size, index, reader).is_ok())
    }

    /// The tiles needed to prove that a tree continues an earlier one. Empty if it cannot continue it.
    pub fn needed_for_consistency(from: u64, to: u64) -> BTreeSet<TileCoordinate> {
        Wanted::by(|reader| to <= LARGEST_TREE && tlog_tiles::prove_tree(to, from, reader).is_ok())
    }

    /// The root of the tree of the first `size` leaves.
    ///
    /// # Errors
    /// [`LedgerError::MissingTile`].
    pub fn root(&self, size: u64) -> Result<Sha256Hash, LedgerError> {
        self.check(size, size, &Self::needed_for_root(size))?;
        let root = tlog_tiles::tree_hash(size, self).map_err(|_| LedgerError::WrongProof)?;
        Ok(Sha256Hash(root.0))
    }

    /// The proof that the leaf at `index` is in the tree of the first `size` leaves (RFC 9162, 2.1.3).
    ///
    /// # Errors
    /// [`LedgerError::NotInTree`] and [`LedgerError::MissingTile`].
    pub fn prove_inclusion(&self, index: u64, size: u64) -> Result<Vec<Sha256Hash>, LedgerError> {
        if index >= size {
            return Err(LedgerError::NotInTree { position: index, size });
        }
        self.check(index, size, &Self::needed_for_inclusion(index, size))?;
        let proof = tlog_tiles::prove_record(size, index, self).map_err(|_| LedgerError::WrongProof)?;
        Ok(proof.into_iter().map(|hash| Sha256Hash(hash.0)).collect())
    }

    /// The proof that the tree of the first `to` leaves begins with the tree of the first `from` (RFC 9162, 2.1.4).
    /// Every tree continues the empty tree, with an empty proof.
    ///
    /// # Errors
    /// [`LedgerError::NotInTree`] and [`LedgerError::MissingTile`].
    pub fn prove_consistency(&self, from: u64, to: u64) -> Result<Vec<Sha256Hash>, LedgerError> {
        if from > to {
            return Err(LedgerError::NotInTree { position: from, size: to });
        }
        if from == 0 {
            return Ok(Vec::new());
        }
        self.check(from, to, &Self::needed_for_consistency(from, to))?;
        let proof = tlog_tiles::prove_tree(to, from, self).map_err(|_| LedgerError::WrongProof)?;
        Ok(proof.into_iter().map(|hash| Sha256Hash(hash.0)).collect())
    }

    /// Checks that every needed tile is present and wide enough, so that the library cannot fail.
    fn check(&self, position: u64, size: u64, needed: &BTreeSet<TileCoordinate>) -> Result<(), LedgerError> {
        if size > LARGEST_TREE {
            return Err(LedgerError::NotInTree { position, size });
        }
        for coordinate in needed {
            let missing = LedgerError::MissingTile(*coordinate);
            let tile = self.get(*coordinate).ok_or_else(|| missing.clone())?;
            if tile.width() < width_at(*coordinate, size) {
                return Err(missing);
            }
        }
        Ok(())
    }
}

impl FromIterator<Tile> for Tiles {
    fn from_iter<I: IntoIterator<Item = Tile>>(tiles: I) -> Self {
        let mut all = Self::default();
        tiles.into_iter().for_each(|tile| all.insert(tile));
        all
    }
}

impl HashReader for Tiles {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let read = |index: &u64| {
            let place = tlog_tiles::Tile::from_index(HEIGHT, *index);
            let tile = self.get(coordinate(&place)).ok_or(Error::InvalidTile)?;
            place.hash_at_index(&tile.bytes, *index)
        };
        indexes.iter().map(read).collect()
    }
}

/// The number of hashes that a tree of this size has in the tile at a coordinate, at most 256.
pub(super) fn width_at(coordinate: TileCoordinate, size: u64) -> usize {
    let roots = size.checked_shr(u32::from(HEIGHT) * u32::from(coordinate.level)).unwrap_or(0);
    let before = coordinate.index.saturating_mul(TILE_WIDTH as u64);
    usize::try_from(roots.saturating_sub(before)).map_or(TILE_WIDTH, |width| width.min(TILE_WIDTH))
}

fn coordinate(tile: &tlog_tiles::Tile) -> TileCoordinate {
    TileCoordinate { level: tile.level(), index: tile.level_index() }
}

/// A replacement for the tiles that records which of them a computation requests. Its return values have no meaning.
#[derive(Default)]
struct Wanted(std::cell::RefCell<BTreeSet<TileCoordinate>>);

impl Wanted {
    fn by(computation: impl FnOnce(&Self) -> bool) -> BTreeSet<TileCoordinate> {
        let wanted = Self::default();
        if computation(&wanted) { wanted.0.into_inner() } else { BTreeSet::new() }
    }
}

impl HashReader for Wanted {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let places = indexes.iter().map(|index| coordinate(&tlog_tiles::Tile::from_index(HEIGHT, *index)));
        self.0.borrow_mut().extend(places);
        Ok(vec![Hash::default(); indexes.len()])
    }
}
