//! A letter and its answer, with what is said beside them: a question back, a reply, a word put away, a proposal to
//! stay connected; and what each of them reads afterwards about what left.

use std::fs;

use serde_json::Value;
use stn_tests::processes::harbour::{Harbour, digits};
use stn_tests::processes::valley::list;

use super::{harbour, has, has_none, misused, program, refused};

const NOTE: &str = "A well for the Ostrava valley";
const LETTER: &str = "Would Jonas look at our drilling plan?";

/// Omar's request, on its way; it waits for Lucía. Returns its first digits.
pub(super) fn send_request(harbour: &Harbour) -> String {
    harbour.me("Henrike", &["policy", "Jonas", "--answer", "standing"]);
    let asked = digits(&harbour.me("Omar", &["ask", "--for", "jonas@quarry.example"])["ask"]);
    let offer = digits(&harbour.offers("Omar", &asked)[0]["offer"]);
    let letter = harbour.write("letter.txt", LETTER);
    let told = harbour.me("Omar", &["request", &offer, "--note", NOTE, "--letter", &letter]);
    digits(&told[0]["request"])
}

/// Everybody on the way says yes, and Henrike holds the letter.
fn pass_on(harbour: &Harbour) -> String {
    for connector in ["Lucía", "Nadia"] {
        harbour.me(connector, &["approve", &harbour.waiting_id(connector, "hop"), "--note", "worth an hour"]);
    }
    harbour.waiting_id("Henrike", "letter")
}

/// Omar's answers, once there is one.
pub(super) fn answers(harbour: &Harbour) -> Vec<Value> {
    harbour.until("an answer", || {
        let answers = list(&harbour.me("Omar", &["answers"]));
        (!answers.is_empty()).then_some(answers)
    })
}

/// The one word of a sort that came to somebody, once it did.
fn word(harbour: &Harbour, name: &str, what: &str) -> Value {
    harbour.until(&format!("a {what} for {name}"), || {
        list(&harbour.me(name, &["words"])).into_iter().find(|word| word["what"] == what)
    })
}

#[test]
fn a_connector_reads_from_whom_and_to_whom_and_how_to_say_no() {
    let harbour = harbour();
    send_request(&harbour);

    let hop = harbour.waiting_id("Lucía", "hop");
    let read = harbour.reads("Lucía", &["inbox"]);
    has(&read, &["from Hillside", "for an introduction", NOTE, "handed to you by Omar (", "your colleague"]);
    has(&read, &["it goes on to Nadia (", &format!("no: `stn me decline {hop}`; nothing leaves")]);
    has_none(&read, &[LETTER, "Jonas", "Henrike"]);

    let seen = || {
        ["asks", "answers", "words", "ledger", "status"]
            .map(|look| (harbour.me("Omar", &[look]), harbour.reads("Omar", &[look])))
    };
    let before = seen();
    has(&harbour.reads("Lucía", &["decline", &hop]), &["nobody learns that you were asked"]);
    assert_eq!(seen(), before);
    has(&harbour.reads("Omar", &["asks"]), &["in progress, 1 path,"]);
}

#[test]
fn a_connector_asks_back_once_reads_the_reply_and_puts_it_away() {
    let harbour = harbour();
    let request = send_request(&harbour);
    let hop = harbour.waiting_id("Lucía", "hop");

    has(&harbour.reads("Lucía", &["ask-back", &hop, "--text", "Which valley?"]), &["goes on waiting for you"]);
    refused(&harbour.tries("Lucía", &["ask-back", &hop, "--text", "And when?"]), "one question is all that may go");
    let question = word(&harbour, "Omar", "question");
    assert_eq!((&question["voice"]["text"], digits(&question["request"])), (&Value::from("Which valley?"), request));
    has(&harbour.reads("Omar", &["words"]), &["Lucía, Hillside", "Which valley?", "stn me reply"]);

    let told = harbour.reads("Omar", &["reply", &digits(&question["word"]), "--text", "The one by the river"]);
    has(&told, &["is on its way; your name is not in it"]);
    let reply = word(&harbour, "Lucía", "reply");
    assert_eq!(reply["text"], "The one by the river");
    has(&harbour.reads("Lucía", &["inbox"]), &["the asker replied to your question:", "The one by the river"]);
    has_none(&harbour.reads("Nadia", &["words"]), &["river"]);

    has(&harbour.reads("Lucía", &["ignore", &digits(&reply["word"])]), &["nobody learns whether you read it"]);
    assert!(list(&harbour.me("Lucía", &["words"])).is_empty());
    refused(&harbour.tries("Lucía", &["ignore", &digits(&reply["word"])]), "there is no word that begins with");
    assert_eq!(harbour.waiting_id("Lucía", "hop"), hop);
}

