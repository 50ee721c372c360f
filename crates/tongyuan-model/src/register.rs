//! What an authority keeps beside its guides: the list of items and the catalogue of materials.

pub mod items;
pub mod materials;
