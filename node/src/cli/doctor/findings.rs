//! What `stn doctor` finds of a running node, judged: fine, worth knowing, or red with a remedy.

use std::path::Path;

use serde::Serialize;
use stn_protocol::exchange::view::{HealthView, MemberView, PeerHealth, PeerState};
use stn_protocol::limits::OUTBOX_PER_PEER;
use stn_protocol::time::{Span, Timestamp};

use crate::api::About;
use crate::cli::told::{one_line, short};
use crate::cli::words::{self, counted, grouped, moment};

/// One line of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    what: &'static str,
    level: Level,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Fine,
    Note,
    Red,
}

impl Finding {
    /// All is well.
    pub(super) fn fine(what: &'static str, says: impl Into<String>) -> Self {
        Self { what, level: Level::Fine, says: says.into(), remedy: None }
    }

    /// Worth knowing, and no alarm.
    pub(super) fn note(what: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what, level: Level::Note, says: says.into(), remedy: Some(remedy.into()) }
    }

    /// Something is wrong.
    pub(super) fn red(what: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what, level: Level::Red, says: says.into(), remedy: Some(remedy.into()) }
    }

    /// No node runs.
    pub(super) fn not_running(data: &Path) -> Self {
        let data = data.display();
        Self::red(
            "node",
            format!("no node runs on the data in {data}"),
            format!("start it with `stn serve --data {data}`"),
        )
    }

    /// A node that does not answer.
    pub(super) fn unanswered(error: &anyhow::Error) -> Self {
        Self::red("node", format!("{error:#}"), "look at its log; if it hangs, start it again")
    }

    /// Whether something is wrong.
    pub(super) fn is_red(&self) -> bool {
        self.level == Level::Red
    }

    /// The line, and its remedy below it.
    pub(super) fn lines(&self) -> Vec<String> {
        let mark = match self.level {
            Level::Fine => "ok  ",
            Level::Note => "note",
            Level::Red => "RED ",
        };
        let mut lines = vec![format!("{mark}  {:<12} {}", self.what, self.says)];
        lines.extend(self.remedy.iter().map(|remedy| format!("{:18} → {remedy}", "")));
        lines
    }
}

/// What the disk still offers.
pub(super) fn disk(free: u64) -> Finding {
    let says = format!("{} MiB free", grouped(usize::try_from(free >> 20).unwrap_or(usize::MAX)));
    match free {
        free if free < DISK_RED => Finding::red("disk", says, "make room now: the node stops when it can't write"),
        free if free < DISK_NOTE => Finding::note("disk", says, "make room in the next days"),
        _ => Finding::fine("disk", says),
    }
}

/// A running node's answers, and the time here.
pub(super) struct Running<'a> {
    /// What it says of itself.
    pub(super) about: &'a About,
    /// How it is.
    pub(super) health: &'a HealthView,
    /// The time of this computer.
    pub(super) now: Timestamp,
}

