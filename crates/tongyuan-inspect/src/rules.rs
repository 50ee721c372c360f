//! The rules: one file a rule, one folder a family. [`registry`] is generated from the folders.

mod catalogue;
mod legal;
mod registry;
mod shapes;
mod texts;
mod ways;

pub(crate) use registry::{FAMILIES, REGISTRY};
