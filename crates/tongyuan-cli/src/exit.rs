//! Exit codes, the same for every format.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above the severity that fails.
    Clean,
    /// Findings at or above it, or differences.
    Found,
    /// Bad arguments, bad settings, unreadable input, internal error.
    Failed,
    /// Nothing was checked.
    Nothing,
    /// A page could not be had, so that nothing can be said of it.
    Undecided,
    /// An editor went away without a word, which its protocol has a code for.
    Deserted,
}

impl Exit {
    /// The exit code. Of several, 2 goes before 3 before 1 before 4.
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Clean => 0,
            Self::Found | Self::Deserted => 1,
            Self::Failed => 2,
            Self::Nothing => 3,
            Self::Undecided => 4,
        })
    }
}
