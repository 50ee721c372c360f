//! Documents as Word writes them, part by part.

use tongyuan_model::Place;

use super::read;
use crate::capture::Capture;
use crate::failure::FailureKind;
use crate::note::NoteKind;
use crate::outline::Document;
use crate::testing::{archive, shown};

fn document(body: &str) -> String {
    format!(r#"<w:document xmlns:w="w"><w:body>{body}<w:sectPr/></w:body></w:document>"#)
}

#[track_caller]
fn with_parts(body: &str, parts: &[(&str, &str)]) -> Document {
    let body = document(body);
    let mut all = vec![("word/document.xml", body.as_str())];
    all.extend(parts);
    read(&Capture::new("a.docx", archive(&all))).unwrap()
}

#[track_caller]
fn blocks(body: &str) -> Vec<String> {
    shown(&with_parts(body, &[]))
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A cell with properties.
fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

const GOES_ON: &str = "<w:vMerge/>";
const BEGINS: &str = r#"<w:vMerge w:val="restart"/>"#;

fn kinds(document: &Document) -> Vec<&NoteKind> {
    document.notes.iter().map(|note| &note.kind).collect()
}

// ---- tables ----

#[test]
fn merged_cells_are_found_where_rows_are_cut_otherwise() {
    let rows = [
        tc("", "序号") + &tc(r#"<w:gridSpan w:val="2"/>"#, "材料") + &tc("", "份数"),
        tc(BEGINS, "1") + &tc(BEGINS, "证明") + &tc("", "原件") + &tc(BEGINS, "2"),
        tc(GOES_ON, "") + &tc(GOES_ON, "") + &tc("", "复印件") + &tc(GOES_ON, ""),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    assert_eq!(
        blocks(&format!("<w:tbl>{rows}</w:tbl>")),
        [
            "| 序号 | 材料 | [材料] | 份数 |",
            "| 1 | 证明 | 原件 | 2 |",
            "| [1] | [证明] | 复印件 | [2] |"
        ]
    );
}

#[test]
fn columns_that_no_cell_begins_in_are_none() {
    let span = |n: u32| format!(r#"<w:gridSpan w:val="{n}"/>"#);
    let rows = [
        tc(&span(2), "名称") + &tc(&span(3), "甲"),
        tc(&span(2), "对象") + &tc(&span(3), "法人"),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    let table = format!("<w:tbl>{rows}</w:tbl>");
    assert_eq!(blocks(&table), ["| 名称 | 甲 |", "| 对象 | 法人 |"]);
}

#[test]
fn a_row_may_begin_further_right() {
    let table = format!(
        r#"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}{}</w:tr></w:tbl>"#,
        tc("", "序号"),
        tc(BEGINS, "材料"),
        tc("", "份数"),
        tc(GOES_ON, ""),
        tc("", "1")
    );
    assert_eq!(
        blocks(&table),
        ["| ^序号 | ^材料 | ^份数 |", "|  | ^[材料] | 1 |"]
    );
}

#[test]
fn cells_merged_as_old_files_have_it() {
    let table = format!(
        r#"<w:tbl><w:tr>{}{}{}</w:tr></w:tbl>"#,
        tc(r#"<w:hMerge w:val="restart"/>"#, "收费"),
        tc("<w:hMerge/>", ""),
        tc("", "否")
    );
    assert_eq!(blocks(&table), ["| 收费 | [收费] | 否 |"]);
}

#[test]
fn a_table_within_a_cell_stays_in_it() {
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        tc("", "甲"),
        tc("", "1份"),
        tc("", "乙"),
        tc("", "2份")
    );
    let outer = format!(
        "<w:tbl><w:tr>{}<w:tc>{}{inner}{}</w:tc></w:tr><w:tr>{}{}</w:tr></w:tbl>",
        tc("", "材料"),
        p("如下："),
        p(""),
        tc("", "收费"),
        tc("", "否")
    );
    let read = with_parts(&outer, &[]);
    assert_eq!(
        shown(&read),
        ["| 材料 | 如下：⏎甲⏎1份⏎乙⏎2份 |", "| 收费 | 否 |"]
    );
    let place = |text: &str| {
        let at = read.text.find(text).unwrap();
        let found = read
            .places
            .iter()
            .find(|(span, _)| span.start as usize == at);
        found.map(|(_, place)| place.clone())
    };
    let cell = |table, row, column| Some(Place::Cell { table, row, column });
    assert_eq!(place("2份"), cell(2, 2, 2));
    assert_eq!(place("否"), cell(1, 2, 2));
}

#[test]
fn tables_within_tables_end_somewhere() {
    let mut table = p("最里面");
    for _ in 0..20 {
        table = format!(
            "<w:tbl><w:tr>{}<w:tc>{table}</w:tc></w:tr></w:tbl>",
            tc("", "外")
        );
    }
    let shown = blocks(&table);
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].matches('外').count(), 20);
    assert!(shown[0].ends_with("最里面 |"));
}

#[test]
fn one_cell_is_a_frame() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
        p("一、申请材料"),
        p("身份证")
    );
    assert_eq!(blocks(&body), ["一、申请材料", "身份证"]);
}

/// A paragraph in which a bar stands for a tab and a plus sign for a line break.
fn tabbed(text: &str) -> String {
    let text = text.replace('|', "</w:t><w:tab/><w:t>");
    let text = text.replace('+', "</w:t><w:br/><w:t>");
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn tables_may_be_set_with_tabs() {
    let paragraphs = [
        "事项名称|甲许可",
        "法律依据||《甲法》+|《乙法》",
        "申请条件：",
        "1.|有住所",
        "序号|材料名称|份数|备注",
        "1|申请表|2",
        "2|身份证|1|核原件",
        "联系电话|12345",
        "序号|材料名称|份数",
    ];
    let read = with_parts(&paragraphs.map(tabbed).concat(), &[]);
    assert_eq!(
        shown(&read),
        [
            "| 事项名称 | 甲许可 |",
            "| 法律依据 | 《甲法》⏎ 《乙法》 |",
            "申请条件：",
            "1. 有住所",
            "| 序号 | 材料名称 | 份数 | 备注 |",
            "| 1 | 申请表 | 2 |  |",
            "| 2 | 身份证 | 1 | 核原件 |",
            "| 联系电话 | 12345 |",
            "序号 材料名称 份数"
        ]
    );
}

// ---- what is shown and what is not ----

#[test]
fn text_boxes_are_blocks_of_their_own_and_read_once() {
    let inside = format!("<w:txbxContent>{}{}</w:txbxContent>", p("流程"), p("受理"));
    let body = format!(
        r#"<w:p><w:r><w:t>见图</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>办理</w:t></w:r></w:p>{}"#,
        p("后")
    );
    let read = with_parts(&body, &[]);
    assert_eq!(shown(&read), ["见图办理", "流程", "受理", "后"]);
    let places: Vec<_> = read.places.iter().map(|(_, place)| place.clone()).collect();
    let at = Place::Paragraph;
    assert_eq!(places, [at(1), at(1), at(1), at(2)]);
    let old = format!(
        "<w:p><w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r></w:p>"
    );
    assert_eq!(blocks(&old), ["流程", "受理"]);
}

#[test]
fn changes_are_read_as_accepted() {
    let body = r#"
      <w:p><w:r><w:t>提交</w:t></w:r><w:del><w:r><w:delText>两</w:delText></w:r></w:del><w:ins><w:r><w:t>三</w:t></w:r></w:ins><w:r><w:t>份</w:t></w:r></w:p>
      <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>居民</w:t></w:r></w:p>
      <w:p><w:r><w:t>身份证</w:t></w:r></w:p>
      <w:moveFrom><w:p><w:r><w:t>移走</w:t></w:r></w:p></w:moveFrom>
      <w:p><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>
      <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>
        <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let read = with_parts(body, &[]);
    assert_eq!(
        shown(&read),
        ["提交三份", "居民身份证", "移来", "| 甲 |  |"]
    );
    assert_eq!(kinds(&read), [&NoteKind::TrackedChanges]);
}

/// What a paragraph was before counts for nothing.
#[test]
fn former_properties_are_not_read() {
    let body = r#"<w:p><w:pPr><w:pPrChange><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"#;
    let parts = [("word/numbering.xml", NUMBERS)];
    assert_eq!(shown(&with_parts(body, &parts)), ["甲"]);
}

#[test]
fn what_word_does_not_show_is_not_read() {
    let body = r#"<w:p><w:r><w:t>申</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>请</w:t></w:r><w:r><w:softHyphen/></w:r>
      <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>码</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>材</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
      <w:hyperlink><w:r><w:t>料</w:t></w:r></w:hyperlink><w:fldSimple w:instr="PAGE"><w:r><w:t>表</w:t></w:r></w:fldSimple><w:commentRangeStart/><w:r><w:annotationRef/><w:commentReference/></w:r>
      <w:r><w:ruby><w:rt><w:r><w:t>dān</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>单</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:lastRenderedPageBreak/></w:r></w:p>"#;
    assert_eq!(blocks(body), ["申请材料表单"]);
}

#[test]
fn a_field_that_is_not_closed_hides_one_paragraph() {
    let body = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>码</w:t></w:r></w:p>{}"#,
        p("身份证")
    );
    assert_eq!(blocks(&body), ["身份证"]);
}

#[test]
fn boxes_to_tick_and_controls() {
    let control = |properties: &str, content: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    };
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let ticked = r#"<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>"#;
    let open = r#"<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>"#;
    let old = r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let body = format!(
        "<w:p>{}{}{}{}{old}{}</w:p>{}{}",
        control(ticked, &run("☒")),
        run("原件 "),
        control(open, &run("☐")),
        run("复印件 "),
        run("电子件"),
        control("<w:showingPlcHdr/>", &p("单击此处输入文字")),
        control("", &p("身份证"))
    );
    assert_eq!(blocks(&body), ["☑原件 ☐复印件 ☑电子件", "身份证"]);
}

#[test]
fn symbols_and_breaks() {
    let body = r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>必要</w:t><w:sym w:font="Wingdings 2" w:char="00A3"/><w:t>非必要</w:t><w:sym w:font="Wingdings" w:char="F003"/></w:r><w:r><w:br/><w:t>010</w:t><w:noBreakHyphen/><w:t>123</w:t><w:br w:type="page"/><w:t>&lt;后&#x4E00;&gt;</w:t></w:r></w:p>"#;
    assert_eq!(blocks(body), ["☑必要□非必要\u{FFFD}", "010-123", "<后一>"]);
}

#[test]
fn a_table_of_contents_repeats_the_headings() {
    let styles = r#"<w:styles><w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>"#;
    let body = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>一、申请材料 1</w:t></w:r></w:p><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}"#,
        p("目录"),
        p("一、申请材料")
    );
    let read = with_parts(&body, &[("word/styles.xml", styles)]);
    assert_eq!(shown(&read), ["一、申请材料"]);
}

