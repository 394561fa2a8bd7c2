//! What a member keeps at their own node: whom they know, what they say of themself, which organisation is which, and
//! their devices and phrase.

use serde_json::Value;
use stn_tests::processes::Person;
use stn_tests::processes::harbour::{Harbour, digits};
use stn_tests::processes::valley::{list, text};

use super::{harbour, has, has_none, misused, program, refused};

#[test]
fn a_contact_is_looked_up_and_taken_back() {
    let harbour = harbour();

    has(&harbour.reads("Henrike", &["near", "--role", "treasurer"]), &["1 person of your own", "Carla Dune"]);
    has(&harbour.reads("Henrike", &["forget", "Dana"]), &["Dana Silva is forgotten"]);

    has_none(&harbour.reads("Henrike", &["people"]), &["Dana"]);
    refused(&harbour.tries("Henrike", &["forget", "Dana"]), "no contact or colleague of that name; nothing was done");
    misused(&harbour.tries("Henrike", &["near"]), "--topic");
}

#[test]
fn contacts_who_seem_to_be_at_a_partner_are_hinted_at_with_what_to_do() {
    let harbour = harbour();
    has(&harbour.reads("Omar", &["partners"]), &["1 organisation connected to yours", "Riverbend ("]);
    has(&harbour.reads("Omar", &["hints"]), &["None of your contacts seems to be at an organisation"]);

    let file = harbour.write("people.csv", AT_RIVERBEND);
    harbour.me("Omar", &["import", &file, "--rate", "all=know-well"]);

    let hints = harbour.reads("Omar", &["hints"]);
    has(
        &hints,
        &["Riverbend (", "1 contact, no bridge yet", "stn me bridge --new", "stn me knock HANDLE --at PARTNER"],
    );
    assert!(list(&harbour.me("Nadia", &["inbox"])).is_empty());
}

#[test]
fn a_profile_is_read_by_those_its_fields_are_open_to() {
    let harbour = harbour();
    let topics = ["--topics", "water,social-housing", "--topics-for", "partners"];
    let help = ["--can-help", "reading budgets", "--can-help-for", "own", "--seeks", "a treasurer"];

    let told = harbour.reads("Henrike", &[&["profile"], &topics[..], &help[..]].concat());

    has(&told, &["topics: social-housing, water  (read by: connected organisations)", "(read by: own organisation)"]);
    let colleague = harbour.reads("Nadia", &["profile", "Henrike"]);
    has(&colleague, &["topics: social-housing, water", "can help with: reading budgets"]);
    has_none(&colleague, &["a treasurer"]);
    harbour.me("Henrike", &["profile", "--can-help", ""]);
    has(&harbour.reads("Nadia", &["profile", "Henrike"]), &["can help with: nothing"]);
}

#[test]
fn a_member_who_is_findable_by_their_profile_is_found_by_what_they_published() {
    let harbour = harbour();
    let published = ["--topics", "beekeeping", "--topics-for", "partners", "--findable", "yes"];
    harbour.me("Tomas", &[&["profile"], &published[..]].concat());

    harbour.me("Omar", &["ask", "--about", "topic=beekeeping"]);

    harbour.waiting("Tomas", "prompt");
    has(&harbour.reads("Tomas", &["inbox"]), &["seeks you, for an introduction", "nobody was named"]);
}

#[test]
fn an_organisation_gets_its_names_and_a_tie_and_knowledge_of_it_is_found() {
    let harbour = Harbour::found_after(program(), |harbour| {
        let name = ["org", "name", "Quarry Fund", "--alias", "The Quarry", "--domain", "quarry.example"];
        has(&harbour.reads("Tomas", &name), &["is one organisation under these names and domains"]);
        let tie =
            ["org", "tie", "The Quarry", "--relation", "worked-there", "--strength", "know-well", "--since", "2019"];
        has(&harbour.reads("Tomas", &tie), &["Your tie to The Quarry: you worked there, know well"]);
    });
    has(
        &harbour.reads("Tomas", &["org"]),
        &["Quarry Fund", "you worked there since 2019, know well", "quarry.example"],
    );

    harbour.me("Omar", &["ask", "--kind", "intelligence", "--for", "quarry.example"]);
    harbour.waiting("Tomas", "prompt");
    has(&harbour.reads("Tomas", &["inbox"]), &["asks for knowledge about Quarry Fund: may we say that you know it?"]);

    has(&harbour.reads("Tomas", &["org", "untie", "quarry.example"]), &["is gone"]);
    refused(&harbour.tries("Tomas", &["org", "untie", "Quarry Fund"]), "you have no tie to an organisation");
}

