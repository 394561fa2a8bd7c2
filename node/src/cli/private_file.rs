//! Files a command writes for its user alone: mode 0600, whole or not at all, never over something that is there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, bail};

/// Refuses a place where something is already: an earlier backup is not written over.
pub(super) fn expect_free(path: &Path) -> anyhow::Result<()> {
    if path.symlink_metadata().is_ok() {
        bail!("there is a file at {} already; it was left as it is; name another one", path.display());
    }
    Ok(())
}

/// Writes a file beside its place, syncs it and moves it there.
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    expect_free(path)?;
    put(path, bytes).with_context(|| format!("{} could not be written; nothing was left there", path.display()))
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let fresh = path.with_file_name(name);
    let written = fill(&fresh, bytes).and_then(|()| fs::rename(&fresh, path));
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written?;
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(dir)?.sync_all()
}

fn fill(fresh: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(fresh)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_is_its_users_alone_and_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("backup");

        write(&path, b"one").unwrap();
        let again = write(&path, b"two").unwrap_err();

        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(again.to_string().contains("left as it is"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
