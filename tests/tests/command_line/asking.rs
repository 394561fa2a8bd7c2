//! Asking: by what somebody works on, by organisation, by role, by several handles, by name, and for somebody who
//! lets themself be found; what whoever is asked reads; and that a no is like nobody there.

use serde_json::Value;
use stn_tests::processes::harbour::{Harbour, digits};
use stn_tests::processes::valley::list;

use super::{harbour, has, has_none, misused, program, refused};

/// Omar asks; Henrike reads whom it is about and says yes; Omar is offered a path with her word.
fn finds(harbour: &Harbour, ask: &[&str], name: &str, by: &str) -> String {
    let asked = digits(&harbour.me("Omar", &[&["ask"], ask].concat())["ask"]);
    let prompt = harbour.waiting("Henrike", "prompt");
    assert_eq!((prompt["about"]["name"].as_str(), prompt["about"]["by"].as_str()), (Some(name), Some(by)));
    let read = harbour.reads("Henrike", &["inbox"]);
    harbour.me("Henrike", &["approve", &digits(&prompt["item"]), "--note", "we speak often"]);

    let offers = harbour.offers("Omar", &asked);
    assert_eq!(offers.len(), 1);
    assert_eq!((offers[0]["hops"].as_u64(), offers[0]["blurb"].as_str()), (Some(3), Some("we speak often")));
    has(&harbour.reads("Omar", &["offers", &asked]), &["1 path\n", "3 steps, at least know well", "stn me request"]);
    has_none(&harbour.reads("Omar", &["offers", &asked]), &["Henrike", name]);
    read
}

#[test]
fn somebody_is_found_by_topic_and_region_by_organisation_and_by_role() {
    let harbour = harbour();
    harbour.me("Henrike", &["tag", "Ada", "--topic", "water", "--region", "KE-30"]);

    let read = finds(&harbour, &["--about", "topic=water,region=KE"], "Ada Adler", "attributes");
    has(&read, &["asks for an introduction to Ada Adler", "nobody was named"]);
    let org = ["--kind", "intelligence", "--about", "org=deltaworks.example"];
    let read = finds(&harbour, &org, "Carla Dune", "attributes");
    has(&read, &["asks for knowledge about Carla Dune"]);
    finds(&harbour, &["--about", "role=chair"], "Dana Silva", "attributes");

    let ledger = harbour.reads("Henrike", &["ledger"]);
    has(&ledger, &["which asked for knowledge about Carla Dune: an offer left", "with your words “we speak often”"]);
}

#[test]
fn who_asks_for_a_description_is_told_who_can_read_it() {
    let harbour = harbour();

    let said = harbour.person("Omar").read(&["ask", "--about", "topic=water"]);
    has(&said.complaint, &["Every organisation this reaches can read: topic water", "not who asks"]);
    has(&said.sentences(), &["the kind, the time and what you named with --about", "stn me offers"]);
    let named = harbour.reads("Omar", &["ask", "--for", "jonas@quarry.example"]);
    has(&named, &["the kind and the time; not you, not whom you mean"]);

    misused(&harbour.tries("Omar", &["ask", "--about", "colour=green"]), "topic=, region=, role= or org=");
    refused(&harbour.tries("Omar", &["ask", "--about", "region=Kenya"]), "nothing was sent");
    misused(&harbour.tries("Omar", &["ask"]), "--for");
    refused(
        &harbour.tries("Omar", &["ask", "--kind", "influence", "--about", "role=chair"]),
        "not by attributes alone",
    );
    assert_eq!(list(&harbour.me("Omar", &["asks"])).len(), 2);
}

#[test]
fn several_handles_of_one_person_are_one_question_and_a_name_at_an_organisation_is_another_way() {
    let harbour = harbour();

    let both = ["--for", "jonas@quarry.example", "--for", "https://www.linkedin.com/in/jonas-weidt"];
    let read = finds(&harbour, &both, "Jonas Weidt", "handle");
    has_none(&read, &["say yes only if you are sure"]);
    let read = finds(&harbour, &["--for", "Carla Dune at Delta Works"], "Carla Dune", "name-org");
    has(&read, &["found by name and organisation alone: say yes only if you are sure"]);
    let again = harbour.reads("Omar", &[&["ask"], &both[..]].concat());
    has(&again, &["You asked this already", "stn me withdraw"]);

    let five = ["--for", "a@a.example", "--for", "b@a.example", "--for", "c@a.example", "--for", "d@a.example"];
    misused(&harbour.tries("Omar", &[&["ask", "--for", "e@a.example"], &five[..]].concat()), "one to four handles");
    refused(&harbour.tries("Omar", &["ask", "--for", "nobody in particular"]), "nothing was sent");
    assert_eq!(list(&harbour.me("Omar", &["asks"])).len(), 2);
}

#[test]
fn who_lets_themself_be_found_is_asked_for_themself_until_they_take_it_back() {
    const TOMAS: &str = "tomas@riverbend.example";
    let harbour = Harbour::found_after(program(), |harbour| {
        let off = harbour.reads("Tomas", &["findable"]);
        has(&off, &["Nobody's question finds you by a handle"]);
        let how = ["findable", "--handle", TOMAS, "--kinds", "introduction", "--audience", "peers"];
        has(
            &harbour.reads("Tomas", &how),
            &["by tomas@riverbend.example", "for: an introduction", "you are asked first"],
        );
    });
    misused(&harbour.tries("Tomas", &["findable", "--handle", TOMAS, "--kinds", "appraisal"]), "nothing was changed");

    let asked = digits(&harbour.me("Omar", &["ask", "--for", TOMAS])["ask"]);
    let prompt = digits(&harbour.waiting("Tomas", "prompt")["item"]);
    has(&harbour.reads("Tomas", &["inbox"]), &["seeks you, for an introduction: may we say that you can be reached?"]);
    harbour.me("Tomas", &["approve", &prompt]);
    assert_eq!(harbour.offers("Omar", &asked)[0]["hops"], 3);

    has(&harbour.reads("Tomas", &["findable", "--off"]), &["nobody's question finds you by a handle"]);
    assert_eq!(harbour.me("Tomas", &["findable"]), Value::Null);
}

