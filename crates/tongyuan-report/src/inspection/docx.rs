//! The report as a Word file in the layout of official documents (GB/T 9704-2012): a title in 小标宋, text in 仿宋 of size 3 on 22 lines a
//! page, headings 一、（一）in 黑体 and 楷体, page numbers between dashes on the outer side, and the list of each department as an annex.

use tongyuan_inspect::Language;

use self::cells::{Cell, mending, plain, problem, rich_cell, text};
use super::Inspection;
use super::view::{self, GoneView, Item, Tally, ToldRow, View};
use super::words::ReportWords;
use crate::word::{NAMESPACES, WIDTH, WordFile, begin_table, cell, end_table, paragraph};

mod cells;

/// So many rows has a table at most: a program for texts hardly opens longer ones. What is left out is said, with where it stands.
const MOST_ROWS: usize = 2000;

/// So many rows has a document at most, in all of its lists.
const MOST_ROWS_IN_ALL: usize = 10_000;

/// The report of an inspection, or of what it found in the department of `view`.
pub(super) fn write(inspection: &Inspection, view: &View<'_>) -> Vec<u8> {
    let mut text = Text::new(view);
    text.head();
    match view.department {
        None => text.whole(inspection),
        Some(_) => text.part(),
    }
    let document = text.finish();
    WordFile {
        title: &view.title,
        language: view.language,
        styles: STYLES,
        document: &document,
        footers: &[&footer(true), &footer(false)],
    }
    .write()
}

