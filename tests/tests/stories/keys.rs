//! Lives of keys: devices come and go, phrases open copies, colleagues vouch. How epochs overlap and everything
//! ends is `ends`.

use stn_protocol::device::{DeviceError, Others};
use stn_protocol::exchange::view::{BridgeState, BridgeView, MemberLook, MemberSight};
use stn_protocol::exchange::{KeysCommand, MemberCommand, Refused, Reply};
use stn_protocol::local::keys::KeyCall;
use stn_protocol::message::{EndReason, Strength};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley};

pub(super) fn standing() -> EdgePolicy {
    EdgePolicy { beyond: AnswerMode::Standing, ..network() }
}

pub(super) fn bridges(world: &World, name: &str) -> Vec<BridgeView> {
    let MemberSight::Bridges(bridges) = world.look(name, &MemberLook::Bridges) else { panic!("bridges") };
    bridges
}

#[test]
fn a_further_device_reads_the_letter_and_signs_for_its_member() {
    let mut world = valley(60, JONAS, network());
    world.open_session("Matthias");
    world.add_device("Matthias", "Matthias' phone");
    world.open_session("Nadia");
    world.add_device("Nadia", "Nadia's phone");

    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    world.approve("Matthias' phone", "").unwrap();
    world.run(Span::secs(3));
    let offer = world.offers("Lucía", ask).remove(0);
    world.request("Lucía", &offer, "Hello").unwrap();
    world.run(Span::secs(1));
    world.approve("Nadia's phone", "").unwrap();
    world.run(Span::secs(1));
    world.approve("Henrike", "").unwrap();
    world.run(Span::secs(1));
    let read = world.answer("Matthias' phone", "Yes").unwrap();
    world.run(Span::secs(2));

    assert_eq!(read, "Hello");
    assert_eq!(*world.judge("Lucía").unwrap().text, "Yes");
    assert!(!world.device("Matthias' phone").holds_member_key());
    let now = world.now;
    assert_eq!(world.device("Matthias' phone").renewal(now).unwrap_err(), DeviceError::NoMemberKey);
}

#[test]
fn a_device_by_somebody_elses_link_is_not_admitted() {
    let mut world = valley(61, JONAS, network());
    let mut link = world.device_link("Nadia");
    link.secret = stn_protocol::invitation::LinkSecret::from_bytes([9; 16]);
    let mut rng = world.streams("stranger");
    let forged = stn_protocol::device::NewDevice::begin(&mut rng, &link);
    world.ask_keys(link.org, KeyCall::EnrolDevice { device: forged.enrolment() }).unwrap();
    let waiting = world.keys("Nadia").waiting.remove(0);

    let now = world.now;
    let mut rng = world.streams("Nadia again");
    let refused = world.device("Nadia").admit(&mut rng, &waiting.device, now).unwrap_err();

    assert_eq!(refused, DeviceError::LinkProof);
    let again = stn_protocol::device::NewDevice::begin(&mut rng, &link);
    let late = world.ask_keys(link.org, KeyCall::EnrolDevice { device: again.enrolment() });
    assert_eq!(late, Err(Refused::DeviceLinkUsed));
    world.act("Nadia", MemberCommand::Keys(KeysCommand::CloseDevice { invite: link.invite })).unwrap();
    assert!(world.keys("Nadia").waiting.is_empty());
}

#[test]
fn a_stolen_device_signs_nothing_that_holds_from_its_loss_on() {
    let mut world = valley(62, JONAS, standing());
    world.open_session("Lucía");
    world.add_device("Lucía", "Lucía's phone");
    world.run(Span::secs(5));
    let ask = world.ask("Lucía's phone", JONAS);
    world.run(Span::secs(5));
    let offer = world.offers("Lucía's phone", ask).remove(0);
    // The thief's request is on its way when the loss is reported; its consent is not older than the report.
    world.request("Lucía's phone", &offer, "Hello").unwrap();
    world.end_device("Lucía", "Lucía's phone", EndReason::Compromised);
    world.run(Span::secs(5));

    assert!(!world.is_known("Lucía's phone"));
    assert!(world.is_known("Lucía"));
    assert_eq!(world.inbox("Nadia").len(), 1, "it left before the report");
    let keys = world.keys("Nadia");
    assert_eq!(keys.ended.len(), 1);
    world.open_session("Nadia");
    assert_eq!(world.approve("Nadia", "").unwrap_err(), DeviceError::KeyEnded);
}

