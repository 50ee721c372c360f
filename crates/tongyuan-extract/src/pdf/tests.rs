//! PDF files written by hand, and what is read from them.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use tongyuan_model::{Place, Span};

use crate::capture::Capture;
use crate::failure::FailureKind;
use crate::note::NoteKind;
use crate::outline::{Block, Document, Table};

/// A PDF under construction: objects in order, the first two of them catalogue and page tree.
struct Builder {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
}

/// The font that a content stream calls `/F`: not embedded, its codes UTF-16.
const SONG: &str = "/Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font \
    /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 \
    /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>]";

impl Builder {
    fn new() -> Self {
        Self {
            objects: vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), Vec::new()],
            pages: Vec::new(),
        }
    }

    fn object(&mut self, content: impl Into<Vec<u8>>) -> usize {
        self.objects.push(content.into());
        self.objects.len()
    }

    fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut object = format!("<< /Length {} {entries} >>\nstream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.object(object)
    }

    fn page(mut self, content: &str) -> Self {
        let content = self.stream("", content.as_bytes());
        self.add_page(content, SONG, "");
        self
    }

    fn add_page(&mut self, content: usize, font: &str, entries: &str) {
        let page = self.object(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R {entries} \
             /Resources << /Font << /F << /Type /Font /Subtype {font} >> >> /XObject << /I << >> >> >> >>"
        ));
        self.pages.push(page);
    }

    fn bytes(mut self) -> Vec<u8> {
        let kids: Vec<String> = self
            .pages
            .iter()
            .map(|page| format!("{page} 0 R"))
            .collect();
        let count = kids.len();
        self.objects[1] = format!(
            "<< /Type /Pages /Count {count} /Kids [{}] >>",
            kids.join(" ")
        )
        .into_bytes();
        self.bytes_with("")
    }

    fn bytes_with(&self, trailer: &str) -> Vec<u8> {
        let mut bytes = b"%PDF-1.5\n".to_vec();
        let mut offsets = Vec::new();
        for (at, object) in self.objects.iter().enumerate() {
            offsets.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
            bytes.extend_from_slice(object);
            bytes.extend(b"\nendobj\n");
        }
        let start = bytes.len();
        let size = offsets.len() + 1;
        bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for offset in offsets {
            bytes.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        bytes.extend(
            format!("trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF")
                .bytes(),
        );
        bytes
    }
}

/// Shows a line of text at a place in a size.
fn show(x: f32, y: f32, size: f32, text: &str) -> String {
    let hex: String = text
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

/// Shows lines of text below each other, 18 points apart.
fn lines(x: f32, y: f32, texts: &[&str]) -> String {
    let rows = texts.iter().enumerate();
    rows.map(|(at, text)| show(x, y - 18.0 * at as f32, 12.0, text))
        .collect()
}

/// Draws a table's lines.
fn ruled(xs: &[f32], ys: &[f32]) -> String {
    let ends = |edges: &[f32]| (edges[0], edges[edges.len() - 1]);
    let ((left, right), (top, bottom)) = (ends(xs), ends(ys));
    let across = ys.iter().map(|y| format!("{left} {y} m {right} {y} l S\n"));
    let down = xs.iter().map(|x| format!("{x} {top} m {x} {bottom} l S\n"));
    across.chain(down).collect()
}

fn read(bytes: Vec<u8>) -> Document {
    super::read(&Capture::new("a.pdf", bytes)).unwrap()
}

fn failure(bytes: Vec<u8>) -> FailureKind {
    super::read(&Capture::new("a.pdf", bytes)).unwrap_err().kind
}

/// The blocks, a line each: `# ` for a heading, `[a|b]` for a row of a table, `^` for what is merged.
fn outline(document: &Document) -> Vec<String> {
    let row = |table: &Table| -> Vec<String> {
        let rows = table.rows.iter();
        rows.map(|row| {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell.repeated {
                    true => "^".to_owned(),
                    false => cell.text.text().replace('\n', "/"),
                })
                .collect();
            format!("[{}]", cells.join("|"))
        })
        .collect()
    };
    let blocks = document.blocks.iter();
    blocks
        .flat_map(|block| match block {
            Block::Heading(heading) => vec![format!("# {}", heading.text.text())],
            Block::Line(line) => vec![line.text.text().to_owned()],
            Block::Table(table) => row(table),
            Block::Picture => vec!["picture".to_owned()],
            Block::Pair(..) => vec!["pair".to_owned()],
        })
        .collect()
}

