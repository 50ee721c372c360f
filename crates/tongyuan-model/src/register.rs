//! What an authority keeps beside its guides: the list of items and, later, catalogues.

pub mod items;
