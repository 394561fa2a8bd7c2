//! Each promise broken on purpose, and seen to be: a checker that can't fail checks nothing.
//!
//! A doctor stands between an engine and everything that sees its effects, and changes one thing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use stn_protocol::change::Change;
use stn_protocol::engine::Record;
use stn_protocol::exchange::work::Work;
use stn_protocol::exchange::{Effect, Taken, Ticket};
use stn_protocol::id::{BranchId, BridgeId, ItemId, MemberKey, OfferRef, OrgId, QueryId};
use stn_protocol::message::{Frame, Query, Request, Strength};
use stn_protocol::state::{Bridge, BridgeState, Item, MatchTable, Route, Table};
use stn_protocol::wire;
use stn_tests::simulation::part::{Part, Sort};
use stn_tests::simulation::promise::chain::always_a_whole_chain;
use stn_tests::simulation::run::Doctor;
use stn_tests::simulation::setting::stranger_handle;
use stn_tests::simulation::shrink::shrunk;
use stn_tests::simulation::step::{Row, Step};
use stn_tests::simulation::{Broken, Draw, Faults, Kept, Run, Seed, Setting, Shape, Simulation};
use stn_tests::wire_of;

/// Plans tried until one comes by the thing that is broken.
const PLANS: u64 = 40;

#[test]
fn a_request_without_its_consent_is_seen() {
    let doctor = || -> Doctor { Box::new(|_, effects| each_block(effects, unsigned_note)) };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_a_request_without_consent"));
}

fn unsigned_note(frame: Frame) -> Vec<Frame> {
    let Frame::Request(request) = frame else { return vec![frame] };
    vec![Frame::Request(Request { connector_note: "nobody signed this".into(), ..request })]
}

#[test]
fn a_consent_that_serves_for_any_successor_is_seen() {
    let setting = Setting::make(Shape::tree(4), Seed(1));
    let orgs: Vec<OrgId> = setting.facts.orgs.keys().copied().collect();
    let doctor = || -> Doctor {
        let orgs = orgs.clone();
        Box::new(move |org, effects| effects.iter_mut().for_each(|effect| send_elsewhere(org, effect, &orgs)))
    };

    assert!(first_broken(doctor).is_some_and(|broken| {
        broken.promise == "never_a_request_without_consent" && broken.what.contains("somebody else")
    }));
}

/// A request goes to another organisation than the consent names.
fn send_elsewhere(org: OrgId, effect: &mut Effect, orgs: &[OrgId]) {
    if let Effect::Send { peer, block, .. } = effect
        && matches!(wire_of(block), Some(Frame::Request(_)))
    {
        let other = orgs.iter().find(|other| **other != org && *other != &*peer);
        *peer = *other.expect("there are more than two organisations");
    }
}

#[test]
fn more_frames_than_credit_are_seen() {
    let doctor = || -> Doctor { Box::new(|_, effects| each_block(effects, |frame| copies(frame, 200))) };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_more_frames_than_credit"));
}

#[test]
fn a_bridge_used_twice_is_seen() {
    let doctor = || -> Doctor { Box::new(|_, effects| each_block(effects, |frame| copies(frame, 1))) };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_a_bridge_twice_one_way"));
}

/// A question, and as many more of it under other names.
fn copies(frame: Frame, count: u64) -> Vec<Frame> {
    let Frame::Query(query) = frame else { return vec![frame] };
    let copy = |number: u64| {
        let mut branch = *query.branch.as_bytes();
        branch[..8].copy_from_slice(&number.to_be_bytes());
        Frame::Query(Query { branch: BranchId::from_bytes(branch), ..query.clone() })
    };
    (1..=count).map(copy).chain([Frame::Query(query.clone())]).collect()
}

#[test]
fn a_member_twice_on_a_path_is_seen() {
    let twice = |route: &mut Route| route.segment.extend(route.segment.clone());
    let doctor = || -> Doctor { Box::new(move |org, effects| each_route(org, effects, twice)) };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_a_member_twice_on_a_path"));
}

