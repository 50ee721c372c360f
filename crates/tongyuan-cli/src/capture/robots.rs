//! robots.txt (RFC 9309): what a site asks of programs.
//!
//! Rules are matched without regular expressions, because the file is whatever its site, or whoever has taken it over, likes.

use std::time::Duration;

/// What is read of the file; the RFC asks for no less.
pub(crate) const MOST_BYTES: u64 = 500 * 1024;

/// A delay that a site asks for is kept up to this.
const LONGEST_DELAY: f32 = 30.0;

/// The name that a group of rules may address this program by.
const OUR_NAME: &str = "tongyuan";

/// What a site asks of this program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
    /// How long to wait between two questions.
    pub(crate) delay: Option<Duration>,
}

#[derive(Clone, Debug)]
struct Rule {
    pattern: String,
    is_allowed: bool,
}

impl Robots {
    /// Reads the file. A line that is no rule is passed over.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{FEFF}');
        let (mut own, mut any) = (Self::default(), Self::default());
        let mut is_addressed = false;
        // Who the group at hand addresses, and whether its list of names is still open.
        let (mut is_own, mut is_any, mut is_open) = (false, false, false);
        for line in text.split(['\n', '\r', '\0']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else {
                continue;
            };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                if !is_open {
                    (is_own, is_any, is_open) = (false, false, true);
                }
                is_own |= is_our_name(value);
                is_any |= value == "*";
                is_addressed |= is_own;
                continue;
            }
            for (group, is_meant) in [(&mut own, is_own), (&mut any, is_any)] {
                if is_meant {
                    group.add(&field, value);
                }
            }
            if matches!(field.as_str(), "allow" | "disallow") {
                is_open = false;
            }
        }
        if is_addressed { own } else { any }
    }

    fn add(&mut self, field: &str, value: &str) {
        match field {
            "allow" | "disallow" if !value.is_empty() => self.rules.push(Rule {
                pattern: normal(value),
                is_allowed: field == "allow",
            }),
            "crawl-delay" => {
                self.delay = value
                    .parse()
                    .ok()
                    .filter(|seconds: &f32| *seconds > 0.0)
                    .map(|seconds| Duration::from_secs_f32(seconds.min(LONGEST_DELAY)));
            }
            _ => {}
        }
    }

    /// Whether a path with its query may be asked for: the longest rule decides, and of two the milder.
    pub(crate) fn allow(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path);
        let matching = self.rules.iter().filter(|rule| rule.matches(&path));
        matching
            .map(|rule| (rule.pattern.len(), rule.is_allowed))
            .max()
            .is_none_or(|(_, is_allowed)| is_allowed)
    }
}

impl Rule {
    /// Each piece between two stars is looked for once, from the left, where the one before ended: that is enough, and takes
    /// no longer than the path is.
    fn matches(&self, path: &str) -> bool {
        let (pattern, is_anchored) = match self.pattern.strip_suffix('$') {
            Some(pattern) => (pattern, true),
            None => (self.pattern.as_str(), false),
        };
        let (first, pieces) = match pattern.split_once('*') {
            Some((first, rest)) => (first, Some(rest)),
            None => (pattern, None),
        };
        let Some(mut rest) = path.strip_prefix(first) else {
            return false;
        };
        let Some(pieces) = pieces else {
            return !is_anchored || rest.is_empty();
        };
        let (pieces, last) = match pieces.rsplit_once('*') {
            Some((pieces, last)) => (pieces, last),
            None => ("", pieces),
        };
        for piece in pieces.split('*') {
            match rest.find(piece) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
        if is_anchored {
            rest.ends_with(last)
        } else {
            rest.contains(last)
        }
    }
}

/// Whether a group calls us: by our name, whatever its case and whatever stands behind it.
fn is_our_name(value: &str) -> bool {
    let end = value
        .find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_'))
        .unwrap_or(value.len());
    value[..end].eq_ignore_ascii_case(OUR_NAME)
}

/// A path in one way of writing: what needs no escape has none, what has one has it in capitals.
fn normal(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| path.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let (byte, is_escaped) = escaped.map_or((bytes[at], false), |byte| (byte, true));
        at += if is_escaped { 3 } else { 1 };
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_plain || (!is_escaped && byte.is_ascii_graphic()) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(text: &str, path: &str) -> bool {
        Robots::parse(text.as_bytes()).allow(path)
    }

    #[test]
    fn groups() {
        let text =
            "\u{FEFF}# 说明\nUser-agent: other\nDisallow: /\n\nUser-Agent: *\nDisallow: /any\n";
        assert!(allows(text, "/a"));
        assert!(!allows(text, "/any/a"));
        // Our own group replaces the one for all, wherever it stands.
        let text = "user-agent: *\ndisallow: /\n\nuser-agent: x\nuser-agent: Tongyuan/1.0\ncrawl-delay: 5\nDisallow: /own\n";
        assert!(allows(text, "/a"));
        assert!(!allows(text, "/own"));
        let robots = Robots::parse(text.as_bytes());
        assert_eq!(robots.delay, Some(Duration::from_secs(5)));
        // Two groups of one name are one.
        let text = "user-agent: tongyuan\ndisallow: /a\nuser-agent: x\ndisallow: /b\nuser-agent: tongyuan\ndisallow: /c\n";
        assert!(!allows(text, "/a") && allows(text, "/b") && !allows(text, "/c"));
        assert!(allows("user-agent: tongyuanbot\ndisallow: /", "/a"));
        // A rule that belongs to nobody, and a page instead of the file.
        assert!(allows("disallow: /\n", "/a"));
        assert!(allows("<!doctype html><html><body>404</body></html>", "/a"));
        assert!(allows("user-agent: *\ndisallow:\n", "/a"));
        assert!(allows("user-agent: *\ndisallow: /\n", "/robots.txt"));
    }

    #[test]
    fn patterns() {
        for (pattern, path, wanted) in [
            ("/fish", "/fish.html", true),
            ("/fish", "/Fish", false),
            ("/fish*", "/fish", true),
            ("/fish/", "/fish", false),
            ("/*.php", "/a/b.php?c", true),
            ("/*.php$", "/a/b.php?c", false),
            ("/*.php$", "/a/b.php.php", true),
            ("/a*b*c", "/a1b2c3", true),
            ("/a*b*c", "/a1c2b3", false),
            ("/a*b$", "/ab", true),
            ("/$", "/", true),
            ("/$", "/a", false),
            ("*", "/", true),
            ("/办事", "/%E5%8A%9E%E4%BA%8B/1", true),
            ("/%e5%8a%9e", "/%E5%8A%9E", true),
            ("/a%2Db", "/a-b", true),
            ("/a%2Fb", "/a/b", false),
        ] {
            let text = format!("user-agent: *\ndisallow: {pattern}\n");
            assert_eq!(!allows(&text, path), wanted, "{pattern} {path}");
        }
    }

    #[test]
    fn the_longest_rule_decides() {
        let text = "user-agent: *\ndisallow: /a\nallow: /a/b\ndisallow: /c\nallow: /c\n";
        assert!(!allows(text, "/a/c"));
        assert!(allows(text, "/a/b/c"));
        assert!(allows(text, "/c"));
    }

    #[test]
    fn a_hostile_file_costs_little() {
        let text = format!(
            "user-agent: *\n{}",
            "disallow: /*a*a*a*a*a*a*a*ab\n".repeat(10_000)
        );
        let robots = Robots::parse(text.as_bytes());
        let start = std::time::Instant::now();
        assert!(robots.allow(&format!("/{}", "a".repeat(2000))));
        assert!(start.elapsed() < Duration::from_secs(2));
    }
}
