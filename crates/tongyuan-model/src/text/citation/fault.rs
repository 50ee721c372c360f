//! How citations are written wrongly: title marks, numerals, the order of 条款项.

use std::ops::Range;

use super::cited::{Citer, Named};
use crate::text::numeral;
use crate::text::width::narrow;

/// One thing that is written wrongly in a citation. Ranges are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationFault {
    /// What is wrong.
    pub kind: CitationFaultKind,
    /// Where.
    pub at: Range<usize>,
    /// What should stand there, where that is beyond doubt.
    pub instead: Option<String>,
}

/// What is written wrongly in a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationFaultKind {
    /// A title without 《》 before an article.
    Unmarked,
    /// 《 without 》, or the other way round.
    Unpaired,
    /// 《》 inside 《》, where 〈〉 belong.
    Nested,
    /// <<>> for 《》.
    Angles,
    /// 第31条 for 第三十一条.
    Arabic,
    /// 第一百十条 for 第一百一十条.
    Numeral,
    /// 第三款第十五条 for 第十五条第三款.
    Order,
}

/// What is written wrongly in a text that cites, in its order.
#[must_use]
pub fn faults(text: &str) -> Vec<CitationFault> {
    let mut faults = marks(text);
    for cited in Citer::default().read(text) {
        // With one mark missing the title has its marks all the same.
        let is_half_marked = text[..cited.law.start].ends_with('《');
        if cited.named == Named::Unmarked && !is_half_marked {
            let name = &text[cited.law.clone()];
            faults.push(CitationFault {
                kind: CitationFaultKind::Unmarked,
                instead: Some(format!("《{name}》")),
                at: cited.law,
            });
        }
    }
    faults.extend(numbers(text));
    faults.sort_by_key(|fault| (fault.at.start, fault.at.end));
    faults
}

/// The text with everything put right that is beyond doubt; none where something is not.
#[must_use]
pub fn mended(text: &str, faults: &[CitationFault]) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for fault in faults {
        let kept = text.get(from..fault.at.start)?;
        mended.push_str(kept);
        mended.push_str(fault.instead.as_deref()?);
        from = fault.at.end;
    }
    mended.push_str(text.get(from..)?);
    Some(mended)
}

fn marks(text: &str) -> Vec<CitationFault> {
    let mut faults = Vec::new();
    let mut fault = |kind, at: Range<usize>, instead: Option<&str>| {
        faults.push(CitationFault {
            kind,
            at,
            instead: instead.map(str::to_owned),
        });
    };
    let mut open: Vec<usize> = Vec::new();
    for (at, character) in text.char_indices() {
        let here = at..at + character.len_utf8();
        match character {
            '《' => {
                if !open.is_empty() {
                    fault(CitationFaultKind::Nested, here, Some("〈"));
                }
                open.push(at);
            }
            '》' => match open.pop() {
                None => fault(CitationFaultKind::Unpaired, here, None),
                Some(_) if !open.is_empty() => {
                    fault(CitationFaultKind::Nested, here, Some("〉"));
                }
                Some(_) => {}
            },
            _ => {}
        }
    }
    for at in open {
        fault(CitationFaultKind::Unpaired, at..at + '《'.len_utf8(), None);
    }
    for (written, instead) in [("<<", "《"), (">>", "》"), ("＜＜", "《"), ("＞＞", "》")] {
        for (at, found) in text.match_indices(written) {
            fault(
                CitationFaultKind::Angles,
                at..at + found.len(),
                Some(instead),
            );
        }
    }
    faults
}

