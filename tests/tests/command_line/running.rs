//! What an admin does beside inviting: looks, connects and ends connections, ends a membership, reads the settings;
//! and the demo, which anybody can run.

use serde_json::Value;
use stn_tests::processes::harbour::digits;
use stn_tests::processes::valley::list;
use stn_tests::processes::{Person, stn};

use super::{harbour, has, has_none, misused, program, refused};

#[test]
fn a_node_at_a_glance_names_nobody() {
    let harbour = harbour();

    let status = harbour.node("Riverbend").read(&["status"]).sentences();

    has(&status, &["Riverbend (", "members 3, peers 1, bridges 1", "members reach it at http://127.0.0.1:"]);
    has_none(&status, &["Henrike", "Jonas", "Hillside"]);
    has(&harbour.node("Riverbend").read(&["doctor"]).sentences(), &["Nothing needs your hand"]);
    has(&harbour.node("Riverbend").read(&["peer", "list"]).sentences(), &["1 connection\n", "active, 1 bridge"]);
}

#[test]
fn the_pages_of_a_running_node_are_those_of_this_program_bit_for_bit() {
    let harbour = harbour();
    let status = harbour.node("Riverbend").read(&["status"]).sentences();
    let at = status.split_whitespace().find(|word| word.starts_with("http://127.0.0.1:")).unwrap();

    let told = stn(program(), &["me", "verify-web", at]).sentences();
    let counted = stn(program(), &["--json", "me", "verify-web", at]).done();

    has(&told, &["The pages of Riverbend at http://127.0.0.1:", "are those of this program", "This can't show"]);
    assert_eq!((counted["same"].as_bool(), counted["pages"].as_u64()), (Some(true), Some(21)));
    misused(&stn(program(), &["me", "verify-web", "http://stn.riverbend.example"]), "https://");
    refused(&stn(program(), &["me", "verify-web", "http://127.0.0.1:9"]), "the node can't be reached");
}

#[test]
fn a_link_to_the_admins_pages_is_made_on_the_nodes_own_machine() {
    let harbour = harbour();
    let node = harbour.node("Riverbend");
    let api = harbour.admin("Riverbend", &["status"])["api"].as_str().unwrap().to_owned();

    let link = node.admin(&["admin", "open"]).done();
    let said = node.read(&["admin", "open"]).sentences();

    let (page, code) = link["page"].as_str().unwrap().split_once('#').unwrap();
    assert_eq!((page, code.len()), (format!("{api}/admin/enter").as_str(), 64));
    has(&said, &[&format!("{api}/admin/enter#"), "it serves once", "stn admin close"]);
    has_none(&said, &[code]);
    has(&node.read(&["admin", "close"]).sentences(), &["No browser is in any more"]);
}

#[test]
fn settings_are_shown_and_checked_and_unsafe_ones_are_named_with_a_remedy() {
    let harbour = harbour();
    let node = harbour.node("Hillside");

    assert_eq!(node.admin(&["config", "show"]).done()["organisation"], "Hillside");
    has(&node.read(&["config", "check"]).sentences(), &["The settings are fit"]);

    let settings = node.data().join("node.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, text.replace("api_listen = \"127.0.0.1", "api_listen = \"0.0.0.0")).unwrap();
    let said = node.admin(&["config", "check"]);
    refused(&said, "api_behind_tls");
    std::fs::write(&settings, "colour = \"green\"\n").unwrap();
    refused(&node.admin(&["config", "check"]), "colour");
}

#[test]
fn a_connection_that_ends_takes_its_bridges_with_it() {
    let harbour = harbour();
    let node = harbour.node("Riverbend");
    has(&node.read(&["peer", "proposals"]).sentences(), &["No member waits for another organisation"]);
    has(&node.read(&["peer", "worth-inviting"]).sentences(), &["at least three members", "--counted yes"]);

    let org = digits(&list(&harbour.admin("Riverbend", &["peer", "list"]))[0]["org"]);
    has(&node.read(&["peer", "end", &org]).sentences(), &["is over, and with it the bridges across"]);

    for name in ["Lucía", "Nadia"] {
        harbour.until("the bridge's end", || {
            let stands = |one: &Value| one["state"] == "active";
            (!list(&harbour.me(name, &["bridges"])).iter().any(stands)).then_some(())
        });
    }
    has(&harbour.reads("Nadia", &["partners"]), &["Your organisation is connected to none"]);
    refused(&node.admin(&["peer", "end", "ffffffff"]), "there is no organisation that begins with");
}

