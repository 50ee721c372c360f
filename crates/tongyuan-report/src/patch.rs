//! What a mended file would be, as a patch.

use similar::TextDiff;

use crate::clean::clean;

/// The lines around a change that a patch shows.
const CONTEXT: usize = 3;

/// The changes of a file in the unified form that `patch` and `git apply` read; nothing where there are none. Personal data around
/// them is masked, as in every output.
#[must_use]
pub fn patch(file: &str, before: &str, after: &str) -> String {
    let (before, after) = (clean(before), clean(after));
    let file = clean(file).replace(['\n', '\r', '\t'], " ");
    TextDiff::from_lines(before.as_ref(), after.as_ref())
        .unified_diff()
        .context_radius(CONTEXT)
        .header(&format!("a/{file}"), &format!("b/{file}"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_the_lack_of_one_are_kept() {
        assert_eq!(
            patch("guides/a.yaml", "甲\r\n２\r\n乙", "甲\r\n2\r\n乙"),
            "--- a/guides/a.yaml\n+++ b/guides/a.yaml\n@@ -1,3 +1,3 @@\n 甲\r\n-２\r\n+2\r\n 乙\n\\ No newline at end of file\n"
        );
        assert_eq!(patch("a", "甲\n", "甲\n"), "");
    }
}
