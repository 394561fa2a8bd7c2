//! Story 2, hiring: Tom's job finds Samir, and Ruth tells Tom of him, without a word to his employer.
//!
//! ```text
//!   job ─► from hand to hand, twice to the same man, shown once ─► he answers ─► he signs a permission
//!       ─► ask, his employer avoided ─► offer ─► request, letter ─► yes, yes ─► answer ─► checked
//! ```

use super::onlooker::Onlooker;
use super::play::{Ending, Play};
use crate::demo::trouble::{Otherwise, Trouble};
use crate::demo::valley::Hiring;

/// Plays it to its end.
pub(super) async fn tell<T: Onlooker>(play: &mut Play<'_, T>, story: &Hiring) -> Result<Ending, Trouble> {
    let Hiring { title, alert, asking } = story;
    let job = play.send_alert(alert).await?;
    for (at, pass) in alert.passes.iter().enumerate() {
        play.pass_alert(alert, pass, alert.bringers(at)).await?;
    }
    let brought_by = play.answer_alert(alert).await?;
    let found = play.judge_alert(alert, job).await?;

    let terms = asking.terms.as_ref().ok_or(Otherwise::Nobody)?;
    let job_is_told = play.messages.len();
    let permitted = play.permit(asking, terms).await?;
    let verified = play.ask_to_answer(asking, Some(permitted)).await?;
    let kept_away = play.kept_away(terms, job_is_told).await?;

    let alert = Some(play.alert_told(alert, brought_by, found));
    Ok(Ending { title: title.clone(), outcome: "appraised", verified, alert, kept_away })
}