impl Running<'_> {
    /// The store was checked record by record when the node started.
    pub(super) fn store(&self) -> Finding {
        let commits = usize::try_from(self.about.counts.commits).unwrap_or(usize::MAX);
        let since = moment(self.about.started);
        Finding::fine("store", format!("whole when the node started, {since}; {} commits since", grouped(commits)))
    }

    /// Whether the time can be right.
    pub(super) fn clock(&self) -> Finding {
        let remedy = "set this computer's clock, and let it follow a time server (`timedatectl set-ntp true`)";
        let shown = moment(self.health.now);
        let apart = self.now.since(self.health.now).max(self.health.now.since(self.now));
        if self.health.now < BUILT || self.health.is_clock_behind {
            return Finding::red(
                "clock",
                format!("it is {shown}, which is too early: members' devices are ahead"),
                remedy,
            );
        }
        if apart > APART {
            return Finding::red(
                "clock",
                format!("the node says {shown}: the clock was set back while it ran"),
                remedy,
            );
        }
        Finding::fine("clock", shown)
    }

    /// The matching key, which changes by itself.
    pub(super) fn epoch(&self) -> Finding {
        let until = words::day(self.health.epoch_until);
        if self.health.epoch_until <= self.now.plus(EPOCH_SOON) {
            return Finding::note(
                "matching key",
                format!("changes on {until}"),
                "nothing to do; partners prepare for it by themselves, so let the node run",
            );
        }
        Finding::fine("matching key", format!("serves until {until}"))
    }

    /// Links that are down, and admins who wait.
    pub(super) fn peers(&self) -> Vec<Finding> {
        let found: Vec<Finding> = self.health.peers.iter().filter_map(|peer| self.peer(peer)).collect();
        if found.is_empty() {
            let count = self.health.peers.len();
            return vec![Finding::fine("partners", format!("{}, all linked", counted(count, "partner", "partners")))];
        }
        found
    }

    fn peer(&self, peer: &PeerHealth) -> Option<Finding> {
        let name = words::org(&peer.name, peer.org);
        match peer.state {
            PeerState::AwaitsConfirmation => Some(Finding::red(
                "partners",
                format!("{name} waits for your confirmation"),
                format!(
                    "compare the key with their admin, then `stn peer confirm {}`",
                    crate::cli::told::short(peer.org)
                ),
            )),
            PeerState::AwaitsOther => Some(Finding::note(
                "partners",
                format!("{name} has not confirmed yet"),
                "ask their admin; the node asks again by itself",
            )),
            PeerState::Active => self.link(peer, &name),
            PeerState::Ended => None,
        }
    }

    fn link(&self, peer: &PeerHealth, name: &str) -> Option<Finding> {
        let known = self.about.links.iter().find(|link| link.org == peer.org);
        if known.is_some_and(|link| link.is_up) {
            return None;
        }
        let since = known.map_or(self.about.started, |link| link.since);
        let says = format!("no link to {name} since {}", moment(since));
        if self.now.since(since) < LINK_PATIENCE {
            return Some(Finding::note("partners", says, "the node tries again by itself"));
        }
        let remedy = "ask their admin whether the node runs and its address is the same; see that your ports are open";
        Some(Finding::red("partners", says, remedy))
    }

    /// The organisation's own change of key.
    pub(super) fn own_key(&self) -> Option<Finding> {
        let pending = self.health.succession.as_ref().filter(|view| view.done.is_none())?;
        let (new, from) = (short(pending.new_org), moment(pending.effective));
        if pending.effective <= self.now {
            let says = format!("it changes to {new}… as of {from}: partners who confirmed wait for the new key");
            return Some(Finding::red("own key", says, "stop the node and start it again"));
        }
        let says = format!("it changes to {new}… on {from}; partners not told yet: {}", pending.not_told.len());
        Some(Finding::note("own key", says, "see `stn org succession`, and start the node again on that day"))
    }

    /// Changes of key that partners announced.
    pub(super) fn partners_keys(&self) -> Vec<Finding> {
        let announced = self.health.peers.iter().flat_map(|peer| peer.successions.iter().map(move |one| (peer, one)));
        let open = announced.filter(|(_, one)| !one.is_confirmed);
        open.map(|(peer, one)| {
            let (name, new, from) = (words::org(&peer.name, peer.org), short(one.new_org), moment(one.effective));
            Finding::red(
                "partners",
                format!("{name} announces a new key {new}… from {from}"),
                format!("compare by telephone: {}; then `stn peer confirm {new}`", one.words()),
            )
        })
        .collect()
    }

    /// Certificates that end soon.
    pub(super) fn certificates(&self) -> Vec<Finding> {
        self.health.certificates.iter().map(|one| self.certificate(one)).collect()
    }

    fn certificate(&self, one: &MemberView) -> Finding {
        let (name, day) = (one_line(&one.name), words::day(one.expires));
        let remedy = "ask them to use stn once, or invite them again if they can't";
        if one.expires <= self.now {
            return Finding::red("certificates", format!("{name}'s has ended on {day}: nothing finds them"), remedy);
        }
        if one.expires <= self.now.plus(CERTIFICATE_RED) {
            return Finding::red("certificates", format!("{name}'s ends on {day}"), remedy);
        }
        Finding::note("certificates", format!("{name}'s ends on {day}"), remedy)
    }

    /// Members for whom no offer can be made.
    pub(super) fn letter_keys(&self) -> Option<Finding> {
        let names: Vec<String> = self.health.without_letter_keys.iter().map(|one| one_line(&one.name)).collect();
        if names.is_empty() {
            return None;
        }
        let says = format!("no letter keys left: {}; no offer is made for them", some(&names));
        Some(Finding::red("letter keys", says, "ask them to use stn once: their device makes new ones"))
    }

    /// Handles beyond what partners grant.
    pub(super) fn quotas(&self) -> Vec<Finding> {
        let short = self.health.peers.iter().filter(|peer| peer.not_matchable > 0);
        short
            .map(|peer| {
                let (count, name) = (grouped(peer.not_matchable), words::org(&peer.name, peer.org));
                Finding::red(
                    "quotas",
                    format!("{count} handles are not matchable at {name}: its grant is used up"),
                    "ask their admin for a larger grant; otherwise they count again with their next matching key",
                )
            })
            .collect()
    }

    /// Queues that grow.
    pub(super) fn queues(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        for peer in self.health.peers.iter().filter(|peer| peer.outbox > OUTBOX_LONG) {
            let says = format!("{} frames wait for {}", grouped(peer.outbox), words::org(&peer.name, peer.org));
            found.push(Finding::red("queues", says, "see that its node runs; what lapses meanwhile lapses in silence"));
        }
        if self.health.waiting > WAITING_LONG {
            let says = format!("{} frames wait to be worked on", grouped(self.health.waiting));
            found.push(Finding::red(
                "queues",
                says,
                "this computer is too slow for what partners ask, or somebody floods it: `stn peer list`",
            ));
        }
        found
    }
}

