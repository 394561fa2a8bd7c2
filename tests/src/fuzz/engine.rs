//! A node among hostile peers: an input is a list of what they do to it, and after every step of the node everything
//! holds that holds against anybody.
//!
//! ```text
//!   scene: a network at rest and in the middle of an introduction, the blocks that were sent in it
//!   action: the input's bytes as things that happen       watch: what holds after every step
//! ```

pub mod action;
pub mod scene;
pub mod victim;
pub mod watch;

use stn_protocol::exchange::Effect;

use crate::fuzz::engine::action::Action;
use crate::fuzz::engine::scene::Scene;
use crate::fuzz::engine::victim::Victim;
use crate::fuzz::reader::Reader;
use crate::fuzz::{Target, mutation};
use crate::simulation::chance::Chance;

/// The first byte says at which moment the node wakes, the rest is actions.
pub const TARGET: Target = Target { name: "engine", judge, mutate, cases: 1_000 };

/// Actions of one input that are carried out.
const ACTIONS_MAX: usize = 48;

fn judge(input: &[u8]) -> Result<(), String> {
    judge_with(Scene::of_all(), &mut |_| {}, input)
}

/// Judges a node by an input. `doctor` may change what the node wants done before anybody sees it.
///
/// # Errors
/// What does not hold, and after which action.
pub fn judge_with(scene: &Scene, doctor: &mut dyn FnMut(&mut Vec<Effect>), input: &[u8]) -> Result<(), String> {
    let mut input = Reader::new(input);
    let mut victim = Victim::wake(scene, usize::from(input.byte()), doctor);
    victim.start()?;
    for number in 1..=ACTIONS_MAX {
        if input.is_empty() {
            break;
        }
        let action = Action::read(&mut input);
        victim.suffer(action).map_err(|what| format!("after action {number}, {action:?}: {what}"))?;
    }
    victim.end()
}

/// Changes actions: they are of one length, so that one can be left out, doubled or changed by itself.
fn mutate(chance: &mut Chance, input: &[u8], other: &[u8]) -> Vec<u8> {
    let Some((moment, rest)) = input.split_first() else { return vec![chance.below(256) as u8] };
    let moment = if chance.below(8) == 0 { chance.below(256) as u8 } else { *moment };
    let mut actions: Vec<[u8; action::LEN]> = rest.as_chunks().0.to_vec();
    let others: Vec<[u8; action::LEN]> = other.get(1..).unwrap_or_default().as_chunks().0.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(actions.len() + 1);
        match chance.below(6) {
            0 if at < actions.len() => drop(actions.remove(at)),
            1 if at < actions.len() => {
                let changed = mutation::bytes(chance, &actions[at], &[]);
                let mut action = [0; action::LEN];
                let len = changed.len().min(action::LEN);
                action[..len].copy_from_slice(&changed[..len]);
                actions[at] = action;
            }
            2 if at < actions.len() => actions.insert(at, actions[at]),
            3 if !others.is_empty() => actions.insert(at, others[chance.below(others.len())]),
            4 if at < actions.len() => {
                let with = chance.below(actions.len());
                actions.swap(at, with);
            }
            _ => actions.insert(at, chance.bytes()),
        }
    }
    actions.truncate(ACTIONS_MAX);
    [&[moment], actions.as_flattened()].concat()
}
