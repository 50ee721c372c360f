//! Progress on long runs, on a terminal only.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tongyuan::Language;

use crate::language::say;

/// The progress of a run.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Shows progress over `count` guides, where somebody looks and there are enough of them to wait for.
    pub(crate) fn over(count: usize, language: Language, is_quiet: bool) -> Self {
        let template = say(
            language,
            "检查 {pos}/{len} 份指南 {bar:40} 还需 {eta}",
            "{pos}/{len} guides {bar:40} {eta} left",
        );
        Self::shown(count, template, is_quiet || count < 100)
    }

    /// Shows progress over `count` pages, each of which takes its time.
    pub(crate) fn over_pages(count: usize, language: Language, is_quiet: bool) -> Self {
        let template = say(
            language,
            "抓取 {pos}/{len} 个网页 {bar:40} 还需 {eta}",
            "{pos}/{len} pages {bar:40} {eta} left",
        );
        Self::shown(count, template, is_quiet)
    }

    fn shown(count: usize, template: &str, is_hidden: bool) -> Self {
        let is_seen = std::io::stderr().is_terminal() && std::env::var_os("CI").is_none();
        if is_hidden || !is_seen {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
