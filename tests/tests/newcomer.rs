//! A new member at the command line: brings an export of 500 people, rates thirty, finds three of them half
//! remembered, sees how far that reaches, keeps a tag and a note, brings next year's file, answers two questions
//! and undoes what was brought.
#![allow(clippy::unwrap_used, reason = "these are tests, with what they share")]

#[path = "newcomer/keys.rs"]
mod keys;
#[path = "newcomer/succession.rs"]
mod succession;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use stn_tests::processes::valley::text;
use stn_tests::processes::{Node, Person};
use tempfile::TempDir;

#[test]
fn a_newcomer_brings_their_people_finds_them_again_and_takes_them_back() {
    let desk = Desk::open();
    let first = desk.file("Connections.csv", &people());

    sees_a_preview_without_storing_anybody(&desk, &first);
    rates_thirty(&desk, &first);
    finds_three_half_remembered(&desk);
    sees_how_far_that_reaches(&desk);
    keeps_tags_and_a_note_the_node_cannot_read(&desk);
    let next = desk.file("Connections-next-year.csv", &next_year());
    sees_what_changed(&desk, &next);
    answers_two_questions(&desk, &next);
    undoes_it_all(&desk);
}

fn sees_a_preview_without_storing_anybody(desk: &Desk, file: &str) {
    let nowhere = Person::new(program(), &desk.dir.path().join("nobody/keys.json"));

    let alone = nowhere.me(&["import", file]).done();
    let compared = desk.me(&["import", file]);

    assert_eq!(alone["format"], "LinkedIn's Connections.csv");
    assert_eq!(alone["counts"]["people"], 500);
    assert_eq!(alone["compared"], Value::Null);
    assert!(!desk.dir.path().join("nobody").exists(), "looking at a file makes nothing");
    assert_eq!(compared["compared"]["new"], 500);
    assert_eq!(desk.people().len(), 0);
}

fn rates_thirty(desk: &Desk, file: &str) {
    let rules: String = (1..=30).fold(String::new(), |mut rules, number| {
        writeln!(rules, "#{number}={}", ["have-met", "know-well", "would-vouch"][number % 3]).unwrap();
        rules
    });
    let rules = desk.file("rules.txt", &rules);

    let told = desk.me(&["import", file, "--rate", &rules, "--rate", "Zebedee=skip", "--region", "KE"]);

    assert_eq!(told["read"], 500);
    assert_eq!(told["new"].as_array().unwrap().len(), 30);
    assert_eq!(told["questions"], Value::Array(Vec::new()));
    assert_eq!(told["unmatched"], serde_json::json!(["zebedee"]));
    assert_eq!(desk.people().len(), 30);
    let known = desk.me(&["import", file]);
    assert_eq!(known["compared"]["known"], 30);
    assert_eq!(known["compared"]["new"], 470);
    let imports = desk.me(&["import", "--list"]);
    assert_eq!(imports["imports"][0]["source"], "LinkedIn");
    assert_eq!(imports["imports"][0]["added"], 30);
}

fn finds_three_half_remembered(desk: &Desk) {
    assert_eq!(desk.found(&["lucia"]), "Lucía Ferrerón");
    assert_eq!(desk.found(&["Brandaur"]), "Matthias Brandauer");
    assert_eq!(desk.found(&["tom", "quarrystone"]), "Tom Ashdown");
    let near = desk.me(&["near", "--organisation", "Quarrystone Housing"]);
    assert_eq!(near["own"][0]["name"], "Tom Ashdown");
    let miss = desk.nadia.me(&["note", "Brandaur"]);
    assert!(miss.says("did you mean Matthias Brandauer (#2)"), "{}", miss.complaint);
}

fn sees_how_far_that_reaches(desk: &Desk) {
    let alone = desk.me(&["reach"]);
    desk.me(&["trust", "Henrike", "--strength", "would-vouch"]);
    let reach = desk.me(&["reach"]);

    assert_eq!(alone["says"], "you 30");
    assert_eq!(reach["reach"]["own"], 30);
    assert_eq!(reach["reach"]["colleagues"], 1);
    assert_eq!(reach["reach"]["through"][0]["name"], "Henrike");
    assert!(text(&reach["says"]).starts_with("you 31 · with 1 colleague "), "{reach}");

    let open = desk.me(&["explain", "Lucía", "--from", "own"]);
    let closed = desk.me(&["explain", "Lucía", "--from", "network"]);

    assert_eq!(open["explained"]["answer"], "standing");
    assert_eq!(closed["explained"]["reasons"], serde_json::json!(["audience"]));
    assert!(text(&closed["says"][0]).contains("--audience network"));
}

