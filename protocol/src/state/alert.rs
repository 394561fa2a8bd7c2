//! What members pass on by their own hand: an alert before each member it came to, where it went on, and what came back.
//!
//! ```text
//!   sender ──► MemberAlert ──AlertRoute──► next person        answers come back from right to left
//! ```
//!
//! At the asker's own row nobody is a sender. Answers that end there are kept; elsewhere only their names are.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{AnswerId, Blob, ItemId, MemberKey, OfferRef, OrgId, RequestId};
use crate::limits;
use crate::local::view::{AlertStage, Neighbour};
use crate::message::{CoSigned, Consent, MemberCert, RequestCore, Signed};
use crate::private::Private;
use crate::state::{Alarm, ItemKind, State};
use crate::time::Timestamp;

/// An alert before one member, once, whoever brings it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MemberAlert {
    /// As the origin signed it.
    pub core: Signed<RequestCore>,
    /// When it came, or was made.
    pub arrived: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Until when it is kept.
    pub keep_until: Timestamp,
    /// Who brought it; the first gets the answers. Nobody at the asker.
    pub senders: Vec<AlertSender>,
    /// Names it towards the member, also after it left the inbox. None at the asker.
    pub item: Option<ItemId>,
    /// What the member did with it.
    pub stage: AlertStage,
    /// The references it went on under.
    pub passed: Vec<OfferRef>,
    /// The link its place here is counted for.
    pub link: Option<OrgId>,
}

/// Somebody who brought an alert to a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AlertSender {
    /// They, and the bridge between; none inside the organisation.
    pub from: Neighbour,
    /// What they call it: answers go back under this.
    pub offer: OfferRef,
    /// Their consent.
    pub consent: Signed<Consent>,
    /// Their certificate.
    pub cert: CoSigned<MemberCert>,
    /// Their word.
    pub note: Private<String>,
    /// Steps the alert may go on from this member.
    pub hops_left: u8,
}

/// One person an alert went on to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AlertRoute {
    /// The alert.
    pub request: RequestId,
    /// The member it went on from.
    pub member: MemberKey,
    /// Whom it went to.
    pub to: Neighbour,
    /// The member's consent to that.
    pub consent: Signed<Consent>,
    /// The member's receipt for the asker; none where the member is the asker.
    pub receipt: Option<Blob>,
    /// Answers that came back; each is taken once.
    pub answers: BTreeSet<AnswerId>,
    /// When the alert ends.
    pub expires: Timestamp,
}

/// An answer to an own alert.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AlertAnswer {
    /// The answer, sealed to the alert's answer key.
    pub sealed: Blob,
    /// Its receipts.
    pub receipts: Vec<Blob>,
    /// When it is shown: on the release grid.
    pub shown_at: Timestamp,
    /// What the asker's device said of it.
    pub verified: Option<bool>,
}

impl MemberAlert {
    /// Steps it may go on from this member.
    pub fn hops_left(&self) -> u8 {
        self.senders.first().map_or(limits::ALERT_HOPS, |sender| sender.hops_left)
    }

    /// Whether it is the member's own.
    pub const fn is_own(&self) -> bool {
        self.senders.is_empty() && self.item.is_none()
    }
}

impl State {
    /// Keeps an alert before a member.
    pub fn put_alert(&mut self, request: RequestId, member: MemberKey, row: MemberAlert) {
        if let Some(link) = row.link {
            *self.derived.alerts_of.entry(link).or_default() += 1;
        }
        self.wake_at(row.expires, Alarm::Alert(request, member));
        self.wake_at(row.keep_until, Alarm::Alert(request, member));
        self.alerts.put((request, member), row);
    }

    /// How many alerts that came over a link are kept.
    pub fn alerts_of(&self, peer: &OrgId) -> usize {
        self.derived.alerts_of.get(peer).copied().unwrap_or(0)
    }

    /// How many alerts wait in a member's inbox.
    pub fn alerts_waiting(&self, member: &MemberKey) -> usize {
        let mine = (*member, ItemId::from_bytes([0; 16]))..=(*member, ItemId::from_bytes([0xff; 16]));
        self.inbox.range(mine).filter(|(_, item)| matches!(item.kind, ItemKind::Alert { .. })).count()
    }

    /// The alert a member knows under this name, waiting or dealt with.
    pub fn alert_of_item(&self, member: &MemberKey, item: &ItemId) -> Option<(RequestId, &MemberAlert)> {
        let mine = self.alerts.iter().filter(|((_, owner), row)| owner == member && row.item.as_ref() == Some(item));
        mine.map(|((request, _), row)| (*request, row)).next()
    }

    /// The members here before whom a request stands, and its row at each.
    pub fn members_with(&self, request: &RequestId) -> impl Iterator<Item = (&MemberKey, &MemberAlert)> {
        let all = (*request, MemberKey::from_bytes([0; 32]))..=(*request, MemberKey::from_bytes([0xff; 32]));
        self.alerts.range(all).map(|((_, member), row)| (member, row))
    }

    /// Forgets an alert whose time is over, with where it went on and what came back.
    pub fn forget_alert(&mut self, request: RequestId, member: MemberKey, now: Timestamp) {
        let key = (request, member);
        if self.alerts.row(&key).is_none_or(|row| row.keep_until > now) {
            return;
        }
        self.drop_alert(request, member);
    }

    /// Drops an alert before a member, with where it went on and what came back.
    pub fn drop_alert(&mut self, request: RequestId, member: MemberKey) {
        let Some(row) = self.alerts.remove(&(request, member)) else { return };
        if let Some(count) = row.link.and_then(|link| self.derived.alerts_of.get_mut(&link)) {
            *count = count.saturating_sub(1);
        }
        for offer in row.passed {
            let Some(route) = self.alert_routes.remove(&offer) else { continue };
            for answer in route.answers {
                self.alert_answers.remove(&(offer, answer));
            }
        }
    }

    /// Forgets a member's alerts, but for those the member has passed on and that are still under way.
    pub fn forget_alerts_of(&mut self, member: &MemberKey) {
        let has_passed = |row: &MemberAlert| !row.is_own() && !row.passed.is_empty();
        let mine = self.alerts.iter().filter(|((_, owner), row)| owner == member && !has_passed(row));
        let mine: Vec<RequestId> = mine.map(|((request, _), _)| *request).collect();
        for request in mine {
            self.drop_alert(request, *member);
        }
    }

    pub(super) fn derive_alerts(&mut self) {
        for link in self.alerts.iter().filter_map(|(_, row)| row.link) {
            *self.derived.alerts_of.entry(link).or_default() += 1;
        }
    }

    pub(super) fn alarms_of_alerts(&self, alarms: &mut Vec<(Timestamp, Alarm)>) {
        for ((request, member), row) in self.alerts.iter() {
            alarms.push((row.expires, Alarm::Alert(*request, *member)));
            alarms.push((row.keep_until, Alarm::Alert(*request, *member)));
        }
        for ((offer, _), answer) in self.alert_answers.iter() {
            let member = self.alert_routes.row(offer).map(|route| route.member);
            alarms.extend(member.map(|member| (answer.shown_at, Alarm::Show(member))));
        }
    }
}
