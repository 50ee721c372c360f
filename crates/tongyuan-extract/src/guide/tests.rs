//! What is read of whole documents, exactly: a case for each layout.

use crate::{Capture, extract};

/// The guides of a page, a line each: part, item, and each material with its forms.
fn guides(name: &str, text: &str) -> Vec<String> {
    let read = extract(&Capture::new(name, text));
    let shown = read.guides.iter().map(|guide| {
        let materials: Vec<String> = guide
            .materials
            .rows()
            .iter()
            .map(|material| {
                let own = material.name.text().unwrap_or_default();
                let submission = material.submission.given();
                let number = |reading: Option<&tongyuan_model::Reading<u32>>| {
                    reading
                        .and_then(|reading| reading.given())
                        .map_or("-".to_owned(), u32::to_string)
                };
                format!(
                    "{own} {}/{}/{}",
                    number(submission.map(|own| &own.original)),
                    number(submission.map(|own| &own.copies)),
                    number(Some(&material.count)),
                )
            })
            .collect();
        let item = guide.item.given().and_then(|item| item.name.text());
        format!(
            "{}|{}|{}",
            guide.part.text().unwrap_or("-"),
            item.unwrap_or("-"),
            materials.join("；")
        )
    });
    shown.collect()
}

fn page(text: &str) -> Vec<String> {
    guides("a.html", text)
}

#[test]
fn situations_have_a_guide_each() {
    let table = |rows: &str| {
        format!("<table><tr><th>序号</th><th>材料名称</th><th>份数</th></tr>{rows}</table>")
    };
    let first = table("<tr><td>1</td><td>申领表</td><td>原件1份</td></tr>");
    let second = table("<tr><td>1</td><td>居住证</td><td>原件1份</td></tr>");
    let text =
        format!("<h2>申请材料</h2><p>情形一：首次申领</p>{first}<p>情形二：签注</p>{second}");
    assert_eq!(
        page(&text),
        [
            "情形一：首次申领|-|申领表 1/-/-",
            "情形二：签注|-|居住证 1/-/-"
        ]
    );
}

#[test]
fn items_have_a_guide_each() {
    let text = "<h3>农机业务告知单</h3><h4>一、注册登记</h4><p>所需材料：</p><p>1. 申请表1份；</p><p>收费：不收费</p>\
                <h4>二、注销登记</h4><p>所需材料：</p><p>1. 号牌；</p><p>收费：不收费</p>";
    assert_eq!(
        page(text),
        [
            "注册登记|农机业务|申请表 -/-/1",
            "注销登记|农机业务|号牌 -/-/-"
        ]
    );
}

#[test]
fn the_last_entry_before_a_heading_is_no_title() {
    let text = "一、受理条件\n（一）年满十八周岁\n（二）有固定住所\n二、申请材料\n1.身份证";
    let read = extract(&Capture::new("a.txt", text));
    assert_eq!(read.guides.len(), 1);
    assert_eq!(read.guide().conditions.rows().len(), 2);
}

#[test]
fn tabs_lead_to_their_panes() {
    let text = "<div><ul class=tab><li>受理条件</li><li>申请材料</li></ul></div><div><div><p>年满十八周岁</p></div>\
                <div><p>1.身份证复印件1份</p></div></div>";
    assert_eq!(page(text), ["-|-|身份证 -/1/-"]);
}

#[test]
fn a_label_over_rows_has_the_table_beside_it() {
    let text = "<table><tr><td>事项名称</td><td colspan=2>残疾人证新办</td></tr><tr><td rowspan=2>申请材料</td><td>名称</td>\
                <td>份数</td></tr><tr><td>户口簿</td><td>复印件1份</td></tr></table>";
    assert_eq!(page(text), ["-|残疾人证新办|户口簿 -/1/-"]);
}

#[test]
fn a_small_table_is_about_the_entry_above_it() {
    let text = "<h2>申请材料</h2><h6>1. 营业执照</h6><table><tr><td>材料形式</td><td>☑原件 ☐复印件</td></tr><tr><td>份数</td>\
                <td>2</td></tr></table>";
    assert_eq!(page(text), ["-|-|营业执照 2/-/-"]);
}

#[test]
fn marks_say_in_which_case_a_material_is_asked() {
    let text = "<h3>申请材料</h3><table><tr><td>材料名称</td><td>新设</td><td>变更</td></tr><tr><td>登记书</td><td>▲</td><td>▲</td></tr>\
                <tr><td>原许可证</td><td>—</td><td>▲</td></tr></table>";
    assert_eq!(
        page(text),
        ["新设|-|登记书 -/-/-", "变更|-|登记书 -/-/-；原许可证 -/-/-"]
    );
}

