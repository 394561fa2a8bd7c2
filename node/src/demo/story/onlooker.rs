//! Whoever a story is shown to: told each step when it is over, and asked before somebody on the way says yes.

use std::future::Future;

use stn_protocol::exchange::view::{AskView, BridgeView, ColleagueView, ItemView};
use stn_protocol::private::Private;
use stn_protocol::time::Span;

use crate::demo::account::Message;
use crate::demo::valley::Slug;
use crate::tongue::Sentence;

/// A step as it is told.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What happened.
    pub title: Sentence,
    /// What was said or written.
    pub words: Option<Private<String>>,
    /// What crossed between nodes meanwhile.
    pub messages: Vec<Message>,
    /// How long it took.
    pub took: Span,
    /// What now lies before each person the onlooker looks at.
    pub desks: Vec<PersonsDesk>,
}

/// What lies before one person, as their own node shows it to their device and to nobody else.
#[derive(Clone, Debug)]
pub struct PersonsDesk {
    /// Whose it is.
    pub person: Slug,
    /// What waits for them.
    pub inbox: Vec<ItemView>,
    /// What they asked.
    pub asks: Vec<AskView>,
    /// Whose names they may read: their colleagues.
    pub colleagues: Vec<ColleagueView>,
    /// And the people at the other ends of their bridges.
    pub bridges: Vec<BridgeView>,
}

/// What somebody is about to say yes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yes {
    /// To being named as somebody who knows.
    Allow,
    /// To a request that goes on under their name.
    PassOn,
    /// To answering a letter, or an alert.
    Answer,
}

/// Somebody's turn.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Whose.
    pub person: Slug,
    /// What for.
    pub yes: Yes,
    /// The words they will say with it.
    pub words: Private<String>,
}

/// Whoever a story is shown to.
pub trait Onlooker {
    /// Whose desks they look at after each step.
    fn looks_at(&self) -> &[Slug];

    /// Somebody is about to say yes. Returns when they may.
    fn turn(&mut self, turn: Turn) -> impl Future<Output = ()>;

    /// A step is over. Returns when the next may begin.
    fn told(&mut self, scene: &Scene) -> impl Future<Output = ()>;
}

impl<F: AsyncFnMut(&Scene)> Onlooker for F {
    fn looks_at(&self) -> &[Slug] {
        &[]
    }

    async fn turn(&mut self, _: Turn) {}

    async fn told(&mut self, scene: &Scene) {
        self(scene).await;
    }
}
