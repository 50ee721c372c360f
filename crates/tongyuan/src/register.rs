//! What is wrong with a register beyond its schema, in words.

use tongyuan_model::register::laws::{LawMistake, LawMistakeKind};
use tongyuan_report::Said;

/// What is wrong with a legal register: an error of the run, not a finding.
pub(crate) fn law_mistake_words(mistake: &LawMistake) -> Said {
    let law = &mistake.law;
    let (chinese, english) = match &mistake.kind {
        LawMistakeKind::EndsBeforeItBegins => (
            "废止日期不晚于施行日期".to_owned(),
            "it ends on or before the day on which it comes into force".to_owned(),
        ),
        LawMistakeKind::SameVersionTwice => (
            "同一版本列了两次，请合并成一行，或者改正公布日期".to_owned(),
            "the same version is listed twice; join the rows, or mend the day of promulgation"
                .to_owned(),
        ),
        LawMistakeKind::TwoInForce(day) => (
            format!("{day} 起有两个版本同时有效，请核对施行日期和废止日期"),
            format!(
                "from {day} two versions are in force at once; check when each begins and ends"
            ),
        ),
        LawMistakeKind::NoArticle(text) => (
            format!("“{text}”不是一个条款，应当写成“第十五条第三款”这样"),
            format!("“{text}” is not one article; it is written like 第十五条第三款"),
        ),
        LawMistakeKind::ArticleTwice(text) => (
            format!("“{text}”列了两次"),
            format!("“{text}” is listed twice"),
        ),
        LawMistakeKind::NotThere(name) => (
            format!("依据库中没有“{name}”，请先列入，或者改正写法（文号，或者名称加公布日期）"),
            format!(
                "“{name}” is not in the register; enter it first, or mend how it is written (its number, or its title with the day of promulgation)"
            ),
        ),
        LawMistakeKind::Cycle => (
            "修改文件、废止文件绕了一圈，又回到它自己".to_owned(),
            "following what amended or repealed it leads back to itself".to_owned(),
        ),
    };
    Said::new(
        format!("《{law}》：{chinese}"),
        format!("《{law}》: {english}"),
    )
}

#[cfg(test)]
mod tests {
    use tongyuan_extract::Capture;

    use crate::read_laws;

    #[test]
    fn what_is_wrong_has_a_place_and_the_rest_is_used() {
        let text = "依据库:\n\
                    - {名称: 甲办法, 施行日期: 2010-13-01}\n\
                    - {名称: 乙办法, 公布日期: 2012-01-01, 施行日期: 2012-02-01, 废止日期: 2020-01-01}\n\
                    - {名称: 乙办法, 公布日期: 2015-01-01, 施行日期: 2015-02-01}\n\
                    - {名称: 丙办法, 废止文件: 丁令第9号, 条文: [{条款: 通篇}]}\n";
        let (laws, notes) = read_laws(&Capture::new("registers/laws.yaml", text));
        let told: Vec<(u32, &str)> = notes
            .iter()
            .map(|note| {
                assert!(note.is_error && note.file == "registers/laws.yaml");
                let at = note
                    .location
                    .as_ref()
                    .map_or(0, |at| at.location.start.line);
                (at, note.message.chinese.as_str())
            })
            .collect();
        let lines: Vec<u32> = told.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 3, 5, 5], "{told:#?}");
        let has = |words: &str| told.iter().any(|(_, said)| said.contains(words));
        assert!(has("2015-02-01 起有两个版本同时有效"), "{told:#?}");
        assert!(has("依据库中没有“丁令第9号”"), "{told:#?}");
        assert!(has("“通篇”不是一个条款"), "{told:#?}");
        let laws = laws.expect("the rest is used").value;
        assert_eq!(laws.titled("《乙办法》").len(), 2);
        assert_eq!(laws.titled("丙办法").len(), 1);
    }
}
