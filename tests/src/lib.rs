//! What the tests of the workspace share: examples run, generated files made, the command started.

// Tests may fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_debug_implementations
)]

pub mod command;
pub mod document;
pub mod example;
pub mod generated;
pub mod repository;
pub mod seeded;
pub mod statute;
pub mod workspace;
