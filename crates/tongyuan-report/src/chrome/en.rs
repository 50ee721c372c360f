//! English.

use tongyuan_compare::{Burden, Confidence, Degree, Departure, Facet};
use tongyuan_inspect::{Role, Severity, Status};

use super::{Chrome, is_number, law};
use crate::run::Summary;

pub(super) struct En;

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

impl Chrome for En {
    fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }

    fn status(&self, status: Status) -> &'static str {
        status.key()
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Canonical => "canonical source",
            Role::Register => "register",
            Role::Other => "the other place",
            Role::Nearest => "the nearest row",
            Role::Base => "before the change",
        }
    }

    fn facet(&self, facet: Facet) -> &'static str {
        match facet {
            Facet::Document => "name",
            Facet::Holder => "whose it is",
            Facet::Form => "original or copy",
            Facet::Originals => "originals",
            Facet::Copies => "copies",
            Facet::Count => "number",
            Facet::Medium => "medium",
            Facet::Format => "format",
            Facet::Seal => "seal or signature",
            Facet::Issuer => "issuer",
            Facet::Source => "source",
            Facet::Kind => "kind",
            Facet::Case => "case",
            Facet::Necessity => "necessity",
            Facet::Basis => "basis",
            Facet::Note => "remark",
            Facet::Quantity => "quantity",
            Facet::Unit => "unit",
            Facet::Comparator => "comparator",
            Facet::Modality => "must or may",
            Facet::Logic => "all or one",
            Facet::TimeWindow => "time window",
            Facet::Exception => "exception",
            Facet::Start => "start",
            Facet::Excluded => "periods that do not count",
            Facet::Charged => "whether a fee is charged",
            Facet::Amount => "amount",
            Facet::Per => "charged per",
            Facet::Article => "article",
            Facet::DocumentNumber => "document number",
            Facet::Validity => "validity",
            Facet::Actor => "actor",
            Facet::Limit => "limit",
            Facet::Standard => "standard",
            Facet::Result => "result of the step",
            Facet::Phone => "contact",
        }
    }

    fn departure(&self, departure: Departure) -> &'static str {
        match departure {
            Departure::Added => "added",
            Departure::Removed => "left out",
            Departure::Changed => "changed",
            Departure::Tightened => "tightened",
            Departure::Loosened => "loosened",
            Departure::Reordered => "in another order",
        }
    }

    fn degree(&self, degree: Degree) -> &'static str {
        match degree {
            Degree::Wording => "wording",
            Degree::Substantive => "substantive",
        }
    }

    fn burden(&self, burden: Burden) -> &'static str {
        match burden {
            Burden::Adds => "asks more of the applicant",
            Burden::Relieves => "asks less of the applicant",
            Burden::Neutral => "asks neither more nor less",
            Burden::Unknown => "whether it asks more or less cannot be told",
        }
    }

    fn confidence(&self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Certain => "",
            Confidence::NeedsReview => "needs review",
        }
    }

    fn paragraph(&self, number: u32) -> String {
        format!("paragraph {number}")
    }

    fn cell(&self, table: u32, row: u32, column: u32) -> String {
        format!("table {table} row {row} column {column}")
    }

    fn page(&self, page: u32, block: u32) -> String {
        format!("page {page} block {block}")
    }

    fn nothing(&self) -> &'static str {
        "(not stated)"
    }

    fn list(&self, items: &[String]) -> String {
        items.join("; ")
    }

    fn brackets(&self, text: &str) -> String {
        format!(" ({text})")
    }

    fn help(&self) -> &'static str {
        "help"
    }

    fn fixable(&self) -> &'static str {
        " --fix does it."
    }

    fn note(&self) -> &'static str {
        "note"
    }

    fn failure(&self) -> &'static str {
        "failure"
    }

    fn onwards(&self, place: Option<&str>) -> String {
        place.map_or_else(
            || "from here on".to_owned(),
            |place| format!("from {place} on"),
        )
    }

    fn basis(&self, clauses: &[&str]) -> String {
        let plan: Vec<&str> = clauses
            .iter()
            .copied()
            .filter(|clause| is_number(clause))
            .collect();
        let laws = clauses.iter().filter_map(|clause| {
            let (law, article) = law(clause)?;
            Some(format!("article {article} of the {}", law.1))
        });
        let noun = if plan.len() == 1 { "clause" } else { "clauses" };
        let sources: Vec<_> = (!plan.is_empty())
            .then(|| {
                format!(
                    "{noun} {} of the 2018 work plan for open government",
                    plan.join(", ")
                )
            })
            .into_iter()
            .chain(laws)
            .collect();
        format!("basis: {}", sources.join("; "))
    }

    fn waived(&self, reason: &str, owner: &str, until: &str) -> String {
        format!("waived until {until}: {reason} (owner: {owner})")
    }

    fn known(&self) -> &'static str {
        "known from the baseline"
    }

    fn key(&self, key: &str) -> String {
        format!("key: {key}")
    }

    fn summary(&self, summary: &Summary) -> String {
        let mut text = String::new();
        if summary.mended > 0 {
            text.push_str(&format!(
                "{} mended in {}. ",
                plural(summary.mended, "place", "places"),
                plural(summary.mended_files, "file", "files")
            ));
        }
        text.push_str(&format!(
            "{} checked, {} compared: ",
            plural(summary.guides, "guide", "guides"),
            plural(summary.published, "published version", "published versions")
        ));
        if summary.errors + summary.warnings + summary.notes == 0 {
            text.push_str(match summary.waived + summary.known {
                0 => "nothing found",
                _ => "nothing else found",
            });
        } else {
            text.push_str(&format!(
                "{}, {}, {}",
                plural(summary.errors, "error", "errors"),
                plural(summary.warnings, "warning", "warnings"),
                plural(summary.notes, "note", "notes")
            ));
        }
        if summary.fixable > 0 {
            text.push_str(&format!("; --fix mends {} of them", summary.fixable));
        }
        if summary.waived > 0 {
            text.push_str(&format!("; {} waived", summary.waived));
        }
        if summary.known > 0 {
            text.push_str(&format!("; {} known from the baseline", summary.known));
        }
        if summary.unreadable > 0 {
            text.push_str(&format!(
                "; {} could not be read and {} not checked",
                plural(summary.unreadable, "file", "files"),
                if summary.unreadable == 1 {
                    "was"
                } else {
                    "were"
                }
            ));
        }
        text.push('.');
        text
    }

    fn equal(&self) -> &'static str {
        "The two guides say the same."
    }

    fn differences(&self, substantive: usize, wording: usize) -> String {
        format!(
            "{}, {} of wording.",
            plural(
                substantive,
                "substantive difference",
                "substantive differences"
            ),
            wording
        )
    }

    fn agreements(&self, count: usize) -> String {
        format!(
            "{} the same.",
            plural(count, "row or value is", "rows or values are")
        )
    }

    fn agrees(&self) -> &'static str {
        "the same"
    }

    fn taken_as_same(&self, names: &[&str]) -> String {
        format!("taken as the same: {}", names.join(", "))
    }

    fn rest_taken_as_same(&self, names: &[&str]) -> String {
        format!("for the rest taken as the same: {}", names.join(", "))
    }

    fn nearest(&self, name: &str, place: &str) -> String {
        format!("nearest row of the other guide (too far to be the same): “{name}” ({place})")
    }

    fn comparison(&self) -> &'static str {
        "Comparison of two service guides"
    }

    fn side_a(&self) -> &'static str {
        "A (reference)"
    }

    fn side_b(&self) -> &'static str {
        "B"
    }

    fn marks(&self) -> &'static str {
        "Struck out: words of A that B does not have. Underlined: words of B that A does not have."
    }

    fn named(&self, name: &str, value: &str) -> String {
        format!("{name}: {value}")
    }

    fn doubtful(&self) -> &'static str {
        "Both may mean the same: a person should look before anything is concluded."
    }
}
