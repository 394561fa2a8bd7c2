//! A question in a whole federation: never more frames than its credit, never a path that is none, and the light
//! federation that measures are taken in goes the way whole engines go.

use std::collections::BTreeSet;

use stn_protocol::limits::CREDIT;
use stn_protocol::message::Strength;
use stn_protocol::time::Span;
use stn_tests::graphs::Draw;
use stn_tests::reach::{Federation, Light, Pair, Plan, Shape, Truth, Whole};

/// Dense enough that credit runs out, and that several ways lead to most people.
const DENSE: Shape = Shape { orgs: 24, members: 4, ties: 3, bridges: 200, contacts: 5 };
/// So small that no bridge of an organisation has to be left out: nothing is drawn.
const SMALL: Shape = Shape { orgs: 12, members: 5, ties: 3, bridges: 60, contacts: 5 };

#[test]
fn no_question_costs_more_than_its_credit_and_every_path_offered_is_one_there_is() {
    let federation = Federation::drawn("dense", DENSE, 3);
    let whole = Whole::new(&federation, Span::secs(30));

    let asked: Vec<_> =
        pairs(&federation, 12).into_iter().zip(0..).map(|(pair, seed)| (pair, whole.ask(pair, seed))).collect();

    assert!(asked.iter().any(|(_, found)| found.frames > CREDIT / 2), "credit is what ends the questions");
    assert!(asked.iter().any(|(_, found)| !found.offers.is_empty()), "somebody is found");
    for (pair, found) in asked {
        assert!(found.frames <= CREDIT, "{} frames for {pair:?}", found.frames);
        let ways = ways(&federation, pair);
        for offer in found.offers {
            assert!(
                ways.contains(&(offer.hops, offer.floor)),
                "{pair:?} is offered {offer:?}, where no such way leads"
            );
        }
    }
}

#[test]
fn the_light_federation_spends_and_finds_what_whole_engines_do() {
    let federation = Federation::drawn("small", SMALL, 4);
    let (whole, light) = (Whole::new(&federation, Span::millis(20)), Light::new(&federation));
    let plan = Plan::of_credit(CREDIT);

    for (pair, seed) in pairs(&federation, 12).into_iter().zip(0..) {
        let spreading = light.spread(federation.org_of(pair.asker), plan, seed);
        let truth = Truth::from(&federation, pair.asker);
        let found = whole.ask(pair, seed);

        assert_eq!(found.frames, spreading.frames, "{pair:?}");
        let offered = found.offers.first().map(|offer| offer.hops);
        assert_eq!(offered, light.found(&spreading, &truth, pair, plan), "{pair:?}");
    }
}

/// Members and persons they don't know themselves.
fn pairs(federation: &Federation, count: usize) -> Vec<Pair> {
    let mut draw = Draw::new(8);
    let (members, persons) = (federation.org_of.len(), federation.known_by.len());
    let drawn = (0..).map(|_| Pair { asker: draw.below(members) as u32, person: draw.below(persons) as u32 });
    drawn.filter(|pair| !federation.known_by[pair.person as usize].contains(&pair.asker)).take(count).collect()
}

/// Steps and weakest strength of every way that may be offered: up to three ties, or up to two, a bridge, and up to
/// two steps more. The last edge is to the person; every contact is known well.
fn ways(federation: &Federation, pair: Pair) -> BTreeSet<(u8, Strength)> {
    let owners = &federation.known_by[pair.person as usize];
    let mut ways = BTreeSet::new();
    let mut open = vec![(vec![pair.asker], Strength::WouldVouch, None)];
    while let Some((path, floor, left)) = open.pop() {
        let here = path[path.len() - 1];
        let steps = path.len() as u8 - 1;
        if steps > 0 && owners.contains(&here) {
            ways.insert((steps, floor.min(Strength::KnowWell)));
        }
        let ties = federation.ties[here as usize].iter().map(|(to, strength)| (*to, *strength, false));
        let bridges = federation.over_bridges(here).map(|(_, far, strength)| (far, strength, true));
        for (to, strength, is_bridge) in ties.chain(bridges).filter(|(to, ..)| !path.contains(to)) {
            let next = match left {
                None if is_bridge && steps <= 2 => Some(2),
                None if !is_bridge && steps < 3 => None,
                Some(left) if left > 0 => Some(left - 1),
                None | Some(_) => continue,
            };
            open.push(([path.as_slice(), &[to]].concat(), floor.min(strength), next));
        }
    }
    ways
}
