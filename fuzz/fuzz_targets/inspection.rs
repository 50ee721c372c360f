//! The data of an inspection as somebody has altered it: every form of the report is made of it, or it is refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_report::Inspection;
use tongyuan_report::inspection::{ReportTemplates, report_files, report_names};

fuzz_target!(|text: &str| {
    let Ok(inspection) = Inspection::of_json(text) else {
        return;
    };
    let Ok(templates) = ReportTemplates::of(&inspection.templates) else {
        return;
    };
    let names = report_names(&inspection);
    report_files(&inspection, &templates, &mut |name, _| {
        assert!(names.contains(name), "{name}");
        assert!(!name.contains("..") && !name.starts_with('/'), "{name}");
    });
});
