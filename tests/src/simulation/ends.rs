//! People who end things while questions are under way: an ask, a bridge, a membership, a peering.
//!
//! What is true stays as the setting says, so promises compare with more than there is left: nothing may happen after
//! an end that could not have happened before.

use stn_protocol::exchange::{AdminCommand, Input, MemberCommand};
use stn_protocol::id::{BridgeId, OrgId};
use stn_protocol::time::Span;

use crate::simulation::chance::{Chance, Seed};
use crate::simulation::facts::Facts;
use crate::simulation::happening::{Happening, Place};
use crate::simulation::people::{PlannedAsk, ask_id};
use crate::simulation::record::Told;
use crate::simulation::run::Simulation;

/// Something that will be ended.
#[derive(Clone, Copy, Debug)]
pub struct PlannedEnd {
    /// When.
    pub at: Span,
    /// What.
    pub what: Ending,
}

/// What is ended, and by whom.
#[derive(Clone, Copy, Debug)]
pub enum Ending {
    /// An ask, by who asked.
    Ask(usize),
    /// A bridge, by one of its two members.
    Bridge(usize, BridgeId),
    /// A membership, by the admin.
    Membership(usize),
    /// A peering, by one of its two admins.
    Peering(Place, OrgId),
}

/// What people of a plan end: one to three things, in the time in which questions and requests are under way.
pub(super) fn plan(seed: Seed, run: &Simulation<'_>) -> Vec<PlannedEnd> {
    let mut chance = seed.chance("ends");
    let count = 1 + chance.below(3);
    let end = |_| {
        let at = chance.between(Span::secs(30), Span::secs(3_600));
        Some(PlannedEnd { at, what: ending(&mut chance, run)? })
    };
    (0..count).filter_map(end).collect()
}

fn ending(chance: &mut Chance, run: &Simulation<'_>) -> Option<Ending> {
    match chance.below(4) {
        0 => Some(Ending::Ask(chance.below(run.asks.len()))),
        1 => bridge(chance, run),
        2 => Some(Ending::Membership(chance.below(run.people.len()))),
        _ => peering(chance, &run.setting.facts, run.nodes.len(), |place| run.nodes[place].org),
    }
}

fn bridge(chance: &mut Chance, run: &Simulation<'_>) -> Option<Ending> {
    let bridges: Vec<_> = run.setting.facts.bridges.iter().collect();
    let (bridge, span) = *chance.one_of(&bridges)?;
    let end = *chance.one_of(&span.ends)?;
    let who = run.people.iter().position(|human| human.member == end)?;
    Some(Ending::Bridge(who, *bridge))
}

fn peering(chance: &mut Chance, facts: &Facts, nodes: usize, org: impl Fn(Place) -> OrgId) -> Option<Ending> {
    let place = chance.below(nodes);
    let peers: Vec<OrgId> = facts.orgs.get(&org(place))?.peers.iter().copied().collect();
    Some(Ending::Peering(place, *chance.one_of(&peers)?))
}

impl Simulation<'_> {
    /// Somebody ends what was planned; tried again while the node is down.
    pub(super) fn end(&mut self, number: usize) {
        let is_done = match self.ends[number].what {
            Ending::Ask(ask) => {
                let PlannedAsk { who, .. } = self.asks[ask];
                self.act(who, "closes an ask", MemberCommand::CloseAsk { ask: ask_id(ask) }).is_some()
            }
            Ending::Bridge(who, bridge) => {
                self.act(who, "ends a bridge", MemberCommand::EndBridge { bridge }).is_some()
            }
            Ending::Membership(who) => {
                let (place, member) = (self.people[who].place, self.people[who].member);
                self.rule(place, "removes a member", AdminCommand::RemoveMember { member })
            }
            Ending::Peering(place, org) => self.rule(place, "ends a peering", AdminCommand::EndPeer { org }),
        };
        if !is_done {
            self.expect(SOON, Happening::End { number });
        }
    }

    /// An admin acts. Whether the node answered.
    fn rule(&mut self, place: Place, what: &'static str, command: AdminCommand) -> bool {
        self.record.tell(self.now, Told::Ruled(place, what));
        self.command(place, |call| Input::AdminActed { call, command }).is_some()
    }
}

/// How soon what did not work is tried again.
const SOON: Span = Span::secs(60);
