//! What private matching costs beside the bare crate `voprf`: a chunk of 480 blinded, evaluated and finalized.
//!
//! All contenders take turns in every round on one thread, so that a busy machine is busy for all; ratios are
//! medians of the rounds' ratios. The goal: our evaluation, bytes in and bytes out, keeps at least 0.9 of the
//! crate's rate. Run with `cargo bench -p stn-tests --bench oprf`. A new row is one more [`Row`].

#![expect(clippy::print_stdout, reason = "the table is the result")]

use std::hint::black_box;
use std::time::Instant;

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use stn_protocol::crypto::Label;
use stn_protocol::crypto::oprf::{Blinds, CHUNK, ELEMENT_LEN, EpochSecret, Evaluated, MatchKey, matches_any};
use stn_protocol::id::{QueryId, Tag};
use stn_protocol::limits;
use voprf::{BlindedElement, EvaluationElement, Group, Proof, Ristretto255, VoprfClient, VoprfServer};

const ROUNDS: usize = 50;
const SEED: [u8; 32] = [7; 32];
const EPOCH: u32 = 3;
const TABLE: usize = 10_000;

fn main() {
    let world = World::new();
    world.expect_equal_results();
    let mut rows = [
        Row::new("evaluate: ours", 0, CHUNK, world.evaluate()),
        Row::new("evaluate: crate, bytes to bytes", 0, CHUNK, world.bare_evaluate_bytes()),
        Row::new("evaluate: crate, nothing coded", 0, CHUNK, world.bare_evaluate_elements()),
        Row::new("blind: ours", 3, CHUNK, world.blind()),
        Row::new("blind: crate, to bytes", 3, CHUNK, world.bare_blind()),
        Row::new("finalize: ours, kept as bytes", 5, CHUNK, world.finalize()),
        Row::new("finalize: crate, kept in memory", 5, CHUNK, world.bare_finalize()),
        Row::new("tag scan: ours, 4 tags", 7, TABLE, scan()),
    ];
    for round in 0..=ROUNDS {
        for row in &mut rows {
            row.run(round > 0);
        }
    }

    println!("| what | µs each | each/s | rate of ours to it |");
    println!("|---|---|---|---|");
    for row in &rows {
        let micros = median(row.seconds.iter().map(|seconds| seconds * 1e6 / row.each as f64));
        let against = row.seconds.iter().zip(&rows[row.ours].seconds);
        let ratio = median(against.map(|(its, ours)| its / ours));
        println!("| {} | {micros:.2} | {:.0} | {ratio:.2} |", row.name, 1e6 / micros);
    }
}

/// A piece of work and how long it took.
struct Row<'a> {
    name: &'static str,
    /// The row of our own way to do the same.
    ours: usize,
    /// Elements or entries in one piece.
    each: usize,
    work: Box<dyn FnMut() + 'a>,
    seconds: Vec<f64>,
}

impl<'a> Row<'a> {
    fn new(name: &'static str, ours: usize, each: usize, work: impl FnMut() + 'a) -> Self {
        Self { name, ours, each, work: Box::new(work), seconds: Vec::new() }
    }

    fn run(&mut self, counts: bool) {
        let start = Instant::now();
        (self.work)();
        if counts {
            self.seconds.push(start.elapsed().as_secs_f64());
        }
    }
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = figures.collect();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// One full chunk in all its forms, and the same key on both sides.
struct World {
    secret: EpochSecret,
    server: VoprfServer<Ristretto255>,
    inputs: Vec<Vec<u8>>,
    blinds: Blinds,
    clients: Vec<VoprfClient<Ristretto255>>,
    blinded: Vec<u8>,
    elements: Vec<BlindedElement<Ristretto255>>,
    evaluated: Evaluated,
    bare_evaluated: Evaluated,
}

impl World {
    fn new() -> Self {
        let secret = EpochSecret::derive(&SEED, EPOCH);
        let info = [Label::Oprf.as_bytes(), &EPOCH.to_be_bytes()].concat();
        let server = VoprfServer::new_from_seed(&SEED, &info).expect("the seed gives a key");
        let inputs: Vec<Vec<u8>> = (0..CHUNK).map(|n| format!("mail:{n}@valley.example").into_bytes()).collect();
        let (blinds, blinded) = Blinds::chunk(&inputs, &mut rng());
        let evaluated = secret.evaluate_chunk(&blinded, &mut rng()).expect("a whole chunk");

        let mut bare_rng = Older(rng());
        let (clients, bare_blinded) = bare_blind(&inputs, &mut bare_rng);
        let bare_evaluated = bare_evaluate(&server, &bare_blinded, &mut bare_rng);
        let elements = decode(&blinded);
        Self { secret, server, inputs, blinds, clients, blinded, elements, evaluated, bare_evaluated }
    }

    /// A comparison counts only if both do the same.
    fn expect_equal_results(&self) {
        let bare = bare_evaluate(&self.server, &self.blinded, &mut Older(rng()));
        assert_eq!(bare, self.evaluated);
        let ours =
            self.blinds.finalize(&self.inputs, &self.evaluated.elements, &self.evaluated.proof, &self.secret.public());
        let ours: Vec<[u8; 64]> = ours.expect("the proof holds").iter().map(|output| *output.as_bytes()).collect();
        assert_eq!(bare_finalize(self), ours);
    }

