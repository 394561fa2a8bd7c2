//! A bridge offered to somebody who may be a member of a partner: it leaves with the day's batch, reaches only who lets
//! themself be found, and says nothing where it reaches nobody. And how a bridge is compared, rated and ended.

use serde_json::Value;
use stn_tests::processes::harbour::{Harbour, digits};
use stn_tests::processes::valley::{list, text};

use super::{harbour, has, has_none, misused, program, refused};

const TOMAS: &str = "tomas@riverbend.example";

fn with_tomas_findable() -> Harbour {
    Harbour::found_after(program(), |harbour| {
        harbour.me("Tomas", &["findable", "--handle", TOMAS, "--audience", "peers"]);
    })
}

#[test]
fn a_knock_reaches_who_lets_themself_be_found_and_becomes_a_bridge_by_two_yeses() {
    let mut harbour = with_tomas_findable();
    let knock = ["knock", TOMAS, "--at", "Riverbend", "--note", "we met at the river"];
    let told = harbour.reads("Omar", &knock);
    has(&told, &["leaves within a day", "only if they let themselves be found", "No word means nothing"]);
    refused(&harbour.tries("Omar", &knock), "you knocked at this person within 90 days; nothing was sent");
    has(&harbour.reads("Omar", &["knocks"]), &["1 knock\n", TOMAS, "of 1 partner", "open until"]);
    assert!(list(&harbour.me("Tomas", &["inbox"])).is_empty());

    harbour.days_later(1);

    let item = harbour.waiting_id("Tomas", "knock");
    let read = harbour.reads("Tomas", &["inbox"]);
    has(&read, &["Somebody at Hillside (", "knocks", "Omar, Hillside", "nobody verified who they are"]);
    has(&read, &["we met at the river", &format!("no: `stn me decline {item}`")]);
    has(&harbour.reads("Tomas", &["approve", &item]), &["Then compare six words with them"]);
    harbour.me("Omar", &["approve", &harbour.waiting_id("Omar", "bridge-accepted")]);
    harbour.me("Tomas", &["approve", &harbour.waiting_id("Tomas", "bridge-confirmed")]);
    let bridge = harbour.until("a bridge", || {
        let bridges = list(&harbour.me("Omar", &["bridges"]));
        bridges.iter().find(|one| one["state"] == "active").map(|one| digits(&one["bridge"]))
    });
    has(&harbour.reads("Omar", &["knocks"]), &["stands"]);
    has(&harbour.reads("Omar", &["ledger"]), &["nock"]);

    let rate = ["bridge", &bridge, "--strength", "know-well"];
    refused(&harbour.tries("Omar", &rate), "nobody proved who is at the other end; nothing was changed");
    let words = |name: &str| text(&harbour.me(name, &["bridge", "--compare", &bridge])["words"]);
    assert_eq!(words("Omar"), words("Tomas"));
    harbour.me("Omar", &[&rate[..], &["--words-agree"]].concat());
    assert_eq!(list(&harbour.me("Omar", &["bridges"]))[0]["strength"], "know-well");
}

#[test]
fn a_knock_that_is_declined_reads_like_one_that_reached_nobody() {
    let mut harbour = with_tomas_findable();
    harbour.me("Omar", &["knock", TOMAS, "--everywhere", "--note", "we met"]);
    harbour.me("Omar", &["knock", "nobody@riverbend.example", "--everywhere", "--note", "we met"]);
    harbour.days_later(1);
    let item = harbour.waiting_id("Tomas", "knock");

    has(&harbour.reads("Tomas", &["decline", &item]), &["Nothing left your node"]);

    let knocks = list(&harbour.me("Omar", &["knocks"]));
    let seen = |at: usize| (&knocks[at]["state"], &knocks[at]["left"], &knocks[at]["peers"]);
    assert_eq!(knocks.len(), 2);
    assert_eq!(seen(0), seen(1));
    assert!(list(&harbour.me("Omar", &["inbox"])).is_empty());
    assert!(list(&harbour.me("Tomas", &["bridges"])).is_empty());
    has_none(&harbour.reads("Tomas", &["ledger"]), &["nock"]);
}

#[test]
fn a_knock_names_a_partner_and_a_person() {
    let harbour = harbour();

    let elsewhere = harbour.tries("Omar", &["knock", TOMAS, "--at", "Nowhere", "--note", "we met"]);
    refused(&elsewhere, "your organisation is connected to none called 'Nowhere'; nothing was sent");
    misused(&harbour.tries("Omar", &["knock", TOMAS, "--note", "we met"]), "--at");
    refused(&harbour.tries("Omar", &["knock", "tomas", "--everywhere", "--note", "we met"]), "nothing was sent");
    let late = harbour.tries("Omar", &["knock", TOMAS, "--everywhere", "--note", "we met", "--until", "40d"]);
    refused(&late, "30 days at most; nothing was sent");

    assert!(list(&harbour.me("Omar", &["knocks"])).is_empty());
}

#[test]
fn a_bridge_is_rated_and_ended_and_the_other_side_sees_its_end() {
    let harbour = harbour();
    let bridge = digits(&list(&harbour.me("Lucía", &["bridges"]))[0]["bridge"]);

    has(&harbour.reads("Lucía", &["bridge", &bridge, "--strength", "have-met"]), &["have met"]);
    has(&harbour.reads("Lucía", &["bridges"]), &["1 bridge\n", "Nadia at", "have met: active"]);
    refused(&harbour.tries("Lucía", &["bridge", "--end", "ffffffff"]), "there is no bridge that begins with");
    has(&harbour.reads("Lucía", &["bridge", "--end", &bridge]), &["is over"]);

    for name in ["Lucía", "Nadia"] {
        harbour.until("the end", || {
            let state = |one: &Value| one["state"] == "active";
            (!list(&harbour.me(name, &["bridges"])).iter().any(state)).then_some(())
        });
    }
    has(&harbour.reads("Lucía", &["ledger"]), &["was told that your bridge with Nadia is over"]);
}
