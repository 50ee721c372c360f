//! What an authority keeps beside its guides: the list of items, the catalogue of materials, the calendar.

pub mod calendar;
pub mod items;
pub mod materials;
