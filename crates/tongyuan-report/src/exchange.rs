//! Guides as records of the national service platform: `AUDIT_ITEM` and what belongs to it, as JSON.
//!
//! What a record has no field for is in [`LOSSES`](crate::LOSSES).

use serde_json::{Map, Number as JsonNumber, Value};
use tongyuan_model::{
    Channel, ChannelEntry, CodeList, Condition, FeeItem, Guide, Item, LegalBasis, Material, Medium,
    ProcessStep, Profile, Reading, ResultDocument, Submission, TimeLimit, TimeUnit, Window,
};

use crate::guide_json::masked;
use crate::json::pretty;

/// How the fields of a record are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldCase {
    /// `TASK_NAME`
    Upper,
    /// `task_name`
    Lower,
}

/// Guides as exchange records: one as an object, several as a list. The codes are those of the profile; what it has no code for
/// is written in words.
#[must_use]
pub fn exchange_json(guides: &[&Guide], profile: &Profile, case: FieldCase) -> String {
    let mut records: Vec<Value> = guides
        .iter()
        .map(|guide| masked(Writer { profile, case }.guide(guide)))
        .collect();
    match records.len() {
        1 => pretty(&records.remove(0)),
        _ => pretty(&records),
    }
}

struct Writer<'p> {
    profile: &'p Profile,
    case: FieldCase,
}