/// The first few of some names.
fn some(names: &[String]) -> String {
    let shown = names.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 5 { format!("{shown} and {} more", names.len() - 5) } else { shown }
}

const DISK_RED: u64 = 256 << 20;
const DISK_NOTE: u64 = 1 << 30;
/// No clock can rightly show an earlier date: 2026-01-01.
const BUILT: Timestamp = Timestamp::from_secs(1_767_225_600);
const APART: Span = Span::secs(60);
const EPOCH_SOON: Span = Span::days(7);
const CERTIFICATE_RED: Span = Span::days(7);
/// A link that was lost comes back within this, if the other node was only started again.
const LINK_PATIENCE: Span = Span::secs(600);
const OUTBOX_LONG: usize = OUTBOX_PER_PEER / 64;
const WAITING_LONG: usize = 4_096;

#[cfg(test)]
mod tests {
    use stn_protocol::id::{MemberKey, OrgId};

    use super::*;
    use crate::report::{Counts, LinkView};

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    fn well() -> (About, HealthView) {
        let org = OrgId::from_bytes([2; 32]);
        let links = vec![LinkView { org, is_up: true, since: NOW }];
        let about =
            About { org, api: String::new(), addrs: Vec::new(), counts: Counts::default(), started: NOW, links };
        let peer = PeerHealth {
            org,
            name: "Hillside".into(),
            state: PeerState::Active,
            outbox: 0,
            not_matchable: 0,
            successions: Vec::new(),
        };
        let health = HealthView {
            now: NOW,
            is_clock_behind: false,
            epoch_until: NOW.plus(Span::days(60)),
            certificates: Vec::new(),
            without_letter_keys: Vec::new(),
            peers: vec![peer],
            waiting: 0,
            incarnation: 0,
            succession: None,
        };
        (about, health)
    }

    fn red(change: impl FnOnce(&mut About, &mut HealthView)) -> Vec<String> {
        let (mut about, mut health) = well();
        change(&mut about, &mut health);
        let found = super::super::asked_at(&about, &health, NOW);
        for finding in found.iter().filter(|finding| finding.is_red()) {
            assert!(finding.remedy.is_some(), "{finding:?}");
        }
        found.iter().filter(|finding| finding.is_red()).map(|finding| finding.says.clone()).collect()
    }

    fn member(expires: Timestamp) -> MemberView {
        MemberView { member: MemberKey::from_bytes([3; 32]), name: "Ana".into(), expires }
    }

    #[test]
    fn a_healthy_node_has_no_red_line() {
        assert!(red(|_, _| ()).is_empty());
        assert!(!disk(2 << 30).is_red());
    }

    #[test]
    fn each_thing_that_is_wrong_is_a_red_line_with_a_remedy() {
        let long_ago = Timestamp::from_secs(1_799_990_000);

        assert!(disk(100 << 20).is_red());
        assert!(red(|_, health| health.is_clock_behind = true)[0].contains("too early"));
        assert!(red(|_, health| health.now = NOW.plus(Span::days(1)))[0].contains("set back"));
        assert!(
            red(|about, _| about.links[0] = LinkView { is_up: false, since: long_ago, ..about.links[0] })[0]
                .contains("no link to Hillside (02020202) since 2027-01-15")
        );
        assert!(red(|_, health| health.peers[0].state = PeerState::AwaitsConfirmation)[0].contains("waits for your"));
        assert!(red(|_, health| health.certificates.push(member(NOW)))[0].contains("has ended"));
        assert!(red(|_, health| health.certificates.push(member(NOW.plus(Span::days(3)))))[0].contains("ends on"));
        assert!(red(|_, health| health.without_letter_keys.push(member(NOW)))[0].contains("no letter keys left: Ana"));
        assert!(red(|_, health| health.peers[0].not_matchable = 1_200)[0].contains("1 200 handles are not matchable"));
        assert!(red(|_, health| health.peers[0].outbox = 5_000)[0].contains("5 000 frames wait"));
        assert!(red(|_, health| health.waiting = 10_000)[0].contains("10 000 frames wait to be worked on"));
    }

    #[test]
    fn what_passes_by_itself_is_no_alarm() {
        assert!(red(|about, _| about.links.clear()).is_empty());
        assert!(red(|_, health| health.epoch_until = NOW.plus(Span::days(2))).is_empty());
        assert!(red(|_, health| health.certificates.push(member(NOW.plus(Span::days(15))))).is_empty());
        assert!(red(|_, health| health.peers[0].state = PeerState::AwaitsOther).is_empty());
    }
}
