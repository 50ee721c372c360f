//! 常见问题.

use crate::noun::noun;

noun! {
    /// 常见问题: a question with its answer.
    pub struct Faq [question] {
        /// 问题.
        question: String = Question,
        /// 答复.
        answer: String = Answer,
    }
}
