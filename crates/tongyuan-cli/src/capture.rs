//! Fetching published pages: the only part of the program that opens connections.
//!
//! | file | what it does |
//! |---|---|
//! | `address.rs` | which addresses may be asked at all |
//! | `client.rs` | one question and its answer, within limits |
//! | `failure.rs` | why no answer came |
//! | `body.rs` | unpacks an answer, within limits |
//! | `robots.rs` | what a site asks of programs |
//! | `fetch.rs` | a page: redirects, repeated tries, pauses, robots |
//! | `store.rs` | where a page and its evidence are kept, and whether it has changed |
//!
//! What comes back is never trusted: it is bounded in time and size, and kept as bytes.

pub(crate) mod address;
mod body;
pub(crate) mod client;
mod failure;
pub(crate) mod fetch;
mod robots;
pub(crate) mod store;
