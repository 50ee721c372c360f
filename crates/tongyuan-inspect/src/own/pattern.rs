//! Regular expressions of a repository's own rules: linear, and bounded in size.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

/// No compiled pattern takes more memory, in bytes.
const LARGEST: usize = 256 * 1024;
/// No pattern nests deeper.
const DEEPEST: u32 = 50;

/// Why a regular expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternFault {
    /// It breaks the rules of regular expressions.
    Syntax {
        /// The bytes of it that are wrong, where that can be told.
        at: Option<Range<usize>>,
        /// The library's own words, in English.
        detail: String,
    },
    /// It looks around, or repeats what was matched: that cannot be done in linear time.
    Unbounded {
        /// The bytes of it that do.
        at: Option<Range<usize>>,
    },
    /// It is too large: counted repetitions multiply.
    TooLarge,
}

/// Compiles a pattern.
pub(crate) fn compile(text: &str) -> Result<Regex, PatternFault> {
    let built = RegexBuilder::new(text)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .nest_limit(DEEPEST)
        .build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => PatternFault::TooLarge,
        error => syntax(&error.to_string()),
    })
}

/// Where in its pattern a fault is.
pub(crate) fn place(fault: &PatternFault) -> Option<Range<usize>> {
    match fault {
        PatternFault::Syntax { at, .. } | PatternFault::Unbounded { at } => at.clone(),
        PatternFault::TooLarge => None,
    }
}

/// What the library says of a pattern, as a place and words: its error is a picture of the pattern with a mark under it.
fn syntax(shown: &str) -> PatternFault {
    let line = |start: &str| {
        let mut lines = shown.lines();
        lines.find_map(|line| line.strip_prefix(start))
    };
    let detail = line("error: ").unwrap_or("invalid").trim().to_owned();
    let mut pictures = shown.lines().skip(1);
    let marked = pictures.next().zip(pictures.next());
    let at = marked.and_then(|(pattern, marks)| {
        // Both lines are indented alike, and a mark is as wide as one character.
        let indent = pattern.len() - pattern.trim_start().len();
        let from = marks.chars().position(|c| c == '^')?.checked_sub(indent)?;
        let count = marks.chars().filter(|c| *c == '^').count();
        let pattern = pattern.get(indent..)?;
        let byte = |index| {
            let mut all = pattern.char_indices().map(|(at, _)| at);
            all.nth(index).unwrap_or(pattern.len())
        };
        Some(byte(from)..byte(from + count))
    });
    if detail.starts_with("look-around") || detail.starts_with("backreferences") {
        PatternFault::Unbounded { at }
    } else {
        PatternFault::Syntax { at, detail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_has_its_place() {
        let fault = |text: &str| compile(text).err();
        let Some(PatternFault::Syntax { at, detail }) = fault("第[0-9+条") else {
            panic!("{:?}", fault("第[0-9+条"));
        };
        assert_eq!(
            (at, detail.as_str()),
            (Some(3..4), "unclosed character class")
        );
        let Some(PatternFault::Syntax { at, .. }) = fault("甲(乙") else {
            panic!("{:?}", fault("甲(乙"));
        };
        assert_eq!(at, Some(3..4));
        assert_eq!(
            fault("(?=甲)"),
            Some(PatternFault::Unbounded { at: Some(0..3) })
        );
        assert_eq!(
            fault(r"(甲)\1"),
            Some(PatternFault::Unbounded { at: Some(5..7) })
        );
    }

    #[test]
    fn size_and_depth_are_bounded() {
        for large in ["(((a{100}){100}){100}){100}", r"\w{10000}"] {
            assert_eq!(
                compile(large).err(),
                Some(PatternFault::TooLarge),
                "{large}"
            );
        }
        let deep = format!("{}a{}", "(".repeat(100), ")".repeat(100));
        assert!(matches!(compile(&deep), Err(PatternFault::Syntax { .. })));
        assert!(compile("^[0-9]{1,10}$").is_ok());
    }
}