#[test]
fn a_request_that_arrives_after_the_report_has_no_effect() {
    let mut world = valley(63, JONAS, standing());
    world.open_session("Lucía");
    world.add_device("Lucía", "Lucía's phone");
    world.run(Span::secs(5));
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);
    let from = world.trace.len();
    world.request("Lucía's phone", &offer, "Hello").unwrap();
    let stolen = world.trace[from..].iter().find(|traced| traced.kind() == "request").unwrap().block.clone();

    let mut other = valley(63, JONAS, standing());
    other.open_session("Lucía");
    other.add_device("Lucía", "Lucía's phone");
    other.run(Span::secs(5));
    other.ask("Lucía", JONAS);
    other.run(Span::secs(5));
    other.end_device("Lucía", "Lucía's phone", EndReason::Compromised);
    other.run(Span::secs(5));
    let (to, by) = (other.org("Riverbend"), other.org("Hillside"));
    other.deliver(to, by, stolen);
    other.run(Span::secs(5));

    assert!(other.inbox("Nadia").is_empty());
}

#[test]
fn what_a_retired_device_signed_before_still_holds() {
    let mut world = valley(64, JONAS, standing());
    world.open_session("Nadia");
    world.add_device("Nadia", "Nadia's phone");
    world.request_jonas("Hello");
    world.run(Span::secs(1));
    world.approve("Nadia's phone", "").unwrap();
    world.run(Span::secs(7_200));
    world.end_device("Nadia", "Nadia's phone", EndReason::Retired);
    world.run(Span::secs(1));
    for name in ["Lucía", "Henrike", "Matthias"] {
        world.open_session(name);
    }
    world.approve("Henrike", "").unwrap();
    world.run(Span::secs(1));
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(2));

    assert_eq!(*world.judge("Lucía").unwrap().text, "Yes");
}

#[test]
fn a_receipt_by_a_key_that_was_lost_before_is_no_receipt() {
    let mut world = valley(65, JONAS, standing());
    world.open_session("Nadia");
    world.add_device("Nadia", "Nadia's phone");
    world.request_jonas("Hello");
    world.run(Span::secs(1));
    world.approve("Nadia's phone", "").unwrap();
    world.run(Span::secs(1));
    world.approve("Henrike", "").unwrap();
    world.run(Span::secs(1));
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(2));
    assert!(world.judge("Lucía").is_ok());

    world.end_device("Nadia", "Nadia's phone", EndReason::Compromised);
    world.run(Span::secs(2));
    world.open_session("Lucía");

    assert_eq!(world.judge("Lucía").unwrap_err(), DeviceError::Unverified);
}

#[test]
fn a_certificate_is_renewed_version_by_version_and_never_backwards() {
    let mut world = valley(66, JONAS, network());
    let now = world.now;
    let first = world.device("Nadia").renewal(now).unwrap();
    world.bring_cert("Nadia", first.clone()).unwrap();
    let stale = world.device("Nadia").renewal(now).unwrap();
    world.renew("Nadia");

    let again = world.act("Nadia", MemberCommand::Keys(KeysCommand::UpdateCert { draft: first }));
    let twice = world.act("Nadia", MemberCommand::Keys(KeysCommand::UpdateCert { draft: stale }));

    assert_eq!(again, Err(Refused::CertificateStale));
    assert!(matches!(twice, Ok(Reply::Enrolled { .. })), "the same version again gets the same answer");
    assert_eq!(world.device("Nadia").cert_content().unwrap().version, 3);
}

#[test]
fn a_member_whose_certificate_ran_out_rests_until_it_is_renewed() {
    let mut world = valley(67, JONAS, standing());
    world.run(Span::days(80));
    for name in ["Lucía", "Omar", "Nadia", "Henrike"] {
        world.renew(name);
    }
    world.run(Span::days(15));
    assert!(!world.is_known("Matthias"));
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(60));
    assert!(world.offers("Lucía", ask).is_empty());

    let now = world.now;
    let draft = world.device("Matthias").renewal(now).unwrap();
    let org = world.org("Lindenhof");
    assert!(matches!(world.ask_keys(org, KeyCall::Renew { draft }), Ok(Reply::Enrolled { .. })));
    world.open_session("Matthias");
    world.run(Span::days(2));
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(60));

    assert_eq!(world.offers("Lucía", ask).len(), 1, "the next batch brings the handles back");
}

