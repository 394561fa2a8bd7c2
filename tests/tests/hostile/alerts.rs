//! A hostile peer with a bridge: forged, raised, repeated and invented alerts and answers. The devices' and the
//! organisation's own keys sign them, so that only the rule in question keeps them away.

use rand_core::Rng;
use stn_protocol::crypto::digest;
use stn_protocol::crypto::sign::{DeviceSecret, OrgSecret};
use stn_protocol::crypto::stream::{Purpose, Randomness};
use stn_protocol::device::DeviceError;
use stn_protocol::exchange::view::{MemberLook, MemberSight};
use stn_protocol::id::{AnswerId, BridgeId, OfferRef, OrgId, PermissionDigest, QueryId, RequestId, Signature};
use stn_protocol::limits;
use stn_protocol::message::{Answer, Cancel, Consent, Frame, Kind, Request, RequestBody, RequestCore, Signed};
use stn_protocol::time::Span;
use stn_protocol::wire;
use stn_protocol::wire::payload::Payload;
use stn_protocol::wire::record::Status;
use stn_protocol::wire::verify::{sign, verify_by_origin};
use stn_tests::people::alerts::job;
use stn_tests::{World, wire_of};

use super::{attacked, hear};

/// What an attacker who holds Hillside's and Lucía's keys can make.
struct Forger {
    org: OrgSecret,
    device: DeviceSecret,
    good: Request,
}

impl Forger {
    /// Takes an honest alert of Lucía's to Nadia before it is sent.
    fn new(world: &mut World) -> Self {
        let org = OrgSecret::from_seed(&[1; 32]);
        assert_eq!(org.public(), world.org("Hillside"));
        let mut streams = world.streams("Lucía");
        let mut seed = || {
            let mut seed = [0; 32];
            streams.stream(Purpose::Device).fill_bytes(&mut seed);
            seed
        };
        let (_, device) = (seed(), DeviceSecret::from_seed(&seed()));
        assert_eq!(device.public(), world.device("Lucía").device_key());
        let (core, edges) = world.composed_alert("Lucía", &job(), &["Nadia"]).unwrap();
        let MemberSight::Me(me) = world.look("Lucía", &MemberLook::Me) else { panic!("Lucía is a member") };
        let good = Request {
            core: sign(&org, &RequestCore::from_bytes(&core).unwrap()),
            offer: OfferRef::from_bytes([5; 16]),
            bridge: edges[0].to.bridge,
            consent: edges[0].consent.clone(),
            cert: me.cert,
            connector_note: "".into(),
            hops_left: 5,
        };
        Self { org, device, good }
    }

    /// The alert with another core, and a consent that fits it.
    fn with_core(&self, change: impl FnOnce(&mut RequestCore)) -> Request {
        let mut core = verify_by_origin(&self.good.core).unwrap().into_inner();
        change(&mut core);
        let core = sign(&self.org, &core);
        let digest = digest::request_digest(&core.payload);
        Request { core, ..self.with_consent(|consent| consent.digest = digest) }
    }

    /// The alert with another consent of Lucía's.
    fn with_consent(&self, change: impl FnOnce(&mut Consent)) -> Request {
        let mut consent = Consent::from_bytes(&self.good.consent.payload).unwrap();
        change(&mut consent);
        Request { consent: sign(&self.device, &consent), ..self.good.clone() }
    }
}

fn block(request: Request) -> Vec<u8> {
    wire::frame::encode(&Frame::Request(request))
}

fn shown(world: &World) -> usize {
    world.alerts("Nadia").came.len() + world.alerts("Henrike").came.len()
}

/// Delivers a request to Riverbend as Hillside.
fn deliver(world: &mut World, victim: OrgId, peer: OrgId, request: Request) -> (u8, bool) {
    hear(world, victim, peer, block(request))
}

#[test]
fn an_alert_that_breaks_a_rule_is_taken_and_shown_to_nobody() {
    let (mut world, victim, peer) = attacked();
    let forger = Forger::new(&mut world);
    let henrike = world.member("Henrike").1;
    let (now, letter) = (world.now, vec![7; limits::SEALED_LETTER]);
    let bad = [
        ("appraisal", forger.with_core(|core| core.kind = Kind::Appraisal)),
        ("permission", forger.with_core(|core| core.permission = Some(PermissionDigest::from_bytes([1; 32])))),
        ("note", forger.with_core(|core| core.note = "psst".into())),
        ("letter", forger.with_core(|core| core.body = RequestBody::Letter(letter))),
        ("over", forger.with_core(|core| core.expires = now)),
        ("too long", forger.with_core(|core| core.expires = core.created.plus(Span::days(31)))),
        ("to come", forger.with_core(|core| core.created = now.plus(Span::secs(400)))),
        ("other member", forger.with_consent(|consent| consent.successor = henrike)),
        ("other organisation", forger.with_consent(|consent| consent.successor_org = peer)),
        ("other request", forger.with_consent(|consent| consent.digest = digest::request_digest(b"other"))),
        ("older consent", forger.with_consent(|consent| consent.issued = consent.issued.minus(Span::days(1)))),
        ("other word", Request { connector_note: "psst".into(), ..forger.good.clone() }),
        ("no steps", Request { hops_left: 0, ..forger.good.clone() }),
        ("no bridge", Request { bridge: None, ..forger.good.clone() }),
        ("other bridge", Request { bridge: Some(BridgeId::from_bytes([9; 16])), ..forger.good.clone() }),
    ];

    for (what, request) in bad {
        assert_eq!(deliver(&mut world, victim, peer, request), (Status::Taken as u8, false), "{what}");
        assert_eq!(shown(&world), 0, "{what}");
    }
    assert_eq!(deliver(&mut world, victim, peer, forger.good.clone()), (Status::Taken as u8, false));
    assert_eq!(shown(&world), 1, "the same alert without a fault is shown");
}

