//! The tests of the whole.

// Tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod adopt;
mod base;
mod baseline;
mod calendar;
mod capture;
mod changes;
mod commands;
mod departures;
mod diff;
mod discovery;
mod dossiers;
mod equivalence;
mod exchange;
mod fix;
mod fix_command;
mod fixtures;
mod formats;
mod generated;
mod hostile;
mod inspect;
mod inspect_words;
mod laws;
mod ledger;
mod lsp;
mod matrix;
mod not_faults;
mod own_rules;
#[cfg(unix)]
mod pipelines;
mod planted;
mod profiles;
mod register;
mod render;
mod round_trip;
mod rules;
mod schema;
mod slips;
mod spans;
mod tidy;
mod variants;
mod waivers;
mod watch;
