//! What the documentation promises of the valley, and that nothing in it could be anybody real.

mod stories;

use std::collections::{BTreeMap, BTreeSet};

use super::{Slug, Valley};

/// Something in the valley's files that isn't as promised.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// There are more or fewer of something than the documentation says.
    #[error("expected {from} to {to} {what}, found {found}")]
    Count {
        /// Of what.
        what: &'static str,
        /// At least.
        from: usize,
        /// At most.
        to: usize,
        /// How many there are.
        found: usize,
    },
    /// Two people or organisations have one short name.
    #[error("the short name {0} stands twice")]
    Twice(Slug),
    /// A tie, bridge or story names somebody who isn't there, or isn't where they should be.
    #[error("{by} speaks of {of}, who isn't there")]
    Nobody {
        /// Who or what names them.
        by: Slug,
        /// The missing short name.
        of: Slug,
    },
    /// A member rates somebody twice, or rates themselves.
    #[error("{by} rates {of} twice, or is the same")]
    RatedTwice {
        /// Who rates.
        by: Slug,
        /// Who is rated.
        of: Slug,
    },
    /// A domain, mail address, phone number or profile that could be somebody's.
    #[error("{0} has a handle that could be somebody's")]
    NotInvented(Slug),
    /// A bridge that ends in the organisation where it starts.
    #[error("the bridge of {0} stays in one organisation")]
    BridgeAtHome(Slug),
    /// The shortest way through the valley isn't the story's.
    #[error("the story's path isn't the shortest way from {from} to {to}")]
    OtherPath {
        /// Who asks.
        from: Slug,
        /// Where the path should lead.
        to: Slug,
    },
    /// A part of the story that a node would refuse, or that tells too much.
    #[error("the story's {0} doesn't fit")]
    Story(&'static str),
}

impl Valley {
    /// Everything in which the valley differs from what is promised of it; empty when it is as it should be.
    pub fn check(&self) -> Vec<Flaw> {
        let mut flaws = self.counts();
        flaws.extend(self.names());
        flaws.extend(self.references());
        flaws.extend(self.handles());
        if flaws.is_empty() {
            flaws.extend(self.first_funder_flaws());
            flaws.extend(self.hiring_flaws());
        }
        flaws
    }

    fn counts(&self) -> Vec<Flaw> {
        let counted = [
            ("organisations", 7, 7, self.organisations.len()),
            ("people", 85, 95, self.people()),
            ("ties", 410, 430, self.ties()),
            ("bridges", 9, 9, self.bridges.len()),
            ("nodes offline", 1, 1, self.organisations.iter().filter(|org| org.offline).count()),
            ("members who never answer", 1, 1, self.memberships().filter(|(_, member)| !member.answers).count()),
            ("people in two organisations", 1, 1, self.memberships().count() - self.people()),
            ("pairs of namesakes", 1, 1, self.namesakes()),
        ];
        let off = counted.into_iter().filter(|(_, from, to, found)| !(from..=to).contains(&found));
        off.map(|(what, from, to, found)| Flaw::Count { what, from, to, found }).collect()
    }

    /// Different people who are called the same, as pairs.
    fn namesakes(&self) -> usize {
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, member) in self.memberships().filter(|(_, member)| member.same_person_as.is_none()) {
            *by_name.entry(member.name.as_str()).or_default() += 1;
        }
        by_name.values().map(|people| people * (people - 1) / 2).sum()
    }

    fn names(&self) -> Vec<Flaw> {
        let mut seen = BTreeSet::new();
        let orgs = self.organisations.iter().map(|org| &org.id);
        let members = self.memberships().map(|(_, member)| &member.id);
        let all = orgs.chain(members).chain(self.contacts.iter().map(|contact| &contact.id));
        all.filter(|id| !seen.insert(*id)).cloned().map(Flaw::Twice).collect()
    }

    fn references(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let nobody = |by: &Slug, of: &Slug| Flaw::Nobody { by: by.clone(), of: of.clone() };
        for (org, member) in self.memberships() {
            let mut rated = BTreeSet::from([&member.id]);
            for tie in &member.ties {
                if !org.members.iter().any(|colleague| colleague.id == tie.to) && self.contact(&tie.to).is_none() {
                    flaws.push(nobody(&member.id, &tie.to));
                }
                if !rated.insert(&tie.to) {
                    flaws.push(Flaw::RatedTwice { by: member.id.clone(), of: tie.to.clone() });
                }
            }
            let other = member.same_person_as.as_ref().map(|id| (id, self.member(id)));
            if let Some((id, found)) = other
                && found.is_none_or(|(_, twin)| twin.name != member.name)
            {
                flaws.push(nobody(&member.id, id));
            }
        }
        for bridge in &self.bridges {
            match (self.member(&bridge.a.member), self.member(&bridge.b.member)) {
                (Some((a, _)), Some((b, _))) if a.id == b.id => {
                    flaws.push(Flaw::BridgeAtHome(bridge.a.member.clone()));
                }
                (Some(_), Some(_)) => {}
                (None, _) => flaws.push(nobody(&bridge.b.member, &bridge.a.member)),
                (_, None) => flaws.push(nobody(&bridge.a.member, &bridge.b.member)),
            }
        }
        flaws
    }

    fn handles(&self) -> Vec<Flaw> {
        let orgs = self.organisations.iter().filter(|org| !is_invented_host(&org.domain)).map(|org| &org.id);
        let members = self
            .memberships()
            .filter(|(org, member)| member.contact.split_once('@').is_none_or(|(_, host)| host != org.domain));
        let contacts = self
            .contacts
            .iter()
            .filter(|contact| contact.handles.is_empty() || !contact.handles.iter().all(|handle| is_invented(handle)));
        let all = orgs.chain(members.map(|(_, member)| &member.id)).chain(contacts.map(|contact| &contact.id));
        all.cloned().map(Flaw::NotInvented).collect()
    }
}

/// Whether a mail address, phone number or profile is one that nobody can have.
fn is_invented(handle: &str) -> bool {
    if let Some(slug) = handle.strip_prefix("https://www.linkedin.com/in/") {
        return slug.ends_with("-example");
    }
    if handle.starts_with('+') {
        return FICTION_NUMBERS.iter().any(|(start, digits)| handle.starts_with(start) && handle.len() == 1 + digits);
    }
    handle.split_once('@').is_some_and(|(_, host)| is_invented_host(host))
}

/// Whether nobody can register the host: `.example` is kept free for this (RFC 2606).
fn is_invented_host(host: &str) -> bool {
    host.ends_with(".example")
        && host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b))
}

/// Starts of number ranges that telephone regulators keep free for films and books, with the length of a number.
const FICTION_NUMBERS: [(&str, usize); 7] = [
    ("+441632960", 12),
    ("+447700900", 12),
    ("+442079460", 12),
    ("+3319900", 11),
    ("+33639981", 11),
    ("+493023125", 12),
    ("+35320910", 12),
];
