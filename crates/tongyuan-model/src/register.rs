//! What an authority keeps beside its guides: the list of items, the catalogue of materials, the laws that guides cite, and the
//! certificates that were cancelled.

pub mod cancelled;
//! What an authority keeps beside its guides: the list of items, the catalogue of materials, the calendar.

pub mod calendar;
pub mod items;
pub mod laws;
pub mod materials;
