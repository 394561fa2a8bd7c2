//! A store that lost something says so: missing files, leftovers of a crash, flipped bits, other formats.

use std::fs;
use std::path::{Path, PathBuf};

use super::conformance::{Draw, put};
use super::{Damage, OpenError, Options, Record, SledStore, Store};

#[test]
fn a_half_written_snapshot_does_not_stop_the_store() {
    let (_root, dir) = filled();
    fs::write(dir.join("sled/snap.FF.generating"), b"half").unwrap();

    assert_eq!(records(&dir).unwrap(), expected());
}

#[test]
fn a_broken_snapshot_is_made_anew_and_a_copy_is_kept() {
    let (root, dir) = filled();
    let snapshot = snapshots(&dir).pop().unwrap_or_else(|| dir.join("sled/snap.00000000000000FF"));
    fs::write(snapshot, b"not a snapshot at all").unwrap();

    assert_eq!(records(&dir).unwrap(), expected());

    assert!(root.path().join("store.damaged-1/sled/db").exists());
    assert_eq!(records(&dir).unwrap(), expected());
    assert!(!root.path().join("store.damaged-2").exists());
}

#[test]
fn a_missing_file_is_never_a_new_beginning() {
    for name in ["sled/conf", "sled/db", "witness", "format"] {
        let (_root, dir) = filled();
        fs::remove_file(dir.join(name)).unwrap();

        let error = records(&dir).unwrap_err();

        assert!(matches!(error, OpenError::Corrupt { damage: Damage::FileMissing(_), .. }), "{name}: {error}");
    }
}

#[test]
fn an_emptied_store_is_never_a_new_beginning() {
    let (_root, dir) = filled();
    fs::remove_dir_all(dir.join("sled")).unwrap();
    assert!(matches!(records(&dir).unwrap_err(), OpenError::Corrupt { .. }));

    let (_root, dir) = filled();
    fs::write(dir.join("sled/db"), b"").unwrap();
    for snapshot in snapshots(&dir) {
        fs::remove_file(snapshot).unwrap();
    }
    assert!(matches!(records(&dir).unwrap_err(), OpenError::Corrupt { .. }));
}

#[test]
fn an_older_state_of_the_records_alone_is_refused() {
    let (root, dir) = filled();
    let older = root.path().join("older");
    fs::copy(dir.join("witness"), &older).unwrap();
    let copied = root.path().join("sled");
    copy(&dir.join("sled"), &copied);
    let mut store = SledStore::open(&dir, Options::default()).unwrap();
    store.commit(&[put(b"acknowledged", b"")]).unwrap();
    drop(store);

    fs::remove_dir_all(dir.join("sled")).unwrap();
    fs::rename(&copied, dir.join("sled")).unwrap();

    let lost = Damage::GroupsLost { expected: 42, found: 41 };
    assert!(matches!(records(&dir).unwrap_err(), OpenError::Corrupt { damage, .. } if damage == lost));
    assert!(matches!(records(&dir).unwrap_err(), OpenError::Corrupt { copy: Some(_), .. }));
    assert!(!root.path().join("store.damaged-2").exists(), "a restarting node must not fill the disk with copies");
    fs::rename(&older, dir.join("witness")).unwrap();
    assert_eq!(records(&dir).unwrap(), expected());
}

#[test]
fn a_newer_format_is_refused_with_its_own_sentence() {
    let (_root, dir) = filled();
    fs::write(dir.join("format"), "stn store, format 2\n").unwrap();

    let error = records(&dir).unwrap_err();

    assert!(matches!(error, OpenError::NewerFormat { found: 2, known: 1, .. }));
    assert!(error.to_string().contains("written by a newer stn"), "{error}");
}

#[test]
fn a_second_process_is_told_to_wait() {
    let (_root, dir) = filled();
    let first = SledStore::open(&dir, Options::default()).unwrap();

    let error = records(&dir).unwrap_err();

    assert!(matches!(error, OpenError::InUse { .. }));
    assert!(error.to_string().contains("nothing was touched"), "{error}");
    drop(first);
    assert_eq!(records(&dir).unwrap(), expected());
}

#[test]
fn nothing_is_made_where_something_is_or_opened_where_nothing_is() {
    let (root, dir) = filled();

    assert!(matches!(SledStore::create(&dir).err().unwrap(), OpenError::AlreadyThere { .. }));
    assert!(matches!(records(&root.path().join("other")).unwrap_err(), OpenError::Missing { .. }));
    assert!(!root.path().join("other").exists());
}

#[test]
fn a_flipped_bit_is_harmless_or_reported() {
    let (root, pristine) = filled();
    let mut draw = Draw(7);
    let mut reported = 0;
    for round in 0..60 {
        let dir = root.path().join(format!("round-{round}"));
        copy(&pristine, &dir);
        let flipped = flip(&dir, round, &mut draw);

        match records(&dir) {
            Ok(found) => assert!(found == expected(), "records were lost in silence: {flipped}"),
            Err(OpenError::Corrupt { .. } | OpenError::NewerFormat { .. }) => reported += 1,
            Err(error) => panic!("{flipped}: {error}"),
        }
        fs::remove_dir_all(&dir).unwrap();
    }
    assert!(reported > 0, "no flip hit anything");
}

/// Flips a bit where it may hurt: each file in turn, and in the log where something is written.
fn flip(dir: &Path, round: usize, draw: &mut Draw) -> String {
    let mut files = vec![dir.join("sled/db"), dir.join("sled/conf"), dir.join("witness"), dir.join("format")];
    files.extend(snapshots(dir));
    files.extend([dir.join("sled/db"), dir.join("sled/db"), dir.join("sled/db")]);
    let file = &files[round % files.len()];
    let mut bytes = fs::read(file).unwrap();
    let mut at = draw.below(bytes.len() as u64) as usize;
    while bytes[at] == 0 {
        at = draw.below(bytes.len() as u64) as usize;
    }
    bytes[at] ^= 1 << draw.below(8);
    fs::write(file, bytes).unwrap();
    format!("byte {at} of {}", file.display())
}

/// A closed store with 40 batches after the one that made it.
fn filled() -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("store");
    let mut store = SledStore::create(&dir).unwrap();
    for batch in expected().chunks(30) {
        let batch: Vec<_> = batch.iter().map(|(key, value)| put(key, value)).collect();
        store.commit(&batch).unwrap();
    }
    (root, dir)
}

fn expected() -> Vec<Record> {
    (0..1200u32).map(|n| (n.to_be_bytes().to_vec(), n.to_be_bytes().repeat(1 + n as usize % 60))).collect()
}

fn records(dir: &Path) -> Result<Vec<Record>, OpenError> {
    let store = SledStore::open(dir, Options::default())?;
    Ok(store.scan(b"").unwrap())
}

fn snapshots(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir.join("sled")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("snap.")).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false if entry.file_name() == "reserve" => (),
            false => drop(fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}
