//! Every promise after every step, in every sort of run. The counts are those over stand-ins; in earnest it is one run in
//! a hundred of each sort.

use stn_tests::simulation::Shape;

use crate::series::Series;

#[test]
fn a_schedule_that_heals_ends_as_if_nothing_had_gone_wrong() {
    let shapes = (0..12).map(|place| Shape::tree(3 + place % 3)).collect();
    let series = Series { is_compared: true, ..Series::of("a_schedule_that_heals", shapes, 12_000) };

    let tally = series.run();

    assert!(tally.runs == 1 || tally.introductions > tally.runs / 2, "people are introduced in most runs");
}

#[test]
fn no_promise_breaks_where_several_ways_lead_to_one_person() {
    let shapes = (0..12).map(|place| Shape::mesh(3 + place % 3, 1 + place % 4)).collect();

    let tally = Series::of("no_promise_breaks_where_several", shapes, 4_000).run();

    assert!(tally.runs == 1 || tally.introductions > tally.runs / 2, "people are introduced in most runs");
}

#[test]
fn no_promise_breaks_where_people_end_things() {
    let shapes = (0..12).map(|place| Shape::mesh(3 + place % 3, place % 4)).collect();

    let tally = Series { has_ends: true, ..Series::of("no_promise_breaks_where_people_end", shapes, 2_400) }.run();

    assert!(tally.runs == 1 || tally.introductions > tally.runs / 4, "people are introduced in many runs");
}

#[test]
fn no_promise_breaks_beside_a_liar() {
    let shapes = (0..12).map(|place| Shape::mesh(3 + place % 3, place % 3).capped()).collect();

    Series { liars: 1, ..Series::of("no_promise_breaks_beside_a_liar", shapes, 1_000) }.run();
}

#[test]
fn no_promise_breaks_beside_liars_who_pool_what_they_heard() {
    let shapes = (0..12).map(|place| Shape::mesh(4 + place % 2, 1 + place % 3).capped()).collect();

    Series { liars: 3, ..Series::of("no_promise_breaks_beside_liars", shapes, 600) }.run();
}

#[test]
fn no_promise_breaks_in_a_wide_network() {
    let shapes = vec![Shape::mesh(24, 10), Shape::mesh(40, 20)];

    Series::of("no_promise_breaks_in_a_wide", shapes, 200).run();
}
