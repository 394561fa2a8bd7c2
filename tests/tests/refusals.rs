//! What the program says to input that is wrong, in the wrong place or too late: one sentence each, an exit code,
//! and nothing changed.
#![allow(clippy::unwrap_used, reason = "these are tests, with what they share")]

#[path = "refusals/upkeep.rs"]
mod upkeep;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use stn_tests::processes::valley::text;
use stn_tests::processes::{Node, Person, Said, stn};
use tempfile::TempDir;

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_stn-under-test"))
}

#[test]
fn wrong_usage_has_an_exit_code_of_its_own() {
    let nameless = ["init", "--yes", "--data", "/no/such/place"];
    for args in [&["no-such-command"][..], &["me", "bridge"], &["peer", "join"], &nameless, &["--no-such-flag"]] {
        assert_eq!(stn(program(), args).code, Some(2), "{args:?}");
    }
    assert_eq!(stn(program(), &["--version"]).code, Some(0));
}

#[test]
fn a_file_that_is_no_connections_csv_is_refused_and_nobody_is_stored() {
    let house = House::open();
    let person = house.member("Nadia");
    let file = house.dir.path().join("wrong.csv");
    fs::write(&file, "Datum;Betrag\n2024-03-01;12,50\n").unwrap();
    let file = file.to_str().unwrap();

    refused(&person.me(&["import", file]), "Expected contacts (LinkedIn's Connections.csv");
    refused(&person.me(&["import", file, "--rate", "all=know-well"]), "Nothing was stored");
    refused(&person.me(&["import", "/no/such/file", "--rate", "all=know-well"]), "found nothing of that name");

    assert_eq!(person.me(&["people"]).done()["people"], Value::Array(Vec::new()));
}

#[test]
fn two_programs_never_serve_the_same_data() {
    let house = House::open();

    let second = house.node.admin(&["serve"]);

    refused(&second, "another stn process is using the store");
    house.node.admin(&["status"]).done();
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let mut house = House::open();
    house.node.stop();
    let format = house.node.data().join("store/format");
    fs::write(&format, "stn store, format 2\n").unwrap();

    let told = house.node.admin(&["serve"]);

    refused(&told, "was written by a newer stn");
    assert!(told.complaint.contains("start the newer version"));
    assert_eq!(fs::read_to_string(format).unwrap(), "stn store, format 2\n");
}

#[test]
fn a_damaged_store_is_refused_with_a_remedy() {
    let mut house = House::open();
    house.member("Nadia");
    house.node.stop();
    let records = house.node.data().join("store/sled/db");
    let mut bytes = fs::read(&records).unwrap();
    let at = bytes.windows(5).position(|window| window == b"Nadia").expect("the records hold the member's name");
    bytes[at] ^= 1;
    fs::write(&records, bytes).unwrap();

    let told = house.node.admin(&["serve"]);

    refused(&told, "is damaged");
    assert!(told.complaint.contains("restore the last backup"), "{}", told.complaint);
}

#[test]
fn an_admin_without_a_node_is_told_how_to_start_it() {
    let mut house = House::open();
    house.node.stop();

    refused(&house.node.admin(&["status"]), "no node runs on the data");
}

#[test]
fn an_invitation_serves_one_person_for_a_while_at_its_own_node() {
    let (house, other) = (House::open(), House::open());
    let link = house.invite("Nadia", &[]);
    house.newcomer("nadia").me(&["join", &link, "--name", "Somebody"]).done();
    let elsewhere = house.invite("Omar", &["--api", &other.api()]);
    let brief = house.invite("Ines", &["--until", "1s"]);
    thread::sleep(Duration::from_millis(1_200));

    refused(
        &house.newcomer("omar").me(&["join", &link, "--name", "Somebody"]),
        "this invitation was already used; each serves once",
    );
    refused(
        &house.newcomer("omar").me(&["join", &elsewhere, "--name", "Somebody"]),
        "this node did not make that invitation",
    );
    refused(
        &house.newcomer("ines").me(&["join", &brief, "--name", "Somebody"]),
        "this invitation has expired; nothing was sent",
    );
    refused(
        &house.newcomer("nadia").me(&["join", &link, "--name", "Somebody"]),
        "makes you a member of this organisation already",
    );
    refused(
        &house.newcomer("omar").me(&["join", &link[..link.len() - 9], "--name", "Somebody"]),
        "the member link is damaged",
    );
    refused(&house.newcomer("omar").me(&["join", "hello", "--name", "Somebody"]), "this is no stn link");
}

#[test]
fn a_token_is_for_another_organisation_while_it_lasts() {
    let house = House::open();
    let own = text(&house.node.admin(&["peer", "invite"]).done()["token"]);
    let brief = text(&house.node.admin(&["peer", "invite", "--until", "1s"]).done()["token"]);
    let link = house.invite("Nadia", &[]);
    thread::sleep(Duration::from_millis(1_200));

    refused(&house.node.admin(&["peer", "join", &own]), "this token is your own organisation's; nothing was sent");
    refused(&house.node.admin(&["peer", "join", &brief]), "this token has expired; nothing was sent");
    refused(&house.node.admin(&["peer", "join", &link]), "this is a member link where a peer link is needed");

    assert_eq!(house.node.admin(&["peer", "list"]).done(), Value::Array(Vec::new()));
}

#[test]
fn a_bridge_link_is_for_somebody_elsewhere_who_is_connected() {
    let (house, other) = (House::open(), House::open());
    let (nadia, henrike) = (house.member("Nadia"), house.member("Henrike"));
    let stranger = other.member("Lucía");
    let link = text(&nadia.me(&["bridge", "--new", "--strength", "know-well"]).done()["link"]);
    let take = |person: &Person| person.me(&["bridge", &link, "--strength", "know-well"]);

    refused(&take(&nadia), "this is your own link; nothing was sent");
    refused(&take(&henrike), "made by a member of your own organisation; nothing was sent");
    refused(&take(&stranger), "your organisation is not connected to that organisation");
}

/// One organisation with a running node.
struct House {
    node: Node,
    dir: TempDir,
}

impl House {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut node = Node::init(program(), &dir.path().join("data"), "Riverbend");
        node.start();
        Self { node, dir }
    }

    fn api(&self) -> String {
        text(&self.node.admin(&["status"]).done()["api"])
    }

    fn invite(&self, name: &str, more: &[&str]) -> String {
        text(&self.node.admin(&[&["member", "invite", name], more].concat()).done()["link"])
    }

    /// A command that names its own data directory.
    fn elsewhere(&self, args: &[&str]) -> Said {
        stn(program(), &[args, &["--json"]].concat())
    }

    fn newcomer(&self, name: &str) -> Person {
        Person::new(program(), &self.dir.path().join(format!("{name}.json")))
    }

    fn member(&self, name: &str) -> Person {
        let person = self.newcomer(name);
        person.me(&["join", &self.invite(name, &[]), "--name", name]).done();
        person
    }
}

/// A command fails with exit code 1 and says so in a sentence.
#[track_caller]
fn refused(said: &Said, sentence: &str) {
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.says(sentence), "expected {sentence:?} in {}", said.complaint);
}
