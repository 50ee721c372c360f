//! A text in any field of a record.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_fuzz::read;

fuzz_target!(|parts: (&str, &str, &str)| {
    let (field, text, code) = parts;
    let quoted = |text: &str| {
        let escaped: String = text
            .chars()
            .map(|c| match c {
                '"' | '\\' => format!("\\{c}"),
                c if c < ' ' => format!("\\u{:04x}", c as u32),
                c => c.to_string(),
            })
            .collect();
        format!("\"{escaped}\"")
    };
    let (field, text, code) = (quoted(field), quoted(text), quoted(code));
    let record = format!(
        "{{\"task_name\": {text}, \"accept_condition\": {text}, \"by_law\": {text}, {field}: {code}, \
         \"server_type\": {code}, \"promise_day\": {code}, \"promise_type\": {code}, \"promise_explain\": {text}, \
         \"AUDIT_MATERIAL\": [{{\"material_name\": {text}, \"is_need\": {code}, \"page_num\": {code}, \"remark\": {text}}}]}}"
    );
    read("a.json", record);
});
