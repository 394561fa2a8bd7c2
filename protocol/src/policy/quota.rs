//! How much is evaluated: chunk counts are padded to few sizes, so that a table shows only its class.

use crate::crypto::oprf::CHUNK;
use crate::limits;
use crate::time::Span;
use crate::trust::Audience;

/// Numbers of chunks a batch may have.
const PADDED: [u32; 18] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

/// The number of chunks a batch of `handles` takes within `left`: at least one while any is left.
pub fn padded_chunks(handles: usize, left: u32) -> u32 {
    let needed = u32::try_from(handles.div_ceil(CHUNK)).unwrap_or(u32::MAX).max(1);
    let mut within = PADDED.into_iter().filter(|size| *size <= left);
    within.clone().find(|size| *size >= needed).or_else(|| within.next_back()).unwrap_or(0)
}

/// How long after a batch the next one follows, by the age of the table. It depends on nothing else, so that
/// its moment tells nothing: soon at first, then twice the age, up to a week or a month.
pub fn next_batch_after(age: Span, audience: Audience) -> Span {
    let (first, most) = match audience {
        Audience::Network => (Span::days(1), limits::TOP_UP_NETWORK),
        Audience::OwnOrg | Audience::Peers => (limits::TOP_UP_FIRST, limits::TOP_UP_PEER),
    };
    Span::millis(age.as_millis().saturating_mul(2)).clamp(first, most)
}

/// Puts items into an order drawn with `below(n)`, which gives a number less than `n`.
pub fn shuffle<T>(items: &mut [T], below: &mut impl FnMut(u64) -> u64) {
    for last in (1..items.len()).rev() {
        let bound = u64::try_from(last).unwrap_or(u64::MAX).saturating_add(1);
        let other = usize::try_from(below(bound)).unwrap_or(last);
        items.swap(last, other.min(last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_still_takes_one_chunk() {
        assert_eq!(padded_chunks(0, 32), 1);
    }

    #[test]
    fn a_count_is_padded_up_within_the_grant() {
        assert_eq!(padded_chunks(480, 32), 1);
        assert_eq!(padded_chunks(481, 32), 2);
        assert_eq!(padded_chunks(480 * 5, 32), 6);
        assert_eq!(padded_chunks(480 * 40, 32), 32);
        assert_eq!(padded_chunks(480 * 5, 5), 4);
        assert_eq!(padded_chunks(1, 0), 0);
    }

    #[test]
    fn batches_follow_soon_at_first_and_weekly_later() {
        let after = |secs| next_batch_after(Span::secs(secs), Audience::Peers).as_secs();

        assert_eq!(after(0), 600);
        assert_eq!(after(600), 1_200);
        assert_eq!(after(1_800), 3_600);
        assert_eq!(after(30 * 86_400), 7 * 86_400);
        assert_eq!(next_batch_after(Span::secs(0), Audience::Network), Span::days(1));
    }

    #[test]
    fn a_shuffle_keeps_every_item() {
        let mut items: Vec<u32> = (0..100).collect();
        let mut state = 7_u64;
        shuffle(&mut items, &mut |bound| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % bound
        });

        assert_ne!(items[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}
