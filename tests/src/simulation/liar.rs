//! A peer that lies. It is a node like any other, with members and bridges that are really there, and besides sends
//! whatever it makes of what it heard: repeats, forgeries, parts of one thing in another, more than it may.
//!
//! A lie is made of its own types, and reaches only the liar's peers, as a link is authenticated.

use std::collections::BTreeSet;
use std::sync::Arc;

use stn_protocol::crypto::sign::OrgSecret;
use stn_protocol::exchange::Ticket;
use stn_protocol::id::{AnswerId, BranchId, BridgeId, EvalId, OfferRef, RequestId, Tag};
use stn_protocol::limits;
use stn_protocol::message::{Cancel, Entry, Frame, Offer, OfferWay, Query, QueryCore, Request, Strength};
use stn_protocol::time::Span;
use stn_protocol::wire;
use stn_protocol::wire::payload::Payload;

use crate::network::wire_of;
use crate::simulation::chance::{Chance, Seed};
use crate::simulation::happening::{Happening, Place};
use crate::simulation::record::Told;
use crate::simulation::run::Simulation;
use crate::simulation::step::Step;

/// Blocks a liar remembers.
const HEARD_MAX: usize = 256;

/// A liar.
pub struct Liar {
    /// Which node.
    pub place: Place,
    chance: Chance,
    often: u32,
    heard: Vec<Arc<Vec<u8>>>,
    known: BTreeSet<BridgeId>,
}

/// What a liar does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// Sends something it heard or sent before.
    Repeat,
    /// The same with bits changed.
    Garble,
    /// One frame with parts of another, or drawn anew.
    Mix,
    /// A question of its own with more credit than there is, over bridges of others, with tags of others.
    Overdraw,
    /// An offer to a branch that may not be its own.
    Foist,
    /// The withdrawal of somebody else's request.
    Withdraw,
}

impl Lie {
    const ALL: [Self; 6] = [Self::Repeat, Self::Garble, Self::Mix, Self::Overdraw, Self::Foist, Self::Withdraw];

    const fn name(self) -> &'static str {
        match self {
            Self::Repeat => "repeats",
            Self::Garble => "garbles",
            Self::Mix => "mixes",
            Self::Overdraw => "overdraws",
            Self::Foist => "foists an offer",
            Self::Withdraw => "withdraws",
        }
    }
}

impl Liar {
    /// One of the nodes lies, so often in ten thousand.
    pub fn new(seed: Seed, often: u32, nodes: usize) -> Self {
        let mut chance = seed.chance("liar");
        let place = chance.below(nodes);
        Self { place, chance, often, heard: Vec::new(), known: BTreeSet::new() }
    }

    /// Remembers every block that passes the liar.
    pub fn overhear(&mut self, step: &Step<'_>) {
        if !step.is_liar {
            return;
        }
        let sent = step.sent.iter().map(|sent| Arc::new(sent.block.to_vec()));
        let arrived = step.arrived.iter().map(|(_, block)| Arc::clone(block));
        for block in sent.chain(arrived).collect::<Vec<_>>() {
            if let Some(Frame::Query(query)) = wire_of(&block) {
                self.known.extend(query.entries.iter().map(|entry| entry.bridge));
            }
            if self.heard.len() >= HEARD_MAX {
                self.heard.remove(0);
            }
            self.heard.push(block);
        }
    }

    fn lie(&mut self, lie: Lie, identity: &OrgSecret) -> Option<Vec<u8>> {
        let block = self.chance.one_of(&self.heard)?.to_vec();
        match lie {
            Lie::Repeat => Some(block),
            Lie::Garble => Some(self.garble(block)),
            Lie::Mix => {
                let other = self.chance.one_of(&self.heard)?.to_vec();
                let mixed = self.mix(wire_of(&block)?, wire_of(&other)?);
                Some(wire::frame::encode(&mixed))
            }
            Lie::Overdraw => self.overdraw(identity).map(|frame| wire::frame::encode(&frame)),
            Lie::Foist => self.foist().map(|frame| wire::frame::encode(&frame)),
            Lie::Withdraw => self.withdraw().map(|frame| wire::frame::encode(&frame)),
        }
    }

