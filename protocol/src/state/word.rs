//! Words along requests as a node keeps them, and requests that belong together.
//!
//! Both are kept as long as the route they belong to, and forgotten with it.

use serde::{Deserialize, Serialize};

use crate::id::{Blob, MemberKey, OfferRef, WordId};
use crate::local::PreparedRequest;
use crate::state::State;
use crate::time::Timestamp;

/// A word of one request, by its id: it passes once in each direction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WordRow {
    /// Where it came from first: a reply goes back there.
    pub whence: Whence,
    /// What became of it on the way to the asker.
    pub up: Option<Passage>,
    /// What became of it on the way from the asker.
    pub down: Option<Passage>,
}

/// Where a word came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whence {
    /// The asker, or the node nearer to them.
    Above,
    /// The node the request went on to.
    Below,
    /// A member of this node whom the request stood before.
    Member(MemberKey),
}

/// What became of a word in one direction.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Passage {
    /// It went on, or was put away by its reader.
    Gone,
    /// It is kept for a member of this node.
    Kept {
        /// Who may open it.
        member: MemberKey,
        /// The word.
        sealed: Blob,
        /// When it is shown: on the release grid.
        shown_at: Timestamp,
    },
}

/// One of several requests that were signed at once, each to go along its own offer at its own time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Standby {
    /// The offer of the first of them.
    pub set: OfferRef,
    /// The request, while it waits for its time.
    pub held: Option<HeldRequest>,
}

/// A request that waits for the date it was signed for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HeldRequest {
    /// Whose it is.
    pub member: MemberKey,
    /// As the device made it.
    pub prepared: PreparedRequest,
    /// When it leaves, whatever became of the others.
    pub release: Timestamp,
}

impl State {
    /// The words of one request.
    pub fn words_of(&self, offer: &OfferRef) -> impl Iterator<Item = (&WordId, &WordRow)> {
        let all = (*offer, WordId::from_bytes([0; 16]))..=(*offer, WordId::from_bytes([0xff; 16]));
        self.words.range(all).map(|((_, word), row)| (word, row))
    }

    /// Forgets the words of one request.
    pub fn forget_words(&mut self, offer: &OfferRef) {
        let words: Vec<WordId> = self.words_of(offer).map(|(word, _)| *word).collect();
        for word in words {
            self.words.remove(&(*offer, word));
        }
    }

    /// Lets go of what the words of one request say. That each passed is remembered: none passes twice.
    pub fn wipe_words(&mut self, offer: &OfferRef) {
        let words: Vec<WordId> = self.words_of(offer).map(|(word, _)| *word).collect();
        for word in words {
            let Some(row) = self.words.edit(&(*offer, word)) else { continue };
            let kept = [&mut row.up, &mut row.down].into_iter().flatten();
            kept.for_each(|passage| *passage = Passage::Gone);
        }
    }

    /// When a request that is held for this offer leaves.
    pub fn held_until(&self, offer: &OfferRef) -> Option<Timestamp> {
        Some(self.standby.row(offer)?.held.as_ref()?.release)
    }
}