#[test]
fn chinese_fonts_that_are_not_embedded_are_read() {
    let text = "申请材料（2份）";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let encodings: [(&str, &[u8]); 7] = [
        ("UniGB-UCS2-H", &utf16),
        ("UniGB-UTF16-H", &utf16),
        ("GBK-EUC-H", &gbk),
        ("GBKp-EUC-H", &gbk),
        ("GBK2K-H", &gbk),
        ("GB-EUC-H", &gbk),
        ("GBpc-EUC-H", &gbk),
    ];
    for (encoding, codes) in encodings {
        let hex: String = codes.iter().map(|byte| format!("{byte:02X}")).collect();
        let mut pdf = Builder::new();
        let content = format!("BT /F 12 Tf 72 700 Td <{hex}> Tj ET");
        let content = pdf.stream("", content.as_bytes());
        pdf.add_page(content, &SONG.replace("UniGB-UCS2-H", encoding), "");
        assert_eq!(outline(&read(pdf.bytes())), [text], "{encoding}");
    }
}

#[test]
fn embedded_fonts_are_read_by_what_they_say_of_their_codes() {
    let mut pdf = Builder::new();
    let map = "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        1 beginbfchar <0003> <6750> endbfchar 1 beginbfrange <0010> <0012> <7533> endbfrange endcmap";
    let map = pdf.stream("", map.as_bytes());
    let content = pdf.stream(
        "",
        b"BT /F 12 Tf 72 700 Td [<0010> 20 <0003>] TJ <0099> Tj ET",
    );
    let font = format!(
        "/Type0 /BaseFont /ABCDEF+X /Encoding /Identity-H /ToUnicode {map} 0 R /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType2 /BaseFont /ABCDEF+X /DW 1000 \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>]"
    );
    pdf.add_page(content, &font, "");
    let document = read(pdf.bytes());
    assert_eq!(outline(&document), ["申材\u{FFFD}"]);
    let kinds: Vec<_> = document.notes.iter().map(|note| &note.kind).collect();
    assert_eq!(kinds, [&NoteKind::UnknownCharacters { count: 1 }]);
}

#[test]
fn lines_that_the_page_broke_are_one_paragraph() {
    let content = show(200.0, 780.0, 22.0, "居住证办理指南")
        + &lines(
            72.0,
            740.0,
            &[
                "一、受理条件",
                "公民离开常住户口所在地，到其他城市居住半年以上，符合有合法稳定就",
                "业、合法稳定住所、连续就读条件之一的，可以依照规定申领居住证，也可",
                "以委托他人。",
                "1.居住证申领表原件1份；",
                "2.居民身份证",
            ],
        );
    let document = read(Builder::new().page(&content).bytes());
    let expected = [
        "# 居住证办理指南",
        "一、受理条件",
        "公民离开常住户口所在地，到其他城市居住半年以上，符合有合法稳定就业、合法稳定住所、连续就读条件之一的，\
         可以依照规定申领居住证，也可以委托他人。",
        "1.居住证申领表原件1份；",
        "2.居民身份证",
    ];
    assert_eq!(outline(&document), expected);
}

#[test]
fn every_block_has_its_text_and_its_place() {
    let first = lines(72.0, 700.0, &["一、事项名称", "居住证"]);
    let second = lines(72.0, 700.0, &["二、材料"]);
    let document = read(Builder::new().page(&first).page(&second).bytes());
    assert_eq!(document.text, "一、事项名称\n居住证\n二、材料\n");
    let place = |page, block| Place::PageBlock { page, block };
    let expected = [
        (Span::exact(0, 18), place(1, 1)),
        (Span::exact(19, 28), place(1, 2)),
        (Span::exact(29, 41), place(2, 1)),
    ];
    assert_eq!(document.places, expected);
}

#[test]
fn a_ruled_table_keeps_its_cells() {
    let content = ruled(&[72.0, 132.0, 232.0, 332.0], &[700.0, 670.0, 620.0, 590.0])
        + &show(78.0, 680.0, 12.0, "序号")
        + &show(138.0, 680.0, 12.0, "材料名称")
        + &show(238.0, 680.0, 12.0, "备注")
        + &show(78.0, 650.0, 12.0, "1")
        + &show(138.0, 650.0, 12.0, "居民户口簿复印")
        + &show(138.0, 632.0, 12.0, "件")
        + &show(238.0, 650.0, 12.0, "原件核对")
        + &show(238.0, 632.0, 12.0, "1.带原件")
        + &show(78.0, 600.0, 12.0, "2")
        + &show(138.0, 600.0, 12.0, "结婚证");
    let document = read(Builder::new().page(&content).bytes());
    let expected = [
        "[序号|材料名称|备注]",
        "[1|居民户口簿复印件|原件核对/1.带原件]",
        "[2|结婚证|]",
    ];
    assert_eq!(outline(&document), expected);
}