fn keeps_tags_and_a_note_the_node_cannot_read(desk: &Desk) {
    desk.me(&["tag", "Lucía", "#2", "--topic", "Social Housing"]);
    desk.me(&["tag", "--all-at", "Quarrystone Housing", "--topic", "water"]);
    desk.me(&["note", "Lucía", SECRET]);
    desk.me(&["about", "Lucía", "--how", "a workshop", "--since", "2019-04"]);

    let lucia = desk.me(&["people", "Lucía"]);
    let near = desk.me(&["near", "--topic", "social-housing"]);

    assert_eq!(lucia["note"], SECRET);
    assert_eq!(lucia["contact"]["about"]["topics"], serde_json::json!(["social-housing"]));
    assert_eq!(lucia["contact"]["about"]["since"], "2019-04");
    assert_eq!(near["own"].as_array().unwrap().len(), 2);
    assert_eq!(desk.me(&["note", "Lucía"])["note"], SECRET);
    let needle = SECRET.as_bytes();
    let files = files_under(&desk.node.data().join("store"));
    assert!(!files.is_empty());
    for file in files {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(needle.len()).any(|window| window == needle), "the note stands in {}", file.display());
    }
}

fn sees_what_changed(desk: &Desk, file: &str) {
    let seen = desk.me(&["import", file]);

    let compared = &seen["compared"];
    assert_eq!(compared["changed"], 1);
    assert_eq!(compared["known"], 26);
    assert_eq!(compared["questions"], 2);
    let gone: BTreeSet<String> = compared["gone"].as_array().unwrap().iter().map(|one| text(&one["name"])).collect();
    assert_eq!(gone, BTreeSet::from(["Given4 Family4".to_owned()]));
    let tom = &seen["people"][2];
    assert_eq!(tom["standing"], "changed");
    assert_eq!(tom["changed"], serde_json::json!(["organisation", "role"]));
}

