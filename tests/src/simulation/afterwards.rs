//! What is left of a question when its time is over: the clocks of all nodes jump on, and their disks are looked at.

use stn_protocol::exchange::Input;
use stn_protocol::limits;
use stn_protocol::time::Span;

use crate::simulation::people::ASK_LIFE;
use crate::simulation::promise::Broken;
use crate::simulation::run::Simulation;

/// A promise's name.
pub(super) const NAME: &str = "always_empty_after_its_time";

/// Tables by number that are empty when the last question is over and five minutes have passed: own and others'
/// questions, what is held for them, and those beyond a measure.
const OF_QUESTIONS: [u8; 4] = [12, 13, 21, 54];
/// Tables that are empty when no request of them can be under way any more: paths, what waits, words, held requests.
const OF_REQUESTS: [u8; 5] = [14, 15, 32, 43, 44];
/// Tables that are empty when asks are no longer kept: asks, answers and what hangs on them.
const OF_ASKS: [u8; 6] = [11, 16, 40, 42, 45, 46];

impl Simulation<'_> {
    /// Looks at what is left three times: of questions, of requests, of asks.
    pub(super) fn check_afterwards(&mut self) {
        if self.broken.is_some() {
            return;
        }
        self.is_over = true;
        let request = limits::REQUEST_LIFE_MAX.as_millis();
        self.jump(ASK_LIFE.as_millis() + 2 * limits::CLOCK_SKEW.as_millis(), &OF_QUESTIONS);
        self.jump(request + 2 * limits::CLOCK_SKEW.as_millis(), &OF_REQUESTS);
        self.jump(request + limits::ASK_KEPT.as_millis(), &OF_ASKS);
    }

    /// All clocks go on by so many milliseconds; alarms ring until none is due.
    fn jump(&mut self, millis: u64, empty: &[u8]) {
        self.now = self.now.plus(Span::millis(millis));
        for at in 0..self.nodes.len() {
            let mut rings = 0;
            while self.nodes[at].deadline().is_some_and(|due| due <= self.now) && rings < RINGS_MAX {
                self.step(at, Input::DeadlinePassed, None);
                rings += 1;
            }
            self.check_empty(at, empty);
        }
    }

    fn check_empty(&mut self, at: usize, empty: &[u8]) {
        let rows = self.nodes[at].disk.keys().filter_map(|key| key.first());
        let left: Vec<u8> = rows.copied().filter(|table| empty.contains(table)).collect();
        if let Some(table) = left.first() {
            let what = format!("{} keeps {} rows, the first in table {table}", self.nodes[at].name, left.len());
            self.broken.get_or_insert(Broken { promise: NAME, what });
        }
    }
}

/// Alarms of one node at one moment; more would be an alarm that rings itself.
const RINGS_MAX: usize = 1_000;
