//! Named points in the driver's work at which something may be called, so that tests can end a process exactly there.

use std::fmt;
use std::sync::Arc;

/// What is called at each named point; in the program itself, nothing.
#[derive(Clone)]
pub struct Hooks {
    /// Called with the point's name: `step`, `before-commit`, `after-commit`, `before-send`, `after-send`,
    /// `before-settle`, `after-settle`, `before-reply`, `after-reply`.
    pub at: Arc<dyn Fn(&'static str) + Send + Sync>,
}

impl Hooks {
    /// Hooks that do nothing.
    pub fn none() -> Self {
        Self { at: Arc::new(|_| ()) }
    }

    pub(super) fn pass(&self, point: &'static str) {
        (self.at)(point);
    }
}

impl Default for Hooks {
    fn default() -> Self {
        Self::none()
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hooks(…)")
    }
}
