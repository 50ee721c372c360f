//! The rules: one file a rule, one folder a family. [`registry`] is generated from the folders.

mod registry;
mod shapes;
mod ways;

pub(crate) use registry::{FAMILIES, REGISTRY};
