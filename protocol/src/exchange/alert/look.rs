//! Alerts as members see them: read from the memory, changing nothing.

use std::ops::RangeInclusive;

use crate::exchange::look::Eyes;
use crate::exchange::view::{
    AlertAnswerView, AlertStage, AlertView, AlertsView, ItemView, OwnAlertView, RequestView, Waiting,
};
use crate::id::{AnswerId, MemberKey, OfferRef, OrgId, RequestId};
use crate::message::RequestCore;
use crate::state::{AlertAnswer, MemberAlert};
use crate::wire::payload::Payload;

impl Eyes<'_> {
    /// A member's alerts: the own ones, and those that came and are not over.
    pub fn alerts(&self, member: &MemberKey) -> AlertsView {
        let mine = self.state.alerts.iter().filter(|((_, owner), _)| owner == member);
        let mut view = AlertsView::default();
        for ((request, _), row) in mine {
            if row.is_own() {
                view.own.push(self.own_alert(*request, row));
            } else if row.expires > self.now {
                view.came.extend(self.brought(row));
            }
        }
        view.came.retain(|item| self.state.is_due(&(*member, item.item), self.now));
        view.own.sort_by_key(|one| (one.expires, one.request));
        view.came.sort_by_key(|item| (item.arrived, item.item));
        view
    }

    /// Answers to one own alert.
    pub fn alert_answers(&self, member: &MemberKey, request: &RequestId) -> Vec<AlertAnswerView> {
        let Some(row) = self.state.alerts.row(&(*request, *member)).filter(|row| row.is_own()) else {
            return Vec::new();
        };
        let of_route = |offer: &OfferRef| {
            let consent = self.state.alert_routes.row(offer).map(|route| route.consent.clone());
            let shown: Vec<_> = self.shown_answers(offer).map(|(id, answer)| (id, answer.clone())).collect();
            consent.map(|consent| (*offer, consent, shown))
        };
        let routes = row.passed.iter().filter_map(of_route);
        let view = |(offer, consent, shown): (OfferRef, _, Vec<(AnswerId, AlertAnswer)>)| {
            shown.into_iter().map(move |(answer, kept)| AlertAnswerView {
                offer,
                answer,
                core: row.core.clone(),
                consent: Clone::clone(&consent),
                sealed: kept.sealed,
                receipts: kept.receipts,
                verified: kept.verified,
            })
        };
        routes.flat_map(view).collect()
    }

    /// What waits of an alert before a member.
    pub fn waiting_alert(&self, member: &MemberKey, request: &RequestId) -> Option<Waiting> {
        let row = self.state.alerts.row(&(*request, *member))?;
        self.alert(row).map(|alert| Waiting::Alert { alert: Box::new(alert) })
    }

    fn own_alert(&self, request: RequestId, row: &MemberAlert) -> OwnAlertView {
        let routes = row.passed.iter().filter_map(|offer| self.state.alert_routes.row(offer));
        OwnAlertView {
            request,
            core: row.core.clone(),
            expires: row.expires,
            to: routes.map(|route| route.to).collect(),
            answers: row.passed.iter().map(|offer| self.shown_answers(offer).count()).sum(),
            is_open: row.stage == AlertStage::Own && row.expires > self.now,
        }
    }

    fn brought(&self, row: &MemberAlert) -> Option<ItemView> {
        let hidden = matches!(row.stage, AlertStage::PutAway | AlertStage::Withdrawn);
        let item = row.item.filter(|_| !hidden)?;
        let waiting = Waiting::Alert { alert: Box::new(self.alert(row)?) };
        Some(ItemView { item, arrived: row.arrived, expires: row.expires, waiting })
    }

    fn alert(&self, row: &MemberAlert) -> Option<AlertView> {
        let first = row.senders.first()?;
        let origin = RequestCore::from_bytes(&row.core.payload).ok()?.origin;
        let request = RequestView {
            core: row.core.clone(),
            origin_name: self.name_of_asking(&origin),
            origin_is_known: self.is_known(&origin),
            predecessor: first.from,
            consent: first.consent.clone(),
            cert: first.cert.clone(),
            connector_note: first.note.clone(),
        };
        let routes = row.passed.iter().filter_map(|offer| self.state.alert_routes.row(offer));
        Some(AlertView {
            request,
            offer: first.offer,
            others: row.senders.iter().skip(1).map(|sender| sender.from).collect(),
            hops_left: first.hops_left,
            passed: routes.map(|route| route.to).collect(),
            stage: row.stage,
        })
    }

    /// What an organisation calls itself, where this node knows it itself: an alert carries no name.
    fn name_of_asking(&self, origin: &OrgId) -> String {
        if *origin == self.org {
            return self.settings.name.clone();
        }
        let info = self.state.peers.row(origin).and_then(|peer| peer.info.as_ref());
        info.filter(|_| self.is_known(origin)).map(|info| info.name.clone()).unwrap_or_default()
    }

    fn shown_answers(&self, offer: &OfferRef) -> impl Iterator<Item = (AnswerId, &AlertAnswer)> {
        let shown = self.state.alert_answers.range(all_of(*offer)).filter(|(_, answer)| answer.shown_at <= self.now);
        shown.map(|((_, id), answer)| (*id, answer))
    }
}

fn all_of(offer: OfferRef) -> RangeInclusive<(OfferRef, AnswerId)> {
    (offer, AnswerId::from_bytes([0; 16]))..=(offer, AnswerId::from_bytes([0xff; 16]))
}
