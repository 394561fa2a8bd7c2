//! A match by less than a handle, and a member who is sought, show as little as any other.

use super::{assert_same_from, network};

use stn_protocol::message::{AttributeType, Kind};
use stn_protocol::time::Span;
use stn_protocol::trust::{AnswerMode, Audience, EdgePolicy};
use stn_tests::World;
use stn_tests::people::matching::{Sought, contact, contact_on};
use stn_tests::valley::valley_in_earnest;

const MATTHIAS: &str = "matthias@lindenhof.example";
const NOBODY: &str = "nobody@elsewhere.example";

/// A world in which Lucía seeks somebody, after what was done before; and what happens then.
fn sought(before: impl FnOnce(&mut World), ask: Sought, then: impl FnOnce(&mut World)) -> World {
    let mut world = valley_in_earnest(91, NOBODY, &network());
    before(&mut world);
    world.run(Span::days(2));
    world.seek("Lucía", ask).unwrap();
    world.run(Span::secs(5));
    then(&mut world);
    world.run(Span::days(2));
    world
}

#[test]
fn a_findable_member_who_says_no_looks_like_one_who_is_not_findable() {
    let ask = || Sought::by_handle(Kind::Introduction, MATTHIAS);
    let declined =
        sought(|world| world.is_findable("Matthias", MATTHIAS, Audience::Network), ask(), |w| w.decline("Matthias"));
    let ignored = sought(
        |world| world.is_findable("Matthias", MATTHIAS, Audience::Network),
        ask(),
        |world| assert_eq!(world.inbox("Matthias").len(), 1),
    );
    let hidden = sought(|_| (), ask(), |world| assert!(world.inbox("Matthias").is_empty()));

    assert_same_from(&declined, &hidden, &["Hillside", "Riverbend"]);
    assert_same_from(&ignored, &hidden, &["Hillside", "Riverbend"]);
}

#[test]
fn a_member_findable_by_partners_only_looks_hidden_to_the_network() {
    let ask = || Sought::by_handle(Kind::Introduction, MATTHIAS);
    let near_only = sought(
        |world| world.is_findable("Matthias", MATTHIAS, Audience::Peers),
        ask(),
        |world| assert!(world.inbox("Matthias").is_empty()),
    );
    let hidden = sought(|_| (), ask(), |_| ());

    assert_same_from(&near_only, &hidden, &["Hillside", "Riverbend"]);
}

#[test]
fn a_match_by_attributes_that_is_declined_looks_like_no_match() {
    let ask = || Sought::about(Kind::Introduction, AttributeType::Topic, "water").and(AttributeType::Region, "KE");
    let on = |topic: &'static str| {
        move |world: &mut World| world.records("Matthias", contact_on("Jonas Weidt", topic, "KE", network()))
    };
    let declined = sought(on("water"), ask(), |world| world.decline("Matthias"));
    let ignored = sought(on("water"), ask(), |world| assert_eq!(world.inbox("Matthias").len(), 1));
    let none = sought(on("housing"), ask(), |world| assert!(world.inbox("Matthias").is_empty()));

    assert_same_from(&declined, &none, &["Hillside", "Riverbend"]);
    assert_same_from(&ignored, &none, &["Hillside", "Riverbend"]);
}

#[test]
fn a_match_by_name_and_organisation_that_is_declined_looks_like_none() {
    let standing = || EdgePolicy { beyond: AnswerMode::Standing, ..network() };
    let ask = || Sought::by_handle(Kind::Introduction, "Jonas Weidt at Quelle Foundation");
    let at = |org: &'static str| {
        move |world: &mut World| world.records("Matthias", contact("Jonas Weidt", org, "", standing()))
    };
    let declined = sought(at("Stiftung Quelle"), ask(), |world| world.decline("Matthias"));
    let ignored = sought(at("Stiftung Quelle"), ask(), |world| assert_eq!(world.inbox("Matthias").len(), 1));
    let none = sought(at("Stiftung Wiese"), ask(), |world| assert!(world.inbox("Matthias").is_empty()));

    assert_same_from(&declined, &none, &["Hillside", "Riverbend"]);
    assert_same_from(&ignored, &none, &["Hillside", "Riverbend"]);
}

#[test]
fn knowledge_about_an_organisation_that_is_kept_looks_like_none() {
    let ask = || Sought::by_handle(Kind::Intelligence, "foundation.example");
    let knows = |domain: &'static str| {
        move |world: &mut World| {
            world.names_organisation("Matthias", "Foundation F", domain);
            world.records("Matthias", contact("Jane Doe", "Foundation F", "", network()));
        }
    };
    let declined = sought(knows("foundation.example"), ask(), |world| world.decline("Matthias"));
    let none = sought(knows("other.example"), ask(), |world| assert!(world.inbox("Matthias").is_empty()));

    assert_same_from(&declined, &none, &["Hillside", "Riverbend"]);
}
