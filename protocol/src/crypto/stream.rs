//! Named random streams: every purpose draws from its own, so that one draw more in one place
//! never shifts what another place draws.
//!
//! Two runs that differ in one fact can then be compared byte for byte, and a run is replayed from its seed.
//! The seed itself is handed in by the shell; nothing here asks the system for randomness.

use std::collections::BTreeMap;
use std::fmt;

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::crypto::Label;

/// Where randomness comes from: each call opens a fresh stream for one purpose.
pub trait Randomness {
    /// Opens the next stream for `purpose`.
    fn stream(&mut self, purpose: Purpose) -> ChaCha20Rng;
}

/// What a stream is drawn for. The numbers are part of a stream's key: a new purpose takes a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// The id of a question.
    QueryId = 1,
    /// The key offers to a question are sealed to.
    ReplyKey = 2,
    /// Tags that stand for nobody, and the order of all four.
    TagFill = 3,
    /// Avoid marks that stand for nobody.
    AvoidFill = 4,
    /// The id of one forwarded frame.
    BranchId = 5,
    /// Which of the organisation's bridges an own question names.
    EntryDraw = 6,
    /// The reference of an offer on one link.
    OfferRef = 7,
    /// Sealing an offer.
    OfferSeal = 8,
    /// The order in which offers of one tick leave.
    OfferShuffle = 9,
    /// The id of an evaluation chunk on one link.
    EvalId = 10,
    /// Blinding handles, and the elements that fill a chunk.
    Blinding = 11,
    /// The proof over an evaluated chunk.
    EvaluationProof = 12,
    /// Receipts that stand for nobody.
    ReceiptFill = 13,
    /// The id of an answer.
    AnswerId = 14,
    /// The id of something in an inbox.
    ItemId = 15,
    /// The id of an organisation's record.
    OrgRecordId = 16,
    /// The secret of an invitation.
    InviteSecret = 17,
    /// The id of a bridge.
    BridgeId = 18,
    /// The seed of an evaluation key.
    EpochSeed = 19,
    /// The order of handles in the chunks of a table.
    TableShuffle = 20,
    /// When a new epoch's chunks are fetched ahead.
    Prefetch = 21,
    /// A device's own keys and seals.
    Device = 22,
    /// References of frames towards local members.
    Reference = 23,
    /// How long to wait before trying again.
    Backoff = 24,
    /// When a question that keeps looking is asked afresh.
    AskAfresh = 40,
    /// At what time of day knocks leave for a peer.
    KnockHour = 41,
    /// Knocks that stand for nobody, tags of a knock that do, and the order of both.
    KnockFill = 42,
    /// The salt of the suppression list.
    SuppressionSalt = 49,
}

impl Purpose {
    /// All purposes, for tests that compare their streams.
    pub const ALL: [Self; 28] = [
        Self::QueryId,
        Self::ReplyKey,
        Self::TagFill,
        Self::AvoidFill,
        Self::BranchId,
        Self::EntryDraw,
        Self::OfferRef,
        Self::OfferSeal,
        Self::OfferShuffle,
        Self::EvalId,
        Self::Blinding,
        Self::EvaluationProof,
        Self::ReceiptFill,
        Self::AnswerId,
        Self::ItemId,
        Self::OrgRecordId,
        Self::InviteSecret,
        Self::BridgeId,
        Self::EpochSeed,
        Self::TableShuffle,
        Self::Prefetch,
        Self::Device,
        Self::Reference,
        Self::Backoff,
        Self::AskAfresh,
        Self::KnockHour,
        Self::KnockFill,
        Self::SuppressionSalt,
    ];
}

/// Streams that follow from one seed, a node's name and a count per purpose.
///
/// A stream's key is SHA-256(seed ‖ label ‖ u16 BE length of the name ‖ name ‖ u8 purpose ‖ u64 BE count).
/// Two nodes of one simulation share the seed and differ in the name; a real node draws a new seed at every
/// start, because counts begin at zero again.
pub struct SeededStreams {
    seed: Zeroizing<[u8; 32]>,
    name: String,
    opened: BTreeMap<Purpose, u64>,
}