    fn evaluate(&self) -> impl FnMut() {
        let mut rng = rng();
        move || drop(black_box(self.secret.evaluate_chunk(black_box(&self.blinded), &mut rng).expect("a chunk")))
    }

    fn bare_evaluate_bytes(&self) -> impl FnMut() {
        let mut rng = Older(rng());
        move || drop(black_box(bare_evaluate(&self.server, black_box(&self.blinded), &mut rng)))
    }

    fn bare_evaluate_elements(&self) -> impl FnMut() {
        let mut rng = Older(rng());
        move || {
            let elements = black_box(&self.elements);
            let prepared: Vec<_> = self.server.batch_blind_evaluate_prepare(elements.iter()).collect();
            let finished = self.server.batch_blind_evaluate_finish(&mut rng, elements.iter(), &prepared);
            let finished = finished.expect("as many prepared as blinded");
            black_box((finished.messages.collect::<Vec<_>>(), finished.proof));
        }
    }

    fn blind(&self) -> impl FnMut() {
        let mut rng = rng();
        move || drop(black_box(Blinds::chunk(black_box(&self.inputs), &mut rng)))
    }

    fn bare_blind(&self) -> impl FnMut() {
        let mut rng = Older(rng());
        move || drop(black_box(bare_blind(black_box(&self.inputs), &mut rng)))
    }

    fn finalize(&self) -> impl FnMut() {
        let key = self.secret.public();
        move || {
            let Evaluated { elements, proof } = black_box(&self.evaluated);
            drop(black_box(self.blinds.finalize(&self.inputs, elements, proof, &key).expect("the proof holds")));
        }
    }

    fn bare_finalize(&self) -> impl FnMut() {
        move || drop(black_box(bare_finalize(black_box(self))))
    }
}

/// Evaluates bytes to bytes with nothing but the crate.
fn bare_evaluate(server: &VoprfServer<Ristretto255>, blinded: &[u8], rng: &mut Older) -> Evaluated {
    let blinded = decode(blinded);
    let prepared: Vec<_> = server.batch_blind_evaluate_prepare(blinded.iter()).collect();
    let finished = server.batch_blind_evaluate_finish(rng, blinded.iter(), &prepared);
    let finished = finished.expect("as many prepared as blinded");
    let elements = finished.messages.flat_map(|element| element.serialize()).collect();
    Evaluated { elements, proof: finished.proof.serialize().to_vec() }
}

fn bare_blind(inputs: &[Vec<u8>], rng: &mut Older) -> (Vec<VoprfClient<Ristretto255>>, Vec<u8>) {
    let mut clients = Vec::with_capacity(inputs.len());
    let mut blinded = Vec::with_capacity(inputs.len() * ELEMENT_LEN);
    for input in inputs {
        let one = VoprfClient::blind(input, rng).expect("a short input");
        blinded.extend_from_slice(&one.message.serialize());
        clients.push(one.state);
    }
    (clients, blinded)
}

fn bare_finalize(world: &World) -> Vec<[u8; 64]> {
    let Evaluated { elements, proof } = &world.bare_evaluated;
    let key = Ristretto255::deserialize_elem(world.secret.public().as_bytes()).expect("a key");
    let proof = Proof::deserialize(proof).expect("a proof");
    let elements: Vec<_> =
        elements.chunks(ELEMENT_LEN).map(|bytes| EvaluationElement::deserialize(bytes).expect("an element")).collect();
    let outputs = VoprfClient::batch_finalize(&world.inputs, &world.clients, &elements, &proof, key);
    outputs.expect("the proof holds").map(|output| output.expect("a short input").into()).collect()
}

fn decode(blinded: &[u8]) -> Vec<BlindedElement<Ristretto255>> {
    let each = blinded.chunks(ELEMENT_LEN);
    each.map(|bytes| BlindedElement::deserialize(bytes).expect("an element")).collect()
}

/// Looks through a table for any of a query's tags, none of which is there: an entry costs the same either way.
fn scan() -> impl FnMut() {
    let query = QueryId::from_bytes([2; 16]);
    let mut rng = rng();
    let random_key = |_| {
        let mut key = [0; 32];
        rng.fill_bytes(&mut key);
        MatchKey::from_bytes(key)
    };
    let table: Vec<MatchKey> = (0..TABLE).map(random_key).collect();
    let tags = [Tag::from_bytes([9; 16]); limits::TAGS];
    move || {
        let hits = table.iter().filter(|key| matches_any(&key.tag(&query), black_box(&tags)));
        assert_eq!(black_box(hits.count()), 0);
    }
}

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed(SEED)
}

/// The same randomness as the crate wants it.
struct Older(ChaCha20Rng);

impl rand_core_06::RngCore for Older {
    fn next_u32(&mut self) -> u32 {
        self.0.next_u32()
    }

    fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core_06::Error> {
        self.0.fill_bytes(bytes);
        Ok(())
    }
}

impl rand_core_06::CryptoRng for Older {}
