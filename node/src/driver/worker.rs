//! One thread for work too heavy for a step, at a lower priority than everything else in the process.
//!
//! What comes back waits for nothing: a result is an input like any other.

use std::sync::mpsc as std_mpsc;
use std::thread;

use stn_protocol::exchange::work::{Done, Work};
use tokio::sync::mpsc;

/// How much the worker steps back behind the others, as `nice` counts.
const NICENESS: i32 = 10;

/// The way to the worker. When it is dropped, the thread ends after the work in hand.
#[derive(Debug)]
pub(super) struct Worker {
    works: std_mpsc::Sender<Work>,
}

impl Worker {
    /// Starts the thread. Results come out of the receiver in the order of the works.
    pub(super) fn start() -> (Self, mpsc::UnboundedReceiver<Done>) {
        let (works, waiting) = std_mpsc::channel::<Work>();
        let (results, done) = mpsc::unbounded_channel();
        let run = move || {
            step_back();
            for work in waiting {
                if results.send(work.run()).is_err() {
                    return;
                }
            }
        };
        let thread = thread::Builder::new().name("worker".to_owned()).spawn(run);
        thread.expect("the system gives the node its one worker thread");
        (Self { works }, done)
    }

    /// Hands over a piece of work. The engine bounds how much is under way.
    pub(super) fn take(&self, work: Work) {
        // If the thread has died, its end of the results is closed as well, and the driver stops because of that.
        let _ = self.works.send(work);
    }
}

fn step_back() {
    // On Linux this concerns the calling thread alone. Where it is refused, the work is done all the same.
    let _ = rustix::process::nice(NICENESS);
}
