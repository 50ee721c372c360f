//! 申请材料: what the applicant must hand in.

use crate::channel::Channel;
use crate::noun::{code_list, noun};
use crate::reading::Reading;

noun! {
    /// 申请材料: one material.
    pub struct Material [name] {
        /// 标识, unique in the guide.
        id: String = Id,
        /// 材料目录编号.
        catalog: String = Catalog,
        /// 名称. It may bear facets as well (居民身份证复印件1份).
        name: String = Name,
        /// 材料类型.
        kind: MaterialKind = Kind,
        /// 必要性.
        necessity: Necessity = Necessity,
        /// 适用情形.
        case: String = Case,
        /// 来源渠道.
        source: MaterialSource = Source,
        /// 出具机构.
        issuer: String = Issuer,
        /// 依据.
        basis: Vec<crate::Reading<String>> = Basis,
        /// 份数: a number that is not said to be of originals or of copies.
        count: u32 = Count,
        /// 提交方式.
        submission: Box<Submissions> = Submission,
        /// 空白表格.
        blank_form: String = BlankForm,
        /// 样表.
        sample: String = Sample,
        /// 备注.
        notes: String = Notes,
    }
}

code_list! {
    /// 材料类型.
    pub enum MaterialKind {
        /// A certificate or licence.
        Certificate = "证照" / "certificate",
        /// An application form or other document of the application.
        Application = "申请文书" / "application document",
        /// Anything else.
        Other = "其他" / "other",
    }
}

code_list! {
    /// 必要性.
    pub enum Necessity {
        /// Must be handed in.
        Necessary = "必要" / "required",
        /// May be handed in.
        Optional = "非必要" / "optional",
        /// Must be handed in, and may follow later.
        Deferrable = "容缺后补" / "deferrable",
    }
}

code_list! {
    /// 来源渠道.
    pub enum MaterialSource {
        /// The applicant makes or has it.
        Applicant = "申请人自备" / "applicant",
        /// A government department issues it.
        Government = "政府部门核发" / "government",
        /// An intermediary issues it.
        Intermediary = "中介机构出具" / "intermediary",
        /// From elsewhere.
        Other = "其他" / "other",
    }
}

code_list! {
    /// 介质.
    pub enum Medium {
        /// On paper.
        Paper = "纸质" / "paper",
        /// As a file.
        Electronic = "电子" / "electronic",
        /// Whichever the applicant prefers.
        Either = "纸质或电子" / "paper or electronic",
        /// Both.
        Both = "纸质和电子" / "paper and electronic",
    }
}

noun! {
    /// 提交方式, as a source states it: once for every channel, or by channel.
    pub struct Submissions [format] {
        /// 介质, for every channel.
        medium: Medium = Medium,
        /// 原件, for every channel.
        original: u32 = Original,
        /// 复印件, for every channel.
        copies: u32 = Copies,
        /// 规格, for every channel.
        format: String = Format,
        /// 签章, for every channel.
        seal: String = Seal,
        /// 线上.
        online: Box<Submission> = Online,
        /// 线下.
        in_person: Box<Submission> = InPerson,
        /// 微信.
        wechat: Box<Submission> = Wechat,
        /// 热线.
        hotline: Box<Submission> = Hotline,
        /// 自助终端.
        kiosk: Box<Submission> = Kiosk,
        /// 公报.
        gazette: Box<Submission> = Gazette,
    }
}

noun! {
    /// 提交方式 in one channel.
    pub struct Submission [format] {
        /// 介质.
        medium: Medium = Medium,
        /// 原件: number of originals.
        original: u32 = Original,
        /// 复印件: number of copies.
        copies: u32 = Copies,
        /// 规格: paper size, file format.
        format: String = Format,
        /// 签章: what must be signed or sealed.
        seal: String = Seal,
    }
}

impl Submissions {
    /// What holds in a channel: what is stated for it, and for the rest what is stated for every channel.
    #[must_use]
    pub fn in_channel(&self, channel: Option<Channel>) -> Submission {
        let mut own = channel
            .and_then(|channel| self.by_channel(channel).given())
            .map(|own| Submission::clone(own))
            .unwrap_or_default();
        own.medium.or_fill(self.medium.clone());
        own.original.or_fill(self.original.clone());
        own.copies.or_fill(self.copies.clone());
        own.format.or_fill(self.format.clone());
        own.seal.or_fill(self.seal.clone());
        own.span = self.span;
        own
    }

    /// What is stated for one channel alone.
    #[must_use]
    pub fn by_channel(&self, channel: Channel) -> &Reading<Box<Submission>> {
        match channel {
            Channel::Online => &self.online,
            Channel::InPerson => &self.in_person,
            Channel::WeChat => &self.wechat,
            Channel::Hotline => &self.hotline,
            Channel::Kiosk => &self.kiosk,
            Channel::Gazette => &self.gazette,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn a_channel_takes_its_own_before_the_general() {
        let at = Span::default();
        let given = |n| Reading::Given(n, at);
        let submissions = Submissions {
            original: given(1),
            copies: given(2),
            online: Reading::Given(
                Box::new(Submission {
                    original: given(0),
                    ..Submission::default()
                }),
                at,
            ),
            ..Submissions::default()
        };
        let online = submissions.in_channel(Some(Channel::Online));
        assert_eq!((online.original, online.copies), (given(0), given(2)));
        assert_eq!(
            submissions.in_channel(Some(Channel::InPerson)).original,
            given(1)
        );
    }
}
