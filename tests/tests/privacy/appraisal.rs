//! What must not show of an appraisal: that somebody was recognised, that somebody was avoided, that an offer was let
//! fall because the candidate stood on its way.

use stn_protocol::message::Strength;
use stn_protocol::time::Span;
use stn_tests::World;
use stn_tests::people::network;

use super::{STRANGER, assert_same_from, seen_at};

const SAMIR: &str = "samir@letters.example";

/// ```text
///   Lucía ══ Nadia ── Henrike ══ Matthias ── knows somebody by `handle`; Samir Haddad is his colleague
///   Hillside   Riverbend           Lindenhof
/// ```
fn federation(seed: u8, handle: &str) -> World {
    let mut world = World::new(seed);
    for org in ["Hillside", "Riverbend", "Lindenhof"] {
        world.found_at(org, &format!("{}.example", org.to_lowercase()));
    }
    for (org, member) in [
        ("Hillside", "Lucía"),
        ("Riverbend", "Nadia"),
        ("Riverbend", "Henrike"),
        ("Lindenhof", "Matthias"),
        ("Lindenhof", "Samir Haddad"),
    ] {
        world.join(org, member);
    }
    world.knows("Matthias", "Samir Haddad", handle, network());
    world.trust("Nadia", "Henrike", Strength::WouldVouch, network());
    world.trust("Matthias", "Samir Haddad", Strength::WouldVouch, network());
    world.peer("Riverbend", "Hillside");
    world.peer("Lindenhof", "Riverbend");
    world.bridge("Lucía", "Nadia", &network());
    world.bridge("Henrike", "Matthias", &network());
    world.run(Span::secs(5));
    world
}

fn appraised(handle: &str, avoid: &[&'static str]) -> World {
    let mut world = federation(51, handle);
    world.appraise("Lucía", SAMIR, avoid);
    world.run(Span::days(2));
    for member in ["Matthias", "Samir Haddad", "Henrike", "Nadia"] {
        assert!(world.inbox(member).is_empty());
    }
    world
}

#[test]
fn a_candidate_who_is_a_member_there_looks_like_one_nobody_knows() {
    let member = appraised(SAMIR, &["weavers.example"]);
    let unknown = appraised(STRANGER, &["weavers.example"]);

    assert_same_from(&member, &unknown, &["Hillside", "Riverbend"]);
}

#[test]
fn an_avoided_holder_looks_like_one_who_holds_nothing() {
    let holding = appraised(SAMIR, &["lindenhof.example"]);
    let not_holding = appraised(STRANGER, &["lindenhof.example"]);

    assert_same_from(&holding, &not_holding, &["Hillside", "Riverbend", "Lindenhof"]);
}

#[test]
fn to_the_asker_an_avoided_employer_looks_like_one_who_holds_nothing_except_for_evaluation() {
    let avoided = appraised(SAMIR, &["lindenhof.example"]);
    let elsewhere = appraised(STRANGER, &["weavers.example"]);
    let shapes = |world: &World| -> Vec<_> {
        let seen = seen_at(world, "Hillside").into_iter();
        seen.map(|(at, from, to, kind, len, _)| (at, from, to, kind, len))
            .filter(|one| !one.3.contains("eval"))
            .collect()
    };

    assert_eq!(shapes(&avoided), shapes(&elsewhere));
}

#[test]
fn no_frame_of_an_appraisal_reaches_an_avoided_peer_of_the_asker_or_of_a_relay() {
    for avoided in ["riverbend.example", "lindenhof.example"] {
        let world =
            appraised(SAMIR, &[if avoided.starts_with('r') { "riverbend.example" } else { "lindenhof.example" }]);
        let peer = world.org(if avoided.starts_with('r') { "Riverbend" } else { "Lindenhof" });
        assert!(world.trace.iter().all(|traced| traced.to != peer || traced.kind() != "query"), "{avoided}");
    }
}

#[test]
fn the_share_of_a_peer_does_not_tell_that_another_was_avoided() {
    let to_lindenhof = |avoid: &'static str| {
        let mut world = federation(52, STRANGER);
        world.found_at("Orchard", "orchard.example");
        world.join("Orchard", "Ruth");
        world.peer("Riverbend", "Orchard");
        world.bridge("Nadia", "Ruth", &network());
        world.run(Span::secs(700));
        world.trace.clear();
        world.appraise("Lucía", SAMIR, &[avoid]);
        world.run(Span::secs(10));
        let sent = world.trace.iter().filter(|traced| traced.to == world.org("Lindenhof"));
        let credits = sent.filter_map(|traced| match stn_protocol::wire::frame::decode(&traced.block) {
            Ok(stn_protocol::message::Frame::Query(query)) => Some((traced.at, query.credit, query.branch)),
            _ => None,
        });
        credits.collect::<Vec<_>>()
    };

    let (orchard_avoided, nobody) = (to_lindenhof("orchard.example"), to_lindenhof("weavers.example"));

    assert_eq!(orchard_avoided.len(), 1);
    assert_eq!(orchard_avoided, nobody);
}

/// ```text
///   Lucía ══ Samir ══ Ruth ── knows Samir
///   Hillside  Weavers  Orchard
/// ```
#[test]
fn an_offer_let_fall_over_the_candidate_looks_like_a_decline() {
    let after = |then: fn(&mut World)| {
        let mut world = World::new(53);
        for (org, member) in [("Hillside", "Lucía"), ("Weavers", "Samir Haddad"), ("Orchard", "Ruth")] {
            world.found_at(org, &format!("{}.example", org.to_lowercase()));
            world.join(org, member);
        }
        world.join("Weavers", "Tove");
        world.knows("Tove", "Samir Haddad", SAMIR, network());
        world.knows("Ruth", "Samir Haddad", SAMIR, network());
        world.peer("Weavers", "Hillside");
        world.peer("Orchard", "Weavers");
        world.bridge("Lucía", "Samir Haddad", &network());
        world.bridge("Samir Haddad", "Ruth", &network());
        world.run(Span::secs(700));
        world.appraise("Lucía", SAMIR, &[]);
        world.run(Span::secs(10));
        then(&mut world);
        world.run(Span::days(1));
        world
    };

    let offered = after(|world| world.approve("Ruth", "").unwrap());
    let declined = after(|world| world.decline("Ruth"));

    assert_same_from(&offered, &declined, &["Hillside"]);
}
