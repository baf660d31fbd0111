//! The access log: which account exported responses, and which program read rows. Each access is recorded before the
//! first row is sent.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    export::ExportOptions,
    id::Slug,
    response::filter::ResultsFilter,
};

/// The way in which responses were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum AccessKind {
    /// Exported as a file.
    Export,
    /// Read page by page, by a program.
    Rows,
}

impl AccessKind {
    /// Every kind.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::AccessKind }
    }
}

/// One access to responses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// The account, the name of the key, or the command line.
    pub who: String,
    /// The kind of access.
    pub kind: AccessKind,
    /// The survey.
    pub survey: Slug,
    /// The filter and the format, as in the address or command.
    pub detail: String,
}

impl Access {
    /// The access of an export to a file.
    pub fn export(who: String, survey: Slug, options: ExportOptions, filter: &ResultsFilter) -> Self {
        let ExportOptions { format, labels, shape } = options;
        let mut parts =
            vec![format!("format={}", format.name()), format!("labels={}", labels.name()), format!("shape={}", shape.name())];
        parts.extend(in_words(filter));
        Self { who, kind: AccessKind::Export, survey, detail: parts.join(" ") }
    }

    /// The access of a program that reads rows.
    pub fn rows(who: String, survey: Slug, since: Option<Millis>, filter: &ResultsFilter) -> Self {
        let mut parts: Vec<String> = since.map(|since| format!("since={}", since.rfc3339())).into_iter().collect();
        parts.extend(in_words(filter));
        Self { who, kind: AccessKind::Rows, survey, detail: parts.join(" ") }
    }
}

fn in_words(filter: &ResultsFilter) -> Vec<String> {
    let ResultsFilter { from, to, locale, channel, conditions } = filter;
    let mut parts = Vec::new();
    parts.extend(from.map(|day| format!("from={day}")));
    parts.extend(to.map(|day| format!("to={day}")));
    parts.extend(locale.map(|locale| format!("locale={locale}")));
    parts.extend(channel.map(|channel| format!("channel={}", channel.name())));
    parts.extend(conditions.iter().map(|condition| format!("where={condition}")));
    parts
}

/// A recorded access with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedAccess {
    /// The access.
    pub access: Access,
    /// The time of the access.
    pub at: Millis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_noted_with_its_form_and_filter() {
        let conditions = vec![crate::response::filter::Condition::parse("state:S\u{e3}o Paulo").unwrap()];
        let filter = ResultsFilter { from: Some(crate::calendar::Day(0)), conditions, ..ResultsFilter::default() };
        let access = Access::export("a@b.nl".to_owned(), Slug::parse("nps").unwrap(), ExportOptions::default(), &filter);
        assert_eq!(access.detail, "format=csv labels=codes shape=wide from=1970-01-01 where=state:S\u{e3}o Paulo");
    }

    #[test]
    fn kinds_are_read_by_their_names() {
        for &kind in AccessKind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        assert!("look".parse::<AccessKind>().is_err());
    }
}
