//! A candidate is appraised with their permission, signed by them on their own computer; their employer is kept out of
//! it; and all of it is deleted on the day that was said.

use serde_json::Value;
use stn_tests::processes::harbour::{Harbour, digits};
use stn_tests::processes::stn;
use stn_tests::processes::valley::list;

use super::{harbour, has, has_none, letters, misused, program, refused};

const SAMIR: &str = "samir@letters.example";
const PERMITTED: &str = "You may ask whom I worked with at Weavers";

/// A permission as Omar writes it, and as Samir signs it.
fn permissions(harbour: &Harbour) -> [String; 2] {
    let written = harbour.person("Omar").read(&["permission", "--text", PERMITTED]);
    has(&written.complaint, &["stn permission sign FILE", "unsigned, it is your statement"]);
    let written = harbour.write("samir.json", &written.sentences());

    let signed = stn(program(), &["permission", "sign", &written]);
    has(&signed.complaint, &["You let Hillside (", "ask people about you", PERMITTED]);
    [written, harbour.write("samir-signed.json", &signed.sentences())]
}

fn ask(harbour: &Harbour, permission: &str) -> String {
    let terms = ["--avoid", "weavers.example", "--permission", permission, "--retain", "30d"];
    digits(&harbour.me("Omar", &[&["ask", "--kind", "appraisal", "--for", SAMIR], &terms[..]].concat())["ask"])
}

/// Henrike says yes to the question, everybody on the way to the letter; it waits for her.
fn to_the_letter(harbour: &Harbour, ask: &str) -> String {
    harbour.me("Henrike", &["approve", &harbour.waiting_id("Henrike", "prompt")]);
    let offer = digits(&harbour.offers("Omar", ask)[0]["offer"]);
    let letter = harbour.write("letter.txt", "How did you work together?");
    let told = harbour.reads("Omar", &["request", &offer, "--note", "A post with us", "--letter", &letter]);
    has(&told, &["The letter carries the permission; letter and answer are deleted on"]);
    for connector in ["Lucía", "Nadia"] {
        let hop = harbour.waiting_id(connector, "hop");
        has_none(&harbour.reads(connector, &["inbox"]), &["Samir", "Weavers", PERMITTED]);
        harbour.me(connector, &["approve", &hop]);
    }
    harbour.waiting_id("Henrike", "letter")
}

#[test]
fn an_appraisal_says_what_it_lacks_and_sends_nothing() {
    let harbour = harbour();
    let [_, signed] = permissions(&harbour);
    let asks = |more: &[&str]| harbour.tries("Omar", &[&["ask", "--kind", "appraisal"], more].concat());

    misused(&asks(&["--for", SAMIR]), "--avoid DOMAIN, or say --no-employer; nothing was sent");
    refused(&asks(&["--for", SAMIR, "--no-employer"]), "needs the candidate's permission");
    let permission = ["--no-employer", "--permission", &signed];
    let with = |more: &[&str]| asks(&[&permission[..], more].concat());
    refused(&with(&["--for", SAMIR, "--retain", "1d"]), "kept at least as long as it looks");
    refused(&with(&["--for", SAMIR, "--retain", "400d"]), "a year at most; nothing was sent");
    refused(&with(&["--for", SAMIR, "--keep-looking", "180d"]), "an appraisal does not keep looking");
    misused(&with(&["--about", "topic=water"]), "takes no --about; nothing was sent");
    misused(&harbour.tries("Omar", &["ask", "--for", SAMIR, "--permission", &signed]), "belong to an appraisal");
    refused(
        &harbour.tries(
            "Omar",
            &["ask", "--kind", "appraisal", "--for", SAMIR, "--no-employer", "--permission", &harbour.write("x", "{}")],
        ),
        "is no permission; nothing was sent",
    );

    assert!(list(&harbour.me("Omar", &["asks"])).is_empty());
}

#[test]
fn a_permission_is_for_one_organisation_and_holds_as_it_was_signed() {
    let harbour = harbour();
    let [_, signed] = permissions(&harbour);
    let text = std::fs::read_to_string(&signed).unwrap();
    let altered = harbour.write("altered.json", &text.replace("whom I worked with", "anybody you like"));

    let terms = ["ask", "--kind", "appraisal", "--for", SAMIR, "--no-employer", "--permission"];
    let other = harbour.tries("Henrike", &[&terms[..], &[&signed]].concat());
    refused(&other, "this permission is for another organisation to ask; nothing was sent");
    let wrong = harbour.tries("Omar", &[&terms[..], &[&altered]].concat());
    assert_eq!(wrong.code, Some(1), "{}", wrong.complaint);
    assert!(list(&harbour.me("Omar", &["asks"])).is_empty());
}

#[test]
fn a_candidate_is_appraised_and_everything_is_deleted_on_its_day() {
    let mut harbour = harbour();
    let [_, signed] = permissions(&harbour);
    let ask = ask(&harbour, &signed);
    has(&harbour.reads("Omar", &["asks"]), &["an appraisal", "deleted on"]);
    let letter = to_the_letter(&harbour, &ask);

    let read = harbour.reads("Henrike", &["inbox"]);
    has(&read, &["signed by the candidate", PERMITTED, "please don't forward it"]);
    harbour.me("Henrike", &["answer", &letter, "--text", "With care and on time", "--retain", "14d"]);
    let answer = &letters::answers(&harbour)[0];
    assert_eq!((&answer["verified"], &answer["text"]), (&Value::from(true), &Value::from("With care and on time")));
    assert_eq!(list(&answer["cards"]).len(), 1, "an appraisal hands over no card but the answerer's");
    has(
        &harbour.reads("Omar", &["answers"]),
        &["With care and on time", "deleted on", "here, on the way and at the asker"],
    );

    harbour.days_later(15);

    has_none(&harbour.reads("Omar", &["answers"]), &["With care and on time"]);
    let export = harbour.file("omar.json");
    harbour.me("Omar", &["export", &export]);
    has_none(&std::fs::read_to_string(export).unwrap(), &["With care and on time"]);
}

#[test]
fn without_the_candidates_signature_a_permission_is_shown_as_the_askers_word() {
    let harbour = harbour();
    let [written, _] = permissions(&harbour);

    to_the_letter(&harbour, &ask(&harbour, &written));

    has(&harbour.reads("Henrike", &["inbox"]), &["the asker's statement; the candidate has not signed it", PERMITTED]);
}
