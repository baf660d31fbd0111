//! Properties of every log: proofs verify, changed data fail, and tiles equal a naive computation.

#![expect(clippy::unwrap_used, reason = "what a test prepares must succeed, or the test has failed")]

use std::collections::BTreeMap;

use domain::{
    hash::Sha256Hash,
    ledger::{
        Checkpoint, LogKey, LogOrigin, SignedCheckpoint, TILE_WIDTH, Tile, TileCoordinate, Tiles, TreeBuilder, append, leaf_hash,
        verify_consistency, verify_inclusion,
    },
};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

fn leaf(index: u64) -> Vec<u8> {
    format!("leaf {index}").into_bytes()
}

fn leaf_hashes(size: u64) -> Vec<Sha256Hash> {
    (0..size).map(|index| leaf_hash(&leaf(index))).collect()
}

/// MTH of RFC 9162, 2.1.1, literally.
fn naive(leaves: &[Sha256Hash]) -> Sha256Hash {
    match leaves {
        [] => Sha256Hash(Sha256::digest(b"").into()),
        [leaf] => *leaf,
        _ => {
            let middle = leaves.len().next_power_of_two() / 2;
            Sha256Hash::of_parts(&[&[1], naive(&leaves[..middle]).as_bytes(), naive(&leaves[middle..]).as_bytes()])
        }
    }
}

/// The tiles of a tree, computed without tiles: per level the roots of whole subtrees of 256^level leaves.
fn naive_tiles(leaves: &[Sha256Hash]) -> BTreeMap<TileCoordinate, Vec<u8>> {
    let mut tiles = BTreeMap::new();
    let mut roots = leaves.to_vec();
    for level in 0.. {
        if roots.is_empty() {
            break;
        }
        for (index, hashes) in (0..).zip(roots.chunks(TILE_WIDTH)) {
            let bytes = hashes.iter().flat_map(|hash| hash.0).collect();
            tiles.insert(TileCoordinate { level, index }, bytes);
        }
        roots = roots.chunks_exact(TILE_WIDTH).map(naive).collect();
    }
    tiles
}

/// A tree that grows in batches, as in a database: one row per tile, and each batch loads only the tiles it needs.
fn grown(sizes: &[u64]) -> BTreeMap<TileCoordinate, Tile> {
    let mut rows: BTreeMap<TileCoordinate, Tile> = BTreeMap::new();
    let leaves = leaf_hashes(sizes.iter().copied().max().unwrap_or(0));
    let mut size = 0;
    for next in sizes.iter().copied() {
        let needed = Tiles::needed_for_root(size);
        let fetched: Tiles = needed.iter().map(|place| rows[place].clone()).collect();
        let edge = TreeBuilder::resume(size, &fetched).unwrap();
        assert_eq!(edge.root(), naive(&leaves[..size as usize]));
        let appended = append(edge, &leaves[size as usize..next as usize]);
        assert_eq!((appended.size, appended.root), (next, naive(&leaves[..next as usize])));
        for tile in appended.tiles {
            let before = rows.get(&tile.coordinate).map_or(0, Tile::width);
            assert!(before < tile.width(), "a tile is written that did not change");
            rows.insert(tile.coordinate, tile);
        }
        size = next;
    }
    rows
}

fn only(rows: &BTreeMap<TileCoordinate, Tile>, needed: impl IntoIterator<Item = TileCoordinate>) -> Tiles {
    needed.into_iter().map(|place| rows[&place].clone()).collect()
}

