//! Every place at which something could be seen: each node's links and disk, and what members and admins look at.

use std::collections::BTreeSet;

use stn_protocol::exchange::view::{AdminLook, MemberLook};
use stn_protocol::id::ContactId;
use stn_tests::World;

use super::cast::{MEMBERS, NODES};
use super::scan::{Found, Scanner};

/// The names of all places: where something stands, what a role's keys open, what any two open together.
pub(crate) fn all() -> BTreeSet<String> {
    let of_nodes = NODES.iter().flat_map(|(role, _)| ["wire", "disk", "admin"].map(|what| format!("{role} {what}")));
    let of_members = MEMBERS.iter().map(|member| format!("{} looks", member.role));
    let roles: Vec<&str> = NODES.iter().map(|node| node.0).chain(MEMBERS.iter().map(|member| member.role)).collect();
    let pairs = roles.iter().flat_map(|one| roles.iter().map(move |other| format!("{one} and {other}")));
    let keys = roles.iter().map(|role| format!("{role}'s keys"));
    of_nodes.chain(of_members).chain(pairs).chain(keys).collect()
}

/// What crossed the links of each node since the last time; then it is forgotten.
pub(crate) fn look_at_wires(world: &mut World, scanner: &Scanner, found: &mut Found) {
    for traced in std::mem::take(&mut world.trace) {
        for (role, org) in NODES {
            if [traced.from, traced.to].contains(&world.org(org)) {
                scanner.look(&format!("{role} wire"), &traced.block, found);
            }
        }
    }
}

/// What lies on each node's disk.
pub(crate) fn look_at_disks(world: &World, scanner: &Scanner, found: &mut Found) {
    for (role, org) in NODES {
        for (key, value) in world.disk(&world.org(org)) {
            scanner.look(&format!("{role} disk"), key, found);
            scanner.look(&format!("{role} disk"), value, found);
        }
    }
}

/// What each member and each admin is shown.
pub(crate) fn look_at_pages(world: &World, scanner: &Scanner, found: &mut Found) {
    for member in MEMBERS {
        for look in looks(world, member.name) {
            let shown = serde_json::to_vec(&world.look(member.name, &look)).expect("a sight is plain data");
            scanner.look(&format!("{} looks", member.role), &shown, found);
        }
    }
    for (role, org) in NODES {
        for look in admin_looks() {
            let sight = world.engine(&world.org(org)).admin_look(look, world.now);
            let shown = serde_json::to_vec(&sight).expect("a sight is plain data");
            scanner.look(&format!("{role} admin"), &shown, found);
        }
    }
}

/// Everything a member can look at without naming somebody, and every colleague's profile, own offer and own answer.
pub(crate) fn looks(world: &World, name: &str) -> Vec<MemberLook> {
    let mut looks = vec![
        MemberLook::Me,
        MemberLook::Inbox,
        MemberLook::Asks,
        MemberLook::Answers,
        MemberLook::People,
        MemberLook::Colleagues,
        MemberLook::Bridges,
        MemberLook::Reach,
        MemberLook::Imports,
        MemberLook::Profile,
        MemberLook::ColleagueTopics,
        MemberLook::Organisations,
        MemberLook::Hints,
        MemberLook::Partners,
        MemberLook::Words,
        MemberLook::Answered,
        MemberLook::Knocks,
        MemberLook::Keys,
        MemberLook::Alerts,
        MemberLook::Limits,
        MemberLook::OrgPolicy,
        MemberLook::Ledger,
        MemberLook::Export,
        MemberLook::Findable,
    ];
    // Numbers are tried, whoever's they are.
    looks.push(MemberLook::Contacts { contacts: (0..64).map(ContactId).collect() });
    looks.push(MemberLook::PeopleByName { from: 0, at_most: 64 });
    looks.extend(world.asks(name).iter().map(|ask| MemberLook::Offers { ask: ask.ask }));
    looks.extend(world.alerts(name).own.iter().map(|alert| MemberLook::AlertAnswers { request: alert.request }));
    let (org, _) = world.member(name);
    let colleagues = world.people.values().filter(|person| person.org == org);
    looks.extend(colleagues.map(|person| MemberLook::ProfileOf { member: person.device.member() }));
    looks
}

fn admin_looks() -> [AdminLook; 10] {
    [
        AdminLook::Status,
        AdminLook::Members,
        AdminLook::Invites,
        AdminLook::Peers,
        AdminLook::WorthInviting,
        AdminLook::Proposals,
        AdminLook::Health,
        AdminLook::Suppressed,
        AdminLook::Policy,
        AdminLook::Succession,
    ]
}
