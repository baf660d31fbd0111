//! How the answers behind a figure arrived, and under which legal bases. An import states its own.

use crate::{channel::Channel, notice::purpose::Basis};

/// The ways by which the answers of a survey arrived. Empty without answers, and where too few arrived each way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrivals {
    /// The channels of the answers.
    pub channels: Vec<Channel>,
    /// The legal bases of the imports into the survey, as their provenance states them, each once.
    pub imported: Vec<Basis>,
}

impl Arrivals {
    /// Whether answers were imported.
    pub fn has_imports(&self) -> bool {
        self.channels.contains(&Channel::Import)
    }

    /// Whether answers arrived any other way, under the notice of the survey itself. So it is without answers, because
    /// the next will.
    pub fn has_others(&self) -> bool {
        !self.has_imports() || self.channels.len() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survey_with_imports_only_has_no_others() {
        let arrivals = |channels: &[Channel]| Arrivals { channels: channels.to_vec(), imported: vec![] };
        let of = |channels: &[Channel]| (arrivals(channels).has_imports(), arrivals(channels).has_others());
        assert_eq!(of(&[]), (false, true));
        assert_eq!(of(&[Channel::Import]), (true, false));
        assert_eq!(of(&[Channel::Link]), (false, true));
        assert_eq!(of(&[Channel::Api, Channel::Import]), (true, true));
    }
}
