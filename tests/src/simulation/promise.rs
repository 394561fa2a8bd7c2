//! What is promised of every step of every node that does not lie: each promise by its name, with what it remembers.
//!
//! A promise sees what came, what leaves and what the disk gets, and compares it with what people told; it asks no
//! node what it thinks. Two more are kept where they belong: answers are judged in `chain` when a device reads them,
//! and what is left of a question is looked at afterwards.

pub mod acknowledgement;
pub mod blinding;
pub mod block;
pub mod cap;
pub mod chain;
pub mod consent;
pub mod credit;
pub mod ended;
pub mod matching;
pub mod once;
pub mod path;
pub mod table;

use crate::simulation::facts::Facts;
use crate::simulation::setting::Setting;
use crate::simulation::standin::StandIn;
use crate::simulation::step::Step;

/// Something that holds in every step.
pub trait Promise {
    /// Its name: `never_…` or `always_…`.
    fn name(&self) -> &'static str;

    /// Looks at a step.
    ///
    /// # Errors
    /// What is broken, in words.
    fn see(&mut self, facts: &Facts, worker: &mut StandIn, step: &Step<'_>) -> Result<(), String>;
}

/// A promise that did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its name.
    pub promise: &'static str,
    /// What was seen.
    pub what: String,
}

/// Every promise, with nothing seen so far.
pub fn all(setting: &Setting) -> Vec<Box<dyn Promise>> {
    vec![
        Box::new(consent::NeverARequestWithoutConsent::default()),
        Box::new(credit::NeverMoreFramesThanCredit::default()),
        Box::new(credit::NeverABridgeTwiceOneWay::default()),
        Box::new(path::NeverAMemberTwiceOnAPath::default()),
        Box::new(block::AlwaysABlockOfItsClass),
        Box::new(matching::NeverATraceOfWhoDoesNotMatch::default()),
        Box::new(blinding::NeverAnIneligibleHandleBlinded::default()),
        Box::new(table::NeverATableRowThatWasNotEvaluated),
        Box::new(acknowledgement::AlwaysAnAcknowledgementOfTheBlockAlone::default()),
        Box::new(cap::NeverOverACap::new(setting)),
        Box::new(ended::NeverOverWhatHasEnded::default()),
        Box::new(once::NeverAnEffectTwice::default()),
    ]
}
