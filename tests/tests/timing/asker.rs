//! A peer who speaks for many organisations behind it, each with a key of its own, asks in their names, and measures.
//!
//! One origin may ask so much a day, so there are many, and the node's clock hurries: see the program `stn-timed`. The
//! node's clock and ours agree at the start, and each block puts its clock ahead by [`PACE`].

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use data_encoding::HEXLOWER;
use rand_core::SeedableRng;
use stn_node::clock;
use stn_node::keys;
use stn_node::net::{Net, NetConfig, NetEvent, Outcome};
use stn_protocol::crypto::oprf::{EpochSecret, MatchKey};
use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::id::{AvoidMark, BranchId, BridgeId, EpochKey, OfferRef, OrgId, QueryId, RequestId, SealKey, Tag};
use stn_protocol::limits;
use stn_protocol::message::{Cancel, Entry, EvalRequest, EvalResponse, Frame, Kind, Query, QueryCore, Strength};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::Handle;
use stn_protocol::wire::record::Status;
use stn_protocol::wire::{frame, verify};
use stn_tests::processes::harbour::Harbour;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// By how much a block puts the node's clock ahead: two blocks are more than the minute one question takes of a link.
pub(crate) const PACE: Span = Span::millis(33_000);
/// Organisations that ask while times are measured: each of them less than 40 times a day.
const ORIGINS: usize = 40;
/// The place of another one, which asks only to see whom a question finds.
const WITNESS: usize = ORIGINS;
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long after a question's settlement the next block is sent, in milliseconds; drawn.
const PROBES: [u64; 16] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 5, 5, 10, 50];
/// Whom Henrike knows.
const SOMEBODY: &str = "jonas@quarry.example";
/// How she calls him.
pub(crate) const SOMEBODYS_NAME: &str = "Jonas Weidt";
/// Whom nobody knows.
const NOBODY: &str = "nobody@quarry.example";

/// What was measured of one question, in microseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    /// Whether it matches.
    pub(crate) matches: bool,
    settled: f64,
    probe_settled: f64,
    passed_on: f64,
    next_settled: f64,
}

