//! Every block that leaves is of one of two sizes, and of the one its type has.

use super::Promise;
use crate::simulation::facts::Facts;
use crate::simulation::standin::StandIn;
use crate::simulation::step::Step;

/// See the file.
pub struct AlwaysABlockOfItsClass;

impl Promise for AlwaysABlockOfItsClass {
    fn name(&self) -> &'static str {
        "always_a_block_of_its_class"
    }

    fn see(&mut self, facts: &Facts, _: &mut StandIn, step: &Step<'_>) -> Result<(), String> {
        for sent in step.sent.iter().filter(|_| !step.is_liar) {
            let expected = sent.frame.as_ref().map(|frame| frame.size_class().block_len());
            if expected != Some(sent.block.len()) {
                let (org, len) = (facts.org_name(&step.org), sent.block.len());
                return Err(format!("a block of {len} bytes leaves {org}, which should have {expected:?}"));
            }
        }
        Ok(())
    }
}
