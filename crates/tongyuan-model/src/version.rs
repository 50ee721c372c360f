//! 版本: number, approval, date of effect, publication, review.

use crate::noun::noun;

noun! {
    /// 版本: which version this is and how it came to be in force.
    pub struct Version [number] {
        /// 版本号.
        number: String = Number,
        /// 批准.
        approval: Approval = Approval,
        /// 实施日期, `YYYY-MM-DD`.
        effective_from: String = EffectiveFrom,
        /// 发布时间, by channel.
        published: Published = Published,
        /// 保密审查.
        review: Review = Review,
        /// 替代版本: the number of the version that this one replaces.
        supersedes: String = Supersedes,
        /// 变更记录, newest first.
        changes: Vec<Change> = Changes,
    }
}

noun! {
    /// 批准.
    pub struct Approval [document] {
        /// 批准文件.
        document: String = Document,
        /// 批准日期, `YYYY-MM-DD`.
        approved_at: String = ApprovedAt,
    }
}

noun! {
    /// 发布时间: a date or an instant for each channel.
    pub struct Published [online] {
        /// 线上.
        online: String = Online,
        /// 线下.
        in_person: String = InPerson,
        /// 微信.
        wechat: String = Wechat,
        /// 热线.
        hotline: String = Hotline,
        /// 自助终端.
        kiosk: String = Kiosk,
        /// 公报.
        gazette: String = Gazette,
    }
}

noun! {
    /// 保密审查: the review before publication (2018 work plan, clauses 36 and 37).
    pub struct Review [department] {
        /// 依据.
        basis: Vec<crate::Reading<String>> = Basis,
        /// 审查部门.
        department: String = Department,
        /// 审查日期.
        reviewed_at: String = ReviewedAt,
    }
}

noun! {
    /// 变更记录: one change to an earlier or to this version.
    pub struct Change [what] {
        /// 版本号.
        number: String = Number,
        /// 变更内容, as told to the public.
        what: String = What,
        /// 批准文件.
        document: String = Document,
        /// 批准日期.
        approved_at: String = ApprovedAt,
        /// 实施日期.
        effective_from: String = EffectiveFrom,
        /// 摘要: SHA-256 of that version's file.
        sha256: String = Sha256,
    }
}
