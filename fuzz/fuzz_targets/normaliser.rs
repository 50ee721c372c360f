//! Two texts in any form: compared the same way round both times, equal to themselves, and without a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_compare::{Terms, Verdict, compare, compare_texts};
use tongyuan_model::{Condition, Guide, Material, Reading, Span};

fuzz_target!(|texts: (String, String)| {
    let (a, b) = texts;
    let is_same = |verdict: &Verdict| matches!(verdict, Verdict::Same(_));
    assert_eq!(
        is_same(&compare_texts(&a, &b)),
        is_same(&compare_texts(&b, &a))
    );
    assert!(is_same(&compare_texts(&a, &a)));
    let (x, y) = (guide(&a), guide(&b));
    let terms = Terms::default();
    assert!(compare(&terms, &x, &x, None).is_empty());
    let there = compare(&terms, &x, &y, None).len();
    assert_eq!(there, compare(&terms, &y, &x, None).len());
});

/// A guide whose one condition and one material say this.
fn guide(text: &str) -> Guide {
    let given = |text: &str| Reading::Given(text.to_owned(), Span::default());
    Guide {
        conditions: Reading::Given(
            vec![Condition {
                text: given(text),
                ..Condition::default()
            }],
            Span::default(),
        ),
        materials: Reading::Given(
            vec![Material {
                name: given(text),
                ..Material::default()
            }],
            Span::default(),
        ),
        ..Guide::default()
    }
}