    fn garble(&mut self, mut block: Vec<u8>) -> Vec<u8> {
        let filled = block.iter().rposition(|byte| *byte != 0).unwrap_or(0) + 1;
        for _ in 0..=self.chance.below(3) {
            let (place, bit) = (self.chance.below(filled), self.chance.below(8));
            block[place] ^= 1 << bit;
        }
        block
    }

    /// Changes one part of a frame: to that of another frame of its sort, or to something drawn.
    fn mix(&mut self, frame: Frame, other: Frame) -> Frame {
        let (drawn, coin) = (self.chance.bytes::<16>(), self.chance.below(5));
        match (frame, other) {
            (Frame::Query(query), other) => Frame::Query(self.mix_query(query, other, drawn)),
            (Frame::Request(request), Frame::Request(other)) => Frame::Request(mix_request(request, other, coin)),
            (Frame::Request(request), _) => Frame::Request(Request { offer: OfferRef::from_bytes(drawn), ..request }),
            (Frame::Answer(mut answer), Frame::Answer(other)) => {
                match coin {
                    0 => answer.answer = AnswerId::from_bytes(drawn),
                    1 => answer.sealed = other.sealed,
                    2 => answer.receipts.rotate_left(1),
                    3 => answer.receipts = other.receipts,
                    _ => answer.offer = other.offer,
                }
                Frame::Answer(answer)
            }
            (Frame::Answer(mut answer), _) => {
                answer.sealed[200] ^= 1;
                Frame::Answer(answer)
            }
            (Frame::Offer(offer), _) => match coin {
                0 => Frame::Offer(Offer { ways: vec![way(39)], ..offer }),
                1 => Frame::Offer(Offer { branch: BranchId::from_bytes(drawn), ..offer }),
                _ => Frame::Offer(Offer { offer: OfferRef::from_bytes(drawn), ..offer }),
            },
            (Frame::EvalResponse(mut response), Frame::EvalResponse(other)) => {
                match coin {
                    0 => response.proof = other.proof,
                    1 => response.evaluated = other.evaluated,
                    2 => response.evaluated.rotate_left(32),
                    3 => response.evaluated[..32].copy_from_slice(&[0; 32]),
                    _ => response.eval = other.eval,
                }
                Frame::EvalResponse(response)
            }
            (Frame::EvalRequest(mut request), _) => {
                match coin {
                    0 => request.epoch = request.epoch.wrapping_add(1),
                    1 => request.branch = Some(BranchId::from_bytes(drawn)),
                    2 => request.elements[..32].copy_from_slice(&[0; 32]),
                    _ => request.eval = EvalId::from_bytes(drawn),
                }
                Frame::EvalRequest(request)
            }
            (Frame::Cancel(cancel), _) => Frame::Cancel(Cancel { offer: OfferRef::from_bytes(drawn), ..cancel }),
            (frame, _) => frame,
        }
    }

    fn mix_query(&mut self, mut query: Query, other: Frame, drawn: [u8; 16]) -> Query {
        match self.chance.below(5) {
            0 => query.credit = u32::MAX,
            1 => query.branch = BranchId::from_bytes(drawn),
            2 => query.entries.iter_mut().for_each(|entry| entry.hops_left = limits::HOPS),
            3 => {
                query.core.signature =
                    if let Frame::Query(other) = other { other.core.signature } else { query.core.signature }
            }
            _ => {
                query.branch = BranchId::from_bytes(drawn);
                query.entries = self.entries();
            }
        }
        query
    }