/// A measure's name, and what it is of a sample.
pub(crate) type Measure = (&'static str, fn(&Sample) -> f64);

/// What is measured.
pub(crate) const MEASURES: [Measure; 4] = [
    ("until the question is settled", |sample| sample.settled),
    ("until the next block is settled", |sample| sample.probe_settled),
    ("until the question is passed on", |sample| sample.passed_on),
    ("until the question after that is settled", |sample| sample.next_settled),
];

/// The peer.
pub(crate) struct Asker {
    net: Net,
    events: mpsc::Receiver<NetEvent>,
    node: OrgId,
    bridge: BridgeId,
    origins: Vec<Origin>,
    /// Whose question a branch carries.
    branches: BTreeMap<BranchId, usize>,
    began: Instant,
    at: Timestamp,
    blocks: u64,
    settled: BTreeMap<u64, (Instant, Status)>,
    passed_on: BTreeMap<QueryId, Instant>,
    evaluated: usize,
}

/// An organisation behind the peer.
struct Origin {
    key: OrgSecret,
    secret: EpochSecret,
    public: EpochKey,
    somebody: MatchKey,
    nobody: MatchKey,
}

impl Origin {
    fn new(number: usize) -> Self {
        let key = OrgSecret::from_seed(&clock::random());
        let secret = EpochSecret::derive(&[number as u8; 32], EPOCH);
        let of = |handle: &str| {
            let handle = Handle::parse(handle, None).unwrap();
            MatchKey::derive(&secret.output(&handle.oprf_input()), &key.public(), EPOCH)
        };
        let (somebody, nobody, public) = (of(SOMEBODY), of(NOBODY), secret.public());
        Self { key, secret, public, somebody, nobody }
    }
}

const EPOCH: u32 = 1;

impl Asker {
    /// Takes the place of Hillside, whose node has stopped.
    pub(crate) fn new(harbour: &Harbour, bridge: BridgeId) -> Self {
        let hillside = keys::load(harbour.node("Hillside").data()).unwrap();
        let node = keys::load(harbour.node("Riverbend").data()).unwrap().public();
        let listen = vec![address(harbour, "Hillside").parse().unwrap()];
        let config = NetConfig {
            listen,
            allow_private: true,
            reconnect_min: Duration::from_millis(100),
            ..NetConfig::default()
        };
        let (net, events) = Net::start(&hillside.seed(), config).unwrap();
        net.link(node, vec![address(harbour, "Riverbend")]);
        Self {
            net,
            events,
            node,
            bridge,
            origins: (0..=WITNESS).map(Origin::new).collect(),
            branches: BTreeMap::new(),
            began: Instant::now(),
            at: clock::now(),
            blocks: 0,
            settled: BTreeMap::new(),
            passed_on: BTreeMap::new(),
            evaluated: 0,
        }
    }

    /// What a node that leaks looks for.
    pub(crate) fn keys_of_whom_it_seeks(&self) -> String {
        let line = |origin: &Origin| {
            let [org, key] = [origin.key.public().as_bytes(), origin.somebody.as_bytes()].map(|b| HEXLOWER.encode(b));
            format!("{org} {key}\n")
        };
        self.origins.iter().map(line).collect()
    }

    /// Asks once for each organisation, and evaluates what the node has to have evaluated: then it has their tables.
    pub(crate) async fn have_tables_made(&mut self) {
        for origin in 0..self.origins.len() {
            self.ask(origin, false, Duration::ZERO).await;
            while self.evaluated <= origin {
                self.take_event().await;
            }
        }
        // What was evaluated is settled once it is durable, and checked at the tick after: another question each sees to that.
        for origin in 0..self.origins.len() {
            self.ask(origin, false, Duration::from_millis(20)).await;
        }
    }

    /// Asks so often of either class, in an order nobody knows beforehand.
    pub(crate) async fn measure(&mut self, of_each: usize) -> Vec<Sample> {
        let mut left = [of_each, of_each];
        let mut samples: Vec<Sample> = Vec::with_capacity(2 * of_each);
        while left != [0, 0] {
            let [coin, delay] = clock::random::<2>();
            let matches = (left[0] > 0 && coin.is_multiple_of(2)) || left[1] == 0;
            left[usize::from(!matches)] -= 1;
            let delay = Duration::from_millis(PROBES[usize::from(delay) % PROBES.len()]);
            let sample = self.ask(samples.len() % ORIGINS, matches, delay).await;
            // It is sent the moment the one before was passed on: beside whatever a match still has the node do.
            if let Some(before) = samples.last_mut() {
                before.next_settled = sample.settled;
            }
            samples.push(sample);
        }
        samples.pop();
        samples
    }

    /// Asks for the organisation whose questions are not measured.
    pub(crate) async fn ask_as_witness(&mut self, matches: bool) {
        self.ask(WITNESS, matches, Duration::ZERO).await;
    }

    /// How far ahead the node's clock is.
    pub(crate) const fn ahead(&self) -> Span {
        Span::millis(self.blocks * PACE.as_millis())
    }

    async fn ask(&mut self, origin: usize, matches: bool, delay: Duration) -> Sample {
        let (query, block) = self.question(origin, matches);
        let probe = frame::encode(&Frame::Cancel(Cancel {
            offer: OfferRef::from_bytes(clock::random()),
            request: RequestId::from_bytes(clock::random()),
        }));
        let asked = Instant::now();
        let settled = self.send(block).await.duration_since(asked);
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        let probed = Instant::now();
        let probe_settled = self.send(probe).await.duration_since(probed);
        let passed_on = loop {
            match self.passed_on.remove(&query) {
                Some(at) => break at.saturating_duration_since(probed),
                None => self.take_event().await,
            }
        };
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        let [settled, probe_settled, passed_on] = [settled, probe_settled, passed_on].map(micros);
        Sample { matches, settled, probe_settled, passed_on, next_settled: 0.0 }
    }

    fn question(&mut self, origin: usize, matches: bool) -> (QueryId, Vec<u8>) {
        let asking = &self.origins[origin];
        let query = QueryId::from_bytes(clock::random());
        let key = if matches { &asking.somebody } else { &asking.nobody };
        let mut tags: Vec<Tag> = (0..limits::TAGS).map(|_| Tag::from_bytes(clock::random())).collect();
        tags[usize::from(clock::random::<1>()[0]) % limits::TAGS] = key.tag(&query);
        // The node is this far ahead, and does not mind a question of a minute ago.
        let passed = Span::millis(self.began.elapsed().as_millis() as u64);
        let created = Timestamp::from_secs(self.at.plus(passed).plus(self.ahead()).as_secs() - 60);
        let core = QueryCore {
            origin: asking.key.public(),
            origin_name: "Far away".to_owned(),
            query,
            kind: Kind::Introduction,
            created,
            expires: created.plus(Span::secs(3_600)),
            reply_key: SealKey::from_bytes(clock::random()),
            epoch: EPOCH,
            epoch_key: asking.public,
            tags,
            attributes: Vec::new(),
            avoid: (0..limits::AVOID).map(|_| AvoidMark::from_bytes(clock::random())).collect(),
        };
        let branch = BranchId::from_bytes(clock::random());
        self.branches.insert(branch, origin);
        let entries = vec![Entry { bridge: self.bridge, hops_left: 4, floor: Strength::WouldVouch }];
        let core = verify::sign(&asking.key, &core);
        (query, frame::encode(&Frame::Query(Query { core, branch, credit: 16, entries })))
    }

    /// Sends a block and waits until it is settled.
    async fn send(&mut self, block: Vec<u8>) -> Instant {
        let ticket = self.give(block);
        loop {
            match self.settled.remove(&ticket) {
                Some((at, Status::Taken)) => return at,
                Some((_, status)) => panic!("the node settles with {status:?}"),
                None => self.take_event().await,
            }
        }
    }

    fn give(&mut self, block: Vec<u8>) -> u64 {
        self.blocks += 1;
        self.net.send(self.node, self.blocks, block);
        self.blocks
    }

    async fn take_event(&mut self) {
        let event = timeout(PATIENCE, self.events.recv()).await.expect("the node says something").unwrap();
        let at = Instant::now();
        match event {
            NetEvent::Settled { ticket, status, .. } => drop(self.settled.insert(ticket, (at, status))),
            NetEvent::FrameArrived { arrival, block, .. } => {
                self.net.settle(arrival, Outcome::Taken);
                match frame::decode(&block) {
                    Ok(Frame::Query(query)) => {
                        let core = verify::verify_by_origin(&query.core).unwrap();
                        self.passed_on.insert(core.query, at);
                    }
                    Ok(Frame::EvalRequest(request)) => self.evaluate(request),
                    Ok(_) | Err(_) => {}
                }
            }
            NetEvent::LinkUp { .. } | NetEvent::LinkDown { .. } => {}
            NetEvent::JoinArrived { .. } | NetEvent::JoinAnswered { .. } => {}
        }
    }

    /// Evaluates a chunk for the organisation whose question it serves. Hillside's own are left alone.
    fn evaluate(&mut self, request: EvalRequest) {
        let Some(origin) = request.branch.and_then(|branch| self.branches.get(&branch)) else { return };
        let mut rng = chacha20::ChaCha20Rng::from_seed(clock::random());
        let evaluated = self.origins[*origin].secret.evaluate_chunk(&request.elements, &mut rng).unwrap();
        let response = EvalResponse { eval: request.eval, evaluated: evaluated.elements, proof: evaluated.proof };
        self.give(frame::encode(&Frame::EvalResponse(response)));
        self.evaluated += 1;
    }
}

/// Where a node of the harbour listens.
fn address(harbour: &Harbour, org: &str) -> String {
    let settings = fs::read_to_string(harbour.node(org).data().join("node.toml")).unwrap();
    let settings: toml::Table = settings.parse().unwrap();
    settings["listen"].as_array().unwrap()[0].as_str().unwrap().to_owned()
}
