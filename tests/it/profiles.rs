//! Profiles of the layouts of sites: the words of a site, its selectors, and mistakes in them.

use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

/// A repository in a folder of its own.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("guides")).unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self { folder }
    }

    /// Reads a file, from inside the folder.
    fn extract(&self, name: &str, more: &[&str]) -> Ran {
        let arguments = [&["extract", name][..], more].concat();
        run_in(self.folder.path(), &arguments, &[], b"")
    }
}

/// The first block of a language in a page of the documentation.
fn block<'t>(text: &'t str, language: &str) -> &'t str {
    let open = format!("```{language}\n");
    let start = text.find(&open).unwrap() + open.len();
    let end = text[start..].find("```").unwrap();
    &text[start..start + end]
}

#[test]
fn the_example_of_the_documentation_is_read_as_it_says() {
    let text = workspace::text("docs/profiles.md");
    let page = block(&text, "html");
    let profile = block(&text, "toml");
    let with = Repository::new(&[
        ("profiles/example-city.toml", profile),
        ("halls/online/food.html", page),
    ]);
    let ran = with.extract("halls/online/food.html", &[]);
    assert_eq!(ran.err, "");
    assert_eq!((ran.code, ran.out.as_str()), (0, block(&text, "yaml")));
    let without = Repository::new(&[("halls/online/food.html", page)]);
    let ran = without.extract("halls/online/food.html", &[]);
    assert_eq!(ran.out, "materials:\n  - name: 营业执照\n");
    assert_eq!(ran.err.matches("不认识栏目").count(), 4, "{}", ran.err);
}

#[test]
fn each_mistake_in_a_profile_is_told_at_its_line() {
    let profile = "name = \"site\"\n[labels]\n\"您要带什么\" = \"materals\"\n[select]\nitem.nam = \"h1\"\nskip = [\".nav\", \"a:hover\"]\n";
    let wrong = Repository::new(&[("profiles/site.toml", profile), ("a.html", "<p>甲</p>")]);
    let ran = wrong.extract("a.html", &["--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let places: Vec<&str> = ran
        .err
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> "))
        .collect();
    let lines = [
        "profiles/site.toml:3:11",
        "profiles/site.toml:5:6",
        "profiles/site.toml:6:17",
    ];
    assert_eq!(places, lines, "{}", ran.err);
    for said in [
        "there is no value “materals”",
        "Did you mean “materials”?",
        "a profile has no “item.nam”",
        "Did you mean “item.name”?",
        "the selector “a:hover” is not understood from “:hover” on",
        "A selector is made of: names of elements",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    let ran = wrong.extract("a.html", &[]);
    for said in [
        "没有“materals”这个取值",
        "方案里没有“item.nam”这一项",
        "选择器“a:hover”从“:hover”起不能识别",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
}

#[test]
fn a_selector_that_means_nothing_is_told_on_the_pages_that_its_profile_is_for() {
    let profile = "name = \"site\"\n[match]\nname = \"halls/*.html\"\n\n[select]\n\"办理结果\" = \"#result\"\n";
    let page = "<h2>申请材料</h2><ol><li>申请表</li></ol>";
    let own = Repository::new(&[
        ("profiles/site.toml", profile),
        ("halls/a.html", page),
        ("other/a.html", page),
    ]);
    let ran = own.extract("halls/a.html", &["--lang", "en"]);
    assert_eq!(ran.out, "materials:\n  - name: 申请表\n");
    let note = "nothing on the page is what the selector “#result” (results) means; see line 6 of the profile profiles/site.toml";
    assert!(ran.err.contains(note), "{}", ran.err);
    // Not on pages of other sites, unless the profile is chosen.
    assert_eq!(own.extract("other/a.html", &[]).err, "");
    let chosen = own.extract("other/a.html", &["--profile", "site"]);
    let note = "“#result”（办理结果）所指的内容；请核对方案 profiles/site.toml 第 6 行";
    assert!(chosen.err.contains(note), "{}", chosen.err);
}