#[test]
fn a_block_of_another_size_is_seen() {
    let doctor = || -> Doctor {
        Box::new(|_, effects| {
            for effect in effects {
                if let Effect::Send { block, .. } = effect {
                    block.push(0);
                }
            }
        })
    };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "always_a_block_of_its_class"));
}

#[test]
fn a_trace_of_who_does_not_match_is_seen() {
    let other = |route: &mut Route| route.query = QueryId::from_bytes([7; 16]);
    let doctor = || -> Doctor { Box::new(move |org, effects| each_route(org, effects, other)) };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_a_trace_of_who_does_not_match"));
}

#[test]
fn a_handle_that_nobody_may_find_is_seen_in_a_chunk() {
    let doctor = || -> Doctor {
        Box::new(|_, effects| {
            for effect in effects {
                if let Effect::Work(Work::Blind { handles, .. }) = effect {
                    handles.push(stranger_handle(1_000));
                }
            }
        })
    };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_an_ineligible_handle_blinded"));
}

#[test]
fn a_table_row_nobody_evaluated_is_seen() {
    let doctor = || -> Doctor { Box::new(|org, effects| each_table(org, effects)) };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_a_table_row_that_was_not_evaluated"));
}

/// Puts a row of one handle under the key of another.
fn each_table(org: OrgId, effects: &mut [Effect]) {
    rewrite(org, effects, |row, into| {
        let Row::Table(origin, epoch, mut content) = row else { return };
        let mut entries = (*content.entries).clone();
        if let Some(first) = entries.first_mut() {
            first.handle = stranger_handle(1_000);
        }
        content.entries = entries.into();
        written::<(OrgId, u32), MatchTable>(17, (origin, epoch), content, into);
    });
}

#[test]
fn an_acknowledgement_that_depends_on_more_than_the_block_is_seen() {
    let count = AtomicU64::new(0);
    let doctor: Doctor = Box::new(move |_, effects| {
        for effect in effects {
            if let Effect::Settle { taken, .. } = effect
                && count.fetch_add(1, Ordering::Relaxed).is_multiple_of(2)
            {
                *taken = Taken::Malformed;
            }
        }
    });
    let setting = Setting::make(Shape::tree(4), Seed(1));
    let faults = Faults { twice: 10_000, ..Faults::drawn(Seed(1)) };
    let mut run = Simulation::new(&setting, Seed(0), Seed(1), faults);
    run.doctor = Some(doctor);

    let broken = run.run().broken.map(|broken| broken.promise);

    assert_eq!(broken, Some("always_an_acknowledgement_of_the_block_alone"));
}

#[test]
fn more_than_a_cap_is_seen() {
    // What people wanted is told to the promise alone: the nodes know of no cap.
    let mut setting = Setting::make(Shape::tree(4), Seed(1));
    setting.caps = setting.devices.keys().map(|name| (name.clone(), 0)).collect();

    let broken = (0..PLANS).find_map(|plan| calm(&setting, plan, None).broken).map(|broken| broken.promise);

    assert_eq!(broken, Some("never_over_a_cap"));
}

#[test]
fn an_effect_that_comes_twice_is_seen() {
    let doctor = || -> Doctor {
        Box::new(|org, effects| {
            rewrite(org, effects, |row, into| {
                let Row::Item(member, item, content) = row else { return };
                let mut again = *item.as_bytes();
                again[0] ^= 1;
                written::<(MemberKey, ItemId), Item>(15, (member, ItemId::from_bytes(again)), *content, into);
            });
        })
    };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_an_effect_twice"));
}

#[test]
fn an_offer_where_no_way_leads_is_seen() {
    // The oracle is told that people barely know whom they know; the nodes know better.
    let mut setting = Setting::make(Shape::tree(4), Seed(1));
    for known in &mut setting.facts.known {
        known.strength = Strength::HaveMet;
    }

    let broken = (0..PLANS).find_map(|plan| calm(&setting, plan, None).broken).map(|broken| broken.promise);

    assert_eq!(broken, Some("never_an_offer_without_a_way"));
}

