//! Who knows whom, how well, and how far that carries.
//!
//! What stands here never leaves the node: handles are matched blindly, edges are read by the searches only.
//!
//! ```text
//!   edge, bridges   what one member says              index    everybody's edges, as numbers in few bytes
//!   handle, word    what people are found by          paths    what is asked of the index
//!   find, org_name  half-remembered and many-spelled  search   how somebody else's question spreads
//! ```

pub mod attribute;
pub mod bridges;
pub mod edge;
pub mod find;
pub mod handle;
pub mod index;
pub mod org_name;
pub mod paths;
pub mod roster;
pub mod search;
pub mod word;

pub use bridges::{BridgeEdge, Bridges};
pub use edge::{AnswerMode, Audience, Edge, EdgePolicy, Question};
pub use find::{Described, Hit, PeopleIndex, names_agree};
pub use handle::{CountryCode, Handle, HandleType, NotAHandle, names_at, org_form};
pub use index::{Level, MemberNo, Node, Passes, PersonNo, TrustIndex};
pub use org_name::{OrgName, domain_of, resembles};
pub use paths::{
    Answer, Budget, Introducer, Knower, Near, Path, Product, Reach, ReachedOwner, Scratch, Search, ShortPath,
    StrongPath, Through,
};
pub use roster::Roster;
pub use search::Label;
pub use word::{Language, NotAWord, Region, Word};
