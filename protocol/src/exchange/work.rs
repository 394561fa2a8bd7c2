//! Work too heavy for a step: blind evaluation and searching. Pure, handed to a worker, and its
//! result comes back as an input. Nothing here reads the memory: all it needs is inside.

/// Something a worker does.
#[derive(Clone, Debug)]
pub struct Work {}

/// What a worker found.
#[derive(Clone, Debug)]
pub struct Done {}

impl Work {
    /// Does it. Takes as long as it takes; touches nothing.
    pub fn run(self) -> Done {
        Done {}
    }
}
