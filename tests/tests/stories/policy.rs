//! Members decide what comes before them and when; organisations decide what their nodes serve.

use stn_protocol::exchange::Refused;
use stn_protocol::exchange::view::Waiting;
use stn_protocol::local::{EdgeOf, PolicyChange};
use stn_protocol::message::{Kind, Strength};
use stn_protocol::policy::{
    AppraisalRule, BatchDay, ConnectorLimits, Hours, Muted, OrgPolicy, PeerAudience, PeerPolicy, QuietHours, Weekday,
};
use stn_protocol::time::{Span, Timestamp};
use stn_protocol::trust::{AnswerMode, EdgePolicy};
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::people::policy::FIRST;
use stn_tests::valley::{JONAS, valley, valley_knowing};

const WEEK: Span = Span::days(7);

fn standing() -> EdgePolicy {
    EdgePolicy { beyond: AnswerMode::Standing, ..network() }
}

/// Lucía asks for somebody; gives how many things wait for Matthias soon afterwards.
fn ask(world: &mut World, handle: &str) -> usize {
    world.ask_for("Lucía", handle, Kind::Introduction, WEEK).unwrap();
    world.run(Span::secs(5));
    world.inbox("Matthias").len()
}

fn hours(hours: Hours) -> ConnectorLimits {
    ConnectorLimits { hours, ..ConnectorLimits::default() }
}

fn capped(cap: u16) -> ConnectorLimits {
    ConnectorLimits { per_month: Some(cap), ..ConnectorLimits::default() }
}

/// How many rows of these tables a node's disk holds.
fn rows(world: &World, org: &str, tables: &[u8]) -> usize {
    world.disk(&world.org(org)).keys().filter(|key| tables.contains(&key[0])).count()
}

#[test]
fn a_cap_lets_so_many_matters_come_in_thirty_days() {
    let mut world = valley_knowing(31, &[JONAS, "ada@x.example", "bo@x.example"], &network());
    world.limit("Matthias", capped(2));

    let waiting = ["ada@x.example", "bo@x.example", JONAS].map(|handle| ask(&mut world, handle));
    assert_eq!(waiting, [1, 2, 2]);
    assert_eq!(world.limits("Matthias").of_month, 2);

    world.run(Span::days(30));
    assert_eq!(ask(&mut world, JONAS), 1);
}

#[test]
fn standing_offers_count_towards_the_cap_and_obey_mutes() {
    let offers = |limit: fn(&mut World)| {
        let mut world = valley_knowing(32, &[JONAS, "ada@x.example"], &standing());
        limit(&mut world);
        ask(&mut world, "ada@x.example");
        ask(&mut world, JONAS);
        assert!(world.inbox("Matthias").is_empty());
        world.asks("Lucía").iter().map(|ask| ask.offers).collect::<Vec<_>>()
    };

    assert_eq!(offers(|_| ()), [1, 1]);
    assert_eq!(offers(|world| world.limit("Matthias", capped(1))), [1, 0]);
    assert_eq!(offers(|world| world.mute("Matthias", Muted::Contact(FIRST), None)), [1, 0]);
    assert_eq!(offers(|world| world.mute("Matthias", Muted::Kind(Kind::Introduction), None)), [0, 0]);
    let hillside = |world: &mut World| world.mute("Matthias", Muted::Org(world.org("Hillside")), None);
    assert_eq!(offers(hillside), [0, 0]);
}

#[test]
fn in_quiet_hours_nothing_shows_until_they_end_even_after_a_restart() {
    let mut world = valley(33, JONAS, network());
    // It is 08:00 UTC; on Matthias's clock it is 22:00.
    let quiet = Some(QuietHours { from: 20 * 60, to: 7 * 60 });
    world.limit("Matthias", hours(Hours { quiet, batch: None, utc_offset: 14 * 60 }));

    assert_eq!(ask(&mut world, JONAS), 0);
    let later = world.limits("Matthias").later;
    assert_eq!(later.len(), 1);
    assert_eq!(later[0].from, Timestamp::from_secs(1_800_000_000 + 9 * 3_600));
    world.run(Span::secs(8 * 3_600));
    world.restart(world.org("Lindenhof"));
    assert!(world.inbox("Matthias").is_empty());

    world.run(Span::secs(3_600));
    assert_eq!(world.inbox("Matthias").len(), 1);
    assert_eq!(rows(&world, "Lindenhof", &[32]), 0);
    world.approve("Matthias", "").unwrap();
    world.run(Span::secs(3));
    assert_eq!(world.asks("Lucía")[0].offers, 1);
}

