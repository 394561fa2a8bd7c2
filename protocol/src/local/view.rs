//! What the node shows its own members and admin: plain data, ready to be printed or drawn.
//!
//! A member sees own people, own asks, own inbox. Nothing here tells who declined or what did not match.

mod admin;
mod alert;
mod export;
mod health;
mod knock;
mod ledger;
mod look;
mod policy;
mod succession;
mod word;

use serde::{Deserialize, Serialize};

use crate::id::{
    AskId, Blob, BridgeId, ContactId, ImportId, ItemId, LetterKeyId, MemberKey, OfferRef, OrgId, QueryId, SealKey,
};
use crate::local::contact::About;
use crate::local::findable::{MatchedBy, Whom};
use crate::message::{
    Attribute, BridgeAccept, BridgeConfirm, BridgeTerms, Card, CoSigned, Consent, Kind, KnockBody, MemberCert,
    RequestCore, Signed, Strength,
};
use crate::private::Private;
use crate::time::{Span, Timestamp};
use crate::trust::{CountryCode, EdgePolicy, Handle};

pub use admin::{
    AdminLook, AdminSight, EvaluationView, InviteView, Invited, MemberView, PeerState, PeerView, StatusView,
};
pub use alert::{AlertAnswerView, AlertStage, AlertView, AlertsView, OwnAlertView};
pub use export::{
    ExportView, ExportedBefore, ExportedBridge, ExportedImport, ExportedKey, ExportedOffers, ExportedOrganisation,
    ExportedPassing,
};
pub use health::{HealthView, PeerHealth, SuppressionView};
pub use knock::{KnockState, KnockView};
pub use ledger::{LedgerView, NamedContact, NamedOrg, NamedPerson, NamedRecord};
pub use look::{MemberLook, MemberSight};
pub use policy::{LaterView, LimitsView, OrgPolicyView, PeerPolicyView};
pub use succession::{OwnSuccessionView, SuccessionView};
pub use word::{AnsweredView, LetterRule, ProposalView, WordTo, WordView};

/// Who a member is to the node.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MeView {
    /// The own organisation.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// The member.
    pub member: MemberKey,
    /// How the organisation calls the member.
    pub name: Private<String>,
    /// The certificate the node holds.
    pub cert: CoSigned<MemberCert>,
    /// Unused letter keys.
    pub letter_keys: usize,
    /// Where the node listens for peers.
    pub addrs: Vec<String>,
    /// How long an ask lives where the member does not say.
    pub query_life: Span,
    /// How long a request lives.
    pub request_life: Span,
    /// The least time between requests that are signed at once.
    pub fall_over: Span,
    /// The country phone numbers without a calling code belong to.
    pub country: Option<CountryCode>,
}

/// Somebody next to a member on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Their organisation.
    pub org: OrgId,
    /// They.
    pub member: MemberKey,
    /// The bridge between, `None` inside the organisation.
    pub bridge: Option<BridgeId>,
}

/// Something that waits for a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ItemView {
    /// The item.
    pub item: ItemId,
    /// When it came.
    pub arrived: Timestamp,
    /// When it goes.
    pub expires: Timestamp,
    /// What it is.
    pub waiting: Waiting,
}

/// What waits.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Waiting {
    /// "May we say that you know …?"
    Prompt {
        /// The asking organisation.
        origin: OrgId,
        /// As it calls itself.
        origin_name: String,
        /// Whether it is a direct peer; otherwise its name is not verified.
        origin_is_peer: bool,
        /// What is asked for.
        kind: Kind,
        /// Whom or what it found.
        whom: Whom,
        /// As the member calls them.
        name: Private<String>,
        /// What the question and they have in common.
        by: MatchedBy,
    },
    /// "Pass this on?"
    Hop {
        /// The request.
        request: Box<RequestView>,
        /// Who comes next.
        successor: Neighbour,
    },
    /// "A letter for you."
    Letter {
        /// The request.
        request: Box<RequestView>,
        /// The key it is sealed to.
        letter_key: LetterKeyId,
        /// Its public half.
        letter_key_public: SealKey,
        /// Its private half under the member's vault key.
        wrapped: Blob,
        /// The contact sought.
        name: Private<String>,
        /// Whom or what the question found.
        whom: Whom,
    },
    /// "Somebody took up your bridge link."
    BridgeAccepted {
        /// What came.
        accept: Box<BridgeAccept>,
    },
    /// "The bridge you took up was confirmed."
    BridgeConfirmed {
        /// The terms the member signed.
        terms: Signed<BridgeTerms>,
        /// What came.
        confirm: Box<BridgeConfirm>,
    },
    /// "Somebody knocks."
    Knock {
        /// Their organisation, a direct peer.
        org: OrgId,
        /// As it calls itself.
        org_name: String,
        /// Who they are, why they knock, and the link they offer, signed by their device.
        body: Box<Signed<KnockBody>>,
    },
    /// "Interested, or do you know who might be?"
    Alert {
        /// The alert.
        alert: Box<AlertView>,
    },
}

