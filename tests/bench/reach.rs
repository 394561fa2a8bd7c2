//! How many of those who can be found a question finds, and what it costs.
//!
//! `cargo bench -p stn-tests --bench reach -- [--small] [--graphs DIR] [--only NAME]`. The drawn federations are made
//! here; the real web of trust lies in DIR (or in what STN_GRAPHS names), and is said to be skipped where it isn't.
//! The bench fails where a question costs more frames than its credit, or where a path is offered that is shorter
//! than any there is. A goal that is missed is a "no" in the table.

#![expect(clippy::print_stdout, reason = "the table is the result")]

#[path = "arguments.rs"]
mod arguments;
#[path = "reach/cost.rs"]
mod cost;
#[path = "reach/pairs.rs"]
mod pairs;
#[path = "reach/recall.rs"]
mod recall;
#[path = "reach/sources.rs"]
mod sources;
#[path = "web_of_trust.rs"]
mod web_of_trust;

use std::process::ExitCode;

use arguments::Arguments;
use sources::{COST, DENSE, Effort, RECALL};

fn main() -> ExitCode {
    let arguments = match Arguments::read(&[DENSE, web_of_trust::NAME, COST]) {
        Ok(arguments) => arguments,
        Err(what) => {
            println!("{what}");
            return ExitCode::FAILURE;
        }
    };
    let effort = if arguments.small { Effort::SMALL } else { Effort::WHOLE };
    let mut holds = true;
    for name in RECALL.iter().filter(|name| arguments.wants(name)) {
        match sources::federation(name, arguments.graphs.as_deref()) {
            Ok(federation) => holds &= recall::print(&federation, effort),
            Err(why) => println!("\n## {name}: skipped, {why}"),
        }
    }
    if arguments.wants(COST) {
        holds &= cost::print(effort);
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
