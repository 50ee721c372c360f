//! The rules: one file a rule, one folder a family. [`registry`] is generated from the folders.

mod legal;
mod catalogue;
mod registry;
mod shapes;
mod texts;
mod ways;

pub(crate) use registry::{FAMILIES, REGISTRY};
