//! Who knows whom, how well, and how far that carries.
//!
//! What stands here never leaves the node: handles are matched blindly, edges are read by the search only.

pub mod edge;
pub mod find;
pub mod graph;
pub mod handle;
pub mod org_name;
pub mod search;

pub use edge::{AnswerMode, Audience, Edge, EdgePolicy};
pub use find::{Described, Field, Fields, Hit, PeopleIndex, Score, names_agree};
pub use graph::{BridgeEdge, Graph, Question, TieEdge};
pub use handle::{CountryCode, Handle, HandleType, NotAHandle};
pub use org_name::{OrgName, domain_of, resembles};
pub use search::Label;
