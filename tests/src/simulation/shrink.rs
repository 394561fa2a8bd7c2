//! A run that fails, made small: parts are left out for as long as it still fails in the same way.
//!
//! First whole sorts, then halves of what is left, then quarters, down to single parts. What remains fails, and does
//! not without any one part of it, unless trying was given up.

use std::collections::BTreeSet;

use crate::simulation::part::{Kept, Part, Sort};

/// Runs tried at most.
const TRIES: usize = 600;

/// The smallest set of parts found that still fails. `fails` runs with some parts and tells whether it does.
pub fn shrunk(all: &[Part], fails: impl FnMut(&Kept) -> bool) -> Vec<Part> {
    let mut shrinking = Shrinking { left: all.to_vec(), fails, tries: 0 };
    for sort in Sort::ALL {
        shrinking.leave_out(|part| part.sort == sort);
    }
    let mut size = shrinking.left.len().div_ceil(2);
    while size > 0 && shrinking.tries < TRIES {
        let smaller = shrinking.leave_out_stretches(size);
        size = if size == 1 && !smaller { 0 } else { size.div_ceil(2).min(shrinking.left.len()) };
    }
    shrinking.left
}

struct Shrinking<F> {
    left: Vec<Part>,
    fails: F,
    tries: usize,
}

impl<F: FnMut(&Kept) -> bool> Shrinking<F> {
    /// Leaves out every stretch of this length that is not needed. Whether any went.
    fn leave_out_stretches(&mut self, size: usize) -> bool {
        let before = self.left.len();
        let mut at = 0;
        while at < self.left.len() && self.tries < TRIES {
            let stretch: BTreeSet<Part> = self.left.iter().skip(at).take(size).copied().collect();
            if !self.leave_out(|part| stretch.contains(&part)) {
                at += size;
            }
        }
        self.left.len() < before
    }

    /// Leaves some parts out, if it fails without them.
    fn leave_out(&mut self, these: impl Fn(Part) -> bool) -> bool {
        let rest: Vec<Part> = self.left.iter().copied().filter(|part| !these(*part)).collect();
        if rest.len() == self.left.len() || self.tries >= TRIES {
            return false;
        }
        self.tries += 1;
        let still_fails = (self.fails)(&Kept::Only(rest.iter().copied().collect()));
        if still_fails {
            self.left = rest;
        }
        still_fails
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_parts_need_is_found_among_many() {
        let all: Vec<Part> =
            (0..300).flat_map(|number| [Sort::Loss, Sort::Crash].map(|sort| Part { sort, number })).collect();
        let needed = [Part { sort: Sort::Loss, number: 17 }, Part { sort: Sort::Crash, number: 250 }];

        let found = shrunk(&all, |kept| needed.iter().all(|part| kept.has(*part)));

        assert_eq!(found, needed);
    }

    #[test]
    fn parts_are_read_as_they_were_told() {
        let kept = Kept::Only([Part { sort: Sort::Ask, number: 0 }, Part { sort: Sort::Cut, number: 31 }].into());

        assert_eq!(kept.to_string(), "ask0,cut31");
        assert_eq!("ask0,cut31".parse(), Ok(kept));
        assert_eq!("all".parse(), Ok(Kept::All));
        assert!("ask".parse::<Kept>().is_err() && "what7".parse::<Kept>().is_err());
    }
}
