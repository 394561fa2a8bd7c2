//! What holds in every scene, in those from which only time leads on, and after time has run out.

use std::collections::BTreeSet;

use stn_protocol::exchange::Input;
use stn_protocol::exchange::view::{AnswerView, AskState, AskView, MemberLook, MemberSight};
use stn_protocol::local::Left;
use stn_protocol::time::{Span, Timestamp};

use super::{Conversation, Scene};
use crate::people::REQUEST_LIFE;

/// Nobody is asked twice, nothing leaves twice, and at most one answer comes.
pub(super) fn always_once(of: &Conversation, scene: &Scene) -> Result<(), String> {
    let answers = answers(of, scene, of.ticked()).len();
    if answers > 1 {
        return Err(format!("{} has {answers} answers", of.asker));
    }
    for name in &of.path {
        let has_decided = scene.decided.iter().any(|(who, _)| who == name);
        let (waiting, left) = (scene.waiting(of, name, of.at).len(), left(of, scene, name));
        if waiting > usize::from(!has_decided) {
            return Err(format!("{waiting} matters wait for {name}, who decided: {has_decided}"));
        }
        if left != usize::from(scene.decided.contains(&(name.clone(), true))) {
            return Err(format!("{name}'s ledger says {left} times that the request left"));
        }
    }
    Ok(())
}

/// Where nothing more can happen, everybody said yes and an answer came that holds, or somebody said no and none came.
pub(super) fn always_an_outcome(of: &Conversation, scene: &Scene) -> Result<String, String> {
    let answers = answers(of, scene, of.ticked());
    let no = scene.decided.iter().find(|(_, is_yes)| !is_yes);
    match (answers.as_slice(), no) {
        ([], Some((name, _))) => Ok(format!("{name} said no")),
        ([answer], None) => {
            let verified = scene.devices[&of.asker].verify_answer(answer, of.ticked());
            let verified = verified.map_err(|error| format!("the answer does not hold: {error}"))?;
            let path: BTreeSet<&str> = verified.path.iter().map(|card| card.name.as_str()).collect();
            let all: BTreeSet<&str> = of.path[..of.path.len() - 1].iter().map(String::as_str).collect();
            if path == all { Ok("answered".to_owned()) } else { Err(format!("the answer came over {path:?}")) }
        }
        (answers, no) => Err(format!("{} answers came and {no:?} said no: it is stuck", answers.len())),
    }
}

/// Whatever the scene, after the request's time nothing waits for anybody, also when all that was under way comes late.
pub(super) fn always_closed_in_time(of: &Conversation, scene: &Scene) -> Result<(), String> {
    let late = of.at.plus(REQUEST_LIFE).plus(Span::days(1));
    let (before, mut after) = (answers(of, scene, of.ticked()).len(), scene.clone());
    for at in 0..of.nodes.len() {
        after.take(of, at, late, ("time ran out".to_owned(), Input::DeadlinePassed), false);
    }
    for place in scene.under_way.keys() {
        after.arrive(of, *place, late, (false, true));
    }
    for name in of.path.iter().chain([&of.asker]) {
        if !after.waiting(of, name, late).is_empty() {
            return Err(format!("something still waits for {name}"));
        }
    }
    let MemberSight::Asks(asks) = after.look(of, &of.asker, &MemberLook::Asks, late) else { panic!("asks") };
    let is_open = |ask: &&AskView| !matches!(ask.state, AskState::Closed | AskState::Introduced);
    if let Some(ask) = asks.iter().find(is_open) {
        return Err(format!("the ask is still {:?}", ask.state));
    }
    let came = answers(of, &after, late).len();
    if came > 1 || came < before { Err(format!("{before} answers became {came}")) } else { Ok(()) }
}

fn answers(of: &Conversation, scene: &Scene, now: Timestamp) -> Vec<AnswerView> {
    let MemberSight::Answers(answers) = scene.look(of, &of.asker, &MemberLook::Answers, now) else { panic!("answers") };
    answers
}

/// How often somebody's ledger says that they passed the request on or answered it.
fn left(of: &Conversation, scene: &Scene, name: &str) -> usize {
    let MemberSight::Ledger(ledger) = scene.look(of, name, &MemberLook::Ledger, of.ticked()) else {
        panic!("a ledger")
    };
    let is_yes = |left: &Left| matches!(left, Left::PassedOn { .. } | Left::Answered { .. });
    ledger.entries.iter().filter(|entry| is_yes(&entry.left)).count()
}