fn answers_two_questions(desk: &Desk, file: &str) {
    let rates = ["--rate", "#3=would-vouch", "--rate", "Wirth=know-well", "--rate", "Obi=have-met"];

    let asked = desk.me(&[&["import", file], &rates[..]].concat());

    assert_eq!(asked["updated"].as_array().unwrap().len(), 1);
    let questions = asked["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 2);
    let number = |name: &str| {
        let question = questions.iter().find(|one| text(&one["name"]).contains(name)).unwrap();
        format!("#{}", question["number"])
    };
    let (wirth, obi) = (number("Wirth"), number("Obi"));
    assert_eq!(desk.people().len(), 30);

    let told = desk.me(&[&["import", file], &rates[..], &["--same", &wirth, "--apart", &obi]].concat());

    assert_eq!(told["questions"], Value::Array(Vec::new()));
    assert_eq!(told["unresolved"], Value::Array(Vec::new()));
    assert_eq!(told["new"].as_array().unwrap().len(), 1);
    assert_eq!(desk.people().len(), 31);
    let same = desk.me(&["people", "Wirth"]);
    assert_eq!(same["contact"]["handles"].as_array().unwrap().len(), 3);
    assert_eq!(desk.me(&["people", "Obi"])["contact"]["handles"].as_array().unwrap().len(), 1);
    assert_eq!(desk.me(&["people", "Tom Ashdown"])["contact"]["role"], "Director");
    assert_eq!(desk.me(&["people", "Tom Ashdown"])["contact"]["about"]["topics"], serde_json::json!(["water"]));
}

fn undoes_it_all(desk: &Desk) {
    let last = desk.me(&["import", "--undo", "last"]);
    assert_eq!(last["removed"], 1);
    assert_eq!(desk.people().len(), 30);
    assert_eq!(text(&desk.me(&["people", "Given6"])["contact"]["name"]), "Given6 Family6");

    desk.me(&["import", "--undo", "last"]);
    assert_eq!(desk.me(&["people", "Tom Ashdown"])["contact"]["org"], "Quarrystone Housing");
    let first = text(&desk.me(&["import", "--list"])["imports"][0]["import"]);
    let undone = desk.me(&["import", "--undo", &first[..8]]);

    // Those who were tagged or written about by hand stay, with what was said of them.
    assert_eq!(undone["kept"], 3);
    assert_eq!(undone["removed"], 27);
    let left: Vec<String> = desk.people().iter().map(|one| text(&one["name"])).collect();
    assert_eq!(left.len(), 3);
    assert!(left.contains(&"Lucía Ferrerón".to_owned()) && left.contains(&"Tom Ashdown".to_owned()), "{left:?}");
    assert_eq!(desk.me(&["note", "Lucía"])["note"], SECRET);
    let none = desk.nadia.me(&["import", "--undo", "last"]);
    assert!(none.says("no import to undo; nothing was done"), "{}", none.complaint);
}

/// A node with two members, one of whom is new here.
struct Desk {
    node: Node,
    nadia: Person,
    dir: TempDir,
}

impl Desk {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut node = Node::init(program(), &dir.path().join("data"), "Riverbend");
        node.start();
        let join = |name: &str| {
            let person = Person::new(program(), &dir.path().join(format!("{name}.json")));
            let link = text(&node.admin(&["member", "invite", name]).done()["link"]);
            person.me(&["join", &link, "--name", name]).done();
            person
        };
        join("Henrike");
        let nadia = join("Nadia");
        Self { node, nadia, dir }
    }

    fn me(&self, args: &[&str]) -> Value {
        self.nadia.me(args).done()
    }

    fn people(&self) -> Vec<Value> {
        self.me(&["people"])["people"].as_array().unwrap().clone()
    }

    /// The first whom a search finds.
    fn found(&self, words: &[&str]) -> String {
        let found = self.me(&[&["find"], words].concat());
        text(&found["found"][0]["name"])
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.dir.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

/// LinkedIn's file of 500 people, the first three of whom have names worth remembering.
fn people() -> String {
    let rows = (1..=500).map(|at| match at {
        1 => "Lucía,Ferrerón,https://www.linkedin.com/in/lucia-ferreron,,Hillside Commons,Programme lead,03 Apr 2022"
            .into(),
        2 => "Matthias,Brandauer,https://www.linkedin.com/in/m-brandauer,,Lindenhof,Treasurer,03 Apr 2022".into(),
        3 => "Tom,Ashdown,https://www.linkedin.com/in/tom-ashdown,,Quarrystone Housing,Engineer,03 Apr 2022".into(),
        at => row(at),
    });
    csv(rows)
}

/// A year later: the third changed the job, the fourth is gone, the sixth married, and a stranger has the seventh's
/// office address.
fn next_year() -> String {
    let rows = (1..=500).filter(|at| *at != 4).map(|at| match at {
        1 => "Lucía,Ferrerón,https://www.linkedin.com/in/lucia-ferreron,,Hillside Commons,Programme lead,03 Apr 2022"
            .into(),
        2 => "Matthias,Brandauer,https://www.linkedin.com/in/m-brandauer,,Lindenhof,Treasurer,03 Apr 2022".into(),
        3 => "Tom,Ashdown,https://www.linkedin.com/in/tom-ashdown,,Waterworks,Director,03 Apr 2022".into(),
        6 => "Gesine,Wirth,https://www.linkedin.com/in/gesine-wirth,p6@people.example,Org6,Role6,03 Apr 2022".into(),
        7 => "Chidi,Obi,https://www.linkedin.com/in/chidi-obi,p7@people.example,Org7,Role7,03 Apr 2022".into(),
        at => row(at),
    });
    csv(rows)
}

fn row(at: usize) -> String {
    let mail = if at < 10 { format!("p{at}@people.example") } else { String::new() };
    format!("Given{at},Family{at},https://www.linkedin.com/in/person-{at},{mail},Org{at},Role{at},03 Apr 2022")
}

fn csv(rows: impl Iterator<Item = String>) -> String {
    let header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On".to_owned();
    let lines: Vec<String> = [header].into_iter().chain(rows).collect();
    lines.join("\n") + "\n"
}

fn files_under(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![dir.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_stn-under-test"))
}

const SECRET: &str = "owes me a long answer about the reservoir";
