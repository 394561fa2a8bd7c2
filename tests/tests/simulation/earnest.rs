//! Runs in which nothing is a stand-in: signatures and seals are real in all of `tests/tests/simulation.rs`, and here
//! the blind evaluation is too.

use stn_tests::simulation::Shape;

use crate::series::Series;

#[test]
fn no_promise_breaks_with_blind_evaluation_in_earnest() {
    let shapes = vec![Shape::tree(4).real()];
    let runs = 40 * crate::ONE_IN;

    Series { is_compared: true, ..Series::of("no_promise_breaks_with_blind", shapes, runs) }.run();
}
