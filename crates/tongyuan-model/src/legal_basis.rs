//! 设定依据: what an item rests on in law, and every reference of a guide to a law.

use std::ops::Range;

use crate::guide::Guide;
use crate::noun::noun;
use crate::reading::Reading;
use crate::span::{Precision, Span};
use crate::text::citation::{Citation, Cited, Citer, Named};
use crate::vocabulary::Key;

noun! {
    /// 设定依据: a law or document with the article it is cited for.
    pub struct LegalBasis [law] {
        /// 法律名称 (`LAWNAME`).
        law: String = Law,
        /// 文号 (`ACCORDINGNUMBER`).
        document_number: String = DocumentNumber,
        /// 条款 (`TERMSNUMBER`).
        article: String = Article,
        /// 内容: the text of the article (`TERMSCONTENT`).
        text: String = Text,
    }
}

/// One reference of a guide to a law.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The field that it stands in: 设定依据, 受理条件, 申请材料, 收费, 渠道差异 or 保密审查.
    pub field: Key,
    /// The row of the field that it stands in.
    pub row: usize,
    /// What it says.
    pub cited: Cited,
    /// Where it names the law.
    pub law: Span,
    /// Where it names the places in the law; where it names the law, if it names none.
    pub article: Span,
    /// What it quotes.
    pub quote: Reading<String>,
}

impl Guide {
    /// Every text that cites the law: the field and the row that it stands in, and the text. Quoted texts are none.
    #[must_use]
    pub fn citing(&self) -> Vec<(Key, usize, &Reading<String>)> {
        let mut texts = Vec::new();
        for (row, basis) in self.legal_basis.rows().iter().enumerate() {
            if !basis.is_secret() {
                let own = [&basis.law, &basis.document_number, &basis.article];
                texts.extend(own.map(|reading| (Key::LegalBasis, row, reading)));
            }
        }
        for (field, row, basis) in self.bases() {
            texts.extend(basis.rows().iter().map(|reading| (field, row, reading)));
        }
        texts
    }

    /// What conditions, materials, fees, variants and the review before publication rest on.
    fn bases(&self) -> Vec<(Key, usize, &Bases)> {
        let mut bases: Vec<(Key, usize, &Bases)> = Vec::new();
        let conditions = self.conditions.rows().iter().map(|own| &own.basis);
        let materials = self.materials.rows().iter().map(|own| &own.basis);
        let fees = self.fees.given();
        let fees = fees.map_or(&[][..], |fees| fees.items.rows());
        let fees = fees.iter().map(|own| &own.basis);
        let variants = self.variants.rows().iter().map(|own| &own.basis);
        let review = self
            .version
            .given()
            .and_then(|version| version.review.given());
        bases.extend(
            conditions
                .enumerate()
                .map(|(row, own)| (Key::Conditions, row, own)),
        );
        bases.extend(
            materials
                .enumerate()
                .map(|(row, own)| (Key::Materials, row, own)),
        );
        bases.extend(fees.enumerate().map(|(row, own)| (Key::Fees, row, own)));
        bases.extend(
            variants
                .enumerate()
                .map(|(row, own)| (Key::Variants, row, own)),
        );
        bases.extend(review.map(|own| (Key::Review, 0, &own.basis)));
        bases
    }

    /// Every reference to a law, in the order of the fields. What stands in a quoted text is none.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        let mut reader = References::default();
        for (row, basis) in self.legal_basis.rows().iter().enumerate() {
            reader.basis_row(row, basis);
        }
        for (field, row, basis) in self.bases() {
            reader.list(field, row, basis);
        }
        reader.found
    }
}

impl LegalBasis {
    /// Whether the row says that the basis is a state secret and is not made public.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        let texts = [self.law.text(), self.text.text()];
        let mut texts = texts.into_iter().flatten();
        texts.any(|text| text.contains("国家秘密") || text.contains("不予公开"))
    }
}

/// Where a part of a value stands.
#[must_use]
pub fn part_of(reading: &Reading<String>, range: &Range<usize>) -> Span {
    let span = reading.span();
    let length = reading.text().map_or(0, str::len);
    let is_exact = span.precision == Precision::Exact && span.range().len() == length;
    if is_exact && range.end <= length {
        let start = span.range().start;
        Span::exact(start + range.start, start + range.end)
    } else {
        span
    }
}

type Bases = Reading<Vec<Reading<String>>>;

#[derive(Default)]
struct References {
    citer: Citer,
    found: Vec<Reference>,
}

impl References {
    fn list(&mut self, field: Key, row: usize, basis: &Bases) {
        for reading in basis.rows() {
            let Some(text) = reading.text() else { continue };
            for cited in self.citer.read(text) {
                let law = part_of(reading, &cited.law);
                let article = cited.article.as_ref();
                self.found.push(Reference {
                    field,
                    row,
                    law,
                    article: article.map_or(law, |article| part_of(reading, article)),
                    quote: Reading::default(),
                    cited,
                });
            }
        }
    }

    /// A row of the legal basis: title, number and article each in a field of its own, or all of them in one.
    fn basis_row(&mut self, row: usize, basis: &LegalBasis) {
        let Some(text) = basis.law.text().filter(|_| !basis.is_secret()) else {
            return;
        };
        let mut cited = self.citer.read(text);
        // A title alone needs no marks.
        if cited.is_empty() {
            cited.push(untitled(text));
        }
        let is_one = cited.len() == 1;
        for mut cited in cited {
            if is_one && cited.document_number.is_none() {
                cited.document_number = basis.document_number.text().map(str::to_owned);
            }
            let law = part_of(&basis.law, &cited.law);
            let mut article = cited
                .article
                .as_ref()
                .map_or(law, |at| part_of(&basis.law, at));
            if let Some(words) = basis.article.text().filter(|_| is_one) {
                cited.take_places(words);
                article = basis.article.span();
            }
            self.found.push(Reference {
                field: Key::LegalBasis,
                row,
                law,
                article,
                quote: if is_one {
                    basis.text.clone()
                } else {
                    Reading::default()
                },
                cited,
            });
        }
    }
}

/// A law that is named without title marks.
fn untitled(text: &str) -> Cited {
    let citation = Citation::read_untitled(text);
    let part = |range: Option<Range<usize>>| range.map(|range| text[range].to_owned());
    Cited {
        title: Some(text[citation.law.clone()].trim().to_owned()),
        document_number: part(citation.document_number),
        edition: part(citation.edition),
        named: Named::Unmarked,
        law: citation.law,
        ..Cited::default()
    }
}
