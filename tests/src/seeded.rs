//! Guides made from a seed, for the bench: the same seed makes the same guides, of the size that is asked for.

use std::fmt::Write as _;

/// A canonical guide with its two published versions, as JSON.
#[derive(Clone, Debug)]
pub struct Seeded {
    /// The canonical guide.
    pub canonical: String,
    /// What the online hall shows.
    pub online: String,
    /// What the in-person hall hands out.
    pub in_person: String,
}

/// A generator of numbers (SplitMix64): enough for filling guides, and the same everywhere.
#[derive(Clone, Debug)]
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

const OBJECTS: &[&str] = &[
    "专利权",
    "商标专用权",
    "布图设计",
    "地理标志",
    "著作权",
    "植物新品种",
];
const ACTS: &[&str] = &[
    "质押登记",
    "许可备案",
    "转让登记",
    "变更登记",
    "续展注册",
    "注销登记",
];
const PAPERS: &[&str] = &[
    "申请表",
    "合同",
    "授权委托书",
    "身份证明",
    "权属证明",
    "声明书",
    "承诺书",
    "说明书",
    "图样",
    "章程",
];
const DEMANDS: &[&str] = &[
    "申请人应当是登记簿记载的权利人",
    "权利在申请日前处于有效状态并已缴纳年费",
    "合同应当采用书面形式并由双方签字或者盖章",
    "共有权利应当取得全体共有人的书面同意",
    "近三年未因同类行为受到行政处罚",
    "债务履行期限不超过权利有效期",
];

/// How the published versions depart from the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drift {
    /// Not at all.
    None,
    /// In every row.
    EveryRow,
}

/// The guide of a number, of about `bytes` bytes of compact JSON.
#[must_use]
pub fn guide(seed: u64, bytes: usize, drift: Drift) -> Seeded {
    let (canonical, rows) = write(seed, Size::Bytes(bytes), None, Drift::None);
    let published = |channel| write(seed, Size::Rows(rows), Some(channel), drift).0;
    Seeded {
        canonical,
        online: published("online"),
        in_person: published("in-person"),
    }
}

/// How long a guide becomes.
#[derive(Clone, Copy)]
enum Size {
    /// About so many bytes.
    Bytes(usize),
    /// So many conditions and materials: as many as the canonical guide has.
    Rows([usize; 2]),
}

/// The text of a guide with the numbers of its conditions and materials.
fn write(seed: u64, size: Size, channel: Option<&str>, drift: Drift) -> (String, [usize; 2]) {
    let numbers = &mut Numbers(seed);
    let name = format!("{}{}", numbers.pick(OBJECTS), numbers.pick(ACTS));
    let mut text = String::new();
    let _ = write!(
        text,
        r#"{{"id":"item-{seed}","item":{{"name":"{name}","type":"行政确认","level":"国家级","audience":["自然人","企业法人"],"handling":"承诺件","authority":"示例市知识产权局","department":"运用促进处"}},"version":{{"number":2,"approval":{{"document":"示例知发〔2024〕3号","approved_at":"2024-02-20"}},"effective_from":"2024-03-01","review":{{"basis":["《中华人民共和国政府信息公开条例》第十七条"],"reviewed_at":"2024-02-20"}}}},"legal_basis":[{{"law":"《示例权利条例》","document_number":"示例市人民政府令第12号","article":"第八条、第九条"}}],"#
    );
    text.push_str(r#""process":[{"step":"受理","actor":"综合窗口","limit":"1个工作日","standard":"材料齐全并符合法定形式","result":"受理通知书"},{"step":"审查","actor":"业务处室","limit":"5个工作日","standard":"符合第八条、第九条规定","result":"审查意见"},{"step":"登记","actor":"业务处室","limit":"1个工作日","standard":"审查意见为同意","result":"登记通知书"}],"time_limits":{"statutory":{"value":20,"unit":"工作日","from":"自受理之日起"},"promised":{"value":7,"unit":"工作日","from":"自受理之日起"}},"fees":{"charged":true,"items":[{"name":"登记费","amount":300,"per":"件","basis":["《示例收费办法》第三条"]}]},"results":[{"name":"登记通知书","type":"其他","sample":"forms/notice.pdf"}],"quantity_limit":"无","channels":{"online":{"url":"https://hall.example.gov.cn/guide","visits":0},"in-person":{"windows":[{"name":"综合窗口","address":"示例市示例路1号","hours":"周一至周五 9:00-17:00","phone":"0999-1234567"}],"visits":1,"visits_reason":"核验原件"}},"contacts":{"consult":["0999-1234567"],"complain":["0999-7654321"],"verified_at":"2024-02-20"},"#);
    let head = text.len();
    let goes_on = |row: usize, list: usize, length: usize| match size {
        Size::Rows(rows) => row < rows[list],
        // A quarter of what is left for the conditions, the rest for the materials.
        Size::Bytes(bytes) if list == 0 => length < head + bytes.saturating_sub(head) / 4,
        Size::Bytes(bytes) => length < bytes,
    };
    text.push_str(r#""conditions":["#);
    let mut number = 0;
    while goes_on(number, 0, text.len()) {
        number += 1;
        let comma = if number > 1 { "," } else { "" };
        let demand = numbers.pick(DEMANDS);
        let years = 1 + numbers.below(9) + usize::from(drift == Drift::EveryRow);
        let _ = write!(
            text,
            r#"{comma}{{"id":"c{number}","text":"{demand}，且连续从业不少于{years}年（第{number}项）","basis":["《示例权利条例》第八条"]}}"#
        );
    }
    let conditions = number;
    text.push_str(r#"],"materials":["#);
    let mut number = 0;
    while goes_on(number, 1, text.len()) {
        number += 1;
        let comma = if number > 1 { "," } else { "" };
        let paper = format!("{}{}", numbers.pick(OBJECTS), numbers.pick(PAPERS));
        let copies = 1 + numbers.below(4);
        let own = copies + usize::from(drift == Drift::EveryRow);
        let submission = match channel {
            Some("online") => format!(r#"{{"medium":"电子","original":{own}}}"#),
            Some(_) => format!(r#"{{"medium":"纸质","original":1,"copies":{own}}}"#),
            None => format!(
                r#"{{"online":{{"medium":"电子","original":{copies}}},"in-person":{{"medium":"纸质","original":1,"copies":{copies}}}}}"#
            ),
        };
        let _ = write!(
            text,
            r#"{comma}{{"id":"m{number}","name":"{paper}（第{number}号）","kind":"其他","necessity":"必要","source":"申请人自备","basis":["《示例权利条例》第九条"],"submission":{submission},"notes":"由申请人如实填写并签字或者盖章"}}"#
        );
    }
    text.push_str("]}");
    (text, [conditions, number])
}
