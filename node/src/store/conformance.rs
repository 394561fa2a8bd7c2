//! What every store must do, written once and run against each: on disk and in memory.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use super::{Change, CommitHook, CommitPoint, CommitThread, MemoryStore, Record, SledStore, Store, StoreError};

#[test]
fn a_store_in_memory_keeps_the_promises() {
    keeps_the_promises(MemoryStore::new);
}

#[test]
fn a_store_on_disk_keeps_the_promises() {
    let root = tempfile::tempdir().unwrap();
    let made = AtomicU64::new(0);

    keeps_the_promises(|| {
        let name = made.fetch_add(1, Ordering::Relaxed).to_string();
        SledStore::create(&root.path().join(name)).unwrap()
    });
}

#[test]
fn a_store_on_disk_remembers_when_it_is_opened_again() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("store");
    let mut store = SledStore::create(&dir).unwrap();
    let records: Vec<_> = (0..10_000u32).map(|n| put(&n.to_be_bytes(), &[n as u8; 40])).collect();
    store.commit(&records).unwrap();
    store.commit(&[put(b"big", &vec![7; 16 * 1024]), remove(&3u32.to_be_bytes())]).unwrap();
    let before = (store.scan(b"").unwrap(), store.scrub().unwrap());
    drop(store);

    let store = SledStore::open(&dir, super::Options::default()).unwrap();

    assert_eq!((store.scan(b"").unwrap(), store.scrub().unwrap()), before);
    assert_eq!(before.1.records, 10_000);
}

#[test]
fn steps_are_written_in_their_order_and_answered_in_their_order() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let thread = CommitThread::spawn(Box::new(MemoryStore::new()), CommitHook::default());

    for n in 0..500u32 {
        let heard = Arc::clone(&heard);
        let then = Box::new(move |result: Result<(), _>| heard.lock().unwrap().push((n, result.is_ok())));
        thread.submit(vec![put(b"last", &n.to_be_bytes())], then);
    }
    thread.close();

    assert_eq!(*heard.lock().unwrap(), (0..500).map(|n| (n, true)).collect::<Vec<_>>());
}

#[test]
fn steps_that_wait_share_one_commit() {
    let (open_gate, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let points = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&points);
    let hook = CommitHook::new(move |point| {
        if point == CommitPoint::BeforeCommit(1) {
            gate.lock().unwrap().recv().unwrap();
        }
        seen.lock().unwrap().push(point);
    });
    let thread = CommitThread::spawn(Box::new(MemoryStore::new()), hook);

    thread.submit(vec![put(b"first", b"")], Box::new(|_| ()));
    // Whether or not the first is taken alone, the gate holds it until all others wait.
    for n in 0..100u8 {
        thread.submit(vec![put(&[n], b"")], Box::new(|_| ()));
    }
    open_gate.send(()).unwrap();
    thread.close();

    let points = points.lock().unwrap();
    assert_eq!(points[..2], [CommitPoint::BeforeCommit(1), CommitPoint::AfterCommit(1)]);
    assert!(points.len() <= 4, "101 steps took {} groups", points.len() / 2);
}

#[test]
fn a_failed_group_hears_of_it_and_the_next_one_is_tried_afresh() {
    let full = Arc::new(AtomicBool::new(true));
    let thread = CommitThread::spawn(Box::new(Fillable { full: Arc::clone(&full) }), CommitHook::default());
    let (tell, heard) = mpsc::channel();
    let submit = || {
        let tell = tell.clone();
        thread.submit(vec![put(b"key", b"value")], Box::new(move |result| tell.send(result.is_ok()).unwrap()));
        heard.recv().unwrap()
    };

    assert!(!submit());
    assert!(!submit());
    full.store(false, Ordering::SeqCst);

    assert!(submit());
}

#[test]
fn a_panic_after_a_commit_stops_nobody_else() {
    let thread = CommitThread::spawn(Box::new(MemoryStore::new()), CommitHook::default());
    let (tell, heard) = mpsc::channel();

    thread.submit(vec![put(b"a", b"")], Box::new(|_| panic!("a step's own trouble")));
    thread.submit(vec![put(b"b", b"")], Box::new(move |result| tell.send(result.is_ok()).unwrap()));
    thread.close();

    assert!(heard.recv().unwrap());
}

pub(super) fn put(key: &[u8], value: &[u8]) -> Change {
    Change { key: key.to_vec(), value: Some(value.to_vec()) }
}

fn remove(key: &[u8]) -> Change {
    Change { key: key.to_vec(), value: None }
}

fn keeps_the_promises<S: Store>(new: impl Fn() -> S) {
    scans_in_the_order_of_keys(new());
    a_prefix_ends_where_it_ends(new());
    the_last_change_of_a_key_counts(new());
    an_empty_value_is_a_value(new());
    big_values_come_back(new());
    follows_a_model(new());
}

