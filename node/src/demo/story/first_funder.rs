//! Story 1, a first funder: Lucía asks for an introduction, and Matthias makes it.
//!
//! ```text
//!   ask ─► question ─► the one who knows allows an offer ─► request, letter ─► yes, yes ─► answer ─► checked
//! ```

use super::onlooker::Onlooker;
use super::play::{Ending, Play};
use crate::demo::trouble::Trouble;
use crate::demo::valley::Story;

/// Plays it to its end.
pub(super) async fn tell<T: Onlooker>(play: &mut Play<'_, T>, story: &Story) -> Result<Ending, Trouble> {
    let asking = &story.asking;
    let verified = play.ask_to_answer(asking, None).await?;
    Ok(Ending { title: story.title.clone(), outcome: "introduced", verified, alert: None, kept_away: Vec::new() })
}