/// A request as it stands before one person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RequestView {
    /// What the origin signed.
    pub core: Signed<RequestCore>,
    /// The asking organisation as it calls itself.
    pub origin_name: String,
    /// Whether it is a direct peer or the own organisation; otherwise its name is not verified.
    pub origin_is_known: bool,
    /// Whom it comes from.
    pub predecessor: Neighbour,
    /// Their consent.
    pub consent: Signed<Consent>,
    /// Their certificate.
    pub cert: CoSigned<MemberCert>,
    /// Their word.
    pub connector_note: Private<String>,
}

/// Where an ask stands. There is no state that tells of a decline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskState {
    /// Nothing has come.
    Waiting,
    /// At least one path was offered.
    PathOffered,
    /// A request is under way.
    InProgress,
    /// An answer came and its whole chain held.
    Introduced,
    /// It is over.
    Closed,
}

/// One ask.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AskView {
    /// The ask.
    pub ask: AskId,
    /// What was asked for.
    pub kind: Kind,
    /// Whom it is about.
    pub handles: Vec<Handle>,
    /// When it was made.
    pub created: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// Where it stands.
    pub state: AskState,
    /// How many paths were offered.
    pub offers: usize,
    /// What whoever is sought has; shown as long as the question lives.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    /// Whether it is asked afresh when the node's reach grows.
    #[serde(default)]
    pub keeps_looking: bool,
    /// Of an appraisal: when everything about it is deleted.
    #[serde(default)]
    pub retain_until: Option<Timestamp>,
    /// What it led to, sealed by the member's device for itself.
    #[serde(default)]
    pub outcome: Option<Blob>,
}

/// One offered path.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OfferView {
    /// The offer.
    pub offer: OfferRef,
    /// The question it answers.
    pub query: QueryId,
    /// What was asked for.
    pub kind: Kind,
    /// Steps from the asker to who would answer.
    pub hops: u8,
    /// The weakest strength on the way, as far as known.
    pub floor: Strength,
    /// What the one who would answer typed for this ask.
    pub blurb: Private<String>,
    /// The letter is sealed to this.
    pub letter_key: SealKey,
    /// Who comes first.
    pub first: Neighbour,
    /// Until when a request may be made.
    pub expires: Timestamp,
    /// Whether a request went along it, or waits to.
    pub used: bool,
    /// When the letter follows.
    #[serde(default)]
    pub letter_rule: LetterRule,
    /// When a request that waits for its turn goes along it.
    #[serde(default)]
    pub held_until: Option<Timestamp>,
}

/// An answer that came back. Whether it holds, only the device can tell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnswerView {
    /// The ask.
    pub ask: AskId,
    /// The request, as signed.
    pub core: Signed<RequestCore>,
    /// The member's own consent.
    pub consent: Signed<Consent>,
    /// The key the letter was sealed to.
    pub letter_key: SealKey,
    /// The answer, sealed to the request's answer key.
    pub sealed: Blob,
    /// Five receipts, some of them random.
    pub receipts: Vec<Blob>,
    /// What the device said of it.
    pub verified: Option<bool>,
    /// Of an appraisal: when it is deleted.
    #[serde(default)]
    pub retain_until: Option<Timestamp>,
}

/// One contact of a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ContactView {
    /// The contact, by the member's own count.
    pub contact: ContactId,
    /// As the member calls them.
    pub name: Private<String>,
    /// Their organisation.
    pub org: Private<String>,
    /// Their role.
    pub role: Private<String>,
    /// The handles this member recorded.
    pub handles: Vec<Handle>,
    /// How well the member knows them.
    pub strength: Strength,
    /// What the edge may serve.
    pub policy: EdgePolicy,
    /// When the member last said so, to the day.
    pub confirmed: Timestamp,
    /// What else the member keeps of them.
    pub about: About,
    /// The import they came from.
    pub import: Option<ImportId>,
}

/// Some of a member's contacts in the order of their names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeopleByNameView {
    /// How many contacts there are in all.
    pub count: usize,
    /// Those that were asked for.
    pub people: Vec<ContactView>,
}

/// Another member of the organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ColleagueView {
    /// The member.
    pub member: MemberKey,
    /// As the organisation calls them.
    pub name: Private<String>,
    /// Their certificate.
    pub cert: CoSigned<MemberCert>,
    /// How well this member knows them, where they said so.
    pub strength: Option<Strength>,
    /// What that may serve.
    pub policy: Option<EdgePolicy>,
}

/// Where a bridge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BridgeState {
    /// A link was made and not taken up.
    LinkOpen,
    /// Taken up; this side's member must confirm.
    AwaitsConfirmation,
    /// Sent to the other side.
    AwaitsOther,
    /// Confirmed; this side's device must check it once.
    AwaitsCheck,
    /// Questions may cross.
    Active,
    /// Over.
    Ended,
    /// Both members have signed; the two organisations are not connected yet.
    AwaitsPeering,
}

/// One bridge of a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BridgeView {
    /// The bridge.
    pub bridge: BridgeId,
    /// Where it stands.
    pub state: BridgeState,
    /// The other organisation, once known.
    pub org: Option<OrgId>,
    /// The other member, once known.
    pub member: Option<MemberKey>,
    /// How they introduced themselves.
    pub card: Option<Card>,
    /// How well this side's member knows them.
    pub strength: Strength,
    /// What it may serve.
    #[serde(default)]
    pub policy: EdgePolicy,
}
