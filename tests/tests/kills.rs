//! The story again and again, while every node is killed with SIGKILL at every point of its work.
//!
//! In each playing, in each phase of the story, each node is told one point at which to die; over all playings
//! each node is told each point in each phase. A point the node does not pass in that phase kills nobody.
//! Who started a node starts it again, and people repeat a command that failed, as people do.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "these are tests, and tell how many kills happened")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use stn_tests::processes::valley::{GONE, JONAS, ORGS, Valley, list, text};

const POINTS: [&str; 9] = [
    "step",
    "before-commit",
    "after-commit",
    "before-send",
    "after-send",
    "before-settle",
    "after-settle",
    "before-reply",
    "after-reply",
];

const PHASES: [&str; 9] =
    ["ask", "match", "offer", "request", "first hop", "second hop", "third hop", "answer", "verify"];

/// The phases in which an organisation comes to be; some are passed twice, for two pairs.
const FOUNDING: [&str; 6] = ["members", "trust", "token", "confirm", "link", "bridge"];

/// What reaches each person in the whole story.
const THINGS: [(&str, usize); 5] = [("Omar", 0), ("Lucía", 1), ("Nadia", 1), ("Henrike", 1), ("Matthias", 2)];

#[test]
fn a_kill_of_any_node_at_any_point_changes_nothing() {
    let mut valley = Valley::found(program());
    valley.stop();
    valley.save();
    let mut kills = Kills::default();
    let begun = Instant::now();

    for round in 0..2 * POINTS.len() {
        valley.restore();
        valley.start();
        kills.round = round;
        play(&mut valley, |valley, phase| kills.arm(valley, phase, &PHASES));
        kills.disarm(&mut valley);
        expect_one_introduction(&mut valley);
        valley.stop();
        println!("playing {}: {} different kills after {:?}", round + 1, kills.done.len(), begun.elapsed());
    }

    kills.tell();
    let phases: BTreeSet<&str> = kills.done.iter().map(|(_, phase, _)| *phase).collect();
    assert!(kills.done.len() >= 72, "only {} different kills happened", kills.done.len());
    assert_eq!(phases.len(), PHASES.len(), "only in {phases:?}");
}

#[test]
fn a_kill_while_organisations_meet_changes_nothing() {
    let mut kills = Kills::default();

    for round in 0..POINTS.len() {
        let mut valley = Valley::begin(program());
        kills.round = round;
        kills.told = [0; 3];
        valley.settle_in(|valley, phase| kills.arm(valley, phase, &FOUNDING));
        kills.disarm(&mut valley);
        for (org, members, peers, bridges) in [("Hillside", 2, 1, 1), ("Riverbend", 2, 2, 2), ("Lindenhof", 1, 1, 1)] {
            let status = valley.admin(org, &["status"], &[]).json["status"].clone();
            let counts = (&status["members"], &status["peers"], &status["bridges"]);
            assert_eq!(counts, (&json!(members), &json!(peers), &json!(bridges)), "{org} in round {round}");
        }
        valley.repeat("Omar", &["ask", "--for", JONAS], &[]);
        valley.waiting("Matthias", "prompt");
    }

    kills.tell();
    assert!(kills.done.len() >= 36, "only {} different kills happened", kills.done.len());
}

#[test]
fn a_node_that_is_away_for_a_while_gets_everything_later() {
    let mut valley = Valley::found(program());
    valley.stop();
    valley.save();

    for round in 0..ORGS.len() {
        valley.restore();
        valley.start();
        let mut phases = 0;
        play(&mut valley, |valley, _| {
            valley.node(ORGS[(round + phases) % ORGS.len()]).leave(Duration::from_millis(700));
            phases += 1;
        });
        expect_one_introduction(&mut valley);
        valley.stop();
    }
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_stn-under-test"))
}

/// Where nodes were told to die, and did.
#[derive(Default)]
struct Kills {
    round: usize,
    phase: &'static str,
    /// Each node's deaths that are in `done`.
    told: [usize; 3],
    /// Node, phase and point.
    done: BTreeSet<(&'static str, &'static str, String)>,
}

