//! Every value that is read has its place: cut out of the source there, it is the value.

use serde_json::Value;
use tongyuan::{Capture, read};
use tongyuan_model::noun::Leaf;
use tongyuan_model::text::numeral;
use tongyuan_model::text::width::narrow;
use tongyuan_tests::workspace;

/// Whether the text at the place of a value holds it: the characters of a text in their order, the digits of a number or its
/// numeral.
fn holds(cut: &str, leaf: &Leaf) -> bool {
    match &leaf.value {
        Value::String(own) if leaf.is_text => {
            let mut rest = cut.chars();
            let mut own = own.chars().filter(|c| c.is_alphanumeric());
            own.all(|wanted| rest.any(|c| c == wanted))
        }
        Value::Number(number) => {
            let cut: String = cut.chars().map(narrow).collect();
            let numerals = cut.split(|c| !numeral::begins(c));
            let mut wholes = numerals.filter_map(numeral::whole);
            cut.contains(&number.to_string()) || wholes.any(|own| Some(own) == number.as_u64())
        }
        _ => true,
    }
}

#[test]
fn every_value_of_the_fixtures_stands_where_it_says() {
    let mut values = 0;
    let mut departures = Vec::new();
    for folder in ["fixtures/cnipa", "fixtures/apart"] {
        for file in workspace::files(folder) {
            let bytes = std::fs::read(workspace::root().join(&file)).unwrap();
            let read = read(&Capture::new(file.clone(), bytes));
            for leaf in read.guides.iter().flat_map(tongyuan::Guide::leaves) {
                values += 1;
                let cut = read.source.slice(leaf.span);
                if !read.source.bears(&leaf) || !holds(cut, &leaf) {
                    departures.push(format!("{file}: {leaf:?} in {cut:?}"));
                }
            }
        }
    }
    assert!(departures.is_empty(), "{departures:#?}");
    assert!(values > 5000, "{values}");
}
