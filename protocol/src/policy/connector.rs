//! What a member lets come before them at all: the last word on the own node, after the edges and before the inbox.
//!
//! Whatever it keeps away is silence outside, the same as nobody known. It changes no search: where questions may
//! travel is said by edges.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{ContactId, OrgId, OrgRecordId, QueryId};
use crate::limits;
use crate::message::Kind;
use crate::policy::{ConnectorMeters, Hours};
use crate::time::{Span, Timestamp};

/// One member's limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConnectorLimits {
    /// New matters in 30 days at most: prompts, requests to pass on, standing offers.
    pub per_month: Option<u16>,
    /// When things come.
    pub hours: Hours,
    /// How long after a decline nothing more of that organisation about the same comes.
    pub cool_down: Span,
    /// Organisations the member does nothing for, whether they ask or hand something on.
    pub no_go: BTreeSet<OrgId>,
    /// What is left alone, for good or for a while.
    pub mutes: Vec<Mute>,
}

/// Something left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mute {
    /// What.
    pub what: Muted,
    /// Until when; `None` for good.
    pub until: Option<Timestamp>,
}

/// What may be left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Muted {
    /// What this organisation asks.
    Org(OrgId),
    /// What is asked about this contact.
    Contact(ContactId),
    /// What is asked for this.
    Kind(Kind),
}

/// Something that would come before a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// What it is.
    pub sort: Sort,
    /// Who asks.
    pub origin: OrgId,
    /// Whether that is the own organisation: colleagues are not counted as strangers are.
    pub is_own: bool,
    /// The organisation that hands it on.
    pub from: OrgId,
    /// What it is about.
    pub subject: Subject,
    /// What is asked for, where something of a kind is.
    pub kind: Option<Kind>,
    /// When it ends.
    pub ends: Timestamp,
}

/// What would come before a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// "May we say that you know …?"
    Prompt,
    /// An offer leaves under the member's standing consent.
    Standing,
    /// "Pass this on?"
    Hop,
    /// A letter, after an offer of the member's left.
    Letter,
}

/// What something is about, as far as the member's node knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Subject {
    /// A contact of the member.
    Contact(ContactId),
    /// One question; whom it seeks is not known here.
    Question(QueryId),
    /// The member: they are sought.
    Themself,
    /// An organisation the member is tied to.
    Organisation(OrgRecordId),
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It comes before the member.
    Show,
    /// It does from this moment on.
    ShowFrom(Timestamp),
    /// It does not, and nobody hears of it.
    Silence,
}

impl Default for ConnectorLimits {
    fn default() -> Self {
        let (hours, cool_down) = (Hours::default(), limits::COOL_DOWN);
        Self { per_month: None, hours, cool_down, no_go: BTreeSet::new(), mutes: Vec::new() }
    }
}

impl ConnectorLimits {
    /// Whether they can be.
    pub fn is_fit(&self) -> bool {
        self.hours.is_fit()
            && self.per_month.is_none_or(|cap| cap <= limits::CAP_MAX)
            && self.cool_down <= limits::COOL_DOWN_MAX
            && self.no_go.len() <= limits::LIMIT_LIST
            && self.mutes.len() <= limits::LIMIT_LIST
    }

    /// Forgets mutes that are over.
    pub fn prune(&mut self, now: Timestamp) {
        self.mutes.retain(|mute| mute.until.is_none_or(|until| until > now));
    }

    fn mutes(&self, what: Muted, now: Timestamp) -> bool {
        self.mutes.iter().any(|mute| mute.what == what && mute.until.is_none_or(|until| until > now))
    }

    /// Whether the member wants nothing of this, however little there is.
    fn refuses(&self, occasion: &Occasion, now: Timestamp) -> bool {
        let about = match occasion.subject {
            Subject::Contact(contact) => self.mutes(Muted::Contact(contact), now),
            Subject::Question(_) | Subject::Themself | Subject::Organisation(_) => false,
        };
        self.no_go.contains(&occasion.origin)
            || self.no_go.contains(&occasion.from)
            || self.mutes(Muted::Org(occasion.origin), now)
            || about
            || occasion.kind.is_some_and(|kind| self.mutes(Muted::Kind(kind), now))
    }
}

impl Sort {
    /// Whether it counts towards the cap. A letter follows an offer that was counted.
    pub const fn is_new_matter(self) -> bool {
        match self {
            Self::Prompt | Self::Standing | Self::Hop => true,
            Self::Letter => false,
        }
    }
}

/// What becomes of something that would come before a member.
pub fn verdict(limits: &ConnectorLimits, meters: &ConnectorMeters, occasion: &Occasion, now: Timestamp) -> Verdict {
    if limits.refuses(occasion, now) || meters.is_cooling(occasion, now) {
        return Verdict::Silence;
    }
    let cap = limits.per_month.map_or(usize::MAX, usize::from);
    if occasion.sort.is_new_matter() && meters.of_month(now) >= cap {
        return Verdict::Silence;
    }
    match occasion.sort {
        Sort::Standing => return Verdict::Show,
        Sort::Prompt if !occasion.is_own && !meters.has_room_for_prompt(occasion, now) => return Verdict::Silence,
        Sort::Prompt | Sort::Hop | Sort::Letter => {}
    }
    match limits.hours.shows_from(now, occasion.ends) {
        from if from > now => Verdict::ShowFrom(from),
        _ => Verdict::Show,
    }
}

#[cfg(test)]
mod tests;
