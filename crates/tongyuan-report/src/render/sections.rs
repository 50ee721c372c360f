//! The sections of a channel's document, in the order of the official form.

use tongyuan_model::{
    Channel, ChannelEntry, Channels, Condition, Contacts, Faq, FeeItem, Fees, Guide, Item,
    LegalBasis, Material, ProcessStep, Reading, ResultDocument, Submission, TimeLimit, TimeLimits,
    TimeUnit, Version, Window,
};

use super::page::{Body, Lines, Section, Table};

/// The sections that say anything.
pub(super) fn of(guide: &Guide, channel: Channel) -> Vec<Section> {
    let limits = guide.time_limits.given();
    let sections = [
        ("基本信息", basics(guide)),
        ("设定依据", rows(&guide.legal_basis, legal_basis)),
        ("受理条件", sentences(&guide.conditions, conditions)),
        (
            "申请材料",
            rows(&guide.materials, |rows| materials(rows, channel)),
        ),
        ("办理流程", sentences(&guide.process, process)),
        (
            "办结时限",
            match limits {
                Some(limits) => time_limits(limits),
                None => stated_none(&guide.time_limits),
            },
        ),
        (
            "收费",
            match &guide.fees {
                Reading::Given(own, _) => fees(own),
                other => stated_none(other),
            },
        ),
        ("办理结果", rows(&guide.results, results)),
        ("数量限制", said(text(&guide.quantity_limit))),
        (
            hall(channel),
            match guide.channels.given() {
                Some(own) => channel_entry(own, channel),
                None => Vec::new(),
            },
        ),
        (
            "咨询投诉",
            guide.contacts.given().map(contacts).unwrap_or_default(),
        ),
        ("常见问题", rows(&guide.faq, faq)),
    ];
    sections
        .into_iter()
        .filter(|(_, bodies)| !bodies.is_empty())
        .map(|(title, bodies)| Section { title, bodies })
        .collect()
}

/// What the section on the channel itself is called.
fn hall(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "网上办理",
        Channel::InPerson => "窗口办理",
        _ => "办理渠道",
    }
}

// ---- from readings to lines ----

/// The lines of a text, each without blanks at its ends; 无 where the source says that there is none.
fn text(reading: &Reading<String>) -> Lines {
    match reading {
        Reading::Given(text, _) => lines(text),
        other => none(other),
    }
}

