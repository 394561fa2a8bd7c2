//! What came before a member lately, and what they declined: all that a cap and a cool-down need, and no longer
//! than they need it. It never leaves the node and is shown to that member alone, as numbers.

use serde::{Deserialize, Serialize};

use crate::id::OrgId;
use crate::limits;
use crate::policy::{Occasion, Sort, Subject};
use crate::time::{Span, Timestamp};

/// What is counted of one member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectorMeters {
    /// What came before them, oldest first.
    pub shown: Vec<Shown>,
    /// What they declined.
    pub declined: Vec<Declined>,
}

/// Something a member declined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    /// Who asked.
    pub origin: OrgId,
    /// About what.
    pub subject: Subject,
    /// Until when nothing more of that organisation about this comes.
    pub until: Timestamp,
}

/// One matter that came before a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// When.
    pub at: Timestamp,
    /// Who asked.
    pub origin: OrgId,
    /// About what.
    pub subject: Subject,
    /// What it was.
    pub sort: Sort,
}

impl ConnectorMeters {
    /// Counts a matter. Returns when it is to be forgotten.
    pub fn note(&mut self, occasion: &Occasion, now: Timestamp) -> Timestamp {
        if self.shown.len() >= limits::SHOWN_MAX {
            self.shown.remove(0);
        }
        let Occasion { origin, subject, sort, .. } = *occasion;
        self.shown.push(Shown { at: now, origin, subject, sort });
        now.plus(limits::SHOWN_FOR)
    }

    /// Remembers a decline. Returns until when.
    pub fn decline(&mut self, occasion: &Occasion, now: Timestamp, cool_down: Span) -> Timestamp {
        let Occasion { origin, subject, .. } = *occasion;
        self.declined.retain(|declined| (declined.origin, declined.subject) != (origin, subject));
        if self.declined.len() >= limits::DECLINES_MAX {
            let first = self.declined.iter().enumerate().min_by_key(|(_, declined)| declined.until);
            first.map(|(place, _)| place).map(|place| self.declined.remove(place));
        }
        let until = now.plus(cool_down);
        self.declined.push(Declined { origin, subject, until });
        until
    }

    /// Whether a decline still holds for this.
    pub fn is_cooling(&self, occasion: &Occasion, now: Timestamp) -> bool {
        let about = (occasion.origin, occasion.subject);
        self.declined.iter().any(|declined| (declined.origin, declined.subject) == about && declined.until > now)
    }

    /// New matters of the last month.
    pub fn of_month(&self, now: Timestamp) -> usize {
        let counts = |shown: &&Shown| shown.at.plus(limits::SHOWN_FOR) > now && shown.sort.is_new_matter();
        self.shown.iter().filter(counts).count()
    }

    /// Whether this organisation may cause one more prompt about this.
    pub fn has_room_for_prompt(&self, occasion: &Occasion, now: Timestamp) -> bool {
        let of_origin = self.shown.iter().filter(|shown| shown.sort == Sort::Prompt && shown.origin == occasion.origin);
        let again = |shown: &Shown| shown.subject == occasion.subject && shown.at.plus(limits::PROMPT_AGAIN) > now;
        let today = of_origin.clone().filter(|shown| shown.at.plus(limits::PROMPTS_SPAN) > now);
        !of_origin.clone().any(again) && today.count() < limits::PROMPTS_PER_ORIGIN
    }

    /// Forgets what counts no more. Returns whether anything is left.
    pub fn prune(&mut self, now: Timestamp) -> bool {
        self.shown.retain(|shown| shown.at.plus(limits::SHOWN_FOR) > now);
        self.declined.retain(|declined| declined.until > now);
        !self.shown.is_empty() || !self.declined.is_empty()
    }

    /// When something of it counts no more.
    pub fn ends(&self) -> impl Iterator<Item = Timestamp> {
        let shown = self.shown.iter().map(|shown| shown.at.plus(limits::SHOWN_FOR));
        shown.chain(self.declined.iter().map(|declined| declined.until))
    }
}
