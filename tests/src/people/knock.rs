//! What people do to reach somebody nobody they know stands beside: they knock, and they keep looking.

use stn_protocol::device::KnockDraft;
use stn_protocol::exchange::view::{BridgeView, ItemView, KnockView, MemberLook, MemberSight, Waiting};
use stn_protocol::exchange::{KnockEntry, MemberCommand, Refused, Reply};
use stn_protocol::id::{AskId, OrgId};
use stn_protocol::message::Kind;
use stn_protocol::time::Span;
use stn_protocol::trust::{EdgePolicy, Handle};

use crate::World;
use crate::people::{ASK_LIFE, network};

/// How long a knock of a story may be answered.
pub const KNOCK_LIFE: Span = Span::days(30);

impl World {
    /// A member knocks at somebody, at one organisation.
    pub fn knock(&mut self, name: &str, handle: &str, at: &str) -> Result<Reply, Refused> {
        let at = vec![self.org(at)];
        self.knock_at(name, &[handle], at)
    }

    /// A member knocks at somebody with several handles, at some organisations or all.
    pub fn knock_at(&mut self, name: &str, handles: &[&str], at: Vec<OrgId>) -> Result<Reply, Refused> {
        let knock = self.makes_knock(name, handles, at);
        self.act(name, MemberCommand::Knock { knock: Box::new(knock) })
    }

    /// A member's device makes a knock.
    pub fn makes_knock(&mut self, name: &str, handles: &[&str], at: Vec<OrgId>) -> KnockEntry {
        let expires = self.now.plus(KNOCK_LIFE);
        let handles = handles.iter().map(|text| Handle::parse(text, None).expect("the story's handles are handles"));
        let (handles, policy) = (handles.collect(), network());
        let draft = KnockDraft { handles, at, note: "we met at the river".into(), policy };
        let person = self.people.get_mut(name).expect("the story names a person it introduced");
        person.device.knock(&mut person.rng, draft, expires).expect("a device knocks")
    }

    /// A member says yes to the first knock that waits.
    pub fn opens_door(&mut self, name: &str, policy: EdgePolicy) {
        let now = self.now;
        let knocks = self.knocks_before(name);
        let ItemView { item, waiting: Waiting::Knock { org, body, .. }, .. } = &knocks[0] else {
            panic!("a knock waits")
        };
        let accept = Box::new(self.device(name).accept_knock(*org, body, now).expect("the knock holds"));
        self.act(name, MemberCommand::AnswerKnock { item: *item, accept, policy }).expect("a yes is taken");
    }

    /// Knocks that wait before a member.
    pub fn knocks_before(&self, name: &str) -> Vec<ItemView> {
        self.inbox(name).into_iter().filter(|item| matches!(item.waiting, Waiting::Knock { .. })).collect()
    }

    /// A member's own knocks.
    pub fn knocks_of(&self, name: &str) -> Vec<KnockView> {
        let MemberSight::Knocks(knocks) = self.look(name, &MemberLook::Knocks) else { panic!("knocks were asked for") };
        knocks
    }

    /// A member's bridges.
    pub fn bridges_of(&self, name: &str) -> Vec<BridgeView> {
        let MemberSight::Bridges(bridges) = self.look(name, &MemberLook::Bridges) else {
            panic!("bridges were asked for")
        };
        bridges
    }

    /// A member asks for an introduction, and for so long afresh whenever the node's reach grows.
    pub fn ask_on(&mut self, name: &str, handle: &str, keep_looking: Span) -> Result<AskId, Refused> {
        let handles = vec![Handle::parse(handle, None).expect("the story's handles are handles")];
        let (until, keep_looking_until) = (self.now.plus(ASK_LIFE), Some(self.now.plus(keep_looking)));
        let (_, member) = self.member(name);
        let mut ask = *member.as_bytes().first_chunk::<16>().expect("a key is longer");
        ask[15] = 0x40 | u8::try_from(self.asks(name).len()).expect("a story has few asks");
        let (ask, kind, attributes) = (AskId::from_bytes(ask), Kind::Introduction, Vec::new());
        let (avoid, terms) = (Vec::new(), None);
        let command = MemberCommand::Ask { ask, kind, handles, until, attributes, avoid, terms, keep_looking_until };
        self.act(name, command).map(|_| ask)
    }
}
