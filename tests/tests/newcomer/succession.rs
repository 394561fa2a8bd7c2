//! An organisation changes its key at the command line: announced, compared, confirmed, and gone over at a start that
//! is cut off in the middle; then a member looks in, and the bridge is the one it was.

use std::fs;
use std::thread;
use std::time::Instant;

use serde_json::Value;
use stn_tests::processes::valley::text;
use stn_tests::processes::{LOOK_AGAIN, Node, PATIENCE, Person};
use tempfile::TempDir;

use super::program;

/// Hillside with Lucía, Riverbend with Nadia, and a bridge between the two.
struct Houses {
    hillside: Node,
    riverbend: Node,
    lucia: Person,
    nadia: Person,
    _dir: TempDir,
}

impl Houses {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let node = |name: &str| {
            let mut node = Node::init(program(), &dir.path().join(name), name);
            node.start();
            node
        };
        let (hillside, riverbend) = (node("Hillside"), node("Riverbend"));
        let member = |node: &Node, name: &str| {
            let link = text(&node.admin(&["member", "invite", name]).done()["link"]);
            let person = Person::new(program(), &dir.path().join(format!("{name}.json")));
            person.me(&["join", &link, "--name", name]).done();
            person
        };
        let (lucia, nadia) = (member(&hillside, "Lucia"), member(&riverbend, "Nadia"));
        let houses = Self { hillside, riverbend, lucia, nadia, _dir: dir };
        houses.connect();
        houses
    }

    fn connect(&self) {
        let token = text(&self.riverbend.admin(&["peer", "invite"]).done()["token"]);
        self.hillside.admin(&["peer", "join", &token]).done();
        let hillside = org_of(&self.hillside);
        until("confirm", || self.riverbend.admin(&["peer", "confirm", &hillside[..8]]).is_done());
        until("connected", || peer(&self.hillside)["state"] == "active");
        let link = text(&self.lucia.me(&["bridge", "--new", "--strength", "know-well"]).done()["link"]);
        self.nadia.me(&["bridge", &link, "--strength", "know-well"]).done();
        let decide = |person: &Person| {
            let item = || inbox(person).first().map(|item| text(&item["item"]));
            until("an item", || item().is_some());
            person.me(&["approve", &item().unwrap()[..8]]).done();
        };
        decide(&self.lucia);
        decide(&self.nadia);
    }
}

#[test]
fn a_key_changes_at_the_command_line_and_the_bridge_stays() {
    let mut houses = Houses::open();
    let (old, bridge) = (org_of(&houses.hillside), bridge(&houses.nadia));
    let said = houses.hillside.admin(&["org", "succeed", "--in", "0"]).done();
    let (new, words) = (text(&said["succession"]["new_org"]), text(&said["words"]));
    assert!(houses.hillside.data().join("identity.next.key").exists());
    assert_eq!(text(&said["succession"]["old_org"]), old);
    until("told", || peer(&houses.riverbend)["successions"].as_array().is_some_and(|all| all.len() == 1));
    let listed = houses.riverbend.plain(&["peer", "list"]);
    assert!(listed.contains(&words) && listed.contains(&format!("stn peer confirm {}", &new[..8])), "{listed}");
    assert!(houses.riverbend.plain(&["doctor"]).contains(&words));
    assert!(houses.hillside.plain(&["status"]).contains("start the node again"));
    assert!(houses.riverbend.admin(&["peer", "confirm", &new[..6]]).says("first 8 digits"));

    houses.riverbend.admin(&["peer", "confirm", &new[..8]]).done();
    houses.hillside.arm("after-succession", 1);
    houses.hillside.stop();
    houses.hillside.start();

    assert_eq!(houses.hillside.deaths, ["after-succession:1"], "the first start was cut off after the records moved");
    assert_eq!(org_of(&houses.hillside), new);
    assert!(!houses.hillside.data().join("identity.next.key").exists());
    let kept = houses.hillside.data().join(format!("identity.old.{}.key", &old[..8]));
    assert!(fs::metadata(kept).is_ok());
    let looked_in = houses.lucia.me(&["status"]);
    assert!(looked_in.says("has a new key"), "{}", looked_in.complaint);
    looked_in.done();
    assert!(!houses.lucia.me(&["status"]).says("has a new key"), "it is said once");
    until("linked", || peer(&houses.riverbend)["org"] == new.as_str() && peer(&houses.riverbend)["outbox"] == 0);
    assert_eq!(self::bridge(&houses.nadia), bridge);
    assert!(houses.hillside.admin(&["org", "succession"]).done()["succession"]["done"].is_number());
}

#[test]
fn records_that_belong_to_another_key_are_left_alone() {
    let mut houses = Houses::open();
    houses.hillside.admin(&["org", "succeed", "--in", "0"]).done();
    let before = fs::read(houses.hillside.data().join("identity.key")).unwrap();
    houses.hillside.stop();
    houses.hillside.start();
    houses.hillside.stop();
    fs::write(houses.hillside.data().join("identity.key"), before).unwrap();

    let refused = houses.hillside.admin(&["serve"]);

    assert!(refused.says("belongs to the key") && refused.says("nothing was changed"), "{}", refused.complaint);
}

fn org_of(node: &Node) -> String {
    text(&node.admin(&["status"]).done()["status"]["org"])
}

fn peer(node: &Node) -> Value {
    node.admin(&["peer", "list"]).done()[0].clone()
}

fn inbox(person: &Person) -> Vec<Value> {
    person.me(&["inbox"]).done().as_array().cloned().unwrap_or_default()
}

fn bridge(person: &Person) -> String {
    let bridges = person.me(&["bridges"]).done();
    let active = bridges.as_array().unwrap().iter().find(|one| one["state"] == "active");
    text(&active.unwrap()["bridge"])
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        thread::sleep(LOOK_AGAIN);
    }
}
