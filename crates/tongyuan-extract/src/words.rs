//! What notes and failures say, in both languages, beside the kinds they belong to.

use tongyuan_model::Unreadable;

use crate::failure::{FailureKind, Syntax};
use crate::note::NoteKind;

/// One thing said in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// In Chinese.
    pub chinese: String,
    /// In English.
    pub english: String,
}

pub(crate) fn said(chinese: impl Into<String>, english: impl Into<String>) -> Wording {
    Wording {
        chinese: chinese.into(),
        english: english.into(),
    }
}

impl NoteKind {
    /// What the note says.
    #[must_use]
    pub fn words(&self) -> Wording {
        match self {
            Self::Decoded { encoding } => said(
                format!("文件不是 UTF-8 编码，已按 {encoding} 解码"),
                format!("the file is not UTF-8 and was decoded as {encoding}"),
            ),
            Self::ReplacedCharacters => said(
                "个别字节不是有效的字符，已用 � 代替",
                "some bytes are no valid characters and were replaced by �",
            ),
            Self::EndingDiffers { format } => said(
                format!("文件内容是 {format}，与扩展名不符，已按内容读取"),
                format!("the content is {format}, whatever the ending says, and was read as such"),
            ),
            Self::SectionUnknown { heading } => said(
                format!("不认识栏目“{heading}”，其内容没有读取"),
                format!("the section “{heading}” is not known; its content was not read"),
            ),
            Self::StatedTwice { field } => said(
                format!("“{}”公布了不止一次，以第一次为准", field.chinese()),
                format!(
                    "“{}” is stated more than once; the first statement counts",
                    field.title()
                ),
            ),
            Self::SectionUnread { field, why } => {
                let (chinese, english) = match why {
                    Unreadable::Picture => ("只有图片", "is a picture"),
                    Unreadable::Elsewhere => ("只写明在别处公布", "only points elsewhere"),
                    _ => ("有内容，但没有读懂", "has content that could not be read"),
                };
                said(
                    format!("“{}”一栏{chinese}，没有参加比对", field.chinese()),
                    format!(
                        "the section “{}” {english}; it was not compared",
                        field.title()
                    ),
                )
            }
            Self::RemarkUnread { field } => said(
                format!("“{}”后面的说明没有读取，没有参加比对", field.chinese()),
                format!(
                    "the remark on “{}” was not read and not compared",
                    field.title()
                ),
            ),
            Self::ValueUnread { field } => said(
                format!("“{}”的取值没有读懂，没有参加比对", field.chinese()),
                format!(
                    "the value of “{}” could not be read and was not compared",
                    field.title()
                ),
            ),
            Self::CodeUnlisted { field, code } => said(
                format!(
                    "“{}”的取值“{code}”不在代码表里，没有参加比对",
                    field.chinese()
                ),
                format!(
                    "“{code}” of “{}” is in no code list and was not compared",
                    field.title()
                ),
            ),
            Self::FieldsUnknown { names, rest } => {
                let (more, and_more) = match rest {
                    0 => (String::new(), String::new()),
                    rest => (format!("等另外 {rest} 个"), format!(" and {rest} more")),
                };
                said(
                    format!("不认识字段 {names}{more}，其内容没有读取"),
                    format!("the fields {names}{and_more} are not known; they were not read"),
                )
            }
            Self::RowWithoutItem { table } => said(
                format!("这一行（{table}）不知道属于哪个事项，没有读取"),
                format!("this row ({table}) belongs to no item of the file and was not read"),
            ),
            Self::ItemTwice { code } => said(
                format!("事项“{code}”有不止一条记录"),
                format!("there is more than one record of the item “{code}”"),
            ),
            Self::RecordUnread { number, detail } => said(
                format!("第 {number} 条记录无法读取（{detail}）"),
                format!("record {number} could not be read ({detail})"),
            ),
            Self::SelectorIdle {
                profile,
                line,
                field,
                selector,
            } => said(
                format!(
                    "网页里没有选择器“{selector}”（{}）所指的内容；请核对方案 {profile} 第 {line} 行，网页改版的，改写选择器",
                    crate::guide::field_in_chinese(field)
                ),
                format!(
                    "nothing on the page is what the selector “{selector}” ({field}) means; see line {line} of the profile {profile}, and rewrite the selector where the site has changed"
                ),
            ),
            Self::Picture => said(
                "此处是图片，图中的文字没有读取",
                "a picture: what it says was not read",
            ),
            Self::PageShell => said(
                "网页只是程序外壳，正文由脚本另行加载，文件里没有；请在浏览器里打开，等内容显示后另存为网页，再读取",
                "the page is the shell of a program: its content comes by a script and is not in the file; open it in a browser and save it when the content shows",
            ),
            Self::TrackedChanges => said(
                "文件带有未处理的修订，已按全部接受后的内容读取",
                "the document has changes that are not accepted yet; it was read as if all of them were",
            ),
            Self::Macros => said(
                "文件带有宏，宏没有运行",
                "the file carries macros, which were not run",
            ),
            Self::Embedded => said(
                "此处嵌入了其他文件，其内容没有读取",
                "a file of another program inside the document: what it says was not read",
            ),
            Self::HiddenSheet { name } => said(
                format!("工作表“{name}”是隐藏的，没有读取"),
                format!("the sheet “{name}” is hidden and was not read"),
            ),
            Self::Formula => said(
                "此处是公式，文件里没有保存计算结果，没有读取",
                "a formula whose result is not in the file: it was not read",
            ),
            Self::OldWord => said(
                "旧版 Word 文件（.doc）：自动编号没有读取，另存为 .docx 可以读得更准",
                "an old Word file (.doc): the numbers that Word counts itself were not read; saved as .docx it can be read better",
            ),
            Self::ScannedPage { page } => said(
                format!("第 {page} 页是扫描图片，其中的文字没有读取，需要先做文字识别（OCR）"),
                format!("page {page} is a scan: what it says was not read and needs OCR"),
            ),
            Self::TextBehindScan => said(
                "页面是扫描图片，读取的是图片背后识别出来的文字，可能有误",
                "the pages are scans; what was read is the recognised text behind them, which may be wrong",
            ),
            Self::UnknownCharacters { count } => said(
                format!("文件的字体没有说明其中 {count} 个字符是什么字，已用 � 代替"),
                format!(
                    "the fonts do not say what {count} of the characters are; they were replaced by �"
                ),
            ),
            Self::CutOff => said(
                "文件不完整（没有结尾），可能只读到一部分内容，请重新下载",
                "the file is cut off: what was read may be only a part of it; fetch it again",
            ),
            Self::CutShort => said(
                "内容太多，后面的部分没有读取",
                "there is too much of it; the rest was not read",
            ),
            Self::NoneOfSeveral { count } => said(
                format!(
                    "文件里有 {count} 份指南，无法确定哪一份属于本事项，没有参加比对；一份文件放一份指南，或者写明事项名称"
                ),
                format!(
                    "the file holds {count} guides, and which is this item's cannot be told: none was compared; keep one guide a file, or state the name of the item"
                ),
            ),
            Self::FirstOfSeveral { count } => said(
                format!(
                    "文件里有 {count} 份指南，没有一份与另一个文件的事项同名，只比较了第一份；用 tongyuan extract 可以看到全部"
                ),
                format!(
                    "the file holds {count} guides, and none has the name of the other file's item: only the first was compared; `tongyuan extract` shows them all"
                ),
            ),
            Self::NothingRead => said(
                "没有从文件中读到任何指南内容",
                "nothing of a guide was read from the file",
            ),
        }
    }
}

