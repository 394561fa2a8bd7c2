//! One link: what is kept for one configured peer, and the two tasks that serve it.
//!
//! Each direction has a stream of its own. `sending` opens ours, writes blocks and reads settlements;
//! `receiving` takes the peer's, reads blocks and writes settlements. The queue outlives both:
//! whatever happens to a stream or a task, unsettled blocks go first on the next stream, in order.

mod queue;
mod read;
mod receiving;
mod sending;
mod settlements;

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use futures::FutureExt;
use libp2p::PeerId;
use libp2p::swarm::Stream;
use stn_protocol::id::OrgId;
use tokio::sync::{Notify, Semaphore, mpsc, oneshot};
use tokio::task::{AbortHandle, JoinSet};

use super::bounds::{DIALS_MAX, OPEN_TIMEOUT};
use super::counters::Counters;
use super::hub::Command;
use super::{NetConfig, NetEvent, identity};
use queue::Queue;

pub(in crate::net) use read::BlockReader;

/// What is kept for one configured peer.
#[derive(Debug)]
pub(super) struct Link {
    /// The peer, as the driver knows it.
    pub(super) org: OrgId,
    /// The peer, as libp2p knows it.
    pub(super) peer: PeerId,
    queue: Mutex<Queue>,
    /// There is more to send.
    more: Notify,
    /// The peer was heard of, or has new addresses: a pause may end early.
    heard: Notify,
}

/// What all links have in common.
#[derive(Clone)]
pub(super) struct Common {
    events: mpsc::Sender<NetEvent>,
    commands: mpsc::WeakUnboundedSender<Command>,
    dials: Arc<Semaphore>,
    counters: Arc<Counters>,
    incarnation: u64,
    reconnect_min: Duration,
    stall_after: Duration,
    unsettled_max: usize,
}

/// The running tasks of one link, as the hub holds them.
pub(super) struct Tasks {
    link: Arc<Link>,
    accepted: mpsc::Sender<Stream>,
    aborts: [AbortHandle; 2],
}

impl Link {
    /// A link with nothing to send, unless the organisation's bytes are no public key.
    pub(super) fn new(org: OrgId) -> Option<Self> {
        let peer = identity::peer_id(&org)?;
        Some(Self { org, peer, queue: Mutex::default(), more: Notify::new(), heard: Notify::new() })
    }

    /// Queues a block.
    pub(super) fn push(&self, ticket: u64, block: Vec<u8>) {
        self.queue().push(ticket, block);
        self.more.notify_one();
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Common {
    /// What the links of one node share.
    pub(super) fn new(
        config: &NetConfig,
        events: mpsc::Sender<NetEvent>,
        commands: mpsc::WeakUnboundedSender<Command>,
        counters: Arc<Counters>,
    ) -> Self {
        Self {
            events,
            commands,
            dials: Arc::new(Semaphore::new(DIALS_MAX)),
            counters,
            incarnation: config.incarnation,
            reconnect_min: config.reconnect_min,
            stall_after: config.stall_after,
            unsettled_max: config.unsettled_max_bytes,
        }
    }

    /// Tells the driver, waiting while it is behind.
    async fn tell(&self, event: NetEvent) {
        // Without a driver there is nobody to tell; the hub ends the tasks.
        let _ = self.events.send(event).await;
    }

    /// A stream of our own to the peer, dialling if need be.
    async fn open(&self, peer: PeerId) -> Option<Stream> {
        let _turn = self.dials.acquire().await.ok()?;
        let (reply, opened) = oneshot::channel();
        self.commands.upgrade()?.send(Command::Open { peer, reply }).ok()?;
        tokio::time::timeout(OPEN_TIMEOUT, opened).await.ok()?.ok()
    }
}

impl Tasks {
    /// Starts both tasks of a link.
    pub(super) fn spawn(link: &Arc<Link>, common: &Common, on: &mut JoinSet<()>) -> Self {
        let (accepted, streams) = mpsc::channel(1);
        let aborts = [
            on.spawn(sending::keep_sending(link.clone(), common.clone())),
            on.spawn(receiving::keep_receiving(link.clone(), common.clone(), streams)),
        ];
        Self { link: link.clone(), accepted, aborts }
    }

    /// Hands over a stream the peer opened. It takes the place of the one before.
    pub(super) fn accept(&self, stream: Stream) {
        self.try_soon();
        // A full channel means that the peer opens streams faster than they can be looked at: this one is reset.
        let _ = self.accepted.try_send(stream);
    }

    /// There may be a new way to the peer: a pause ends early.
    pub(super) fn try_soon(&self) {
        self.link.heard.notify_one();
    }

    /// Ends both tasks.
    pub(super) fn abort(&self) {
        for task in &self.aborts {
            task.abort();
        }
    }
}

/// Runs one attempt; a panic in it ends this attempt and nothing else.
async fn guarded<T>(attempt: impl Future<Output = T>, counters: &Counters) -> Option<T> {
    let result = AssertUnwindSafe(attempt).catch_unwind().await.ok();
    if result.is_none() {
        counters.restarts.add();
        tracing::error!("a link's task failed and is started again");
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_one_attempt_and_is_counted() {
        let counters = Counters::default();

        let failed = guarded(async { assert!(std::hint::black_box(false)) }, &counters).await;
        let went_on = guarded(async { 7 }, &counters).await;

        assert_eq!((failed, went_on), (None, Some(7)));
        assert_eq!(counters.read().restarts, 1);
    }
}
