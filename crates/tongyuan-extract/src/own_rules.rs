//! The rules that a repository writes for itself, `rules/*.yaml` or `.json`.

use std::sync::LazyLock;

use tongyuan_model::StatedRules;
use tongyuan_model::schema;
use tongyuan_model::tree::{Node, Value};

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::format::Format;
use crate::tree::{Register, with_tree};
use crate::yaml;

/// The whole guide that examples are put over.
const BASE: &str = include_str!("own_rules.yaml");

/// Reads a file of rules and holds it against its schema. What its rules say is not looked into.
#[must_use]
pub fn read_own_rules(capture: &Capture) -> Register<StatedRules> {
    let format = match Format::of(capture) {
        Ok(format @ (Format::Yaml | Format::Json)) => format,
        // A file that is called so is meant to be one: what is wrong with it is told by its reader.
        Ok(_) => Format::Yaml,
        Err(failure) => return Register::failed(failure),
    };
    let mut violations = Vec::new();
    let read = with_tree(capture, format, |tree, _, _| match &tree.value {
        Value::Map(_) => {
            violations = schema::own_rules()
                .map(|schema| schema.violations(tree))
                .unwrap_or_default();
            Ok(StatedRules::from_tree(tree, &violations, base()))
        }
        _ => Err(Failure::at(FailureKind::NotAGuide, tree.span)),
    });
    Register {
        value: read.value,
        source: read.source,
        violations,
        notes: read.notes,
        failure: read.failure,
    }
}

fn base() -> &'static Node<'static> {
    static TREE: LazyLock<Node<'static>> = LazyLock::new(|| {
        // A test holds that it is read.
        yaml::parse(BASE)
            .unwrap_or_else(|_| Node::new(Value::Null, tongyuan_model::Span::default()))
    });
    &TREE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_below_examples_is_whole() {
        let guide = schema::guide().unwrap();
        assert_eq!(guide.violations(base()), []);
    }

    #[test]
    fn an_example_says_what_it_says_and_the_rest_stands_where_it_does() {
        let text =
            "规则清单:\n- 标识: own-a\n  标题: 甲\n  必填: true\n  反例:\n    事项: {名称: 乙}\n";
        let read = read_own_rules(&Capture::new("rules/a.yaml", text));
        assert_eq!(read.violations, []);
        let rules = read.value.unwrap().rules;
        let [example] = rules[0].examples.as_slice() else {
            panic!("{rules:?}");
        };
        let item = example.guide.item.given().unwrap();
        assert_eq!(read.source.slice(item.name.span()), "乙");
        assert!(item.authority.is_missing());
        let materials = &example.guide.materials;
        assert_eq!(materials.rows().len(), 2);
        assert_eq!(read.source.slice(materials.span()), "事项: {名称: 乙}");
    }

    #[test]
    fn a_rule_that_breaks_the_schema_is_known_as_such() {
        let text = "rules:\n- {id: own-a, title: a, requird: true}\n- {id: own-b, title: b, required: true}\n";
        let read = read_own_rules(&Capture::new("rules/a.yaml", text));
        assert_eq!(read.violations.len(), 1, "{:?}", read.violations);
        let whole: Vec<bool> = read
            .value
            .unwrap()
            .rules
            .iter()
            .map(|own| own.is_whole)
            .collect();
        assert_eq!(whole, [false, true]);
    }
}
