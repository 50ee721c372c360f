//! Opening hours: whether a text says from what time of the day to what time.

use super::width::narrow;

/// Whether a text names a time of the day: 9:00, 9时30分, 上午九点, 24小时.
///
/// ```
/// use tongyuan_model::text::clock::has_time_of_day;
///
/// assert!(has_time_of_day("周一至周五 9:00-11:30、13:30-17:00"));
/// assert!(!has_time_of_day("工作日正常上班时间"));
/// ```
#[must_use]
pub fn has_time_of_day(text: &str) -> bool {
    const WHOLE_DAYS: [&str; 4] = ["24小时", "二十四小时", "全天候", "全天"];
    let narrowed: Vec<char> = text.chars().map(narrow).collect();
    let plain: String = narrowed.iter().collect();
    let at = |index: usize| narrowed.get(index).copied();
    let has_time = narrowed.iter().enumerate().any(|(index, character)| {
        let before = index.checked_sub(1).and_then(at);
        let is_number = before.is_some_and(|c| c.is_ascii_digit() || is_numeral(c));
        let next = at(index + 1);
        match character {
            ':' | '：' | '.' => {
                before.is_some_and(|c| c.is_ascii_digit())
                    && next.is_some_and(|c| c.is_ascii_digit())
            }
            '时' => is_number && !matches!(next, Some('间' | '限' | '候')),
            '点' => is_number,
            _ => false,
        }
    });
    has_time || WHOLE_DAYS.iter().any(|words| plain.contains(words))
}

/// Whether a text speaks of days or times at all, and does not only say where they are told.
#[must_use]
pub fn speaks_of_time(text: &str) -> bool {
    const TIMES: [&str; 8] = [
        "工作日",
        "工作时间",
        "上班",
        "周",
        "星期",
        "每天",
        "每日",
        "节假日",
    ];
    const ELSEWHERE: [&str; 5] = ["详见", "参见", "见附件", "以公告为准", "咨询"];
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    has(&TIMES) && !has(&ELSEWHERE)
}

fn is_numeral(character: char) -> bool {
    "零一二三四五六七八九十两".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_the_day() {
        for text in [
            "周一至周五 9:00-11:30、13:30-17:00（法定节假日除外）",
            "9：00—17：00",
            "上午九点至十二点",
            "8时30分至17时",
            "8.30-17.30",
            "全天24小时",
        ] {
            assert!(has_time_of_day(text), "{text}");
        }
        for text in [
            "工作日",
            "法定工作时间",
            "周一至周五上班时间",
            "同时受理",
            "夏时制另行通知",
            "",
        ] {
            assert!(!has_time_of_day(text), "{text}");
        }
    }

    #[test]
    fn what_speaks_of_time() {
        assert!(speaks_of_time("工作日"));
        assert!(speaks_of_time("周一至周五上班时间"));
        for text in [
            "无",
            "/",
            "详见公告（周一更新）",
            "待定",
            "每周咨询010-62356655",
        ] {
            assert!(!speaks_of_time(text), "{text}");
        }
    }
}
