//! How code lists are declared, and how a word of one is read and written.

/// Declares a code list: an enum with the official Chinese word and an English name of each value.
macro_rules! code_list {
    (
        $(#[$about:meta])*
        pub enum $Name:ident {
            $( $(#[$doc:meta])* $Value:ident = $chinese:literal / $english:literal, )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $Name {
            $( $(#[$doc])* $Value, )*
        }

        impl $Name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$( Self::$Value ),*];

            /// The official word.
            #[must_use]
            pub fn chinese(self) -> &'static str {
                match self { $( Self::$Value => $chinese, )* }
            }

            /// The English name.
            #[must_use]
            pub fn english(self) -> &'static str {
                match self { $( Self::$Value => $english, )* }
            }

            /// The value that a word of either language names.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                match word {
                    $( $chinese | $english => Some(Self::$Value), )*
                    _ => None,
                }
            }
        }

        impl $crate::noun::Readable for $Name {
            fn read(node: &$crate::tree::Node<'_>) -> $crate::reading::Reading<Self> {
                use $crate::reading::{Reading, Unreadable};
                match <String as $crate::noun::Readable>::read(node) {
                    Reading::Given(word, span) => Self::of_word(&word)
                        .map_or(Reading::Unreadable(span, Unreadable::NotListed), |value| {
                            Reading::Given(value, span)
                        }),
                    Reading::StatedNone(span) => Reading::StatedNone(span),
                    Reading::Missing(span) => Reading::Missing(span),
                    Reading::Unreadable(span, why) => Reading::Unreadable(span, why),
                }
            }

            fn write(&self) -> serde_json::Value {
                serde_json::Value::from(self.chinese())
            }
        }
    };
}

pub(crate) use code_list;
