//! A file's bytes, bounded: what is too large is refused by its size before a byte is read, and what grows
//! while it is read is refused too. Pipes and devices are never opened; they could give forever, or never.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::{ImportError, MAX_FILE_BYTES, NoFile};

/// The file's bytes, at most [`MAX_FILE_BYTES`].
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let about = fs::metadata(path).map_err(why)?;
    if about.is_dir() {
        return Err(ImportError::NoFile(NoFile::Directory));
    }
    if !about.is_file() {
        return Err(ImportError::NoFile(NoFile::Special));
    }
    if about.len() > MAX_FILE_BYTES as u64 {
        return Err(ImportError::TooLarge { found: about.len() });
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(why)?.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(why)?;
    Ok(bytes)
}

fn why(error: io::Error) -> ImportError {
    let kind = error.kind();
    ImportError::NoFile(if matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
        NoFile::Missing
    } else if kind == io::ErrorKind::PermissionDenied {
        NoFile::Forbidden
    } else {
        NoFile::Failing
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beyond_the_bound_is_refused_without_being_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huge.csv");
        File::create(&path).unwrap().set_len(2 << 30).unwrap();

        assert_eq!(bytes(&path), Err(ImportError::TooLarge { found: 2 << 30 }));
    }

    #[test]
    fn what_is_no_file_gets_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let cases = [
            (folder.path().to_owned(), NoFile::Directory),
            (folder.path().join("none.csv"), NoFile::Missing),
            ("/dev/zero".into(), NoFile::Special),
        ];

        for (path, expected) in cases {
            let error = bytes(&path).unwrap_err();

            assert_eq!(error, ImportError::NoFile(expected));
            assert!(error.to_string().contains("Nothing was stored."), "{error}");
        }
    }

    #[test]
    fn a_pipe_is_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, rustix::fs::Mode::RUSR).unwrap();

        assert_eq!(bytes(&path), Err(ImportError::NoFile(NoFile::Special)));
    }
}
