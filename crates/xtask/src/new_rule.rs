//! Scaffolds a rule: one file, complete but for what only its author knows.

use std::fs;

use crate::generate::{self, FAMILIES};

pub(crate) fn run(rest: &[String]) -> Result<(), String> {
    let (id, family) = arguments(rest)?;
    let module = id.replace('-', "_");
    let folder = generate::rules().join(family.replace('-', "_"));
    let path = folder.join(format!("{module}.rs"));
    if path.exists() {
        return Err(format!("{} is there already", path.display()));
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::write(&path, template(&id)).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{}", path.display());
    generate::write_registry()?;
    println!(
        "Fill in the file, then run `cargo test -p tongyuan-tests rules`: it fails until the examples hold."
    );
    Ok(())
}

fn arguments(rest: &[String]) -> Result<(String, &'static str), String> {
    const USAGE: &str = "cargo xtask new-rule <id> [--family <family>]";
    let (id, family) = match rest {
        [id] => (id, None),
        [id, flag, family] if flag == "--family" => (id, Some(family.as_str())),
        _ => return Err(USAGE.into()),
    };
    let is_kebab = id.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    });
    if !is_kebab || !id.contains('-') {
        return Err(format!(
            "{id} is no id of a rule: small letters with hyphens, the subject first, then the fault (material-vague)"
        ));
    }
    let family = match family {
        Some(family) => FAMILIES.iter().find(|known| **known == family),
        None => FAMILIES
            .iter()
            .filter(|family| id.starts_with(&format!("{family}-")))
            .max_by_key(|family| family.len()),
    };
    family.map(|family| (id.clone(), *family)).ok_or_else(|| {
        format!(
            "which family? {USAGE}\nthe families: {}",
            FAMILIES.join(", ")
        )
    })
}

fn template(id: &str) -> String {
    TEMPLATE.replace("{id}", id)
}

const TEMPLATE: &str = r#"//! （一句话说清这条规则。）

use crate::facts::Facts;
use crate::rule::rule;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// （检查什么。）
    ///
    /// ## 为什么
    ///
    /// （不整改，对申请人有什么害处。）
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第（ ）条。
    ///
    /// ## 怎样整改
    ///
    /// （怎样改。）
    ///
    /// ## 何时不报
    ///
    /// （哪些情形不报，由哪条规则报。）
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 其他材料
    ///           ^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 专利权质押登记申请表
    /// ```
    ///
    /// ## English
    ///
    /// (The same in short.)
    "{id}" {
        title: ("（名称）", "(title)"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”（哪里不对）",
            "“{subject}” (what is wrong)",
        ),
        help: (
            "（怎样改）",
            "(what to do)",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let canonical = facts.canonical();
    for material in facts.guide().materials.rows() {
        // 换成本规则的判断。
        if material.name.text() == Some("") {
            sink.at(canonical.locate(material.name.span()))
                .subject(material.name.text().unwrap_or_default(), material.id.text())
                .send();
        }
    }
}
"#;
