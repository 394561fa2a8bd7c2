//! What a link costs over a bare libp2p stream that carries blocks of 2 048 B there and records of 16 B back.
//!
//! Two nodes in one process over 127.0.0.1. All contenders take turns in every round, so that a busy machine
//! is busy for all; the rate's ratio is the median of the rounds' ratios. The goal: at least half of the rate,
//! at most twice the round trip. A link may settle many frames with one record, so a bare stream that answers
//! many blocks in one write stands beside it; and beside the links that settle a frame once it is on the disk,
//! as the driver does, the same storing without a link.
//! Run with `cargo bench -p stn-tests --bench link`. A new row is one more [`Contender`].

#![expect(clippy::print_stdout, reason = "the table is the result")]

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use futures::StreamExt;
use futures::future::{BoxFuture, FutureExt, try_join};
use futures::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};
use libp2p::core::muxing::StreamMuxerBox;
use libp2p::core::transport::{Boxed, Transport};
use libp2p::core::upgrade::Version;
use libp2p::identity::Keypair;
use libp2p::swarm::SwarmEvent;
use libp2p::swarm::dial_opts::DialOpts;
use libp2p::{PeerId, Stream, StreamProtocol, Swarm, noise, quic, tcp, yamux};
use stn_node::net::{Arrival, Net, NetConfig, NetEvent, Outcome};
use stn_node::store::{Change, CommitHook, CommitThread, SledStore};
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::id::OrgId;
use stn_protocol::wire::record::Status;
use tempfile::TempDir;
use tokio::sync::mpsc;

const ROUNDS: usize = 9;
const FREE: Load = Load { frames: 10_000, round_trips: 1_000 };
/// What the disk does is slow enough to be measured on less.
const STORED: Load = Load { frames: 1_000, round_trips: 50 };
const BLOCK: usize = 2_048;
const RECORD: usize = 16;
const BLOCKS_AT_ONCE: usize = 32;
const BARE: StreamProtocol = StreamProtocol::new("/bare/1");

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("the runtime starts");
    runtime.block_on(async {
        println!("| transport | contender | frames/s | of bare | p50 µs | of bare | p99 µs | of bare |");
        println!("|---|---|---|---|---|---|---|---|");
        for way in [Way::Tcp, Way::Quic] {
            compare(way).await;
        }
    });
}

/// Lets all contenders run on one transport and prints their rows; the first is the measure.
async fn compare(way: Way) {
    let mut rows: Vec<Row> = Vec::new();
    rows.push(Row::new("bare stream", FREE, Box::new(Bare::start(way, Answers::Each).await)));
    rows.push(Row::new("bare stream, answers gathered", FREE, Box::new(Bare::start(way, Answers::Gathered).await)));
    for window in [64, 256] {
        let link = Linked::start(way, window * 1_024, None).await;
        rows.push(Row::new(&format!("link, {window} KiB"), FREE, Box::new(link)));
    }
    for window in [64, 256, 1_024] {
        let link = Linked::start(way, window * 1_024, Some(Shelf::new())).await;
        rows.push(Row::new(&format!("link with durable storing, {window} KiB"), STORED, Box::new(link)));
    }
    rows.push(Row::new("durable storing, no link", STORED, Box::new(Shelf::new())));
    for round in 0..=ROUNDS {
        for row in &mut rows {
            row.run(round > 0).await;
        }
    }
    let [_, bare_p50, bare_p99] = rows[0].figures();
    for row in &rows {
        let [rate, p50, p99] = row.figures();
        let rounds = row.rates.iter().zip(&rows[0].rates);
        let of_bare = quantile(rounds.map(|(its, bare)| its / bare), 0.5);
        let [p50_of_bare, p99_of_bare] = [p50 / bare_p50, p99 / bare_p99];
        println!(
            "| {way:?} | {} | {rate:.0} | {of_bare:.2} | {p50:.0} | {p50_of_bare:.2} | {p99:.0} | {p99_of_bare:.2} |",
            row.name
        );
    }
}

/// One way of carrying blocks from one node to another.
trait Contender {
    /// Sends so many blocks, as many at once as it may, until all are settled.
    fn stream(&mut self, frames: usize) -> BoxFuture<'_, ()>;
}

/// How much is carried in a round.
#[derive(Clone, Copy)]
struct Load {
    frames: usize,
    round_trips: usize,
}

/// A contender and what it has shown.
struct Row {
    name: String,
    load: Load,
    contender: Box<dyn Contender>,
    rates: Vec<f64>,
    round_trips: Vec<f64>,
}

impl Row {
    fn new(name: &str, load: Load, contender: Box<dyn Contender>) -> Self {
        Self { name: name.to_owned(), load, contender, rates: Vec::new(), round_trips: Vec::new() }
    }