#[test]
fn a_batch_day_gathers_what_came_and_leaves_time_to_decide() {
    let mut world = valley(34, JONAS, network());
    // It is a Friday.
    let batch = Some(BatchDay { weekday: Weekday::Monday, hour: 9 });
    world.limit("Matthias", hours(Hours { batch, ..Hours::default() }));

    assert_eq!(ask(&mut world, JONAS), 0);
    world.run(Span::secs(3 * 86_400));
    assert!(world.inbox("Matthias").is_empty());
    world.run(Span::secs(3_700));
    assert_eq!(world.inbox("Matthias").len(), 1);
}

#[test]
fn what_ends_before_the_batch_day_shows_a_day_before_its_end() {
    let mut world = valley(35, JONAS, network());
    let batch = Some(BatchDay { weekday: Weekday::Thursday, hour: 9 });
    world.limit("Matthias", hours(Hours { batch, ..Hours::default() }));

    world.ask_for("Lucía", JONAS, Kind::Introduction, Span::days(3)).unwrap();
    world.run(Span::secs(2 * 86_400 - 10));
    assert!(world.inbox("Matthias").is_empty());

    world.run(Span::secs(20));
    assert_eq!(world.inbox("Matthias").len(), 1);
}

#[test]
fn a_mute_ends_when_it_was_meant_to_and_is_forgotten() {
    let mut world = valley(36, JONAS, network());
    world.mute("Matthias", Muted::Org(world.org("Hillside")), Some(Span::days(10)));

    assert_eq!(ask(&mut world, JONAS), 0);
    assert_eq!(world.limits("Matthias").limits.mutes.len(), 1);
    world.run(Span::days(10));

    assert!(world.limits("Matthias").limits.mutes.is_empty());
    assert_eq!(ask(&mut world, JONAS), 1);
}

#[test]
fn a_no_go_keeps_requests_away_too() {
    let mut world = valley(37, JONAS, standing());
    let no_go = [world.org("Hillside")].into();
    world.limit("Henrike", ConnectorLimits { no_go, ..ConnectorLimits::default() });
    world.request_jonas("Hello");
    world.run(Span::secs(2));

    world.approve("Nadia", "").unwrap();
    world.run(Span::days(1));

    assert!(world.inbox("Henrike").is_empty());
}

#[test]
fn a_letter_comes_although_the_cap_is_reached_because_its_offer_was_counted() {
    let mut world = valley(38, JONAS, standing());
    world.limit("Matthias", capped(1));
    world.request_jonas("Hello");
    for connector in ["Nadia", "Henrike"] {
        world.run(Span::secs(2));
        world.approve(connector, "").unwrap();
    }
    world.run(Span::secs(2));

    assert_eq!(world.answer("Matthias", "Gladly").unwrap(), "Hello");
}

#[test]
fn a_snooze_hides_until_its_date_and_no_longer_than_the_thing_lives() {
    let mut world = valley(39, JONAS, network());
    assert_eq!(ask(&mut world, JONAS), 1);

    assert_eq!(world.snooze("Matthias", WEEK), Err(Refused::SnoozeDate));
    world.snooze("Matthias", Span::days(2)).unwrap();
    assert!(world.inbox("Matthias").is_empty());
    assert_eq!(world.limits("Matthias").later.len(), 1);

    world.run(Span::days(2));
    assert!(matches!(world.inbox("Matthias")[0].waiting, Waiting::Prompt { .. }));
    world.decline("Matthias");
    assert_eq!(rows(&world, "Lindenhof", &[32]), 0);
}

#[test]
fn a_decline_keeps_the_same_away_for_as_long_as_the_member_said() {
    let mut world = valley(40, JONAS, network());
    world.limit("Matthias", ConnectorLimits { cool_down: Span::days(20), ..ConnectorLimits::default() });
    ask(&mut world, JONAS);
    world.decline("Matthias");

    world.run(Span::days(8));
    assert_eq!(ask(&mut world, JONAS), 0);
    world.run(Span::days(12));
    assert_eq!(ask(&mut world, JONAS), 1);
}

