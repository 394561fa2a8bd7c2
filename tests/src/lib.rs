//! The world the tests live in: engines, devices, a simulated network and a clock to wind.
//!
//! One seed makes everything. People have names, organisations have names, and a story is told in
//! sentences: `world.bridge("Lucía", "Nadia")`, `world.ask("Lucía", "jonas@lindenhof.example")`.

pub mod completion;
pub mod durable;
pub mod explore;
pub mod find_rate;
pub mod fuzz;
pub mod graphs;
pub mod measure;
pub mod network;
pub mod people;
pub mod population;
pub mod processes;
pub mod reach;
pub mod seen;
pub mod simulation;
pub mod updates;
pub mod valley;
pub mod world;

pub use network::{Traced, wire_of};
pub use world::World;
