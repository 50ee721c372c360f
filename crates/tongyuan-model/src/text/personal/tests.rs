use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> Vec<(Kind, &str, usize)> {
    find(text)
        .into_iter()
        .map(|found| (found.kind, &text[found.range], found.person))
        .collect()
}

#[test]
fn numbers_are_found_and_masked() {
    use Kind::{BankCard, IdentityNumber, Mobile, Passport};
    for (text, kind, number, masked) in [
        (
            "身份证11010519491231002X号",
            IdentityNumber,
            "11010519491231002X",
            "身份证110105********002X号",
        ),
        (
            "１１０１０５１９４９１２３１００２Ｘ",
            IdentityNumber,
            "１１０１０５１９４９１２３１００２Ｘ",
            "１１０１０５＊＊＊＊＊＊＊＊００２Ｘ",
        ),
        (
            "110105 19491231 002x",
            IdentityNumber,
            "110105 19491231 002x",
            "110105 ******** 002x",
        ),
        (
            "手机13812345678。",
            Mobile,
            "13812345678",
            "手机138****5678。",
        ),
        ("138-1234-5678", Mobile, "138-1234-5678", "138-****-5678"),
        (
            "+86 138 1234 5678",
            Mobile,
            "138 1234 5678",
            "+86 138 **** 5678",
        ),
        ("+8619912345678", Mobile, "19912345678", "+86199****5678"),
        ("86-13812345678", Mobile, "13812345678", "86-138****5678"),
        (
            "6222021234567890128",
            BankCard,
            "6222021234567890128",
            "6222***********0128",
        ),
        (
            "6222 0212 3456 7890 128",
            BankCard,
            "6222 0212 3456 7890 128",
            "6222 **** **** ***0 128",
        ),
        (
            "银行卡号：4111111111111111",
            BankCard,
            "4111111111111111",
            "银行卡号：4111********1111",
        ),
        (
            "护照号码：E12345678",
            Passport,
            "E12345678",
            "护照号码：E******78",
        ),
        ("护照\nEA1234567", Passport, "EA1234567", "护照\nE******67"),
    ] {
        assert_eq!(shown(text), [(kind, number, 0)], "{text}");
        assert_eq!(mask(text), masked);
        assert_eq!(mask(&mask(text)), masked);
    }
}

#[test]
fn what_looks_alike_and_is_none() {
    let lines = include_str!("alike.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        assert_eq!(shown(line), [], "{line}");
        assert_eq!(mask(line), line);
    }
}

#[test]
fn a_name_belongs_to_the_number_beside_it() {
    use Kind::{IdentityNumber, Mobile, Name};
    assert_eq!(
        shown("姓名：陈小满 手机：13812345678；姓名：欧阳云 手机：13912345678"),
        [
            (Name, "陈小满", 0),
            (Mobile, "13812345678", 0),
            (Name, "欧阳云", 1),
            (Mobile, "13912345678", 1),
        ]
    );
    // As the cells of a table follow each other.
    assert_eq!(
        shown("申请人\n陈小满\n证件号码\n11010519491231002X"),
        [
            (Name, "陈小满", 0),
            (IdentityNumber, "11010519491231002X", 0)
        ]
    );
    assert_eq!(
        mask("姓名：陈小满，手机13812345678"),
        "姓名：陈＊＊，手机138****5678"
    );
    for open in [
        "姓名：陈小满",
        "负责人：陈小满，咨询电话：13812345678",
        "姓名：陈小满，电话：010-62356655",
    ] {
        assert_eq!(shown(open), [], "{open}");
    }
    // Nobody is called so.
    for stopgap in ["张三", "陈某", "示例公司", "（填写真实姓名）"] {
        let text = format!("姓名：{stopgap}，手机13812345678");
        assert_eq!(shown(&text), [(Mobile, "13812345678", 0)], "{text}");
    }
}

#[test]
fn the_lists_agree_with_themselves() {
    for name in ["陈小满", "欧阳云", "司马小满", "王伟", "阿不都·热合曼"] {
        assert!(is_private_name(name), "{name}");
    }
    for other in [
        "",
        "陈",
        "微软用户",
        "用户",
        "admin",
        "python-docx",
        "管理员",
        "办公室",
        "张江公司",
        "国家知识产权局",
        "陈小满等",
        "Li Lei",
    ] {
        assert!(!is_private_name(other), "{other}");
    }
}

/// The check character of the first seventeen digits, by another way than the detector goes: ISO 7064, MOD 11-2.
fn with_check(body: &str) -> String {
    let remainder = body
        .bytes()
        .fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = (12 - remainder) % 11;
    let check = if check == 10 {
        "X".to_owned()
    } else {
        check.to_string()
    };
    format!("{body}{check}")
}

proptest! {
    #[test]
    fn every_identity_number_is_found(
        place in prop::sample::select(vec!["110105", "320102", "440106", "510104", "650102"]),
        year in 1900_u16..2100, month in 1_u8..=12, day in 1_u8..=28, serial in 0_u16..1000,
        before in "[甲乙丙：， ]{0,6}", after in "[甲乙丙。，]{0,6}",
    ) {
        let number = with_check(&format!("{place}{year:04}{month:02}{day:02}{serial:03}"));
        let text = format!("{before}{number}{after}");
        prop_assert_eq!(shown(&text), [(Kind::IdentityNumber, number.as_str(), 0)]);
        prop_assert!(!mask(&text).contains(&number));
        // One digit other than that, and it is nobody's.
        let wrong = format!("{}{}", &number[..16], (number.as_bytes()[16] - b'0' + 1) % 10);
        let wrong = format!("{before}{wrong}{}{after}", &number[17..]);
        prop_assert_eq!(shown(&wrong), []);
    }

    #[test]
    fn digits_of_a_longer_run_are_no_mobile_number(head in "[0-9]{1,9}", number in "1[3-9][0-9]{9}") {
        let text = format!("甲{head}{number}乙");
        prop_assert!(find(&text).iter().all(|found| found.kind != Kind::Mobile || head == "86" || head == "0086"));
    }

    #[test]
    fn what_is_masked_is_masked_for_good(text in "[甲姓名：陈小满护照 0-9A-Z*，。\\-]{0,80}") {
        let once = mask(&text).into_owned();
        prop_assert!(mask(&once) == once.as_str());
        prop_assert_eq!(once.len(), text.len());
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,200}") {
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(found.range.start >= end && text.is_char_boundary(found.range.start) && text.is_char_boundary(found.range.end));
            end = found.range.end;
        }
    }
}