impl FailureKind {
    /// What the failure says.
    #[must_use]
    pub fn words(&self) -> Wording {
        match self {
            Self::Empty => said("文件是空的", "the file is empty"),
            Self::TooLarge { limit } => said(
                format!("文件太大，最多读取 {}", bytes(*limit)),
                format!("the file is too large; at most {} are read", bytes(*limit)),
            ),
            Self::UnknownFormat => said(
                "无法识别文件格式，不是能读的任何一种（网页、Word、Excel、PDF、CSV、Markdown、文本、YAML、JSON、XML）",
                "the format cannot be told: it is none that can be read (web page, Word, Excel, PDF, CSV, Markdown, text, YAML, JSON, XML)",
            ),
            Self::NotRead { format, .. } => match *format {
                "DOC" | "WPS" => said(
                    "这份旧版 Word 文件（.doc、.wps）读不了",
                    "this old Word file (.doc, .wps) cannot be read",
                ),
                "XLS" => said(
                    "文件是旧版 Excel 文件（.xls），这种格式不能读取",
                    "the file is an old Excel file (.xls), which is not read",
                ),
                format => said(
                    format!("文件是 {format} 格式，这种格式不能读取"),
                    format!("the file is {format}, which is not read"),
                ),
            },
            Self::NotText => said(
                "文件不是文本：其中的字节不属于 UTF-8、GB18030 等任何一种编码",
                "the file is no text: its bytes are of no encoding such as UTF-8 or GB18030",
            ),
            Self::Syntax { syntax, detail } => {
                let words = syntax.words();
                said(
                    format!("{}（{detail}）", words.chinese),
                    format!("{} ({detail})", words.english),
                )
            }
            Self::DuplicateKey { word, .. } => said(
                format!("字段“{word}”在同一处写了两次"),
                format!("the key “{word}” stands twice in one place"),
            ),
            Self::TooDeep => said("嵌套太深，不是指南", "it nests deeper than any guide"),
            Self::TooManyValues { limit } => said(
                format!("内容展开后超过 {limit} 个值，不是指南"),
                format!("it expands to more than {limit} values, as no guide does"),
            ),
            Self::NotAGuide => said(
                "文件的最外层应当是“字段: 内容”，而不是列表或者单个值",
                "the file should hold keys with values, not a list or a single value",
            ),
            Self::NotCanonical => said(
                "权威数据源应当是 YAML 或者 JSON；网页、Word 等已发布的文件放在 halls/ 下",
                "a canonical source is YAML or JSON; what is published, such as web pages and Word files, belongs below halls/",
            ),
            Self::BrokenArchive => said(
                "不是 Word 或者 Excel 文件，或者文件已经损坏（不是完整的 zip 压缩包）",
                "no Word or Excel file, or a broken one (it is no whole zip archive)",
            ),
            Self::BrokenSheet { detail } => said(
                format!("Excel 文件已经损坏（{detail}）"),
                format!("the Excel file is broken ({detail})"),
            ),
            Self::NotWord => said(
                "压缩包里没有 Word 文档，也没有 Excel 工作簿",
                "there is neither a Word document nor an Excel workbook in the archive",
            ),
            Self::Encrypted => said(
                "文件受密码保护，无法读取",
                "the file is protected by a password",
            ),
            Self::ArchiveTooLarge { limit } => said(
                format!("压缩包解开后超过 {}，拒绝读取", bytes(*limit)),
                format!(
                    "the archive unpacks to more than {} and is refused",
                    bytes(*limit)
                ),
            ),
            Self::BrokenXml { part, detail } => said(
                format!("Word 文件内部的 {part} 已经损坏（{detail}）"),
                format!("{part} inside the Word file is broken ({detail})"),
            ),
            Self::BrokenPdf => said(
                "PDF 文件已经损坏或者不完整，无法读取",
                "the PDF is broken or cut off",
            ),
            Self::PdfProtected => said(
                "PDF 文件受密码保护，无法读取",
                "the PDF is protected by a password",
            ),
            Self::UnpacksTooLarge { limit } => said(
                format!("PDF 文件解开后超过 {}，拒绝读取", bytes(*limit)),
                format!(
                    "the PDF unpacks to more than {} and is refused",
                    bytes(*limit)
                ),
            ),
            Self::TooManyPages { limit } => said(
                format!("PDF 文件超过 {limit} 页，不是指南"),
                format!("the PDF has more than {limit} pages, as no guide has"),
            ),
            Self::Scan => said(
                "PDF 文件是扫描件：页面都是图片，没有文字，需要先做文字识别（OCR）",
                "the PDF is a scan: its pages are pictures without text and need OCR first",
            ),
            Self::NoCharacters => said(
                "PDF 文件的字体没有说明各个字符是什么字，无法读取文字",
                "the fonts of the PDF do not say which characters they show, so that its text cannot be read",
            ),
        }
    }

