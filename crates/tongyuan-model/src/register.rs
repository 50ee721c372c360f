//! What an authority keeps beside its guides: the list of items, the catalogue of materials, the laws that guides cite, the
//! certificates that were cancelled, and the calendar of working days.

pub mod calendar;
pub mod cancelled;
pub mod items;
pub mod laws;
pub mod materials;
