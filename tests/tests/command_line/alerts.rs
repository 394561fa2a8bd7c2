//! A job goes from hand to hand, and an open call: what each person would see is told first; who is interested answers
//! sealed; who is not, or passes it on in vain, is not seen.

use serde_json::Value;
use stn_tests::processes::harbour::{Harbour, digits};
use stn_tests::processes::valley::list;

use super::{harbour, has, has_none, misused, refused};

const JOB: &str = "We look for somebody who lays hedges\nTwo days a week";

fn send(harbour: &Harbour, more: &[&str]) -> String {
    let text = harbour.write("job.txt", JOB);
    digits(&harbour.me("Omar", &[&["alert", "--text", &text, "--to", "Lucía"], more].concat())["alert"])
}

/// Lucía and Nadia pass it on; Tomas and Henrike hold it.
fn spread(harbour: &Harbour) -> [String; 2] {
    harbour.me("Lucía", &["pass", &harbour.waiting_id("Lucía", "alert"), "--to", "Nadia", "--note", "your team?"]);
    harbour.me("Nadia", &["pass", &harbour.waiting_id("Nadia", "alert"), "--to", "Tomas", "--to", "Henrike"]);
    ["Tomas", "Henrike"].map(|name| harbour.waiting_id(name, "alert"))
}

#[test]
fn a_preview_tells_what_each_person_would_see_and_sends_nothing() {
    let harbour = harbour();
    let text = harbour.write("job.txt", JOB);

    let preview = ["alert", "--text", &text, "--to", "Lucía", "--note", "for you?", "--preview"];
    has(&harbour.reads("Omar", &preview), &["Lucía (", "your colleague", "With your word: “for you?”"]);
    has(&harbour.reads("Omar", &preview), &["it is you who hands it to them", "not that it is you who asks"]);

    assert!(list(&harbour.me("Omar", &["alerts"])["own"]).is_empty());
    assert!(list(&harbour.me("Lucía", &["inbox"])).is_empty());
}

#[test]
fn a_job_passes_three_hands_and_one_person_answers() {
    let harbour = harbour();
    let about = ["--about", "topic=hedges", "--about", "region=KE", "--link", "https://jobs.example/hedges"];
    let alert = send(&harbour, &about);
    let again = send(&harbour, &about);
    assert_eq!(alert, again, "the same alert is not sent twice");

    let item = harbour.waiting_id("Lucía", "alert");
    let read = harbour.reads("Lucía", &["inbox"]);
    has(&read, &["Hillside", "looks for people who fit", "about: hedges, KE", "https://jobs.example/hedges", JOB_LINE]);
    has(&read, &["handed to you by Omar (", "stn me answer", "stn me pass", "stn me decline"]);
    refused(&harbour.tries("Lucía", &["approve", &item]), "this is an alert: pass it on with");
    refused(&harbour.tries("Lucía", &["pass", &item, "--to", "Omar"]), "one of these people brought it to you");
    refused(&harbour.tries("Lucía", &["pass", &item, "--to", "Zoë"]), "is called Zoë; nothing was sent");
    let [tomas, henrike] = spread(&harbour);
    has(&harbour.reads("Tomas", &["inbox"]), &["handed to you by Nadia ("]);

    has(&harbour.reads("Henrike", &["decline", &henrike]), &["nobody learns that you were asked"]);
    harbour.me("Tomas", &["answer", &tomas, "--text", "I lay hedges"]);
    let answers = harbour.until("an answer", || {
        let answers = list(&harbour.me("Omar", &["answers"]));
        (!answers.is_empty()).then_some(answers)
    });
    assert_eq!((&answers[0]["verified"], &answers[0]["text"]), (&Value::from(true), &Value::from("I lay hedges")));
    let told = harbour.reads("Omar", &["answers"]);
    has(&told, &["1 answer, 1 of them to alerts", "through Lucía", "through Nadia", "card: Tomas, Riverbend"]);
    has_none(&told, &["Henrike"]);
    has(&harbour.reads("Omar", &["alerts"]), &["1 alert of yours", "sent to 1 person, 1 answer"]);
    has(&harbour.reads("Lucía", &["alerts"]), &["1 alert others brought", "passed on to 1 person"]);
    has(&harbour.reads("Nadia", &["ledger"]), &["it went on to Tomas, your colleague", "led to an answer"]);
    has(&harbour.reads("Tomas", &["ledger"]), &["You answered an alert of Hillside"]);
}

#[test]
fn an_alert_taken_back_is_gone_wherever_it_waits() {
    let harbour = harbour();
    let alert = send(&harbour, &[]);
    spread(&harbour);

    has(&harbour.reads("Omar", &["withdraw", &alert]), &["is taken back; whoever it still waits for does not see it"]);

    for name in ["Tomas", "Henrike"] {
        harbour.until("nothing", || list(&harbour.me(name, &["inbox"])).is_empty().then_some(()));
    }
    let own = &list(&harbour.me("Omar", &["alerts"])["own"])[0];
    assert_eq!((&own["is_open"], &own["answers"]), (&Value::from(false), &Value::from(0)));
    has(&harbour.reads("Omar", &["alerts"]), &["over, was until"]);
}

#[test]
fn an_open_call_goes_for_an_introduction_and_never_about_a_candidate() {
    let harbour = harbour();
    send(&harbour, &["--kind", "introduction"]);

    harbour.waiting_id("Lucía", "alert");
    has(&harbour.reads("Lucía", &["inbox"]), &["asks openly for an introduction: can you, or do you know somebody?"]);

    let text = harbour.write("call.txt", "Who knows this candidate?");
    let appraisal = ["alert", "--kind", "appraisal", "--text", &text, "--to", "Lucía"];
    misused(&harbour.tries("Omar", &appraisal), "never asked openly");
    misused(&harbour.tries("Omar", &["alert", "--text", &text]), "--to");
    refused(&harbour.tries("Omar", &["alert", "--text", &harbour.file("none"), "--to", "Lucía"]), "nothing was sent");
    refused(&harbour.tries("Omar", &["alert", "--text", &text, "--to", "Lucía", "--until", "40d"]), "30 days at most");
    assert_eq!(list(&harbour.me("Omar", &["alerts"])["own"]).len(), 1);
}

const JOB_LINE: &str = "Two days a week";
