//! Citations in running text: places in a law, and numbers of orders.

/// 第14条第(3)项 and 第14条(3)项 as 第14条第3项, 国务院第664号令 as 国务院令第664号. Takes a text whose figures are Arabic.
pub(super) fn citations(text: String) -> String {
    if !text.contains(['条', '款', '令']) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        if let Some((number, length)) = item(rest, &out) {
            out.push('第');
            out.push_str(number);
            out.push('项');
            rest = &rest[length..];
        } else if let Some((number, length)) = order(rest) {
            out.push_str("令第");
            out.push_str(number);
            out.push('号');
            rest = &rest[length..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// 第(3)项, and (3)项 behind an article or a paragraph.
fn item<'t>(text: &'t str, before: &str) -> Option<(&'t str, usize)> {
    let inside = text.strip_prefix("第(").or_else(|| {
        let follows = before.ends_with(['条', '款']);
        text.strip_prefix('(').filter(|_| follows)
    })?;
    let digits = digits(inside)?;
    let behind = inside[digits.len()..].strip_prefix(")项")?;
    Some((digits, text.len() - behind.len()))
}

/// 第664号令
fn order(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('第')?;
    let digits = digits(inside)?;
    let behind = inside[digits.len()..].strip_prefix("号令")?;
    Some((digits, text.len() - behind.len()))
}

fn digits(text: &str) -> Option<&str> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| &text[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_numbers() {
        let plain = |text: &str| citations(text.to_owned());
        assert_eq!(plain("第8条第(3)项"), "第8条第3项");
        assert_eq!(plain("第8条第2款(3)项"), "第8条第2款第3项");
        assert_eq!(plain("国务院第736号令"), "国务院令第736号");
        assert_eq!(plain("国务院令第736号"), "国务院令第736号");
        assert_eq!(plain("条件(3)项"), "条件(3)项");
        assert_eq!(plain("第(甲)项条款"), "第(甲)项条款");
    }
}
