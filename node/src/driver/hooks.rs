//! Named points in the driver's work at which something may be called, so that tests can end a process exactly there,
//! a tap on what comes in over links, so that the demo can show it, and a clock that is ahead, so that tests need not wait
//! for days. A node that serves has none of them.

use std::fmt;
use std::sync::Arc;

use stn_protocol::id::OrgId;
use stn_protocol::time::Span;

/// Sees each block that came in over a link: who sent it, and its bytes.
pub type Tap = Arc<dyn Fn(OrgId, &[u8]) + Send + Sync>;

/// What is called at each named point; in the program itself, nothing.
#[derive(Clone)]
pub struct Hooks {
    /// Called with the point's name: `step`, `before-commit`, `after-commit`, `before-send`, `after-send`,
    /// `before-settle`, `after-settle`, `before-reply`, `after-reply`; at a start `after-succession`.
    pub at: Arc<dyn Fn(&'static str) + Send + Sync>,
    /// Shown every block that arrives, before the engine sees it.
    pub tap: Option<Tap>,
    /// How far ahead of the machine's clock the program lives.
    pub ahead: Span,
}

impl Hooks {
    /// Hooks that do nothing.
    pub fn none() -> Self {
        Self { at: Arc::new(|_| ()), tap: None, ahead: Span::secs(0) }
    }

    /// Hooks that show every block that arrives, and do nothing else.
    pub fn tapping(tap: Tap) -> Self {
        Self { tap: Some(tap), ..Self::none() }
    }

    pub(super) fn pass(&self, point: &'static str) {
        (self.at)(point);
    }

    pub(super) fn show(&self, from: OrgId, block: &[u8]) {
        if let Some(tap) = &self.tap {
            tap(from, block);
        }
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
