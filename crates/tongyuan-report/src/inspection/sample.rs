//! An inspection that has something of everything, for templates to be tried on.

use tongyuan_inspect::Language;

use super::{
    Before, Entry, Gone, InspectedCapture, InspectedDocument, InspectedFile, InspectedGuide,
    InspectedRegister, Inspection, Past, Rectified, Remark, Spot,
};

pub(super) fn inspection() -> Inspection {
    let mut own = Inspection::new(Language::Chinese, "2018-03-01", "0");
    own.letter.number = Some(word());
    own.letter.addressee = Some(word());
    own.letter.issuer = Some(word());
    own.scope.is_whole = true;
    own.scope.guides = vec![guide()];
    own.scope.registers = vec![InspectedRegister {
        register: "items".to_owned(),
        source: Some(file()),
        is_read: false,
    }];
    own.scope.settings = Some(file());
    own.scope.rules.on = vec!["material-extra".to_owned()];
    own.scope.rules.off = vec!["material-omitted".to_owned()];
    own.scope.captures = Some(vec![InspectedCapture {
        guide: word(),
        address: word(),
        at: Some(word()),
        outcome: Some("unreachable".to_owned()),
        told: word(),
    }]);
    own.findings = vec![
        entry("open"),
        entry("waived"),
        Entry {
            rule: "material-without-basis".to_owned(),
            ..entry("open")
        },
    ];
    own.unread = vec![remark()];
    own.remarks = vec![remark()];
    own.before = Some(Before {
        day: "2018-02-01".to_owned(),
        new: 1,
        remaining: 1,
        waived: 1,
        rectified: vec![gone()],
        unseen: vec![gone()],
    });
    own.history = vec![Past {
        day: "2018-02-01".to_owned(),
        errors: 2,
        ..Past::default()
    }];
    own
}

fn word() -> String {
    "示例".to_owned()
}

fn file() -> InspectedFile {
    InspectedFile {
        file: word(),
        sha256: None,
    }
}

fn guide() -> InspectedGuide {
    InspectedGuide {
        guide: word(),
        name: Some(word()),
        version: Some(word()),
        source: file(),
        unread: vec!["materials".to_owned()],
        unjudged: vec!["material-extra".to_owned()],
        published: vec![InspectedDocument {
            channel: "online".to_owned(),
            source: file(),
            unread: vec!["materials".to_owned()],
            captured_at: Some(word()),
            ..InspectedDocument::default()
        }],
        ..InspectedGuide::default()
    }
}

fn entry(standing: &str) -> Entry {
    let spot = Spot {
        role: word(),
        file: word(),
        line: 1,
        column: 1,
        place: Some(word()),
        before: word(),
        marked: word(),
        after: word(),
    };
    Entry {
        key: "0123456789abcdef".to_owned(),
        rule: "material-extra".to_owned(),
        family: "same-source".to_owned(),
        severity: "error".to_owned(),
        confidence: "needs-review".to_owned(),
        message: word(),
        help: word(),
        basis: word(),
        clauses: vec!["24".to_owned()],
        guide: Some(word()),
        name: Some(word()),
        channel: Some("online".to_owned()),
        field: Some("materials".to_owned()),
        subject: Some(word()),
        expected: Some("原件1份".to_owned()),
        actual: Some("原件2份".to_owned()),
        place: spot.clone(),
        related: vec![spot],
        standing: standing.to_owned(),
        waived: (standing == "waived").then(word),
        rectification: Some(Rectified {
            state: "open".to_owned(),
            since: "2018-02-01".to_owned(),
            due: Some("2018-03-15".to_owned()),
            remark: Some(word()),
            ..Rectified::default()
        }),
        ..Entry::default()
    }
}

fn gone() -> Gone {
    Gone {
        severity: "error".to_owned(),
        guide: Some(word()),
        message: word(),
        why: word(),
        ..Gone::default()
    }
}

fn remark() -> Remark {
    Remark {
        file: word(),
        message: word(),
        help: Some(word()),
    }
}
