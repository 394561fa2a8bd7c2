//! How many asks are answered within three weeks where a third of the people say yes, and how often they are bothered.
//!
//! `cargo bench -p stn-tests --bench completion -- [--small] [--only NAME]`; with `--small` the product as it is, in a
//! minute. What an approval is, how people are and what follows stands in docs/decisions/0028-completion.md. The bench
//! fails where more came before a member than their cap lets. A goal that is missed is a "no" in the table.

#![expect(clippy::print_stdout, reason = "the table is the result")]

#[path = "completion/rows.rs"]
mod rows;
#[path = "completion/table.rs"]
mod table;

use std::process::ExitCode;

use rows::{Effort, ROWS};
use stn_tests::reach::Shape;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (is_small, only) = match words.as_slice() {
        [] => (false, None),
        ["--small"] => (true, None),
        ["--only", only] => (false, Some(*only)),
        ["--small", "--only", only] => (true, Some(*only)),
        _ => {
            println!("there are --small and --only NAME, in this order");
            return ExitCode::FAILURE;
        }
    };
    let shape = Shape { orgs: 12, members: 30, ties: 12, bridges: 300, contacts: 20 };
    let effort = Effort { shape, of_each: 100, towns: if is_small { 1 } else { 4 } };
    table::head(effort);
    let wanted = |name: &str| only.map_or(!is_small || name == ROWS[0].name, |only| only == name);
    let mut holds = true;
    for row in ROWS.iter().filter(|row| wanted(row.name)) {
        holds &= table::row(row, effort);
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