#[test]
fn one_organisation_prompts_a_member_three_times_a_day() {
    let handles = ["a@x.example", "b@x.example", "c@x.example", "d@x.example"];
    let mut world = valley_knowing(41, &handles, &network());

    let waiting = handles.map(|handle| ask(&mut world, handle));

    assert_eq!(waiting, [1, 2, 3, 3]);
}

#[test]
fn what_was_counted_is_forgotten_in_time() {
    let mut world = valley(42, JONAS, network());
    ask(&mut world, JONAS);
    world.decline("Matthias");
    assert!(rows(&world, "Lindenhof", &[33]) > 0);
    assert!(rows(&world, "Lindenhof", &[53]) > 0);

    world.run(Span::days(2));
    assert_eq!(rows(&world, "Lindenhof", &[53]) + rows(&world, "Riverbend", &[53]), 0);
    world.now = world.now.plus(Span::days(88));
    world.run(Span::days(1));
    assert_eq!(rows(&world, "Lindenhof", &[31, 32, 33]), 0);
}

#[test]
fn what_a_tie_may_serve_changes_without_saying_it_again() {
    let mut world = valley(43, JONAS, network());
    let policy_of = |world: &World| {
        let stn_protocol::exchange::view::MemberSight::People(people) =
            world.look("Matthias", &stn_protocol::exchange::view::MemberLook::People)
        else {
            panic!("people were asked for")
        };
        (people[0].policy.clone(), people[0].confirmed)
    };
    let (_, confirmed) = policy_of(&world);
    world.run(Span::days(3));

    let change = PolicyChange { beyond: Some(AnswerMode::Never), ..PolicyChange::default() };
    world.change("Matthias", EdgeOf::Contact(FIRST), change);

    let expected = EdgePolicy { beyond: AnswerMode::Never, ..network() };
    assert_eq!(policy_of(&world), (expected, confirmed));
    assert_eq!(ask(&mut world, JONAS), 0);
}

#[test]
fn questions_stop_where_a_colleague_or_bridge_lets_none_travel() {
    let no_search = PolicyChange { search: Some(false), ..PolicyChange::default() };
    let mut at_colleague = valley(44, JONAS, network());
    let (_, henrike) = at_colleague.member("Henrike");
    at_colleague.change("Nadia", EdgeOf::Colleague(henrike), no_search.clone());
    let mut at_bridge = valley(44, JONAS, network());
    let (riverbend, lindenhof) = (at_bridge.org("Riverbend"), at_bridge.org("Lindenhof"));
    let stn_protocol::exchange::view::MemberSight::Bridges(bridges) =
        at_bridge.look("Henrike", &stn_protocol::exchange::view::MemberLook::Bridges)
    else {
        panic!("bridges were asked for")
    };
    at_bridge.change("Henrike", EdgeOf::Bridge(bridges[0].bridge), no_search);

    for mut world in [at_colleague, at_bridge] {
        assert_eq!(ask(&mut world, JONAS), 0);
        let passed = |traced: &stn_tests::Traced| traced.from == riverbend && traced.to == lindenhof;
        assert!(!world.trace.iter().any(|traced| passed(traced) && traced.kind() == "query"));
    }
}

#[test]
fn members_ask_what_their_organisation_lets_them_and_can_read_it() {
    let mut world = valley(45, JONAS, network());
    let appraisal = AppraisalRule::WithoutPermission { reason: "section 12 of an act".into() };
    let policy = OrgPolicy {
        kinds: [Kind::Introduction].into(),
        blocked: [world.org("Lindenhof")].into(),
        appraisal,
        ..OrgPolicy::default()
    };

    world.serve("Hillside", policy.clone());

    let refused = world.ask_for("Lucía", JONAS, Kind::Influence, WEEK);
    assert_eq!(refused, Err(Refused::KindNotServed));
    assert!(world.ask_for("Lucía", JONAS, Kind::Introduction, WEEK).is_ok());
    let read = world.read_policy("Omar");
    assert_eq!(read.policy, policy);
    assert_eq!((read.peers.len(), read.peers[0].name.as_str()), (1, "Riverbend"));
}

