//! Text of guides made harmless for what programs of pipelines read.

/// A path as a relative URI: what is not plain is written in percents.
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The message of a workflow command: one line, whatever stands in it.
pub(super) fn command_message(text: &str) -> String {
    // The percent sign first: the others are written with it.
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a workflow command.
pub(super) fn command_property(text: &str) -> String {
    command_message(text)
        .replace(':', "%3A")
        .replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command() {
        assert_eq!(
            command_message("a%b\r\n::stop-commands::x"),
            "a%25b%0D%0A::stop-commands::x"
        );
        assert_eq!(command_property("a:b,c%"), "a%3Ab%2Cc%25");
    }

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(
            uri("halls/线上 1.html"),
            "halls/%E7%BA%BF%E4%B8%8A%201.html"
        );
    }
}
