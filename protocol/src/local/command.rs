//! What members and admins may tell their own node, and what it answers at once.
//!
//! Everything secret stays with the device: commands carry signatures, sealed bytes and what the
//! member chose to tell the own organisation's node. Repeating a command has no second effect.

mod alert;
mod keys;
mod word;

use serde::{Deserialize, Serialize};

use crate::id::{
    AskId, Blob, BridgeId, ContactId, ImportId, InviteId, ItemId, LetterKeyId, MemberKey, OfferRef, OrgId, OrgRecordId,
    RequestId, SealKey, Signature,
};
use crate::local::appraisal::AppraisalTerms;
use crate::local::contact::{ContactEntry, ImportMark, Recorded};
use crate::local::findable::Findable;
use crate::local::keys::CopyView;
use crate::local::knock::KnockEntry;
use crate::local::organisation::{OrgTie, OrganisationEntry};
use crate::local::policy::{EdgeOf, PolicyChange};
use crate::local::prepared::PreparedRequest;
use crate::local::profile::Profile;
use crate::message::{
    Attribute, BridgeAccept, BridgeConfirm, CoSigned, Consent, Kind, MemberCert, Signed, Strength, Succession,
};
use crate::policy::{ConnectorLimits, OrgPolicy, PeerPolicy};
use crate::private::Private;
use crate::time::Timestamp;
use crate::trust::{EdgePolicy, Handle, Region, Word};

pub use alert::AlertCommand;
pub use keys::KeysCommand;
pub use word::WordCommand;

/// A person with an invitation becomes a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enrolment {
    /// The invitation.
    pub invite: InviteId,
    /// `HMAC(secret, "stn/1/join" ‖ certificate payload)`: only who was given the link can make it.
    pub mac: crate::id::Mac,
    /// A [`MemberCert`] as the device wrote it.
    #[serde(with = "crate::id::bytes")]
    pub cert_payload: Vec<u8>,
    /// The member's signature over it; the organisation adds its own.
    pub member_signature: Signature,
}

