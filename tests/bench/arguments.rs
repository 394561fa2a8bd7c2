//! What the command line of a bench over federations says: how much, of what, and where the real graphs lie.

use std::path::PathBuf;

/// `[--small] [--graphs DIR] [--only NAME]`.
pub(crate) struct Arguments {
    /// Where the real graphs lie: DIR, or what STN_GRAPHS names.
    pub(crate) graphs: Option<PathBuf>,
    /// Whether less is measured.
    pub(crate) small: bool,
    only: Option<String>,
}

impl Arguments {
    /// Reads it; `names` are what `--only` may name. The error says what is wrong.
    pub(crate) fn read(names: &[&str]) -> Result<Self, String> {
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
        match &read.only {
            Some(only) if !names.contains(&only.as_str()) => {
                Err(format!("nothing is called {only}; there are {}", names.join(", ")))
            }
            Some(_) | None => Ok(read),
        }
    }

    /// Whether a part is to be measured.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == name)
    }
}
