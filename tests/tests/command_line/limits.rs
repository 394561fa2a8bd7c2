//! What a member lets come, how much and when; what each tie serves; what an organisation serves. Whoever asks sees
//! nothing of it.

use serde_json::Value;
use stn_tests::processes::harbour::{Harbour, digits};
use stn_tests::processes::valley::list;

use super::{harbour, has, has_none, letters, misused, refused};

/// Omar asks for somebody of Henrike's, and afterwards for Tomas, who lets offers leave: once such an offer is back,
/// whatever the first question could have brought is there. Returns the ask, and what waits for Henrike.
fn asked_for(harbour: &Harbour, handle: &str) -> (String, Vec<Value>) {
    let ask = digits(&harbour.me("Omar", &["ask", "--for", handle])["ask"]);
    let fresh = TOMAS[list(&harbour.me("Omar", &["asks"])).len() / 2];
    harbour.offers("Omar", &digits(&harbour.me("Omar", &["ask", "--for", fresh])["ask"]));
    (ask, list(&harbour.me("Henrike", &["inbox"])))
}

/// Tomas lets himself be found with a standing yes, so that every question has a way back.
fn with_a_way_back() -> Harbour {
    Harbour::found_after(super::program(), |harbour| {
        let handles: Vec<&str> = TOMAS.iter().flat_map(|handle| ["--handle", handle]).collect();
        let how = ["--kinds", "introduction", "--audience", "peers", "--standing"];
        let told = harbour.reads("Tomas", &[&["findable"], &handles[..], &how[..]].concat());
        has(&told, &["an offer leaves without asking you"]);
    })
}

/// Nothing came before Henrike, and Omar sees what he sees of nobody.
fn is_silent(harbour: &Harbour, handle: &str) {
    let (ask, waits) = asked_for(harbour, handle);
    assert!(waits.is_empty(), "{waits:?}");
    has(
        &harbour.reads("Omar", &["offers", &ask]),
        &["0 paths\n", "nobody knows the person, or that nobody has said yes"],
    );
}

#[test]
fn limits_are_shown_set_and_taken_back() {
    let harbour = harbour();

    has(
        &harbour.reads("Henrike", &["limits"]),
        &["no cap; 0 came", "quiet hours: none", "nothing about the same for 90 days"],
    );
    let set = ["--per-month", "6", "--cool-down", "180d", "--quiet", "20:00-07:00", "--utc-offset", "+02:00"];
    let told = harbour.reads("Henrike", &[&["limits"], &set[..]].concat());
    has(&told, &["at most 6; 0 came", "20:00-07:00", "UTC+02:00", "nothing about the same for 180 days"]);
    has(&harbour.reads("Henrike", &["limits", "--batch-day", "tue@14"]), &["batch day: tue@14", "at most 6"]);
    has(&harbour.reads("Henrike", &["limits", "--quiet", "none", "--batch-day", "none"]), &["quiet hours: none"]);
    assert_eq!(harbour.me("Henrike", &["limits"])["limits"]["per_month"], 6);

    misused(&harbour.tries("Henrike", &["limits", "--quiet", "20-7"]), "such as 20:00-07:00");
    misused(
        &harbour.tries("Tomas", &["limits", "--quiet", "20:00-07:00"]),
        "--utc-offset, such as +02:00; nothing was changed",
    );
    misused(&harbour.tries("Henrike", &["limits", "--per-month", "9999"]), "up to 500");
    assert_eq!(harbour.me("Henrike", &["limits"])["limits"]["per_month"], 6);
}

