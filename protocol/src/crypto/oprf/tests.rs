//! RFC 9497's vectors through our own calls, and what a chunk must refuse.

use std::collections::BTreeMap;

use chacha20::ChaCha20Rng;
use data_encoding::HEXLOWER;
use rand_core::{SeedableRng, TryCryptoRng, TryRng};

use super::*;
use crate::id::{OrgId, QueryId, Tag};

const RFC_9497: &str = include_str!("../../../../tests/vectors/rfc9497.txt");

#[test]
fn the_vectors_of_rfc_9497_come_out_batch_of_two_included() {
    let vectors = blocks(RFC_9497);
    let (key, batches) = vectors.split_first().unwrap();
    let secret = EpochSecret::from_seed(&one(&key["Seed"]).try_into().unwrap(), &one(&key["KeyInfo"]));
    assert_eq!(secret.0.serialize()[..32], one(&key["skSm"])[..]);
    assert_eq!(secret.public().as_bytes()[..], one(&key["pkSm"])[..]);
    assert_eq!(batches.len(), 3);

    for vector in batches {
        let inputs = many(&vector["Input"]);
        let (blinds, elements) = Blinds::batch(&inputs, &[], &mut Scalars::of(&vector["Blind"]));
        let evaluated = secret.evaluate(&elements, &mut Scalars::of(&vector["ProofRandomScalar"])).unwrap();
        let outputs = blinds.finalize(&inputs, &evaluated.elements, &evaluated.proof, &secret.public()).unwrap();

        assert_eq!(elements, many(&vector["BlindedElement"]).concat());
        assert_eq!(evaluated.elements, many(&vector["EvaluationElement"]).concat());
        assert_eq!(evaluated.proof, one(&vector["Proof"]));
        assert_eq!(outputs.iter().map(|output| output.0.to_vec()).collect::<Vec<_>>(), many(&vector["Output"]));
        for (input, output) in inputs.iter().zip(&outputs) {
            assert_eq!(&secret.output(input), output);
        }
    }
}

#[test]
fn a_holder_and_the_origin_come_to_the_same_outputs_even_after_a_restart() {
    let world = World::new(3);

    let kept = serde_json::to_string(&world.blinds).unwrap();
    let restored: Blinds = serde_json::from_str(&kept).unwrap();
    let outputs = world.finalize(&restored).unwrap();

    let direct: Vec<Output> = world.inputs.iter().map(|input| world.secret.output(input)).collect();
    assert_eq!(outputs, direct);
}

#[test]
fn a_chunk_has_the_same_size_for_no_input_and_for_all() {
    let empty = World::new(0);
    let full = World::new(CHUNK);

    assert_eq!(empty.elements.len(), CHUNK * ELEMENT_LEN);
    assert_eq!(full.elements.len(), CHUNK * ELEMENT_LEN);
    assert_eq!(empty.finalize(&empty.blinds), Ok(Vec::new()));
    assert_eq!(full.finalize(&full.blinds).unwrap().len(), CHUNK);
}

#[test]
fn an_origin_refuses_other_sizes_identities_and_bytes_that_are_no_element() {
    let world = World::new(1);
    let mut rng = ChaCha20Rng::from_seed([3; 32]);
    let short = &world.elements[ELEMENT_LEN..];
    let mut identity = world.elements.clone();
    identity[7 * ELEMENT_LEN..8 * ELEMENT_LEN].fill(0);
    let mut negative = world.elements.clone();
    negative[479 * ELEMENT_LEN..].copy_from_slice(&[&[1], [0; 31].as_slice()].concat());
    let mut uncanonical = world.elements.clone();
    uncanonical[..ELEMENT_LEN].fill(0xff);

    let mut refusal = |elements: &[u8]| world.secret.evaluate_chunk(elements, &mut rng).unwrap_err();

    assert_eq!(refusal(short), OprfError::WrongLength { expected: 15_360, found: 15_328 });
    assert_eq!(refusal(&identity), OprfError::NotAnElement { index: 7 });
    assert_eq!(refusal(&negative), OprfError::NotAnElement { index: 479 });
    assert_eq!(refusal(&uncanonical), OprfError::NotAnElement { index: 0 });
}

