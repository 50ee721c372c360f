//! How a draft keeps two sayings apart that an editor has to choose between: by the channel behind the key.
//!
//! ```yaml
//! 承诺时限（线上）: {数值: 5, 单位: 工作日}
//! 承诺时限（线下）: {数值: 7, 单位: 工作日}
//! ```
//!
//! No key of a guide ends in a channel, so the schema refuses both lines until one of them is gone and the other one has its own
//! key. Nothing but the two lines is needed to decide.

use crate::channel::Channel;
use crate::vocabulary::{Key, Vocabulary};

/// A key with the channel whose word it holds: 承诺时限（线上）, `promised (online)`.
#[must_use]
pub fn choice_word(key: &str, channel: Channel, vocabulary: Vocabulary) -> String {
    match vocabulary {
        Vocabulary::Chinese => format!("{key}（{}）", channel.chinese()),
        Vocabulary::English => format!("{key} ({})", channel.key()),
    }
}

/// The key and the channel of a word that keeps two sayings apart, in either kind of brackets.
#[must_use]
pub fn of_choice_word(word: &str) -> Option<(Key, Channel)> {
    let word = word.trim_end();
    let inner = word.strip_suffix('）').or_else(|| word.strip_suffix(')'))?;
    let (key, channel) = inner.rsplit_once('（').or_else(|| inner.rsplit_once('('))?;
    let channel = Channel::of_word(channel.trim())?;
    Key::of_word(key.trim()).map(|(key, _)| (key, channel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_with_a_channel() {
        for (word, vocabulary) in [
            ("承诺时限", Vocabulary::Chinese),
            ("promised", Vocabulary::English),
        ] {
            for channel in Channel::ALL {
                let marked = choice_word(word, *channel, vocabulary);
                assert_eq!(of_choice_word(&marked), Some((Key::Promised, *channel)));
            }
        }
        assert_eq!(
            of_choice_word("承诺时限(线下)"),
            Some((Key::Promised, Channel::InPerson))
        );
        for other in [
            "承诺时限",
            "（线上）",
            "承诺时限（网上）",
            "时限（线上）",
            "线上",
        ] {
            assert_eq!(of_choice_word(other), None, "{other}");
        }
    }
}
