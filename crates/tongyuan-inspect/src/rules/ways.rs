//! The ways to reach an office that a guide states: addresses on the web, telephone numbers, and what stands under 咨询 and 投诉.

use tongyuan_model::text::phone::Place;
use tongyuan_model::{Channel, Guide, Key, Reading};

/// One way, with the key that it stands under.
pub(crate) struct Way<'g> {
    pub(crate) key: Key,
    /// The channel that it is of; none for contacts.
    pub(crate) channel: Option<Channel>,
    pub(crate) reading: &'g Reading<String>,
}

impl Way<'_> {
    /// What its text is, as far as telephone numbers go.
    pub(crate) fn place(&self) -> Place {
        match self.key {
            Key::Phone => Place::Number,
            _ => Place::Way,
        }
    }
}

/// The ways of a guide, channel by channel, then the contacts.
pub(crate) fn ways(guide: &Guide) -> impl Iterator<Item = Way<'_>> {
    let channels = guide.channels.given().into_iter();
    let of_channels =
        channels
            .flat_map(|channels| channels.entries())
            .flat_map(|(channel, entry)| {
                let windows = entry.windows.rows().iter();
                let windows = windows.map(|window| (Key::Phone, &window.phone));
                let own = [(Key::Url, &entry.url), (Key::Phone, &entry.phone)];
                own.into_iter()
                    .chain(windows)
                    .map(move |(key, reading)| Way {
                        key,
                        channel: Some(channel),
                        reading,
                    })
            });
    let of_contacts = guide.contacts.given().into_iter().flat_map(|contacts| {
        let consult = contacts
            .consult
            .rows()
            .iter()
            .map(|own| (Key::Consult, own));
        let complain = contacts
            .complain
            .rows()
            .iter()
            .map(|own| (Key::Complain, own));
        consult.chain(complain).map(|(key, reading)| Way {
            key,
            channel: None,
            reading,
        })
    });
    of_channels.chain(of_contacts)
}