/// What a member does. The API has checked that one of the member's devices signed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum MemberCommand {
    /// Fills the pool of letter keys; each serves one offer.
    StockLetterKeys {
        /// The new keys.
        keys: Vec<LetterKeyUpload>,
    },
    /// Says whom the member knows, how well, and what that may serve.
    RecordContacts {
        /// New and changed contacts.
        contacts: Vec<ContactEntry>,
        /// The import they come from, if they come from one.
        #[serde(default)]
        import: Option<ImportMark>,
    },
    /// Takes a contact back.
    ForgetContact {
        /// The contact.
        contact: ContactId,
    },
    /// Undoes an import: what it brought goes, what it changed is as before. What the member changed by hand
    /// since then stays.
    UndoImport {
        /// The import.
        import: ImportId,
    },
    /// Adds topics and regions to many contacts at once, or takes them away.
    TagContacts {
        /// The contacts.
        contacts: Vec<ContactId>,
        /// What is added.
        add: Tags,
        /// What is taken away.
        remove: Tags,
        /// The import this belongs to; without one the member does it by hand, and undoing an import leaves it.
        #[serde(default)]
        import: Option<ImportId>,
    },
    /// Replaces the member's profile.
    SetProfile {
        /// The profile.
        profile: Box<Profile>,
    },
    /// Confirms that names and domains stand for one organisation.
    NameOrganisation {
        /// The organisation.
        organisation: OrganisationEntry,
    },
    /// Says how the member is tied to an organisation, or, with `None`, no more.
    TieOrganisation {
        /// The organisation.
        organisation: OrgRecordId,
        /// The tie.
        tie: Option<OrgTie>,
    },
    /// Trusts a colleague: questions may travel from this member on to that one.
    TrustColleague {
        /// The colleague.
        colleague: MemberKey,
        /// How well.
        strength: Strength,
        /// What the edge may serve.
        policy: EdgePolicy,
    },
    /// Announces a bridge link the device has made; the node learns no secret.
    OpenBridge {
        /// The bridge.
        bridge: BridgeId,
        /// Until when the link may be taken up.
        expires: Timestamp,
        /// How well the member knows the person they give the link to.
        strength: Strength,
        /// What the bridge may serve.
        policy: EdgePolicy,
    },
    /// Takes up a link made by a member of a peer.
    AcceptBridge {
        /// What travels.
        accept: Box<BridgeAccept>,
        /// How well the member knows the person who made the link.
        strength: Strength,
        /// What the bridge may serve.
        policy: EdgePolicy,
    },
    /// Confirms a bridge whose link was taken up, after the device checked the proof.
    ConfirmBridge {
        /// The inbox item.
        item: ItemId,
        /// What travels.
        confirm: Box<BridgeConfirm>,
    },
    /// Opens a confirmed bridge, after the device checked the proof.
    CompleteBridge {
        /// The inbox item.
        item: ItemId,
    },
    /// Ends a bridge.
    EndBridge {
        /// The bridge.
        bridge: BridgeId,
    },
    /// Asks who can help to reach somebody.
    Ask {
        /// The ask, as the device names it.
        ask: AskId,
        /// What is asked for.
        kind: Kind,
        /// Up to 4 handles of one person or organisation; none where attributes are given.
        handles: Vec<Handle>,
        /// When the ask ends.
        until: Timestamp,
        /// Until when it is asked afresh after the node's own reach grew; at most a year.
        #[serde(default)]
        keep_looking_until: Option<Timestamp>,
        /// What whoever is sought has, in clear to every node the question reaches.
        #[serde(default)]
        attributes: Vec<Attribute>,
        /// Domains of up to 8 organisations it keeps away from.
        #[serde(default)]
        avoid: Vec<Handle>,
        /// Of an appraisal: its terms.
        #[serde(default)]
        terms: Option<Box<AppraisalTerms>>,
    },
    /// Ends an ask and withdraws its requests.
    CloseAsk {
        /// The ask.
        ask: AskId,
    },
    /// Keeps what an ask led to, for the member alone; `None` takes it away.
    KeepOutcome {
        /// The ask.
        ask: AskId,
        /// What it led to, sealed by the device for itself.
        outcome: Option<Blob>,
    },
    /// Sends a request along an offer.
    SubmitRequest {
        /// The offer.
        offer: OfferRef,
        /// A `RequestCore` as the device wrote it; the organisation signs it.
        #[serde(with = "crate::id::bytes")]
        core: Vec<u8>,
        /// The member's own consent.
        consent: Signed<Consent>,
    },
    /// Lets an offer leave for a prompt.
    AllowOffer {
        /// The inbox item.
        item: ItemId,
        /// What the asker may read, at most 400 B; may be empty.
        blurb: Private<String>,
    },
    /// Passes a request on.
    PassOn {
        /// The inbox item.
        item: ItemId,
        /// The member's consent.
        consent: Signed<Consent>,
        /// The member's receipt, sealed to the asker.
        receipt: Blob,
        /// A word to the next person, at most 280 B; may be empty.
        note: Private<String>,
    },
    /// Answers a letter.
    AnswerLetter {
        /// The inbox item.
        item: ItemId,
        /// The answer, sealed to the asker.
        sealed: Blob,
    },
    /// Says no to anything that waits. Nothing leaves the node.
    Decline {
        /// The inbox item.
        item: ItemId,
    },
    /// Tells whether the device could verify an answer.
    RecordOutcome {
        /// The request.
        request: RequestId,
        /// Whether the whole chain held.
        verified: bool,
    },
    /// Sends several requests along offers of one ask: the first at once, each other at the date it is signed for.
    SubmitRequests {
        /// 1 to 3, in the order in which they go.
        requests: Vec<PreparedRequest>,
    },
    /// Knocks at somebody the member believes to be a member of a peer.
    Knock {
        /// The knock.
        knock: Box<KnockEntry>,
    },
    /// Says yes to a knock: takes up the bridge it offers.
    AnswerKnock {
        /// The inbox item.
        item: ItemId,
        /// What travels.
        accept: Box<BridgeAccept>,
        /// What the bridge may serve.
        policy: EdgePolicy,
    },
    /// Says anew how well the member knows the person at the far end of a bridge, and what it may serve.
    RateBridge {
        /// The bridge.
        bridge: BridgeId,
        /// How well.
        strength: Strength,
        /// What the bridge may serve; `None` leaves it as it is.
        #[serde(default)]
        policy: Option<EdgePolicy>,
    },
    /// Has an answer deleted by a date, as its endpoint wishes; never later than the ask's own.
    LimitAnswer {
        /// The request.
        request: RequestId,
        /// The date; one that is over deletes it at once.
        until: Timestamp,
    },
    /// Changes what an edge may serve, and nothing else of it.
    ChangePolicy {
        /// Which edge.
        edge: EdgeOf,
        /// What changes.
        change: PolicyChange,
    },
    /// Replaces what the member lets come before them.
    SetLimits {
        /// The limits.
        limits: Box<ConnectorLimits>,
    },
    /// Takes something out of sight until later.
    Snooze {
        /// The inbox item.
        item: ItemId,
        /// When it shows again.
        until: Timestamp,
    },
    /// Ends the membership and erases everything the node holds of the member.
    EraseMe,
    /// Lets questions find the member by own handles, or, with `None`, no more.
    SetFindable {
        /// How.
        findable: Option<Findable>,
    },
    /// Something about the member's keys and devices.
    Keys(KeysCommand),
    /// Something about an alert.
    Alert(AlertCommand),
    /// A word along a request's path.
    Word(WordCommand),
}