impl SeededStreams {
    /// Streams of the node called `name`, of which the first 65 535 bytes count.
    pub fn new(seed: [u8; 32], name: &str) -> Self {
        Self { seed: Zeroizing::new(seed), name: name.to_owned(), opened: BTreeMap::new() }
    }

    fn key(&self, purpose: Purpose, count: u64) -> [u8; 32] {
        let len = u16::try_from(self.name.len()).unwrap_or(u16::MAX);
        let key = Sha256::new()
            .chain_update(self.seed.as_slice())
            .chain_update(Label::Stream.as_bytes())
            .chain_update(len.to_be_bytes())
            .chain_update(&self.name.as_bytes()[..usize::from(len)])
            .chain_update([purpose as u8])
            .chain_update(count.to_be_bytes());
        key.finalize().into()
    }
}

impl Randomness for SeededStreams {
    fn stream(&mut self, purpose: Purpose) -> ChaCha20Rng {
        let opened = self.opened.entry(purpose).or_default();
        let count = *opened;
        *opened += 1;
        ChaCha20Rng::from_seed(self.key(purpose, count))
    }
}

impl fmt::Debug for SeededStreams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SeededStreams(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand_core::Rng;

    use super::*;

    #[test]
    fn one_more_draw_for_one_purpose_shifts_no_other() {
        let mut quiet = SeededStreams::new([7; 32], "north");
        let mut busy = SeededStreams::new([7; 32], "north");

        for _ in 0..5 {
            first_draw(&mut busy, Purpose::Backoff);
        }
        let mut long = busy.stream(Purpose::OfferSeal);
        long.fill_bytes(&mut [0; 10_000]);

        for purpose in Purpose::ALL {
            if purpose != Purpose::Backoff && purpose != Purpose::OfferSeal {
                assert_eq!(first_draw(&mut quiet, purpose), first_draw(&mut busy, purpose));
            }
        }
    }

    #[test]
    fn how_much_was_drawn_from_one_stream_does_not_shift_the_next() {
        let mut little = SeededStreams::new([7; 32], "north");
        let mut much = SeededStreams::new([7; 32], "north");

        little.stream(Purpose::Blinding).next_u32();
        much.stream(Purpose::Blinding).fill_bytes(&mut [0; 999]);

        assert_eq!(first_draw(&mut little, Purpose::Blinding), first_draw(&mut much, Purpose::Blinding));
    }

    #[test]
    fn no_two_streams_are_alike() {
        let mut seen = BTreeSet::new();
        for (seed, name) in [([7; 32], "north"), ([7; 32], "south"), ([8; 32], "north")] {
            let mut streams = SeededStreams::new(seed, name);
            for purpose in Purpose::ALL {
                assert!(seen.insert(first_draw(&mut streams, purpose)));
                assert!(seen.insert(first_draw(&mut streams, purpose)));
            }
        }
    }

    #[test]
    fn the_same_seed_and_name_give_the_same_streams() {
        let mut first = SeededStreams::new([7; 32], "north");
        let mut again = SeededStreams::new([7; 32], "north");

        for purpose in Purpose::ALL {
            assert_eq!(first_draw(&mut first, purpose), first_draw(&mut again, purpose));
        }
    }

    #[test]
    fn streams_can_be_handed_on_as_a_trait_object_and_print_no_seed() {
        let mut streams = SeededStreams::new([7; 32], "north");

        assert_eq!(format!("{streams:?}"), "SeededStreams(…)");
        let handed_on: &mut dyn Randomness = &mut streams;
        handed_on.stream(Purpose::QueryId);
    }

    fn first_draw(streams: &mut SeededStreams, purpose: Purpose) -> [u8; 16] {
        let mut bytes = [0; 16];
        streams.stream(purpose).fill_bytes(&mut bytes);
        bytes
    }
}
