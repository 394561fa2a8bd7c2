//! kill -9 at any moment: what was acknowledged is there, and every batch is there whole or not at all.
//!
//! The victim is this test program itself, started anew with a directory in its environment.

use std::env;
use std::io::{BufRead, BufReader, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::conformance::{Draw, put};
use super::{CommitHook, CommitPoint, CommitThread, Options, SledStore, Store};

#[test]
fn what_was_acknowledged_survives_a_kill_and_every_batch_is_whole() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("store");
    drop(SledStore::create(&dir).unwrap());
    let mut draw = Draw(3);
    let mut acknowledged = 0;
    for _ in 0..20 {
        let aim = Aim { acknowledgements: 1 + draw.below(12), spins: draw.below(300_000), at: None };
        acknowledged = kill_a_victim(&dir, &aim).max(acknowledged);

        let kept = whole_batches(&dir);

        assert!(kept >= acknowledged, "{acknowledged} batches were acknowledged and {kept} were kept");
    }
}

#[test]
fn a_death_before_a_commit_loses_only_it_and_a_death_after_loses_nothing() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("store");
    drop(SledStore::create(&dir).unwrap());

    kill_a_victim(&dir, &Aim { acknowledgements: u64::MAX, spins: 0, at: Some("before 3") });
    assert_eq!(whole_batches(&dir), 2);

    kill_a_victim(&dir, &Aim { acknowledgements: u64::MAX, spins: 0, at: Some("after 2") });
    assert_eq!(whole_batches(&dir), 4);
}

/// Not a test of its own: the victim's body when its directory is set, nothing otherwise.
#[test]
fn victim() {
    let Some(dir) = env::var_os(VICTIM_DIR) else { return };
    let at = env::var(VICTIM_AT).unwrap_or_default();
    let hook = CommitHook::new(move |point| {
        let here = match point {
            CommitPoint::BeforeCommit(n) => format!("before {n}"),
            CommitPoint::AfterCommit(n) => format!("after {n}"),
        };
        if here == at {
            std::process::abort();
        }
    });
    let dir = PathBuf::from(dir);
    let first = whole_batches(&dir);
    let store = SledStore::open(&dir, Options::default()).unwrap();
    let thread = Arc::new(CommitThread::spawn(Box::new(store), hook));
    let (tell, heard) = std::sync::mpsc::channel();
    for number in first.. {
        let tell = tell.clone();
        let then = Box::new(move |result: Result<(), _>| {
            assert!(result.is_ok());
            writeln!(stdout(), "{ACKNOWLEDGED}{}", number + 1).unwrap();
            tell.send(()).unwrap();
        });
        thread.submit(batch(number), then);
        heard.recv().unwrap();
    }
}

/// When the victim dies: by our hand after some acknowledgements and a little longer, or by its own at a point.
struct Aim {
    acknowledgements: u64,
    spins: u64,
    at: Option<&'static str>,
}

/// Returns how many batches the victim said were on the disk.
fn kill_a_victim(dir: &Path, aim: &Aim) -> u64 {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "store::crash_tests::victim", "--nocapture", "--test-threads=1"]);
    command.env(VICTIM_DIR, dir).env(VICTIM_AT, aim.at.unwrap_or("never"));
    let mut victim = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut acknowledged = 0;
    let mut heard = 0;
    for line in BufReader::new(victim.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let Some((_, number)) = line.split_once(ACKNOWLEDGED) else {
            continue;
        };
        acknowledged = number.parse().unwrap();
        heard += 1;
        if heard == aim.acknowledgements {
            for spin in 0..aim.spins {
                std::hint::black_box(spin);
            }
            victim.kill().unwrap();
        }
    }
    victim.wait().unwrap();
    acknowledged
}

/// Returns how many batches are there, after looking that each of them is whole.
fn whole_batches(dir: &Path) -> u64 {
    let store = SledStore::open(dir, Options::default()).unwrap();
    let records = store.scan(b"").unwrap();
    let count = records.len() as u64 / BATCH;
    let mut expected: Vec<_> = (0..count).flat_map(batch).map(|change| (change.key, change.value.unwrap())).collect();
    expected.sort();
    assert!(records == expected, "{} records are not {count} whole batches", records.len());
    count
}

/// Records of one batch lie far apart, and some are large, so that a batch touches many pages.
fn batch(number: u64) -> Vec<super::Change> {
    let record = |n: u64| {
        let key = [&[n as u8 * 5][..], &number.to_be_bytes()].concat();
        put(&key, &vec![n as u8; if n == 0 { 16 * 1024 } else { 200 }])
    };
    (0..BATCH).map(record).collect()
}

const BATCH: u64 = 40;
const VICTIM_DIR: &str = "STN_TEST_VICTIM_DIR";
const VICTIM_AT: &str = "STN_TEST_VICTIM_AT";
const ACKNOWLEDGED: &str = "acknowledged ";
