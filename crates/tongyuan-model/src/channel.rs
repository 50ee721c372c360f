//! 办理渠道: where an item is served and its guide published.

use crate::noun::noun;
use crate::reading::Reading;

/// 渠道: a way in which an item is served, or its guide published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// 线上: the online hall.
    Online,
    /// 线下: the in-person hall.
    InPerson,
    /// 微信.
    WeChat,
    /// 热线.
    Hotline,
    /// 自助终端.
    Kiosk,
    /// 公报.
    Gazette,
}

impl Channel {
    /// Every channel, in the order of reports.
    pub const ALL: &'static [Self] = &[
        Self::Online,
        Self::InPerson,
        Self::WeChat,
        Self::Hotline,
        Self::Kiosk,
        Self::Gazette,
    ];

    /// The key of the channel, and its folder under `halls/`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::InPerson => "in-person",
            Self::WeChat => "wechat",
            Self::Hotline => "hotline",
            Self::Kiosk => "kiosk",
            Self::Gazette => "gazette",
        }
    }

    /// The official word.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Online => "线上",
            Self::InPerson => "线下",
            Self::WeChat => "微信",
            Self::Hotline => "热线",
            Self::Kiosk => "自助终端",
            Self::Gazette => "公报",
        }
    }

    /// The channel that a key or word names.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|channel| channel.key() == word || channel.chinese() == word)
    }
}

impl crate::noun::Readable for Channel {
    fn read(node: &crate::tree::Node<'_>) -> Reading<Self> {
        match <String as crate::noun::Readable>::read(node) {
            Reading::Given(word, span) => Self::of_word(&word).map_or(
                Reading::Unreadable(span, crate::reading::Unreadable::NotListed),
                |channel| Reading::Given(channel, span),
            ),
            Reading::StatedNone(span) => Reading::StatedNone(span),
            Reading::Missing(span) => Reading::Missing(span),
            Reading::Unreadable(span, why) => Reading::Unreadable(span, why),
        }
    }

    fn write(&self) -> serde_json::Value {
        serde_json::Value::from(self.key())
    }
}

noun! {
    /// 办理渠道: what each channel offers.
    pub struct Channels [online] {
        /// 线上.
        online: ChannelEntry = Online,
        /// 线下.
        in_person: ChannelEntry = InPerson,
        /// 微信.
        wechat: ChannelEntry = Wechat,
        /// 热线.
        hotline: ChannelEntry = Hotline,
        /// 自助终端.
        kiosk: ChannelEntry = Kiosk,
        /// 公报.
        gazette: ChannelEntry = Gazette,
    }
}

impl Channels {
    /// What is said of one channel.
    #[must_use]
    pub fn get(&self, channel: Channel) -> &Reading<ChannelEntry> {
        match channel {
            Channel::Online => &self.online,
            Channel::InPerson => &self.in_person,
            Channel::WeChat => &self.wechat,
            Channel::Hotline => &self.hotline,
            Channel::Kiosk => &self.kiosk,
            Channel::Gazette => &self.gazette,
        }
    }

    /// What is said of one channel, for changing.
    pub fn get_mut(&mut self, channel: Channel) -> &mut Reading<ChannelEntry> {
        match channel {
            Channel::Online => &mut self.online,
            Channel::InPerson => &mut self.in_person,
            Channel::WeChat => &mut self.wechat,
            Channel::Hotline => &mut self.hotline,
            Channel::Kiosk => &mut self.kiosk,
            Channel::Gazette => &mut self.gazette,
        }
    }

    /// The channels that are named at all.
    pub fn served(&self) -> impl Iterator<Item = Channel> + '_ {
        Channel::ALL
            .iter()
            .copied()
            .filter(|channel| self.get(*channel).is_given())
    }

    /// The channels that are named, each with what it offers.
    pub fn entries(&self) -> impl Iterator<Item = (Channel, &ChannelEntry)> {
        self.served()
            .filter_map(|channel| Some((channel, self.get(channel).given()?)))
    }
}

noun! {
    /// What one channel offers.
    pub struct ChannelEntry [note] {
        /// 网址.
        url: String = Url,
        /// 网办深度.
        depth: String = Depth,
        /// 窗口.
        windows: Vec<Window> = Windows,
        /// 电话.
        phone: String = Phone,
        /// 办理时间.
        hours: String = Hours,
        /// 到现场次数.
        visits: u32 = Visits,
        /// 到现场原因.
        visits_reason: String = VisitsReason,
        /// 说明.
        note: String = Note,
    }
}

impl ChannelEntry {
    /// Whether the channel says that everything is done in it without a visit: 全程网办, Ⅳ级.
    #[must_use]
    pub fn is_throughout(&self) -> bool {
        const THROUGHOUT: [&str; 6] = [
            "全程网",
            "全程在线",
            "全流程网",
            "全流程在线",
            "Ⅳ级",
            "四级",
        ];
        let depth = self.depth.text().unwrap_or_default();
        THROUGHOUT.iter().any(|words| depth.contains(words)) && !depth.contains(['不', '非'])
    }

    /// Whether the channel says that it takes no application: 仅供查询, Ⅰ级.
    #[must_use]
    pub fn only_informs(&self) -> bool {
        const INFORMS: [&str; 8] = [
            "不支持",
            "不能",
            "不可",
            "不提供",
            "仅供",
            "信息公示",
            "Ⅰ级",
            "一级",
        ];
        let depth = self.depth.text().unwrap_or_default();
        INFORMS.iter().any(|words| depth.contains(words))
    }

    /// Whether the channel says that papers may be sent: 可以邮寄.
    #[must_use]
    pub fn takes_post(&self) -> bool {
        const POST: [&str; 5] = ["寄", "快递", "邮递", "邮政", "速递"];
        let said = [&self.note, &self.visits_reason, &self.depth];
        said.iter()
            .filter_map(|own| own.text())
            .any(|text| POST.iter().any(|word| text.contains(word)))
    }
}

noun! {
    /// 窗口.
    pub struct Window [name] {
        /// 名称.
        name: String = Name,
        /// 地址.
        address: String = Address,
        /// 办理时间.
        hours: String = Hours,
        /// 电话.
        phone: String = Phone,
    }
}
