//! Words in both languages, side by side.

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The language tag (BCP 47) of outputs.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The language of a tag or locale: `zh-CN`, `zh_CN.UTF-8`, `en`, `en-GB`. Others have none.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next()?.to_ascii_lowercase();
        match primary.as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// One thing said in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In Chinese.
    pub chinese: &'static str,
    /// In English.
    pub english: &'static str,
}

impl Words {
    /// Both languages.
    #[must_use]
    pub const fn new(chinese: &'static str, english: &'static str) -> Self {
        Self { chinese, english }
    }

    /// The words of one language.
    #[must_use]
    pub fn get(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locales() {
        assert_eq!(Language::of_tag("zh_CN.UTF-8"), Some(Language::Chinese));
        assert_eq!(Language::of_tag("en-GB"), Some(Language::English));
        assert_eq!(Language::of_tag("C"), None);
    }
}