/// Topics and regions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tags {
    /// Topics.
    pub topics: Vec<Word>,
    /// Regions.
    pub regions: Vec<Region>,
}

/// A fresh letter key. Its private half is sealed by the device for itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LetterKeyUpload {
    /// Names it.
    pub id: LetterKeyId,
    /// The public half.
    pub public: SealKey,
    /// The private half under the member's vault key.
    pub wrapped: Blob,
}

/// What an admin does, on the node's own machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum AdminCommand {
    /// Invites a person to become a member.
    InviteMember {
        /// How the organisation calls them.
        name: Private<String>,
        /// Until when the link may be used.
        expires: Timestamp,
    },
    /// Takes an invitation back that nobody took up.
    WithdrawInvite {
        /// The invitation.
        invite: InviteId,
    },
    /// Ends a membership.
    RemoveMember {
        /// The member.
        member: MemberKey,
    },
    /// Makes an invitation for another organisation's node.
    InvitePeer {
        /// Until when the token may be used.
        expires: Timestamp,
    },
    /// Takes up an invitation of another organisation's node.
    JoinPeer {
        /// That organisation.
        org: OrgId,
        /// Where its node listens.
        addrs: Vec<String>,
        /// The invitation.
        invite: InviteId,
        /// Its secret.
        secret: Blob,
    },
    /// Confirms an organisation that took up an invitation.
    ConfirmPeer {
        /// That organisation.
        org: OrgId,
    },
    /// Ends a peering.
    EndPeer {
        /// That organisation.
        org: OrgId,
    },
    /// Begins to let a member in who lost every key.
    ReEnrolMember {
        /// The member.
        member: MemberKey,
    },
    /// Stops that.
    StopReEnrolment {
        /// The member.
        member: MemberKey,
    },
    /// Replaces the organisation's policy.
    SetPolicy {
        /// The policy.
        policy: Box<OrgPolicy>,
    },
    /// Says what the peering with an organisation serves.
    SetPeerPolicy {
        /// That organisation.
        org: OrgId,
        /// The policy; `None`: everything.
        policy: Option<PeerPolicy>,
    },
    /// Somebody does not want to be held as anybody's contact.
    Suppress {
        /// What they are found by.
        handle: Handle,
    },
    /// Takes that back.
    LiftSuppression {
        /// What they are found by.
        handle: Handle,
    },
    /// Announces that this organisation changes its key.
    AnnounceSuccession {
        /// The change, signed by both keys.
        succession: Succession,
    },
    /// Confirms that a peer changes its key.
    ConfirmSuccession {
        /// Its key so far.
        old: OrgId,
        /// Its key from then on.
        new: OrgId,
    },
}

/// What the node answers at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub enum Reply {
    /// It is done, and durable.
    Done,
    /// The new member's certificate with both signatures.
    Enrolled {
        /// The certificate.
        cert: CoSigned<MemberCert>,
    },
    /// What became of contacts, in the order of the entries.
    Recorded {
        /// One for each entry.
        contacts: Vec<Recorded>,
    },
    /// An import was undone.
    Undone {
        /// Contacts that went.
        removed: usize,
        /// Contacts that are as they were before.
        restored: usize,
        /// Contacts the member changed since, which stay.
        kept: usize,
    },
    /// An organisation was confirmed.
    Named {
        /// Its record.
        organisation: OrgRecordId,
    },
    /// An invitation was made. Who holds the secret may use it once.
    Invited {
        /// The invitation.
        invite: InviteId,
        /// Its secret.
        secret: Blob,
        /// Until when it serves.
        expires: Timestamp,
    },
    /// A further device is known to the node and waits for the member's yes.
    DeviceWaits {
        /// The member.
        member: MemberKey,
    },
    /// A further device was taken up.
    DeviceTaken {
        /// What the first device sealed to it.
        bundle: Blob,
        /// The certificate that lists it.
        cert: CoSigned<MemberCert>,
        /// The keys the member's devices have seen, under the vault key.
        vault: Option<Blob>,
    },
    /// A recovery copy.
    Copy {
        /// The copy.
        copy: CopyView,
    },
    /// New keys wait for colleagues to vouch.
    AwaitsColleagues {
        /// How many have.
        confirmed: usize,
        /// How many it takes.
        needed: usize,
    },
    /// The organisation's changes of key from the one asked about up to the present, in order.
    Succeeded {
        /// The changes, as both keys signed each.
        successions: Vec<Succession>,
    },
    /// A handle is on the suppression list.
    Suppressed {
        /// Contacts of members that went with it.
        forgotten: usize,
    },
}
