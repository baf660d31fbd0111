//! The audit log: who did what with accounts, keys, settings, publications, files and erasures. It names no respondent.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    account::access_log::AccessKind,
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    report::ReportDeed,
    rights::ActionKind,
};

/// The retention of the audit log in months, unless the operator chooses another: the year after which yearly accounts are
/// checked, and one more.
pub const RETENTION_MONTHS: u32 = 24;

/// What was done. The names are in storage, in the log stream and in what the command prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum AuditAction {
    /// Somebody signed in.
    SignedIn,
    /// A password was wrong. The object is the account; none if there is no such account.
    SignInFailed,
    /// After failures, sign-ins must wait.
    SignInDelayed,
    /// Somebody signed out.
    SignedOut,
    /// Somebody ended all sessions of an account.
    SignedOutEverywhere,
    /// An account was made.
    AccountMade,
    /// An account was removed.
    AccountRemoved,
    /// A password was set.
    PasswordSet,
    /// The role or restriction of an account was changed.
    RightsChanged,
    /// A set-up link was made.
    SetupLinkMade,
    /// An API key was made.
    KeyMade,
    /// An API key was revoked.
    KeyRevoked,
    /// The API keys of a removed account were handed over.
    KeysHandedOver,
    /// A setting of the organisation, a survey or a website was changed.
    SettingChanged,
    /// A statement about the works council was made or taken back.
    WorksCouncil,
    /// A survey was published.
    SurveyPublished,
    /// A survey was closed.
    SurveyClosed,
    /// A website was made.
    SiteMade,
    /// A notice of a website was published.
    NoticePublished,
    /// Responses were exported.
    Exported,
    /// A program read responses.
    RowsRead,
    /// A file was downloaded that holds figures, or requests of data subjects.
    FileDownloaded,
    /// An export was cancelled, or its file deleted.
    ExportCancelled,
    /// An import began.
    ImportBegun,
    /// An interrupted import was resumed.
    ImportResumed,
    /// An import was interrupted.
    ImportInterrupted,
    /// Answers were imported: the import is done.
    Imported,
    /// The undoing of an import began.
    ImportUndoBegun,
    /// An import was undone.
    ImportUndone,
    /// The tags of comments, or the rules for them, were changed.
    TagsChanged,
    /// A saved view was made, renamed or deleted.
    ViewChanged,
    /// A report was fixed.
    ReportFixed,
    /// A fixed report was deleted.
    ReportDeleted,
    /// A request of a data subject was handled.
    RightsHandled,
    /// Answers or proof were erased for a data subject.
    Erased,
    /// A person erased answers or proof, or a decision on a website, with a receipt.
    ErasedByRespondent,
    /// Receipts whose codes can be guessed were ended.
    ReceiptsRevoked,
    /// What was kept long enough was erased, expired or deleted.
    RetentionDone,
    /// Somebody said that the clock of the server is right.
    ClockConfirmed,
    /// The key of the signed log was changed.
    LogKeyChanged,
    /// A backup was made.
    BackupMade,
    /// A backup was put in the place of the database.
    Restored,
    /// The database was copied to PostgreSQL.
    DatabaseCopied,
    /// A newer version changed the tables of the database.
    DatabaseUpgraded,
    /// Counts of the results that differed from the answers were put right.
    RollupsRebuilt,
    /// The organisation was made.
    OrganisationMade,
    /// The demo surveys were loaded, or made-up answers added.
    DemoLoaded,
    /// The last checkpoints of the signed log, kept beside its key, were replaced by those of an older database.
    LogOlderAccepted,
}

impl AuditAction {
    /// Every action.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The action of an entry in the download log.
    pub const fn of_access(kind: AccessKind) -> Self {
        match kind {
            AccessKind::Export => Self::Exported,
            AccessKind::Rows => Self::RowsRead,
        }
    }

    /// The action of a note about a fixed report.
    pub const fn of_report(deed: ReportDeed) -> Self {
        match deed {
            ReportDeed::Fixed => Self::ReportFixed,
            ReportDeed::Deleted => Self::ReportDeleted,
        }
    }

    /// The action of an entry of the rights desk.
    pub const fn of_rights(kind: ActionKind) -> Self {
        match kind {
            ActionKind::ErasedAnswers | ActionKind::ErasedEverything => Self::Erased,
            _ => Self::RightsHandled,
        }
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::AuditAction }
    }
}

/// The actor of what a person did with a receipt. Which person stays unknown here.
pub const RESPONDENT: &str = "respondent";

/// What was done, by whom, to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// The account, the name of the key, or the command. Empty: nobody is known.
    pub actor: String,
    /// What was done.
    pub action: AuditAction,
    /// What it was done to: an account, a key, a survey, a website. Never a respondent.
    pub object: Option<String>,
    /// More, in words or numbers.
    pub detail: Option<String>,
}

impl Audit {
    /// An entry without detail.
    pub fn new(actor: impl Into<String>, action: AuditAction, object: impl Into<String>) -> Self {
        Self { actor: actor.into(), action, object: Some(object.into()), detail: None }
    }

    /// The same with a detail.
    #[must_use]
    pub fn with(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}

/// An entry with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedAudit {
    /// Its id, by which the list goes on.
    pub id: uuid::Uuid,
    /// The time.
    pub at: Millis,
    /// What was done.
    pub audit: Audit,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_read_by_their_names() {
        for &action in AuditAction::ALL {
            assert_eq!(action.name().parse(), Ok(action));
        }
        assert!("dance".parse::<AuditAction>().is_err());
    }
}
