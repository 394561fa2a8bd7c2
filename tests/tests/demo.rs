//! `stn demo` as it runs: seven organisations, real nodes on loopback, each story from its first step to the checked
//! answer, and what left about everybody in it.

#![allow(clippy::unwrap_used, reason = "a story that goes wrong is a failed test")]

use std::collections::BTreeSet;

use serde_json::Value;
use stn_node::demo::story::{self, Played, Scene};
use stn_node::demo::valley::{Script, Valley};

#[path = "demo/hiring.rs"]
mod hiring;
#[path = "demo/ledgers.rs"]
mod ledgers;

#[test]
fn the_first_story_ends_as_told_and_nothing_private_crosses_a_link() {
    let mut scenes = Vec::new();
    let played = play(Script::FirstFunder, async |scene: &Scene| scenes.push(scene.title.clone()));

    let told = serde_json::to_value(&played.account).unwrap();
    assert_eq!((&told["story"], &told["outcome"]), (&Value::from(1), &Value::from("introduced")));
    assert_eq!(names(&told["path"], "name"), ["Nadia Rahmani", "Henrike Solberg"]);
    assert_eq!(scenes.len(), 8, "{scenes:?}");
    consents_form_a_chain(&told);
    messages_are_told(&told);
    answer_is_the_one_written(&told);
    nothing_private_crossed(&played);
    ledgers::of_the_first_story(&told);
}

fn play(script: Script, tell: impl AsyncFnMut(&Scene)) -> Played {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(story::run(script, tell)).unwrap()
}

fn names(list: &Value, field: &str) -> Vec<String> {
    let list = list.as_array().unwrap();
    list.iter().map(|one| one[field].as_str().unwrap_or_default().to_owned()).collect()
}

fn consents_form_a_chain(told: &Value) {
    let consents = &told["consents"];

    assert_eq!(names(consents, "who"), ["Lucía Ferrer", "Nadia Rahmani", "Henrike Solberg"]);
    assert_eq!(names(consents, "predecessor"), ["", "Lucía Ferrer", "Nadia Rahmani"]);
    assert_eq!(names(consents, "successor"), ["Nadia Rahmani", "Henrike Solberg", "Matthias Ebner"]);
    assert_eq!(names(consents, "organisation"), ["Hillside Commons", "Riverbend Trust", "Riverbend Trust"]);
    assert_eq!(BTreeSet::from_iter(names(consents, "digest")).len(), 1);
}

fn messages_are_told(told: &Value) {
    let messages = told["messages"].as_array().unwrap();
    let of_type = |r#type: &str| messages.iter().filter(|one| one["type"] == r#type).count();

    assert_eq!((of_type("Offer"), of_type("Request"), of_type("Answer")), (2, 2, 2), "{messages:?}");
    assert!(of_type("Query") >= 2);
    for (n, message) in (1..).zip(messages) {
        assert_eq!(message["n"], n);
        let large = ["EvalRequest", "EvalResponse", "Request", "Answer"].map(Value::from);
        let bytes = if large.contains(&message["type"]) { 16_384 } else { 2_048 };
        assert_eq!(message["bytes"], bytes, "{message}");
        assert!(!message["receiver_learned"].as_str().unwrap().is_empty());
    }
}

fn answer_is_the_one_written(told: &Value) {
    let story = Valley::load().first_funder.asking;

    assert_eq!(told["answer"]["text"].as_str().unwrap(), story.answer.text.as_str());
    assert_eq!(names(&told["answer"]["cards"], "name"), ["Matthias Ebner", "Jonas Weidt"]);
}

fn nothing_private_crossed(played: &Played) {
    let valley = Valley::load();
    let story = &valley.first_funder.asking;
    let mut secrets: Vec<&str> = vec![story.handle.as_str(), "jonas", "Jonas", "Weidt"];
    secrets.extend(telling(&story.letter).chain(telling(&story.answer.text)));
    let target = valley.contact(&story.target).unwrap();
    secrets.extend(target.handles.iter().map(|handle| handle.as_str()));

    none_crossed(played, &secrets);
}

/// Lines that say something: shorter ones are greetings and first names, which stand on cards as well.
fn telling(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.split(' ').count() > 3)
}

/// Looks at every block since the nodes started, as bytes.
fn none_crossed(played: &Played, secrets: &[&str]) {
    assert!(played.blocks.len() > played.account.messages.len());
    for arrived in &played.blocks {
        assert!([2_048, 16_384].contains(&arrived.block.len()));
        for secret in secrets {
            let found = arrived.block.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "a block of {} bytes holds {secret:?}", arrived.block.len());
        }
    }
}