    /// What to do about it, where there is something to do.
    #[must_use]
    pub fn help(&self) -> Option<Wording> {
        Some(match self {
            Self::Syntax { syntax, .. } => return syntax.help(),
            Self::DuplicateKey { .. } => said(
                "合并成一处，删去另一处；中文字段名和英文字段名指同一栏时也算重复。",
                "Merge the two and remove one; a Chinese and an English key for one field are the same key.",
            ),
            Self::NotRead { save_as, .. } => said(
                format!("用 Office 或者 WPS 打开，另存为 {save_as} 格式后再检查。"),
                format!("Open it with an office program and save it as {save_as}."),
            ),
            Self::Encrypted => said(
                "去掉密码，保存后再检查。",
                "Remove the password and save it again.",
            ),
            Self::BrokenSheet { .. } => said(
                "用 Excel 打开并另存为 .xlsx 后再检查。",
                "Open it with Excel and save it as .xlsx.",
            ),
            Self::BrokenArchive | Self::NotWord | Self::BrokenXml { .. } => said(
                "用 Word 或者 Excel 打开并另存后再检查。",
                "Open it with Word or Excel and save it again.",
            ),
            Self::BrokenPdf => said(
                "重新下载，或者用 PDF 阅读器打开并另存后再检查。",
                "Fetch it again, or open it in a PDF viewer and save it anew.",
            ),
            Self::PdfProtected => said(
                "去掉打开密码后再检查。",
                "Remove the password that it opens with.",
            ),
            Self::Scan | Self::NoCharacters => said(
                "改用由 Word 等软件直接导出的 PDF，或者先做文字识别（OCR）再检查。",
                "Use the PDF that Word or the like exports, or recognise its text (OCR) first.",
            ),
            _ => return None,
        })
    }
}

