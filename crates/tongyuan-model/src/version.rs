//! 版本: number, approval, date of effect, publication, review.

use std::cmp::Ordering;

use crate::channel::Channel;
use crate::noun::noun;
use crate::reading::Reading;

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

impl Published {
    /// When a channel published it.
    #[must_use]
    pub fn get(&self, channel: Channel) -> &Reading<String> {
        match channel {
            Channel::Online => &self.online,
            Channel::InPerson => &self.in_person,
            Channel::WeChat => &self.wechat,
            Channel::Hotline => &self.hotline,
            Channel::Kiosk => &self.kiosk,
            Channel::Gazette => &self.gazette,
        }
    }
}

impl Version {
    /// Whether the version says of itself that there was an earlier one.
    #[must_use]
    pub fn is_successor(&self) -> bool {
        let number = self.number.text();
        let mut changes = self.changes.rows().iter();
        let is_later = number
            .and_then(VersionNumber::parse)
            .is_some_and(|number| number.first() > 1);
        is_later
            || self.supersedes.is_given()
            || changes.any(|change| change.number.is_given() && change.number.text() != number)
    }
}

/// A version number taken apart: 2 and 2.0 are one, 2.10 comes after 2.9.
#[derive(Clone, Debug)]
pub struct VersionNumber(Vec<u32>);

impl VersionNumber {
    /// Reads digits with points between them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts = text.trim().split('.').map(|part| part.parse().ok());
        parts.collect::<Option<Vec<u32>>>().map(Self)
    }

    /// The part before the first point.
    #[must_use]
    pub fn first(&self) -> u32 {
        self.0.first().copied().unwrap_or_default()
    }

    /// Whether the number has no part but the first.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.len() == 1
    }

    fn significant(&self) -> &[u32] {
        let zeros = self.0.iter().rev().take_while(|part| **part == 0).count();
        &self.0[..self.0.len() - zeros]
    }
}

impl PartialEq for VersionNumber {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for VersionNumber {}

impl PartialOrd for VersionNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for VersionNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        self.significant().cmp(other.significant())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_held_part_by_part() {
        let order = |a, b| Some(VersionNumber::parse(a)?.cmp(&VersionNumber::parse(b)?));
        assert_eq!(order("2", "2.0"), Some(Ordering::Equal));
        assert_eq!(order("2.10", "2.9"), Some(Ordering::Greater));
        assert_eq!(order("3", "10"), Some(Ordering::Less));
        for text in ["v2", "", "1..2", "99999999999"] {
            assert_eq!(order(text, "1"), None, "{text}");
        }
    }
}
