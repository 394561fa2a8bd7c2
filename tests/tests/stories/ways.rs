//! Several ways to one person: where somebody on one stays silent, another leads there, and nobody there is asked twice.

use stn_protocol::exchange::view::{AskState, OfferView};
use stn_protocol::id::AskId;
use stn_protocol::message::{RequestCore, Strength};
use stn_protocol::time::Span;
use stn_protocol::wire::payload::Payload;
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::people::words::standing;
use stn_tests::valley::JONAS;

/// Lucía asks for a week, and is shown these offers.
fn asked(world: &mut World) -> (AskId, Vec<OfferView>) {
    let ask = world.ask_long("Lucía", JONAS, Span::days(7));
    world.run(Span::secs(5));
    (ask, world.offers("Lucía", ask))
}

/// ```text
///           ┌► Nadia ───┐
///   Lucía ──┤           ├► Matthias ── knows Jonas        all of Riverbend
///           └► Henrike ─┘
/// ```
fn two_colleagues() -> World {
    let mut world = World::new(81);
    world.found("Riverbend");
    for name in ["Lucía", "Nadia", "Henrike", "Matthias"] {
        world.join("Riverbend", name);
    }
    world.knows("Matthias", "Jonas Weidt", JONAS, standing());
    for colleague in ["Nadia", "Henrike"] {
        world.trust("Lucía", colleague, Strength::WouldVouch, network());
        world.trust(colleague, "Matthias", Strength::WouldVouch, network());
        world.see_colleagues(colleague);
    }
    world.see_colleagues("Lucía");
    world.see_colleagues("Matthias");
    world.run(Span::secs(5));
    world
}

/// ```text
///   Lucía ══ Nadia (Riverbend) ═══╗
///   Hillside                      ╠══ door ──► Matthias ── knows Jonas
///   Lucía ══ Piet (Saltmarsh) ════╝   Lindenhof
/// ```
/// The bridges end at `door`: Matthias, or a colleague before him.
fn two_partners(door: &str) -> World {
    let mut world = World::new(82);
    for org in ["Hillside", "Riverbend", "Saltmarsh", "Lindenhof"] {
        world.found(org);
    }
    for (org, name) in [
        ("Hillside", "Lucía"),
        ("Riverbend", "Nadia"),
        ("Saltmarsh", "Piet"),
        ("Lindenhof", "Matthias"),
        ("Lindenhof", "Greta"),
    ] {
        world.join(org, name);
    }
    world.knows("Matthias", "Jonas Weidt", JONAS, standing());
    world.trust("Greta", "Matthias", Strength::WouldVouch, network());
    world.see_colleagues("Greta");
    world.see_colleagues("Matthias");
    for (partner, name) in [("Riverbend", "Nadia"), ("Saltmarsh", "Piet")] {
        world.peer(partner, "Hillside");
        world.peer("Lindenhof", partner);
        world.bridge("Lucía", name, &network());
        world.bridge(name, door, &network());
    }
    world.run(Span::secs(5));
    world
}

/// Everybody asked so far, by name.
fn waits_for(world: &World, names: &[&str]) -> Vec<usize> {
    names.iter().map(|name| world.inbox(name).len()).collect()
}

/// The first request stays where it is; the second goes at its date.
fn second_goes(world: &mut World, offers: &[OfferView]) {
    let requests = world.request_several("Lucía", offers, "Dear whoever knows Jonas").unwrap();
    let second = RequestCore::from_bytes(&requests[1].core).unwrap().created;
    world.run(second.since(world.now));
    world.run(Span::secs(2));
}

fn answered(world: &mut World, ask: AskId) {
    assert_eq!(world.answer("Matthias", "Gladly").unwrap(), "Dear whoever knows Jonas");
    world.run(Span::secs(2));
    world.record_outcomes("Lucía");
    world.run(Span::secs(2));
    let state = world.asks("Lucía").into_iter().find(|one| one.ask == ask).unwrap().state;
    assert_eq!(state, AskState::Introduced);
}

#[test]
fn where_the_first_colleague_stays_silent_another_leads_to_the_same_person() {
    let mut world = two_colleagues();
    let (ask, offers) = asked(&mut world);
    assert_eq!(offers.len(), 2);
    assert_eq!(offers[0].letter_key, offers[1].letter_key);
    assert_ne!(offers[0].first.member, offers[1].first.member);

    second_goes(&mut world, &offers);
    assert_eq!(waits_for(&world, &["Nadia", "Henrike", "Matthias"]), [1, 1, 0]);
    let willing = ["Nadia", "Henrike"].into_iter().find(|name| world.member(name).1 == offers[1].first.member).unwrap();
    world.approve(willing, "").unwrap();
    world.run(Span::secs(1));

    answered(&mut world, ask);
    assert_eq!(waits_for(&world, &["Nadia", "Henrike", "Matthias"]), [0, 0, 0], "what still ran is withdrawn");
}

#[test]
fn where_one_partner_stays_silent_another_leads_to_the_same_person() {
    let mut world = two_partners("Matthias");
    let (ask, offers) = asked(&mut world);
    assert_eq!(offers.len(), 2);
    assert_eq!(offers[0].letter_key, offers[1].letter_key);

    second_goes(&mut world, &offers);
    assert_eq!(waits_for(&world, &["Nadia", "Piet", "Matthias"]), [1, 1, 0]);
    let willing = ["Nadia", "Piet"].into_iter().find(|name| world.member(name).1 == offers[1].first.member).unwrap();
    world.approve(willing, "").unwrap();
    world.run(Span::secs(1));

    answered(&mut world, ask);
}

#[test]
fn who_was_asked_along_one_way_is_not_asked_along_another() {
    let mut world = two_partners("Greta");
    let (_, offers) = asked(&mut world);
    assert_eq!(offers.len(), 2);

    second_goes(&mut world, &offers);
    for partner in ["Nadia", "Piet"] {
        world.approve(partner, "").unwrap();
        world.run(Span::secs(1));
    }

    assert_eq!(waits_for(&world, &["Greta", "Matthias"]), [1, 0]);
    world.approve("Greta", "").unwrap();
    world.run(Span::secs(1));
    assert_eq!(waits_for(&world, &["Greta", "Matthias"]), [0, 1]);
}

#[test]
fn no_more_than_three_ways_to_one_person_are_shown() {
    let mut world = two_colleagues();
    for name in ["Omar", "Ana"] {
        world.join("Riverbend", name);
        world.trust("Lucía", name, Strength::WouldVouch, network());
        world.trust(name, "Matthias", Strength::KnowWell, network());
    }
    let (_, offers) = asked(&mut world);

    assert_eq!(offers.len(), 3);
    assert!(offers.iter().all(|offer| offer.letter_key == offers[0].letter_key && offer.hops == 2));
}
