//! An answer whose chain holds is believed; with any receipt dropped, swapped or foreign, another letter key or another
//! request, it is not. Shown to the device that reads the answer, in every run in which nothing goes wrong: what a
//! device makes of an answer does not depend on how it came.

use stn_protocol::exchange::view::AnswerView;

/// The promise's name.
pub const NAME: &str = "always_a_whole_chain";

/// Judges an answer and everything that could be made of it. `judge` gives the number of receipts of one it believes.
///
/// # Errors
/// Which altered answer was believed.
pub fn always_a_whole_chain(
    judge: &dyn Fn(&AnswerView) -> Option<usize>,
    answer: &AnswerView,
    others: &[AnswerView],
) -> Result<(), String> {
    let Some(receipts) = judge(answer) else { return Ok(()) };
    for (what, altered) in alterations(answer, others, receipts) {
        if differs(answer, &altered) && judge(&altered).is_some() {
            return Err(format!("an answer with {what} is believed"));
        }
    }
    Ok(())
}

/// Every way to alter an answer that this promise knows.
pub fn alterations(answer: &AnswerView, others: &[AnswerView], receipts: usize) -> Vec<(&'static str, AnswerView)> {
    let mut altered = Vec::new();
    for place in 0..receipts {
        let mut dropped = answer.clone();
        dropped.receipts.remove(place);
        altered.push(("a receipt dropped", dropped));
        let mut broken = answer.clone();
        broken.receipts[place].0[40] ^= 1;
        altered.push(("a receipt broken", broken));
        if place + 1 < receipts {
            let mut swapped = answer.clone();
            swapped.receipts.swap(place, place + 1);
            altered.push(("two receipts swapped", swapped));
        }
        for other in others {
            let mut foreign = answer.clone();
            foreign.receipts[place] = other.receipts[place].clone();
            altered.push(("a foreign receipt", foreign));
        }
    }
    for other in others {
        altered.push(("a foreign seal", AnswerView { sealed: other.sealed.clone(), ..answer.clone() }));
        altered.push(("a foreign request", AnswerView { core: other.core.clone(), ..answer.clone() }));
    }
    let mut broken = answer.clone();
    broken.sealed.0[100] ^= 1;
    altered.push(("its seal broken", broken));
    altered
}

fn differs(one: &AnswerView, other: &AnswerView) -> bool {
    (&one.sealed, &one.receipts, &one.core) != (&other.sealed, &other.receipts, &other.core)
}
