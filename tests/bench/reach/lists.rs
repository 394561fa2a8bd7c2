//! Lists that lie in a folder, packed or not.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;

/// The lines of a list.
pub(crate) fn lines(dir: &Path, file: &str) -> io::Result<Box<dyn BufRead>> {
    match File::open(dir.join(format!("{file}.gz"))) {
        Ok(packed) => Ok(Box::new(BufReader::new(GzDecoder::new(packed)))),
        Err(_) => Ok(Box::new(BufReader::new(File::open(dir.join(file))?))),
    }
}
