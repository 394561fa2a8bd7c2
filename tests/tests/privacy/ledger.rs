//! What a ledger must not show: what others decided, and what matched without leaving.

use std::collections::BTreeMap;

use stn_protocol::message::Kind;
use stn_protocol::time::Span;
use stn_protocol::trust::EdgePolicy;
use stn_tests::World;
use stn_tests::people::network;
use stn_tests::valley::{JONAS, valley};

/// Everybody's ledger, word for word.
fn ledgers(world: &World) -> BTreeMap<String, String> {
    let written = |name: &String| serde_json::to_string(&world.ledger(name)).unwrap();
    world.people.keys().map(|name| (name.clone(), written(name))).collect()
}

#[test]
fn a_decline_leaves_nothing_in_anybodys_ledger() {
    let run = |is_declined: bool| {
        let mut world = valley(51, JONAS, network());
        world.request_jonas("Hello");
        world.run(Span::secs(1));
        world.approve("Nadia", "").unwrap();
        world.run(Span::secs(1));
        if is_declined {
            world.decline("Henrike");
        }
        world.run(Span::secs(60));
        world
    };

    let (declined, ignored) = (ledgers(&run(true)), ledgers(&run(false)));

    assert_eq!(declined, ignored);
    assert!(declined["Nadia"].contains("passed-on"));
}

#[test]
fn a_match_from_which_nothing_leaves_is_in_nobodys_ledger() {
    let policy = || {
        let mut policy = network();
        policy.kinds.remove(&Kind::Introduction);
        policy
    };
    let run = |sought: &str, policy: EdgePolicy| {
        let mut world = valley(52, JONAS, policy);
        world.ask("Lucía", sought);
        world.run(Span::secs(60));
        world
    };

    let (matched, other) = (ledgers(&run(JONAS, policy())), ledgers(&run("else@x.example", policy())));
    let allowed = run(JONAS, network());

    assert_eq!(matched, other);
    assert!(matched["Matthias"].contains("evaluated"));
    assert_eq!(allowed.inbox("Matthias").len(), 1, "where the kind is allowed the member is asked");
    assert_eq!(ledgers(&allowed)["Matthias"], matched["Matthias"], "and a question to the member is no record either");
}
