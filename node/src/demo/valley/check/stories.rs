//! The stories fit the valley: the right people stand where they are told to stand, and what is read on the way names
//! nobody.

use std::collections::BTreeMap;

use super::Flaw;
use crate::demo::valley::{Alert, Asking, Hiring, Kind, Slug, Story, Strength, Terms, Valley};

/// A part of a story, and whether it fits.
type Part = (&'static str, bool);

impl Valley {
    /// Story 1: one person knows the target well and is near, another has met them and is too far away.
    pub(super) fn first_funder_flaws(&self) -> Vec<Flaw> {
        let Story { asking, near_miss, .. } = &self.first_funder;
        let mut flaws = self.path_flaws(asking);
        if self.path(&asking.asker, &near_miss.member).is_none_or(|path| path.len() != near_miss.hops + 1) {
            flaws.push(Flaw::OtherPath { from: asking.asker.clone(), to: near_miss.member.clone() });
        }
        let expected = [(&asking.answer.member, Strength::WouldVouch), (&near_miss.member, Strength::HaveMet)];
        let knowing = self.knowing(&asking.target);
        let own = [
            ("target", knowing.len() == 2 && expected.iter().all(|one| knowing.contains(one))),
            ("near miss", near_miss.hops > asking.hops),
            ("kind", asking.kind == Kind::Introduction && asking.terms.is_none()),
        ];
        flaws.extend(misfits(self.asking_fits(asking).into_iter().chain(own)));
        flaws
    }

    /// Story 2: the job reaches who answers it by two ways, and the appraisal goes nowhere near their employer.
    pub(super) fn hiring_flaws(&self) -> Vec<Flaw> {
        let Hiring { alert, asking, .. } = &self.hiring;
        let mut flaws = self.path_flaws(asking);
        let own = [
            ("target", self.knowing(&asking.target) == [(&asking.answer.member, Strength::WouldVouch)]),
            ("kind", asking.kind == Kind::Appraisal && alert.asker == asking.asker),
            ("terms", asking.terms.as_ref().is_some_and(|terms| self.terms_fit(asking, terms))),
            ("candidate", asking.terms.as_ref().is_some_and(|terms| terms.candidate == alert.answer.member)),
        ];
        flaws.extend(misfits(self.asking_fits(asking).into_iter().chain(self.alert_fits(alert)).chain(own)));
        flaws
    }

    /// The path is the shortest way and fits the question's hops.
    fn path_flaws(&self, asking: &Asking) -> Vec<Flaw> {
        let (from, to) = (asking.asker.clone(), asking.answer.member.clone());
        let is_shortest = self.path(&from, &to).as_ref() == Some(&asking.path);
        let fits = is_shortest && asking.path.len() == asking.hops + 1;
        if fits { Vec::new() } else { vec![Flaw::OtherPath { from, to }] }
    }

    /// Everybody in between says their words, nothing is too long, and nothing that is read on the way names who asks
    /// or who is sought.
    fn asking_fits(&self, asking: &Asking) -> [Part; 6] {
        let endpoint = &asking.answer.member;
        let between = asking.path.iter().skip(1).take(asking.path.len().saturating_sub(2));
        let has_handle = self.contact(&asking.target).is_some_and(|target| target.handles.contains(&asking.handle));
        let blurb = &asking.offer.words;
        let words_fit = |words: &str| words.len() <= MAX_WORDS && self.names_nobody(asking, words);
        [
            ("handle", has_handle),
            ("approvals", between.eq(asking.approvals.iter().map(|words| &words.member))),
            ("offer", asking.offer.member == *endpoint && blurb.len() <= MAX_BLURB),
            ("words", asking.approvals.iter().all(|said| words_fit(&said.words))),
            ("note", asking.note.len() <= MAX_NOTE && self.names_nobody(asking, &asking.note)),
            ("letter", asking.letter.len() <= MAX_LETTER && asking.answer.text.len() <= MAX_LETTER),
        ]
    }

    /// The candidate is who is sought, works where nobody asks, and the dates follow each other.
    fn terms_fit(&self, asking: &Asking, terms: &Terms) -> bool {
        let org = |id: &Slug| self.member(id).map(|(org, _)| &org.id);
        let avoided = |id: &Slug| org(id).is_some_and(|org| terms.avoid.contains(org));
        let name = self.member(&terms.candidate).map(|(_, member)| &member.name);
        name.is_some_and(|name| self.contact(&asking.target).is_some_and(|target| target.name == *name))
            && avoided(&terms.candidate)
            && !asking.path.iter().any(avoided)
            && (1..=MAX_PERMISSION).contains(&terms.permission.len())
            && (1..terms.retain_days).contains(&terms.answer_retain_days)
            && terms.retain_days <= MAX_RETAIN_DAYS
    }

    /// Who hands the job on has it and stands next to the one it goes to; it comes to one person twice, who answers.
    fn alert_fits(&self, alert: &Alert) -> [Part; 5] {
        let texts = [&alert.text, &alert.note].into_iter().chain(alert.passes.iter().map(|pass| &pass.words));
        let short = alert.passes.iter().all(|pass| pass.words.len() <= MAX_WORDS) && alert.note.len() <= MAX_WORDS;
        let carriers = [&alert.asker, &alert.answer.member].into_iter().chain(alert.passes.iter().map(|one| &one.to));
        let names: Vec<&str> = carriers.filter_map(|id| Some(self.member(id)?.1.name.as_str())).collect();
        let names_nobody = |text: &str| names.iter().flat_map(|name| name.split(' ')).all(|name| !text.contains(name));
        let twice = |id: &Slug| alert.passes.iter().filter(|pass| pass.to == *id).count() == 2;
        let once = alert.passes.iter().all(|pass| twice(&pass.to) == (pass.to == alert.answer.member));
        [
            ("passes", self.steps(alert).is_some_and(|steps| steps <= MAX_STEPS)),
            ("alert's path", first_way(alert).as_ref() == Some(&alert.path)),
            ("alert's second way", once && alert.passes.iter().any(|pass| twice(&pass.to))),
            ("alert's words", short && texts.into_iter().all(|text| names_nobody(text))),
            ("alert", alert.text.len() <= MAX_ALERT && alert.answer.text.len() <= MAX_LETTER),
        ]
    }

    /// How many steps the job makes on its longest way; nothing if somebody hands it on who hasn't got it, or to
    /// somebody who isn't next to them.
    fn steps(&self, alert: &Alert) -> Option<usize> {
        let mut far = BTreeMap::from([(&alert.asker, 0)]);
        let first = alert.to.iter().map(|to| (&alert.asker, to));
        let mut longest = 0;
        for (from, to) in first.chain(alert.passes.iter().map(|pass| (&pass.member, &pass.to))) {
            if !self.are_next(from, to) {
                return None;
            }
            let steps = far.get(from)? + 1;
            far.entry(to).or_insert(steps);
            longest = longest.max(steps);
        }
        Some(longest)
    }

    /// Colleagues, or both ends of a bridge.
    fn are_next(&self, one: &Slug, other: &Slug) -> bool {
        let (Some((home, _)), Some((there, _))) = (self.member(one), self.member(other)) else { return false };
        let spans = |a: &Slug, b: &Slug| (a, b) == (one, other) || (b, a) == (one, other);
        let bridged = self.bridges.iter().any(|bridge| spans(&bridge.a.member, &bridge.b.member));
        !home.offline && !there.offline && (home.id == there.id || bridged)
    }

    fn names_nobody(&self, asking: &Asking, text: &str) -> bool {
        let asker = self.member(&asking.asker).map(|(_, asker)| asker.name.as_str()).unwrap_or_default();
        let target = self.contact(&asking.target).map(|target| target.name.as_str()).unwrap_or_default();
        asker.split(' ').chain(target.split(' ')).all(|name| !text.contains(name))
    }

    /// Who rates a contact, and how strongly.
    fn knowing(&self, contact: &Slug) -> Vec<(&Slug, Strength)> {
        let ties = self.memberships().flat_map(|(_, member)| member.ties.iter().map(|tie| (&member.id, tie)));
        ties.filter(|(_, tie)| tie.to == *contact).map(|(id, tie)| (id, tie.strength)).collect()
    }
}

/// By way of whom the job first comes to the one who answers.
fn first_way(alert: &Alert) -> Option<Vec<Slug>> {
    let mut way = vec![alert.answer.member.clone()];
    while let Some(here) = way.last().filter(|last| !alert.to.contains(last)) {
        let came_from = alert.passes.iter().find(|pass| pass.to == *here)?.member.clone();
        if way.contains(&came_from) {
            return None;
        }
        way.push(came_from);
    }
    way.push(alert.asker.clone());
    way.reverse();
    Some(way)
}

fn misfits(parts: impl Iterator<Item = Part>) -> impl Iterator<Item = Flaw> {
    parts.filter(|(_, fits)| !fits).map(|(part, _)| Flaw::Story(part))
}

/// What fits into a request's connector note.
const MAX_WORDS: usize = 280;
/// What fits into an offer's blurb.
const MAX_BLURB: usize = 400;
/// What fits into a request's note.
const MAX_NOTE: usize = 600;
/// What fits into a letter or an answer.
const MAX_LETTER: usize = 6 << 10;
/// What fits into an alert.
const MAX_ALERT: usize = 4 << 10;
/// What fits into a permission.
const MAX_PERMISSION: usize = 400;
/// How long an appraisal may be kept.
const MAX_RETAIN_DAYS: u64 = 365;
/// How many steps an alert makes at most.
const MAX_STEPS: usize = 6;