#[test]
fn nine_words_and_a_new_machine_make_a_member_again() {
    let mut world = valley(68, JONAS, network());
    let phrase = world.phrase("Nadia");
    world.run(Span::days(3));
    let since = world.now;
    world.recover("Riverbend", &phrase, "Nadia's new machine", Others::Lost { since }).unwrap();

    world.request_jonas("Hello");
    world.run(Span::secs(1));
    world.approve("Nadia's new machine", "").unwrap();
    world.run(Span::secs(1));

    assert_eq!(world.inbox("Henrike").len(), 1, "the pins came along in the vault");
    assert!(!world.is_known("Nadia"));
    assert!(world.is_known("Nadia's new machine"));
    assert_eq!(world.member("Nadia"), world.member("Nadia's new machine"));
}

#[test]
fn a_new_phrase_ends_the_one_before_and_wrong_words_find_nothing() {
    let mut world = valley(69, JONAS, network());
    let first = world.phrase("Nadia");
    let second = world.phrase("Nadia");

    let old = world.recover("Riverbend", &first, "one", Others::Stay);
    let elsewhere = world.recover("Lindenhof", &second, "two", Others::Stay);
    let right = world.recover("Riverbend", &second.to_uppercase(), "three", Others::Stay);

    assert_eq!(old, Err(DeviceError::Phrase));
    assert_eq!(elsewhere, Err(DeviceError::Phrase));
    assert_eq!(right, Ok(()));
    assert!(world.is_known("Nadia") && world.is_known("three"));
    assert!(world.device("three").holds_member_key());
}

#[test]
fn the_node_holds_nothing_that_opens_a_members_keys() {
    let mut world = valley(70, JONAS, network());
    let phrase = world.phrase("Nadia");
    let entropy = stn_protocol::crypto::words::read_phrase(&phrase).unwrap();
    let org = world.org("Riverbend");
    let saved = serde_json::to_value(world.device("Nadia")).unwrap();
    let secrets: Vec<Vec<u8>> = ["member_seed", "sign_seed", "vault_key"]
        .map(|name| serde_json::from_value::<Vec<u8>>(saved[name].clone()).unwrap())
        .into();

    let on_disk = |secret: &[u8]| {
        world.disk(&org).values().any(|value| value.windows(secret.len()).any(|window| window == secret))
    };

    assert!(secrets.iter().all(|secret| secret.len() == 32 && !on_disk(secret)));
    assert!(!on_disk(entropy.as_slice()));
    assert!(on_disk(stn_protocol::crypto::recovery::locator(&entropy).as_bytes()), "the search finds what is there");
}

#[test]
fn strangers_calls_about_keys_are_few_in_a_minute() {
    let mut world = valley(71, JONAS, network());
    let org = world.org("Riverbend");
    let locator = stn_protocol::id::RecoveryLocator::from_bytes([7; 16]);
    for _ in 0..60 {
        assert_eq!(world.ask_keys(org, KeyCall::FetchCopy { locator }), Err(Refused::PhraseUnknown));
    }

    assert_eq!(world.ask_keys(org, KeyCall::FetchCopy { locator }), Err(Refused::Hurried));
    world.run(Span::secs(61));
    assert_eq!(world.ask_keys(org, KeyCall::FetchCopy { locator }), Err(Refused::PhraseUnknown));
}

/// Riverbend with a third colleague who knows Nadia and Henrike.
pub(super) fn riverbend(seed: u8) -> World {
    let mut world = valley(seed, JONAS, network());
    world.join("Riverbend", "Tomas");
    world.trust("Tomas", "Nadia", Strength::KnowWell, network());
    world.trust("Henrike", "Nadia", Strength::KnowWell, network());
    world.knows("Nadia", "Ada", "ada@north.example", network());
    world.run(Span::secs(5));
    world
}

#[test]
fn who_lost_every_key_comes_back_when_two_colleagues_vouch() {
    let mut world = riverbend(72);
    let (old, enrolment) = world.re_enrol("Nadia", "Nadia anew");
    let waits = world.bring_new_keys("Nadia anew", &enrolment);
    assert_eq!(waits, Reply::AwaitsColleagues { confirmed: 0, needed: 2 });
    world.vouch("Henrike", old, "Nadia anew").unwrap();
    let waits = world.bring_new_keys("Nadia anew", &enrolment);
    assert_eq!(waits, Reply::AwaitsColleagues { confirmed: 1, needed: 2 });
    world.vouch("Tomas", old, "Nadia anew").unwrap();
    assert!(matches!(world.bring_new_keys("Nadia anew", &enrolment), Reply::Enrolled { .. }));
    world.run(Span::secs(5));

    assert!(!world.is_known("Nadia") && world.is_known("Nadia anew"));
    let MemberSight::People(people) = world.look("Nadia anew", &MemberLook::People) else { panic!("people") };
    assert_eq!(people.len(), 1);
    let MemberSight::Colleagues(seen) = world.look("Nadia anew", &MemberLook::Colleagues) else { panic!("colleagues") };
    assert!(seen.iter().any(|one| one.strength == Some(Strength::WouldVouch)), "her tie to Henrike is still there");
    let tied = world.keys("Lucía").gone;
    assert_eq!((tied.len(), tied[0].reason), (1, EndReason::Compromised));
    assert_eq!(bridges(&world, "Lucía")[0].state, BridgeState::Ended);
}