#[test]
fn what_is_muted_comes_before_nobody_and_the_asker_sees_what_they_see_of_nobody() {
    let harbour = with_a_way_back();
    has(
        &harbour.reads("Henrike", &["mute", "contact", "Ada"]),
        &["Muted: questions about Ada Adler", "Nobody learns of it"],
    );
    is_silent(&harbour, "ada@wells.example");
    has(
        &harbour.reads("Henrike", &["mute", "kind", "introduction", "--until", "30d"]),
        &["questions for an introduction until"],
    );
    is_silent(&harbour, "carla@deltaworks.example");
    has(&harbour.reads("Henrike", &["unmute", "kind", "introduction"]), &["may come before you again"]);
    has(&harbour.reads("Henrike", &["mute", "org", "Hillside"]), &["Muted: Hillside ("]);
    is_silent(&harbour, "dana@silence.example");
    has(&harbour.reads("Henrike", &["limits"]), &["muted: Hillside (", "muted: questions about #"]);

    harbour.me("Henrike", &["unmute", "org", "Hillside"]);
    has(&harbour.reads("Henrike", &["unmute", "contact", "Ada"]), &["questions about Ada Adler may come"]);
    assert!(list(&harbour.me("Henrike", &["inbox"])).is_empty());
    let (_, waits) = asked_for(&harbour, "jonas@quarry.example");
    assert_eq!(waits[0]["about"]["name"], "Jonas Weidt");
    refused(&harbour.tries("Henrike", &["unmute", "org", "Hillside"]), "that was not muted; nothing was changed");
    refused(&harbour.tries("Henrike", &["mute", "contact", "Zoë"]), "nothing was done");
}

#[test]
fn an_organisation_on_the_no_go_list_gets_nothing_until_it_is_off() {
    let harbour = with_a_way_back();

    has(
        &harbour.reads("Henrike", &["no-go", "add", "Hillside"]),
        &["nothing of theirs comes before you", "Nobody learns of it"],
    );
    is_silent(&harbour, "ada@wells.example");
    has(&harbour.reads("Henrike", &["no-go", "list"]), &["1 organisation\n", "Hillside ("]);
    has(&harbour.reads("Henrike", &["no-go", "remove", "hill"]), &["is off the list"]);

    let (_, waits) = asked_for(&harbour, "carla@deltaworks.example");
    assert_eq!(waits.len(), 1);
    refused(&harbour.tries("Henrike", &["no-go", "remove", "Hillside"]), "not on your list; nothing was changed");
}

#[test]
fn what_is_put_off_shows_again_on_its_day_and_the_asker_waits_as_before() {
    let mut harbour = harbour();
    letters::send_request(&harbour);
    let hop = harbour.waiting_id("Lucía", "hop");
    let before = harbour.me("Omar", &["asks"]);

    has(&harbour.reads("Lucía", &["snooze", &hop, "--until", "2d"]), &["shows again on", "Nobody learns of it"]);
    assert!(list(&harbour.me("Lucía", &["inbox"])).is_empty());
    has(&harbour.reads("Lucía", &["limits"]), &[&format!("put off: {hop}, until")]);
    refused(&harbour.tries("Lucía", &["approve", &hop]), "this is put off until");
    refused(&harbour.tries("Lucía", &["snooze", &hop, "--until", "60d"]), "put off past its end; nothing was changed");
    assert_eq!(harbour.me("Omar", &["asks"]), before);

    harbour.days_later(3);

    assert_eq!(harbour.waiting_id("Lucía", "hop"), hop);
    harbour.me("Lucía", &["approve", &hop]);
}

#[test]
fn a_tie_serves_what_its_owner_says_and_nothing_else_changes() {
    let harbour = with_a_way_back();
    let tie = ["policy", "Ada", "--audience", "own", "--colleagues", "never"];
    has(&harbour.reads("Henrike", &tie), &["Ada Adler: changed. How well you know them stays as you said it"]);
    is_silent(&harbour, "ada@wells.example");
    has(&harbour.reads("Henrike", &["people", "Ada"]), &["know well", "open to own organisation"]);
    has(&harbour.reads("Henrike", &["explain", "Ada", "--from", "partners"]), &["--audience"]);

    let bridge = digits(&list(&harbour.me("Nadia", &["bridges"]))[0]["bridge"]);
    misused(&harbour.tries("Nadia", &["policy", "--bridge", &bridge]), "say what changes");
    misused(&harbour.tries("Nadia", &["policy", "--search", "no"]), "--bridge");
    refused(&harbour.tries("Nadia", &["policy", "--bridge", "ffffffff", "--search", "no"]), "there is no bridge");
    let (_, waits) = asked_for(&harbour, "carla@deltaworks.example");
    assert_eq!((waits.len(), &waits[0]["about"]["name"]), (1, &Value::from("Carla Dune")));
}

