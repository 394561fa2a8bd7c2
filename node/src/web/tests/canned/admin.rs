//! What a node might show its admin: something of every sort.

use std::sync::Arc;

use stn_protocol::exchange::view::*;
use stn_protocol::exchange::{AdminCommand, Reply};
use stn_protocol::id::*;
use stn_protocol::local::insight::WorthInviting;
use stn_protocol::message::Kind;
use stn_protocol::policy::{AppraisalRule, OrgPolicy, PeerAudience};
use stn_protocol::time::{Span, Timestamp};

use super::Said;
use crate::admission::Admission;
use crate::clock;
use crate::config::Config;
use crate::report::{LinkChange, Report};
use crate::web::AdminSide;

/// A connected organisation, and one that waits for the admin.
pub(in crate::web::tests) const LINKED: OrgId = OrgId::from_bytes([9; 32]);
pub(in crate::web::tests) const WAITS: OrgId = OrgId::from_bytes([10; 32]);
/// The key the connected one announces.
pub(in crate::web::tests) const NEXT: OrgId = OrgId::from_bytes([0xab; 32]);
/// A member.
pub(in crate::web::tests) const MEMBER: MemberKey = MemberKey::from_bytes([3; 32]);

pub(in crate::web::tests) fn side(config: &Config, admission: &Arc<Admission>) -> AdminSide {
    let report = Arc::new(Report::default());
    report.link(LINKED, LinkChange::Up, clock::now().minus(Span::days(2)));
    AdminSide {
        admission: Arc::clone(admission),
        report,
        addrs: vec!["/ip4/127.0.0.1/tcp/4301".to_owned()],
        started: clock::now().minus(Span::days(3)),
        settings: config.shown(),
    }
}

/// What the node shows.
pub(in crate::web::tests) fn sight(look: AdminLook, said: Said) -> AdminSight {
    match look {
        AdminLook::Status => AdminSight::Status(Box::new(status(said))),
        AdminLook::Members => AdminSight::Members(vec![member(said)]),
        AdminLook::Invites => AdminSight::Invites(vec![
            invite(1, Invited::Member { name: said.colleague.into() }),
            invite(2, Invited::Organisation),
        ]),
        AdminLook::Peers => AdminSight::Peers(vec![
            peer(said, LINKED, PeerState::Active),
            peer(said, WAITS, PeerState::AwaitsConfirmation),
        ]),
        AdminLook::Health => AdminSight::Health(Box::new(health(said))),
        AdminLook::Policy => AdminSight::Policy(Box::new(policy(said))),
        AdminLook::Proposals => AdminSight::Proposals(vec![ProposalView {
            org: OrgId::from_bytes([11; 32]),
            said_name: said.org.to_owned(),
            bridges: 2,
            until: clock::now().plus(Span::days(9)),
        }]),
        AdminLook::WorthInviting => {
            AdminSight::WorthInviting(vec![WorthInviting { name: said.org.into(), members: 4, is_peer: false }])
        }
        AdminLook::Suppressed | AdminLook::Succession => panic!("no page shows that"),
    }
}

/// What the node answers.
pub(in crate::web::tests) fn reply(command: &AdminCommand) -> Reply {
    let invited =
        |expires| Reply::Invited { invite: InviteId::from_bytes([7; 16]), secret: Blob(vec![8; 16]), expires };
    match command {
        AdminCommand::InviteMember { expires, .. } | AdminCommand::InvitePeer { expires } => invited(*expires),
        AdminCommand::ReEnrolMember { .. } => invited(clock::now().plus(Span::days(14))),
        AdminCommand::RemoveMember { .. }
        | AdminCommand::WithdrawInvite { .. }
        | AdminCommand::JoinPeer { .. }
        | AdminCommand::ConfirmPeer { .. }
        | AdminCommand::EndPeer { .. }
        | AdminCommand::StopReEnrolment { .. }
        | AdminCommand::SetPolicy { .. }
        | AdminCommand::SetPeerPolicy { .. }
        | AdminCommand::ConfirmSuccession { .. } => Reply::Done,
        AdminCommand::Suppress { .. }
        | AdminCommand::LiftSuppression { .. }
        | AdminCommand::AnnounceSuccession { .. } => panic!("no page does that"),
    }
}

fn status(said: Said) -> StatusView {
    StatusView {
        org: super::HERE,
        name: said.org.to_owned(),
        members: 12,
        peers: 1,
        bridges: 9,
        people: 420,
        edges: 1_204,
        tables: 1,
        evaluations: 0,
        outbox: 3,
        queries: 7,
        succession: None,
    }
}

fn member(said: Said) -> MemberView {
    MemberView { member: MEMBER, name: said.colleague.into(), expires: clock::now().plus(Span::days(5)) }
}

fn invite(number: u8, whom: Invited) -> InviteView {
    InviteView { invite: InviteId::from_bytes([number; 16]), whom, expires: clock::now().plus(Span::days(6)) }
}

fn peer(said: Said, org: OrgId, state: PeerState) -> PeerView {
    let evaluation =
        EvaluationView { granted_to_them: 32, used_by_them: 4, granted_to_us: 32, ..EvaluationView::default() };
    let successions = if state == PeerState::Active { vec![next_key()] } else { Vec::new() };
    PeerView { org, name: said.org.to_owned(), state, bridges: 9, outbox: 3, evaluation, successions }
}

fn next_key() -> SuccessionView {
    let effective = Timestamp::from_secs(clock::now().plus(Span::days(5)).as_secs());
    SuccessionView { old_org: LINKED, new_org: NEXT, effective, is_confirmed: false }
}

fn health(said: Said) -> HealthView {
    let peer = |org, state, successions| PeerHealth {
        org,
        name: said.org.to_owned(),
        state,
        outbox: 3,
        not_matchable: 20,
        successions,
    };
    HealthView {
        now: clock::now(),
        is_clock_behind: true,
        epoch_until: clock::now().plus(Span::days(20)),
        certificates: vec![member(said), MemberView { expires: clock::now().minus(Span::days(1)), ..member(said) }],
        without_letter_keys: vec![member(said)],
        peers: vec![
            peer(LINKED, PeerState::Active, vec![next_key()]),
            peer(WAITS, PeerState::AwaitsConfirmation, Vec::new()),
            peer(OrgId::from_bytes([12; 32]), PeerState::Active, Vec::new()),
            peer(OrgId::from_bytes([13; 32]), PeerState::AwaitsOther, Vec::new()),
        ],
        waiting: 0,
        incarnation: 0,
        succession: Some(OwnSuccessionView {
            old_org: super::HERE,
            new_org: NEXT,
            effective: clock::now().minus(Span::days(1)),
            told: Vec::new(),
            not_told: vec![LINKED],
            done: None,
        }),
    }
}

pub(in crate::web::tests) fn policy(said: Said) -> OrgPolicyView {
    let policy = OrgPolicy {
        blocked: [OrgId::from_bytes([14; 32])].into(),
        appraisal: AppraisalRule::WithoutPermission { reason: said.text.into() },
        ..OrgPolicy::default()
    };
    let rule = |org| PeerPolicyView {
        org,
        name: said.org.to_owned(),
        kinds: [Kind::Introduction].into(),
        audience: PeerAudience::Own,
    };
    OrgPolicyView { policy, blocked_names: vec![said.org.to_owned()], peers: vec![rule(LINKED), rule(WAITS)] }
}
