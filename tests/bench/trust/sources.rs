//! Which graphs a run measures, where they come from, and how much work each is given.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use stn_tests::graphs::{Graph, ListKind, Organisation, list};

/// What the command line says.
pub(crate) struct Arguments {
    pub(crate) graphs: Option<PathBuf>,
    large: bool,
    only: Option<String>,
}

/// One graph of the run.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    Made { name: &'static str, size: Organisation },
    List { name: &'static str, file: &'static str, kind: ListKind },
}

/// How often things are done on a graph.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) searches: usize,
    pub(crate) passes: usize,
    pub(crate) mixed: usize,
    pub(crate) changes: usize,
}

impl Arguments {
    pub(crate) fn read() -> Result<Self, String> {
        let graphs = std::env::var_os("STN_GRAPHS").map(PathBuf::from);
        let mut read = Self { graphs, large: false, only: None };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--bench" => {}
                "--org11m" => read.large = true,
                "--graphs" => read.graphs = Some(words.next().ok_or("--graphs needs a directory")?.into()),
                "--only" => read.only = Some(words.next().ok_or("--only needs a graph's name")?),
                other => return Err(format!("{other} is not known; there are --graphs DIR, --org11m and --only NAME")),
            }
        }
        match &read.only {
            Some(only) if !ALL.iter().any(|source| source.name() == only) => {
                let names: Vec<&str> = ALL.iter().map(Source::name).collect();
                Err(format!("no graph is called {only}; there are {}", names.join(", ")))
            }
            _ => Ok(read),
        }
    }

    pub(crate) fn sources(&self) -> Vec<Source> {
        let wanted = |source: &Source| match &self.only {
            Some(only) => source.name() == only,
            None => self.large || source.name() != LARGE,
        };
        ALL.iter().copied().filter(wanted).collect()
    }
}

impl Source {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Made { name, .. } | Self::List { name, .. } => name,
        }
    }

    /// Makes or reads the graph; the error says why it can't.
    pub(crate) fn graph(self, dir: Option<&Path>) -> Result<Graph, String> {
        match self {
            Self::Made { name, size } => Ok(size.graph(name, GRAPH_SEED)),
            Self::List { name, file, kind } => {
                let dir = dir.ok_or_else(|| format!("--graphs DIR or STN_GRAPHS names no place for {file}.gz"))?;
                read(dir, name, file, kind).map_err(|error| format!("{file}: {error}"))
            }
        }
    }

    pub(crate) fn effort(self) -> Effort {
        match self {
            Self::Made { name: LARGE, .. } => Effort { searches: 200, passes: 2, mixed: 400, changes: 20_000 },
            Self::Made { .. } | Self::List { .. } => {
                Effort { searches: 1_000, passes: 2, mixed: 2_000, changes: 20_000 }
            }
        }
    }
}

/// A list may lie there packed or not.
fn read(dir: &Path, name: &str, file: &str, kind: ListKind) -> io::Result<Graph> {
    match File::open(dir.join(format!("{file}.gz"))) {
        Ok(packed) => list::read(name, kind, BufReader::new(GzDecoder::new(packed))),
        Err(_) => list::read(name, kind, BufReader::new(File::open(dir.join(file))?)),
    }
}

const LARGE: &str = "org11m";
const GRAPH_SEED: u64 = 1;
const ALL: [Source; 6] = [
    Source::Made { name: "org1m", size: Organisation::MILLION },
    Source::List { name: "epinions", file: "soc-Epinions1.txt", kind: ListKind::Bare },
    Source::List { name: "advogato", file: "advogato.txt", kind: ListKind::Advogato },
    Source::List { name: "pgp2009", file: "pgp2009-edges.txt", kind: ListKind::Bare },
    Source::List { name: "bitcoin-otc", file: "soc-sign-bitcoinotc.csv", kind: ListKind::Ratings },
    Source::Made { name: LARGE, size: Organisation::TEN_MILLION },
];
