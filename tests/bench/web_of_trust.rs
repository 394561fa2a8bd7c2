//! The real web of trust, from two lists in a folder, packed or not.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use stn_tests::reach::{Federation, read};

/// What it is called in tables.
pub(crate) const NAME: &str = "pgp2009";

/// Reads it; the error says why it can't.
pub(crate) fn federation(dir: Option<&Path>) -> Result<Federation, String> {
    let dir = dir.ok_or_else(|| format!("--graphs DIR or STN_GRAPHS names no place for {EDGES}.gz"))?;
    let open = |file: &str| lines(dir, file).map_err(|error| format!("{file}: {error}"));
    read::read(NAME, open(EDGES)?, open(ORGS)?).map_err(|error| format!("{NAME}: {error}"))
}

fn lines(dir: &Path, file: &str) -> io::Result<Box<dyn BufRead>> {
    match File::open(dir.join(format!("{file}.gz"))) {
        Ok(packed) => Ok(Box::new(BufReader::new(GzDecoder::new(packed)))),
        Err(_) => Ok(Box::new(BufReader::new(File::open(dir.join(file))?))),
    }
}

const EDGES: &str = "pgp2009-edges.txt";
const ORGS: &str = "pgp2009-orgs.txt";
