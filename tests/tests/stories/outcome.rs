//! What an ask led to: kept for the asker, refused to anybody else, forgotten with the ask.

use stn_protocol::exchange::{MemberCommand, Refused, Reply};
use stn_protocol::id::Blob;
use stn_protocol::limits::OUTCOME_LEN;
use stn_protocol::time::Span;
use stn_tests::World;

#[test]
fn what_an_ask_led_to_is_the_askers_alone_and_goes_with_the_ask() {
    let mut world = World::new(63);
    world.found("Riverbend");
    world.join("Riverbend", "Ann");
    world.join("Riverbend", "Ben");
    let ask = world.ask("Ann", "jane@a.example");
    let keep = |outcome: Option<Blob>| MemberCommand::KeepOutcome { ask, outcome };

    assert_eq!(world.act("Ann", keep(Some(Blob(vec![7; OUTCOME_LEN])))), Ok(Reply::Done));
    assert_eq!(world.act("Ann", keep(Some(Blob(vec![7; OUTCOME_LEN + 1])))), Err(Refused::TextTooLong));
    assert_eq!(world.act("Ben", keep(None)), Err(Refused::AskUnknown));

    assert_eq!(world.asks("Ann")[0].outcome, Some(Blob(vec![7; OUTCOME_LEN])));
    let holds_it = |world: &World| {
        let sealed = [7; OUTCOME_LEN];
        world.disk(&world.org("Riverbend")).values().any(|value| value.windows(OUTCOME_LEN).any(|part| part == sealed))
    };
    assert!(holds_it(&world));
    world.act("Ann", MemberCommand::CloseAsk { ask }).unwrap();
    world.run(Span::days(400));
    assert!(world.asks("Ann").is_empty());
    assert!(!holds_it(&world));
}
