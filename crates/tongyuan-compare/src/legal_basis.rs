//! 设定依据: laws by their titles, with the articles they are cited for.

use std::collections::{BTreeMap, BTreeSet};

use tongyuan_model::text::citation::{self, Article, Citation, plain_document_number, plain_title};
use tongyuan_model::{Field, Guide, LegalBasis, Reading, Span};

use crate::difference::{Burden, Facet};
use crate::found::{Findings, Found};
use crate::lexicon::LEXICON;
use crate::list::{Comparable, compare_lists};
use crate::normalise::plain;

pub(crate) fn compare(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    // A law may stand in several rows: where one of them differs, none can be left out.
    let (own, its) = (a.legal_basis.rows(), b.legal_basis.rows());
    let all_alike = own.len() == its.len()
        && own.iter().zip(its).all(|(x, y)| {
            x.law.text() == y.law.text()
                && x.article.text() == y.article.text()
                && x.document_number.text() == y.document_number.text()
        });
    compare_lists(
        Field::LegalBasis,
        &a.legal_basis,
        &b.legal_basis,
        Burden::Neutral,
        |_: &LegalBasis, _: &LegalBasis| all_alike,
        Law::gather,
        found,
    );
}

/// Which rows name one law, in the order of the first of them.
pub(crate) fn laws(rows: &[LegalBasis]) -> Vec<Vec<usize>> {
    let mut laws: Vec<(String, Vec<usize>)> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let Some(text) = row.law.text() else { continue };
        let plain = Law::read(text, row).plain;
        match laws.iter_mut().find(|(law, _)| *law == plain) {
            Some((_, rows)) => rows.push(number),
            None => laws.push((plain, vec![number])),
        }
    }
    laws.into_iter().map(|(_, rows)| rows).collect()
}

/// A law with every article that a guide cites of it, however many rows they stand in.
#[derive(Clone, Debug)]
struct Law {
    name: String,
    plain: String,
    span: Span,
    document_number: Option<String>,
    articles: Articles,
    /// What stands before the title, in its normal form: 设定依据:
    lead: String,
    /// Which edition is meant, in words: 2021年修正.
    edition: Option<String>,
    /// What is said behind title and articles, in its normal form.
    rest: String,
}

/// The articles of a law.
#[derive(Clone, Debug, Default)]
struct Articles {
    /// As written, row by row.
    words: Vec<String>,
    /// As read.
    read: BTreeSet<Article>,
    /// What could not be read as articles, in its normal form.
    unread: BTreeSet<String>,
    /// Whether they are followed by 之规定 and its like.
    tail: Option<&'static str>,
}

/// What follows an article without saying more.
const TAILS: [&str; 5] = ["之规定", "的规定", "中的规定", "规定", "有关规定"];

/// A document number with the day of its issue in one form: 2000年9月25日国务院令第291号.
fn number_key(number: &str) -> String {
    plain_document_number(&plain(number))
}

fn concludes(rest: &str) -> bool {
    rest.is_empty()
        || TAILS.contains(&rest)
        || matches!(rest, "的相关规定" | "的有关规定" | "相关规定")
}

/// 2021年4月29日修正 and 2021-04-29修正.
fn edition_key(edition: &str) -> String {
    let key = plain(edition);
    ["修正本", "修订本", "修正版", "修订版"]
        .iter()
        .find_map(|word| Some(format!("{}{}", key.strip_suffix(word)?, &word[..6])))
        .unwrap_or(key)
}

impl Law {
    fn gather(rows: &[&LegalBasis]) -> Vec<Self> {
        let mut laws: Vec<Self> = Vec::new();
        for row in rows {
            let Some(text) = row.law.text() else { continue };
            let mut cited = Self::read(text, row);
            match laws.iter_mut().find(|law| law.plain == cited.plain) {
                Some(law) => {
                    law.articles.words.append(&mut cited.articles.words);
                    law.articles.read.append(&mut cited.articles.read);
                    law.articles.unread.append(&mut cited.articles.unread);
                    law.document_number = law.document_number.take().or(cited.document_number);
                }
                None => laws.push(cited),
            }
        }
        laws
    }

    /// A law may be named alone, or with its number and article in one text.
    fn read(text: &str, row: &LegalBasis) -> Self {
        let citation = Citation::read_all(text).into_iter().next();
        let lead = citation.as_ref().map_or("", |own| &text[..own.law.start]);
        let lead = plain(lead);
        let part = |range: Option<std::ops::Range<usize>>| range.map(|r| text[r].to_owned());
        let citation = citation.unwrap_or_else(|| Citation::read_untitled(text));
        let name = text[citation.law].to_owned();
        let (number, article) = (part(citation.document_number), part(citation.article));
        let rest = part(citation.rest).map_or_else(String::new, |rest| plain(&rest));
        let mut articles = Articles::default();
        for words in [article.as_deref(), row.article.text()]
            .into_iter()
            .flatten()
        {
            articles.add(words);
        }
        Self {
            plain: title_key(&name),
            name,
            span: row.law.span(),
            document_number: row.document_number.text().map(str::to_owned).or(number),
            articles,
            lead,
            edition: part(citation.edition),
            rest,
        }
    }
}

/// Whether what stands before a title says no more than that a law follows.
fn hands_over(lead: &str) -> bool {
    const GIVEN: [&str; 6] = ["根据", "依据", "按照", "依照", "按", "见"];
    lead.is_empty() || GIVEN.contains(&lead) || LEXICON.is_only_lead(lead)
}

