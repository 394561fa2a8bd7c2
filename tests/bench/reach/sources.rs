//! Which federations a run asks in, where they come from, and how much work it is.

use std::path::Path;

use stn_tests::reach::{Federation, Shape};

use crate::web_of_trust;

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

impl Effort {
    pub(crate) const SMALL: Self = Self { whole: 15, askers: 20, persons: 10, sizes: &[1_000, 3_000, 10_000] };
    pub(crate) const WHOLE: Self = Self { whole: 200, askers: 200, persons: 20, sizes: &[100, 1_000, 3_000, 10_000] };
}

/// Draws or reads one of [`RECALL`]; the error says why it can't.
pub(crate) fn federation(name: &str, dir: Option<&Path>) -> Result<Federation, String> {
    match name {
        web_of_trust::NAME => web_of_trust::federation(dir),
        _ => Ok(Federation::drawn(name, DENSE_SHAPE, SEED)),
    }
}

pub(crate) const SEED: u64 = 1;
pub(crate) const COST: &str = "cost";
pub(crate) const DENSE: &str = "dense";
/// Federations in which recall is measured.
pub(crate) const RECALL: [&str; 2] = [DENSE, web_of_trust::NAME];
const DENSE_SHAPE: Shape = Shape { orgs: 40, members: 30, ties: 12, bridges: 1_000, contacts: 20 };
