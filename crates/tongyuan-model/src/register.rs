//! What an authority keeps beside its guides: the list of items, the catalogue of materials, the laws that guides cite, the
//! certificates that were cancelled, the calendar of working days, and what is accepted for a time: waivers and a baseline.

pub mod baseline;
pub mod calendar;
pub mod cancelled;
pub mod items;
pub mod laws;
pub mod materials;
pub mod waivers;
