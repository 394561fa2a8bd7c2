//! Our direction of a link: opens our stream, writes blocks, reads settlements; again and again, with pauses.

use std::sync::Arc;
use std::time::Duration;

use futures::io::{AsyncReadExt, AsyncWrite, AsyncWriteExt, BufWriter};
use stn_protocol::wire::record::{self, Settlement};
use tokio::time::{Instant, sleep_until, timeout};

use super::read::{ReadEnd, RecordReader};
use super::{Common, Link, guarded};
use crate::clock;
use crate::net::NetEvent;
use crate::net::backoff::Backoff;
use crate::net::bounds::{SETTLED_IN, WRITE_STEP};

/// Keeps a stream to the peer for as long as the link lasts.
pub(super) async fn keep_sending(link: Arc<Link>, common: Common) {
    let mut backoff = Backoff::new(common.reconnect_min);
    loop {
        let begun = Instant::from_std(clock::steady());
        let progress = guarded(send_on_one_stream(&link, &common), &common.counters).await;
        if progress == Some(Progress::Made) || begun.elapsed() > SETTLED_IN {
            backoff.reset();
        }
        pause(&link, &mut backoff, begun + common.reconnect_min).await;
    }
}

/// Waits for the next try, or until the peer is heard of, but never less than the shortest pause between tries.
async fn pause(link: &Link, backoff: &mut Backoff, earliest: Instant) {
    tokio::select! {
        () = tokio::time::sleep(backoff.pause()) => {}
        () = link.heard.notified() => {
            backoff.reset();
            sleep_until(earliest).await;
        }
    }
}

/// Whether the peer settled anything on a stream.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Made,
    None,
}

/// Opens one stream and serves it to its end.
async fn send_on_one_stream(link: &Link, common: &Common) -> Progress {
    let Some(stream) = common.open(link.peer).await else {
        return Progress::None;
    };
    let (mut from_peer, to_peer) = stream.split();
    let mut sending = Sending {
        link,
        common,
        to_peer: BufWriter::with_capacity(WRITE_STEP, to_peer),
        last_progress: Instant::from_std(clock::steady()),
        progress: Progress::None,
    };
    let mut records = RecordReader::new();
    link.queue().begin_stream();
    if sending.write_opening().await.is_none() {
        return Progress::None;
    }
    loop {
        if sending.write_waiting().await.is_none() {
            return sending.progress;
        }
        tokio::select! {
            biased;
            record = records.next(&mut from_peer) => {
                if sending.on_record(record).await.is_none() {
                    return sending.progress;
                }
            }
            () = link.more.notified() => {}
            () = sending.stalled() => {
                common.counters.stalls.add();
                return sending.progress;
            }
        }
    }
}

/// One stream of ours. Its steps return `None` when the stream is over.
struct Sending<'a, W> {
    link: &'a Link,
    common: &'a Common,
    to_peer: BufWriter<W>,
    last_progress: Instant,
    progress: Progress,
}

impl<W: AsyncWrite + Unpin> Sending<'_, W> {
    async fn write_opening(&mut self) -> Option<()> {
        let opening = record::encode_opening(self.common.incarnation);
        in_time(self.common.stall_after, self.to_peer.write_all(&opening)).await?;
        in_time(self.common.stall_after, self.to_peer.flush()).await
    }

    /// Writes what the window has room for, and flushes once.
    async fn write_waiting(&mut self) -> Option<()> {
        let mut has_written = false;
        while let Some(block) = self.next_block() {
            in_time(self.common.stall_after, self.to_peer.write_all(&block)).await?;
            self.common.counters.frames_out.add();
            has_written = true;
        }
        if has_written {
            in_time(self.common.stall_after, self.to_peer.flush()).await?;
        }
        Some(())
    }

    fn next_block(&mut self) -> Option<Arc<Vec<u8>>> {
        let mut queue = self.link.queue();
        if !queue.is_waiting_for_peer() {
            self.last_progress = Instant::from_std(clock::steady());
        }
        queue.next(self.common.unsettled_max)
    }

    async fn on_record(&mut self, record: Result<Settlement, ReadEnd>) -> Option<()> {
        let settled = match record {
            Ok(settlement) => self.link.queue().settle(settlement).map_err(|_| ReadEnd::Garbage),
            Err(end) => Err(end),
        };
        let verdicts = match settled {
            Ok(verdicts) => verdicts,
            Err(ReadEnd::Over) => return None,
            Err(ReadEnd::Garbage) => {
                self.common.counters.malformed.add();
                return None;
            }
        };
        for verdict in verdicts {
            self.common
                .tell(NetEvent::Settled {
                    peer: self.link.org,
                    ticket: verdict.ticket,
                    status: verdict.status,
                    retry_after_secs: verdict.retry_after_secs,
                })
                .await;
        }
        self.last_progress = Instant::from_std(clock::steady());
        self.progress = Progress::Made;
        Some(())
    }

    /// Ends when something has been unsettled for too long; never, while nothing is.
    async fn stalled(&self) {
        if self.link.queue().is_waiting_for_peer() {
            sleep_until(self.last_progress + self.common.stall_after).await;
        } else {
            std::future::pending().await
        }
    }
}

async fn in_time(limit: Duration, write: impl Future<Output = std::io::Result<()>>) -> Option<()> {
    timeout(limit, write).await.ok()?.ok()
}
