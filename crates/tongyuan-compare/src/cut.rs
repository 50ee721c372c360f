//! One row that stands for several: where it is to be cut shows in the rows of the other guide.

use crate::matching::Bigrams;
use crate::normalise::wording;

/// What may stand between two things in one row.
const SEPARATORS: [char; 10] = ['、', ',', ';', '。', '和', '及', '与', '或', '并', '且'];

/// Longer rows are not cut: no guide lists so much in one.
const LONGEST: usize = 1_500;

/// The names that a row is made of, where they are those of several other rows: word by word, else in other words, else at a
/// separator between two that are much like two others.
pub(crate) fn cut(name: &str, others: &[&str]) -> Option<Vec<String>> {
    if name.len() > LONGEST {
        return None;
    }
    spelled(name, others)
        .or_else(|| {
            let others: Vec<_> = others.iter().map(|other| wording(other)).collect();
            let others: Vec<_> = others.iter().map(String::as_str).collect();
            spelled(&wording(name), &others)
        })
        .or_else(|| halves(name, others))
}

/// The others, each at most once, that one behind the other spell the whole name.
fn spelled(name: &str, others: &[&str]) -> Option<Vec<String>> {
    let mut found: Vec<&str> = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        // The longest that fits: of 申请表 and 申请表附页 the latter is meant.
        let next = others
            .iter()
            .filter(|other| {
                !other.is_empty() && !found.contains(other) && rest.starts_with(**other)
            })
            .max_by_key(|other| other.len())?;
        found.push(next);
        rest = rest[next.len()..].trim_start_matches(SEPARATORS);
    }
    (found.len() > 1).then(|| found.into_iter().map(str::to_owned).collect())
}

/// Two parts of a name, each much like another row.
fn halves(name: &str, others: &[&str]) -> Option<Vec<String>> {
    const MUCH: f64 = 0.6;
    let own = Bigrams::of(name);
    let measured: Vec<_> = others.iter().map(|other| Bigrams::of(other)).collect();
    let nearest = |text: &str| {
        let text = Bigrams::of(text);
        let all = measured
            .iter()
            .map(|other| text.likeness(other))
            .enumerate();
        all.max_by(|(_, x), (_, y)| x.total_cmp(y))
    };
    let whole = measured
        .iter()
        .map(|other| own.likeness(other))
        .fold(0.0, f64::max);
    let cuts = name.match_indices(SEPARATORS).take(20);
    let best = cuts.filter_map(|(at, separator)| {
        let (first, second) = (
            &name[..at],
            name[at + separator.len()..].trim_start_matches(SEPARATORS),
        );
        let ((i, x), (j, y)) = (nearest(first)?, nearest(second)?);
        let fits = i != j && x >= MUCH && y >= MUCH && x.min(y) > whole;
        fits.then(|| (x + y, vec![first.to_owned(), second.to_owned()]))
    });
    best.max_by(|(x, _), (y, _)| x.total_cmp(y))
        .map(|(_, parts)| parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_beyond_all_measure_is_not_cut() {
        let (first, second) = ("甲".repeat(249), "乙".repeat(250));
        let others = [first.as_str(), second.as_str()];
        assert!(cut(&format!("{first}、{second}"), &others).is_some());
        assert_eq!(cut(&format!("{first}、、{second}"), &others), None);
        assert_eq!(cut(&format!("{first}、、、{second}"), &others), None);
    }

    #[test]
    fn of_two_places_to_cut_the_better_one() {
        let others = ["甲乙丙丁戊", "己庚辛"];
        let parts = cut("甲乙丙丁与戊和己庚辛", &others).map(|parts| parts.join("|"));
        assert_eq!(parts.as_deref(), Some("甲乙丙丁与戊|己庚辛"));
    }

    #[test]
    fn a_row_is_cut_where_the_others_show() {
        let shown = |name: &str, others: &[&str]| cut(name, others).map(|parts| parts.join("|"));
        assert_eq!(
            shown("章程、验资报告", &["验资报告", "章程"]).as_deref(),
            Some("章程|验资报告")
        );
        assert_eq!(
            shown("平面布置图", &["平面", "布置图"]).as_deref(),
            Some("平面|布置图")
        );
        assert_eq!(
            shown("有车间和有仓库", &["具有仓库", "具有车间"]).as_deref(),
            Some("有车间|有仓库")
        );
        assert_eq!(
            shown(
                "配备灭火器3具并设有值班室",
                &["配备灭火器2具", "设有值班室"]
            )
            .as_deref(),
            Some("配备灭火器3具|设有值班室")
        );
        assert_eq!(shown("章程", &["章程", "验资报告"]), None);
        assert_eq!(shown("章程、章程", &["章程", "验资报告"]), None);
        assert_eq!(shown("章程、决议", &["章程", "验资报告"]), None);
        assert_eq!(shown("", &["章程", "验资报告"]), None);
    }
}