#[test]
fn an_alert_with_a_forged_signature_is_malformed() {
    let (mut world, victim, peer) = attacked();
    let forger = Forger::new(&mut world);
    let forged = Signature::from_bytes([3; 64]);
    let consent = Signed::new(forger.good.consent.payload.clone(), forged);
    let core = Signed::new(forger.good.core.payload.clone(), forged);

    for request in [Request { consent, ..forger.good.clone() }, Request { core, ..forger.good.clone() }] {
        assert_eq!(deliver(&mut world, victim, peer, request), (Status::Malformed as u8, false));
    }
    assert_eq!(shown(&world), 0);
}

#[test]
fn an_alert_with_a_letter_beside_it_is_malformed() {
    let (mut world, victim, peer) = attacked();
    let forger = Forger::new(&mut world);
    let mut payload = forger.good.core.payload.clone();
    // Field 10 of a request core, of 8 240 B.
    payload.extend([10 << 3 | 2, 0xb0, 0x40]);
    payload.extend(vec![7; limits::SEALED_LETTER]);
    let signature = forger.org.sign(RequestCore::LABEL, &payload);

    let request = Request { core: Signed::new(payload, signature), ..forger.good.clone() };

    assert_eq!(deliver(&mut world, victim, peer, request), (Status::Malformed as u8, false));
    assert_eq!(shown(&world), 0);
}

#[test]
fn raising_the_steps_left_takes_an_alert_no_further_than_six() {
    let (mut world, victim, peer) = attacked();
    let forger = Forger::new(&mut world);

    let most = Request { hops_left: 6, ..forger.good.clone() };
    assert_eq!(deliver(&mut world, victim, peer, most), (Status::Taken as u8, false));

    assert_eq!(world.alert_before("Nadia").1.hops_left, 5);
}

#[test]
fn an_alert_delivered_again_adds_nothing() {
    let (mut world, victim, peer) = attacked();
    let forger = Forger::new(&mut world);
    deliver(&mut world, victim, peer, forger.good.clone());

    for offer in [5, 5, 6, 7] {
        let again = Request { offer: OfferRef::from_bytes([offer; 16]), ..forger.good.clone() };
        assert_eq!(deliver(&mut world, victim, peer, again), (Status::Taken as u8, false));
    }
    assert_eq!((shown(&world), world.alert_before("Nadia").1.others.len()), (1, 0));
    world.decline("Nadia");
    deliver(&mut world, victim, peer, forger.good.clone());
    assert_eq!(shown(&world), 0);
}

#[test]
fn another_alert_under_the_same_id_does_not_take_the_first_ones_place() {
    let (mut world, victim, peer) = attacked();
    let forger = Forger::new(&mut world);
    deliver(&mut world, victim, peer, forger.good.clone());

    let other = forger.with_core(|core| core.kind = Kind::Influence);
    assert_eq!(deliver(&mut world, victim, peer, other), (Status::Taken as u8, false));

    let (item, _) = world.alert_before("Nadia");
    let now = world.now;
    assert_eq!(world.device("Nadia").read_alert(&item, now).unwrap().kind, Kind::Opportunity);
}

#[test]
fn only_who_brought_an_alert_takes_it_back() {
    let (mut world, victim, peer) = attacked();
    let forger = Forger::new(&mut world);
    deliver(&mut world, victim, peer, forger.good.clone());
    let request = RequestCore::from_bytes(&forger.good.core.payload).unwrap().request;
    let cancel = |offer: u8, request| {
        wire::frame::encode(&Frame::Cancel(Cancel { offer: OfferRef::from_bytes([offer; 16]), request }))
    };
    let lindenhof = world.org("Lindenhof");

    for (from, frame) in
        [(lindenhof, cancel(5, request)), (peer, cancel(6, request)), (peer, cancel(5, RequestId::from_bytes([8; 16])))]
    {
        assert_eq!(hear(&mut world, victim, from, frame), (Status::Taken as u8, false));
        assert_eq!(shown(&world), 1);
    }
    hear(&mut world, victim, peer, cancel(5, request));
    assert_eq!(shown(&world), 0);
}

