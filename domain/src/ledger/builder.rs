//! A tree that grows leaf by leaf. Only its right edge is in memory: one unfinished tile per level.

use super::{
    LedgerError,
    tile::{HASH_BYTES, TILE_WIDTH, Tile, TileCoordinate, Tiles, width_at},
};
use crate::hash::Sha256Hash;

/// The right edge of a tree. It is used to append a batch and to recompute a whole log.
#[derive(Clone, Debug, Default)]
pub struct TreeBuilder {
    size: u64,
    /// The hashes of the unfinished tile of each level.
    edge: Vec<Vec<u8>>,
}

impl TreeBuilder {
    /// The edge of the tree of `size` leaves, from the tiles that [`Tiles::needed_for_root`] names.
    ///
    /// # Errors
    /// [`LedgerError::MissingTile`].
    pub fn resume(size: u64, tiles: &Tiles) -> Result<Self, LedgerError> {
        let mut edge = Vec::new();
        let mut roots = size;
        for level in 0.. {
            if roots == 0 {
                break;
            }
            let coordinate = TileCoordinate { level, index: roots / TILE_WIDTH as u64 };
            let missing = || LedgerError::MissingTile(coordinate);
            let hashes = match width_at(coordinate, size) * HASH_BYTES {
                0 => &[],
                bytes => tiles.get(coordinate).and_then(|tile| tile.bytes().get(..bytes)).ok_or_else(missing)?,
            };
            edge.push(hashes.to_vec());
            roots /= TILE_WIDTH as u64;
        }
        Ok(Self { size, edge })
    }

    /// Adds the hash of the next leaf. Returns the tiles that it completes, lowest level first.
    pub fn push(&mut self, leaf_hash: Sha256Hash) -> Vec<Tile> {
        let mut full = Vec::new();
        let mut hash = leaf_hash.0;
        let mut index = self.size;
        self.size += 1;
        for level in 0.. {
            if self.edge.len() == usize::from(level) {
                self.edge.push(Vec::with_capacity(TILE_WIDTH * HASH_BYTES));
            }
            let tile = &mut self.edge[usize::from(level)];
            tile.extend_from_slice(&hash);
            if tile.len() < TILE_WIDTH * HASH_BYTES {
                break;
            }
            index /= TILE_WIDTH as u64;
            hash = tlog_tiles::Tile::subtree_hash(tile).0;
            full.push(Tile::computed(TileCoordinate { level, index }, std::mem::take(tile)));
        }
        full
    }

    /// The unfinished tiles of the right edge.
    pub fn edge(&self) -> impl Iterator<Item = Tile> {
        let levels = (0..).zip(&self.edge).filter(|(_, hashes)| !hashes.is_empty());
        levels.map(|(level, hashes)| {
            let roots = self.size >> (8 * u32::from(level));
            Tile::computed(TileCoordinate { level, index: roots / TILE_WIDTH as u64 }, hashes.clone())
        })
    }

    /// The number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The current root of the tree.
    ///
    /// # Panics
    /// Never: the edge holds every hash that the root depends on.
    pub fn root(&self) -> Sha256Hash {
        self.edge().collect::<Tiles>().root(self.size).expect("the edge holds what its root is made of")
    }
}

/// The result of an append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The new number of leaves.
    pub size: u64,
    /// The new root.
    pub root: Sha256Hash,
    /// Every tile that is new or wider than before. A wider tile replaces the stored one with the same coordinate.
    pub tiles: Vec<Tile>,
}

/// Appends leaves to the tree with this edge.
pub fn append(mut edge: TreeBuilder, leaf_hashes: &[Sha256Hash]) -> Appended {
    let before = edge.size();
    let mut tiles: Vec<_> = leaf_hashes.iter().flat_map(|hash| edge.push(*hash)).collect();
    let grown = |tile: &Tile| width_at(tile.coordinate, before) < tile.width();
    tiles.extend(edge.edge().filter(grown));
    Appended { size: edge.size(), root: edge.root(), tiles }
}
