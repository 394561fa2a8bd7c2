//! How many of the people within four degrees can be found: enrolled, written alike, admitted, and evaluated by then.
//!
//! `cargo bench -p stn-tests --bench find_rate -- [--small] [--graphs DIR] [--only NAME]`. The stars are made here; the
//! real web of trust lies in DIR (or in what STN_GRAPHS names), and is said to be skipped where it isn't. The bench
//! fails where less is evaluated after 30 days than at first. What the figures say: docs/find-rate.md.

#![expect(clippy::print_stdout, reason = "the table is the result")]

#[path = "reach/lists.rs"]
mod lists;
#[path = "find_rate/table.rs"]
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use stn_tests::find_rate::star;
use stn_tests::population::rates;
use stn_tests::reach::{Federation, read};
use table::Effort;

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
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
    let mut holds = true;
    for name in NAMES.iter().filter(|name| arguments.only.as_ref().is_none_or(|only| only == *name)) {
        match federation(name, arguments.graphs.as_deref()) {
            Ok(federation) => holds &= table::rows(&federation, arguments.effort(), matched),
            Err(why) => println!("| {name} | skipped: {why} |"),
        }
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What the command line says.
struct Arguments {
    small: bool,
    graphs: Option<PathBuf>,
    only: Option<String>,
}

impl Arguments {
    fn read() -> Result<Self, String> {
        let graphs = std::env::var_os("STN_GRAPHS").map(PathBuf::from);
        let mut read = Self { small: false, graphs, only: None };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--bench" => {}
                "--small" => read.small = true,
                "--graphs" => read.graphs = Some(words.next().ok_or("--graphs needs a directory")?.into()),
                "--only" => read.only = Some(words.next().ok_or("--only needs a name")?),
                other => return Err(format!("{other} is not known; there are --small, --graphs DIR and --only NAME")),
            }
        }
        match &read.only {
            Some(only) if !NAMES.contains(&only.as_str()) => Err(format!("nothing is called {only}: {NAMES:?}")),
            Some(_) | None => Ok(read),
        }
    }

    const fn effort(&self) -> Effort {
        if self.small {
            Effort { askers: 20, persons: 20, ask_every_days: 10 }
        } else {
            Effort { askers: 60, persons: 40, ask_every_days: 1 }
        }
    }
}

fn federation(name: &str, graphs: Option<&Path>) -> Result<Federation, String> {
    match name {
        "star-5" => Ok(star(5, SEED)),
        "star-20" => Ok(star(20, SEED)),
        "star-100" => Ok(star(100, SEED)),
        _ => {
            let (edges, orgs) = ("pgp2009-edges.txt", "pgp2009-orgs.txt");
            let dir = graphs.ok_or_else(|| format!("--graphs DIR or STN_GRAPHS names no place for {edges}.gz"))?;
            let open = |file: &str| lists::lines(dir, file).map_err(|error| format!("{file}: {error}"));
            read::read(name, open(edges)?, open(orgs)?).map_err(|error| format!("{name}: {error}"))
        }
    }
}

const NAMES: [&str; 4] = ["star-5", "star-20", "star-100", "pgp2009"];
const SEED: u64 = 1;
