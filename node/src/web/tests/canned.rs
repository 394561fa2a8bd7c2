//! What a node might show one member: something of every sort, with names and texts as a test wants them.

pub(super) mod admin;

use stn_protocol::exchange::view::*;
use stn_protocol::id::*;
use stn_protocol::local::insight::{
    FoundView, HintStep, HintsView, ImportView, NearView, PartnerHint, PartnerView, ReachView,
};
use stn_protocol::local::keys::{KeyChange, KeysView, ReEnrolmentView};
use stn_protocol::local::{About, Entry, Left, MatchedBy, OfferedBy, Origin, Profile, Whom};
use stn_protocol::message::*;
use stn_protocol::policy::{ConnectorLimits, ConnectorMeters, Mute, Muted};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::{EdgePolicy, Handle, Region, Word};
use stn_protocol::wire::payload::Payload as _;

use super::HERE;
use crate::clock;

/// The names and texts in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) contact: &'static str,
    pub(super) colleague: &'static str,
    pub(super) stranger: &'static str,
    pub(super) org: &'static str,
    pub(super) text: &'static str,
}

/// As people are called.
pub(super) const PLAIN: Said = Said {
    contact: "Jonas Weidt",
    colleague: "Henrike Tønnesen",
    stranger: "Nadia Rahmani",
    org: "Hillside Commons",
    text: "Our repair cafés need a first funder before the winter.\nWould you have an hour for us?",
};

/// As somebody might call themselves who wants a page to do something.
pub(super) const HOSTILE: Said = Said {
    contact: HOSTILE_NAME,
    colleague: HOSTILE_NAME,
    stranger: HOSTILE_NAME,
    org: HOSTILE_NAME,
    text: HOSTILE_NAME,
};

/// Closes an attribute, an element and a title, and opens a script.
pub(super) const HOSTILE_NAME: &str = "\"'></title><script>alert(1)</script><img src=x onerror=alert(1)>";

/// The items that wait, one of each sort; their ids are 1, 2, 3 … in every byte.
pub(super) const SORTS: u8 = 7;

const OTHER: OrgId = OrgId::from_bytes([9; 32]);
const COLLEAGUE: MemberKey = MemberKey::from_bytes([3; 32]);
const STRANGER: MemberKey = MemberKey::from_bytes([4; 32]);
const BRIDGE: BridgeId = BridgeId::from_bytes([5; 16]);
/// A letter as it travels has one size.
const SEALED_LETTER: usize = 32 + 8_208;
const NONE: Signature = Signature::from_bytes([0; 64]);

/// What the node shows.
pub(super) fn sight(look: &MemberLook, device: DeviceKey, said: Said) -> Option<MemberSight> {
    Some(match look {
        MemberLook::Me => MemberSight::Me(Box::new(me(device, said))),
        MemberLook::Inbox => MemberSight::Inbox(inbox(said)),
        MemberLook::Asks => MemberSight::Asks(asks()),
        MemberLook::Offers { .. } => MemberSight::Offers(vec![offer(said, 1, false), offer(said, 2, true)]),
        MemberLook::People | MemberLook::Contacts { .. } => MemberSight::People(vec![contact(said)]),
        MemberLook::PeopleByName { .. } => {
            MemberSight::PeopleByName(PeopleByNameView { count: 1, people: vec![contact(said)] })
        }
        MemberLook::Colleagues => MemberSight::Colleagues(vec![colleague(said)]),
        MemberLook::Bridges => MemberSight::Bridges(vec![bridge(said)]),
        MemberLook::Find { .. } => MemberSight::Found(vec![found(said)]),
        MemberLook::ColleagueTopics => MemberSight::Topics(vec![Word::parse("social-housing").unwrap()]),
        MemberLook::Partners => MemberSight::Partners(vec![PartnerView {
            org: OTHER,
            name: said.org.to_owned(),
            domain: String::new(),
            profile: OrgProfile::default(),
        }]),
        MemberLook::Profile => MemberSight::Profile(Box::new(profile(said))),
        MemberLook::Keys => MemberSight::Keys(Box::new(keys(device, said))),
        MemberLook::Limits => MemberSight::Limits(Box::new(limits())),
        MemberLook::Ledger => MemberSight::Ledger(Box::new(ledger(said))),
        MemberLook::Answers => MemberSight::Answers([answers(), vec![answer(said)]].concat()),
        MemberLook::Reach => MemberSight::Reach(Box::new(reach())),
        MemberLook::Imports => MemberSight::Imports(vec![brought(said)]),
        MemberLook::Hints => MemberSight::Hints(hints(said)),
        MemberLook::Near { .. } => MemberSight::Near(Box::new(near(said))),
        MemberLook::Knocks => MemberSight::Knocks(vec![knock()]),
        MemberLook::Words => MemberSight::Words(vec![word(said)]),
        MemberLook::Answered => MemberSight::Answered(vec![answered(said)]),
        MemberLook::Alerts => MemberSight::Alerts(Box::new(alerts(said))),
        MemberLook::Explain { .. } | MemberLook::ProfileOf { .. } | MemberLook::Organisations => return None,
        MemberLook::AlertAnswers { .. } | MemberLook::OrgPolicy => return None,
        MemberLook::Export => MemberSight::Export(Box::new(export(device, said))),
        MemberLook::Findable => return None,
    })
}

