//! Who knows whom, how well, and how far that carries.

pub mod edge;
pub mod graph;
pub mod handle;
pub mod search;

pub use edge::{AnswerMode, Audience, Edge, EdgePolicy};
pub use graph::{BridgeEdge, Graph, Question, TieEdge};
pub use handle::{Handle, HandleType};
pub use search::Label;
