//! stn's thought: what a node and a member's device do, without IO, clock or entropy of their own.
//!
//! Bytes and clicks come in as [`exchange::Input`], [`engine::Engine::step`] thinks, ordered
//! [`exchange::Effect`]s come out. Rooms, each using only those to its left:
//! `id time private limits change invitation` ← `crypto` ← `message` ← `wire`, `trust` ← `policy` ← `local` ← `state` ← `exchange` ← `engine`.
//! `device` is the member's side and sees everything up to `local`, never the state or the engine.

pub mod change;
pub mod crypto;
pub mod device;
pub mod engine;
pub mod exchange;
pub mod id;
pub mod invitation;
pub mod limits;
pub mod local;
pub mod message;
pub mod policy;
pub mod private;
pub mod state;
pub mod time;
pub mod trust;
pub mod wire;
