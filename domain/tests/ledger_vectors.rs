//! Tests of the log against published values. These are the reference tree of Certificate Transparency (RFC 6962, whose
//! hashes RFC 9162 keeps), and the signed notes in the text of C2SP and of Go's `sumdb/note`.

#![expect(clippy::unwrap_used, reason = "what a test prepares must succeed, or the test has failed")]

use domain::{
    hash::Sha256Hash,
    id::OrganisationId,
    ledger::{
        Checkpoint, LedgerError, LogKey, LogOrigin, SignedCheckpoint, Tiles, TreeBuilder, VerifierKey, append, leaf_hash,
        verify_consistency, verify_inclusion,
    },
};
use uuid::Uuid;

/// The eight leaves of `merkle_tree_test.cc` in google/certificate-transparency.
const LEAVES: [&str; 8] = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// The roots of the trees of the first 0 to 8 leaves.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const SECOND: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const THIRD_AND_FOURTH: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const LAST_FOUR: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const FIFTH: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const SEVENTH_AND_EIGHTH: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const FIFTH_AND_SIXTH: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

fn hash(text: &str) -> Sha256Hash {
    Sha256Hash::try_from(text.to_owned()).unwrap()
}

fn leaf(index: usize) -> Vec<u8> {
    hex::decode(LEAVES[index]).unwrap()
}

fn tiles() -> Tiles {
    let hashes: Vec<_> = (0..8).map(|index| leaf_hash(&leaf(index))).collect();
    append(TreeBuilder::default(), &hashes).tiles.into_iter().collect()
}

#[test]
fn roots() {
    let mut builder = TreeBuilder::default();
    for (size, root) in ROOTS.into_iter().enumerate() {
        assert_eq!(builder.root(), hash(root), "{size}");
        assert_eq!(tiles().root(size as u64), Ok(hash(root)), "{size}");
        if size < 8 {
            builder.push(leaf_hash(&leaf(size)));
        }
    }
}

#[test]
fn inclusion_proofs() {
    let check = |index: usize, size: usize, expected: &[&str]| {
        let proof = tiles().prove_inclusion(index as u64, size as u64).unwrap();
        assert_eq!(proof, expected.iter().map(|text| hash(text)).collect::<Vec<_>>(), "{index} in {size}");
        assert_eq!(verify_inclusion(&leaf(index), index as u64, size as u64, &proof, hash(ROOTS[size])), Ok(()));
    };
    check(0, 1, &[]);
    check(0, 8, &[SECOND, THIRD_AND_FOURTH, LAST_FOUR]);
    check(5, 8, &[FIFTH, SEVENTH_AND_EIGHTH, ROOTS[4]]);
    check(2, 3, &[ROOTS[2]]);
    check(1, 5, &[ROOTS[1], THIRD_AND_FOURTH, FIFTH]);
    assert_eq!(tiles().prove_inclusion(8, 8), Err(LedgerError::NotInTree { position: 8, size: 8 }));
}

#[test]
fn consistency_proofs() {
    let check = |from: usize, to: usize, expected: &[&str]| {
        let proof = tiles().prove_consistency(from as u64, to as u64).unwrap();
        assert_eq!(proof, expected.iter().map(|text| hash(text)).collect::<Vec<_>>(), "{from} to {to}");
        let (old, new) = ((from as u64, hash(ROOTS[from])), (to as u64, hash(ROOTS[to])));
        assert_eq!(verify_consistency(old, new, &proof), Ok(()));
    };
    check(0, 0, &[]);
    check(0, 8, &[]);
    check(1, 1, &[]);
    check(1, 8, &[SECOND, THIRD_AND_FOURTH, LAST_FOUR]);
    check(6, 8, &[FIFTH_AND_SIXTH, SEVENTH_AND_EIGHTH, ROOTS[4]]);
    check(2, 5, &[THIRD_AND_FOURTH, FIFTH]);
    assert_eq!(tiles().prove_consistency(6, 5), Err(LedgerError::NotInTree { position: 6, size: 5 }));
    let (empty, eight) = ((0, hash(ROOTS[0])), (8, hash(ROOTS[8])));
    assert_eq!(verify_consistency((0, hash(ROOTS[1])), eight, &[]), Err(LedgerError::WrongProof));
    assert_eq!(verify_consistency(empty, (0, hash(ROOTS[1])), &[]), Err(LedgerError::WrongProof));
    assert_eq!(verify_consistency(empty, eight, &[hash(SECOND)]), Err(LedgerError::WrongProof));
}

/// The example of Go's `sumdb/note`, on which C2SP signed-note is based.
#[test]
fn a_published_key() {
    let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let public = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let key = LogKey::parse(&format!("{secret}\n")).unwrap();
    assert_eq!(key.verifier().to_string(), public);
    assert_eq!(key.to_secret_line(), secret);
    assert_eq!(VerifierKey::parse(public), Ok(key.verifier()));
    assert!(!format!("{key:?}").contains("AYEKFALV"), "{key:?}");
    for bad in [
        "",
        "klankbord",
        public,
        &secret.replace("c74f20a3", "c74f20a4"),
        &secret.replace("AYEK", "AoEK"),
        &secret.replace("DFz", "DF"),
        &secret.replace("Peter", "Peter "),
    ] {
        assert!(matches!(LogKey::parse(bad), Err(LedgerError::Malformed { .. })), "{bad}");
    }
    for bad in ["", "klankbord", secret, &public.replace("c74f20a3", "c74f20a4"), &public.replace("ARpc", "ARpd")] {
        assert!(matches!(VerifierKey::parse(bad), Err(LedgerError::Malformed { .. })), "{bad}");
    }
}

