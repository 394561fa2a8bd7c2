//! Who knows whom, how well, and how far that carries.
//!
//! What stands here never leaves the node: handles are matched blindly, edges are read by the search only.

pub mod edge;
pub mod graph;
pub mod handle;
pub mod index;
pub mod paths;
pub mod search;

pub use edge::{AnswerMode, Audience, Edge, EdgePolicy};
pub use graph::{BridgeEdge, Graph, Question, TieEdge};
pub use handle::{CountryCode, Handle, HandleType, NotAHandle};
pub use index::{Level, MemberNo, Node, Passes, PersonNo, TrustIndex};
pub use paths::{
    Answer, Budget, Introducer, Knower, Near, Path, Product, Reach, ReachedOwner, Scratch, Search, ShortPath,
    StrongPath, Through,
};
pub use search::Label;