#[test]
fn no_question_travels_over_a_bridge_its_owner_closed_to_them() {
    let mut harbour = harbour();
    let bridge = digits(&list(&harbour.me("Nadia", &["bridges"]))[0]["bridge"]);
    let came = |harbour: &Harbour| harbour.admin("Riverbend", &["status"])["counts"]["frames_in"].as_u64();
    let before = came(&harbour);

    harbour.me("Nadia", &["policy", "--bridge", &bridge, "--search", "no"]);
    harbour.me("Omar", &["ask", "--for", "dana@silence.example"]);
    harbour.until("the question at Riverbend", || (came(&harbour) > before).then_some(()));
    // What is due is done when a node starts, before anybody is answered.
    harbour.days_later(1);
    assert!(list(&harbour.me("Henrike", &["inbox"])).is_empty());

    harbour.me("Nadia", &["policy", "--bridge", &bridge, "--search", "yes"]);
    harbour.me("Omar", &["ask", "--for", "carla@deltaworks.example"]);
    harbour.waiting("Henrike", "prompt");
    assert_eq!(list(&harbour.me("Henrike", &["inbox"])).len(), 1);
}

#[test]
fn an_organisation_serves_what_its_admin_says_and_members_can_read_it() {
    let harbour = harbour();
    let admin = |args: &[&str]| harbour.node("Hillside").read(&[&["policy"], args].concat());

    has(&admin(&["show"]).sentences(), &["appraisals: only with the candidate's permission", "Riverbend ("]);
    let set = ["set", "--kinds", "introduction,intelligence", "--attributes", "topic", "--keep-asks", "30d"];
    has(
        &admin(&set).sentences(),
        &["kinds served: an introduction, knowledge", "name in clear: topics", "kept 30 days"],
    );
    let member = harbour.reads("Omar", &["org-policy"]);
    assert_eq!(member, admin(&["show"]).sentences());
    let influence = ["ask", "--kind", "influence", "--for", "dana@silence.example"];
    refused(&harbour.tries("Omar", &influence), "your organisation does not let its members ask for this");
    refused(&harbour.tries("Omar", &["ask", "--about", "region=KE"]), "does not let questions name that in clear");

    let org = digits(&harbour.me("Omar", &["org-policy"])["peers"][0]["org"]);
    has(&admin(&["peer", &org, "--audience", "own"]).sentences(), &["the two organisations' own questions"]);
    has(&admin(&["block", &org]).sentences(), &["blocked: Riverbend ("]);
    has(&harbour.reads("Omar", &["org-policy"]), &["blocked: Riverbend ("]);
    has_none(&admin(&["unblock", &org]).sentences(), &["blocked:"]);
    misused(&harbour.node("Hillside").admin(&["policy", "set"]), "the policy is as it was");
    misused(&harbour.node("Hillside").admin(&["policy", "peer", &org]), "nothing was changed");
    refused(&harbour.node("Hillside").admin(&["policy", "unblock", &org]), "there is no blocked organisation");
}

/// Tomas's own addresses: each ask needs one that was not asked for.
const TOMAS: [&str; 5] = [
    "tomas@riverbend.example",
    "tomas.board@riverbend.example",
    "tomas@garden.example",
    "tomas@choir.example",
    "tomas@river.example",
];