/// RFC 8032, 7.1, test 1: the key of this seed.
const SEED: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

fn log_key() -> LogKey {
    LogKey::from_seed(&hash(SEED).0)
}

fn origin(year: i16) -> LogOrigin {
    LogOrigin { organisation: OrganisationId(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_000b)), year }
}

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: origin(2026), size: 8, root: hash(ROOTS[8]) }
}

#[test]
fn a_checkpoint_is_this_text() {
    let signed = checkpoint().sign(&log_key());
    let log = "klankbord/01920000-0000-7000-8000-00000000000b/2026";
    let signature = "8Qr/HuUCjqlWFUAkAvhtSYkASFwKZKdC93bZd04Y34nN+ci8WtV3QJva+F15ILd1HbBPMMTyPhYdLu8SBh3o6H+RKQw=";
    let text = format!("{log}\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n— {log} {signature}\n");
    assert_eq!(signed.to_string(), text);
    let read = SignedCheckpoint::parse(&text).unwrap();
    assert_eq!(read, signed);
    assert_eq!(read.verify(&[log_key().verifier()]), Ok(&checkpoint()));
    // 01 and the public key that RFC 8032 gives for the seed, after four bytes of SHA-256 that depend on the name.
    assert_eq!(log_key().verifier().to_string(), "klankbord+f5c2a27d+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
    let of_log = log_key().verifier().for_log(&origin(2026)).unwrap();
    assert_eq!(of_log.to_string(), format!("{log}+f10aff1e+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"));
}

#[test]
fn a_key_is_trusted_for_what_its_name_covers() {
    let signed = checkpoint().sign(&log_key());
    let public = log_key().verifier().to_string();
    let (_, rest) = public.split_once('+').unwrap();
    let (_, public) = rest.split_once('+').unwrap();
    let verdict = |name: &str| {
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, public).unwrap();
        let id = Sha256Hash::of_parts(&[name.as_bytes(), b"\n", &bytes]).to_string();
        signed.verify(&[VerifierKey::parse(&format!("{name}+{}+{public}", &id[..8])).unwrap()]).map(|_| ())
    };
    for good in ["klankbord".to_owned(), format!("klankbord/{}", origin(2026).organisation), origin(2026).to_string()] {
        assert_eq!(verdict(&good), Ok(()), "{good}");
    }
    for bad in ["klank", "klankbord/", "other", "klankbord/0192", &origin(2025).to_string()] {
        assert_eq!(verdict(bad), Err(LedgerError::UnknownKey), "{bad}");
    }
    let (key, other) = (log_key().verifier(), LogKey::from_seed(&[7; 32]).verifier());
    assert_eq!(signed.verify(&[]), Err(LedgerError::UnknownKey));
    assert_eq!(signed.verify(std::slice::from_ref(&other)), Err(LedgerError::UnknownKey));
    assert_eq!(signed.verify(&[other, key.clone(), key.for_log(&origin(2026)).unwrap(), key]), Ok(&checkpoint()));
}

#[test]
fn what_is_no_checkpoint_is_refused() {
    let text = checkpoint().sign(&log_key()).to_string();
    let keys = [log_key().verifier()];
    let verdict = |text: &str| SignedCheckpoint::parse(text).and_then(|signed| signed.verify(&keys).map(|_| ()));
    assert_eq!(verdict(&text), Ok(()));
    let organisation = origin(2026).organisation.to_string();
    for malformed in [
        String::new(),
        text.replace("\n8\n", "\n08\n"),
        text.replace("\n8\n", "\n-8\n"),
        text.replace("\n8\n", "\n"),
        text.replace("\n\n", "\n"),
        text.replace("\n\n", "\n\n\n"),
        text.replace('\n', "\r\n"),
        text.replace("klankbord/", "Klankbord/"),
        text.replace(&organisation, &organisation.to_uppercase()),
        text.replace("/2026\n", "/2026/1\n"),
        text.replace("/2026\n", "/02026\n"),
        text.trim_end().to_owned(),
        text.replace("— ", "- "),
    ] {
        let verdict = verdict(&malformed);
        assert!(matches!(verdict, Err(LedgerError::Malformed { .. })), "{verdict:?}: {malformed}");
    }
    assert_eq!(verdict(&text.replace("\n8\n", "\n9\n")), Err(LedgerError::WrongSignature));
    assert_eq!(verdict(&text.replace("\n\n", "\nextension\n\n")), Err(LedgerError::WrongSignature));
}

#[test]
fn extension_lines_and_witnesses_are_passed_over() {
    let mut note =
        signed_note::Note::new(format!("{}\n0\n{}\nwhat we do not know\n", origin(2026), tlog_tiles::EMPTY_HASH).as_bytes(), &[])
            .unwrap();
    let witness = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let ours = log_key().to_secret_line();
    let log = signed_note::StandardSigner::new(&ours).unwrap();
    note.add_sigs(&[&signed_note::StandardSigner::new(witness).unwrap(), &log]).unwrap();
    let text = String::from_utf8(note.to_bytes()).unwrap();
    let signed = SignedCheckpoint::parse(&text).unwrap();
    assert_eq!(signed.to_string(), text);
    assert_eq!((signed.checkpoint().size, signed.checkpoint().root), (0, hash(ROOTS[0])));
    // Signed as `klankbord`, not as the log: a signature line must name the log.
    assert_eq!(signed.verify(&[log_key().verifier()]), Err(LedgerError::UnknownKey));
    let witness_only = VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
    assert_eq!(signed.verify(&[witness_only]), Err(LedgerError::UnknownKey));
}
