//! Every promise after every step, in every sort of run.

use stn_tests::simulation::Shape;

use crate::series::Series;

#[test]
fn a_schedule_that_heals_ends_as_if_nothing_had_gone_wrong() {
    let shapes = (0..12).map(|place| Shape::tree(3 + place % 3)).collect();
    let tally = Series { test: "a_schedule_that_heals", shapes, has_liar: false, is_compared: true, runs: 2_400 }.run();

    assert!(tally.runs == 1 || tally.introductions > tally.runs / 2, "people are introduced in most runs");
}

#[test]
fn no_promise_breaks_where_several_ways_lead_to_one_person() {
    let shapes = (0..12).map(|place| Shape::mesh(3 + place % 3, 1 + place % 4)).collect();
    let tally =
        Series { test: "no_promise_breaks_where", shapes, has_liar: false, is_compared: false, runs: 800 }.run();

    assert!(tally.runs == 1 || tally.introductions > tally.runs / 2, "people are introduced in most runs");
}

#[test]
fn no_promise_breaks_beside_a_liar() {
    let shapes = (0..12).map(|place| Shape::mesh(3 + place % 3, place % 3).capped()).collect();
    Series { test: "no_promise_breaks_beside", shapes, has_liar: true, is_compared: false, runs: 800 }.run();
}

#[test]
fn no_promise_breaks_in_a_wide_network() {
    let shapes = vec![Shape::mesh(24, 10), Shape::mesh(40, 20)];
    Series { test: "no_promise_breaks_in_a_wide", shapes, has_liar: false, is_compared: false, runs: 32 }.run();
}

#[test]
fn no_promise_breaks_with_blind_evaluation_in_earnest() {
    let shapes = vec![Shape::tree(4).real()];
    Series { test: "no_promise_breaks_with_blind", shapes, has_liar: false, is_compared: true, runs: 40 }.run();
}