/// What the asker can see of an ask, without what differs of every ask: its name and its minute.
fn seen(harbour: &Harbour, ask: &str) -> (String, Value, Value) {
    let (offers, offered) = (harbour.reads("Omar", &["offers", ask]), harbour.me("Omar", &["offers", ask]));
    let mut row = list(&harbour.me("Omar", &["asks"])).into_iter().find(|one| digits(&one["ask"]) == ask).unwrap();
    for own in ["ask", "handles", "until", "created"] {
        row.as_object_mut().unwrap().remove(own);
    }
    (offers, offered, row)
}

#[test]
fn a_no_reads_to_the_asker_like_nobody_there() {
    let harbour = harbour();
    let nobody = digits(&harbour.me("Omar", &["ask", "--for", "nobody@elsewhere.example"])["ask"]);
    let declined = digits(&harbour.me("Omar", &["ask", "--for", "dana@silence.example"])["ask"]);

    let prompt = harbour.waiting_id("Henrike", "prompt");
    let told = harbour.reads("Henrike", &["decline", &prompt]);
    has(&told, &["Nothing left your node: nobody learns that you were asked"]);
    // A later question goes all the way there and back: whatever a no could have sent has arrived by then.
    finds(&harbour, &["--for", "jonas@quarry.example"], "Jonas Weidt", "handle");

    assert_eq!(seen(&harbour, &declined), seen(&harbour, &nobody));
    has(&harbour.reads("Omar", &["offers", &declined]), &["nobody knows the person, or that nobody has said yes"]);
    assert!(list(&harbour.me("Henrike", &["inbox"])).is_empty());
    has_none(&harbour.reads("Henrike", &["ledger", "--all"]), &["Dana"]);
    has_none(&harbour.reads("Henrike", &["limits"]), &["Dana", "declined"]);
    refused(&harbour.tries("Henrike", &["approve", &prompt]), "there is no item that begins with");
}

#[test]
fn an_ask_keeps_looking_until_it_is_withdrawn() {
    let harbour = harbour();

    let told = harbour.reads("Omar", &["ask", "--for", "someone@elsewhere.example", "--keep-looking", "180d"]);
    has(&told, &["Asked afresh until", "weekly at most"]);
    let asks = list(&harbour.me("Omar", &["asks"]));
    let id = digits(&asks[0]["ask"]);
    assert_eq!((&asks[0]["state"], &asks[0]["keeps_looking"]), (&Value::from("waiting"), &Value::from(true)));
    has(&harbour.reads("Omar", &["asks"]), &["1 asked", "waiting, 0 paths", "keeps looking"]);

    has(&harbour.reads("Omar", &["withdraw", &id]), &["is over, its requests are withdrawn"]);
    let closed = &list(&harbour.me("Omar", &["asks"]))[0];
    assert_eq!((&closed["state"], &closed["keeps_looking"]), (&Value::from("closed"), &Value::from(false)));
    refused(&harbour.tries("Omar", &["ask", "--for", "x@y.example", "--keep-looking", "400d"]), "a year at most");
    refused(&harbour.tries("Omar", &["ask", "--for", "x@y.example", "--until", "15d"]), "14 days at most");
    misused(&harbour.tries("Omar", &["ask", "--kind", "opportunity", "--for", "x@y.example"]), "use `stn me alert`");
    refused(&harbour.tries("Omar", &["withdraw", "ffffffff"]), "there is no ask that begins with");
}

#[test]
fn what_an_ask_led_to_is_kept_for_the_asker_and_gone_when_they_empty_it() {
    const LED: &str = "a grant for the pump at Kisumu";
    let harbour = harbour();
    let id = digits(&harbour.me("Omar", &["ask", "--for", "someone@elsewhere.example"])["ask"]);
    has(&harbour.reads("Omar", &["led-to", &id]), &["You wrote nothing on what this ask led to"]);

    has(&harbour.reads("Omar", &["led-to", &id, LED]), &["your node can't read it, and nobody is told"]);
    assert_eq!(harbour.me("Omar", &["led-to", &id])["led_to"], LED);
    has(&harbour.reads("Omar", &["asks"]), &["led to: ", LED]);
    harbour.me("Omar", &["withdraw", &id]);
    has(&harbour.reads("Omar", &["led-to", &id]), &[LED]);

    has(&harbour.reads("Omar", &["led-to", &id, ""]), &["What you wrote is gone"]);
    assert_eq!(harbour.me("Omar", &["led-to", &id])["led_to"], Value::Null);
    has_none(&harbour.reads("Omar", &["asks"]), &[LED]);
    refused(&harbour.tries("Omar", &["led-to", &id, &LED.repeat(400)]), "nothing was sent; shorten it");
    refused(&harbour.tries("Omar", &["led-to", "ffffffff"]), "there is no ask that begins with");
}
