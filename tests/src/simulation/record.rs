//! What happened in a run, in order, for people to read: who, what sort of frame, when, which fate. No secret, no text.

use std::fmt;

use stn_protocol::time::Timestamp;

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Milliseconds since the run began.
    pub at: u64,
    /// What.
    pub what: Told,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Told {
    /// A block left: from, to, which frame, and how often it will arrive.
    Sent(usize, usize, &'static str, usize),
    /// A block arrived: at whom, from whom, which frame.
    Arrived(usize, usize, &'static str),
    /// A block was settled by somebody, with a status.
    Settled(usize, usize, u8),
    /// A node crashed.
    Crashed(usize, &'static str),
    /// A node started.
    Woke(usize),
    /// A link was cut or healed.
    Cut(usize, usize, bool),
    /// Somebody did something.
    Acted(usize, &'static str),
    /// An admin did something.
    Ruled(usize, &'static str),
    /// A liar did something to somebody.
    Lied(usize, usize, &'static str),
    /// Nothing goes wrong any more.
    Calm,
}

/// A run told.
#[derive(Clone, Debug, Default)]
pub struct Record {
    began: Timestamp,
    lines: Vec<Line>,
    /// Organisations' names by place.
    pub orgs: Vec<String>,
    /// People's names by number.
    pub people: Vec<String>,
}

impl Record {
    /// Begins to write.
    pub fn new(began: Timestamp, orgs: Vec<String>, people: Vec<String>) -> Self {
        Self { began, lines: Vec::new(), orgs, people }
    }

    /// Writes a line.
    pub fn tell(&mut self, at: Timestamp, what: Told) {
        self.lines.push(Line { at: at.since(self.began).as_millis(), what });
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn line(&self, line: &Line) -> String {
        let org = |place: &usize| self.orgs.get(*place).map_or("?", String::as_str);
        match &line.what {
            Told::Sent(from, to, frame, 0) => format!("{} ─✗ {} {frame}, lost", org(from), org(to)),
            Told::Sent(from, to, frame, 1) => format!("{} ─► {} {frame}", org(from), org(to)),
            Told::Sent(from, to, frame, times) => format!("{} ─► {} {frame}, {times} times", org(from), org(to)),
            Told::Arrived(at, from, frame) => format!("{} ◄─ {} {frame}", org(at), org(from)),
            Told::Settled(by, of, status) => format!("{} settles with {}: {status}", org(by), org(of)),
            Told::Crashed(at, how) => format!("{} crashes {how}", org(at)),
            Told::Woke(at) => format!("{} starts", org(at)),
            Told::Cut(from, to, true) => format!("{} ✗ {} cut", org(from), org(to)),
            Told::Cut(from, to, false) => format!("{} ─ {} healed", org(from), org(to)),
            Told::Acted(who, what) => format!("{} {what}", self.people.get(*who).map_or("?", String::as_str)),
            Told::Ruled(at, what) => format!("the admin of {} {what}", org(at)),
            Told::Lied(from, to, lie) => format!("{} lies to {}: {lie}", org(from), org(to)),
            Told::Calm => "everything works from here on".to_owned(),
        }
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            writeln!(f, "{:>10}.{:03} {}", line.at / 1_000, line.at % 1_000, self.line(line))?;
        }
        Ok(())
    }
}
