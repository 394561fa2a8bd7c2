//! What people see at the end of a run, in words that do not depend on what was drawn on the way: to be compared with
//! what they see after a run in which nothing went wrong.

use std::collections::BTreeMap;

use stn_protocol::exchange::view::{MemberLook, MemberSight};
use stn_protocol::local::Left;

use crate::simulation::people::{about, ask_id};
use crate::simulation::run::Simulation;

/// What everybody sees: by name, lines in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight(pub BTreeMap<String, Vec<String>>);

impl Sight {
    /// What everybody sees now.
    pub fn of(run: &Simulation<'_>) -> Self {
        let seen = |who: usize| {
            let mut lines = asks(run, who);
            lines.extend(answers(run, who));
            lines.extend(waiting(run, who));
            lines.extend(held(run, who));
            lines.extend(left(run, who));
            lines.sort();
            (run.people[who].name.clone(), lines)
        };
        Self((0..run.people.len()).map(seen).collect())
    }

    /// What the other has and this has not, and the reverse.
    pub fn difference(&self, other: &Self) -> Vec<String> {
        let mut told = Vec::new();
        for (name, lines) in &self.0 {
            let others = other.0.get(name).cloned().unwrap_or_default();
            told.extend(without(lines, &others).map(|line| format!("{name} alone here: {line}")));
            told.extend(without(&others, lines).map(|line| format!("{name} alone there: {line}")));
        }
        told
    }

    /// How many answers arrived and held, all askers together.
    pub fn introductions(&self) -> usize {
        self.0.values().flatten().filter(|line| line.contains("answered") && line.contains("holds")).count()
    }
}

/// The lines of one that are not in the other, each as often as it is too many.
fn without<'a>(one: &'a [String], other: &[String]) -> impl Iterator<Item = &'a String> {
    let mut left = other.to_vec();
    let is_extra = move |line: &&String| match left.iter().position(|of_other| of_other == *line) {
        Some(place) => {
            left.remove(place);
            false
        }
        None => true,
    };
    one.iter().filter(is_extra)
}

fn asks(run: &Simulation<'_>, who: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for ask in run.asks_of(who) {
        lines.push(format!("ask {:?} is {:?} with {} offers", ask.ask, ask.state, ask.offers));
        for offer in run.offers_to(who, ask.ask) {
            let first = run.setting.facts.name_of(&offer.first.member);
            let (hops, floor, used) = (offer.hops, offer.floor, offer.used);
            lines.push(format!(
                "offer to {:?}: {hops} steps, {floor:?}, {} by {first}, used {used}",
                ask.ask, *offer.blurb
            ));
        }
    }
    lines
}

fn answers(run: &Simulation<'_>, who: usize) -> Vec<String> {
    let (now, device) = (run.time_of(who), &run.people[who].device);
    let line = |answer: &stn_protocol::exchange::view::AnswerView| match device.verify_answer(answer, now) {
        Ok(held) => {
            let path: Vec<&str> = held.signers.iter().map(|(_, member)| run.setting.facts.name_of(member)).collect();
            format!("{:?} answered, holds: {} over {path:?}, noted {:?}", answer.ask, *held.text, answer.verified)
        }
        Err(refused) => format!("{:?} answered, but {refused:?}", answer.ask),
    };
    run.answers_to(who).iter().map(line).collect()
}

fn waiting(run: &Simulation<'_>, who: usize) -> Vec<String> {
    let items = run.inbox(who);
    items.iter().map(|item| format!("waits: {}", about(item).unwrap_or_else(|| "something else".to_owned()))).collect()
}

/// People, bridges and letter keys.
fn held(run: &Simulation<'_>, who: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(MemberSight::People(people)) = run.member_look(who, &MemberLook::People) {
        lines.extend(people.iter().map(|one| format!("knows {} {:?} {:?}", *one.name, one.strength, one.policy)));
    }
    if let Some(MemberSight::Bridges(bridges)) = run.member_look(who, &MemberLook::Bridges) {
        lines.extend(bridges.iter().map(|one| format!("bridge {:?} {:?} {:?}", one.bridge, one.state, one.strength)));
    }
    if let Some(MemberSight::Me(me)) = run.member_look(who, &MemberLook::Me) {
        lines.push(format!("{} letter keys", me.letter_keys));
    }
    lines
}

/// What left about them, as far as it belongs to the run.
fn left(run: &Simulation<'_>, who: usize) -> Vec<String> {
    let Some(MemberSight::Ledger(ledger)) = run.member_look(who, &MemberLook::Ledger) else { return Vec::new() };
    let line = |left: &Left| match left {
        Left::Asked { ask, partners, .. } => {
            let number = (0..run.asks.len()).find(|number| ask_id(*number) == *ask);
            Some(format!("left: ask {number:?} to {partners} partners"))
        }
        Left::RequestSent { note, .. } => Some(format!("left: request {}", **note)),
        Left::OfferLeft { whom, by, .. } => Some(format!("left: offer for {whom:?} by {by:?}")),
        Left::PassedOn { to, .. } => Some(format!("left: passed on to {}", run.setting.facts.name_of(&to.member))),
        Left::LedToAnswer { .. } => Some("left: led to an answer".to_owned()),
        Left::Answered { whom, .. } => Some(format!("left: answer about {whom:?}")),
        Left::Withdrawn { .. } => Some("left: withdrawal".to_owned()),
        Left::Evaluated { epoch, handles, .. } => Some(format!("left: {handles} handles in epoch {epoch}")),
        Left::BridgeTied { .. } | Left::BridgeEnded { .. } => None,
        Left::WordSent { .. } | Left::Knocked { .. } => None,
        Left::AlertSent { .. } => None,
        Left::AlertAnswered { .. } => None,
    };
    ledger.entries.iter().filter_map(|entry| line(&entry.left)).collect()
}
