//! 常见问题 from lines, pairs and tables.

use tongyuan_model::text::marker;
use tongyuan_model::{Faq, Reading, Span};

use super::table::Columns;
use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Table, whole_text};

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Question,
    Answer,
}

fn column(heading: &str) -> Option<Column> {
    Some(match heading {
        "问题" | "常见问题" | "问" | "提问" => Column::Question,
        "答复" | "解答" | "回答" | "答案" | "答" | "问题解答" => Column::Answer,
        _ => return None,
    })
}

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<Faq>> {
    let mut reader = Reader {
        rows: Vec::new(),
        open: None,
        is_marked: texts(blocks).any(|text| part(text).0 == Part::Question),
    };
    for block in blocks {
        reader.block(block);
    }
    reader.close();
    super::list(reader.rows, || whole_text(blocks), at)
}

fn texts(blocks: &[Block]) -> impl Iterator<Item = &str> {
    blocks.iter().filter_map(Block::text).map(Fragment::text)
}

struct Reader {
    rows: Vec<Faq>,
    /// The question whose answer is being read, and the answer so far.
    open: Option<(Fragment, Fragment)>,
    /// Whether questions are marked as such: 问：…
    is_marked: bool,
}

impl Reader {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Pair(question, said) => {
                self.pair(question, &whole_text(said));
            }
            Block::Table(table) => self.table(table),
            Block::Heading(heading) => self.line(&heading.text, true),
            Block::Line(line) => self.line(&line.text, false),
            Block::Picture => {}
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(columns) = Columns::of(table, column) {
            for row in columns.rows() {
                if let (Some(question), Some(answer)) =
                    (row.get(Column::Question), row.get(Column::Answer))
                {
                    self.pair(question, answer);
                }
            }
            return;
        }
        for row in table.rows.iter() {
            let cells: Vec<&Cell> = row.iter().filter(|cell| !cell.repeated).collect();
            if let [question, answer] = cells.as_slice()
                && asks(question.text.text())
            {
                self.pair(&question.text, &answer.text);
            }
        }
    }

    /// A question with its whole answer.
    fn pair(&mut self, question: &Fragment, answer: &Fragment) {
        self.close();
        let from = |text: &Fragment| text.slice(part(text.text()).1..text.text().len());
        self.open = Some((from(question).trimmed(), from(answer).trimmed()));
        self.close();
    }

    fn line(&mut self, line: &Fragment, is_heading: bool) {
        let text = line.text();
        let (kind, start) = part(text);
        let rest = line.slice(start..text.len()).trimmed();
        match kind {
            Part::Question => self.question(&rest),
            Part::Answer => self.answer(&rest),
            Part::Open if !self.is_marked && (is_heading || asks(text)) => self.question(&rest),
            Part::Open => self.answer(&line.trimmed()),
        }
    }

    /// Opens a question; its answer may stand in the same line: 问：多久办结？答：7个工作日。
    fn question(&mut self, text: &Fragment) {
        self.close();
        let words = text.text();
        let inside = ANSWERS
            .iter()
            .filter_map(|word| words.find(word).map(|at| (at, word.len())));
        match inside.filter(|(at, _)| asks(&words[..*at])).min() {
            Some((at, length)) => {
                let answer = text.slice(at + length..words.len()).trimmed();
                self.open = Some((text.slice(0..at).trimmed(), answer));
            }
            None => self.open = Some((text.clone(), Fragment::default())),
        }
    }

    /// A line of the answer to the open question; what stands before the first question answers none.
    fn answer(&mut self, text: &Fragment) {
        if let Some((_, answer)) = &mut self.open {
            if !answer.is_blank() {
                let at = text.span().start as usize;
                answer.push("\n", at..at, false);
            }
            answer.append(text);
        }
    }

    /// Keeps the open question, where it has an answer.
    fn close(&mut self) {
        if let Some((question, answer)) = self.open.take()
            && !question.is_blank()
            && !answer.is_blank()
        {
            let span = question.span().to(answer.span());
            let (question, answer) = (question.reading(), answer.reading());
            self.rows.push(Faq {
                span,
                question,
                answer,
            });
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Question,
    Answer,
    Open,
}

const QUESTIONS: &[&str] = &["问：", "问:", "问题：", "问题:", "Q：", "Q:"];
const ANSWERS: &[&str] = &["答：", "答:", "答复：", "答复:", "A：", "A:"];

/// What a line begins as, and where its text begins, behind number and mark: 1. 问：…, 问1：…, 答：…
fn part(text: &str) -> (Part, usize) {
    let start = marker::leading(text).map_or(0, |marker| marker.len);
    let bare = &text[start..];
    let after = |words: &[&str]| {
        let word = words.iter().find(|word| bare.starts_with(**word))?;
        Some(start + word.len())
    };
    if let Some(at) = after(QUESTIONS).or_else(|| Some(start + numbered(bare)?)) {
        (Part::Question, at)
    } else if let Some(at) = after(ANSWERS) {
        (Part::Answer, at)
    } else {
        (Part::Open, start)
    }
}

/// 问题1：, 问2：, Q3:
fn numbered(text: &str) -> Option<usize> {
    let rest = ["问题", "问", "Q"]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    let bare = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let tail = bare.strip_prefix(['：', ':', '.', '、'])?;
    (bare.len() < rest.len()).then(|| text.len() - tail.len())
}

fn asks(text: &str) -> bool {
    text.trim_end().ends_with(['？', '?'])
}

#[cfg(test)]
mod tests {
    use crate::{Capture, extract};

    fn shown(section: &str) -> Vec<String> {
        let page = format!(
            "<h2>申请材料</h2><p>申请表</p><h2>常见问题</h2>{section}<h2>办理结果</h2><p>登记证书</p>"
        );
        let read = extract(&Capture::new("a.html", page));
        let guide = read.guide();
        assert!(guide.results.is_given(), "{section}");
        let rows = guide.faq.rows().iter();
        let text =
            |reading: &tongyuan_model::Reading<String>| reading.text().unwrap_or("-").to_owned();
        rows.map(|row| format!("{}|{}", text(&row.question), text(&row.answer)))
            .collect()
    }

    #[test]
    fn questions_in_every_dress() {
        for section in [
            "<p>问：要带什么？</p><p>答：申请表。</p><p>问：多久办结？</p><p>答：7个工作日。</p>",
            "<p>1.问：要带什么？答：申请表。</p><p>2.问：多久办结？答：7个工作日。</p>",
            "<p>问题1：要带什么？</p><p>申请表。</p><p>问题2：多久办结？</p><p>答：7个工作日。</p>",
            "<p>1. 要带什么？</p><p>申请表。</p><p>2. 多久办结？</p><p>7个工作日。</p>",
            "<h3>要带什么？</h3><p>申请表。</p><h3>多久办结？</h3><p>7个工作日。</p>",
            "<dl><dt>要带什么？</dt><dd>申请表。</dd><dt>多久办结？</dt><dd>7个工作日。</dd></dl>",
            "<table><tr><th>问题</th><th>答复</th></tr><tr><td>要带什么？</td><td>申请表。</td></tr><tr><td>多久办结？</td><td>7个工作日。</td></tr></table>",
            "<table><tr><td>要带什么？</td><td>申请表。</td></tr><tr><td>多久办结？</td><td>7个工作日。</td></tr></table>",
        ] {
            let found = shown(section);
            assert_eq!(
                found,
                ["要带什么？|申请表。", "多久办结？|7个工作日。"],
                "{section}"
            );
        }
    }

    #[test]
    fn answers_of_several_lines() {
        assert_eq!(
            shown(
                "<p>问：要带什么？</p><p>答：（1）申请表；</p><p>（2）合同。能带复印件吗？可以。</p>"
            ),
            ["要带什么？|（1）申请表；\n（2）合同。能带复印件吗？可以。"]
        );
    }

    #[test]
    fn what_answers_nothing_is_no_answer() {
        for section in [
            "<p>详见本局网站。</p>",
            "<p>问：要带什么？</p>",
            "<p>申请表。</p><p>多久办结？</p>",
        ] {
            assert_eq!(shown(section), Vec::<String>::new(), "{section}");
        }
    }
}
