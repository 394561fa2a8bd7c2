//! Asking before something that can't be taken back: the organisation's name has to be typed.

use anyhow::{Context, bail};

use super::told::{one_line, print_prompt};

/// Asks for the name, unless `--yes` was said.
pub(super) fn by_name(name: &str, what: &str, is_said: Said) -> anyhow::Result<()> {
    if is_said == Said::Yes {
        return Ok(());
    }
    print_prompt(&format!("{what} To go on, type the organisation's name, {}:", one_line(name)));
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("reading your answer; nothing was erased")?;
    if line.trim() != name.trim() {
        bail!("that is not the organisation's name; nothing was erased; type it as it is shown, or say --yes");
    }
    Ok(())
}

/// Whether the command line said yes already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// With `--yes`.
    Yes,
    /// Not yet.
    Nothing,
}

impl From<bool> for Said {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::Nothing }
    }
}
