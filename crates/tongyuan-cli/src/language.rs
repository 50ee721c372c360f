//! Which language a run speaks: what `--lang` says, else the locale, else Chinese.

use std::ffi::OsString;

use tongyuan::Language;

/// The language, looked for before the arguments are read, because their errors are told in it.
pub(crate) fn of_arguments(arguments: &[OsString]) -> Language {
    let mut rest = arguments.iter().skip(1).map(|a| a.to_string_lossy());
    while let Some(argument) = rest.next() {
        let value = match argument.strip_prefix("--lang=") {
            Some(value) => Some(value.to_owned()),
            None if argument == "--lang" => rest.next().map(std::borrow::Cow::into_owned),
            None if argument == "--" => None,
            None => continue,
        };
        return value
            .and_then(|value| Language::of_tag(&value))
            .unwrap_or_else(of_locale);
    }
    of_locale()
}

fn of_locale() -> Language {
    sys_locale::get_locale()
        .and_then(|locale| Language::of_tag(&locale))
        .unwrap_or_default()
}

/// One of two texts.
pub(crate) fn say<T>(language: Language, chinese: T, english: T) -> T {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}