/// A record that is being written: fields that say nothing are left out.
#[derive(Default)]
struct Record(Vec<(&'static str, Value)>);

impl Record {
    fn put(&mut self, name: &'static str, value: impl Into<Value>) {
        self.0.push((name, value.into()));
    }

    fn text(&mut self, name: &'static str, reading: &Reading<String>) {
        match reading {
            Reading::Given(text, _) => self.put(name, text.as_str()),
            Reading::StatedNone(_) => self.put(name, "无"),
            Reading::Missing(_) | Reading::Unreadable(..) => {}
        }
    }

    fn lines(&mut self, name: &'static str, reading: &Reading<Vec<Reading<String>>>) {
        let lines = texts(reading);
        match reading {
            Reading::StatedNone(_) => self.put(name, "无"),
            _ if lines.is_empty() => {}
            _ => self.put(name, lines.join("\n")),
        }
    }
}

fn texts(reading: &Reading<Vec<Reading<String>>>) -> Vec<&str> {
    reading.rows().iter().filter_map(Reading::text).collect()
}

impl Writer<'_> {
    fn guide(&self, guide: &Guide) -> Value {
        let mut tables = Map::new();
        tables.insert("AUDIT_ITEM".into(), self.record(self.item(guide)));
        self.table(
            &mut tables,
            "AUDIT_ITEM_BYLAW",
            guide.legal_basis.rows(),
            |_, row| law(row),
        );
        self.table(
            &mut tables,
            "AUDIT_MATERIAL",
            guide.materials.rows(),
            Self::material,
        );
        self.table(
            &mut tables,
            "AUDIT_ITEM_FLOWSHEET",
            guide.process.rows(),
            |_, row| step(row),
        );
        let limits = guide.time_limits.given();
        let excluded = limits
            .map(|limits| limits.excluded.rows())
            .unwrap_or_default();
        self.table(&mut tables, "AUDIT_ITEM_SPECIAL", excluded, |_, row| {
            let mut record = Record::default();
            record.text("special_name", row);
            record
        });
        let fees = guide.fees.given().map(|fees| fees.items.rows());
        self.table(
            &mut tables,
            "AUDIT_ITEM_FEE",
            fees.unwrap_or_default(),
            |_, row| fee(row),
        );
        self.table(
            &mut tables,
            "AUDIT_ITEM_RESULT",
            guide.results.rows(),
            Self::result,
        );
        let windows = in_person(guide).map(|entry| entry.windows.rows());
        self.table(
            &mut tables,
            "AUDIT_ITEM_WINDOW",
            windows.unwrap_or_default(),
            |_, row| window(row),
        );
        self.table(&mut tables, "AUDIT_QA", guide.faq.rows(), |_, row| {
            let mut record = Record::default();
            record.text("question", &row.question);
            record.text("answer", &row.answer);
            record
        });
        Value::Object(tables)
    }

    fn table<T>(
        &self,
        tables: &mut Map<String, Value>,
        name: &str,
        rows: &[T],
        write: impl Fn(&Self, &T) -> Record,
    ) {
        if rows.is_empty() {
            return;
        }
        let rows = rows.iter().zip(1_u32..).map(|(row, number)| {
            let mut record = write(self, row);
            record.put("order_num", number);
            self.record(record)
        });
        tables.insert(name.into(), rows.collect());
    }

    fn record(&self, record: Record) -> Value {
        let members = record.0.into_iter().map(|(name, value)| {
            let name = match self.case {
                FieldCase::Upper => name.to_ascii_uppercase(),
                FieldCase::Lower => name.to_owned(),
            };
            (name, value)
        });
        Value::Object(members.collect())
    }

    /// The code of a word, where the profile has one; else the word.
    fn code(&self, list: CodeList, word: &str) -> String {
        self.profile.code(list, word).unwrap_or(word).to_owned()
    }

    fn coded(
        &self,
        record: &mut Record,
        name: &'static str,
        list: CodeList,
        reading: &Reading<String>,
    ) {
        match reading.text() {
            Some(word) => record.put(name, self.code(list, word)),
            None => record.text(name, reading),
        }
    }

    fn item(&self, guide: &Guide) -> Record {
        let mut record = Record::default();
        if let Some(item) = guide.item.given() {
            self.identity(item, &mut record);
        }
        if let Some(version) = guide.version.given() {
            record.text("task_version", &version.number);
            record.text("plan_effective_date", &version.effective_from);
        }
        list_in_words(&mut record, "by_law", &guide.legal_basis, cited);
        list_in_words(
            &mut record,
            "accept_condition",
            &guide.conditions,
            condition,
        );
        list_in_words(&mut record, "handle_flow", &guide.process, |step| {
            step.step.text().unwrap_or_default().to_owned()
        });
        if let Some(limits) = guide.time_limits.given() {
            self.limit(
                &mut record,
                ["anticipate_day", "anticipate_type", "anticipate_explain"],
                &limits.statutory,
            );
            self.limit(
                &mut record,
                ["promise_day", "promise_type", "promise_explain"],
                &limits.promised,
            );
        }
        if let Some(fees) = guide.fees.given() {
            if let Some(charged) = fees.charged.given() {
                let word = if *charged { "是" } else { "否" };
                record.put("is_fee", self.code(CodeList::YesNo, word));
            }
            record.text("fee_stand", &fees.text);
        }
        record.text("limit_explain", &guide.quantity_limit);
        channels(guide, &mut record);
        if let Some(contacts) = guide.contacts.given() {
            record.lines("link_way", &contacts.consult);
            record.lines("supervise_way", &contacts.complain);
        }
        record
    }

    fn identity(&self, item: &Item, record: &mut Record) {
        record.text("task_code", &item.code);
        record.text("catalog_code", &item.catalog_code);
        record.text("task_name", &item.name);
        self.coded(record, "task_type", CodeList::TaskType, &item.kind);
        self.coded(record, "use_level", CodeList::UseLevel, &item.level);
        let audience = texts(&item.audience);
        let codes: Vec<&str> = audience
            .iter()
            .map_while(|word| self.profile.code(CodeList::ServerType, word))
            .collect();
        match (audience.is_empty(), codes.len() == audience.len()) {
            (true, _) => {}
            (false, true) => record.put("server_type", codes.join(",")),
            // Codes and words are not mixed in one value.
            (false, false) => record.put("server_type", audience.join("、")),
        }
        self.coded(
            record,
            "project_type",
            CodeList::ProjectType,
            &item.handling,
        );
        record.text("dept_name", &item.authority);
        record.text("dept_code", &item.authority_code);
    }

    fn limit(
        &self,
        record: &mut Record,
        [day, unit, explain]: [&'static str; 3],
        limit: &Reading<TimeLimit>,
    ) {
        let Some(limit) = limit.given() else {
            if let Reading::StatedNone(_) = limit {
                record.put(explain, "无");
            }
            return;
        };
        if let Some(value) = limit.value.given() {
            let number = value
                .whole()
                .map(|whole| Value::Number(JsonNumber::from(whole)));
            record.put(day, number.unwrap_or_else(|| Value::from(value.digits())));
        }
        if let Some(own) = limit.unit.given() {
            record.put(unit, self.code(CodeList::LimitUnit, own.chinese()));
        }
        let at_once = limit.value.is_missing() && limit.unit.given() == Some(&TimeUnit::OnTheSpot);
        let words: Vec<&str> = [
            at_once.then_some(TimeUnit::OnTheSpot.chinese()),
            limit.text.text(),
            limit.from.text(),
            limit.note.text(),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !words.is_empty() {
            record.put(explain, words.join("；"));
        }
    }

    fn material(&self, material: &Material) -> Record {
        let mut record = Record::default();
        record.text("material_name", &material.name);
        if let Some(necessity) = material.necessity.given() {
            record.put("is_need", self.code(CodeList::IsNeed, necessity.chinese()));
        }
        if let Some(kind) = material.kind.given() {
            record.put(
                "material_type",
                self.code(CodeList::MaterialType, kind.chinese()),
            );
        }
        if let Some(medium) = medium(material) {
            record.put(
                "material_format",
                self.code(CodeList::MaterialFormat, medium.chinese()),
            );
        }
        if let Some(count) = material.count.given() {
            record.put("page_num", *count);
        }
        let own = submission(material);
        if let Some(number) = own.original.given() {
            record.put("original_amount", *number);
        }
        if let Some(number) = own.copies.given() {
            record.put("copy_amount", *number);
        }
        record.text("page_format", &own.format);
        record.text("sign_ask", &own.seal);
        if let Some(source) = material.source.given() {
            record.put(
                "source_type",
                self.code(CodeList::SourceType, source.chinese()),
            );
        }
        record.text("source_explain", &material.issuer);
        record.lines("by_law", &material.basis);
        record.text("fill_explain", &material.notes);
        record.text("form_guid", &material.blank_form);
        record.text("example_guid", &material.sample);
        // No field says when a material is asked for, and without it the record would ask for too much.
        if let Some(case) = material.case.text() {
            record.put("remark", format!("适用情形：{case}"));
        }
        record
    }

    fn result(&self, result: &ResultDocument) -> Record {
        let mut record = Record::default();
        record.text("result_name", &result.name);
        self.coded(
            &mut record,
            "result_type",
            CodeList::ResultType,
            &result.kind,
        );
        record.text("result_guid", &result.sample);
        record
    }
}

/// A list in the words of one field: numbered, a line a row.
fn list_in_words<T>(
    record: &mut Record,
    name: &'static str,
    list: &Reading<Vec<T>>,
    words: impl Fn(&T) -> String,
) {
    let rows: Vec<String> = list
        .rows()
        .iter()
        .map(words)
        .filter(|row| !row.is_empty())
        .collect();
    match list {
        Reading::StatedNone(_) => record.put(name, "无"),
        _ if rows.is_empty() => {}
        _ if rows.len() == 1 => record.put(name, rows.concat()),
        _ => {
            let numbered = rows
                .iter()
                .zip(1..)
                .map(|(row, number)| format!("{number}. {row}"));
            record.put(name, numbered.collect::<Vec<_>>().join("\n"));
        }
    }
}

fn law(row: &LegalBasis) -> Record {
    let mut record = Record::default();
    record.text("law_name", &row.law);
    record.text("law_number", &row.document_number);
    record.text("clause_number", &row.article);
    record.text("clause_content", &row.text);
    record
}

/// 《…》（…号）第…条：…
fn cited(row: &LegalBasis) -> String {
    let Some(law) = row.law.text() else {
        return String::new();
    };
    let mut text = format!("《{}》", law.trim_matches(['《', '》']));
    if let Some(number) = row.document_number.text() {
        text.push_str(&format!("（{number}）"));
    }
    text.push_str(row.article.text().unwrap_or_default());
    if let Some(words) = row.text.text() {
        text.push_str(&format!("：{words}"));
    }
    text
}

/// A condition in one line, with the case in which it holds.
fn condition(row: &Condition) -> String {
    let text = row.text.text().unwrap_or_default();
    match row.case.text() {
        Some(case) => format!("{text}（适用情形：{case}）"),
        None => text.to_owned(),
    }
}

fn step(row: &ProcessStep) -> Record {
    let mut record = Record::default();
    record.text("unti_link_text", &row.step);
    record.text("transactor", &row.actor);
    record.text("transact_time_limit", &row.limit);
    record.text("check_standard", &row.standard);
    record.text("transact_result", &row.result);
    record
}

fn fee(row: &FeeItem) -> Record {
    let mut record = Record::default();
    record.text("fee_name", &row.name);
    if let Some(amount) = row.amount.given() {
        let unit = match row.currency.text() {
            None | Some("CNY") => "元",
            Some("USD") => "美元",
            Some(other) => other,
        };
        let per = row
            .per
            .text()
            .map(|per| format!("/{per}"))
            .unwrap_or_default();
        record.put("fee_stand", format!("{}{unit}{per}", amount.digits()));
    }
    record.lines("by_law", &row.basis);
    record
}

fn window(row: &Window) -> Record {
    let mut record = Record::default();
    record.text("window_name", &row.name);
    record.text("window_tel", &row.phone);
    record.text("transact_addr", &row.address);
    record.text("transact_time", &row.hours);
    record
}

fn in_person(guide: &Guide) -> Option<&ChannelEntry> {
    guide.channels.given()?.in_person.given()
}

fn channels(guide: &Guide, record: &mut Record) {
    let online = guide
        .channels
        .given()
        .and_then(|channels| channels.online.given());
    if let Some(online) = online {
        record.text("online_handle_url", &online.url);
        record.text("online_handle_depth", &online.depth);
    }
    let Some(hall) = in_person(guide) else { return };
    if let Some(visits) = hall.visits.given() {
        record.put("limit_scene_num", *visits);
    }
    record.text("limit_scene_explain", &hall.visits_reason);
    record.text("transact_time", &hall.hours);
    if let Some(first) = hall.windows.rows().first() {
        record.text("transact_addr", &first.address);
    }
}

/// What holds of handing a material in: a record says it once for every channel. The hall, where paper is counted, goes first.
fn submission(material: &Material) -> Submission {
    let Some(own) = material.submission.given() else {
        return Submission::default();
    };
    let mut in_hall = own.in_channel(Some(Channel::InPerson));
    let online = own.in_channel(Some(Channel::Online));
    in_hall.original.or_fill(online.original);
    in_hall.copies.or_fill(online.copies);
    in_hall.format.or_fill(online.format);
    in_hall.seal.or_fill(online.seal);
    in_hall
}

/// On paper or as a file: what the channels take together.
fn medium(material: &Material) -> Option<Medium> {
    let own = material.submission.given()?;
    let of = |channel| own.in_channel(Some(channel)).medium.given().copied();
    match (of(Channel::InPerson), of(Channel::Online)) {
        (Some(Medium::Paper), Some(Medium::Electronic)) => Some(Medium::Either),
        (hall, online) => hall.or(online),
    }
}
