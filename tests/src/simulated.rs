//! What the simulation needs of this folder, and no more: the root of `tests/standin/simulation`, which is the same
//! source over a protocol whose signatures and seals are stand-ins. `docs/simulation.md` tells what that leaves out.

pub mod network;
pub mod people;
pub mod simulation;
pub mod valley;
pub mod world;

pub use network::{Traced, wire_of};
pub use world::World;
