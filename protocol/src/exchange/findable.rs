//! A member lets themself be sought by own handles, or no more. Nothing is announced: the handles go with the next
//! batch of every table, and who was evaluated before is not matched once the member has taken them back.

use crate::exchange::{Refused, Reply, Turn};
use crate::id::MemberKey;
use crate::limits;
use crate::local::Findable;
use crate::message::Kind;

/// Writes how a member may be found.
pub fn set(turn: &mut Turn<'_>, member: MemberKey, findable: Option<Findable>) -> Result<Reply, Refused> {
    let Some(findable) = findable else {
        turn.state.findable.remove(&member);
        return Ok(Reply::Done);
    };
    let handles = findable.handles.len();
    let fits = (1..=limits::HANDLES_PER_CONTACT).contains(&handles)
        && !findable.kinds.is_empty()
        && !findable.kinds.contains(&Kind::Appraisal);
    if !fits {
        return Err(Refused::FindableUnfit);
    }
    turn.state.findable.put(member, findable);
    Ok(Reply::Done)
}
