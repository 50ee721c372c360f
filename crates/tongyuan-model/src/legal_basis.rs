//! 设定依据: what an item rests on in law.

use crate::noun::noun;

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
