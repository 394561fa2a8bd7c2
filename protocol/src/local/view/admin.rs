//! What the node shows its admin: counts, members by name, peers. No contact, no question, no answer.

use serde::{Deserialize, Serialize};

use super::ProposalView;
use super::{HealthView, OrgPolicyView, OwnSuccessionView, SuccessionView, SuppressionView};
use crate::id::{InviteId, MemberKey, OrgId};
use crate::local::insight::WorthInviting;
use crate::private::Private;
use crate::time::Timestamp;

/// What an admin may look at.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "see", rename_all = "kebab-case")]
pub enum AdminLook {
    /// Counts; a [`StatusView`].
    Status,
    /// A list of [`MemberView`].
    Members,
    /// Invitations that were not taken up; a list of [`InviteView`].
    Invites,
    /// A list of [`PeerView`].
    Peers,
    /// Organisations at which at least three members know somebody; a list of [`WorthInviting`].
    WorthInviting,
    /// Organisations with which members would stay connected; a list of [`ProposalView`].
    Proposals,
    /// What may need the admin's hand; a [`HealthView`].
    Health,
    /// The suppression list; a list of [`SuppressionView`].
    Suppressed,
    /// What the organisation lets the node serve; an [`OrgPolicyView`].
    Policy,
    /// How the organisation's key changes, or last changed; an [`OwnSuccessionView`] or nothing.
    Succession,
}

/// An invitation that was given and not taken up, without its secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InviteView {
    /// Its name.
    pub invite: InviteId,
    /// Whom it lets in.
    #[serde(flatten)]
    pub whom: Invited,
    /// Until when it serves.
    pub expires: Timestamp,
}

/// Whom an invitation lets in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "lets-in", rename_all = "kebab-case")]
pub enum Invited {
    /// One person.
    Member {
        /// How the organisation calls them.
        name: Private<String>,
    },
    /// Another organisation's node.
    Organisation,
}

/// The node at a glance: counts only.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StatusView {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// Members with a valid certificate.
    pub members: usize,
    /// Active peers.
    pub peers: usize,
    /// Active bridges.
    pub bridges: usize,
    /// People known.
    pub people: usize,
    /// Trust edges.
    pub edges: usize,
    /// Match tables ready.
    pub tables: usize,
    /// Chunks on their way to be evaluated.
    pub evaluations: usize,
    /// Frames that wait for a peer.
    pub outbox: usize,
    /// Questions held, own and others'.
    pub queries: usize,
    /// The organisation's own change of key, where one was announced.
    #[serde(default)]
    pub succession: Option<OwnSuccessionView>,
}

/// One member as the admin sees them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MemberView {
    /// The member.
    pub member: MemberKey,
    /// As the organisation calls them.
    pub name: Private<String>,
    /// When their certificate ends.
    pub expires: Timestamp,
}

/// Where a peering stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeerState {
    /// This node took up an invitation; the other admin must confirm.
    AwaitsOther,
    /// The other node took up this node's invitation; this admin must confirm.
    AwaitsConfirmation,
    /// Connected.
    Active,
    /// Over.
    Ended,
}

/// One peer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerView {
    /// The organisation.
    pub org: OrgId,
    /// As it calls itself.
    pub name: String,
    /// Where the peering stands.
    pub state: PeerState,
    /// Bridges to it.
    pub bridges: usize,
    /// Frames that wait for it.
    pub outbox: usize,
    /// What was evaluated, both ways.
    #[serde(default)]
    pub evaluation: EvaluationView,
    /// Changes of key it announced.
    #[serde(default)]
    pub successions: Vec<SuccessionView>,
}

/// What two peers evaluated for each other in the current epochs, in chunks of 480 handles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvaluationView {
    /// Granted to the peer's own table here.
    pub granted_to_them: u32,
    /// Of these, used.
    pub used_by_them: u32,
    /// Used by tables behind the peer.
    pub used_behind_them: u32,
    /// Granted to this node's table there.
    pub granted_to_us: u32,
    /// Of these, used.
    pub used_by_us: u32,
    /// Handles of ours that did not fit: nobody there can be matched with them in this epoch.
    pub did_not_fit: usize,
}

/// What an admin sees: the view that belongs to the look, written without a wrapper.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum AdminSight {
    /// To [`AdminLook::Status`].
    Status(Box<StatusView>),
    /// To [`AdminLook::Members`].
    Members(Vec<MemberView>),
    /// To [`AdminLook::Invites`].
    Invites(Vec<InviteView>),
    /// To [`AdminLook::Peers`].
    Peers(Vec<PeerView>),
    /// To [`AdminLook::WorthInviting`].
    WorthInviting(Vec<WorthInviting>),
    /// To [`AdminLook::Proposals`].
    Proposals(Vec<ProposalView>),
    /// To [`AdminLook::Health`].
    Health(Box<HealthView>),
    /// To [`AdminLook::Suppressed`].
    Suppressed(Vec<SuppressionView>),
    /// To [`AdminLook::Policy`].
    Policy(Box<OrgPolicyView>),
    /// To [`AdminLook::Succession`].
    Succession(Option<Box<OwnSuccessionView>>),
}
