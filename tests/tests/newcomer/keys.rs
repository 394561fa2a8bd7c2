//! A member's keys at the command line: a phrase, a further device, a lost one, a new machine, and colleagues who
//! vouch when everything is gone.

use stn_tests::processes::valley::text;
use stn_tests::processes::{Node, Person};
use tempfile::TempDir;

use super::program;

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

    fn person(&self, name: &str) -> Person {
        Person::new(program(), &self.dir.path().join(format!("{name}.json")))
    }

    /// A member, and the phrase they wrote down.
    fn member(&self, name: &str) -> (Person, String) {
        let link = text(&self.node.admin(&["member", "invite", name]).done()["link"]);
        let person = self.person(name);
        let joined = person.me(&["join", &link, "--name", name]).done();
        (person, text(&joined["phrase"]))
    }

    fn api(&self) -> String {
        text(&self.node.admin(&["status"]).done()["api"])
    }
}

#[test]
fn a_further_device_is_let_in_by_six_words_and_reported_lost() {
    let house = House::open();
    let (nadia, _) = house.member("Nadia");
    let phone = house.person("phone");
    let link = text(&nadia.me(&["device", "add"]).done()["link"]);
    let words = text(&phone.me(&["device", "join", &link]).done()["words"]);
    let words: Vec<&str> = words.split(' ').collect();
    let mut wrong = words.clone();
    wrong.swap(0, 1);

    assert!(nadia.me(&[&["device", "admit"], &wrong[..]].concat()).says("the words differ"));
    nadia.me(&[&["device", "admit"], &words[..]].concat()).done();
    phone.me(&["device", "join", &link]).done();
    let listed = phone.me(&["device", "list"]).done();
    assert_eq!(listed["devices"].as_array().unwrap().len(), 2);
    assert_eq!(listed["holds_member_key"], false);
    assert!(phone.me(&["device", "add"]).says("does not hold your own key"));

    nadia.me(&["device", "lost", &text(&listed["this"])[..8], "--since", "2h"]).done();

    assert!(phone.me(&["status"]).says("does not know this key file"));
    assert_eq!(nadia.me(&["device", "list"]).done()["devices"].as_array().unwrap().len(), 1);
}

#[test]
fn nine_words_bring_a_member_back_on_a_new_machine() {
    let house = House::open();
    let (nadia, phrase) = house.member("Nadia");
    let (anew, api) = (house.person("anew"), house.api());
    let misspelt = phrase.replacen(&phrase[..5], "babab", 1);

    assert!(anew.me_saying(&["recover", &api], &misspelt).says("another than was written down"));
    anew.me_saying(&["recover", &api, "--all-lost", "1h"], &phrase).done();

    assert_eq!(anew.me(&["device", "list"]).done()["devices"].as_array().unwrap().len(), 1);
    assert!(nadia.me(&["status"]).says("does not know this key file"));
}

#[test]
fn two_colleagues_bring_back_who_lost_everything() {
    let house = House::open();
    let (nadia, _) = house.member("Nadia");
    let member = text(&nadia.me(&["status"]).done()["member"]);
    let (henrike, tomas) = (house.member("Henrike").0, house.member("Tomas").0);
    henrike.me(&["trust", "Nadia", "--strength", "know-well"]).done();
    let link = text(&house.node.admin(&["member", "re-enrol", &member[..8]]).done()["link"]);
    let anew = house.person("anew");

    let waits = anew.me(&["join", &link, "--name", "Nadia"]);
    assert!(waits.says("waits for colleagues: 0 of 2 vouched"));
    let said = waits.complaint.trim().trim_end_matches(['"', '}']).rsplit(": ").next().unwrap().to_owned();
    let words: Vec<&str> = said.split(' ').collect();
    assert_eq!(words.len(), 6, "{said}");
    for colleague in [&henrike, &tomas] {
        colleague.me(&[&["vouch", "Nadia"], &words[..]].concat()).done();
    }
    anew.me(&["join", &link, "--name", "Nadia"]).done();

    assert!(nadia.me(&["status"]).says("does not know this key file"));
    let told = henrike.me(&["pin", "Nadia"]);
    assert!(told.says("KEY CHANGED"), "{}", told.complaint);
    let shown = told.done();
    assert_eq!(shown["changed"], true);
    let words = text(&shown["words"]);
    assert_eq!(words, text(&anew.me(&["pin", "Henrike"]).done()["words"]));
    henrike.me(&[&["pin", "Nadia"], &words.split(' ').collect::<Vec<_>>()[..]].concat()).done();
    assert_eq!(henrike.me(&["pin", "Nadia"]).done()["changed"], false);
}
