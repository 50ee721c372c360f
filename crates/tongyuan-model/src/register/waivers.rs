//! 豁免清单: findings that an authority has accepted for a time, each with who answers for it.

use crate::date::Date;
use crate::noun::noun;
use crate::reading::Reading;
use crate::tree::Node;
use crate::vocabulary::Key;

noun! {
    /// 豁免清单.
    pub struct WaiverList [note] {
        /// 说明.
        note: String = Note,
        /// 豁免清单.
        waivers: Vec<Waiver> = Waivers,
    }
}

noun! {
    /// One finding that is accepted.
    pub struct Waiver [key] {
        /// 问题编号: the key of the finding.
        key: String = Key,
        /// 规则 of the finding, where the list says so.
        rule: String = Rule,
        /// 指南: the identifier of the guide, where the list says so.
        guide: String = Guide,
        /// 理由.
        reason: String = Reason,
        /// 责任人.
        owner: String = Owner,
        /// 到期日期: the last day on which it holds.
        expiry: String = Expiry,
        /// 说明.
        note: String = Note,
    }
}

impl WaiverList {
    /// Reads the list from the tree of its file.
    #[must_use]
    pub fn from_tree(tree: &Node<'_>) -> Self {
        crate::noun::read_members(tree)
    }
}

impl Waiver {
    /// What a waiver must say to hold, beside the finding.
    pub const DEMANDS: [Key; 3] = [Key::Reason, Key::Owner, Key::Expiry];

    /// The key of the finding, as far as it can be one; another text is a mistake of the file.
    #[must_use]
    pub fn finding(&self) -> Option<&str> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let own = self.key.text()?;
        (own.len() == 16 && own.bytes().all(is_digit)).then_some(own)
    }

    /// What it must say and does not. What is there and cannot be read is not lacking.
    #[must_use]
    pub fn lacks(&self) -> Vec<Key> {
        let is_lacking =
            |text: &Reading<String>| matches!(text, Reading::Missing(_) | Reading::StatedNone(_));
        let said = [&self.reason, &self.owner, &self.expiry];
        let pairs = Self::DEMANDS.into_iter().zip(said);
        pairs
            .filter(|(_, text)| is_lacking(text))
            .map(|(key, _)| key)
            .collect()
    }

    /// The last day on which it holds.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.expiry.text().and_then(Date::parse)
    }

    /// Whether its last day is past; without a day of today nothing is.
    #[must_use]
    pub fn has_ended(&self, today: Option<Date>) -> bool {
        let days = self.last_day().zip(today);
        days.is_some_and(|(last, today)| last < today)
    }

    /// Whether it holds: it says all that it must, and its last day is not past.
    #[must_use]
    pub fn holds(&self, today: Option<Date>) -> bool {
        let is_said = self.finding().is_some()
            && self.reason.text().is_some()
            && self.owner.text().is_some()
            && self.last_day().is_some();
        is_said && !self.has_ended(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn waiver(owner: Option<&str>, expiry: &str) -> Waiver {
        let given = |text: &str| Reading::Given(text.to_owned(), Span::default());
        Waiver {
            key: given("0123456789abcdef"),
            reason: given("系统改造"),
            owner: owner.map_or(Reading::StatedNone(Span::default()), given),
            expiry: given(expiry),
            ..Waiver::default()
        }
    }

    #[test]
    fn the_last_day_still_counts() {
        let own = waiver(Some("办公室"), "2024-03-01");
        let on = |day: &str| own.holds(Date::parse(day));
        assert_eq!(
            ["2024-02-29", "2024-03-01", "2024-03-02"].map(on),
            [true, true, false]
        );
        assert!(own.holds(None) && !own.has_ended(None));
        let key = Reading::Given("0123456789ABCDEF".to_owned(), Span::default());
        assert!(!Waiver { key, ..own }.holds(None));
    }

    #[test]
    fn what_is_said_to_be_none_is_lacking_and_what_cannot_be_read_is_not() {
        assert_eq!(waiver(None, "2024-03-01").lacks(), [Key::Owner]);
        let unread = waiver(Some("办公室"), "三月一日");
        assert_eq!(unread.lacks(), []);
        assert!(!unread.holds(None));
        assert_eq!(Waiver::default().lacks(), Waiver::DEMANDS);
    }
}
