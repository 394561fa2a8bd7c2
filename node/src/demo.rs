//! Marrow Valley: seven invented organisations in which anybody can see what stn does, on one computer.
//!
//! Everything about the valley is plain text in `config/demo`, for people to read and to change.
//! [`nodes`] runs its organisations on loopback, [`settle`] lets its people join and trust each other, and
//! [`story`] plays what they do. Every block between the nodes is tapped, and [`learned`] says what it told
//! its receiver. Nothing here prints.

pub mod account;
pub mod learned;
pub mod nodes;
pub mod person;
pub mod settle;
pub mod showing;
pub mod story;
pub mod traffic;
pub mod trouble;
pub mod valley;