pub(super) fn inbox(said: Said) -> Vec<ItemView> {
    let now = clock::now();
    let whom = Whom::Contact(ContactId(7));
    let accept = BridgeAccept { terms: Signed::new(Vec::new(), NONE), cert: cert(), card: card(said), mac: mac() };
    let confirm = BridgeConfirm { bridge: BRIDGE, signature: NONE, cert: cert(), card: card(said), mac: mac() };
    let alert = AlertView {
        request: request(said, alert_body(said)),
        offer: OfferRef::from_bytes([1; 16]),
        others: Vec::new(),
        hops_left: 3,
        passed: Vec::new(),
        stage: AlertStage::Waiting,
    };
    let sorts = [
        Waiting::Prompt {
            origin: OTHER,
            origin_name: said.org.to_owned(),
            origin_is_peer: true,
            kind: Kind::Introduction,
            whom,
            name: said.contact.into(),
            by: MatchedBy::NameOrg,
        },
        Waiting::Hop {
            request: Box::new(request(said, RequestBody::Letter(vec![0; SEALED_LETTER]))),
            successor: next(),
        },
        Waiting::Letter {
            request: Box::new(request(said, RequestBody::Letter(vec![0; SEALED_LETTER]))),
            letter_key: LetterKeyId::from_bytes([1; 16]),
            letter_key_public: SealKey::from_bytes([1; 32]),
            wrapped: Blob(Vec::new()),
            name: said.contact.into(),
            whom,
        },
        Waiting::BridgeAccepted { accept: Box::new(accept) },
        Waiting::BridgeConfirmed { terms: Signed::new(Vec::new(), NONE), confirm: Box::new(confirm) },
        Waiting::Knock { org: OTHER, org_name: said.org.to_owned(), body: Box::new(Signed::new(Vec::new(), NONE)) },
        Waiting::Alert { alert: Box::new(alert) },
    ];
    assert_eq!(sorts.len(), usize::from(SORTS));
    let item = |(number, waiting): (u8, Waiting)| ItemView {
        item: ItemId::from_bytes([number; 16]),
        arrived: now.minus(Span::days(u64::from(number))),
        expires: now.plus(Span::days(5)),
        waiting,
    };
    (1..).zip(sorts).map(item).collect()
}

fn request(said: Said, body: RequestBody) -> RequestView {
    let core = RequestCore {
        origin: OTHER,
        query: QueryId::from_bytes([1; 16]),
        request: RequestId::from_bytes([1; 16]),
        kind: if matches!(body, RequestBody::Alert(_)) { Kind::Opportunity } else { Kind::Introduction },
        created: clock::now(),
        expires: clock::now().plus(Span::days(9)),
        note: if matches!(body, RequestBody::Alert(_)) { "".into() } else { said.text.into() },
        answer_key: SealKey::from_bytes([1; 32]),
        permission: None,
        body,
    };
    RequestView {
        core: Signed::new(core.to_bytes(), NONE),
        origin_name: said.org.to_owned(),
        origin_is_known: false,
        predecessor: Neighbour { org: OTHER, member: STRANGER, bridge: Some(BRIDGE) },
        consent: Signed::new(Vec::new(), NONE),
        cert: cert(),
        connector_note: said.text.into(),
    }
}

