//! Private matching: the asker's organisation evaluates handles it can't see (RFC 9497, VOPRF mode,
//! ristretto255-SHA512), one proof per chunk of 480.
//!
//! A holder blinds its handles ([`Blinds`]), the origin evaluates them ([`EpochSecret`]), the holder checks
//! the proof and unblinds ([`Blinds::finalize`]). What a query's tags are made of is [`MatchKey`].
//! The crate below speaks an older rand_core and an older curve: only bytes and [`Draws`] pass between.
//! How many chunks anybody may have evaluated is not counted here.

use std::fmt;

use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use voprf::{BlindedElement, EvaluationElement, Group, Proof, Ristretto255, VoprfClient, VoprfServer};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::crypto::Label;
use crate::id::EpochKey;

mod match_key;

pub use match_key::{MatchKey, matches_any};

/// Elements in a chunk, always: fewer handles are filled up with random ones.
pub const CHUNK: usize = 480;
/// Length of a group element.
pub const ELEMENT_LEN: usize = 32;
/// Length of a proof.
pub const PROOF_LEN: usize = 64;

/// A chunk, a proof or a key is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OprfError {
    /// Too many or too few bytes.
    #[error("expected {expected} bytes of elements or proof, found {found}")]
    WrongLength {
        /// Bytes there should be.
        expected: usize,
        /// Bytes there are.
        found: usize,
    },
    /// Not a canonical group element, or the identity.
    #[error("element {index} is no canonical group element or the identity")]
    NotAnElement {
        /// Its place in the chunk.
        index: usize,
    },
    /// The epoch's public key is no element, or the identity.
    #[error("epoch key is no canonical group element or the identity")]
    NotAKey,
    /// The proof doesn't show that all elements were evaluated under the epoch's key.
    #[error("proof does not hold")]
    ProofFails,
    /// Other inputs than those blinded.
    #[error("chunk was blinded for {expected} inputs, found {found}")]
    OtherInputs {
        /// Inputs that were blinded.
        expected: usize,
        /// Inputs handed in.
        found: usize,
    },
    /// The kept blinds can't be read back.
    #[error("kept blinds are damaged")]
    BlindsDamaged,
}

/// An organisation's evaluation key for one epoch. Deleting the seed deletes every table made under it.
pub struct EpochSecret(VoprfServer<Ristretto255>);

impl EpochSecret {
    /// Derives the key of `epoch`: DeriveKeyPair(seed, label ‖ BE32(epoch)).
    pub fn derive(seed: &[u8; 32], epoch: u32) -> Self {
        Self::from_seed(seed, &[Label::Oprf.as_bytes(), &epoch.to_be_bytes()].concat())
    }

    fn from_seed(seed: &[u8; 32], info: &[u8]) -> Self {
        let server = VoprfServer::new_from_seed(seed, info);
        Self(server.expect("a short info string derives a key but for one seed in 2^64000"))
    }

    /// The public half, named in every question of the epoch.
    pub fn public(&self) -> EpochKey {
        EpochKey::from_bytes(element_bytes(self.0.get_public_key()))
    }

    /// Evaluates a chunk of exactly [`CHUNK`] blinded elements and proves that one key served all.
    ///
    /// # Errors
    /// If there are more or fewer elements, or one is not canonical or the identity.
    pub fn evaluate_chunk(&self, elements: &[u8], rng: &mut impl CryptoRng) -> Result<Evaluated, OprfError> {
        expect_length(elements, CHUNK * ELEMENT_LEN)?;
        self.evaluate(elements, rng)
    }

    fn evaluate(&self, elements: &[u8], rng: &mut impl CryptoRng) -> Result<Evaluated, OprfError> {
        let blinded = decode(elements, BlindedElement::deserialize)?;
        let prepared: Vec<_> = self.0.batch_blind_evaluate_prepare(blinded.iter()).collect();
        let finished = self
            .0
            .batch_blind_evaluate_finish(&mut Draws(rng), blinded.iter(), &prepared)
            .expect("as many elements were prepared as blinded, fewer than 2^16");

        let mut evaluated = Vec::with_capacity(elements.len());
        for element in finished.messages {
            evaluated.extend_from_slice(&element.serialize());
        }
        Ok(Evaluated { elements: evaluated, proof: finished.proof.serialize().to_vec() })
    }

    /// Evaluates one of the organisation's own inputs, without blinding: a handle it asks about.
    pub fn output(&self, input: &[u8]) -> Output {
        let output = self.0.evaluate(input).expect("an OPRF input is shorter than 65 536 bytes");
        Output(output.into())
    }
}

impl fmt::Debug for EpochSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EpochSecret(…)")
    }
}

/// What an origin sends back for a chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluated {
    /// The evaluated elements, in the order of the blinded ones.
    pub elements: Vec<u8>,
    /// One proof over all of them, 64 B.
    pub proof: Vec<u8>,
}

/// What a holder keeps of a chunk until it comes back evaluated. It survives a restart.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct Blinds {
    real: u16,
    /// For each element its blind (32 B) and the blinded element (32 B), the real ones first.
    state: Vec<u8>,
}