#[test]
fn merged_cells_are_told() {
    // The first column is one cell, and the first row has no line between its second and third.
    let content =
        "72 700 300 -60 re S 132 700 m 132 640 l S 132 670 m 372 670 l S 252 670 m 252 640 l S\n"
            .to_owned()
            + &show(78.0, 664.0, 12.0, "材料")
            + &show(138.0, 680.0, 12.0, "首次申请")
            + &show(138.0, 650.0, 12.0, "身份证")
            + &show(258.0, 650.0, 12.0, "1份");
    let document = read(Builder::new().page(&content).bytes());
    assert_eq!(outline(&document), ["[材料|首次申请|^]", "[^|身份证|1份]"]);
}

#[test]
fn a_table_goes_on_over_the_page_break() {
    let xs = [72.0, 132.0, 292.0];
    let header = |y: f32| show(78.0, y, 12.0, "序号") + &show(138.0, y, 12.0, "材料名称");
    let first = ruled(&xs, &[160.0, 130.0, 100.0])
        + &header(140.0)
        + &show(78.0, 110.0, 12.0, "1")
        + &show(138.0, 110.0, 12.0, "房屋租赁合同或者房屋产权");
    let second = ruled(&xs, &[780.0, 750.0, 720.0, 690.0])
        + &header(760.0)
        + &show(138.0, 730.0, 12.0, "证明")
        + &show(78.0, 700.0, 12.0, "2")
        + &show(138.0, 700.0, 12.0, "身份证");
    let document = read(Builder::new().page(&first).page(&second).bytes());
    let expected = [
        "[序号|材料名称]",
        "[1|房屋租赁合同或者房屋产权证明]",
        "[2|身份证]",
    ];
    assert_eq!(outline(&document), expected);
    assert!(matches!(&document.blocks[..], [Block::Table(table)] if table.rows[0][0].header));
}

#[test]
fn a_table_without_lines_is_one_by_its_columns() {
    let row = |y: f32, cells: [&str; 3]| {
        let xs = [72.0, 132.0, 392.0].into_iter();
        let shown = xs.zip(cells).map(|(x, text)| show(x, y, 12.0, text));
        shown.collect::<String>()
    };
    let content = show(72.0, 730.0, 12.0, "申请材料如下：")
        + &row(700.0, ["序号", "材料名称", "份数"])
        + &row(680.0, ["1", "居民身份证", "1份"])
        + &row(660.0, ["2", "结婚证", "复印件2份"])
        + &show(72.0, 620.0, 12.0, "三、办理时限");
    let document = read(Builder::new().page(&content).bytes());
    let expected = [
        "申请材料如下：",
        "[序号|材料名称|份数]",
        "[1|居民身份证|1份]",
        "[2|结婚证|复印件2份]",
        "三、办理时限",
    ];
    assert_eq!(outline(&document), expected);
}

#[test]
fn rows_without_lines_are_told_by_their_middles() {
    // Cells are centred: the number stands between the two lines of the name.
    let content = show(72.0, 720.0, 12.0, "序号")
        + &show(132.0, 720.0, 12.0, "材料名称")
        + &show(392.0, 720.0, 12.0, "份数")
        + &show(
            132.0,
            698.0,
            12.0,
            "用人单位、就读学校出具的住宿证明以及社会",
        )
        + &show(72.0, 690.0, 12.0, "1")
        + &show(392.0, 690.0, 12.0, "1份")
        + &show(132.0, 682.0, 12.0, "保险缴费证明")
        + &show(
            132.0,
            660.0,
            12.0,
            "房屋租赁合同、房屋产权证明文件、购房合同",
        )
        + &show(72.0, 652.0, 12.0, "2")
        + &show(132.0, 644.0, 12.0, "复印件");
    let document = read(Builder::new().page(&content).bytes());
    let expected = [
        "[序号|材料名称|份数]",
        "[1|用人单位、就读学校出具的住宿证明以及社会保险缴费证明|1份]",
        "[2|房屋租赁合同、房屋产权证明文件、购房合同复印件|]",
    ];
    assert_eq!(outline(&document), expected);
}

