//! A line for each class of each row.

use std::time::Instant;

use stn_protocol::time::Span;
use stn_tests::completion::Class;
use stn_tests::completion::outcome::{Bothered, Figures};

use crate::rows::{Effort, Row};

/// Says what the table is of.
pub(crate) fn head(effort: Effort) {
    let shape = effort.shape;
    println!(
        "{} organisations of {}, {} ties and {} contacts a member, {} bridges; 35 of 100 say yes; {} asks of each \
         class in ten days, {} towns; 21 days for each ask\n",
        shape.orgs, shape.members, shape.ties, shape.contacts, shape.bridges, effort.of_each, effort.towns
    );
    println!(
        "| row | approvals | answered | goal | days: median, p90 | offered a path | a way of the willing | offers an ask \
         | requests an ask | of asks: 0, 1, 2, 3, more requests |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
}

/// Runs a row and prints it; says whether nobody had more come before them than their cap.
pub(crate) fn row(row: &Row, effort: Effort) -> bool {
    let began = Instant::now();
    let (mut asks, mut members) = (Vec::new(), Vec::new());
    for seed in 1..=effort.towns {
        let (of_town, bothered) = row.live(effort, seed);
        asks.extend(of_town);
        members.extend(bothered);
    }
    for (class, approvals) in [(Class::Two, 2), (Class::Three, 3)] {
        let of_class = asks.iter().filter(|(ask, _)| ask.class == class).map(|(_, outcome)| outcome);
        line(row, (class, approvals), &Figures::of(of_class, ASKED_FOR));
    }
    let count = |is: fn(&Bothered) -> bool| members.iter().filter(|one| is(one)).count();
    let matters: usize = members.iter().map(|one| one.at.len()).sum();
    let over = count(Bothered::is_over);
    println!(
        "| | | {over} over their cap, {} of {} at it; {:.1} new matters a member in a month; {:.0} s | | | | | | | |",
        count(Bothered::is_full),
        count(|one| one.cap.is_some()),
        matters as f64 / members.len().max(1) as f64,
        began.elapsed().as_secs_f64()
    );
    over == 0
}

fn line(row: &Row, (class, approvals): (Class, u8), figures: &Figures) {
    let each = |sum: usize| sum as f64 / figures.asks.max(1) as f64;
    let goal = match (row.has_goals, figures.share() >= class.goal()) {
        (false, _) => "–".to_owned(),
        (true, true) => format!("{:.2}: yes", class.goal()),
        (true, false) => format!("{:.2}: **no**", class.goal()),
    };
    let by = |count: usize| figures.by_requests.get(&count).copied().unwrap_or_default();
    let more: usize = figures.by_requests.range(4..).map(|(_, asks)| asks).sum();
    println!(
        "| {} | {approvals} | {:.3} of {} | {goal} | {:.1}, {:.1} | {:.3} | {:.3} | {:.2} | {:.2} | {}, {}, {}, {}, {more} |",
        row.name,
        figures.share(),
        figures.asks,
        figures.days(50),
        figures.days(90),
        each(figures.offered),
        each(figures.within),
        each(figures.offers),
        each(figures.requests),
        by(0),
        by(1),
        by(2),
        by(3),
    );
}

const ASKED_FOR: Span = Span::days(21);
