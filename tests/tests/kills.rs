//! The story again and again, while every node is killed with SIGKILL at every point of its work.
//!
//! In each playing, in each phase of the story, each node is told one point at which to die; over all playings
//! each node is told each point in each phase once. A point the node does not pass in that phase kills nobody.
//! Who started a node starts it again, and people repeat a command that failed, as people do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};
use stn_tests::processes::Said;
use stn_tests::processes::valley::{JONAS, ORGS, Valley, list, text};

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

/// What reaches each person in the whole story.
const THINGS: [(&str, usize); 5] = [("Omar", 0), ("Lucía", 1), ("Nadia", 1), ("Henrike", 1), ("Matthias", 2)];

#[test]
fn a_kill_of_any_node_at_any_point_changes_nothing() {
    let mut valley = Valley::found(Path::new(env!("CARGO_BIN_EXE_stn-under-test")));
    valley.stop();
    valley.save();
    let mut kills = BTreeSet::new();
    let begun = Instant::now();

    for playing in 0..POINTS.len() {
        valley.restore();
        valley.start();
        Playing { valley: &mut valley, playing, kills: &mut kills, told: [0; 3] }.play();
        expect_one_introduction(&mut valley);
        valley.stop();
        println!("playing {}: {} different kills after {:?}", playing + 1, kills.len(), begun.elapsed());
    }

    let phases: BTreeSet<&str> = kills.iter().map(|(_, phase, _)| *phase).collect();
    for (org, phase, point) in &kills {
        println!("{org} was killed at {point} in the phase {phase}");
    }
    assert!(kills.len() >= 36, "only {} different kills happened", kills.len());
    assert_eq!(phases.len(), PHASES.len(), "only in {phases:?}");
}

/// A node, a phase and a point: where a kill happened.
type Kill = (&'static str, &'static str, String);

struct Playing<'a> {
    valley: &'a mut Valley,
    playing: usize,
    kills: &'a mut BTreeSet<Kill>,
    /// How many deaths of each node are told in `kills`.
    told: [usize; 3],
}

impl Playing<'_> {
    fn play(&mut self) {
        self.told = ORGS.map(|org| self.valley.node(org).deaths.len());
        let ask = self.during("ask", |one| text(&one.repeat("Omar", &["ask", "--for", JONAS], &[]).json["ask"]));
        let prompt = self.during("match", |one| one.valley.waiting("Matthias", "prompt"));
        let offer = self.during("offer", |one| {
            one.repeat("Matthias", &["approve", &prompt], &[GONE]);
            one.valley.until("an offer", |valley| {
                let offers = list(&valley.look("Omar", &["offers", &ask]));
                offers.first().map(|offer| text(&offer["offer"]))
            })
        });
        let mut hop = self.during("request", |one| {
            let letter = one.valley.place("letter.txt");
            fs::write(&letter, "Dear whoever knows Jonas").unwrap();
            let letter = letter.to_str().unwrap();
            one.repeat("Omar", &["request", &offer, "--note", "a well", "--letter", letter], &[USED]);
            one.valley.waiting("Lucía", "hop")
        });
        for (phase, connector, next, what) in [
            ("first hop", "Lucía", "Nadia", "hop"),
            ("second hop", "Nadia", "Henrike", "hop"),
            ("third hop", "Henrike", "Matthias", "letter"),
        ] {
            hop = self.during(phase, |one| {
                one.repeat(connector, &["approve", &hop], &[GONE]);
                one.valley.waiting(next, what)
            });
        }
        self.during("answer", |one| {
            one.repeat("Matthias", &["answer", &hop, "--text", "Gladly"], &[GONE]);
            one.valley.until("an answer", |valley| (valley.look("Omar", &["status"])["new_answers"] == 1).then_some(()));
        });
        self.during("verify", |one| {
            one.valley.until("a checked answer", |valley| {
                let said = valley.me("Omar", &["answers"]);
                said.is_done().then_some(())
            });
        });
    }

    /// One phase, with each node told where to die.
    fn during<T>(&mut self, phase: &'static str, act: impl FnOnce(&mut Self) -> T) -> T {
        let number = PHASES.iter().position(|one| *one == phase).unwrap();
        for (at, org) in ORGS.into_iter().enumerate() {
            self.valley.node(org).arm(POINTS[(self.playing + 3 * at + number) % POINTS.len()], 1);
        }
        let outcome = act(self);
        for (at, org) in ORGS.into_iter().enumerate() {
            self.valley.node(org).disarm();
            self.valley.node(org).tend();
            let deaths = &self.valley.node(org).deaths;
            for death in &deaths[self.told[at]..] {
                self.kills.insert((org, phase, death.clone()));
            }
            self.told[at] = deaths.len();
        }
        outcome
    }

    /// A command, repeated until it is done or the node says that it was done before.
    fn repeat(&mut self, name: &str, args: &[&str], before: &[&str]) -> Said {
        self.valley.until(args[0], |valley| {
            let said = valley.me(name, args);
            if said.is_done() || before.iter().any(|sentence| said.complaint.contains(sentence)) {
                return Some(said);
            }
            let passes = PASSING.iter().any(|sentence| said.complaint.contains(sentence));
            assert!(passes, "{name} is told something a repetition would not mend: {}", said.complaint);
            None
        })
    }
}

/// What a person reads whose node is down, or went down before it answered.
const PASSING: [&str; 2] = ["the node can't be reached", "the node did not answer in time"];
/// What a person reads who approves or answers once more.
const GONE: &str = "there is no item that begins with";
/// What a person reads who sends a request once more.
const USED: &str = "a request already went along this offer";

fn expect_one_introduction(valley: &mut Valley) {
    for org in ORGS {
        valley.until("an empty outbox", |valley| {
            let said = valley.admin(org, &["status"]);
            (said.is_done() && said.json["status"]["outbox"] == 0).then_some(())
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
        assert_eq!(valley.inbox(name), Vec::<Value>::new(), "nothing waits for {name}");
        assert_eq!(valley.seen(name), things, "what reached {name}");
    }
}