#[test]
fn a_peering_for_own_questions_passes_nobody_elses_on() {
    let mut world = valley(46, JONAS, network());
    world.serve_peer("Riverbend", "Lindenhof", PeerPolicy { audience: PeerAudience::Own, ..PeerPolicy::default() });

    assert_eq!(ask(&mut world, JONAS), 0);
    world.trust("Henrike", "Nadia", Strength::KnowWell, network());
    world.ask("Henrike", JONAS);
    world.run(Span::secs(5));

    assert_eq!(world.inbox("Matthias").len(), 1);
    let kinds = [Kind::Influence].into();
    world.serve_peer("Riverbend", "Lindenhof", PeerPolicy { kinds, ..PeerPolicy::default() });
    let before = world.trace.len();
    world.ask("Henrike", "ada@x.example");
    world.run(Span::secs(5));
    assert!(
        !world.trace[before..].iter().any(|traced| traced.kind() == "query" && traced.to == world.org("Lindenhof"))
    );
}

#[test]
fn a_request_of_an_organisation_blocked_meanwhile_goes_nowhere() {
    let mut world = valley(47, JONAS, standing());
    let ask = world.ask("Lucía", JONAS);
    world.run(Span::secs(5));
    let offer = world.offers("Lucía", ask).remove(0);

    let blocked = [world.org("Hillside")].into();
    world.serve("Riverbend", OrgPolicy { blocked, ..OrgPolicy::default() });
    world.request("Lucía", &offer, "Hello").unwrap();
    world.run(Span::secs(5));

    assert!(world.inbox("Nadia").is_empty());
}

#[test]
fn what_is_over_is_kept_as_long_as_the_organisation_says() {
    let asks_after = |keep_asks, days: u64, restart: bool| {
        let mut world = World::new(48);
        world.found("Hillside");
        world.join("Hillside", "Lucía");
        world.ask_for("Lucía", JONAS, Kind::Introduction, WEEK).unwrap();
        world.serve("Hillside", OrgPolicy { keep_asks, ..OrgPolicy::default() });
        world.run(Span::days(20));
        if restart {
            world.restart(world.org("Hillside"));
        }
        world.run(Span::days(days - 20));
        world.asks("Lucía").len()
    };

    // The ask ends after 7 days, its last request 30 days later.
    for restart in [false, true] {
        assert_eq!(asks_after(Span::days(10), 46, restart), 1);
        assert_eq!(asks_after(Span::days(10), 48, restart), 0);
        assert_eq!(asks_after(Span::days(30), 48, restart), 1);
        assert_eq!(asks_after(Span::days(90), 128, restart), 0);
    }
}

#[test]
fn a_member_asks_twenty_times_a_day_at_most() {
    let mut world = valley(49, JONAS, network());
    for nth in 0..20 {
        world.ask("Omar", &format!("nobody{nth}@x.example"));
    }

    let refused = world.ask_for("Omar", JONAS, Kind::Introduction, WEEK);
    world.run(Span::days(1));

    assert_eq!(refused, Err(Refused::AsksOfTheDay));
    assert!(world.ask_for("Omar", JONAS, Kind::Introduction, WEEK).is_ok());
}

#[test]
fn limits_that_can_t_be_change_nothing_and_a_member_who_leaves_takes_them_along() {
    let mut world = valley(50, JONAS, network());
    world.limit("Matthias", capped(3));
    let unfit = Box::new(hours(Hours { utc_offset: 2_000, ..Hours::default() }));
    let refused = world.act("Matthias", stn_protocol::exchange::MemberCommand::SetLimits { limits: unfit });

    assert_eq!(refused, Err(Refused::LimitsUnfit));
    assert_eq!(world.limits("Matthias").limits, capped(3));
    let (lindenhof, member) = world.member("Matthias");
    let command = stn_protocol::exchange::AdminCommand::RemoveMember { member };
    world.call(lindenhof, |call| stn_protocol::exchange::Input::AdminActed { call, command }).unwrap();
    assert_eq!(rows(&world, "Lindenhof", &[31, 32, 33]), 0);
}