impl Kills {
    /// Ends the phase before, and tells each node where to die in this one.
    fn arm(&mut self, valley: &mut Valley, phase: &'static str, phases: &[&str]) {
        self.disarm(valley);
        self.phase = phase;
        let number = phases.iter().position(|one| *one == phase).unwrap();
        let nth = 1 + self.round / POINTS.len();
        for (at, org) in ORGS.into_iter().enumerate() {
            let point = POINTS[(self.round + 3 * at + number) % POINTS.len()];
            valley.node(org).arm(point, u32::try_from(nth).unwrap());
        }
    }

    /// Takes back what did not happen, and notes what did.
    fn disarm(&mut self, valley: &mut Valley) {
        for (at, org) in ORGS.into_iter().enumerate() {
            let node = valley.node(org);
            node.disarm();
            node.tend();
            for death in &node.deaths[self.told[at]..] {
                self.done.insert((org, self.phase, death.clone()));
            }
            self.told[at] = node.deaths.len();
        }
    }

    fn tell(&self) {
        for (org, phase, point) in &self.done {
            println!("{org} was killed at {point} in the phase {phase}");
        }
        println!("{} different kills", self.done.len());
    }
}

/// The story, by people who repeat a command that failed. `before` is called before each phase with its name.
fn play(valley: &mut Valley, mut before: impl FnMut(&mut Valley, &'static str)) {
    before(valley, "ask");
    let ask = text(&valley.repeat("Omar", &["ask", "--for", JONAS], &[]).json["ask"]);
    before(valley, "match");
    let prompt = valley.waiting("Matthias", "prompt");
    before(valley, "offer");
    valley.repeat("Matthias", &["approve", &prompt], &[GONE]);
    let offer = valley.until("an offer", |valley| {
        let offers = list(&valley.look("Omar", &["offers", &ask]));
        offers.first().map(|offer| text(&offer["offer"]))
    });
    before(valley, "request");
    let letter = valley.place("letter.txt");
    fs::write(&letter, "Dear whoever knows Jonas").unwrap();
    let letter = letter.to_str().unwrap();
    valley.repeat("Omar", &["request", &offer, "--note", "a well", "--letter", letter], &[USED]);
    let mut item = valley.waiting("Lucía", "hop");
    for (phase, connector, next, what) in [
        ("first hop", "Lucía", "Nadia", "hop"),
        ("second hop", "Nadia", "Henrike", "hop"),
        ("third hop", "Henrike", "Matthias", "letter"),
    ] {
        before(valley, phase);
        valley.repeat(connector, &["approve", &item], &[GONE]);
        item = valley.waiting(next, what);
    }
    before(valley, "answer");
    valley.repeat("Matthias", &["answer", &item, "--text", "Gladly"], &[GONE]);
    valley.until("an answer", |valley| (valley.look("Omar", &["status"])["new_answers"] == 1).then_some(()));
    before(valley, "verify");
    valley.repeat("Omar", &["answers"], &[]);
}

/// What a person reads who sends a request once more.
const USED: &str = "a request already went along one of these offers";

fn expect_one_introduction(valley: &mut Valley) {
    for org in ORGS {
        valley.until("an empty outbox", |valley| {
            let status = valley.admin(org, &["status"], &[]);
            (status.json["status"]["outbox"] == 0).then_some(())
        });
    }
    let asks = list(&valley.look("Omar", &["asks"]));
    let [ask] = asks.as_slice() else { panic!("one ask was made, not {}", asks.len()) };
    assert_eq!((&ask["state"], &ask["offers"]), (&json!("introduced"), &json!(1)));
    let offers = list(&valley.look("Omar", &["offers", &text(&ask["ask"])]));
    assert_eq!(offers.len(), 1);
    let answers = list(&valley.look("Omar", &["answers"]));
    let [answer] = answers.as_slice() else { panic!("one answer came, not {}", answers.len()) };
    assert_eq!((&answer["verified"], &answer["text"]), (&json!(true), &json!("Gladly")));
    assert_eq!(answer["path"].as_array().map(Vec::len), Some(3));
    for (name, things) in THINGS {
        assert_eq!(valley.inbox(name), Vec::<Value>::new(), "something waits for {name}");
        assert_eq!(valley.seen(name), things, "what reached {name}");
    }
}
