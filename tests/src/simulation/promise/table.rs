//! Every row of a match table is the true evaluation of its handle: a swapped, altered or foreign chunk leaves none.

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::{Row, Step};

/// See the file.
pub struct NeverATableRowThatWasNotEvaluated;

impl Promise for NeverATableRowThatWasNotEvaluated {
    fn name(&self) -> &'static str {
        "never_a_table_row_that_was_not_evaluated"
    }

    fn see(&mut self, facts: &Facts, worker: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for row in step.rows.iter().filter(|_| !step.is_liar) {
            let Row::Table(origin, _, table) = row else { continue };
            for entry in table.entries.iter() {
                if worker.key_of(table.key, origin, &entry.handle).as_ref() != Some(&entry.key) {
                    let (here, there) = (facts.org_name(&step.org), facts.org_name(origin));
                    return Err(format!("{here} keeps a match key {there} never evaluated"));
                }
            }
        }
        Ok(())
    }
}