#[test]
fn an_answer_is_checked_and_both_stay_connected() {
    let harbour = harbour();
    let request = send_request(&harbour);
    let letter = pass_on(&harbour);
    has(&harbour.reads("Henrike", &["inbox"]), &["A letter for you, about Jonas Weidt", LETTER, "Omar, Hillside"]);
    has(&harbour.reads("Henrike", &["inbox"]), &["handed to you by Nadia (", &format!("stn me decline {letter}")]);

    let card = ["--their-card", "Jonas", "--agreed-on", "2026-01-15"];
    misused(&harbour.tries("Henrike", &["answer", &letter, "--text", "Yes", "--their-card", "Jonas"]), "--agreed-on");
    let told = harbour.reads("Henrike", &[&["answer", &letter, "--text", "Gladly"], &card[..]].concat());
    has(&told, &["is answered; only the one who asked can read it"]);
    let answer = &answers(&harbour)[0];
    assert_eq!((&answer["verified"], &answer["text"]), (&Value::from(true), &Value::from("Gladly")));
    let read = harbour.reads("Omar", &["answers"]);
    has(&read, &["1 answer, 0 of them to alerts", "through Lucía, Hillside", "through Nadia, Riverbend"]);
    has(&read, &["card: Henrike, Riverbend", "card: Jonas Weidt, Programme lead", &format!("stn me stay {request}")]);
    assert_eq!(list(&harbour.me("Omar", &["asks"]))[0]["state"], "introduced");

    has(&harbour.reads("Omar", &["stay", &request, "--text", "Until spring"]), &["if they don't, nothing comes back"]);
    let proposal = word(&harbour, "Henrike", "stay");
    assert_eq!(proposal["voice"]["text"], "Until spring");
    has(&harbour.reads("Henrike", &["stay", &digits(&proposal["word"])]), &["Agreed to", "stn me bridges"]);
    word(&harbour, "Omar", "agreed");
    for name in ["Omar", "Henrike"] {
        let bridges = list(&harbour.me(name, &["bridges"]));
        assert_eq!((bridges.len(), &bridges[0]["state"]), (1, &Value::from("active")), "{name}");
    }
}

#[test]
fn everybody_reads_afterwards_what_left_about_them_and_takes_it_along() {
    let harbour = harbour();
    send_request(&harbour);
    let letter = pass_on(&harbour);
    harbour.me("Henrike", &["answer", &letter, "--text", "Gladly"]);
    answers(&harbour);

    let asker = harbour.reads("Omar", &["ledger"]);
    has(&asker, &["You asked for an introduction. The question went to 1 partner organisation, without your name"]);
    has(&asker, &["a sealed letter went to Lucía, your colleague", NOTE, "stn me withdraw ASK"]);
    let connector = harbour.reads("Lucía", &["ledger", "--all"]);
    has(&connector, &["it went on to Nadia at Riverbend", "with your words “worth an hour”", "led to an answer"]);
    has_none(&connector, &["Jonas", "Henrike", LETTER]);
    let end = harbour.reads("Henrike", &["ledger"]);
    has(&end, &["Under your standing yes an offer went to Hillside", "You answered a letter from Hillside"]);
    has(&end, &["stn me trust PERSON --strength … --answer ask"]);

    let (json, html) = (harbour.file("henrike.json"), harbour.file("henrike.html"));
    harbour.me("Henrike", &["export", &json]);
    has(&harbour.reads("Henrike", &["export", &html]), &["Your keys are not in it"]);
    let all: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(list(&all["node"]["people"]).len(), 5);
    assert_eq!(all["node"]["ledger"]["entries"], harbour.me("Henrike", &["ledger"])["entries"]);
    has(&fs::read_to_string(&html).unwrap(), &["Jonas Weidt", "You answered a letter from Hillside"]);
    misused(&harbour.tries("Henrike", &["export", &harbour.file("henrike.txt")]), ".json or .html");
    refused(&harbour.tries("Henrike", &["export", &json]), "left as it is");
}

#[test]
fn a_second_path_is_tried_on_its_day_while_the_first_waits() {
    let mut harbour = Harbour::found_after(program(), |harbour| {
        for name in ["Henrike", "Tomas"] {
            let file = harbour.write("jonas.csv", JONAS);
            harbour.me(name, &["import", &file, "--rate", "all=know-well"]);
            harbour.me(name, &["policy", "Jonas", "--answer", "standing"]);
        }
    });
    let asked = digits(&harbour.me("Omar", &["ask", "--for", "jonas@quarry.example"])["ask"]);
    let offers = harbour.until("two paths", || {
        let offers = list(&harbour.me("Omar", &["offers", &asked]));
        (offers.len() == 2).then(|| offers.iter().map(|one| digits(&one["offer"])).collect::<Vec<_>>())
    });
    let letter = harbour.write("letter.txt", LETTER);

    let both = ["request", &offers[0], &offers[1], "--note", NOTE, "--letter", &letter, "--every", "2d"];
    let told = harbour.reads("Omar", &both);
    has(&told, &["Your request is under way along", "Unless an answer came and held before, it goes along"]);
    has(&harbour.reads("Omar", &["offers", &asked]), &["2 paths", "a request waits to go along it at"]);
    refused(&harbour.tries("Omar", &both), "each serves one request; nothing was sent");
    harbour.waiting("Lucía", "hop");
    assert_eq!(list(&harbour.me("Lucía", &["inbox"])).len(), 1);

    harbour.days_later(3);

    harbour.until("the second request", || (list(&harbour.me("Lucía", &["inbox"])).len() == 2).then_some(()));
}

#[test]
fn a_request_that_is_withdrawn_waits_for_nobody() {
    let harbour = harbour();
    send_request(&harbour);
    harbour.me("Lucía", &["approve", &harbour.waiting_id("Lucía", "hop")]);
    harbour.waiting_id("Nadia", "hop");

    let ask = digits(&list(&harbour.me("Omar", &["asks"]))[0]["ask"]);
    harbour.me("Omar", &["withdraw", &ask]);

    harbour.until("nothing for Nadia", || list(&harbour.me("Nadia", &["inbox"])).is_empty().then_some(()));
    has(&harbour.reads("Omar", &["ledger"]), &["You withdrew your request for an introduction"]);
}

/// As LinkedIn writes it.
const JONAS: &str = "\
Notes:

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Jonas,Weidt,,jonas@quarry.example,Quarry Fund,Programme lead,03 Mar 2021
";
