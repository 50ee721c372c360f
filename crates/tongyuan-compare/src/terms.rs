//! On which terms texts are compared: which words mean the same here, beside those that mean the same everywhere.

use crate::normalise;

/// The terms on which two guides are compared.
#[derive(Clone, Debug, Default)]
pub struct Terms {}

impl Terms {
    /// A text in its normal form.
    pub(crate) fn plain(&self, text: &str) -> String {
        normalise::plain(text)
    }
}