#[test]
fn a_table_in_a_cell_is_a_block_of_it() {
    let content = ruled(&[72.0, 152.0, 472.0], &[700.0, 560.0])
        + &show(78.0, 640.0, 12.0, "申请材料")
        + &show(158.0, 682.0, 12.0, "提交以下材料：")
        + &ruled(&[160.0, 220.0, 400.0], &[670.0, 640.0, 610.0])
        + &show(166.0, 650.0, 12.0, "序号")
        + &show(226.0, 650.0, 12.0, "名称")
        + &show(166.0, 620.0, 12.0, "1")
        + &show(226.0, 620.0, 12.0, "身份证")
        + &show(158.0, 580.0, 12.0, "以上均为原件。");
    let document = read(Builder::new().page(&content).bytes());
    let expected = "[申请材料|提交以下材料：/序号/名称/1/身份证/以上均为原件。]";
    assert_eq!(outline(&document), [expected]);
    let Block::Table(outer) = &document.blocks[0] else {
        panic!("it is a table")
    };
    let [Block::Line(_), Block::Table(inner), Block::Line(_)] = &outer.rows[0][1].blocks[..] else {
        panic!("a table between two lines")
    };
    assert_eq!(inner.rows[1][1].text.text(), "身份证");
}

#[test]
fn a_label_of_many_rows_goes_on_over_the_page_break() {
    let xs = [72.0, 172.0, 372.0];
    let first = ruled(&xs, &[160.0, 130.0])
        + &show(78.0, 140.0, 12.0, "办理时限")
        + &show(178.0, 140.0, 12.0, "法定：20日");
    // The second page is ruled alike, but the label stands for two of its rows and is not written again.
    let second =
        "72 780 300 -90 re S 172 780 m 172 690 l S 172 750 m 372 750 l S 72 720 m 372 720 l S\n"
            .to_owned()
            + &show(178.0, 760.0, 12.0, "承诺：5日")
            + &show(178.0, 730.0, 12.0, "说明：自受理之日起")
            + &show(78.0, 700.0, 12.0, "收费")
            + &show(178.0, 700.0, 12.0, "不收费");
    let document = read(Builder::new().page(&first).page(&second).bytes());
    let expected = [
        "[办理时限|法定：20日]",
        "[^|承诺：5日]",
        "[^|说明：自受理之日起]",
        "[收费|不收费]",
    ];
    assert_eq!(outline(&document), expected);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "一、办理条件",
        "本区户籍，符合国家规定的残疾标准",
        "的视力、听力、言语、肢体、智力残",
        "疾人。",
        "二、材料",
    ];
    let right = [
        "三、时限",
        "自收到残疾评定结果之日起二十个工",
        "作日内办结，承诺十五个工作日，不",
        "收费。",
    ];
    let content = show(150.0, 780.0, 22.0, "中华人民共和国残疾人证办理指南")
        + &lines(72.0, 740.0, &left)
        + &lines(320.0, 740.0, &right);
    let document = read(Builder::new().page(&content).bytes());
    let expected = [
        "# 中华人民共和国残疾人证办理指南",
        "一、办理条件",
        "本区户籍，符合国家规定的残疾标准的视力、听力、言语、肢体、智力残疾人。",
        "二、材料",
        "三、时限",
        "自收到残疾评定结果之日起二十个工作日内办结，承诺十五个工作日，不收费。",
    ];
    assert_eq!(outline(&document), expected);
}

#[test]
fn what_pages_repeat_at_their_edges_is_left_out() {
    let page = |number: &str, text: &str| {
        show(200.0, 810.0, 9.0, "青禾市政务服务局")
            + &show(72.0, 700.0, 12.0, text)
            + &show(270.0, 30.0, 9.0, number)
    };
    let pdf = Builder::new()
        .page(&page("- 1 -", "1.身份证"))
        .page(&page("- 2 -", "2.户口簿"))
        .page(&page("第 3 页 共 3 页", "3.照片"));
    assert_eq!(
        outline(&read(pdf.bytes())),
        ["1.身份证", "2.户口簿", "3.照片"]
    );
}

#[test]
fn water_marks_are_left_out_and_turned_pages_are_turned() {
    let mark = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <68378A18> Tj ET\n";
    let turned = "BT /F 12 Tf 0 1 -1 0 100 72 Tm <8EAB4EFD8BC1> Tj ET\n";
    let upright = Builder::new().page(&(mark.to_owned() + &show(72.0, 700.0, 12.0, "户口簿")));
    assert_eq!(outline(&read(upright.bytes())), ["户口簿"]);
    assert_eq!(
        outline(&read(Builder::new().page(turned).bytes())),
        ["身份证"]
    );
}

