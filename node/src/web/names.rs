//! How the people next to a member on a path are called: colleagues as the organisation calls them, those across a
//! bridge as they introduced themselves. Of anybody else there is no name here.

use std::fmt::Display;

use axum::response::Response;
use stn_protocol::exchange::view::{BridgeView, ColleagueView, Neighbour};
use stn_protocol::id::OrgId;
use stn_protocol::message::Card;

use super::visitor::Visitor;
use crate::tongue::{Tongue, shown};

/// Names a member may read.
pub(super) struct Names {
    tongue: &'static Tongue,
    colleagues: Vec<ColleagueView>,
    bridges: Vec<BridgeView>,
}

impl Names {
    /// The names this member may read.
    pub(super) async fn of(visitor: &Visitor) -> Result<Self, Response> {
        let (colleagues, bridges) = (visitor.colleagues().await?, visitor.bridges().await?);
        Ok(Self { tongue: visitor.guest.tongue, colleagues, bridges })
    }

    /// The names a member may read who has these people beside them.
    pub(super) fn beside(tongue: &'static Tongue, colleagues: &[ColleagueView], bridges: &[BridgeView]) -> Self {
        Self { tongue, colleagues: colleagues.to_vec(), bridges: bridges.to_vec() }
    }

    /// What somebody next to the member is called, and where they are.
    pub(super) fn called(&self, next: &Neighbour) -> (String, String) {
        if next.bridge.is_none() {
            let known = self.colleagues.iter().find(|one| one.member == next.member);
            let name = known.map_or_else(|| self.nameless(), |one| shown(&one.name));
            return (name, self.tongue.say("place-colleague"));
        }
        let known = self.bridges.iter().find(|one| one.member == Some(next.member) && one.org == Some(next.org));
        match known.and_then(|one| one.card.as_ref()) {
            Some(card) => (self.card_name(card), place(card)),
            None => (self.nameless(), String::new()),
        }
    }

    /// How a card's owner calls themselves.
    pub(super) fn card_name(&self, card: &Card) -> String {
        if card.name.is_empty() { self.nameless() } else { shown(&card.name) }
    }

    fn nameless(&self) -> String {
        self.tongue.say("somebody")
    }
}

/// Role and organisation of a card.
pub(super) fn place(card: &Card) -> String {
    let parts = [&card.role, &card.org].into_iter().filter(|part| !part.is_empty());
    parts.map(|part| shown(part)).collect::<Vec<_>>().join(", ")
}

/// An organisation: what it calls itself, or the first digits of its key.
pub(super) fn org(name: &str, id: &OrgId) -> String {
    if name.is_empty() { short(id) } else { shown(name) }
}

/// The first digits of an identifier.
pub(super) fn short(id: impl Display) -> String {
    id.to_string().chars().take(8).collect()
}