#[test]
fn a_device_is_turned_away_or_let_in_and_taken_out_again() {
    let harbour = harbour();
    refused(&harbour.tries("Omar", &["device", "decline"]), "no device waits; nothing was changed");
    let phone = |name: &str| Person::new(program(), std::path::Path::new(&harbour.file(name)));
    let join = |phone: &Person| {
        let link = text(&harbour.me("Omar", &["device", "add"])["link"]);
        (text(&phone.me(&["device", "join", &link]).done()["words"]), link)
    };

    let stranger = phone("stranger.json");
    join(&stranger);
    has(&harbour.reads("Omar", &["device", "decline"]), &["Turned away; it learnt nothing, and the link is closed"]);
    has(&harbour.reads("Omar", &["device", "list"]), &["1 device,", "this one"]);

    let own = phone("phone.json");
    let (words, link) = join(&own);
    let words: Vec<&str> = words.split(' ').collect();
    harbour.me("Omar", &[&["device", "admit"], &words[..]].concat());
    own.me(&["device", "join", &link]).done();
    has(&own.read(&["status"]).sentences(), &["Omar (", "member of Hillside ("]);
    let device = digits(&own.me(&["device", "list"]).done()["this"]);
    has(&harbour.reads("Omar", &["device", "remove", &device]), &["is refused from here on"]);
    refused(&own.me(&["status"]), "does not know this key file");
    refused(&harbour.tries("Omar", &["device", "remove", &device]), "there is no device that begins with");
}

#[test]
fn a_new_phrase_serves_and_the_old_one_opens_nothing() {
    let harbour = harbour();
    let old = text(&harbour.me("Omar", &["phrase"])["phrase"]);
    let told = harbour.reads("Omar", &["phrase"]);
    has(&told, &["shown only now", "A phrase you made before opens nothing any more"]);
    let api = text(&harbour.admin("Hillside", &["status"])["api"]);
    let anew = Person::new(program(), std::path::Path::new(&harbour.file("anew.json")));

    refused(&anew.me_saying(&["recover", &api], &old), "no membership at this node belongs to that phrase");
    anew.me_saying(&["recover", &api], told.lines().next().unwrap()).done();

    has(&anew.read(&["status"]).sentences(), &["Omar ("]);
}

#[test]
fn a_member_stops_who_would_take_over_their_membership() {
    let harbour = harbour();
    refused(
        &harbour.tries("Omar", &["refuse-takeover"]),
        "nobody asks to take over your membership; nothing was changed",
    );
    let member = digits(&harbour.me("Omar", &["status"])["member"]);
    let link = text(&harbour.admin("Hillside", &["member", "re-enrol", &member])["link"]);
    let thief = Person::new(program(), std::path::Path::new(&harbour.file("thief.json")));
    refused(&thief.me(&["join", &link, "--name", "Omar"]), "waits for colleagues: 0 of 1 vouched");

    let said = harbour.person("Omar").read(&["vouch"]);
    has(&said.complaint, &["asks to take over your membership"]);
    has(&said.sentences(), &["if that is not you: `stn me refuse-takeover`"]);
    has(&harbour.reads("Omar", &["refuse-takeover"]), &["Stopped: the link serves no more"]);

    assert_eq!(thief.me(&["join", &link, "--name", "Omar"]).code, Some(1));
    assert_eq!(harbour.me("Omar", &["vouch"]), Value::Array(Vec::new()));
}

/// As LinkedIn writes it.
const AT_RIVERBEND: &str = "\
Notes:

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Grace,Achieng,,grace@mail.example,Riverbend,Trustee,03 Mar 2021
";
