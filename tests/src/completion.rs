//! How many asks end with an answer where people are as people are: slow, busy at weekends, and seldom willing.
//!
//! ```text
//!   federation ─► town     whole engines and real devices, founded by commands
//!   temper     ─► who says yes to what, how long it takes, and what members let come before them
//!   life       ─► every member looks, thinks and acts for weeks; each ask is followed to its end
//!   ceiling    ─► whether anybody could have led the asker there, by those who would say yes
//! ```
//!
//! **An approval** is one person's yes to one ask. Everybody between the asker and the person sought gives one: each
//! connector by passing the request on, the member who knows the person by answering the letter. A member who let an
//! offer of theirs leave has given it with that and answers the letter too, in their time. The asker gives none. So
//! an ask whose nearest owner is a colleague's colleague has a path of two approvals.
//!
//! Who measures and prints stands in `tests/bench/completion.rs`.

pub mod ask;
pub mod ceiling;
pub mod life;
pub mod outcome;
pub mod temper;
pub mod town;

pub use ask::Sought;
pub use life::{Habit, Life};
pub use outcome::{Class, Outcome};
pub use temper::{Mind, Temper};
pub use town::{Plan, Town};
