//! What is still to be carried out, in the order the engine asked for it.
//!
//! A stage is what follows one batch. Its acts are handed out once its own batch and all earlier ones
//! are durable, so the loop goes on stepping while the disk works and nothing overtakes its reason.
//!
//! ```text
//!   step 1: Persist a, Send x     ┐                 ┌ a durable → x
//!   step 2: Show y                ├─ stages in order ┤            y (had waited for a)
//!   step 3: Persist b, Settle z   ┘                 └ b durable → z
//! ```

use std::collections::VecDeque;

/// Steps that may wait for the disk; beyond, the driver takes no further input until it has caught up.
pub(super) const STAGES_MAX: usize = 1_024;

/// Acts in order, each behind the batches it depends on.
#[derive(Debug)]
pub(super) struct Pipeline<A> {
    stages: VecDeque<Stage<A>>,
}

#[derive(Debug)]
struct Stage<A> {
    durable: bool,
    acts: VecDeque<A>,
}

impl<A> Pipeline<A> {
    pub(super) const fn new() -> Self {
        Self { stages: VecDeque::new() }
    }

    /// Begins the stage of a batch that was handed to the disk.
    pub(super) fn begin(&mut self) {
        self.stages.push_back(Stage { durable: false, acts: VecDeque::new() });
    }

    /// Adds an act behind everything added so far.
    pub(super) fn add(&mut self, act: A) {
        match self.stages.back_mut() {
            Some(stage) => stage.acts.push_back(act),
            None => self.stages.push_back(Stage { durable: true, acts: [act].into() }),
        }
    }

    /// The oldest batch that was under way is durable.
    pub(super) fn committed(&mut self) {
        if let Some(stage) = self.stages.iter_mut().find(|stage| !stage.durable) {
            stage.durable = true;
        }
    }

    /// The next act whose turn has come.
    pub(super) fn next_ready(&mut self) -> Option<A> {
        while let Some(stage) = self.stages.front_mut().filter(|stage| stage.durable) {
            if let Some(act) = stage.acts.pop_front() {
                return Some(act);
            }
            self.stages.pop_front();
        }
        None
    }

    /// Whether another step may begin.
    pub(super) fn has_room(&self) -> bool {
        self.stages.len() < STAGES_MAX
    }

    /// Whether everything was carried out.
    pub(super) fn is_empty(&self) -> bool {
        self.stages.is_empty()
    }

    /// Everything that will not be carried out, in order.
    pub(super) fn abandon(&mut self) -> impl Iterator<Item = A> {
        std::mem::take(&mut self.stages).into_iter().flat_map(|stage| stage.acts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready(pipeline: &mut Pipeline<&'static str>) -> Vec<&'static str> {
        std::iter::from_fn(|| pipeline.next_ready()).collect()
    }

    #[test]
    fn what_needs_no_batch_is_ready_at_once() {
        let mut pipeline = Pipeline::new();

        pipeline.add("shown");

        assert_eq!(ready(&mut pipeline), ["shown"]);
        assert!(pipeline.is_empty());
    }

    #[test]
    fn an_act_waits_for_its_batch_and_all_earlier_ones() {
        let mut pipeline = Pipeline::new();
        pipeline.begin();
        pipeline.add("sent");
        pipeline.add("shown");
        pipeline.begin();
        pipeline.add("settled");

        assert_eq!(ready(&mut pipeline), Vec::<&str>::new());
        pipeline.committed();
        assert_eq!(ready(&mut pipeline), ["sent", "shown"]);
        pipeline.committed();
        assert_eq!(ready(&mut pipeline), ["settled"]);
        assert!(pipeline.is_empty());
    }

    #[test]
    fn a_batch_without_acts_keeps_its_place() {
        let mut pipeline = Pipeline::new();
        pipeline.begin();
        pipeline.begin();
        pipeline.add("sent");

        pipeline.committed();

        assert_eq!(ready(&mut pipeline), Vec::<&str>::new());
        assert!(!pipeline.is_empty());
    }

    #[test]
    fn a_full_pipeline_takes_no_further_step() {
        let mut pipeline = Pipeline::<&str>::new();
        for _ in 0..STAGES_MAX {
            assert!(pipeline.has_room());
            pipeline.begin();
        }

        assert!(!pipeline.has_room());
        assert_eq!(pipeline.abandon().count(), 0);
        assert!(pipeline.has_room());
    }
}