#[test]
fn what_a_script_holds_is_read() {
    let text = "<h3>公共场所卫生许可</h3><p>收费标准：不收费</p><script>var material = [{\"M_NAME\":\"申请表\",\"ORIGINAL_NUM\":\"1\",\
                \"COPY_NUM\":\"0\",\"ISNEED\":\"必要\"}];</script>";
    assert_eq!(page(text), ["-|公共场所卫生许可|申请表 1/0/-"]);
}

#[test]
fn lists_on_one_line_and_without_shape() {
    let one = "申请材料：（1）申请表（原件一份）；（2）身份证（复印件一份）";
    assert_eq!(guides("a.txt", one), ["-|-|申请表 1/-/-；身份证 -/1/-"]);
    let copied = "申请材料\n序号\n材料名称\n份数要求\n1\n申请书\n原件1份\n2\n报告书\n原件3份\n办理流程\n受理";
    assert_eq!(guides("a.txt", copied), ["-|-|申请书 1/-/-；报告书 3/-/-"]);
}

#[test]
fn everyday_and_traditional_headings() {
    assert_eq!(
        page("<p>要带哪些材料</p><p>1.身份证原件1份</p>"),
        ["-|-|身份证 1/-/-"]
    );
    assert_eq!(
        page("<p>三、申請材料</p><p>1. 損毀的通行證1份</p>"),
        ["-|-|損毀的通行證 -/-/1"]
    );
}

#[test]
fn a_shell_says_that_it_is_one() {
    let read = extract(&Capture::new(
        "a.html",
        "<div id=app></div><script src=a.js></script>",
    ));
    let kinds: Vec<_> = read.notes.into_iter().map(|note| note.kind).collect();
    assert_eq!(
        kinds,
        [crate::NoteKind::PageShell, crate::NoteKind::NothingRead]
    );
}

#[test]
fn which_of_several_guides_is_told_by_name_or_not_at_all() {
    let text = "<h4>一、注册登记</h4><p>所需材料：</p><p>1. 申请表；</p><h4>二、注销登记</h4><p>所需材料：</p><p>1. 号牌；</p>";
    let read = extract(&Capture::new("a.html", text));
    let part = |name: &str| {
        read.guide_of(name)
            .and_then(|guide| guide.part.text().map(str::to_owned))
    };
    assert_eq!(part("注销登记").as_deref(), Some("注销登记"));
    assert_eq!(part("变更登记"), None);
    let only = extract(&Capture::new("a.html", "<p>申请材料：</p><p>1. 号牌；</p>"));
    assert!(only.guide_of("变更登记").is_some());
}

#[test]
fn a_table_that_names_its_columns_needs_no_heading() {
    let table = "材料名称,原件份数,复印件份数,备注\n营业执照,,2,核对原件\n申请书,1,,\n";
    assert_eq!(guides("a.csv", table), ["-|-|营业执照 -/2/-；申请书 1/-/-"]);
    // 名称 may be that of anything.
    let other = "名称,数量,备注\n打印机,2,\n申请书,1,\n";
    assert_eq!(guides("a.csv", other), ["-|-|"]);
}

#[test]
fn a_condition_says_when_it_holds() {
    let page = "<h2>受理条件</h2><ol><li>有固定场所（适用情形：申请人为（独资）企业的）；</li><li>年满十八周岁（适用情形见附件）</li></ol>";
    let read = extract(&Capture::new("a.html", page));
    let rows = read.guide().conditions.rows().iter();
    let rows: Vec<_> = rows.map(|own| (own.text.text(), own.case.text())).collect();
    assert_eq!(
        rows,
        [
            (Some("有固定场所"), Some("申请人为（独资）企业的")),
            (Some("年满十八周岁（适用情形见附件）"), None),
        ]
    );
}

#[test]
fn labels_in_tortoise_shell_brackets() {
    let text = "〔申请条件〕\n租房居住。\n〔办理要件〕\n1．身份证原件；\n2．结婚证原件。\n";
    let read = extract(&Capture::new("a.txt", text));
    let conditions = read.guide().conditions.rows();
    assert_eq!(conditions[0].text.text(), Some("租房居住。"));
    assert_eq!(guides("a.txt", text), ["-|-|身份证 -/-/-；结婚证 -/-/-"]);
}