#[test]
fn what_is_left_after_its_time_is_seen() {
    let doctor = || -> Doctor {
        Box::new(|_, effects| {
            for effect in effects {
                if let Effect::Persist(changes) = effect {
                    changes.retain(|change| change.value.is_some() || change.key.first() != Some(&13));
                }
            }
        })
    };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "always_empty_after_its_time"));
}

#[test]
fn a_question_over_a_bridge_that_has_ended_is_seen() {
    // Every bridge is told to have ended, as its two nodes wake; they know better.
    let setting = Setting::make(Shape::tree(4), Seed(1));
    let doctor = || -> Doctor {
        let disks: BTreeMap<OrgId, Vec<Record>> = setting
            .nodes
            .iter()
            .map(|node| {
                (node.identity.public(), node.disk.clone().into_iter().filter(|(key, _)| key[0] == 8).collect())
            })
            .collect();
        Box::new(move |org, effects| end_bridges(&disks[&org], effects))
    };

    assert!(first_broken(doctor).is_some_and(|broken| broken.promise == "never_over_what_has_ended"));
}

/// Adds to what a step writes that each bridge has ended.
fn end_bridges(rows: &[Record], effects: &mut [Effect]) {
    let Some(Effect::Persist(changes)) = effects.first_mut() else { return };
    for (key, value) in rows {
        let mut table = Table::<BridgeId, Bridge>::new(8);
        table.restore(&key[1..], value).unwrap();
        let (bridge, mut row) = table.iter().next().map(|(bridge, row)| (*bridge, row.clone())).unwrap();
        row.state = BridgeState::Ended;
        written(8, bridge, row, changes);
    }
}

#[test]
fn what_breaks_is_told_by_the_few_parts_that_break_it() {
    // A node that fell and came back shows the next thing twice.
    let setting = Setting::make(Shape::tree(4), Seed(1));
    let run = |seed: Seed, kept: Kept| {
        let draw = Draw { plan: Seed(0), seed, faults: Faults::drawn(seed), has_ends: false, kept };
        let mut run = Simulation::of(&setting, draw);
        run.doctor = Some(doubles_after_a_fall());
        run.run()
    };
    let breaks = |run: &Run| run.broken.as_ref().is_some_and(|broken| broken.promise == "never_an_effect_twice");
    let (seed, whole) = (1..PLANS)
        .map(|number| (Seed(number), run(Seed(number), Kept::All)))
        .find(|(_, run)| breaks(run))
        .expect("a node falls before somebody is shown something");

    let least = shrunk(&whole.parts, |kept| breaks(&run(seed, kept.clone())));

    let (asks, others): (Vec<Part>, Vec<Part>) = least.iter().partition(|part| part.sort == Sort::Ask);
    assert!(whole.parts.len() > 50, "the whole run has many parts: {}", whole.parts.len());
    assert!((1..=2).contains(&asks.len()), "a question or two before the fall and after it: {least:?}");
    assert!(matches!(others[..], [Part { sort: Sort::Crash, .. }]), "one fall is enough: {least:?}");
    assert!(breaks(&run(seed, Kept::Only(least.into_iter().collect()))));
}

fn doubles_after_a_fall() -> Doctor {
    let (mut starts, mut doubled) = (BTreeMap::<OrgId, u32>::new(), BTreeSet::new());
    Box::new(move |org, effects| {
        let is_start = effects.iter().any(|effect| matches!(effect, Effect::Link { .. }));
        let count = starts.entry(org).or_default();
        *count += u32::from(is_start);
        if *count < 2 || doubled.contains(&org) {
            return;
        }
        rewrite(org, effects, |row, into| {
            let Row::Item(member, item, content) = row else { return };
            let mut again = *item.as_bytes();
            again[0] ^= 1;
            written::<(MemberKey, ItemId), Item>(15, (member, ItemId::from_bytes(again)), *content, into);
        });
        let is_item = |change: &Change| change.key.first() == Some(&15);
        let shows = |effect: &Effect| matches!(effect, Effect::Persist(changes) if changes.iter().any(is_item));
        if effects.iter().any(shows) {
            doubled.insert(org);
        }
    })
}

