//! What somebody can come to know from what they hold: every rule whose needs they have is followed, until nothing
//! new comes of it. Two who pool know what follows from what both hold.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};

use super::holdings::{Holdings, Text};
use super::scan::{Found, Scanner};

/// Who holds all these bytes learns this.
pub(crate) struct Rule {
    pub(crate) needs: Vec<Vec<u8>>,
    pub(crate) gives: Gives,
}

impl Rule {
    /// Who holds all of these learns this.
    pub(crate) fn of(needs: &[&[u8]], gives: Gives) -> Self {
        Self { needs: needs.iter().map(|need| need.to_vec()).collect(), gives }
    }
}

/// What is learned.
pub(crate) enum Gives {
    /// What a key opens.
    Text(Text),
    /// Something about a secret, and in which way.
    Fact(&'static str, &'static str),
}

/// Follows rules.
pub(crate) struct Closure<'a> {
    rules: &'a [Rule],
    /// By rule, the numbers of its needs.
    needs: Vec<Vec<usize>>,
    /// By text, the needs that stand in it.
    stands: BTreeMap<Text, BTreeSet<usize>>,
    scanner: &'a Scanner,
}

impl<'a> Closure<'a> {
    /// Learns where everything that any rule needs stands.
    pub(crate) fn new(rules: &'a [Rule], holdings: &Holdings, scanner: &'a Scanner) -> Self {
        let wanted: BTreeSet<&[u8]> = rules.iter().flat_map(|rule| &rule.needs).map(Vec::as_slice).collect();
        let wanted: Vec<&[u8]> = wanted.into_iter().collect();
        let number = |need: &Vec<u8>| wanted.binary_search(&need.as_slice()).expect("every need is wanted");
        let needs = rules.iter().map(|rule| rule.needs.iter().map(number).collect()).collect();
        let seeker = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&wanted).expect("rules are few");
        let opened = rules.iter().filter_map(|rule| match &rule.gives {
            Gives::Text(text) => Some(text.clone()),
            Gives::Fact(..) => None,
        });
        let stands = holdings.all().into_iter().chain(opened).map(|text| {
            let hits = seeker.find_overlapping_iter(&*text).map(|hit| hit.pattern().as_usize()).collect();
            (text, hits)
        });
        Self { rules, needs, stands: stands.collect(), scanner }
    }

    /// What each role's keys open to it, and what each two roles who pool learn that neither knows alone.
    pub(crate) fn learned(&self, holdings: &Holdings) -> Found {
        let roles = holdings.roles();
        let mut learned = Found::new();
        let mut alone = BTreeMap::new();
        for role in &roles {
            let secrets = self.secrets(&[holdings.of(role)]);
            for (secret, how) in &secrets {
                learned.entry((secret, format!("{role}'s keys"))).or_default().extend(how);
            }
            alone.insert(*role, secrets);
        }
        for (at, one) in roles.iter().enumerate() {
            for other in &roles[at + 1..] {
                for (secret, how) in self.secrets(&[holdings.of(one), holdings.of(other)]) {
                    let is_new = [one, other].iter().all(|role| !alone[*role].contains_key(secret));
                    if is_new {
                        learned.entry((secret, format!("{one} and {other}"))).or_default().extend(how);
                    }
                }
            }
        }
        learned
    }

    /// What follows from what is held: secrets in what was opened, and facts.
    fn secrets(&self, held: &[&BTreeSet<Text>]) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut have: BTreeSet<usize> =
            held.iter().copied().flatten().flat_map(|text| &self.stands[text]).copied().collect();
        let mut followed = vec![false; self.rules.len()];
        let (mut found, mut learned) = (Found::new(), BTreeMap::<_, BTreeSet<_>>::new());
        loop {
            let next = (0..self.rules.len())
                .find(|at| !followed[*at] && self.needs[*at].iter().all(|need| have.contains(need)));
            let Some(next) = next else { break };
            followed[next] = true;
            match &self.rules[next].gives {
                Gives::Text(text) => {
                    self.scanner.look("", text, &mut found);
                    have.extend(&self.stands[text]);
                }
                Gives::Fact(secret, how) => {
                    learned.entry(*secret).or_default().insert(*how);
                }
            }
        }
        for ((secret, _), how) in found {
            learned.entry(secret).or_default().extend(how);
        }
        learned
    }
}
