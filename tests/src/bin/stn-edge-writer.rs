//! Changes edges of a node in an order that anybody can repeat, and says after each commit how many changes are on
//! the disk. Made to be killed. `stn-edge-writer DIR`
#![allow(clippy::print_stdout, reason = "whoever started it reads what it says")]

use std::io::{self, Write};
use std::path::PathBuf;

use stn_tests::durable::Durable;
use stn_tests::updates::{BATCH, Updates, UPDATES};

fn main() -> io::Result<()> {
    let dir = std::env::args_os().nth(1).map(PathBuf::from);
    let dir = dir.ok_or_else(|| io::Error::other("say in which directory"))?;
    let mut node = Durable::create(&dir)?;
    let mut updates = Updates::begin(&mut node);
    node.commit()?;
    println!("0");
    while updates.done() < UPDATES {
        for _ in 0..BATCH {
            updates.next(&mut node);
        }
        node.commit()?;
        println!("{}", updates.done());
        io::stdout().flush()?;
    }
    Ok(())
}