#[test]
fn numbers_of_two_levels_right_before_a_word() {
    let text = "<h2>申请材料</h2><p>2.1《用水申请表》1份。</p><p>2.2营业执照复印件1份。</p>";
    assert_eq!(page(text), ["-|-|《用水申请表》 -/-/1；营业执照 -/1/-"]);
    for amount in ["1.5小时内办结", "2.0版申请表", "1.5倍"] {
        assert_eq!(
            tongyuan_model::text::marker::leading(amount),
            None,
            "{amount}"
        );
    }
}

#[test]
fn several_fields_of_a_material_on_one_line() {
    let text = "【申请材料】\n材料1：许可证申请表\n  原件份数：1    复印件份数：0    必要性：必要\n材料2：平面图\n  原件份数：2    复印件份数：1    必要性：非必要\n";
    assert_eq!(
        guides("a.txt", text),
        ["-|-|许可证申请表 1/0/-；平面图 2/1/-"]
    );
}

#[test]
fn a_heading_with_a_link_beside_it() {
    for link in ["全部下载", "全部材料下载", "空白表下载"] {
        let text = format!("<div>申请材料<a>{link}</a></div><ol><li>申请书</li></ol>");
        assert_eq!(page(&text), ["-|-|申请书 -/-/-"], "{link}");
    }
    // A document that can be fetched is one all the same.
    let text = "<h2>申请材料</h2><ol><li><a>授权委托书下载</a></li></ol>";
    assert!(page(text)[0].contains("授权委托书"));
    let text = "<p><span>首页</span><i></i><span>法人办事</span></p><div><span>申请材料</span><a>全部下载</a></div><table><tr><th>序号</th><th>材料名称</th></tr></table><table><tr><td>1</td><td>申请书</td></tr></table>";
    assert_eq!(page(text), ["-|-|申请书 -/-/-"]);
}

#[test]
fn a_heading_that_names_the_item_as_well() {
    let text = "办理委托公证应当提交的材料\n1. 委托书草稿；\n2. 结婚证复印件1份。\n";
    assert_eq!(
        guides("a.txt", text),
        ["-|-|委托书草稿 -/-/-；结婚证 -/1/-"]
    );
}

#[test]
fn a_window_told_in_parts_has_its_hours() {
    let read = |text: &str| {
        let read = extract(&Capture::new(
            "a.md",
            format!("## 办理地点与时间：{text}\n"),
        ));
        let channels = read.guide().channels.given().expect("a channel");
        let in_person = channels.in_person.given().expect("the hall");
        let window = &in_person.windows.rows()[0];
        [&window.name, &window.hours, &window.address]
            .map(|own| own.text().unwrap_or("-").to_owned())
    };
    assert_eq!(
        read("某区仲裁院 / 法定工作日: 上午9:00-12:00; 下午13:00-17:00 / 某市某街1号"),
        [
            "某区仲裁院",
            "法定工作日: 上午9:00-12:00; 下午13:00-17:00",
            "某市某街1号"
        ]
    );
    assert_eq!(
        read("工作日9:00-17:00 / 某市某街1号"),
        ["-", "工作日9:00-17:00", "某市某街1号"]
    );
    assert_eq!(
        read("某市某街1号 / 某路2号"),
        ["-", "-", "某市某街1号 / 某路2号"]
    );
}

#[test]
fn a_type_of_the_site_is_no_type_of_the_item() {
    let read = |text: &str| {
        let read = extract(&Capture::new("a.txt", text));
        let item = read.guide().item.given().expect("an item");
        item.kind.text().map(str::to_owned)
    };
    assert_eq!(
        read("事项名称：某登记\n类型：政府投资类\n事项类型：行政许可\n"),
        Some("行政许可".to_owned())
    );
    assert_eq!(read("事项名称：某登记\n事项类别：社会保障类\n"), None);
    assert_eq!(
        read("事项名称：某登记\n事项类型：05\n"),
        Some("05".to_owned())
    );
}