#[test]
fn answers_to_unknown_references_are_taken_and_do_nothing() {
    let (mut world, victim, peer) = attacked();
    let request = world.alert("Lucía", &job(), &["Nadia", "Omar"]).unwrap();
    world.run(Span::secs(1));
    let hillside = peer;
    let named = offer_to(&world, victim);
    let invented = |offer| wire::frame::encode(&Frame::Answer(answer(offer, 1)));

    // An invented reference; a reference of another link; what Hillside itself named, sent to who did not.
    assert_eq!(
        hear(&mut world, hillside, victim, invented(OfferRef::from_bytes([9; 16]))),
        (Status::Taken as u8, false)
    );
    assert_eq!(hear(&mut world, victim, hillside, invented(named)), (Status::Taken as u8, false));

    assert!(world.alert_answers("Lucía", request).is_empty());
}

#[test]
fn a_reference_lets_thirty_two_answers_through_each_once_and_none_is_believed() {
    let (mut world, victim, hillside) = attacked();
    let request = world.alert("Lucía", &job(), &["Nadia"]).unwrap();
    world.run(Span::secs(1));
    let offer = offer_to(&world, victim);

    for number in (0..40).chain(0..40) {
        let frame = wire::frame::encode(&Frame::Answer(answer(offer, number)));
        world.deliver(hillside, victim, frame);
    }
    world.run(Span::secs(1));

    let judged = world.judge_alert("Lucía", request);
    assert_eq!(judged.len(), limits::ALERT_ANSWERS);
    assert!(judged.iter().all(|one| one.as_ref().unwrap_err() == &DeviceError::Unverified));
}

#[test]
fn a_node_cannot_move_an_answer_to_another_edge_or_take_receipts_out() {
    let (mut world, _, _) = attacked();
    let request = world.alert("Lucía", &job(), &["Nadia", "Omar"]).unwrap();
    world.run(Span::secs(1));
    world.pass("Nadia", &["Henrike"], "").unwrap();
    world.interested("Henrike", "Yes").unwrap();
    world.interested("Omar", "Yes").unwrap();
    world.run(Span::secs(1));
    let answers = world.alert_answers("Lucía", request);
    let now = world.now;
    let judge = |world: &mut World, answer: &_| world.device("Lucía").verify_alert_answer(answer, now).is_ok();

    assert!(answers.iter().all(|answer| judge(&mut world, answer)));
    let (mut first, mut second) = (answers[0].clone(), answers[1].clone());
    std::mem::swap(&mut first.consent, &mut second.consent);
    assert!(!judge(&mut world, &first) && !judge(&mut world, &second));
    for mut answer in answers {
        answer.receipts.rotate_left(1);
        assert_eq!(judge(&mut world, &answer), answer.consent == omars(&mut world, request));
    }
}

#[test]
fn over_one_link_only_so_many_alerts_are_kept_and_nothing_is_said_of_it() {
    let (mut world, victim, peer) = attacked();
    let forger = Forger::new(&mut world);
    let numbered = |number: usize| {
        let mut id = [1; 16];
        id[..8].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes());
        forger.with_core(|core| (core.request, core.query) = (RequestId::from_bytes(id), QueryId::from_bytes(id)))
    };
    for number in 0..limits::ALERTS_PER_LINK {
        world.deliver(victim, peer, block(numbered(number)));
        world.decline("Nadia");
    }

    let beyond = deliver(&mut world, victim, peer, numbered(limits::ALERTS_PER_LINK));

    assert_eq!(beyond, (Status::Taken as u8, false));
    assert_eq!(shown(&world), 0);
}

/// Omar's edge: inside the organisation nobody passes an answer on, so none of its receipts is real.
fn omars(world: &mut World, request: RequestId) -> Signed<Consent> {
    let omar = world.member("Omar").1;
    let answers = world.alert_answers("Lucía", request);
    let to = |consent: &Signed<Consent>| Consent::from_bytes(&consent.payload).unwrap().successor;
    answers.into_iter().map(|answer| answer.consent).find(|consent| to(consent) == omar).unwrap()
}

/// The reference an alert went to an organisation under.
fn offer_to(world: &World, org: OrgId) -> OfferRef {
    let sent = world.trace.iter().filter(|traced| traced.to == org);
    let mut requests = sent.filter_map(|traced| match wire_of(&traced.block) {
        Some(Frame::Request(request)) => Some(request.offer),
        Some(_) | None => None,
    });
    requests.next_back().unwrap()
}

fn answer(offer: OfferRef, number: u8) -> Answer {
    Answer {
        offer,
        answer: AnswerId::from_bytes([number; 16]),
        sealed: vec![7; limits::SEALED_ANSWER],
        receipts: vec![vec![7; limits::SEALED_RECEIPT]; limits::RECEIPTS],
    }
}