    async fn run(&mut self, counts: bool) {
        let start = Instant::now();
        self.contender.stream(self.load.frames).await;
        let rate = self.load.frames as f64 / start.elapsed().as_secs_f64();
        let mut round_trips = Vec::new();
        for _ in 0..self.load.round_trips {
            let start = Instant::now();
            self.contender.stream(1).await;
            round_trips.push(start.elapsed().as_secs_f64() * 1e6);
        }
        if counts {
            self.rates.push(rate);
            self.round_trips.extend(round_trips);
        }
    }

    /// The median rate, and the median and 99th percentile of round trips.
    fn figures(&self) -> [f64; 3] {
        let round_trips = |part| quantile(self.round_trips.iter().copied(), part);
        [quantile(self.rates.iter().copied(), 0.5), round_trips(0.5), round_trips(0.99)]
    }
}

fn quantile(figures: impl Iterator<Item = f64>, part: f64) -> f64 {
    let mut sorted: Vec<f64> = figures.collect();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * part) as usize]
}

#[derive(Clone, Copy, Debug)]
enum Way {
    Tcp,
    Quic,
}

impl Way {
    fn listen(self) -> &'static str {
        match self {
            Self::Tcp => "/ip4/127.0.0.1/tcp/0",
            Self::Quic => "/ip4/127.0.0.1/udp/0/quic-v1",
        }
    }
}

/// Our link, settled at once or from a shelf.
struct Linked {
    sender: Net,
    events: mpsc::Receiver<NetEvent>,
    to: OrgId,
    block: Vec<u8>,
    sent: u64,
    settled: u64,
}

impl Linked {
    async fn start(way: Way, window: usize, shelf: Option<Shelf>) -> Self {
        let config = || NetConfig {
            listen: vec![way.listen().parse().expect("an address")],
            allow_private: true,
            unsettled_max_bytes: window,
            ..NetConfig::default()
        };
        let (sender, events) = Net::start(&[1; 32], config()).expect("the sender starts");
        let (reader, arrivals) = Net::start(&[2; 32], config()).expect("the reader starts");
        let [from, to] = [1, 2].map(|seed| OrgSecret::from_seed(&[seed; 32]).public());
        reader.link(from, Vec::new());
        sender.link(to, reader.listen_addrs().await);
        match shelf {
            None => drop(tokio::spawn(settle_at_once(reader, arrivals))),
            Some(shelf) => drop(tokio::spawn(shelf.settle_when_stored(reader, arrivals))),
        }
        let mut block = vec![0; BLOCK];
        block[0] = 1;
        Self { sender, events, to, block, sent: 0, settled: 0 }
    }

    fn send(&mut self) {
        self.sender.send(self.to, self.sent, self.block.clone());
        self.sent += 1;
    }

    /// Waits until all that was sent is taken, in its order.
    async fn all_settled(&mut self) {
        while self.settled < self.sent {
            if let NetEvent::Settled { ticket, status, .. } = self.events.recv().await.expect("the sender runs") {
                assert_eq!((ticket, status), (self.settled, Status::Taken));
                self.settled += 1;
            }
        }
    }
}

impl Contender for Linked {
    fn stream(&mut self, frames: usize) -> BoxFuture<'_, ()> {
        for _ in 0..frames {
            self.send();
        }
        self.all_settled().boxed()
    }
}

async fn settle_at_once(reader: Net, mut arrivals: mpsc::Receiver<NetEvent>) {
    while let Some(event) = arrivals.recv().await {
        if let NetEvent::FrameArrived { arrival, .. } = event {
            reader.settle(arrival, Outcome::Taken);
        }
    }
}

/// A store where every frame becomes a record, in a directory that ends with it.
struct Shelf {
    commits: CommitThread,
    frames: u64,
    tell: mpsc::UnboundedSender<()>,
    stored: mpsc::UnboundedReceiver<()>,
    _dir: TempDir,
}

impl Shelf {
    fn new() -> Self {
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory for the store");
        let store = SledStore::create(&dir.path().join("store")).expect("a store");
        let commits = CommitThread::spawn(Box::new(store), CommitHook::default());
        let (tell, stored) = mpsc::unbounded_channel();
        Self { commits, frames: 0, tell, stored, _dir: dir }
    }

    /// Settles the frames in their order, each when its group is on the disk.
    async fn settle_when_stored(mut self, reader: Net, mut arrivals: mpsc::Receiver<NetEvent>) {
        let mut waiting: VecDeque<Arrival> = VecDeque::new();
        loop {
            tokio::select! {
                Some(()) = self.stored.recv() => {
                    let arrival = waiting.pop_front().expect("each waits for its record");
                    reader.settle(arrival, Outcome::Taken);
                }
                event = arrivals.recv() => match event {
                    Some(NetEvent::FrameArrived { arrival, block, .. }) => {
                        waiting.push_back(arrival);
                        self.store(block);
                    }
                    Some(_) => {}
                    None => return,
                },
            }
        }
    }