fn alert_body(said: Said) -> RequestBody {
    RequestBody::Alert(Alert { text: said.text.into(), link: said.text.replace('\n', " "), attributes: Vec::new() })
}

fn next() -> Neighbour {
    Neighbour { org: HERE, member: COLLEAGUE, bridge: None }
}

fn cert() -> CoSigned<MemberCert> {
    CoSigned::new(Vec::new(), NONE, None)
}

fn mac() -> Mac {
    Mac::from_bytes([0; 32])
}

fn card(said: Said) -> Card {
    let text = said.stranger;
    Card { name: text.into(), org: said.org.into(), role: "Programme lead".into(), contact: text.into() }
}

fn me(device: DeviceKey, said: Said) -> MeView {
    MeView {
        org: HERE,
        org_name: said.org.to_owned(),
        member: MemberKey::from_bytes([2; 32]),
        name: said.colleague.into(),
        cert: keys(device, said).cert,
        letter_keys: 3,
        addrs: Vec::new(),
        query_life: Span::days(7),
        request_life: Span::days(21),
        fall_over: Span::days(1),
        country: None,
    }
}

fn asks() -> Vec<AskView> {
    let states =
        [AskState::PathOffered, AskState::Waiting, AskState::InProgress, AskState::Introduced, AskState::Closed];
    let ask = |(number, state): (u8, AskState)| AskView {
        ask: AskId::from_bytes([number; 16]),
        kind: Kind::Introduction,
        handles: vec![Handle::parse("jonas.weidt@lindenhof.example", None).unwrap()],
        created: clock::now().minus(Span::days(2)),
        until: clock::now().plus(Span::days(5)),
        state,
        offers: usize::from(state == AskState::PathOffered) * 2,
        attributes: vec![Attribute { r#type: AttributeType::Topic, value: HOSTILE_NAME.to_owned() }],
        keeps_looking: true,
        retain_until: None,
        outcome: (state == AskState::Closed).then(|| Blob(vec![7; 284])),
    };
    (1..).zip(states).map(ask).collect()
}

/// One answer that no device here can open.
fn answers() -> Vec<AnswerView> {
    vec![AnswerView {
        ask: AskId::from_bytes([3; 16]),
        core: Signed::new(Vec::new(), NONE),
        consent: Signed::new(Vec::new(), NONE),
        letter_key: SealKey::from_bytes([1; 32]),
        sealed: Blob(Vec::new()),
        receipts: Vec::new(),
        verified: None,
        retain_until: None,
    }]
}

fn offer(said: Said, number: u8, used: bool) -> OfferView {
    OfferView {
        offer: OfferRef::from_bytes([number; 16]),
        query: QueryId::from_bytes([1; 16]),
        kind: Kind::Introduction,
        hops: 3,
        floor: Strength::KnowWell,
        blurb: said.text.into(),
        letter_key: SealKey::from_bytes([1; 32]),
        first: next(),
        expires: clock::now().plus(Span::days(5)),
        used,
        letter_rule: LetterRule::WithRequest,
        held_until: None,
    }
}

fn contact(said: Said) -> ContactView {
    let about = About {
        how: said.text.into(),
        since: "2019-04".into(),
        through: said.colleague.into(),
        topics: vec![Word::parse("water").unwrap()],
        regions: vec![Region::parse("KE").unwrap()],
        note: Some(Blob(vec![1])),
    };
    ContactView {
        contact: ContactId(7),
        name: said.contact.into(),
        org: said.org.into(),
        role: "Programme officer".into(),
        handles: vec![Handle::parse("jonas.weidt@lindenhof.example", None).unwrap()],
        strength: Strength::KnowWell,
        policy: EdgePolicy::default(),
        confirmed: clock::now().minus(Span::days(400)),
        about,
        import: None,
    }
}

fn found(said: Said) -> FoundView {
    let ContactView { contact, name, org, role, strength, .. } = contact(said);
    FoundView { contact, name, org, role, strength }
}

fn reach() -> ReachView {
    ReachView {
        within: [1, 40, 4_100],
        own: 1,
        colleagues: 1,
        partners: 2,
        with_partners: 30_000,
        through: Vec::new(),
        complete: false,
    }
}

fn brought(said: Said) -> ImportView {
    let source = said.org.to_owned();
    ImportView { import: ImportId::from_bytes([1; 16]), source, at: clock::now(), added: 12, changed: 1 }
}

fn colleague(said: Said) -> ColleagueView {
    ColleagueView {
        member: COLLEAGUE,
        name: said.colleague.into(),
        cert: cert(),
        strength: Some(Strength::WouldVouch),
        policy: Some(EdgePolicy::default()),
    }
}

fn bridge(said: Said) -> BridgeView {
    BridgeView {
        bridge: BRIDGE,
        state: BridgeState::Active,
        org: Some(OTHER),
        member: Some(STRANGER),
        card: Some(card(said)),
        strength: Strength::WouldVouch,
        policy: EdgePolicy::default(),
    }
}

fn profile(said: Said) -> Profile {
    let mut profile = Profile::default();
    profile.topics.says = vec![Word::parse("water").unwrap()];
    profile.can_help.says = said.text.into();
    profile
}

fn export(device: DeviceKey, said: Said) -> ExportView {
    ExportView {
        at: clock::now(),
        me: me(device, said),
        letter_keys: Vec::new(),
        people: vec![contact(said)],
        trusted: vec![colleague(said)],
        bridges: Vec::new(),
        asks: asks(),
        offers: Vec::new(),
        answers: Vec::new(),
        inbox: inbox(said),
        passed: Vec::new(),
        profile: profile(said),
        findable: None,
        organisations: Vec::new(),
        org_ties: Vec::new(),
        imports: Vec::new(),
        knocks: Vec::new(),
        ledger: ledger(said),
        alerts: AlertsView::default(),
        alert_answers: Vec::new(),
        limits: limits(),
        meters: ConnectorMeters::default(),
    }
}

fn lost(said: Said, old: MemberKey, by_me: bool) -> ReEnrolmentView {
    ReEnrolmentView {
        name: said.colleague.into(),
        old,
        new: Some(MemberKey::from_bytes([8; 32])),
        expires: clock::now().plus(Span::days(9)),
        confirmed: usize::from(by_me),
        needed: 2,
        by_me,
    }
}

fn keys(device: DeviceKey, said: Said) -> KeysView {
    let now = clock::now();
    let content = MemberCert {
        org: HERE,
        member: MemberKey::from_bytes([2; 32]),
        devices: vec![Device { sign_key: device }, Device { sign_key: DeviceKey::from_bytes([6; 32]) }],
        version: 1,
        issued: now,
        expires: Timestamp::from_secs(now.plus(Span::days(80)).as_secs()),
    };
    KeysView {
        cert: CoSigned::new(content.to_bytes(), NONE, None),
        has_copy: true,
        vault: None,
        waiting: Vec::new(),
        ended: Vec::new(),
        changed: vec![KeyChange { name: said.colleague.into(), old: STRANGER, new: COLLEAGUE, at: now }],
        gone: Vec::new(),
        re_enrolments: [(STRANGER, false), (COLLEAGUE, true), (MemberKey::from_bytes([2; 32]), false)]
            .map(|(old, by_me)| lost(said, old, by_me))
            .into(),
        successions: Vec::new(),
    }
}

pub(super) fn limits() -> LimitsView {
    let mute = |what| Mute { what, until: Some(clock::now().plus(Span::days(30))) };
    let mutes = [Muted::Org(OTHER), Muted::Contact(ContactId(7)), Muted::Kind(Kind::Appraisal)].map(mute).into();
    let limits = ConnectorLimits { mutes, no_go: [OTHER].into(), ..ConnectorLimits::default() };
    LimitsView { limits, of_month: 4, later: Vec::new() }
}

fn ledger(said: Said) -> LedgerView {
    let origin = || Origin { org: OTHER, name: said.org.to_owned(), is_known: false };
    let (kind, request, whom) = (Kind::Introduction, RequestId::from_bytes([1; 16]), Whom::Contact(ContactId(7)));
    let over = Neighbour { org: OTHER, member: STRANGER, bridge: Some(BRIDGE) };
    let left = [
        Left::Asked { ask: AskId::from_bytes([1; 16]), kind, partners: 2, attributes: Vec::new() },
        Left::RequestSent { request, kind, first: next(), note: said.text.into() },
        Left::OfferLeft { origin: origin(), kind, whom, by: OfferedBy::Prompt { blurb: said.text.into() } },
        Left::OfferLeft { origin: origin(), kind, whom, by: OfferedBy::Standing },
        Left::PassedOn { origin: origin(), request, kind, to: over, note: said.text.into() },
        Left::LedToAnswer { origin: origin(), request, kind },
        Left::Answered { origin: origin(), request, kind, whom: Whom::Themself },
        Left::Withdrawn { request, kind },
        Left::BridgeTied { bridge: BRIDGE, with: over, card: card(said) },
        Left::BridgeEnded { bridge: BRIDGE, with: over },
        Left::Evaluated { origin: origin(), epoch: 1, handles: 12 },
        Left::WordSent { origin: origin(), request, kind },
        Left::Knocked { bridge: BRIDGE, partners: 1 },
        Left::AlertSent { request, kind, to: vec![next(), over] },
        Left::AlertAnswered { origin: origin(), request, kind },
    ];
    let entry = |(days, left): (u64, Left)| Entry { at: clock::now().minus(Span::days(days)), left };
    LedgerView {
        entries: (0..).zip(left).map(entry).collect(),
        organisations: vec![NamedOrg { org: OTHER, name: said.org.to_owned(), is_known: true }],
        people: vec![
            NamedPerson { member: COLLEAGUE, name: said.colleague.into() },
            NamedPerson { member: STRANGER, name: said.stranger.into() },
        ],
        contacts: vec![NamedContact { contact: ContactId(7), name: said.contact.into() }],
        records: Vec::new(),
    }
}

fn hints(said: Said) -> HintsView {
    let partner =
        PartnerHint { org: OTHER, name: said.org.to_owned(), contacts: 1, has_bridge: false, step: HintStep::Knock };
    HintsView { contacts: 1, partners: vec![partner] }
}

fn near(said: Said) -> NearView {
    NearView { own: vec![found(said)], through_colleagues: [0; 3], colleagues: 0, complete: true }
}

fn knock() -> KnockView {
    KnockView {
        knock: KnockId::from_bytes([1; 16]),
        handles: vec![Handle::parse("jonas.weidt@lindenhof.example", None).unwrap()],
        bridge: BRIDGE,
        made: clock::now(),
        expires: clock::now().plus(Span::days(30)),
        peers: 1,
        left: 0,
        state: KnockState::Open,
    }
}

fn core(said: Said, body: RequestBody) -> Signed<RequestCore> {
    request(said, body).core
}

fn word(said: Said) -> WordView {
    WordView {
        core: core(said, RequestBody::Letter(vec![0; SEALED_LETTER])),
        word: WordId::from_bytes([1; 16]),
        to: WordTo::Asker,
        sealed: Blob(vec![0]),
        came: clock::now(),
        replied: false,
    }
}

fn answered(said: Said) -> AnsweredView {
    AnsweredView {
        core: core(said, RequestBody::Letter(vec![0; SEALED_LETTER])),
        origin_name: said.org.to_owned(),
        until: clock::now().plus(Span::days(9)),
    }
}

fn answer(said: Said) -> AnswerView {
    AnswerView {
        ask: AskId::from_bytes([1; 16]),
        core: core(said, RequestBody::Letter(vec![0; SEALED_LETTER])),
        consent: Signed::new(Vec::new(), NONE),
        letter_key: SealKey::from_bytes([1; 32]),
        sealed: Blob(vec![0]),
        receipts: Vec::new(),
        verified: Some(true),
        retain_until: None,
    }
}

fn alerts(said: Said) -> AlertsView {
    let own = OwnAlertView {
        request: RequestId::from_bytes([1; 16]),
        core: core(said, alert_body(said)),
        expires: clock::now().plus(Span::days(9)),
        to: vec![next()],
        answers: 1,
        is_open: true,
    };
    let mut came = inbox(said);
    came.retain(|item| matches!(item.waiting, Waiting::Alert { .. }));
    AlertsView { own: vec![own], came }
}
