//! How many of the people within four degrees can be found: enrolled, written alike, admitted, and evaluated by then.
//!
//! `cargo bench -p stn-tests --bench find_rate -- [--small] [--graphs DIR] [--only NAME]`. The stars are made here; the
//! real web of trust lies in DIR (or in what STN_GRAPHS names), and is said to be skipped where it isn't. The bench
//! fails where less is evaluated after 30 days than at first. What the figures say: docs/find-rate.md.

#![expect(clippy::print_stdout, reason = "the table is the result")]

#[path = "arguments.rs"]
mod arguments;
#[path = "find_rate/table.rs"]
mod table;
#[path = "web_of_trust.rs"]
mod web_of_trust;

use std::path::Path;
use std::process::ExitCode;

use arguments::Arguments;
use stn_tests::find_rate::star;
use stn_tests::population::rates;
use stn_tests::reach::Federation;
use table::Effort;

fn main() -> ExitCode {
    let arguments = match Arguments::read(&NAMES) {
        Ok(arguments) => arguments,
        Err(what) => {
            println!("{what}");
            return ExitCode::FAILURE;
        }
    };
    let sizes = rates::Sizes { seed: 1, people: 2_000, holders: 4, each: 500, asks: 400 };
    let matched = rates::measure(&sizes).found_share();
    println!("match: {matched:.3} of {} spellings are found by name and organisation\n", sizes.asks);
    table::head();
    let effort = if arguments.small { Effort::SMALL } else { Effort::WHOLE };
    let mut holds = true;
    for name in NAMES.iter().filter(|name| arguments.wants(name)) {
        match federation(name, arguments.graphs.as_deref()) {
            Ok(federation) => holds &= table::rows(&federation, effort, matched),
            Err(why) => println!("| {name} | skipped: {why} |"),
        }
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn federation(name: &str, graphs: Option<&Path>) -> Result<Federation, String> {
    match name {
        "star-5" => Ok(star(5, SEED)),
        "star-20" => Ok(star(20, SEED)),
        "star-100" => Ok(star(100, SEED)),
        _ => web_of_trust::federation(graphs),
    }
}

const NAMES: [&str; 4] = ["star-5", "star-20", "star-100", web_of_trust::NAME];
const SEED: u64 = 1;
