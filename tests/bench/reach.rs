//! How many of those who can be found a question finds, and what it costs.
//!
//! `cargo bench -p stn-tests --bench reach -- [--small] [--graphs DIR] [--only NAME]`. The drawn federations are made
//! here; the real web of trust lies in DIR (or in what STN_GRAPHS names), and is said to be skipped where it isn't.
//! The bench fails where a question costs more frames than its credit, or where a path is offered that is shorter
//! than any there is. A goal that is missed is a "no" in the table.

#![expect(clippy::print_stdout, reason = "the table is the result")]

#[path = "reach/cost.rs"]
mod cost;
#[path = "reach/lists.rs"]
mod lists;
#[path = "reach/pairs.rs"]
mod pairs;
#[path = "reach/recall.rs"]
mod recall;
#[path = "reach/sources.rs"]
mod sources;

use std::process::ExitCode;

use sources::Arguments;

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(what) => {
            println!("{what}");
            return ExitCode::FAILURE;
        }
    };
    let mut holds = true;
    for source in arguments.recall() {
        match source.federation(arguments.graphs.as_deref()) {
            Ok(federation) => holds &= recall::print(&federation, arguments.effort()),
            Err(why) => println!("\n## {}: skipped, {why}", source.name()),
        }
    }
    if arguments.measures_cost() {
        holds &= cost::print(arguments.effort());
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
