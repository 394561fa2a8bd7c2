//! How far the member's own network goes: rings with a table that says the same, and the difference that colleagues
//! and partners make. Numbers alone; nobody is named.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use stn_protocol::local::insight::ReachView;

use super::frame::Frame;
use super::{Section, shown};
use crate::tongue::Tongue;
use crate::web::Door;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "reach.html")]
struct ReachPage {
    t: &'static Tongue,
    frame: Frame,
    rings: Vec<Ring>,
    rows: Vec<(String, String)>,
    lines: Vec<String>,
    is_alone: bool,
    is_complete: bool,
}

/// One ring of the drawing, the widest first.
struct Ring {
    class: &'static str,
    radius: u32,
    /// Where its number stands.
    y: u32,
    number: String,
}

pub(super) fn routes() -> Router<Arc<Door>> {
    Router::new().route("/reach", get(show))
}

async fn show(visitor: Visitor) -> Result<Response, Response> {
    let (t, reach) = (visitor.guest.tongue, visitor.reach().await?);
    let page = ReachPage {
        t,
        frame: visitor.frame(Section::People).await?,
        rings: rings(&reach),
        rows: rows(t, &reach),
        lines: difference(t, &reach),
        is_alone: reach.colleagues == 0,
        is_complete: reach.complete,
    };
    Ok(shown(&visitor.guest, &page))
}

/// The rings are of one width each: what they hold is written in them, since areas are read badly.
fn rings(reach: &ReachView) -> Vec<Ring> {
    let steps = ["ring three", "ring two", "ring one"].into_iter().zip(reach.within.into_iter().rev());
    let ring = |(at, (class, people)): (u32, (&'static str, usize))| {
        let radius = RADIUS - at * WIDTH;
        Ring { class, radius, y: CENTRE - radius + WIDTH / 2 + 6, number: grouped(people) }
    };
    (0..).zip(steps).map(ring).collect()
}

fn rows(t: &'static Tongue, reach: &ReachView) -> Vec<(String, String)> {
    let keys = ["reach-one", "reach-two", "reach-three"];
    let mut rows: Vec<_> =
        keys.into_iter().zip(reach.within).map(|(key, people)| (t.say(key), grouped(people))).collect();
    if reach.partners > 0 {
        rows.push((t.say1("reach-partners", "count", reach.partners), up_to(t, reach.with_partners)));
    }
    rows
}

/// What colleagues and partners add, each in a sentence.
fn difference(t: &'static Tongue, reach: &ReachView) -> Vec<String> {
    let mut lines = vec![t.say1("reach-alone", "count", reach.within[0])];
    if reach.colleagues > 0 {
        let more = reach.within[1].saturating_sub(reach.within[0]);
        lines.push(t.say2("reach-colleagues-add", "colleagues", reach.colleagues, "more", more));
    }
    if reach.partners > 0 {
        lines.push(t.say2("reach-partners-add", "partners", reach.partners, "more", reach.with_partners));
    }
    lines
}

fn up_to(t: &'static Tongue, people: usize) -> String {
    t.say1("reach-up-to", "number", grouped(people))
}

/// A number with a narrow space at its thousands, as it is read in every language here.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// The drawing's middle, in both directions.
const CENTRE: u32 = 160;
/// The widest ring.
const RADIUS: u32 = 150;
const WIDTH: u32 = 42;

#[cfg(test)]
mod tests {
    use super::*;

    fn reach() -> ReachView {
        ReachView {
            within: [212, 4_310, 1_209_000],
            own: 201,
            colleagues: 11,
            partners: 3,
            with_partners: 30_000,
            through: Vec::new(),
            complete: true,
        }
    }

    #[test]
    fn the_drawing_and_the_table_say_the_same() {
        let t = Tongue::best("en");
        let drawn: Vec<String> = rings(&reach()).into_iter().rev().map(|ring| ring.number).collect();
        let told: Vec<String> = rows(t, &reach()).into_iter().map(|(_, number)| number).collect();

        assert_eq!(drawn, ["212", "4\u{202f}310", "1\u{202f}209\u{202f}000"]);
        assert_eq!(told[..3], drawn);
    }

    #[test]
    fn who_has_no_colleague_reads_of_none() {
        let alone = ReachView { colleagues: 0, partners: 0, ..reach() };

        assert_eq!(difference(Tongue::best("en"), &alone).len(), 1);
        assert_eq!(rows(Tongue::best("en"), &alone).len(), 3);
    }
}