impl Blinds {
    /// Blinds up to [`CHUNK`] inputs, and random ones to fill the chunk: the same work whatever their number.
    ///
    /// # Panics
    /// If there are more than [`CHUNK`] inputs, or one is longer than 65 535 bytes.
    pub fn chunk(inputs: &[Vec<u8>], rng: &mut impl CryptoRng) -> (Self, Vec<u8>) {
        assert!(inputs.len() <= CHUNK, "a chunk has room for {CHUNK} inputs, not {}", inputs.len());
        let filling = (inputs.len()..CHUNK).map(|_| {
            let mut input = vec![0; FILLING_LEN];
            rng.fill_bytes(&mut input);
            input
        });
        let filling: Vec<Vec<u8>> = filling.collect();
        Self::batch(inputs, &filling, rng)
    }

    fn batch(inputs: &[Vec<u8>], filling: &[Vec<u8>], rng: &mut impl CryptoRng) -> (Self, Vec<u8>) {
        let count = inputs.len() + filling.len();
        let mut state = Vec::with_capacity(count * STATE_LEN);
        let mut elements = Vec::with_capacity(count * ELEMENT_LEN);
        for input in inputs.iter().chain(filling) {
            let blinded = VoprfClient::<Ristretto255>::blind(input, &mut Draws(rng))
                .expect("an OPRF input is shorter than 65 536 bytes");
            let kept = Zeroizing::new(<[u8; STATE_LEN]>::from(blinded.state.serialize()));
            state.extend_from_slice(kept.as_slice());
            elements.extend_from_slice(&kept[STATE_LEN - ELEMENT_LEN..]);
        }
        let real = u16::try_from(inputs.len()).expect("a chunk has fewer than 2^16 inputs");
        (Self { real, state }, elements)
    }

    /// How many of the chunk's elements stand for real inputs.
    pub fn inputs(&self) -> usize {
        usize::from(self.real)
    }

    /// Checks the proof over the whole chunk and returns the outputs of the real inputs, in their order.
    ///
    /// # Errors
    /// If anything has another length or form, or the chunk was not evaluated under `key`.
    pub fn finalize(
        &self,
        inputs: &[Vec<u8>],
        evaluated: &[u8],
        proof: &[u8],
        key: &EpochKey,
    ) -> Result<Vec<Output>, OprfError> {
        if inputs.len() != self.inputs() {
            return Err(OprfError::OtherInputs { expected: self.inputs(), found: inputs.len() });
        }
        expect_length(evaluated, self.state.len() / STATE_LEN * ELEMENT_LEN)?;
        expect_length(proof, PROOF_LEN)?;
        let key = Ristretto255::deserialize_elem(key.as_bytes()).map_err(|_| OprfError::NotAKey)?;
        let proof = Proof::deserialize(proof).map_err(|_| OprfError::ProofFails)?;
        let evaluated = decode(evaluated, EvaluationElement::deserialize)?;
        let clients = self.clients()?;
        let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();

        // The proof is checked over all elements at once; outputs are made as the inputs are walked through.
        let outputs = VoprfClient::batch_finalize(&inputs, &clients, &evaluated, &proof, key)
            .map_err(|_| OprfError::ProofFails)?;
        outputs.map(|output| output.map(|bytes| Output(bytes.into())).map_err(|_| OprfError::BlindsDamaged)).collect()
    }

    fn clients(&self) -> Result<Vec<VoprfClient<Ristretto255>>, OprfError> {
        let (kept, rest) = self.state.as_chunks::<STATE_LEN>();
        if !rest.is_empty() || kept.len() < self.inputs() {
            return Err(OprfError::BlindsDamaged);
        }
        kept.iter().map(|one| VoprfClient::deserialize(one).map_err(|_| OprfError::BlindsDamaged)).collect()
    }
}

impl fmt::Debug for Blinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blinds(…)")
    }
}

/// The evaluation of one handle: a pseudorandom value nobody can find without the epoch's key.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Output([u8; 64]);

impl Output {
    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Output(…)")
    }
}

/// A source of randomness of today's rand_core, as the crate below wants it.
struct Draws<'a, R>(&'a mut R);

impl<R: CryptoRng> rand_core_06::RngCore for Draws<'_, R> {
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

impl<R: CryptoRng> rand_core_06::CryptoRng for Draws<'_, R> {}

fn decode<T>(elements: &[u8], one: impl Fn(&[u8]) -> voprf::Result<T>) -> Result<Vec<T>, OprfError> {
    let each = elements.chunks(ELEMENT_LEN).enumerate();
    each.map(|(index, bytes)| one(bytes).map_err(|_| OprfError::NotAnElement { index })).collect()
}

fn expect_length(bytes: &[u8], expected: usize) -> Result<(), OprfError> {
    if bytes.len() != expected {
        return Err(OprfError::WrongLength { expected, found: bytes.len() });
    }
    Ok(())
}

fn element_bytes(element: <Ristretto255 as Group>::Elem) -> [u8; ELEMENT_LEN] {
    Ristretto255::serialize_elem(element).into()
}

const STATE_LEN: usize = 2 * ELEMENT_LEN;
const FILLING_LEN: usize = 32;

#[cfg(test)]
mod tests;