fn scans_in_the_order_of_keys<S: Store>(mut store: S) {
    store.commit(&[put(b"b", b"2"), put(b"a", b"1"), put(b"ab", b"3"), put(b"", b"0")]).unwrap();

    assert_eq!(keys(&store, b""), [&b""[..], b"a", b"ab", b"b"]);
    assert_eq!(store.get(b"ab").unwrap().as_deref(), Some(&b"3"[..]));
    assert_eq!(store.get(b"abc").unwrap(), None);
}

fn a_prefix_ends_where_it_ends<S: Store>(mut store: S) {
    let all: [&[u8]; 6] = [&[1], &[1, 0], &[1, 0xff], &[1, 0xff, 0xff, 3], &[2], &[0xff, 0xff]];
    store.commit(&all.map(|key| put(key, b"x"))).unwrap();

    assert_eq!(keys(&store, &[1]), all[..4]);
    assert_eq!(keys(&store, &[1, 0xff]), all[2..4]);
    assert_eq!(keys(&store, &[0xff]), all[5..]);
    assert_eq!(keys(&store, &[0xff, 0xff]), all[5..]);
    assert!(keys(&store, &[0xff, 0xff, 0xff]).is_empty());
    assert!(keys(&store, &[0]).is_empty());
}

fn the_last_change_of_a_key_counts<S: Store>(mut store: S) {
    store.commit(&[put(b"a", b"1"), put(b"a", b"2"), put(b"b", b"1"), remove(b"b"), remove(b"never")]).unwrap();
    assert_eq!(store.get(b"a").unwrap().as_deref(), Some(&b"2"[..]));
    assert_eq!(keys(&store, b""), [b"a"]);

    store.commit(&[remove(b"a"), put(b"b", b"3"), put(b"a", b"4"), remove(b"a")]).unwrap();
    assert_eq!(keys(&store, b""), [b"b"]);

    store.commit(&[]).unwrap();
    assert_eq!(keys(&store, b""), [b"b"]);
}

fn an_empty_value_is_a_value<S: Store>(mut store: S) {
    store.commit(&[put(b"a", b""), put(b"b", b"x")]).unwrap();
    assert_eq!(store.get(b"a").unwrap(), Some(Vec::new()));

    store.commit(&[remove(b"a"), put(b"b", b"")]).unwrap();
    assert_eq!(store.get(b"a").unwrap(), None);
    assert_eq!(store.scan(b"").unwrap(), [(b"b".to_vec(), Vec::new())]);
}

fn big_values_come_back<S: Store>(mut store: S) {
    let values: Vec<_> = (0..50u8).map(|n| vec![n; 16 * 1024]).collect();
    let changes: Vec<_> = values.iter().map(|value| put(&value[..1], value)).collect();

    store.commit(&changes).unwrap();

    assert_eq!(store.scan(b"").unwrap().into_iter().map(|(_, value)| value).collect::<Vec<_>>(), values);
}

fn follows_a_model<S: Store>(mut store: S) {
    let mut model = MemoryStore::new();
    let mut draw = Draw(1);
    for _ in 0..60 {
        let batch: Vec<_> = (0..draw.below(40)).map(|_| random_change(&mut draw)).collect();
        store.commit(&batch).unwrap();
        model.commit(&batch).unwrap();

        let prefix = [draw.below(4) as u8 * 0x55];
        assert_eq!(store.scan(&prefix).unwrap(), model.scan(&prefix).unwrap());
    }
    assert_eq!(store.scan(b"").unwrap(), model.scan(b"").unwrap());
}

fn random_change(draw: &mut Draw) -> Change {
    let key: Vec<u8> = (0..draw.below(4)).map(|_| draw.below(4) as u8 * 0x55).collect();
    match draw.below(4) {
        0 => remove(&key),
        _ => put(&key, &vec![draw.below(256) as u8; draw.below(600) as usize]),
    }
}

fn keys(store: &impl Store, prefix: &[u8]) -> Vec<Vec<u8>> {
    store.scan(prefix).unwrap().into_iter().map(|(key, _)| key).collect()
}

/// Numbers from a fixed seed (splitmix64), so that a failure comes again.
pub(super) struct Draw(pub(super) u64);

impl Draw {
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// A store whose disk can be full.
struct Fillable {
    full: Arc<AtomicBool>,
}

impl Store for Fillable {
    fn get(&self, _: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(None)
    }

    fn scan(&self, _: &[u8]) -> Result<Vec<Record>, StoreError> {
        Ok(Vec::new())
    }

    fn commit(&mut self, _: &[Change]) -> Result<(), StoreError> {
        match self.full.load(Ordering::SeqCst) {
            true => Err(StoreError::DiskFull { free_bytes: 0, needed_bytes: 1 }),
            false => Ok(()),
        }
    }
}