impl Syntax {
    fn words(self) -> Wording {
        match self {
            Self::Indentation => said("缩进不对齐", "the indentation fits no level above it"),
            Self::WideColon => said("字段名后面用了全角冒号", "a full-width colon behind a key"),
            Self::Tab => said("缩进中用了制表符", "a tab where blanks are due"),
            Self::OpenQuote => said("引号没有成对", "a quotation mark that is not closed"),
            Self::OpenBracket => said("括号没有成对", "a bracket that is not closed"),
            Self::Colon => said("此处不能有冒号", "a colon where none can stand"),
            Self::Comma => said("逗号多了或者少了", "a comma too many or too few"),
            Self::UnknownAlias => said("“*”后的别名没有定义", "an alias that names no anchor"),
            Self::Escape => said("转义写法不对", "an escape that does not exist"),
            Self::SecondDocument => said(
                "一个文件里有不止一份文档",
                "more than one document in one file",
            ),
            Self::Other => said("不符合格式", "it breaks the rules of the format"),
        }
    }

    fn help(self) -> Option<Wording> {
        Some(match self {
            Self::Indentation => said(
                "同一层的字段左边对齐，下一层多缩进两个空格。",
                "Keys of one level begin in one column; the next level is two blanks further in.",
            ),
            Self::WideColon => said(
                "改成半角冒号，后面加一个空格，例如“名称: 甲”。",
                "Write a half-width colon and a blank: `name: x`.",
            ),
            Self::Tab => said(
                "把制表符换成空格，每层两个。",
                "Replace tabs by blanks, two for each level.",
            ),
            Self::Colon => said(
                "内容里有英文冒号和空格的，给整段内容加上引号。",
                "Put a value that holds a colon and a blank in quotation marks.",
            ),
            Self::OpenQuote => said("补上另一半引号。", "Close the quotation mark."),
            Self::OpenBracket => said("补上另一半括号。", "Close the bracket."),
            Self::Comma => said(
                "各项之间用一个逗号隔开，最后一项后面不加。",
                "One comma between two items, none behind the last.",
            ),
            Self::UnknownAlias => said(
                "不想用别名的，给内容加上引号。",
                "Put the value in quotation marks if no alias is meant.",
            ),
            Self::SecondDocument => said(
                "一份指南一个文件，删去“---”。",
                "One guide a file: remove the “---”.",
            ),
            Self::Escape | Self::Other => return None,
        })
    }
}

fn bytes(count: u64) -> String {
    format!("{} MB", count / (1024 * 1024))
}