#[test]
fn pictures_and_embedded_files_are_said() {
    let body = r#"<w:p><w:r><w:drawing><a:blip r:embed="rId1"></a:blip></w:drawing></w:r></w:p><w:p><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r></w:p><w:altChunk/>"#;
    let read = with_parts(body, &[]);
    assert_eq!(shown(&read), ["picture", "picture"]);
    use NoteKind::{Embedded, Picture};
    assert_eq!(kinds(&read), [&Picture, &Picture, &Embedded, &Embedded]);
}

// ---- numbers and headings ----

const NUMBERS: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="one"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="two"/><w:lvlText w:val="%2."/></w:lvl>
  </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

#[test]
fn numbers_come_from_styles_and_are_written_out() {
    let styles = r#"<w:styles>
      <w:style w:type="paragraph" w:styleId="one"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="two"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="like"><w:basedOn w:val="one"/></w:style></w:styles>"#;
    let styled = |style: &str, more: &str, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let off = r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#;
    let body = styled("one", "", "申请条件")
        + &styled("two", "", "年满18周岁")
        + &styled("two", "", "")
        + &styled("two", "", "2米以上")
        + &styled("like", "", "申请材料")
        + &styled("one", off, "附件")
        + &styled("one", r#"<w:outlineLvl w:val="9"/>"#, "正文");
    let parts = [("word/styles.xml", styles), ("word/numbering.xml", NUMBERS)];
    let read = with_parts(&body, &parts);
    assert_eq!(
        shown(&read),
        [
            "# 一、申请条件",
            "* 1.年满18周岁",
            "* 3. 2米以上",
            "# 二、申请材料",
            "# 附件",
            "* 三、正文"
        ]
    );
}

#[test]
fn a_column_of_numbers_is_counted() {
    let numbered = |text: &str| {
        format!(
            r#"<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"#
        )
    };
    let row = |text| format!("<w:tr>{}{}</w:tr>", numbered(""), tc("", text));
    let body = format!("<w:tbl>{}{}</w:tbl>", row("甲"), row("乙"));
    let read = with_parts(&body, &[("word/numbering.xml", NUMBERS)]);
    assert_eq!(shown(&read), ["| 1. | 甲 |", "| 2. | 乙 |"]);
}

// ---- parts ----

#[test]
fn parts_are_found_by_their_relations() {
    let relations = |inside: &str| format!("<Relationships>{inside}</Relationships>");
    let to = |kind: &str, target: &str, more: &str| {
        format!(r#"<Relationship Id="r" Type="http://x/{kind}" Target="{target}" {more}/>"#)
    };
    let body = document(
        &(p("甲")
            + r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>乙</w:t><w:footnoteReference w:id="2"/></w:r></w:p>"#),
    );
    let header = format!("<w:hdr>{}{}</w:hdr>", p("第 1 页"), p("同源印记 a 3 ff"));
    let footnotes = format!(
        r#"<w:footnotes><w:footnote w:id="1">{}</w:footnote><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        p("无关"),
        p("仅限法人")
    );
    let root = relations(&to("officeDocument", "/doc/body.xml", ""));
    let own = relations(
        &(to("numbering", "lists.xml", "")
            + &to("header", "../margin/h.xml", "")
            + &to("footnotes", "f.xml", "")
            + &to(
                "styles",
                "http://example.org/styles.xml",
                r#"TargetMode="External""#,
            )
            + &to("footer", "missing.xml", "")),
    );
    let bytes = archive(&[
        ("_rels/.rels", &root),
        ("doc/body.xml", &body),
        ("doc/_rels/body.xml.rels", &own),
        ("doc/lists.xml", NUMBERS),
        ("doc/f.xml", &footnotes),
        ("margin/h.xml", &header),
        ("word/vbaProject.bin", "x"),
    ]);
    let read = read(&Capture::new("a.docm", bytes)).unwrap();
    assert_eq!(shown(&read), ["甲", "* 一、乙", "# 脚注", "仅限法人"]);
    assert_eq!(kinds(&read), [&NoteKind::Macros]);
    let stamp = read.stamp.as_ref().unwrap();
    assert_eq!(stamp.number.text(), Some("3"));
    assert_eq!(&read.text[stamp.span.range()], "同源印记 a 3 ff");
}

#[test]
fn broken_files_say_what_is_broken() {
    let failure = |parts: &[(&str, &str)]| {
        let capture = Capture::new("a.docx", archive(parts));
        read(&capture).err().map(|failure| failure.kind)
    };
    assert_eq!(failure(&[("a.txt", "x")]), Some(FailureKind::NotWord));
    let part = |part: &str, detail: &str| {
        let (part, detail) = (part.to_owned(), detail.to_owned());
        Some(FailureKind::BrokenXml { part, detail })
    };
    assert_eq!(
        failure(&[("word/document.xml", "<w:document><w:body>")]),
        part("word/document.xml", "it ends too soon")
    );
    let whole = document(&p("甲"));
    let styles = [
        ("word/document.xml", whole.as_str()),
        ("word/styles.xml", "<w:styles>"),
    ];
    assert_eq!(
        failure(&styles),
        part("word/styles.xml", "it ends too soon")
    );
    let many = "<w:p/>".repeat(2_000_001);
    assert_eq!(
        failure(&[("word/document.xml", &document(&many))]),
        Some(FailureKind::TooManyValues { limit: 2_000_000 })
    );
}

/// A row of a hundred columns, and below it thousands of cells that are merged over all of them.
#[test]
fn merged_cells_do_not_multiply() {
    let wide = format!(
        r#"<w:tr>{}</w:tr>"#,
        tc(r#"<w:gridSpan w:val="100"/>"#, "甲")
    );
    let narrow = format!("<w:tr>{}</w:tr>", tc("", "乙").repeat(100));
    let body = format!("<w:tbl>{narrow}{}</w:tbl>", wide.repeat(6000));
    let body = document(&body);
    let read = read(&Capture::new(
        "a.docx",
        archive(&[("word/document.xml", &body)]),
    ));
    let limit = 500_000;
    assert_eq!(
        read.err().map(|f| f.kind),
        Some(FailureKind::TooManyValues { limit })
    );
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let mut bytes = archive(&[
        ("word/document.xml", &document(&p("甲"))),
        ("word/documenu.xml", &document(&p("乙"))),
    ]);
    while let Some(at) = memchr::memmem::find(&bytes, b"documenu") {
        bytes[at + 7] = b't';
    }
    let read = read(&Capture::new("a.docx", bytes));
    assert_eq!(read.err().map(|f| f.kind), Some(FailureKind::BrokenArchive));
}