#[test]
fn a_swapped_truncated_or_rekeyed_chunk_fails_its_proof() {
    let world = World::new(2);
    let inputs = &world.inputs;
    let Evaluated { elements, proof } = &world.evaluated;
    let key = world.secret.public();
    let other = EpochSecret::derive(&[9; 32], 1).public();
    let identity = EpochKey::from_bytes([0; 32]);
    let mut swapped = elements.clone();
    swapped[400 * ELEMENT_LEN..402 * ELEMENT_LEN].rotate_left(ELEMENT_LEN);
    let mut forged = proof.clone();
    forged[40] ^= 1;

    let finalize =
        |elements: &[u8], proof: &[u8], key| world.blinds.finalize(inputs, elements, proof, key).unwrap_err();

    assert_eq!(finalize(&swapped, proof, &key), OprfError::ProofFails);
    assert_eq!(finalize(elements, &forged, &key), OprfError::ProofFails);
    assert_eq!(finalize(elements, proof, &other), OprfError::ProofFails);
    assert_eq!(finalize(elements, proof, &identity), OprfError::NotAKey);
    assert_eq!(finalize(&elements[32..], proof, &key), OprfError::WrongLength { expected: 15_360, found: 15_328 });
    assert_eq!(finalize(elements, &proof[1..], &key), OprfError::WrongLength { expected: 64, found: 63 });
    assert_eq!(
        world.blinds.finalize(&inputs[1..], elements, proof, &key),
        Err(OprfError::OtherInputs { expected: 2, found: 1 })
    );
}

#[test]
fn damaged_blinds_are_refused_and_not_trusted() {
    let world = World::new(2);
    let mut short = world.blinds.clone();
    short.state.truncate(100);
    let mut zero = world.blinds.clone();
    zero.state[..32].fill(0);

    assert!(world.finalize(&short).is_err());
    assert_eq!(world.finalize(&zero), Err(OprfError::BlindsDamaged));
}

#[test]
fn tags_of_two_queries_for_one_person_have_nothing_in_common() {
    let secret = EpochSecret::derive(&[1; 32], 1);
    let org = OrgId::from_bytes([2; 32]);
    let key = MatchKey::derive(&secret.output(b"somebody"), &org, 1);
    let (first, second) = (QueryId::from_bytes([3; 16]), QueryId::from_bytes([4; 16]));

    assert_ne!(key.tag(&first), key.tag(&second));
    assert_ne!(key, MatchKey::derive(&secret.output(b"somebody"), &org, 2));
    assert_ne!(key.tag(&first).as_bytes()[..8], key.avoid_mark(&first).as_bytes()[..]);
}

#[test]
fn a_tag_is_found_at_every_place_and_nowhere_else() {
    let tags = [1, 2, 3, 4].map(|byte| Tag::from_bytes([byte; 16]));

    assert!(tags.iter().all(|tag| matches_any(tag, &tags)));
    assert!(!matches_any(&Tag::from_bytes([5; 16]), &tags));
    assert!(!matches_any(&tags[0], &[]));
}

#[test]
fn secrets_print_nothing_of_themselves() {
    let world = World::new(1);
    let output = world.secret.output(b"somebody");
    let key = MatchKey::derive(&output, &OrgId::from_bytes([2; 32]), 1);

    assert_eq!(
        format!("{:?} {:?} {output:?} {key:?}", world.secret, world.blinds),
        "EpochSecret(…) Blinds(…) Output(…) MatchKey(…)"
    );
}

/// One holder's chunk and what the origin made of it.
struct World {
    secret: EpochSecret,
    inputs: Vec<Vec<u8>>,
    blinds: Blinds,
    elements: Vec<u8>,
    evaluated: Evaluated,
}

impl World {
    fn new(count: usize) -> Self {
        let mut rng = ChaCha20Rng::from_seed([5; 32]);
        let secret = EpochSecret::derive(&[1; 32], 1);
        let inputs: Vec<Vec<u8>> = (0..count).map(|number| format!("input {number}").into_bytes()).collect();
        let (blinds, elements) = Blinds::chunk(&inputs, &mut rng);
        let evaluated = secret.evaluate_chunk(&elements, &mut rng).unwrap();
        Self { secret, inputs, blinds, elements, evaluated }
    }

    fn finalize(&self, blinds: &Blinds) -> Result<Vec<Output>, OprfError> {
        blinds.finalize(&self.inputs, &self.evaluated.elements, &self.evaluated.proof, &self.secret.public())
    }
}

/// Gives the vectors' scalars one after the other: each is drawn as 64 bytes and reduced.
struct Scalars(Vec<u8>);

impl Scalars {
    fn of(text: &str) -> Self {
        Self(many(text).iter().flat_map(|scalar| [scalar.as_slice(), &[0; 32]].concat()).collect())
    }
}

impl TryRng for Scalars {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        unreachable!("scalars are drawn as bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        unreachable!("scalars are drawn as bytes")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        bytes.copy_from_slice(&self.0.drain(..bytes.len()).collect::<Vec<_>>());
        Ok(())
    }
}

impl TryCryptoRng for Scalars {}

fn blocks(text: &str) -> Vec<BTreeMap<&str, String>> {
    let bodies = text.split("\n\n").skip(1);
    let pairs = bodies.map(|body| body.lines().filter_map(|line| line.split_once(" = ")));
    pairs.map(|lines| lines.map(|(name, value)| (name, value.to_owned())).collect()).collect()
}

fn one(hex: &str) -> Vec<u8> {
    HEXLOWER.decode(hex.as_bytes()).unwrap()
}

fn many(hex: &str) -> Vec<Vec<u8>> {
    hex.split(',').map(one).collect()
}
