//! The rows of the tables: what a node remembers of itself, its members, people, peers and frames.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::crypto::oprf::{Blinds, MatchKey};
use crate::id::{
    AskId, Blob, BranchId, ContactId, EpochKey, EvalId, MemberKey, OfferRef, OrgId, QueryId, RequestId, SealKey,
};
use crate::invitation::LinkSecret;
use crate::local::view::{BridgeState, PeerState};
use crate::local::{MatchedBy, Whom};
use crate::message::{
    BridgeAccept, BridgeConfirm, BridgeTerms, Card, CoSigned, Consent, Kind, KnockBody, MemberCert, PeerInfo,
    RequestCore, Signed, Strength,
};
use crate::private::Private;
use crate::time::Timestamp;
use crate::trust::{EdgePolicy, Handle, Label};

/// The node itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NodeRecord {
    /// Counts up with every restore from a backup.
    pub incarnation: u64,
    /// Counts up with every update told to peers.
    pub update_seq: u64,
    /// What peers were last told of this node.
    pub told: Option<PeerInfo>,
    /// Matching epochs whose key is still needed; the last is the current one.
    pub epochs: Vec<Epoch>,
}

/// One matching epoch of this node.
#[derive(Clone, Serialize, Deserialize)]
pub struct Epoch {
    /// Its number.
    pub epoch: u32,
    /// The seed its key is derived from.
    pub seed: [u8; 32],
    /// When the next one begins.
    pub until: Timestamp,
}

/// A member of the organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    /// How the organisation calls them.
    pub name: Private<String>,
    /// Their certificate as signed.
    pub cert: CoSigned<MemberCert>,
    /// What it says.
    pub content: MemberCert,
    /// Whether they left.
    pub removed: bool,
    /// How many contacts they ever made: the number of the last.
    pub contacts_made: u32,
    /// The member's own number, given once, counting up from 0.
    pub number: u32,
}

/// An invitation of a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MemberInvite {
    /// Proves that the link was given.
    pub secret: LinkSecret,
    /// How the organisation calls them.
    pub name: Private<String>,
    /// Until when it serves.
    pub expires: Timestamp,
    /// Who used it.
    pub used_by: Option<MemberKey>,
}

/// A letter key in a pool.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LetterKey {
    /// The public half.
    pub public: SealKey,
    /// The private half under the member's vault key.
    pub wrapped: Blob,
    /// When it was given to an offer; each serves one.
    pub given: Option<Timestamp>,
}

/// One import of a member, as long as it can be undone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Import {
    /// What sort of file it was.
    pub source: String,
    /// When.
    pub at: Timestamp,
    /// Contacts it brought.
    pub added: BTreeSet<ContactId>,
    /// Contacts it changed, as they were before.
    pub changed: BTreeMap<ContactId, Before>,
}

/// A contact as it was before an import: the packed rows of [`crate::state::contact`], with their formats.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Before {
    /// The edge.
    pub edge: Blob,
    /// The details.
    pub details: Blob,
}

/// An organisation as members know it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrgRecord {
    /// What it is called.
    pub name: Private<String>,
    /// Other names and spellings.
    pub aliases: Vec<Private<String>>,
    /// Its domains.
    pub domains: Vec<Private<String>>,
    /// The member who confirmed it last.
    pub confirmed_by: MemberKey,
    /// When.
    pub confirmed: Timestamp,
}

/// A bridge as one side knows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bridge {
    /// This side's member.
    pub member: MemberKey,
    /// Where it stands.
    pub state: BridgeState,
    /// Until when an open link may be taken up.
    pub expires: Timestamp,
    /// How well this side's member knows the other.
    pub strength: Strength,
    /// What the bridge may serve.
    pub policy: EdgePolicy,
    /// The other side, once known.
    pub far: Option<Far>,
    /// The terms, once made.
    pub terms: Option<Signed<BridgeTerms>>,
}

/// The far side of a bridge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Far {
    /// Their organisation.
    pub org: OrgId,
    /// They.
    pub member: MemberKey,
    /// How they introduced themselves, once they did.
    pub card: Option<Card>,
}

/// Another organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Peer {
    /// Where the peering stands.
    pub state: PeerState,
    /// What it told of itself.
    pub info: Option<PeerInfo>,
    /// Where it is dialled: only what an admin entered or the peer told in the ceremony.
    pub addrs: Vec<String>,
    /// The highest update taken from it.
    pub seq: u64,
    /// The highest incarnation seen of it.
    pub incarnation: u64,
    /// Our own request to it, while it is unanswered.
    pub joining: Option<OutgoingJoin>,
    /// The epoch of ours that the two counts belong to.
    pub metered_epoch: u32,
    /// Chunks evaluated for the peer's own table.
    pub chunks_own: u32,
    /// Chunks evaluated or passed up for tables behind the peer.
    pub chunks_behind: u32,
    /// Persons, by number, whose owners' standing consents answered over this link, and when last.
    pub standing: BTreeMap<u32, Timestamp>,
}

/// A request to become a peer that this node repeats until it is answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutgoingJoin {
    /// The block, the same at every try.
    #[serde(with = "crate::id::bytes")]
    pub block: Vec<u8>,
    /// How often it was tried.
    pub tries: u32,
    /// Until when to try.
    pub expires: Timestamp,
}

/// An invitation of another organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerInvite {
    /// Proves that the token was given.
    pub secret: LinkSecret,
    /// Until when it serves.
    pub expires: Timestamp,
    /// Who used it.
    pub used_by: Option<OrgId>,
}