/// A title, or a bare document number, in the form in which equal ones are equal.
fn title_key(name: &str) -> String {
    plain(&plain_title(name))
}

impl Articles {
    fn add(&mut self, words: &str) {
        self.words.push(words.to_owned());
        let bare = words.trim_end_matches(['。', '；', ';', '，', ' ']);
        let tail = TAILS.iter().find(|tail| bare.ends_with(**tail));
        let bare = tail.map_or(bare, |tail| bare.trim_end_matches(tail));
        self.tail = self.tail.or(tail.copied());
        match citation::articles(bare) {
            Some(read) => self.read.extend(read),
            None => {
                self.unread.insert(plain(words));
            }
        }
    }

    fn in_words(&self) -> Option<String> {
        (!self.words.is_empty()).then(|| self.words.join("、"))
    }
}

impl Comparable for Law {
    fn plain_name(&self) -> &str {
        &self.plain
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn span(&self) -> Span {
        self.span
    }

    fn compare(&self, other: &Self, findings: &mut Findings<'_>) {
        if self.plain != other.plain {
            let names = (Some(self.name.clone()), Some(other.name.clone()));
            findings.substantive(Facet::Document, names, Burden::Neutral);
        }
        // 设定依据：, 根据: they only hand the title over.
        if self.lead != other.lead {
            let leads = (Some(self.lead.clone()), Some(other.lead.clone()));
            if hands_over(&self.lead) && hands_over(&other.lead) {
                findings.wording(Facet::Document, leads);
            } else {
                findings.doubtful(Facet::Document, leads, Burden::Neutral);
            }
        }
        // An edition that one side alone names is the one that is in force.
        if let (Some(a), Some(b)) = (&self.edition, &other.edition)
            && edition_key(a) != edition_key(b)
        {
            let editions = (Some(a.clone()), Some(b.clone()));
            findings.substantive(Facet::Document, editions, Burden::Neutral);
        }
        if self.rest != other.rest {
            let words = |rest: &String| (!rest.is_empty()).then(|| rest.clone());
            let sides = (words(&self.rest), words(&other.rest));
            if concludes(&self.rest) && concludes(&other.rest) {
                findings.wording(Facet::Note, sides);
            } else {
                findings.doubtful(Facet::Note, sides, Burden::Neutral);
            }
        }
        let (own, its) = (&self.articles, &other.articles);
        if own.tail != its.tail {
            findings.wording(Facet::Article, (own.in_words(), its.in_words()));
        }
        if (&own.read, &own.unread) != (&its.read, &its.unread) {
            let words = (own.in_words(), its.in_words());
            findings.substantive(Facet::Article, words, Burden::Neutral);
        }
        // The title says which law it is: a number on one side only is no difference.
        if let (Some(a), Some(b)) = (&self.document_number, &other.document_number)
            && number_key(a) != number_key(b)
        {
            let numbers = (Some(a.clone()), Some(b.clone()));
            findings.substantive(Facet::DocumentNumber, numbers, Burden::Neutral);
        }
    }
}

// ---- the basis of a material or condition ----

type Basis = Reading<Vec<Reading<String>>>;

fn texts(basis: &Basis) -> impl Iterator<Item = &str> {
    basis.rows().iter().filter_map(|row| row.text())
}

/// Whether two bases are the same letter by letter, or one side states none.
pub(crate) fn same_letters(a: &Basis, b: &Basis) -> bool {
    !a.is_given() || !b.is_given() || texts(a).eq(texts(b))
}

/// Compares what two rows rest on, where both say so: pages mostly state the basis of the item alone.
pub(crate) fn compare_basis(findings: &mut Findings<'_>, a: &Basis, b: &Basis) {
    if same_letters(a, b) || cited(a) == cited(b) && !numbers_clash(a, b) {
        return;
    }
    let words = |basis: &Basis| Some(texts(basis).collect::<Vec<_>>().join("；"));
    findings.substantive(Facet::Basis, (words(a), words(b)), Burden::Neutral);
}

/// Whether both give a law a document number, and not the same one.
fn numbers_clash(a: &Basis, b: &Basis) -> bool {
    let (own, its) = (numbers(a), numbers(b));
    own.iter()
        .any(|(law, number)| its.get(law).is_some_and(|other| other != number))
}

fn numbers(basis: &Basis) -> BTreeMap<String, String> {
    let of_text = |text: &str| -> Vec<(String, String)> {
        let citations = Citation::read_all(text).into_iter();
        citations
            .filter_map(|own| {
                Some((
                    title_key(&text[own.law]),
                    number_key(&text[own.document_number?]),
                ))
            })
            .collect()
    };
    texts(basis).flat_map(of_text).collect()
}

/// The places in law that a basis names, whatever the order and the rows.
fn cited(basis: &Basis) -> BTreeSet<(String, Option<Article>)> {
    let mut places = BTreeSet::new();
    for text in texts(basis) {
        let citations = Citation::read_all(text);
        if citations.is_empty() {
            places.insert((plain(text), None));
        }
        for citation in citations {
            let law = title_key(&text[citation.law]);
            let articles = citation
                .article
                .and_then(|range| citation::articles(&text[range]));
            match articles {
                Some(articles) => {
                    places.extend(articles.into_iter().map(|a| (law.clone(), Some(a))));
                }
                None => {
                    places.insert((law, None));
                }
            }
        }
    }
    places
}