#[test]
fn a_changed_key_signs_nothing_with_colleagues_until_they_checked() {
    let mut world = riverbend(73);
    world.see_colleagues("Henrike");
    let (old, enrolment) = world.re_enrol("Nadia", "Nadia anew");
    world.bring_new_keys("Nadia anew", &enrolment);
    world.vouch("Henrike", old, "Nadia anew").unwrap();
    world.vouch("Tomas", old, "Nadia anew").unwrap();
    world.bring_new_keys("Nadia anew", &enrolment);
    let (_, new) = world.member("Nadia anew");

    assert_eq!(world.open_session("Henrike"), [new]);
    let MemberSight::Colleagues(seen) = world.look("Henrike", &MemberLook::Colleagues) else { panic!("colleagues") };
    let view = seen.into_iter().find(|one| one.member == new).unwrap();
    let now = world.now;
    assert_eq!(world.device("Henrike").pin_colleague(&view, now).unwrap_err(), DeviceError::KeyChanged);
    assert_eq!(world.open_session("Henrike"), [], "it is said once");
    world.device("Henrike").accept_key(&new);

    assert!(world.device("Henrike").pin_colleague(&view, now).is_ok());
    assert!(world.device("Henrike").knows_colleague(&new));
}

#[test]
fn after_a_re_enrolment_a_new_bridge_carries_an_introduction_again() {
    let mut world = riverbend(74);
    let (old, enrolment) = world.re_enrol("Nadia", "Nadia anew");
    world.bring_new_keys("Nadia anew", &enrolment);
    for name in ["Henrike", "Tomas"] {
        world.vouch(name, old, "Nadia anew").unwrap();
    }
    world.bring_new_keys("Nadia anew", &enrolment);
    for name in ["Henrike", "Tomas", "Lucía"] {
        world.open_session(name);
    }
    let (_, new) = world.member("Nadia anew");
    world.device("Henrike").accept_key(&new);
    world.people.remove("Nadia");
    world.bridge("Lucía", "Nadia anew", &network());
    world.run(Span::secs(5));

    world.request_jonas("Hello");
    world.pass_along(["Nadia anew", "Henrike"]);
    world.answer("Matthias", "Yes").unwrap();
    world.run(Span::secs(2));

    assert_eq!(*world.judge("Lucía").unwrap().text, "Yes");
}

#[test]
fn a_re_enrolment_nobody_vouches_for_ends_and_the_member_may_stop_it() {
    let mut world = riverbend(75);
    let (old, enrolment) = world.re_enrol("Nadia", "Nadia anew");
    world.bring_new_keys("Nadia anew", &enrolment);
    world.vouch("Henrike", old, "Nadia anew").unwrap();
    world.run(Span::days(14));
    assert_eq!(world.vouch("Tomas", old, "Nadia anew"), Err(Refused::ReEnrolmentUnknown));
    assert!(world.is_known("Nadia"));

    let (old, enrolment) = world.re_enrol("Nadia", "somebody else");
    world.bring_new_keys("somebody else", &enrolment);
    assert_eq!(world.keys("Nadia").re_enrolments.len(), 1);
    world.act("Nadia", MemberCommand::Keys(KeysCommand::StopReEnrolment)).unwrap();

    assert_eq!(world.vouch("Tomas", old, "somebody else"), Err(Refused::ReEnrolmentUnknown));
}

#[test]
fn one_colleague_is_not_two_and_nobody_vouches_for_themselves() {
    let mut world = riverbend(76);
    let (old, enrolment) = world.re_enrol("Nadia", "Nadia anew");
    world.bring_new_keys("Nadia anew", &enrolment);
    world.vouch("Henrike", old, "Nadia anew").unwrap();
    world.vouch("Henrike", old, "Nadia anew").unwrap();

    assert_eq!(world.vouch("Nadia", old, "Nadia anew"), Err(Refused::ReEnrolmentUnknown));
    let waits = world.bring_new_keys("Nadia anew", &enrolment);
    assert_eq!(waits, Reply::AwaitsColleagues { confirmed: 1, needed: 2 });
}
