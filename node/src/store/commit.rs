//! The one thread that writes: it takes all steps that wait, commits them as one batch, and answers each in order.
//!
//! While one group is on its way to the disk the next one gathers, so a busy node pays for few syncs. An error
//! reaches every step of its group; the thread goes on and tries the next group afresh.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::{Change, Store, StoreError};

/// Where the thread is in its work, told to the hook. Groups are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitPoint {
    /// The group is gathered and nothing of it is written.
    BeforeCommit(u64),
    /// The store has answered and nobody has been told.
    AfterCommit(u64),
}

/// What is called around each commit; the default does nothing.
#[derive(Clone)]
pub struct CommitHook(Arc<dyn Fn(CommitPoint) + Send + Sync>);

impl CommitHook {
    /// Makes a hook of a function, which runs on the commit thread.
    pub fn new(hook: impl Fn(CommitPoint) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hook))
    }
}

impl Default for CommitHook {
    fn default() -> Self {
        Self::new(|_| ())
    }
}

/// A handle to the commit thread. Dropping it, like closing it, waits until all steps are written and answered.
pub struct CommitThread {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl CommitThread {
    /// Starts the thread; the store is its own from here on.
    pub fn spawn(store: Box<dyn Store>, hook: CommitHook) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let run = move || {
            let _ended = Ended(&theirs);
            write_groups(store, &hook, &theirs);
        };
        let thread = thread::Builder::new().name("store".to_owned()).spawn(run);
        Self { shared, thread: Some(thread.expect("the system gives the node its one store thread")) }
    }

    /// Hands in a step's changes; `then` hears on the commit thread whether they are on the disk.
    ///
    /// Waits while more than the queue's bound is ahead. `then` must be short and must not submit.
    pub fn submit(&self, batch: Vec<Change>, then: Box<dyn FnOnce(Result<(), Arc<StoreError>>) + Send>) {
        let bytes = batch.iter().map(size).sum();
        let mut queue = self.shared.lock();
        while !queue.closed && !queue.has_room(bytes) {
            queue = self.shared.shrunk.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        if queue.closed {
            drop(queue);
            return then(Err(Arc::new(StoreError::Stopped)));
        }
        queue.bytes += bytes;
        queue.steps.push_back(Step { batch, bytes, then });
        self.shared.grown.notify_one();
    }

    /// Writes and answers everything handed in, closes the store and ends the thread.
    pub fn close(self) {
        drop(self);
    }
}

impl Drop for CommitThread {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.grown.notify_one();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the store's thread ended in a panic");
        }
    }
}

struct Step {
    batch: Vec<Change>,
    bytes: usize,
    then: Box<dyn FnOnce(Result<(), Arc<StoreError>>) + Send>,
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    grown: Condvar,
    shrunk: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        // No code of others runs under the lock, so a poisoned queue is still whole.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the next group, or nothing once the queue is closed and empty.
    fn next_group(&self) -> Option<Vec<Step>> {
        let mut queue = self.lock();
        while queue.steps.is_empty() {
            if queue.closed {
                return None;
            }
            queue = self.grown.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        let group = queue.take_group();
        self.shrunk.notify_all();
        Some(group)
    }
}

#[derive(Default)]
struct Queue {
    steps: VecDeque<Step>,
    bytes: usize,
    closed: bool,
}

impl Queue {
    fn has_room(&self, bytes: usize) -> bool {
        self.steps.is_empty() || (self.steps.len() < QUEUE_STEPS && self.bytes + bytes <= QUEUE_BYTES)
    }

    fn take_group(&mut self) -> Vec<Step> {
        let mut group = Vec::new();
        let mut taken = 0;
        while let Some(next) = self.steps.front() {
            if !group.is_empty() && (group.len() == GROUP_STEPS || taken + next.bytes > GROUP_BYTES) {
                break;
            }
            taken += next.bytes;
            group.extend(self.steps.pop_front());
        }
        self.bytes -= taken;
        group
    }
}

/// Answers what is left if the thread ends before its time, so that nobody waits for ever.
struct Ended<'a>(&'a Shared);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        let left = {
            let mut queue = self.0.lock();
            queue.closed = true;
            std::mem::take(&mut queue.steps)
        };
        self.0.shrunk.notify_all();
        answer(left, &Err(Arc::new(StoreError::Stopped)));
    }
}

fn write_groups(mut store: Box<dyn Store>, hook: &CommitHook, shared: &Shared) {
    let mut number = 0;
    while let Some(mut group) = shared.next_group() {
        number += 1;
        let batch: Vec<Change> = group.iter_mut().flat_map(|step| step.batch.drain(..)).collect();
        hook.0(CommitPoint::BeforeCommit(number));
        let result = store.commit(&batch).map_err(Arc::new);
        hook.0(CommitPoint::AfterCommit(number));
        if let Err(error) = &result {
            tracing::warn!(%error, steps = group.len(), "a group of steps could not be stored");
        }
        answer(group, &result);
    }
}

fn answer(steps: impl IntoIterator<Item = Step>, result: &Result<(), Arc<StoreError>>) {
    for step in steps {
        let told = catch_unwind(AssertUnwindSafe(|| (step.then)(result.clone())));
        if told.is_err() {
            tracing::error!("what followed a commit panicked; the store goes on");
        }
    }
}

fn size(change: &Change) -> usize {
    change.key.len() + change.value.as_ref().map_or(0, Vec::len) + RECORD_COST
}

/// What a change weighs beyond its bytes, so that empty ones count too.
const RECORD_COST: usize = 64;
/// One sync is soon paid for; more would only make the first step of a group wait.
const GROUP_STEPS: usize = 1024;
const GROUP_BYTES: usize = 4 << 20;
/// Beyond this a submitter waits for the disk.
const QUEUE_STEPS: usize = 8192;
const QUEUE_BYTES: usize = 16 << 20;