#[test]
fn a_scan_says_that_it_is_one() {
    let image = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI Q\n";
    let scan = Builder::new().page(image).page(image);
    assert_eq!(failure(scan.bytes()), FailureKind::Scan);

    let text = lines(
        72.0,
        700.0,
        &["一、事项名称：居住证办理", "二、申请材料：居民身份证原件"],
    );
    let mixed = read(Builder::new().page(&text).page(image).bytes());
    let kinds: Vec<_> = mixed.notes.iter().map(|note| note.kind.clone()).collect();
    assert_eq!(kinds, [NoteKind::ScannedPage { page: 2 }]);
}

#[test]
fn broken_and_protected_files_say_so() {
    let whole = Builder::new()
        .page(&lines(72.0, 700.0, &["身份证"]))
        .bytes();
    assert_eq!(
        failure(b"%PDF-1.4\nnothing of the kind".to_vec()),
        FailureKind::BrokenPdf
    );
    assert_eq!(failure(whole[..60].to_vec()), FailureKind::BrokenPdf);
    assert_eq!(
        failure(whole[..whole.len() - 200].to_vec()),
        FailureKind::BrokenPdf
    );
    // What is only cut off at its end is mended, but nobody knows what is missing.
    let cut = read(whole[..whole.len() - 150].to_vec());
    assert_eq!(outline(&cut), ["身份证"]);
    assert!(matches!(&cut.notes[..], [note] if note.kind == NoteKind::CutOff));

    let mut pdf = Builder::new().page("");
    pdf.objects[1] = b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>".to_vec();
    let key = "00".repeat(32);
    let protected = pdf.bytes_with(&format!(
        "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{key}> /U <{key}> >>"
    ));
    assert_eq!(failure(protected), FailureKind::PdfProtected);
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn bombs_are_refused() {
    let blanks = packed(&vec![b' '; 200 << 20]);
    let is_refused = |entries: &str, data: &[u8]| {
        let mut pdf = Builder::new();
        let bomb = pdf.stream(entries, data);
        pdf.add_page(bomb, SONG, "");
        matches!(failure(pdf.bytes()), FailureKind::UnpacksTooLarge { .. })
    };
    assert!(is_refused(
        "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
        &blanks
    ));
    assert!(is_refused("/Filter /FlateDecode", &blanks));
    assert!(is_refused(
        "/Filter [/FlateDecode /FlateDecode]",
        &packed(&blanks)
    ));
    let hexadecimal: String = blanks.iter().map(|byte| format!("{byte:02x}")).collect();
    let entries = "/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]";
    assert!(is_refused(entries, hexadecimal.as_bytes()));
}

#[test]
fn nesting_ends_somewhere() {
    let deep = "[".repeat(200_000);
    let mut pdf = Builder::new().page(&format!("{deep} TJ\n{}", show(72.0, 700.0, 12.0, "身份证")));
    pdf.object(deep);
    pdf.object("<< /A ".repeat(100_000));
    // Whatever is read of it: it comes to an end.
    let _ = super::read(&Capture::new("a.pdf", pdf.bytes()));

    let mut pdf = Builder::new();
    let form = pdf.objects.len() + 1;
    pdf.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X {form} 0 R >> >>"),
        b"/X Do /X Do /X Do /X Do",
    );
    let content = pdf.stream("", b"/X Do");
    let page = pdf.object(format!(
        "<< /Type /Page /Parent 2 0 R /Contents {content} 0 R /Resources << /XObject << /X {form} 0 R >> >> >>"
    ));
    pdf.pages.push(page);
    assert_eq!(outline(&read(pdf.bytes())), [] as [&str; 0]);
}

#[test]
fn the_author_is_told_where_the_name_can_be_read() {
    let authors = |name: &str| {
        let mut pdf = Builder::new().page(&show(72.0, 700.0, 12.0, "身份证"));
        let info = pdf.object(format!("<< /Author {name} >>"));
        let trailer = format!("trailer << /Info {info} 0 R ");
        let bytes = String::from_utf8(pdf.bytes()).unwrap();
        let read = read(bytes.replace("trailer << ", &trailer).into_bytes());
        let names = read.authors.into_iter().map(|author| author.name);
        names.collect::<Vec<_>>()
    };
    assert_eq!(authors("<FEFF96485C0F6EE1>"), ["陈小满"]);
    assert_eq!(authors("(Administrator)"), ["Administrator"]);
    assert_eq!(authors("<B3C2D0A1>"), [] as [&str; 0]);
}