fn lines(text: &str) -> Lines {
    text.lines()
        .map(|line| line.replace('\t', " ").trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn none<T>(reading: &Reading<T>) -> Lines {
    match reading {
        Reading::StatedNone(_) => vec!["无".to_owned()],
        _ => Lines::new(),
    }
}

/// A text a line.
fn list(reading: &Reading<Vec<Reading<String>>>) -> Lines {
    match reading {
        Reading::Given(rows, _) => rows
            .iter()
            .map(|row| text(row).join(" "))
            .filter(|line| !line.is_empty())
            .collect(),
        other => none(other),
    }
}

fn one<T>(reading: &Reading<T>, words: impl Fn(&T) -> String) -> Lines {
    match reading {
        Reading::Given(value, _) => vec![words(value)],
        other => none(other),
    }
}

fn number(reading: &Reading<u32>) -> Lines {
    one(reading, u32::to_string)
}

// ---- from lines to bodies ----

fn said(lines: Lines) -> Vec<Body> {
    match lines.is_empty() {
        true => Vec::new(),
        false => vec![Body::Said(lines)],
    }
}

fn stated_none<T>(reading: &Reading<T>) -> Vec<Body> {
    said(none(reading))
}

fn pairs(pairs: Vec<(&'static str, Lines)>) -> Vec<Body> {
    let said: Vec<_> = pairs
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    match said.is_empty() {
        true => Vec::new(),
        false => vec![Body::Pairs(said)],
    }
}

/// A table of what is said of each row. An empty list says that there is none.
fn rows<T>(reading: &Reading<Vec<T>>, write: impl Fn(&[T]) -> Columns) -> Vec<Body> {
    match reading {
        Reading::Given(rows, _) if rows.is_empty() => said(vec!["无".to_owned()]),
        Reading::Given(rows, _) => table(write(rows)).into_iter().collect(),
        other => stated_none(other),
    }
}

/// A list, where each row says one short sentence and no more; else a table.
fn sentences<T>(reading: &Reading<Vec<T>>, write: impl Fn(&[T]) -> Columns) -> Vec<Body> {
    let columns = reading.given().map(|rows| used(write(rows)));
    if let Some([(_, only)]) = columns.as_deref()
        && !only.is_empty()
        && only.iter().all(|lines| is_sentence(lines))
    {
        return vec![Body::List(only.iter().flatten().cloned().collect())];
    }
    rows(reading, write)
}

/// The columns of a table, each with what it says of every row.
type Columns = Vec<(&'static str, Vec<Lines>)>;

/// The columns that say something in any row.
fn used(mut columns: Columns) -> Columns {
    columns.retain(|(_, cells)| cells.iter().any(|lines| !lines.is_empty()));
    columns
}

fn table(columns: Columns) -> Option<Body> {
    let mut columns = used(columns);
    let count = columns.first()?.1.len();
    let numbers = (1..=count).map(|number| vec![number.to_string()]);
    columns.insert(0, ("序号", numbers.collect()));
    let head = columns.iter().map(|(name, _)| *name).collect();
    let mut rows: Vec<Vec<Lines>> = vec![Vec::new(); count];
    for (_, cells) in columns {
        for (row, lines) in rows.iter_mut().zip(cells) {
            row.push(lines);
        }
    }
    Some(Body::Table(Table { head, rows }))
}

/// Whether a row is one sentence that no reader would take apart.
fn is_sentence(lines: &[String]) -> bool {
    const JOINTS: [char; 9] = ['：', ':', '；', ';', '。', '→', '（', '(', '无'];
    matches!(lines, [line] if !line.contains(JOINTS))
}

/// A column of a table: what is said of every row.
fn column<T>(
    name: &'static str,
    rows: &[T],
    cell: impl Fn(&T) -> Lines,
) -> (&'static str, Vec<Lines>) {
    (name, rows.iter().map(cell).collect())
}

// ---- the sections ----

fn basics(guide: &Guide) -> Vec<Body> {
    let item = guide.item.given().cloned().unwrap_or_default();
    let version = guide.version.given().cloned().unwrap_or_default();
    let Item {
        code,
        catalog_code,
        name,
        kind,
        level,
        audience,
        handling,
        authority,
        authority_code,
        department,
        ..
    } = &item;
    let Version {
        number,
        effective_from,
        ..
    } = &version;
    let audience = list(audience).join("、");
    let audience = Some(audience).filter(|audience| !audience.is_empty());
    pairs(vec![
        ("事项名称", text(name)),
        ("实施编码", text(code)),
        ("基本编码", text(catalog_code)),
        ("事项类型", text(kind)),
        ("行使层级", text(level)),
        ("服务对象", audience.into_iter().collect()),
        ("办件类型", text(handling)),
        ("实施主体", text(authority)),
        ("实施主体编码", text(authority_code)),
        ("责任部门", text(department)),
        ("版本号", text(number)),
        ("实施日期", text(effective_from)),
    ])
}

fn legal_basis(rows: &[LegalBasis]) -> Columns {
    vec![
        column("法律名称", rows, |own| text(&own.law)),
        column("文号", rows, |own| text(&own.document_number)),
        column("条款", rows, |own| text(&own.article)),
        column("条款内容", rows, |own| text(&own.text)),
    ]
}

fn conditions(rows: &[Condition]) -> Columns {
    vec![
        column("受理条件", rows, |own| text(&own.text)),
        column("适用情形", rows, |own| text(&own.case)),
        column("依据", rows, |own| list(&own.basis)),
    ]
}

fn materials(rows: &[Material], channel: Channel) -> Columns {
    let submission = |own: &Material| -> Submission {
        let stated = own.submission.given();
        stated
            .map(|own| own.in_channel(Some(channel)))
            .unwrap_or_default()
    };
    vec![
        column("材料名称", rows, |own| text(&own.name)),
        column("材料类型", rows, |own| {
            one(&own.kind, |kind| kind.chinese().into())
        }),
        column("必要性", rows, |own| {
            one(&own.necessity, |necessity| necessity.chinese().into())
        }),
        column("适用情形", rows, |own| text(&own.case)),
        column("原件份数", rows, |own| {
            number(&submission(own).original)
        }),
        column("复印件份数", rows, |own| {
            number(&submission(own).copies)
        }),
        column("份数", rows, |own| number(&own.count)),
        column("介质", rows, |own| {
            one(&submission(own).medium, |medium| medium.chinese().into())
        }),
        column("规格", rows, |own| text(&submission(own).format)),
        column("签章要求", rows, |own| text(&submission(own).seal)),
        column("来源渠道", rows, |own| {
            one(&own.source, |source| source.chinese().into())
        }),
        column("出具机构", rows, |own| text(&own.issuer)),
        column("依据", rows, |own| list(&own.basis)),
        column("空白表格", rows, |own| text(&own.blank_form)),
        column("样表", rows, |own| text(&own.sample)),
        column("备注", rows, |own| text(&own.notes)),
    ]
}

fn process(rows: &[ProcessStep]) -> Columns {
    vec![
        column("环节", rows, |own| text(&own.step)),
        column("办理人", rows, |own| text(&own.actor)),
        column("环节时限", rows, |own| text(&own.limit)),
        column("审查标准", rows, |own| text(&own.standard)),
        column("环节结果", rows, |own| text(&own.result)),
    ]
}

fn time_limits(limits: &TimeLimits) -> Vec<Body> {
    pairs(vec![
        ("法定办结时限", limit(&limits.statutory)),
        ("承诺办结时限", limit(&limits.promised)),
        ("办结时限", limit(&limits.stated)),
        ("不计入时限", list(&limits.excluded)),
    ])
}

/// 自受理之日起20个工作日（不含公告期）
fn limit(reading: &Reading<TimeLimit>) -> Lines {
    let Reading::Given(own, _) = reading else {
        return none(reading);
    };
    if own.text.is_given() {
        return text(&own.text);
    }
    let unit = own.unit.given().map_or("", |unit| match unit {
        TimeUnit::WorkingDay => "个工作日",
        TimeUnit::CalendarDay => "个自然日",
        TimeUnit::Month => "个月",
        unit => unit.chinese(),
    });
    let value = own.value.given();
    let value = value.filter(|_| own.unit.given() != Some(&TimeUnit::OnTheSpot));
    let note = text(&own.note).join(" ");
    let note = match note.is_empty() {
        true => note,
        false => format!("（{note}）"),
    };
    let from = text(&own.from).join(" ");
    let value = value.map(ToString::to_string).unwrap_or_default();
    lines(&format!("{from}{value}{unit}{note}"))
}

fn fees(own: &Fees) -> Vec<Body> {
    let charged = |is_charged: &bool| if *is_charged { "收费" } else { "不收费" };
    let charged = one(&own.charged, |own| charged(own).to_owned());
    let standard = text(&own.text);
    let items = own.items.rows();
    if items.is_empty() {
        let has_words = !standard.is_empty();
        return match (charged.is_empty(), has_words) {
            (false, false) if own.charged.given() == Some(&false) => said(charged),
            _ => pairs(vec![("是否收费", charged), ("收费标准", standard)]),
        };
    }
    let mut bodies: Vec<Body> = table(fee_items(items)).into_iter().collect();
    // A table of fees says that they are charged; where the source says otherwise, so does the page.
    let charged = match own.charged.given() {
        Some(true) => Lines::new(),
        _ => charged,
    };
    bodies.extend(pairs(vec![("是否收费", charged), ("收费说明", standard)]));
    bodies
}

fn fee_items(rows: &[FeeItem]) -> Columns {
    let is_yuan = |own: &FeeItem| matches!(own.currency.text(), None | Some("CNY"));
    vec![
        column("收费项目", rows, |own| text(&own.name)),
        column("金额", rows, |own| {
            let unit = if is_yuan(own) { "元" } else { "" };
            one(&own.amount, |amount| format!("{amount}{unit}"))
        }),
        column("币种", rows, |own| match is_yuan(own) {
            true => Lines::new(),
            false => text(&own.currency),
        }),
        column("计费单位", rows, |own| text(&own.per)),
        column("收费依据", rows, |own| list(&own.basis)),
        column("生效日期", rows, |own| text(&own.valid_from)),
        column("失效日期", rows, |own| text(&own.valid_to)),
    ]
}

fn results(rows: &[ResultDocument]) -> Columns {
    vec![
        column("结果名称", rows, |own| text(&own.name)),
        column("结果类型", rows, |own| text(&own.kind)),
        column("结果样本", rows, |own| text(&own.sample)),
        column("有效期", rows, |own| text(&own.validity)),
    ]
}

fn channel_entry(channels: &Channels, channel: Channel) -> Vec<Body> {
    let Reading::Given(own, _) = channels.get(channel) else {
        return Vec::new();
    };
    let ChannelEntry {
        url,
        depth,
        windows,
        phone,
        hours,
        visits,
        visits_reason,
        note,
        ..
    } = own;
    let mut bodies: Vec<Body> = rows(windows, window_columns);
    // What has no name of its own stands before what has: behind a pair a section has ended.
    bodies.extend(said(text(note)));
    bodies.extend(pairs(vec![
        ("网上办理地址", text(url)),
        ("网办深度", text(depth)),
        ("办理时间", text(hours)),
        ("联系电话", text(phone)),
        ("到现场次数", one(visits, |visits| format!("{visits}次"))),
        ("到现场原因", text(visits_reason)),
    ]));
    bodies
}

fn window_columns(rows: &[Window]) -> Columns {
    vec![
        column("窗口名称", rows, |own| text(&own.name)),
        column("窗口地址", rows, |own| text(&own.address)),
        column("办理时间", rows, |own| text(&own.hours)),
        column("窗口电话", rows, |own| text(&own.phone)),
    ]
}

fn contacts(own: &Contacts) -> Vec<Body> {
    pairs(vec![
        ("咨询方式", list(&own.consult)),
        ("监督投诉方式", list(&own.complain)),
    ])
}

fn faq(rows: &[Faq]) -> Columns {
    vec![
        column("问题", rows, |own| text(&own.question)),
        column("答复", rows, |own| text(&own.answer)),
    ]
}