/// Sizes near full tiles, and any other size.
fn size() -> impl Strategy<Value = u64> {
    prop_oneof![1_u64..700, Just(255), Just(256), Just(257), Just(511), Just(512), Just(513)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn tiles_are_what_a_naive_recomputation_says(mut sizes in prop::collection::vec(size(), 1..6)) {
        sizes.sort_unstable();
        sizes.dedup();
        let rows = grown(&sizes);
        let bytes: BTreeMap<_, _> = rows.into_iter().map(|(place, tile)| (place, tile.bytes().to_vec())).collect();
        prop_assert_eq!(bytes, naive_tiles(&leaf_hashes(sizes[sizes.len() - 1])));
    }

    #[test]
    fn every_inclusion_proof_verifies(total in size(), part in 0.0..1.0_f64, place in 0.0..1.0_f64) {
        let size = 1 + ((total - 1) as f64 * part) as u64;
        let index = ((size - 1) as f64 * place) as u64;
        let rows = grown(&[total]);
        let tiles = only(&rows, Tiles::needed_for_inclusion(index, size));
        let proof = tiles.prove_inclusion(index, size).unwrap();
        let root = only(&rows, Tiles::needed_for_root(size)).root(size).unwrap();
        prop_assert_eq!(root, naive(&leaf_hashes(size)));
        prop_assert_eq!(verify_inclusion(&leaf(index), index, size, &proof, root), Ok(()));

        let mut longer = proof.clone();
        longer.push(root);
        prop_assert!(verify_inclusion(&leaf(index), index, size, &longer, root).is_err());
        prop_assert!(verify_inclusion(&leaf(index), index, size, &vec![root; 1 << 16], root).is_err());
        prop_assert!(verify_inclusion(&leaf(index + 1), index, size, &proof, root).is_err());
        prop_assert!(verify_inclusion(&leaf(index), size, size, &proof, root).is_err());
        if size > 1 {
            prop_assert!(verify_inclusion(&leaf(index), index ^ 1, size, &proof, root).is_err());
            prop_assert!(verify_inclusion(&leaf(index), index, size, &proof[1..], root).is_err());
        }
    }

    #[test]
    fn every_consistency_proof_verifies(total in size(), part in 0.0..1.0_f64) {
        let from = 1 + ((total - 1) as f64 * part) as u64;
        let rows = grown(&[total]);
        let proof = only(&rows, Tiles::needed_for_consistency(from, total)).prove_consistency(from, total).unwrap();
        let leaves = leaf_hashes(total);
        let (old, new) = ((from, naive(&leaves[..from as usize])), (total, naive(&leaves)));
        prop_assert_eq!(verify_consistency(old, new, &proof), Ok(()));
        prop_assert!(verify_consistency((from, Sha256Hash::of(b"another tree")), new, &proof).is_err());
        prop_assert!(verify_consistency(new, old, &proof).is_err() || from == total);
        let mut longer = proof;
        longer.push(new.1);
        prop_assert!(verify_consistency(old, new, &longer).is_err());
    }

    #[test]
    fn any_flipped_bit_fails(total in 2_u64..600, place in 0.0..1.0_f64, part in 0.0..1.0_f64, bit in 0_usize..256) {
        let rows = grown(&[total]);
        let index = ((total - 1) as f64 * place) as u64;
        let leaves = leaf_hashes(total);
        let root = naive(&leaves);
        let flip = |hash: Sha256Hash| {
            let mut bytes = hash.0;
            bytes[bit / 8] ^= 1 << (bit % 8);
            Sha256Hash(bytes)
        };

        let proof = only(&rows, Tiles::needed_for_inclusion(index, total)).prove_inclusion(index, total).unwrap();
        for place in 0..proof.len() {
            let mut altered = proof.clone();
            altered[place] = flip(altered[place]);
            prop_assert!(verify_inclusion(&leaf(index), index, total, &altered, root).is_err());
        }
        let mut bytes = leaf(index);
        let bit_of_leaf = bit % (bytes.len() * 8);
        bytes[bit_of_leaf / 8] ^= 1 << (bit_of_leaf % 8);
        prop_assert!(verify_inclusion(&bytes, index, total, &proof, root).is_err());
        prop_assert!(verify_inclusion(&leaf(index), index, total, &proof, flip(root)).is_err());

        let from = 1 + ((total - 1) as f64 * part) as u64;
        let proof = only(&rows, Tiles::needed_for_consistency(from, total)).prove_consistency(from, total).unwrap();
        let old = (from, naive(&leaves[..from as usize]));
        for place in 0..proof.len() {
            let mut altered = proof.clone();
            altered[place] = flip(altered[place]);
            prop_assert!(verify_consistency(old, (total, root), &altered).is_err());
        }
        prop_assert!(verify_consistency((from, flip(old.1)), (total, root), &proof).is_err());
        prop_assert!(verify_consistency(old, (total, flip(root)), &proof).is_err());
    }

    #[test]
    fn any_flipped_bit_of_a_checkpoint_fails(size in any::<u64>(), year in 1970_i16..=9999, bit in any::<prop::sample::Index>()) {
        let organisation = domain::id::OrganisationId(uuid::Uuid::from_u128(7));
        let checkpoint = Checkpoint { origin: LogOrigin { organisation, year }, size, root: Sha256Hash::of(b"root") };
        let key = LogKey::from_seed(&[3; 32]);
        let text = checkpoint.sign(&key).to_string();
        let read = SignedCheckpoint::parse(&text).unwrap();
        prop_assert_eq!(read.verify(&[key.verifier()]), Ok(&checkpoint));

        let mut bytes = text.into_bytes();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let altered = String::from_utf8(bytes).ok().and_then(|text| SignedCheckpoint::parse(&text).ok());
        let believed = altered.as_ref().is_some_and(|altered| altered.verify(&[key.verifier()]).is_ok());
        prop_assert!(!believed);
    }
}

#[test]
fn a_tile_too_many_levels_up() {
    // 65,536 leaves fill level 1. One more begins the second tile of level 0 and leaves level 2 with one hash.
    let leaves = leaf_hashes(65_537);
    let appended = append(TreeBuilder::default(), &leaves);
    assert_eq!(appended.root, naive(&leaves));
    let rows: BTreeMap<_, _> = appended.tiles.iter().map(|tile| (tile.coordinate, tile.bytes().to_vec())).collect();
    assert_eq!(rows, naive_tiles(&leaves));
    let tiles: Tiles = appended.tiles.into_iter().collect();
    for size in [1, 255, 256, 257, 65_535, 65_536, 65_537] {
        assert_eq!(tiles.root(size), Ok(naive(&leaves[..size as usize])), "{size}");
        assert_eq!(TreeBuilder::resume(size, &tiles).unwrap().root(), naive(&leaves[..size as usize]), "{size}");
    }
}

#[test]
fn a_tile_that_is_missing_or_altered_is_named() {
    let rows = grown(&[300]);
    let place = |level, index| TileCoordinate { level, index };
    let all: Tiles = rows.values().cloned().collect();
    assert_eq!(all.prove_inclusion(5, 301).unwrap_err().to_string(), "the tile 0/1 is missing or too short");
    assert_eq!(Tiles::default().root(300).unwrap_err().to_string(), "the tile 0/1 is missing or too short");
    assert!(TreeBuilder::resume(300, &Tiles::default()).is_err());
    assert!(Tiles::default().prove_consistency(1, 300).is_err());
    assert!(all.prove_inclusion(5, u64::MAX).is_err() && all.prove_consistency(5, u64::MAX).is_err());
    assert!(all.root(u64::MAX).is_err());

    let tile = &rows[&place(0, 1)];
    assert_eq!(tile.first_difference(tile.bytes()), None);
    let mut stored = tile.bytes().to_vec();
    stored[32 * 7 + 3] ^= 1;
    assert_eq!(tile.first_difference(&stored), Some(256 + 7));
    assert_eq!(tile.first_difference(&tile.bytes()[..64]), Some(256 + 2));
    for bad in [0, 31, 33, 257 * 32] {
        assert!(Tile::from_bytes(place(0, 0), vec![0; bad]).is_err(), "{bad}");
    }
    assert_eq!(Tile::from_bytes(place(0, 1), tile.bytes().to_vec()).as_ref(), Ok(tile));
}