/// A member's question.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ask {
    /// Who asks.
    pub member: MemberKey,
    /// What is asked for.
    pub kind: Kind,
    /// Whom it is about.
    pub handles: Vec<Handle>,
    /// The query it became.
    pub query: QueryId,
    /// When it was made.
    pub created: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// Whether it is over.
    pub closed: bool,
    /// Whether the question has left.
    pub sent: bool,
}

/// Something waiting for a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Item {
    /// When it came.
    pub arrived: Timestamp,
    /// When it goes.
    pub expires: Timestamp,
    /// What it is.
    pub kind: ItemKind,
}

/// What waits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ItemKind {
    /// A match that the owner of an edge may let be offered.
    Prompt {
        /// The asking organisation.
        origin: OrgId,
        /// The question.
        query: QueryId,
        /// The owner's contact that matched.
        contact: ContactId,
        /// How the question reached the owner.
        label: Label,
    },
    /// A request to be passed on.
    Hop {
        /// Along which offer.
        offer: OfferRef,
    },
    /// A letter to be answered.
    Letter {
        /// Along which offer.
        offer: OfferRef,
    },
    /// Somebody took up the member's link.
    BridgeAccepted {
        /// What came.
        accept: Box<BridgeAccept>,
    },
    /// The bridge the member took up was confirmed.
    BridgeConfirmed {
        /// What came.
        confirm: Box<BridgeConfirm>,
    },
    /// A match other than of a contact by a handle: the member is sought, or less is sure.
    Found {
        /// The asking organisation.
        origin: OrgId,
        /// The question.
        query: QueryId,
        /// Whom or what it found.
        whom: Whom,
        /// What they have in common.
        by: MatchedBy,
        /// How the question reached the member.
        label: Label,
    },
    /// An alert somebody brought.
    Alert {
        /// The request it is.
        request: RequestId,
    },
    /// A member of a peer knocks.
    Knock {
        /// The peer.
        org: OrgId,
        /// Who knocks, and the link they offer, signed by their device.
        body: Box<Signed<KnockBody>>,
    },
}

/// An answer to an own request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnAnswer {
    /// The ask.
    pub ask: AskId,
    /// Who asked.
    pub member: MemberKey,
    /// The request.
    pub core: Signed<RequestCore>,
    /// The asker's consent.
    pub consent: Signed<Consent>,
    /// The key the letter was sealed to.
    pub letter_key: SealKey,
    /// The answer.
    pub sealed: Blob,
    /// Its receipts.
    pub receipts: Vec<Blob>,
    /// When it is shown: on the release grid, as everything that comes back.
    pub shown_at: Timestamp,
    /// What the asker's device said of it.
    pub verified: Option<bool>,
}

/// Handles of this node's people, evaluated under an origin's key of one epoch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MatchTable {
    /// The origin's key; a second one for the same epoch is refused.
    pub key: EpochKey,
    /// When it was begun.
    pub made: Timestamp,
    /// When new handles are next sent, if there are any or not.
    pub next_batch: Timestamp,
    /// Chunks sent in all.
    pub chunks: u32,
    /// What came back, proof checked.
    pub entries: Arc<Vec<TableEntry>>,
}

/// One evaluated handle.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TableEntry {
    /// Makes this query's tag.
    pub key: MatchKey,
    /// The handle.
    pub handle: Handle,
}

/// A chunk this node sent for evaluation.
#[derive(Clone, Serialize, Deserialize)]
pub struct Evaluation {
    /// Under whose key.
    pub origin: OrgId,
    /// Of which epoch.
    pub epoch: u32,
    /// The handles inside, in order.
    pub handles: Vec<Handle>,
    /// What unblinds them, once they are blinded.
    pub blinds: Option<Blinds>,
    /// The link it goes up.
    pub peer: OrgId,
    /// The branch of a question it goes up along; `None` straight to a direct peer.
    pub branch: Option<BranchId>,
    /// When it is given up.
    pub expires: Timestamp,
}

/// A chunk that came over a link and was charged to it: passed up for a node further down, or evaluated here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EvalRoute {
    /// The link it came from.
    pub down: OrgId,
    /// What it is called there.
    pub eval: EvalId,
    /// The link it went up; the own organisation once it was answered, or if it was evaluated here.
    pub up: OrgId,
    /// When it is forgotten.
    pub expires: Timestamp,
}

/// A frame taken and acknowledged, to be worked on at the next tick.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaitingFrame {
    /// Who sent it.
    pub peer: OrgId,
    /// The block as it came.
    #[serde(with = "crate::id::bytes")]
    pub block: Vec<u8>,
}

/// A frame that leaves at a tick of the release grid.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Held {
    /// To whom.
    pub peer: OrgId,
    /// The block.
    #[serde(with = "crate::id::bytes")]
    pub block: Vec<u8>,
    /// The tick.
    pub release: Timestamp,
}

/// A frame on its way to a peer, kept until it is settled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outgoing {
    /// The block, the same at every try.
    #[serde(with = "crate::id::bytes")]
    pub block: Vec<u8>,
}

/// Names a bridge row's far side shortly.
impl Bridge {
    /// Whether the far side is this member of this organisation.
    pub fn leads_to(&self, org: &OrgId, member: &MemberKey) -> bool {
        self.far.as_ref().is_some_and(|far| far.org == *org && far.member == *member)
    }
}

impl fmt::Debug for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Epoch({}, …)", self.epoch)
    }
}

impl fmt::Debug for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Evaluation(epoch {}, {} handles)", self.epoch, self.handles.len())
    }
}