#[test]
fn a_device_that_believes_everything_is_seen() {
    let setting = Setting::make(Shape::tree(4), Seed(1));
    let answer = (0..PLANS).find_map(|plan| {
        let mut run = Simulation::new(&setting, Seed(plan), Seed(plan), Faults::none());
        run.go_on();
        (0..run.people.len()).find_map(|who| run.answers_to(who).pop())
    });
    let answer = answer.expect("somebody is answered");

    assert!(always_a_whole_chain(&|_| None, &answer, &[]).is_ok());
    assert!(always_a_whole_chain(&|_| Some(2), &answer, &[]).is_err());
}

#[test]
fn an_outcome_that_lacks_an_answer_is_seen() {
    let setting = Setting::make(Shape::tree(4), Seed(1));
    let doctor = || -> Doctor {
        Box::new(|_, effects| {
            let is_answer = |block: &[u8]| matches!(wire_of(block), Some(Frame::Answer(_)));
            effects.retain(|effect| !matches!(effect, Effect::Send { block, .. } if is_answer(block)));
        })
    };

    let differs = (0..PLANS).any(|plan| {
        let (whole, lacking) = (calm(&setting, plan, None), calm(&setting, plan, Some(doctor())));
        !whole.sight.difference(&lacking.sight).is_empty()
    });

    assert!(differs);
}

/// What the first of the plans breaks that breaks anything.
fn first_broken(doctor: impl Fn() -> Doctor) -> Option<Broken> {
    let setting = Setting::make(Shape::tree(4), Seed(1));
    (0..PLANS).find_map(|plan| calm(&setting, plan, Some(doctor())).broken)
}

fn calm(setting: &Setting, plan: u64, doctor: Option<Doctor>) -> Run {
    let mut run = Simulation::new(setting, Seed(plan), Seed(plan), Faults::none());
    run.doctor = doctor;
    run.run()
}

/// Sends others in the place of each block.
fn each_block(effects: &mut Vec<Effect>, others: impl Fn(Frame) -> Vec<Frame>) {
    let mut made = Vec::new();
    for effect in effects.drain(..) {
        let Effect::Send { peer, ticket, block } = &effect else {
            made.push(effect);
            continue;
        };
        let frames = wire_of(block).map(&others).unwrap_or_default();
        let send = |(number, frame): (usize, &Frame)| {
            let ticket = Ticket(ticket.0 + ((number as u64) << 32));
            Effect::Send { peer: *peer, ticket, block: wire::frame::encode(frame) }
        };
        made.extend(frames.iter().enumerate().map(send));
    }
    *effects = made;
}

fn each_route(org: OrgId, effects: &mut [Effect], change: impl Fn(&mut Route)) {
    rewrite(org, effects, |row, into| {
        let Row::Route(offer, mut route) = row else { return };
        change(&mut route);
        written::<OfferRef, Route>(14, offer, *route, into);
    });
}

/// Adds rows to what a step writes.
fn rewrite(org: OrgId, effects: &mut [Effect], add: impl Fn(Row, &mut Vec<Change>)) {
    let rows = Step::new((org, Default::default()), None, effects, false).rows;
    let mut added = Vec::new();
    for row in rows {
        add(row, &mut added);
    }
    if let Some(Effect::Persist(changes)) = effects.first_mut() {
        changes.append(&mut added);
    }
}

/// A row as its table writes it.
fn written<K, V>(number: u8, key: K, row: V, into: &mut Vec<Change>)
where
    K: Ord + Clone + serde::Serialize + serde::de::DeserializeOwned,
    V: serde::Serialize + serde::de::DeserializeOwned,
{
    let mut table = Table::new(number);
    table.put(key, row);
    table.drain_changes(into);
}