#[test]
fn organisations_several_members_know_are_counted_for_those_who_let_it() {
    let harbour = harbour();
    let file = harbour.write("people.csv", HENRIKES_COLLEAGUE);
    for name in ["Nadia", "Tomas", "Henrike"] {
        harbour.me(name, &["import", &file, "--rate", "all=have-met"]);
        harbour.me(name, &["profile", "--counted", "yes"]);
    }

    let told = harbour.node("Riverbend").read(&["peer", "worth-inviting"]).sentences();

    has(&told, &["quarry fund: 3 members know somebody there", "Who knows whom is not shown"]);
    has_none(&told, &["Mbeki", "Henrike", "Delta Works"]);
}

#[test]
fn a_member_who_is_removed_is_refused_at_once_and_their_bridge_ends() {
    let harbour = harbour();
    let nadia = digits(&harbour.me("Nadia", &["status"])["member"]);

    let told = harbour.node("Riverbend").read(&["member", "remove", &nadia]).sentences();

    has(&told, &["Nadia is no member any more; their devices are refused from now on"]);
    refused(&harbour.tries("Nadia", &["status"]), "does not know this key file");
    has(&harbour.node("Riverbend").read(&["member", "list"]).sentences(), &["2 members\n", "Henrike", "Tomas"]);
    harbour.until("the bridge's end", || {
        let stands = |one: &Value| one["state"] == "active";
        (!list(&harbour.me("Lucía", &["bridges"])).iter().any(stands)).then_some(())
    });
    refused(&harbour.node("Riverbend").admin(&["member", "remove", &nadia]), "there is no member that begins with");
}

#[test]
fn a_link_and_a_token_are_taken_back_before_somebody_takes_them_up() {
    let harbour = harbour();
    let node = harbour.node("Riverbend");
    let link = harbour.admin("Riverbend", &["member", "invite", "Kofi"])["link"].as_str().unwrap().to_owned();
    let token = harbour.admin("Riverbend", &["peer", "invite"])["token"].as_str().unwrap().to_owned();

    let (of_people, of_organisations) = (node.read(&["member", "list"]), node.read(&["peer", "list"]));
    let (of_people, of_organisations) = (of_people.sentences(), of_organisations.sentences());
    let (open_link, open_token) = (first_digits(&of_people, "link"), first_digits(&of_organisations, "token"));
    has(&of_people, &["link for Kofi, not taken up, until "]);
    has_none(&of_people, &[&open_token]);
    refused(&node.admin(&["member", "withdraw", &open_token]), "there is no link that begins with");
    has(&node.read(&["member", "withdraw", &open_link]).sentences(), &["whoever has this link is a stranger"]);
    has(&node.read(&["peer", "withdraw", &open_token]).sentences(), &["whoever has this token is a stranger"]);

    has_none(&node.read(&["member", "list"]).sentences(), &["not taken up"]);
    has_none(&node.read(&["peer", "list"]).sentences(), &["not taken up"]);
    let kofi = Person::new(program(), harbour.file("Kofi.json").as_ref());
    refused(&kofi.me(&["join", &link, "--name", "Kofi", "--org", "Riverbend"]), "");
    has_none(&node.read(&["member", "list"]).sentences(), &["Kofi"]);
    harbour.node("Hillside").admin(&["peer", "join", &token]);
    refused(&node.admin(&["peer", "withdraw", &open_token]), "there is no token that begins with");
}

/// The first digits by which a list names the one link or token that was not taken up.
fn first_digits(list: &str, what: &str) -> String {
    let line = list.lines().find(|line| line.contains(what) && line.contains("not taken up")).expect("one is open");
    line.split_whitespace().next().expect("a line begins with digits").to_owned()
}

#[test]
fn the_demo_tells_its_story_to_programs_too() {
    let told = stn(program(), &["demo", "--script", "1", "--headless", "--json"]).done();

    assert_eq!((&told["story"], &told["outcome"]), (&Value::from(1), &Value::from("introduced")));
}

/// As LinkedIn writes it.
const HENRIKES_COLLEAGUE: &str = "\
Notes:

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Thandi,Mbeki,,thandi@quarry.example,Quarry Fund,Trustee,03 Mar 2021
";
