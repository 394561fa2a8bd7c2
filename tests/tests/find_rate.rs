//! Whose handles are evaluated when: a peer's are there within the hour, all of them, and of those beyond a peer no more
//! than the quota lets, and none where no policy admits the asker. How many are found by that: docs/find-rate.md.

use std::collections::BTreeSet;

use stn_protocol::crypto::oprf::CHUNK;
use stn_protocol::limits::GRANT_BEHIND_EACH;
use stn_protocol::time::Span;
use stn_tests::find_rate::{Land, Openness, enrolled, star};
use stn_tests::reach::Federation;

/// The organisation in the middle, and two others.
const MIDDLE: usize = 0;
const ORIGIN: usize = 1;
const BEHIND: usize = 2;

#[test]
fn a_peers_handles_are_evaluated_within_the_hour_and_those_of_nobody_who_admits_nobody() {
    let star = star(3, 5);
    let mut land = Land::wake(&star, Openness::Default);

    land.everybody_asks();

    let tables = land.evaluated_for(ORIGIN, &[MIDDLE, BEHIND].into());
    assert_eq!(tables[&MIDDLE].len(), 2 * persons_of(&star, MIDDLE).len(), "both handles of everybody");
    assert!(tables[&BEHIND].is_empty(), "an organisation that is no peer is admitted by no default");
}

#[test]
fn of_those_behind_a_peer_no_more_are_evaluated_than_the_quota_lets_however_long_they_wait() {
    let star = star(3, 5);
    let most = GRANT_BEHIND_EACH as usize * CHUNK;
    assert!(2 * persons_of(&star, BEHIND).len() > most, "there are more than the quota lets");
    let mut land = Land::wake(&star, Openness::Network);

    for _ in 0..4 {
        land.everybody_asks();
        let tables = land.evaluated_for(ORIGIN, &[MIDDLE, BEHIND].into());
        assert_eq!(tables[&MIDDLE].len(), 2 * persons_of(&star, MIDDLE).len());
        assert_eq!(tables[&BEHIND].len(), most, "as many as fit, and no more");
        land.pass(Span::days(5));
    }
}

#[test]
fn who_is_not_enrolled_has_no_tie_bridge_or_contact() {
    let whole = star(3, 5);

    let part = enrolled(&whole, 40, 1);

    let there: BTreeSet<u32> = part.orgs.iter().flatten().copied().collect();
    assert!(there.len() > 20 && there.len() < 55, "two in five of ninety: {}", there.len());
    assert!(part.known_by.iter().flatten().all(|owner| there.contains(owner)));
    assert!(part.bridges.iter().flat_map(|bridge| bridge.ends).all(|end| there.contains(&end)));
    assert!(part.ties.iter().flatten().all(|(to, _)| there.contains(to)));
}

fn persons_of(federation: &Federation, org: usize) -> BTreeSet<u32> {
    let of_org = |owner: &u32| federation.org_of(*owner) == org;
    (0..).zip(&federation.known_by).filter(|(_, owners)| owners.iter().any(of_org)).map(|(person, _)| person).collect()
}
