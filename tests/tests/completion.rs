//! Asks among people who seldom say yes: nobody is bothered beyond their cap, and trying several paths brings answers
//! that one path would not. How many there are in larger towns: docs/decisions/0028-completion.md.

use stn_protocol::time::Span;
use stn_tests::completion::outcome::{Bothered, Figures};
use stn_tests::completion::{Habit, Life, Outcome, Plan, Sought, Temper, Town, ask};
use stn_tests::reach::Shape;

const PLAN: Plan = Plan { shape: Shape { orgs: 4, members: 15, ties: 6, bridges: 50, contacts: 8 }, known_by: 10 };
const ASKED_FOR: Span = Span::days(21);
const SEED: u64 = 3;

#[test]
fn nobody_is_bothered_beyond_their_cap_and_several_paths_bring_more_answers_than_one() {
    let (several, bothered) = live(Habit::DEFAULT);
    let (one, bothered_by_one) = live(Habit::ONE);

    for member in bothered.iter().chain(&bothered_by_one) {
        assert!(!member.is_over(), "{} matters in a month, where {:?} may come", member.most(), member.cap);
    }
    assert!(bothered.iter().any(Bothered::is_full), "caps are reached, so they were tried");
    assert!(several.answered * 100 >= several.asks * FLOOR, "{} of {}", several.answered, several.asks);
    assert!(several.answered > one.answered, "{} with several paths, {} with one", several.answered, one.answered);
    assert_eq!(one.by_requests.keys().max(), Some(&1), "where nothing falls over one request is written");
}

fn live(habit: Habit) -> (Figures, Vec<Bothered>) {
    let temper = Temper::lazy(SEED);
    let federation = PLAN.drawn(SEED);
    let asks = ask::drawn(&federation, 25, SEED);
    let mut life = Life::new(Town::found(federation, &temper), temper, habit, asks, Span::days(5));
    life.pass(Span::days(26));
    let (asks, bothered): (Vec<(Sought, Outcome)>, _) = life.finish();
    (Figures::of(asks.iter().map(|(_, outcome)| outcome), ASKED_FOR), bothered)
}

/// Of a hundred asks, answered at least.
const FLOOR: usize = 10;
