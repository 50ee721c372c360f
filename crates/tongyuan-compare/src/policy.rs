//! The field policy: what every channel must state as the source does, and what is each channel's own.

use tongyuan_model::Key;

/// How a field of the guide is shared between channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Every channel states what the source states, unless the source declares a variant.
    Equal,
    /// The source states it by channel, and each channel states its own.
    PerChannel,
    /// It belongs to the channel: its address, its window, its hours.
    Own,
    /// It is kept in the source for the administration of the guide; channels need not state it.
    Source,
}

/// The policy for a field, by its key below its noun: `sharing(&[Key::Materials, Key::Name])`.
///
/// A key that stands at the end of several paths is told apart by its noun; a path that the guide does not have is
/// [`Sharing::Source`].
#[must_use]
pub fn sharing(path: &[Key]) -> Sharing {
    match path {
        [
            Key::Item,
            Key::Name | Key::Code | Key::Authority | Key::Audience,
        ]
        | [
            Key::LegalBasis | Key::Process | Key::Fees | Key::QuantityLimit,
            ..,
        ]
        | [Key::Conditions, Key::Text | Key::Case | Key::Basis]
        | [Key::TimeLimits, ..]
        | [Key::Results, Key::Name | Key::Type | Key::Validity]
        | [Key::Contacts, Key::Consult | Key::Complain]
        | [
            Key::Materials,
            Key::Name
            | Key::Kind
            | Key::Necessity
            | Key::Case
            | Key::Source
            | Key::Issuer
            | Key::Basis
            | Key::Notes,
        ] => Sharing::Equal,
        [Key::Materials, Key::Submission, ..] => Sharing::PerChannel,
        [Key::Channels, ..] | [Key::Materials, Key::BlankForm | Key::Sample] => Sharing::Own,
        _ => Sharing::Source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_of_the_design() {
        assert_eq!(sharing(&[Key::Materials, Key::Name]), Sharing::Equal);
        assert_eq!(
            sharing(&[Key::Materials, Key::Submission, Key::Copies]),
            Sharing::PerChannel
        );
        assert_eq!(sharing(&[Key::Channels, Key::Online]), Sharing::Own);
        assert_eq!(sharing(&[Key::Item, Key::Department]), Sharing::Source);
        assert_eq!(sharing(&[Key::Version, Key::Number]), Sharing::Source);
    }
}