    fn store(&mut self, block: Vec<u8>) {
        let tell = self.tell.clone();
        let then = move |outcome: Result<(), _>| {
            outcome.expect("the disk has room");
            // Whoever listened may have ended with the bench.
            let _ = tell.send(());
        };
        self.frames += 1;
        let key = [&b"frame"[..], &self.frames.to_be_bytes()].concat();
        self.commits.submit(vec![Change { key, value: Some(block) }], Box::new(then));
    }
}

impl Contender for Shelf {
    fn stream(&mut self, frames: usize) -> BoxFuture<'_, ()> {
        async move {
            for _ in 0..frames {
                self.store(vec![1; BLOCK]);
            }
            for _ in 0..frames {
                self.stored.recv().await;
            }
        }
        .boxed()
    }
}

/// How the reader of a bare stream answers.
#[derive(Clone, Copy)]
enum Answers {
    /// Each block by itself, flushed.
    Each,
    /// All that were read at once in one write, as a link does.
    Gathered,
}

/// Sends a record for each block until the stream ends.
async fn answer(mut stream: Stream, answers: Answers) {
    let mut bytes = vec![0; BLOCK * BLOCKS_AT_ONCE];
    let mut have = 0;
    loop {
        let until = match answers {
            Answers::Each => BLOCK,
            Answers::Gathered => bytes.len(),
        };
        match stream.read(&mut bytes[have..until]).await {
            Ok(0) | Err(_) => return,
            Ok(more) => have += more,
        }
        let records = vec![7; have / BLOCK * RECORD];
        have %= BLOCK;
        if !records.is_empty() {
            stream.write_all(&records).await.expect("the sender reads");
            stream.flush().await.expect("the sender reads");
        }
    }
}

/// A long-lived stream of libp2p with nothing around it; its only window is the transport's.
struct Bare {
    from_reader: ReadHalf<Stream>,
    to_reader: WriteHalf<Stream>,
}

impl Bare {
    async fn start(way: Way, answers: Answers) -> Self {
        let (mut reader, mut control, peer) = bare_swarm(way);
        let mut accepted = control.accept(BARE).expect("the protocol is new");
        reader.listen_on(way.listen().parse().expect("an address")).expect("a free port");
        let address = loop {
            if let SwarmEvent::NewListenAddr { address, .. } = reader.select_next_some().await {
                break address;
            }
        };
        tokio::spawn(async move {
            loop {
                reader.select_next_some().await;
            }
        });
        tokio::spawn(async move {
            let (_, stream) = accepted.next().await.expect("the sender opens a stream");
            answer(stream, answers).await;
        });
        let (mut sender, mut control, _) = bare_swarm(way);
        sender.dial(DialOpts::peer_id(peer).addresses(vec![address]).build()).expect("the address is known");
        while !sender.is_connected(&peer) {
            sender.select_next_some().await;
        }
        tokio::spawn(async move {
            loop {
                sender.select_next_some().await;
            }
        });
        let stream = control.open_stream(peer, BARE).await.expect("the reader accepts");
        let (from_reader, to_reader) = stream.split();
        Self { from_reader, to_reader }
    }
}

impl Contender for Bare {
    fn stream(&mut self, frames: usize) -> BoxFuture<'_, ()> {
        async move {
            let write = async {
                for _ in 0..frames {
                    self.to_reader.write_all(&[7; BLOCK]).await?;
                }
                self.to_reader.flush().await
            };
            let read = async {
                let mut record = [0; RECORD];
                for _ in 0..frames {
                    self.from_reader.read_exact(&mut record).await?;
                }
                Ok(())
            };
            try_join(write, read).await.expect("the stream lives");
        }
        .boxed()
    }
}

fn bare_swarm(way: Way) -> (Swarm<libp2p_stream::Behaviour>, libp2p_stream::Control, PeerId) {
    let key = Keypair::generate_ed25519();
    let peer = key.public().to_peer_id();
    let behaviour = libp2p_stream::Behaviour::new();
    let control = behaviour.new_control();
    let settings = libp2p::swarm::Config::with_tokio_executor().with_idle_connection_timeout(Duration::from_secs(600));
    (Swarm::new(bare_transport(way, &key), behaviour, peer, settings), control, peer)
}

fn bare_transport(way: Way, key: &Keypair) -> Boxed<(PeerId, StreamMuxerBox)> {
    match way {
        Way::Tcp => tcp::tokio::Transport::new(tcp::Config::default().nodelay(true))
            .upgrade(Version::V1Lazy)
            .authenticate(noise::Config::new(key).expect("a key"))
            .multiplex(yamux::Config::default())
            .boxed(),
        Way::Quic => quic::tokio::Transport::new(quic::Config::new(key))
            .map(|(peer, muxer), _| (peer, StreamMuxerBox::new(muxer)))
            .boxed(),
    }
}