#[test]
fn a_bracket_that_is_open_goes_on_in_the_next_line() {
    let conditions = |text: &str| -> Vec<String> {
        let read = extract(&Capture::new("a.md", text));
        let rows = read.guide().conditions.rows().iter();
        rows.filter_map(|row| row.text.text().map(str::to_owned))
            .collect()
    };
    assert_eq!(
        conditions(
            "## 受理条件\n\n在本市，详见《某通知》（某发〔2022〕5号，\nhttps://example.gov.cn/1.html\n）。\n\n年满18周岁。\n"
        ),
        [
            "在本市，详见《某通知》（某发〔2022〕5号，https://example.gov.cn/1.html）。",
            "年满18周岁。"
        ]
    );
    // A bracket that nobody closes takes no row that begins anew.
    assert_eq!(
        conditions("## 受理条件\n\n1.在本市（含郊县；\n2.年满18周岁。\n"),
        ["在本市（含郊县；", "年满18周岁。"]
    );
}

#[test]
fn where_to_ask_is_said_in_many_words() {
    let read = extract(&Capture::new(
        "a.txt",
        "事项名称：某登记\n七、实施对象：自然人\n二十二、咨询服务：0999-1234567\n",
    ));
    let guide = read.guide();
    let contacts = guide.contacts.given().expect("contacts");
    assert_eq!(contacts.consult.rows()[0].text(), Some("0999-1234567"));
    let item = guide.item.given().expect("an item");
    assert_eq!(item.audience.rows()[0].text(), Some("自然人"));
}

#[test]
fn a_number_to_ask_at_may_stand_in_a_hint() {
    let consult = |text: &str| -> Vec<String> {
        let read = extract(&Capture::new("a.html", text));
        let contacts = read.guide().contacts.given().cloned().unwrap_or_default();
        let rows = contacts.consult.rows().iter();
        rows.filter_map(|row| row.text().map(str::to_owned))
            .collect()
    };
    let hint = "<tr><th>温馨提示</th><td>乘公交车2号线<br>咨询电话：0999-1234567</td></tr>";
    let table =
        |rows: &str| format!("<table><tr><th>事项名称</th><td>某登记</td></tr>{rows}</table>");
    assert_eq!(consult(&table(hint)), ["0999-1234567"]);
    let own = "<tr><th>咨询方式</th><td>0999-7654321</td></tr>";
    assert_eq!(consult(&table(&format!("{own}{hint}"))), ["0999-7654321"]);
}

#[test]
fn fees_say_in_which_money() {
    let table = |head: &str, row: &str| {
        let head = format!("<tr><th>收费项目</th><th>金额</th>{head}</tr>");
        format!("<table>{head}<tr><td>甲</td>{row}</tr></table>")
    };
    let currency = "<th>币种</th>";
    for (body, expected) in [
        ("<p>甲：900瑞士法郎</p>".to_owned(), "900 CHF"),
        (table("", "<td>900元</td>"), "900 -"),
        (table("", "<td>900瑞士法郎</td>"), "900 CHF"),
        (table(currency, "<td>900</td><td>CHF</td>"), "900 CHF"),
        (table(currency, "<td>900元</td><td></td>"), "900 -"),
    ] {
        let page = format!("<h2>收费标准</h2>{body}");
        let read = extract(&Capture::new("a.html", page));
        let fees = read.guide().fees.given().expect("the page states a fee");
        let shown = fees.items.rows().iter().map(|own| {
            let amount = own.amount.given().map(|amount| amount.digits().to_owned());
            let currency = own.currency.text().unwrap_or("-");
            format!("{} {currency}", amount.unwrap_or_default())
        });
        assert_eq!(shown.collect::<Vec<_>>(), [expected], "{body}");
    }
}

#[test]
fn a_heading_above_a_list_of_names_takes_none_of_it() {
    let text = "<section><h2>办结时限</h2><dl>
        <div><dt>承诺办结时限</dt><dd>2个月</dd></div>
        <div><dt>不计入时限</dt><dd>补正的时间</dd><dd>缴费的时间</dd></div></dl></section>";
    let read = extract(&Capture::new("a.html", text));
    let limits = read
        .guide()
        .time_limits
        .given()
        .expect("the page states its limits");
    let promised = limits.promised.given().and_then(|own| own.value.given());
    assert_eq!(promised.map(|own| own.digits()), Some("2"));
    let excluded = limits.excluded.rows().iter().filter_map(|own| own.text());
    assert_eq!(excluded.collect::<Vec<_>>(), ["补正的时间", "缴费的时间"]);
    assert!(limits.stated.is_missing());
}

#[test]
fn a_title_that_names_no_item_is_no_name() {
    let guides = page("<h1>办事指南</h1><h2>申请材料</h2><ul><li>申请表</li></ul>");
    assert_eq!(guides, ["-|-|申请表 -/-/-"]);
}
