//! Readings of the small forms inside a text: numerals, list markers, brackets, citations, telephone numbers, requirement rows.
//!
//! Pure functions from text to what it says, with byte ranges into the text they were given. Reading and comparing both
//! rest on them, so that a quantity is never read one way and compared another.

pub mod amount;
pub mod bracket;
pub mod citation;
pub mod clock;
pub mod code;
pub mod document_number;
pub mod kinds;
pub mod limit;
pub mod marker;
pub mod numeral;
pub mod personal;
pub mod phone;
pub mod requirement;
pub mod residue;
pub mod restated;
pub mod traditional;
pub mod web;
pub mod width;