/// The number of the page: on the right of odd pages, on the left of even ones.
fn footer(is_odd: bool) -> String {
    let style = if is_odd { "FooterOdd" } else { "FooterEven" };
    let words = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let mut out = format!("<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    out.push_str(&words("— "));
    out.push_str("<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    out.push_str(&words(" —"));
    out.push_str("</w:p></w:ftr>");
    out
}

/// The text of a document as far as it is written.
struct Text<'v, 'i> {
    out: String,
    view: &'v View<'i>,
    words: &'v ReportWords,
    /// How many headings of the first and of the second level there were.
    headings: [usize; 2],
    /// How many more rows the lists may have.
    rows_left: usize,
}

impl<'v, 'i> Text<'v, 'i> {
    fn new(view: &'v View<'i>) -> Self {
        Self {
            out: format!("<w:document {NAMESPACES}><w:body>"),
            view,
            words: &view.words,
            headings: [0, 0],
            rows_left: MOST_ROWS_IN_ALL,
        }
    }

    fn finish(mut self) -> String {
        self.out.push_str(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
             <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
             <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1587\" w:gutter=\"0\"/>\
             <w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr></w:body></w:document>",
        );
        self.out
    }

    fn say(&mut self, text: &str) {
        paragraph(&mut self.out, None, text);
    }

    fn styled(&mut self, style: &str, text: &str) {
        paragraph(&mut self.out, Some(style), text);
    }

    /// 一、 or I. for what an English reader expects.
    fn heading(&mut self, title: &str) {
        self.headings = [self.headings[0] + 1, 0];
        let number = self.headings[0];
        let text = match self.view.tongue {
            Language::Chinese => format!("{}、{title}", numeral(number)),
            Language::English => format!("{number}. {title}"),
        };
        self.styled("Heading1", &text);
    }

    /// （一）
    fn subheading(&mut self, title: &str) {
        self.headings[1] += 1;
        let [above, number] = self.headings;
        let text = match self.view.tongue {
            Language::Chinese => format!("（{}）{title}", numeral(number)),
            Language::English => format!("{above}.{number} {title}"),
        };
        self.styled("Heading2", &text);
    }

    // ---- the parts of a report ----

    /// 发文字号、标题、主送机关 and what the document is about.
    fn head(&mut self) {
        let view = self.view;
        if let Some(number) = &view.letter.number {
            self.styled("Number", number);
        }
        self.styled("Title", &view.title);
        if let Some(department) = &view.department {
            self.styled("Subtitle", department);
        }
        // What a department is handed goes to it.
        let addressee = match &view.department {
            Some(_) => None,
            None => view.letter.addressee.as_ref(),
        };
        if let Some(addressee) = addressee {
            let colon = match view.tongue {
                Language::Chinese => "：",
                Language::English => ":",
            };
            // Some write it with its colon.
            let addressee = addressee.trim_end_matches(['：', ':', ' ']);
            self.styled("Addressee", &format!("{addressee}{colon}"));
        }
        self.say(&view.opening);
    }

    fn whole(&mut self, inspection: &Inspection) {
        let (view, words) = (self.view, self.words);
        self.heading(words.scope);
        self.subheading(words.objects);
        for line in &view.objects {
            self.say(line);
        }
        self.subheading(words.method);
        for line in &view.method {
            self.styled("Plain", line);
        }
        if !view.captures.is_empty() {
            self.subheading(words.captures);
            self.captures();
        }
        self.heading(words.results);
        self.subheading(words.totals);
        self.say(&view.overview);
        for (title, name, rows) in [
            (words.by_department, words.department, &view.departments),
            (words.by_clause, words.clause, &view.clauses),
            (words.by_family, words.family, &view.families),
        ] {
            if !rows.is_empty() {
                self.subheading(title);
                self.tallies(name, rows);
            }
        }
        self.before();
        self.cancel();
        self.waived();
        self.limits();
        let departments = view::departments(inspection);
        self.annexes(&departments);
        self.signature();
        for (number, department) in (1..).zip(&departments) {
            let name = view::department_of(department.as_deref(), words);
            let items: Vec<&Item<'_>> = view
                .items
                .iter()
                .filter(|item| item.department == name)
                .collect();
            self.annex(number, &self.list_of(&name));
            self.items(&items);
        }
        self.annex(departments.len() + 1, words.inspected);
        self.inspected();
    }

    /// What one department is handed.
    fn part(&mut self) {
        let (view, words) = (self.view, self.words);
        self.heading(words.totals);
        self.say(&view.overview);
        self.before();
        self.cancel();
        self.heading(words.findings);
        let items: Vec<&Item<'_>> = view.items.iter().collect();
        self.items(&items);
        if let Some(ask) = &view.ask {
            self.say(ask);
        }
        self.waived();
        self.limits();
        self.signature();
    }

    fn before(&mut self) {
        let words = self.words;
        let Some(before) = &self.view.before else {
            return;
        };
        self.heading(words.before);
        self.say(&before.said);
        for (title, rows) in [
            (words.rectified, &before.rectified),
            (words.unseen, &before.unseen),
        ] {
            if !rows.is_empty() {
                self.subheading(title);
                self.gone(rows);
            }
        }
    }

    fn cancel(&mut self) {
        let (view, words) = (self.view, self.words);
        self.heading(words.cancel);
        self.say(&view.cancel_said);
        if view.cancel.is_empty() {
            return;
        }
        let head = [words.guide, words.department, words.material, words.reason];
        self.table(
            words.cancel,
            &head,
            &[22, 18, 24, 36],
            &view.cancel,
            |row| {
                vec![
                    plain(&row.guide),
                    plain(&row.department),
                    plain(row.material),
                    plain(row.reason),
                ]
            },
        );
    }

    /// What was accepted, and by whom.
    fn waived(&mut self) {
        let (view, words) = (self.view, self.words);
        if view.waived.is_empty() {
            return;
        }
        self.heading(words.waived);
        let head = [words.guide, words.department, words.problem, words.waiver];
        self.table(
            words.waived,
            &head,
            &[20, 16, 34, 30],
            &view.waived,
            |row| {
                vec![
                    vec![
                        vec![text(&row.guide)],
                        vec![text(row.channel)],
                        vec![text(&format!("{} {}", words.key, row.short_key))],
                    ],
                    plain(&row.department),
                    vec![vec![text(row.severity)], vec![text(row.message)]],
                    plain(row.waiver),
                ]
            },
        );
    }

    fn limits(&mut self) {
        let (view, words) = (self.view, self.words);
        self.heading(words.limits);
        if view.unread.is_empty() && view.unfetched.is_empty() && view.remarks.is_empty() {
            self.say(words.none);
        }
        self.told(words.unread, &view.unread);
        if !view.unfetched.is_empty() {
            self.subheading(words.unfetched);
            let head = [words.guide, words.address, words.reason];
            self.table(
                words.unfetched,
                &head,
                &[24, 36, 40],
                &view.unfetched,
                |row| vec![plain(&row.guide), plain(row.address), plain(&row.reason)],
            );
        }
        self.told(words.remarks, &view.remarks);
    }

    fn told(&mut self, title: &'static str, rows: &[ToldRow]) {
        if rows.is_empty() {
            return;
        }
        self.subheading(title);
        let head = [self.words.file, self.words.remarks];
        self.table(title, &head, &[35, 65], rows, |row| {
            let help = row.help.iter().map(|help| vec![text(help)]);
            let said = std::iter::once(vec![text(&row.message)]).chain(help);
            vec![plain(&row.file), said.collect()]
        });
    }

    /// 附件：1. …
    fn annexes(&mut self, departments: &[Option<String>]) {
        let words = self.words;
        let names = departments.iter().map(|own| {
            let name = view::department_of(own.as_deref(), words);
            self.list_of(&name)
        });
        let names: Vec<String> = names.chain([words.inspected.to_owned()]).collect();
        let colon = match self.view.tongue {
            Language::Chinese => "：",
            Language::English => ": ",
        };
        for (number, name) in (1..).zip(&names) {
            let before = match number {
                1 => format!("{}{colon}", words.annex),
                _ => String::new(),
            };
            let style = if number == 1 {
                "Annexes"
            } else {
                "AnnexesMore"
            };
            self.styled(style, &format!("{before}{number}. {name}"));
        }
    }

    /// What the list of a department is called.
    fn list_of(&self, department: &str) -> String {
        match self.view.tongue {
            Language::Chinese => format!("{department}{}", self.words.findings),
            Language::English => format!("{}: {department}", self.words.findings),
        }
    }

    fn signature(&mut self) {
        self.styled("Gap", "");
        if let Some(issuer) = &self.view.letter.issuer {
            self.styled("Issuer", issuer);
        }
        let day = view::day_in_words(self.view.day, self.view.tongue);
        self.styled("Signature", &day);
    }

    fn annex(&mut self, number: usize, title: &str) {
        let mark = match self.view.tongue {
            Language::Chinese => format!("{}{number}", self.words.annex),
            Language::English => format!("{} {number}", self.words.annex),
        };
        self.styled("AnnexMark", &mark);
        self.styled("AnnexTitle", title);
    }

    // ---- tables ----

    fn tallies(&mut self, name: &'static str, rows: &[Tally]) {
        let words = self.words;
        let head = [name, words.errors, words.warnings, words.notes, words.total];
        self.table(name, &head, &[52, 12, 12, 12, 12], rows, |row| {
            let counts = [row.errors, row.warnings, row.notes, row.total];
            let counts = counts.map(|count| plain(&count.to_string()));
            std::iter::once(plain(&row.name)).chain(counts).collect()
        });
    }

    fn captures(&mut self) {
        let words = self.words;
        let head = [words.guide, words.address, words.fetched, words.outcome];
        let rows = &self.view.captures;
        self.table(words.captures, &head, &[20, 40, 22, 18], rows, |row| {
            row.iter().map(|own| plain(own)).collect()
        });
    }

    fn gone(&mut self, rows: &[GoneView<'_>]) {
        let words = self.words;
        let head = [
            words.severity,
            words.guide,
            words.department,
            words.problem,
            words.why,
        ];
        self.table(words.before, &head, &[9, 21, 16, 30, 24], rows, |row| {
            vec![
                plain(row.severity),
                vec![vec![text(&row.guide)], vec![text(row.channel)]],
                plain(&row.department),
                plain(row.message),
                plain(row.why),
            ]
        });
    }

    fn inspected(&mut self) {
        let words = self.words;
        let head = [words.guide, words.channel, words.file, words.digest];
        let rows = &self.view.inspected;
        self.table(words.inspected, &head, &[20, 13, 31, 36], rows, |row| {
            let mut file = plain(row.file);
            if !row.version.is_empty() {
                file.push(vec![text(&format!("{} {}", words.version, row.version))]);
            }
            if !row.is_read {
                file.push(vec![text(words.not_read)]);
            }
            let mut digest = plain(row.sha256);
            if !row.fetched.is_empty() {
                digest.push(vec![text(&format!("{} {}", words.fetched, row.fetched))]);
            }
            vec![plain(&row.guide), plain(row.channel), file, digest]
        });
    }

    /// Findings as rows, each list with numbers of its own.
    fn items(&mut self, items: &[&Item<'_>]) {
        let words = self.words;
        if items.is_empty() {
            self.say(words.none);
            return;
        }
        let head = [words.number, words.guide, words.problem, words.mend];
        let numbered: Vec<(usize, &&Item<'_>)> = (1..).zip(items).collect();
        self.table(
            words.findings,
            &head,
            &[8, 18, 44, 30],
            &numbered,
            |(number, item)| {
                vec![
                    vec![
                        vec![text(&number.to_string())],
                        vec![text(item.severity_word)],
                    ],
                    vec![
                        vec![text(&item.guide)],
                        vec![text(item.channel)],
                        vec![text(&format!("{} {}", words.key, item.short_key))],
                    ],
                    problem(item, words),
                    mending(item, words),
                ]
            },
        );
    }

    /// A table whose header comes again on every page, with as many rows as there may be. `widths` are parts of a hundred.
    fn table<R>(
        &mut self,
        title: &str,
        head: &[&str],
        widths: &[usize],
        rows: &[R],
        cells: impl Fn(&R) -> Vec<Cell>,
    ) {
        let shown = rows.len().min(MOST_ROWS).min(self.rows_left);
        self.rows_left -= shown;
        let widths: Vec<usize> = widths.iter().map(|own| own * WIDTH / 100).collect();
        begin_table(&mut self.out, title, &widths, true);
        self.out
            .push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (name, width) in head.iter().zip(&widths) {
            cell(&mut self.out, *width, "CellHead", &[name]);
        }
        self.out.push_str("</w:tr>");
        for row in rows.iter().take(shown) {
            self.out.push_str("<w:tr>");
            for (lines, width) in cells(row).iter().zip(&widths) {
                rich_cell(&mut self.out, *width, lines);
            }
            self.out.push_str("</w:tr>");
        }
        end_table(&mut self.out);
        if shown < rows.len() {
            let left = rows.len() - shown;
            let said = match self.view.tongue {
                Language::Chinese => {
                    format!("另有 {left} 行没有列入，见 report.html 和 findings.csv。")
                }
                Language::English => {
                    format!("Rows left out here: {left}. See report.html and findings.csv.")
                }
            };
            self.say(&said);
        }
    }
}

/// A small number as headings have it: 十一.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10 % 10, number % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        more => format!("{}十", DIGITS[more]),
    };
    format!("{tens}{}", DIGITS[ones])
}

const STYLES: &str = r##"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="579" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Number"><w:name w:val="发文字号"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="579"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="579" w:line="640" w:lineRule="atLeast"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="579"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Addressee"><w:name w:val="主送机关"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Plain"><w:name w:val="正文（左对齐）"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="left"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Annexes"><w:name w:val="附件说明"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="579"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="AnnexesMore"><w:name w:val="附件说明（续）"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:ind w:leftChars="500" w:left="1600" w:firstLineChars="0" w:firstLine="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Signature"><w:name w:val="署名和成文日期"/><w:basedOn w:val="Normal"/><w:pPr><w:keepLines/><w:ind w:rightChars="400" w:right="1280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Issuer"><w:name w:val="署名"/><w:basedOn w:val="Signature"/><w:pPr><w:keepNext/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="AnnexMark"><w:name w:val="附件序号"/><w:basedOn w:val="Normal"/><w:next w:val="AnnexTitle"/><w:pPr><w:keepNext/><w:pageBreakBefore/><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="AnnexTitle"><w:name w:val="附件标题"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="289" w:after="289" w:line="640" w:lineRule="atLeast"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Cell"><w:name w:val="表格内容"/><w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="atLeast"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="CellHead"><w:name w:val="表格栏目"/><w:basedOn w:val="Cell"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Gap"><w:name w:val="间隔"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="289" w:lineRule="exact"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="FooterOdd"><w:name w:val="页码（单页）"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="340" w:lineRule="exact"/><w:ind w:rightChars="100" w:right="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="FooterEven"><w:name w:val="页码（双页）"/><w:basedOn w:val="FooterOdd"/><w:pPr><w:ind w:leftChars="100" w:left="280" w:rightChars="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style></w:styles>"##;
