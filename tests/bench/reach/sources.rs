//! Which federations a run asks in, where they come from, and how much work it is.

use std::path::{Path, PathBuf};

use stn_tests::reach::{Federation, Shape, read};

use crate::lists;

/// What the command line says.
pub(crate) struct Arguments {
    pub(crate) graphs: Option<PathBuf>,
    small: bool,
    only: Option<String>,
}

/// How much is asked.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Questions asked of whole engines in one row.
    pub(crate) whole: usize,
    /// Askers of the light federation, each for [`Effort::persons`].
    pub(crate) askers: usize,
    /// Persons each of them asks for.
    pub(crate) persons: usize,
    /// Sizes at which the cost is measured, in organisations.
    pub(crate) sizes: &'static [usize],
}

/// One federation.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    Drawn { name: &'static str, shape: Shape },
    Real { name: &'static str, edges: &'static str, orgs: &'static str },
}

impl Arguments {
    pub(crate) fn read() -> Result<Self, String> {
        let graphs = std::env::var_os("STN_GRAPHS").map(PathBuf::from);
        let mut read = Self { graphs, small: false, only: None };
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
        let known = |only: &String| only == COST || ALL.iter().any(|source| source.name() == only);
        match &read.only {
            Some(only) if !known(only) => Err(format!("nothing is called {only}; there are dense, pgp2009 and {COST}")),
            Some(_) | None => Ok(read),
        }
    }

    /// Federations in which recall is measured.
    pub(crate) fn recall(&self) -> Vec<Source> {
        let wanted = |source: &&Source| self.only.as_ref().is_none_or(|only| only == source.name());
        ALL.iter().filter(wanted).copied().collect()
    }

    pub(crate) fn measures_cost(&self) -> bool {
        self.only.as_ref().is_none_or(|only| only == COST)
    }

    pub(crate) const fn effort(&self) -> Effort {
        if self.small {
            Effort { whole: 15, askers: 20, persons: 10, sizes: &[1_000, 3_000, 10_000] }
        } else {
            Effort { whole: 200, askers: 200, persons: 20, sizes: &[100, 1_000, 3_000, 10_000] }
        }
    }
}

impl Source {
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Drawn { name, .. } | Self::Real { name, .. } => name,
        }
    }

    /// Draws or reads it; the error says why it can't.
    pub(crate) fn federation(self, dir: Option<&Path>) -> Result<Federation, String> {
        match self {
            Self::Drawn { name, shape } => Ok(Federation::drawn(name, shape, SEED)),
            Self::Real { name, edges, orgs } => {
                let dir = dir.ok_or_else(|| format!("--graphs DIR or STN_GRAPHS names no place for {edges}.gz"))?;
                let open = |file: &str| lists::lines(dir, file).map_err(|error| format!("{file}: {error}"));
                read::read(name, open(edges)?, open(orgs)?).map_err(|error| format!("{name}: {error}"))
            }
        }
    }
}

pub(crate) const SEED: u64 = 1;
const COST: &str = "cost";
const DENSE: Shape = Shape { orgs: 40, members: 30, ties: 12, bridges: 1_000, contacts: 20 };
const ALL: [Source; 2] = [
    Source::Drawn { name: "dense", shape: DENSE },
    Source::Real { name: "pgp2009", edges: "pgp2009-edges.txt", orgs: "pgp2009-orgs.txt" },
];
