//! What members let come before them, and what organisations serve, in a sentence each.

use stn_protocol::exchange::view::{LimitsView, MemberLook, MemberSight, OrgPolicyView};
use stn_protocol::exchange::{AdminCommand, ContactEntry, Input, MemberCommand, Refused, Reply};
use stn_protocol::id::{AskId, ContactId};
use stn_protocol::local::{EdgeOf, PolicyChange};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::policy::{ConnectorLimits, Mute, Muted, OrgPolicy, PeerPolicy};
use stn_protocol::private::Private;
use stn_protocol::time::Span;
use stn_protocol::trust::{EdgePolicy, Handle};

use crate::World;

impl World {
    /// A member sets what comes before them.
    pub fn limit(&mut self, name: &str, limits: ConnectorLimits) {
        let command = MemberCommand::SetLimits { limits: Box::new(limits) };
        self.act(name, command).expect("the story's limits can be");
    }

    /// A member mutes something, for good or for a while.
    pub fn mute(&mut self, name: &str, what: Muted, lasting: Option<Span>) {
        let until = lasting.map(|lasting| self.now.plus(lasting));
        let mut limits = self.limits(name).limits;
        limits.mutes.push(Mute { what, until });
        self.limit(name, limits);
    }

    /// What a member set, and where it stands.
    pub fn limits(&self, name: &str) -> LimitsView {
        let MemberSight::Limits(view) = self.look(name, &MemberLook::Limits) else { panic!("limits were asked for") };
        *view
    }

    /// A member puts the first thing that waits off.
    pub fn snooze(&mut self, name: &str, lasting: Span) -> Result<Reply, Refused> {
        let item = self.inbox(name).into_iter().next().expect("something waits").item;
        let until = self.now.plus(lasting);
        self.act(name, MemberCommand::Snooze { item, until })
    }

    /// A member changes what a tie may serve.
    pub fn change(&mut self, name: &str, edge: EdgeOf, change: PolicyChange) {
        self.act(name, MemberCommand::ChangePolicy { edge, change }).expect("the story names a tie that is");
    }

    /// A member says that they have met somebody.
    pub fn met(&mut self, name: &str, handle: &str, policy: EdgePolicy) {
        let handles = vec![Handle::parse(handle, None).expect("the story's handles are handles")];
        let none = Private::<String>::default();
        let entry = ContactEntry {
            contact: None,
            name: "somebody met".into(),
            org: none.clone(),
            role: none,
            handles,
            strength: Strength::HaveMet,
            policy,
            about: None,
        };
        let command = MemberCommand::RecordContacts { contacts: vec![entry], import: None };
        self.act(name, command).expect("a contact is recorded");
    }

    /// A member asks for something of a kind, for as long as they say.
    pub fn ask_for(&mut self, name: &str, handle: &str, kind: Kind, life: Span) -> Result<AskId, Refused> {
        let handles = vec![Handle::parse(handle, None).expect("the story's handles are handles")];
        let until = self.now.plus(life);
        let (_, member) = self.member(name);
        let person = self.people.get_mut(name).expect("the asker exists");
        person.asks += 1;
        let mut ask = [person.asks; 16];
        ask[1..].copy_from_slice(&member.as_bytes()[..15]);
        let ask = AskId::from_bytes(ask);
        let (attributes, avoid) = (Vec::new(), Vec::new());
        let terms = (kind == Kind::Appraisal).then(|| Box::new(self.terms(name, Span::days(90))));
        self.act(
            name,
            MemberCommand::Ask { ask, kind, handles, until, attributes, avoid, terms, keep_looking_until: None },
        )
        .map(|_| ask)
    }

    /// An admin sets what the organisation serves.
    pub fn serve(&mut self, org: &str, policy: OrgPolicy) {
        let command = AdminCommand::SetPolicy { policy: Box::new(policy) };
        let org = self.org(org);
        self.call(org, |call| Input::AdminActed { call, command }).expect("the story's policy can be");
    }

    /// An admin sets what a peering serves.
    pub fn serve_peer(&mut self, org: &str, peer: &str, policy: PeerPolicy) {
        let command = AdminCommand::SetPeerPolicy { org: self.org(peer), policy: Some(policy) };
        let org = self.org(org);
        self.call(org, |call| Input::AdminActed { call, command }).expect("the two are peers");
    }

    /// What members read of their organisation's policy.
    pub fn read_policy(&self, name: &str) -> OrgPolicyView {
        let MemberSight::OrgPolicy(view) = self.look(name, &MemberLook::OrgPolicy) else {
            panic!("the organisation's policy was asked for")
        };
        *view
    }
}

/// The first contact a member of a story recorded.
pub const FIRST: ContactId = ContactId(1);
