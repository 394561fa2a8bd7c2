//! What a question costs whole engines, in federations that grow while an organisation stays as it is.

use stn_protocol::limits::CREDIT;
use stn_protocol::time::Span;
use stn_tests::reach::{Federation, Shape, Whole, planner};

use crate::pairs::askers;
use crate::sources::{Effort, SEED};

/// Measures and prints the table; says whether everything that must hold did.
pub(crate) fn print(effort: Effort) -> bool {
    println!("\n## cost: organisations of 30 members, 50 bridges each\n");
    println!(
        "| organisations | frames, mean and most | KiB of questions | frames of offers | µs of processor | organisations woken |"
    );
    println!("|---|---|---|---|---|---|");
    let mut holds = true;
    let mut costs = Vec::new();
    for orgs in effort.sizes {
        let shape = Shape { orgs: *orgs, members: 30, ties: 12, bridges: orgs * 25, contacts: 20 };
        let federation = Federation::drawn("growing", shape, SEED);
        let knows = planner::contacts(&federation);
        let whole = Whole::new(&federation, Span::millis(20));
        let (mut frames, mut bytes, mut offers, mut woken, mut most) = (0_u64, 0, 0_u64, 0, 0);
        let mut micros = Vec::new();
        for (asker, seed) in askers(&federation, &knows, effort.whole, 1, SEED).iter().zip(0..) {
            let found = whole.ask(asker.pair(asker.persons[0]), seed);
            frames += u64::from(found.frames);
            bytes += found.bytes;
            offers += u64::from(found.offer_frames);
            woken += found.orgs;
            most = most.max(found.frames);
            micros.push(found.micros);
        }
        holds &= most <= CREDIT;
        let count = micros.len() as f64;
        micros.sort_by(f64::total_cmp);
        let median = micros.get(micros.len() / 2).copied().unwrap_or_default();
        let (frames, kib) = (frames as f64 / count, bytes as f64 / count / 1_024.0);
        println!(
            "| {orgs} | {frames:.1}, {most} | {kib:.0} | {:.1} | {median:.0} | {:.1} |",
            offers as f64 / count,
            woken as f64 / count
        );
        costs.push((*orgs, frames, median));
    }
    let from = costs.iter().find(|(orgs, ..)| *orgs == 1_000);
    if let (Some((_, frames, micros)), Some((orgs, more_frames, more_micros))) = (from, costs.last()) {
        let growth = [more_frames / frames, more_micros / micros];
        let is_flat = growth.iter().all(|growth| *growth <= FLAT);
        println!(
            "\nFrom 1 000 to {orgs} organisations: frames times {:.2}, processor times {:.2}; flat: {}.",
            growth[0],
            growth[1],
            if is_flat { "yes" } else { "**no**" }
        );
    }
    holds
}

const FLAT: f64 = 1.5;
