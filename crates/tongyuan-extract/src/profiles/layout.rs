//! What a profile says of the pages of one site: when it applies, what sections are called, where fields stand.

use globset::{GlobBuilder, GlobMatcher};

use crate::guide::{Label, Labels};
use crate::html::{Selector, host};

/// What a profile says of pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// How messages call the profile: its file, or its name.
    pub(crate) source: String,
    pub(super) signs: Signs,
    pub(crate) labels: Labels,
    pub(crate) picks: Vec<Pick>,
}

/// A selector with the field that it is for; [`Label::Skipped`] is what is not read.
#[derive(Clone, Debug)]
pub(crate) struct Pick {
    pub(crate) label: Label,
    pub(crate) selector: Selector,
    /// The selector as it is written.
    pub(crate) text: String,
    /// The line of the profile, from 1.
    pub(crate) line: usize,
}

/// By what the pages of a site are known. What is given must hold; of several values, one.
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    pub(super) hosts: Vec<String>,
    pub(super) names: Vec<Vec<GlobMatcher>>,
    pub(super) contains: Vec<String>,
}

impl Layout {
    /// Whether it says anything at all.
    pub(super) fn is_empty(&self) -> bool {
        self.labels.is_empty() && self.picks.is_empty()
    }

    /// The layout with what it does not say filled from its base: words one by one, selectors field by field.
    pub(super) fn on(mut self, base: &Self) -> Self {
        self.labels.add_all(&base.labels);
        let own: Vec<Label> = self.picks.iter().map(|pick| pick.label).collect();
        let others = base.picks.iter();
        let others = others.filter(|pick| !own.contains(&pick.label));
        self.picks.extend(others.cloned());
        self
    }

    /// Whether it applies to a page by itself.
    pub(super) fn applies(&self, name: &str, text: &str, hosts: &[String]) -> bool {
        let Signs {
            hosts: own,
            names,
            contains,
        } = &self.signs;
        let named = host(name);
        let is_own = |pattern: &String| {
            let all = hosts.iter().chain(&named);
            all.into_iter().any(|host| is_host(pattern, host))
        };
        let is_named = |globs: &Vec<GlobMatcher>| globs.iter().any(|glob| glob.is_match(name));
        let is_given = !own.is_empty() || !names.is_empty() || !contains.is_empty();
        is_given
            && (own.is_empty() || own.iter().any(is_own))
            && (names.is_empty() || names.iter().any(is_named))
            && (contains.is_empty() || contains.iter().any(|part| text.contains(part.as_str())))
    }
}

/// `*.example.gov.cn` is every host below it.
fn is_host(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(end) => host.ends_with(end) && host.len() > end.len(),
        None => host == pattern,
    }
}

/// The pattern of a name, from its beginning or behind any folder.
pub(super) fn globs(pattern: &str) -> Option<Vec<GlobMatcher>> {
    const LONGEST: usize = 500;
    if pattern.is_empty() || pattern.len() > LONGEST {
        return None;
    }
    let whole = [pattern.to_owned(), format!("**/{pattern}")];
    let globs = whole.iter().map(|pattern| {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        glob.ok().map(|glob| glob.compile_matcher())
    });
    globs.collect()
}

#[cfg(test)]
mod tests {
    use crate::Profiles;

    /// The profile that applies to a page, where one does.
    fn applying(profiles: &Profiles, name: &str, text: &str, hosts: &[&str]) -> Option<String> {
        let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
        let layout = profiles.layout(name, text, &hosts);
        layout.map(|layout| layout.source.clone())
    }

    #[test]
    fn a_profile_applies_where_all_its_signs_are() {
        let mut profiles = Profiles::default();
        for (name, signs) in [
            ("a", "host = [\"a.example.cn\", \"*.b.example.cn\"]"),
            ("b", "name = \"halls/*/x?.html\"\ncontains = \"平台\""),
            ("c", ""),
        ] {
            let text =
                format!("name = \"{name}\"\n[match]\n{signs}\n[labels]\n\"甲\" = \"fees\"\n");
            assert_eq!(profiles.add(&text), Ok(name.to_owned()));
        }
        let all = [
            ("x.html", "", &["a.example.cn"][..], Some("a")),
            ("x.html", "", &["c.cn", "z.b.example.cn"], Some("a")),
            ("x.html", "", &["b.example.cn"], None),
            ("https://A.example.cn/x", "", &[], Some("a")),
            ("halls/online/x1.html", "某平台", &[], Some("b")),
            ("/repo/halls/online/x1.html", "某平台", &[], Some("b")),
            ("halls/online/x1.html", "", &[], None),
            ("halls/online/y/x1.html", "某平台", &[], None),
            ("other/x1.html", "某平台", &[], None),
        ];
        for (name, text, hosts, profile) in all {
            let found = applying(&profiles, name, text, hosts);
            assert_eq!(found.as_deref(), profile, "{name} {hosts:?}");
        }
        assert!(profiles.choose("c"));
        let found = applying(&profiles, "x.html", "", &["a.example.cn"]);
        assert_eq!(found.as_deref(), Some("c"));
        // One that says nothing of pages leaves the others to it.
        assert!(profiles.choose("national"));
        let found = applying(&profiles, "x.html", "", &["a.example.cn"]);
        assert_eq!(found.as_deref(), Some("a"));
    }

    #[test]
    fn what_a_profile_does_not_say_comes_from_its_base() {
        let mut profiles = Profiles::default();
        let base =
            "name = \"base\"\n[labels]\n\"甲\" = \"fees\"\n[select]\nfaq = \"#a\"\nskip = \".n\"\n";
        let own = "name = \"own\"\nbase = \"base\"\n[select]\nfaq = \"#b\"\n";
        assert!(profiles.add(base).is_ok() && profiles.add_file("own.toml", own).is_ok());
        assert!(profiles.choose("own"));
        let layout = profiles.layout("x", "", &[]).unwrap();
        let picks = layout.picks.iter().map(|pick| pick.text.as_str());
        assert_eq!(picks.collect::<Vec<_>>(), ["#b", ".n"]);
        assert_eq!(layout.source, "own.toml");
        assert!(!layout.labels.is_empty());
    }
}