/// 第N条, 第N款, 第N项: how the numbers are written, and in which order they stand.
fn numbers(text: &str) -> Vec<CitationFault> {
    let mut faults = Vec::new();
    // The place that ends here: its level, and where the run of levels began.
    let mut last: Option<(usize, usize, usize)> = None;
    for (start, _) in text.match_indices('第') {
        let Some(place) = place(&text[start..]) else {
            continue;
        };
        let end = start + place.len;
        let at = start..end;
        let run = match last {
            Some((before, level, run)) if before == start => {
                let is_upward = place.level < level;
                if is_upward {
                    faults.push(CitationFault {
                        kind: CitationFaultKind::Order,
                        at: run..end,
                        instead: None,
                    });
                }
                run
            }
            _ => start,
        };
        last = Some((end, place.level, run));
        if let Some((kind, instead)) = place.fault {
            faults.push(CitationFault {
                kind,
                at,
                instead: Some(instead),
            });
        }
    }
    faults
}

struct Place {
    len: usize,
    level: usize,
    fault: Option<(CitationFaultKind, String)>,
}

/// 第N条, 第N款 or 第（N）项 at the beginning of a text.
fn place(text: &str) -> Option<Place> {
    let inner = text.strip_prefix('第')?;
    let bare = inner.strip_prefix(['（', '(']).unwrap_or(inner);
    let numeral = numeral::leading(bare)?;
    let written = &bare[..numeral.len];
    let mut rest = &bare[numeral.len..];
    if bare.len() != inner.len() {
        rest = rest.strip_prefix(['）', ')'])?;
    }
    let unit = rest.chars().next()?;
    let level = ['条', '款', '项'].iter().position(|own| *own == unit)?;
    let len = text.len() - rest.len() + unit.len_utf8();
    let value = numeral
        .whole()
        .and_then(|value| u32::try_from(value).ok())?;
    let proper = numeral::in_chinese(value)?;
    let is_arabic = written.chars().all(|c| narrow(c).is_ascii_digit());
    let kind = if is_arabic {
        CitationFaultKind::Arabic
    } else {
        CitationFaultKind::Numeral
    };
    let is_wrong = written.replace('〇', "零") != proper;
    let instead = text[..len].replacen(written, &proper, 1);
    Some(Place {
        len,
        level,
        fault: is_wrong.then_some((kind, instead)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(CitationFaultKind, Option<String>)> {
        let found = faults(text).into_iter();
        found
            .map(|fault| {
                assert!(text.get(fault.at).is_some());
                (fault.kind, fault.instead)
            })
            .collect()
    }

    #[test]
    fn each_fault_with_what_should_stand_there() {
        use CitationFaultKind::{Angles, Arabic, Nested, Numeral, Order, Unmarked, Unpaired};
        let one = |text: &str, kind, instead: Option<&str>| {
            assert_eq!(shown(text), [(kind, instead.map(str::to_owned))], "{text}");
        };
        one("专利法第十二条", Unmarked, Some("《专利法》"));
        one("《专利法第十二条", Unpaired, None);
        one("《专利法》第31条", Arabic, Some("第三十一条"));
        one("《细则》第一百十条", Numeral, Some("第一百一十条"));
        one("《细则》第三款第十五条", Order, None);
        one("《细则》第十五条第（2）项", Arabic, Some("第（二）项"));
        assert_eq!(shown("《关于修改《专利法》的决定》").len(), 2);
        assert!(
            shown("《关于修改《专利法》的决定》")
                .iter()
                .all(|(kind, _)| *kind == Nested)
        );
        assert!(
            shown("<<专利法>>第十二条")
                .iter()
                .any(|(kind, _)| *kind == Angles)
        );
        let text = "专利法第31条";
        assert_eq!(
            mended(text, &faults(text)).as_deref(),
            Some("《专利法》第三十一条")
        );
    }

    #[test]
    fn what_is_right() {
        for text in [
            "《中华人民共和国专利法》第二十六条第一款",
            "《关于修改〈中华人民共和国专利法〉的决定》",
            "《细则》第十五条第三款、第一百零六条、第一百〇六条",
            "《细则》第四十四条第（一）项、第四十五条第二项",
            "发改价格〔2019〕914号",
            "国家知识产权局公告第461号",
            "第二十条之一",
            "",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
    }
}
