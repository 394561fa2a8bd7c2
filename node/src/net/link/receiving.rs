//! The peer's direction of a link: reads its opening and blocks, writes what becomes of them.
//!
//! The peer has one stream at a time; a newer one takes the older one's place.

use std::sync::Arc;

use futures::io::{AsyncReadExt, AsyncWrite, AsyncWriteExt};
use libp2p::swarm::Stream;
use stn_protocol::message::SizeClass;
use stn_protocol::wire::record;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::read::{BlockReader, ReadEnd};
use super::settlements::Settlements;
use super::{Common, Link, guarded};
use crate::net::bounds::OPENING_TIMEOUT;
use crate::net::{Arrival, NetEvent, Outcome};

/// Serves the peer's streams, one after the other, for as long as the link lasts.
pub(super) async fn keep_receiving(link: Arc<Link>, common: Common, mut streams: mpsc::Receiver<Stream>) {
    let mut is_up = false;
    let mut newer = None;
    loop {
        let next = newer.take().or_else(|| streams.try_recv().ok());
        if next.is_none() && std::mem::take(&mut is_up) {
            common.tell(NetEvent::LinkDown { peer: link.org }).await;
        }
        let stream = match next {
            Some(stream) => stream,
            None => match streams.recv().await {
                Some(stream) => stream,
                None => return,
            },
        };
        let served = guarded(receive_on_one_stream(&link, &common, stream, &mut is_up), &common.counters);
        tokio::select! {
            _ = served => {}
            stream = streams.recv() => newer = stream,
        }
    }
}

/// Serves one stream to its end.
async fn receive_on_one_stream(link: &Link, common: &Common, mut stream: Stream, is_up: &mut bool) {
    let mut opening = [0; record::LEN];
    if !matches!(timeout(OPENING_TIMEOUT, stream.read_exact(&mut opening)).await, Ok(Ok(()))) {
        return;
    }
    let Ok(incarnation) = record::decode_opening(&opening) else {
        return common.counters.malformed.add();
    };
    *is_up = true;
    common.tell(NetEvent::LinkUp { peer: link.org, incarnation }).await;

    let (mut from_peer, to_peer) = stream.split();
    let (settle, mut settled) = mpsc::unbounded_channel();
    let mut receiving = Receiving { link, common, to_peer, settle, settlements: Settlements::default() };
    let mut blocks = BlockReader::new(SizeClass::Large);
    loop {
        let has_room = receiving.settlements.open_bytes() < common.unsettled_max;
        let step = tokio::select! {
            biased;
            Some(first) = settled.recv() => receiving.on_settled(first, &mut settled).await,
            block = blocks.next(&mut from_peer), if has_room => receiving.on_block(block).await,
        };
        if step.is_none() {
            return;
        }
    }
}

/// One stream of the peer. Its steps return `None` when the stream is over.
struct Receiving<'a, W> {
    link: &'a Link,
    common: &'a Common,
    to_peer: W,
    settle: mpsc::UnboundedSender<(u64, Outcome)>,
    settlements: Settlements,
}

impl<W: AsyncWrite + Unpin> Receiving<'_, W> {
    async fn on_block(&mut self, block: Result<Vec<u8>, ReadEnd>) -> Option<()> {
        let block = match block {
            Ok(block) => block,
            Err(ReadEnd::Over) => return None,
            Err(ReadEnd::Garbage) => {
                self.common.counters.malformed.add();
                return None;
            }
        };
        self.common.counters.frames_in.add();
        let index = self.settlements.arrive(block.len());
        let arrival = Arrival { index, settlements: self.settle.clone() };
        self.common.tell(NetEvent::FrameArrived { peer: self.link.org, arrival, block }).await;
        Some(())
    }

    /// Notes all verdicts that are there and writes their records at once.
    async fn on_settled(
        &mut self,
        first: (u64, Outcome),
        settled: &mut mpsc::UnboundedReceiver<(u64, Outcome)>,
    ) -> Option<()> {
        self.settlements.settle(first.0, first.1);
        while let Ok((index, outcome)) = settled.try_recv() {
            self.settlements.settle(index, outcome);
        }
        let mut bytes = Vec::new();
        for settlement in self.settlements.records() {
            bytes.extend_from_slice(&settlement.encode());
        }
        if bytes.is_empty() {
            return Some(());
        }
        let write = async {
            self.to_peer.write_all(&bytes).await?;
            self.to_peer.flush().await
        };
        timeout(self.common.stall_after, write).await.ok()?.ok()
    }
}
