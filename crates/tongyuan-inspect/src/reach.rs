//! How a channel is reached, and how that has changed: addresses, hours, telephones. It is the channel's own and no fault where
//! it differs from another; who used to come has to be told all the same.

use tongyuan_compare::normal_form;
use tongyuan_model::{Channel, ChannelEntry, Guide, Key, Reading, Window};

/// One change of how a channel is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachChange {
    /// The channel.
    pub channel: Channel,
    /// The window; none where it is about the channel as a whole.
    pub window: Option<String>,
    /// What has changed; none where the channel or the window itself is new or gone.
    pub key: Option<Key>,
    /// What it was; none where nothing was said.
    pub a: Option<String>,
    /// What it is now; none where nothing is said.
    pub b: Option<String>,
}

/// How the channels of a guide are reached otherwise than before, in the order of channels.
pub(crate) fn reach_changes(then: &Guide, now: &Guide) -> Vec<ReachChange> {
    let mut found = Vec::new();
    for channel in Channel::ALL.iter().copied() {
        let entry = |guide: &Guide| -> Option<ChannelEntry> {
            guide.channels.given()?.get(channel).given().cloned()
        };
        let whole = |a: bool, b: bool| ReachChange {
            channel,
            window: None,
            key: None,
            a: a.then(|| channel.chinese().to_owned()),
            b: b.then(|| channel.chinese().to_owned()),
        };
        match (entry(then), entry(now)) {
            (None, None) => {}
            (None, Some(_)) => found.push(whole(false, true)),
            (Some(_), None) => found.push(whole(true, false)),
            (Some(then), Some(now)) => of_entry(channel, &then, &now, &mut found),
        }
    }
    found
}

fn of_entry(
    channel: Channel,
    then: &ChannelEntry,
    now: &ChannelEntry,
    found: &mut Vec<ReachChange>,
) {
    for (key, a, b) in [
        (Key::Url, &then.url, &now.url),
        (Key::Depth, &then.depth, &now.depth),
        (Key::Phone, &then.phone, &now.phone),
        (Key::Hours, &then.hours, &now.hours),
    ] {
        found.extend(changed(channel, None, key, a, b));
    }
    let (before, after) = (then.windows.rows(), now.windows.rows());
    let gone = before.iter().filter(|own| pendant(own, after).is_none());
    found.extend(gone.map(|own| ReachChange {
        channel,
        window: named(own),
        key: None,
        a: named(own),
        b: None,
    }));
    for own in after {
        let Some(then) = pendant(own, before) else {
            found.push(ReachChange {
                channel,
                window: named(own),
                key: None,
                a: None,
                b: named(own),
            });
            continue;
        };
        for (key, a, b) in [
            (Key::Address, &then.address, &own.address),
            (Key::Hours, &then.hours, &own.hours),
            (Key::Phone, &then.phone, &own.phone),
        ] {
            found.extend(changed(channel, named(own), key, a, b));
        }
    }
}

/// The window of the same name; the only one, where either has but one without a name.
fn pendant<'w>(own: &Window, others: &'w [Window]) -> Option<&'w Window> {
    let name = |window: &Window| window.name.text().map(normal_form);
    others.iter().find(|other| name(other) == name(own))
}

fn named(window: &Window) -> Option<String> {
    let words = window.name.text().or_else(|| window.address.text());
    words.map(str::to_owned)
}

fn changed(
    channel: Channel,
    window: Option<String>,
    key: Key,
    a: &Reading<String>,
    b: &Reading<String>,
) -> Option<ReachChange> {
    let (a, b) = (a.text(), b.text());
    let is_same = match (a, b) {
        (Some(a), Some(b)) => normal_form(a) == normal_form(b),
        (a, b) => a == b,
    };
    (!is_same).then(|| ReachChange {
        channel,
        window,
        key: Some(key),
        a: a.map(str::to_owned),
        b: b.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given<T>(value: T) -> Reading<T> {
        Reading::Given(value, tongyuan_model::Span::default())
    }

    fn guide(windows: &[(&str, &str, &str)]) -> Guide {
        let windows = windows.iter().map(|(name, address, phone)| Window {
            name: given((*name).to_owned()),
            address: given((*address).to_owned()),
            phone: given((*phone).to_owned()),
            ..Window::default()
        });
        let channels = tongyuan_model::Channels {
            in_person: given(ChannelEntry {
                windows: given(windows.collect()),
                ..ChannelEntry::default()
            }),
            ..tongyuan_model::Channels::default()
        };
        Guide {
            channels: given(channels),
            ..Guide::default()
        }
    }

    fn told(then: &Guide, now: &Guide) -> Vec<String> {
        let found = reach_changes(then, now).into_iter();
        found
            .map(|own| {
                let part = |text: Option<String>| text.unwrap_or_else(|| "-".into());
                let key = own.key.map_or("-", Key::english);
                format!(
                    "{} {key} {} > {}",
                    part(own.window),
                    part(own.a),
                    part(own.b)
                )
            })
            .collect()
    }

    #[test]
    fn windows_are_known_by_their_names() {
        let then = guide(&[("甲厅", "甲路1号", "010-1"), ("乙厅", "乙路1号", "010-2")]);
        assert!(told(&then, &then).is_empty());
        let now = guide(&[("丙厅", "丙路1号", "010-3"), ("甲厅", "甲路２号", "010-1")]);
        assert_eq!(
            told(&then, &now),
            [
                "乙厅 - 乙厅 > -",
                "丙厅 - - > 丙厅",
                "甲厅 address 甲路1号 > 甲路２号"
            ]
        );
        assert_eq!(told(&Guide::default(), &then), ["- - - > 线下"]);
    }
}