    fn overdraw(&mut self, identity: &OrgSecret) -> Option<Frame> {
        let of_others: Vec<QueryCore> = self.heard.iter().filter_map(|block| core_of(block)).collect();
        let mut core = self.chance.one_of(&of_others)?.clone();
        core.origin = identity.public();
        core.query = stn_protocol::id::QueryId::from_bytes(self.chance.bytes());
        if self.chance.happens(5_000) {
            core.tags = (0..limits::TAGS).map(|_| Tag::from_bytes(self.chance.bytes())).collect();
        }
        let branch = BranchId::from_bytes(self.chance.bytes());
        let core = wire::verify::sign(identity, &core);
        Some(Frame::Query(Query { core, branch, credit: u32::MAX, entries: self.entries() }))
    }

    fn entries(&mut self) -> Vec<Entry> {
        let known: Vec<BridgeId> = self.known.iter().copied().take(limits::ENTRIES - 1).collect();
        let drawn = BridgeId::from_bytes(self.chance.bytes());
        let entry = |bridge| Entry { bridge, hops_left: limits::HOPS, floor: Strength::WouldVouch };
        known.into_iter().chain([drawn]).map(entry).collect()
    }

    fn foist(&mut self) -> Option<Frame> {
        let branches = self.heard.iter().filter_map(|block| match wire_of(block) {
            Some(Frame::Query(query)) => Some(query.branch),
            _ => None,
        });
        let branches: Vec<BranchId> = branches.collect();
        let branch = *self.chance.one_of(&branches)?;
        let mut sealed = vec![0; limits::SEALED_OFFER];
        sealed[..32].copy_from_slice(&self.chance.bytes::<32>());
        let offer = OfferRef::from_bytes(self.chance.bytes());
        let ways = (0..1 + self.chance.below(3) as u8).map(way).collect();
        Some(Frame::Offer(Offer { branch, ways, offer, sealed }))
    }

    fn withdraw(&mut self) -> Option<Frame> {
        let requests = self.heard.iter().filter_map(|block| match wire_of(block) {
            Some(Frame::Request(request)) => Some(request),
            _ => None,
        });
        let requests: Vec<Request> = requests.collect();
        let request = self.chance.one_of(&requests)?.clone();
        let guessed = RequestId::from_bytes(self.chance.bytes());
        Some(Frame::Cancel(Cancel { offer: request.offer, request: guessed }))
    }
}

/// A way that claims to be shorter than it is.
fn way(entry: u8) -> OfferWay {
    OfferWay { entry, detour: -1, floor: Strength::WouldVouch }
}

fn mix_request(mut request: Request, other: Request, coin: usize) -> Request {
    match coin {
        0 => request.consent = other.consent,
        1 => request.cert = other.cert,
        2 => request.offer = other.offer,
        3 => request.core = other.core,
        _ => request.connector_note = "nobody signed this".into(),
    }
    request
}

fn core_of(block: &[u8]) -> Option<QueryCore> {
    let Frame::Query(query) = wire_of(block)? else { return None };
    QueryCore::from_bytes(&query.core.payload).ok()
}

impl Simulation<'_> {
    /// The liar may do something.
    pub(super) fn lie(&mut self) {
        self.expect(Span::secs(10), Happening::Lie);
        let ticket = Ticket(u64::MAX - self.number());
        let Some(liar) = &mut self.liar else { return };
        if !liar.chance.happens(liar.often) {
            return;
        }
        let (from, lie) = (liar.place, *liar.chance.one_of(&Lie::ALL).expect("there are lies"));
        let links: Vec<Place> = self.nodes[from].links.iter().copied().collect();
        let Some(to) = liar.chance.one_of(&links).copied() else { return };
        let Some(block) = liar.lie(lie, self.nodes[from].identity()) else { return };
        self.record.tell(self.now, Told::Lied(from, to, lie.name()));
        let life = self.nodes[from].life;
        let block = Arc::new(block);
        for after in self.fates.arrivals() {
            self.expect(after, Happening::Block { from, life, to, ticket, block: Arc::clone(&block) });
        }
    }
}
