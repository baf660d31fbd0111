//! The names of enums, letter by letter. They are in databases, addresses, files, leaves of the log and responses of
//! the API. The names in the code are derived, so only this test detects that a renamed variant changes stored names.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{fmt::Debug, str::FromStr};

use domain::{
    account::{access_log::AccessKind, api_key::Scope, role::Role},
    calendar::Period,
    channel::Channel,
    consent::{Control, State, change::AnswersChanged},
    error::ErrorCode,
    export::{Format, Labels, Shape, job::ExportState},
    locale::{AddressForm, Locale},
    notice::{
        purpose::Basis,
        website::{self, google::GoogleConsent},
    },
    organisation::works_council::Ground,
    receipt::document::{self, CheckCode},
    report::ReportDeed,
    results::{
        disclosure::release,
        figures::FigureStatus,
        measure::{MeasureName, Part},
        span::Span,
    },
    rights::{ActionKind, Identity, Outcome, Right},
    site::{ConsentMode, Position, numbers::Counted},
    statistics::Verdict,
    survey::{Mode, SurveyStatus, attribute::Source, question::CsatScale, template::Template},
};
use serde::{Serialize, de::DeserializeOwned};

/// Checks that each value has its name, and that parsing the name gives the value.
#[track_caller]
fn named<T>(all: &[T], name: impl Fn(T) -> &'static str, names: &[&str])
where
    T: Copy + Debug + PartialEq + FromStr<Err: Debug>,
{
    assert_eq!(all.iter().copied().map(name).collect::<Vec<_>>(), names);
    let read: Vec<T> = names.iter().map(|name| name.parse().unwrap()).collect();
    assert_eq!(read, all);
    for name in names {
        assert!(name.to_uppercase().parse::<T>().is_err(), "{name} in capitals");
        assert!(format!("{name} ").parse::<T>().is_err(), "{name} and a space");
    }
}

/// Checks the error for a name without a value.
#[track_caller]
fn refused<T: Debug + FromStr<Err = ErrorCode>>(expected: &str) {
    assert_eq!("unknown".parse::<T>().unwrap_err().to_string(), format!("expected {expected}"));
}

#[track_caller]
fn written<T: Serialize>(all: &[T], names: &[&str]) {
    assert_eq!(serde_json::to_value(all).unwrap(), serde_json::json!(names));
}

#[track_caller]
fn written_and_read<T: Debug + PartialEq + Serialize + DeserializeOwned>(all: &[T], names: &[&str]) {
    written(all, names);
    assert_eq!(serde_json::from_value::<Vec<T>>(serde_json::json!(names)).unwrap(), all);
}

#[test]
fn names_of_surveys_and_responses() {
    let names = ["link", "import", "api", "demo"];
    named(Channel::ALL, Channel::name, &names);
    written(Channel::ALL, &names);
    refused::<Channel>("link, import, api or demo");

    let all = [SurveyStatus::Draft, SurveyStatus::Open, SurveyStatus::Closed];
    named(&all, SurveyStatus::name, &["draft", "open", "closed"]);
    refused::<SurveyStatus>("draft, open or closed");

    let (all, names) =
        ([Source::Import, Source::Api, Source::Link, Source::SignedLink], ["import", "api", "link", "signed_link"]);
    named(&all, Source::name, &names);
    written_and_read(&all, &names);
    refused::<Source>("import, api, link or signed_link");

    named(Template::ALL, Template::name, &["nps", "csat", "csat10", "loyalty", "ces", "helpful"]);
    refused::<Template>("nps, csat, csat10, loyalty, ces or helpful");

    named(Locale::ALL, Locale::tag, &["nl", "en"]);
    written_and_read(Locale::ALL, &["nl", "en"]);
    refused::<Locale>("nl or en");

    written_and_read(&[AddressForm::Formal, AddressForm::Informal], &["formal", "informal"]);
    written_and_read(&[Mode::Full, Mode::Light], &["full", "light"]);
    let all = [CsatScale::OneToFive, CsatScale::OneToSeven, CsatScale::OneToTen, CsatScale::YesNo];
    written_and_read(&all, &["1-5", "1-7", "1-10", "yes-no"]);
}

#[test]
fn names_of_consent() {
    let names = ["given", "refused", "withdrawn", "renewed", "asserted", "objected", "expired", "erased"];
    named(State::ALL, State::name, &names);
    written_and_read(State::ALL, &names);
    refused::<State>("the state of a purpose");

    let controls = [
        (Control::AcceptAll, "accept_all"),
        (Control::RefuseAll, "refuse_all"),
        (Control::OwnChoice, "own_choice"),
        (Control::Send, "send"),
        (Control::Thanks, "thanks"),
        (Control::Import, "import"),
        (Control::Api, "api"),
        (Control::Withdraw, "withdraw"),
        (Control::Gpc, "gpc"),
        (Control::Expiry, "expiry"),
        (Control::Erasure, "erasure"),
    ];
    assert_eq!(controls.map(|(control, _)| control.name()), controls.map(|(_, name)| name));
    written_and_read(&controls.map(|(control, _)| control), &controls.map(|(_, name)| name));

    let names = ["consent", "contract", "legitimate_interest", "exempt"];
    named(Basis::ALL, Basis::name, &names);
    written_and_read(Basis::ALL, &names);
    refused::<Basis>("consent, contract or legitimate_interest (or exempt, for cookies)");

    let all = [AnswersChanged::Corrected, AnswersChanged::Restricted, AnswersChanged::Released];
    written_and_read(&all, &["corrected", "restricted", "released"]);
    let names = ["leaf", "event", "decisions", "times", "notice", "words", "subject", "log", "inclusion", "signature"];
    written(CheckCode::ALL, &names);
    let all = [document::Outcome::Passed, document::Outcome::Failed, document::Outcome::NotChecked];
    written(&all, &["passed", "failed", "not_checked"]);
}

#[test]
fn names_of_websites() {
    let names = ["shown", "accept_all", "refuse_all", "own_choice", "gpc", "withdraw"];
    named(Counted::ALL, Counted::name, &names);
    refused::<Counted>("shown or a control of a notice");
    for control in Control::OF_WEBSITES {
        assert!(control.name().parse::<Counted>().is_ok(), "a decision is counted under the name of its control");
    }

    written_and_read(&[Position::Bottom, Position::Center], &["bottom", "center"]);
    written_and_read(&[ConsentMode::Basic, ConsentMode::Advanced], &["basic", "advanced"]);
    let all = [website::Exemption::StrictlyNecessary, website::Exemption::Measurement];
    written_and_read(&all, &["strictly_necessary", "measurement"]);
    let all = [website::MeasurementExemption::None, website::MeasurementExemption::Netherlands];
    written_and_read(&all, &["none", "netherlands"]);
    let all = [
        website::StorageKind::Cookie,
        website::StorageKind::Local,
        website::StorageKind::Session,
        website::StorageKind::IndexedDb,
        website::StorageKind::CacheStorage,
    ];
    written_and_read(&all, &["cookie", "local", "session", "indexed_db", "cache_storage"]);
    let all = [website::Role::Controller, website::Role::JointController, website::Role::Processor];
    written_and_read(&all, &["controller", "joint_controller", "processor"]);
    let all = [
        GoogleConsent::AdStorage,
        GoogleConsent::AdUserData,
        GoogleConsent::AdPersonalization,
        GoogleConsent::AnalyticsStorage,
        GoogleConsent::FunctionalityStorage,
        GoogleConsent::PersonalizationStorage,
    ];
    let names = [
        "ad_storage",
        "ad_user_data",
        "ad_personalization",
        "analytics_storage",
        "functionality_storage",
        "personalization_storage",
    ];
    written_and_read(&all, &names);
    assert_eq!(all.map(GoogleConsent::name), names);
}

#[test]
fn names_of_results_and_reports() {
    named(Period::ALL, Period::name, &["day", "week", "month", "quarter"]);
    refused::<Period>("day, week, month or quarter");

    let names =
        ["last-7-days", "last-30-days", "this-month", "last-month", "this-quarter", "last-quarter", "this-year", "last-year"];
    named(Span::ALL, Span::name, &names);
    refused::<Span>("a name for days, such as last-30-days");

    named(&[ReportDeed::Fixed, ReportDeed::Deleted], ReportDeed::name, &["fixed", "deleted"]);
    refused::<ReportDeed>("fixed or deleted");

    let parts = [
        (Part::Promoters, "promoters"),
        (Part::Passives, "passives"),
        (Part::Detractors, "detractors"),
        (Part::Mean, "mean"),
        (Part::EightOrHigher, "eight_or_higher"),
        (Part::FiveOrLower, "five_or_lower"),
        (Part::FiveOrHigher, "five_or_higher"),
    ];
    assert_eq!(parts.map(|(part, _)| part.code()), parts.map(|(_, name)| name));
    written(&parts.map(|(part, _)| part), &parts.map(|(_, name)| name));

    let measures = [
        (MeasureName::Nps, "nps"),
        (MeasureName::Csat, "csat"),
        (MeasureName::ReportMark, "report_mark"),
        (MeasureName::Ces, "ces"),
        (MeasureName::LoyaltyItem, "loyalty_item"),
        (MeasureName::Loyalty, "loyalty"),
    ];
    assert_eq!(measures.map(|(measure, _)| measure.name()), measures.map(|(_, name)| name));
    written(&measures.map(|(measure, _)| measure), &measures.map(|(_, name)| name));

    written_and_read(&[Verdict::ProbablyReal, Verdict::CouldBeChance], &["probably_real", "could_be_chance"]);
    let all = [FigureStatus::Shown, FigureStatus::NoAnswers, FigureStatus::Withheld];
    written(&all, &["shown", "no_answers", "withheld"]);
    let all = [release::State::Shown, release::State::Few, release::State::Withdrawn];
    written_and_read(&all, &["shown", "few", "withdrawn"]);
}

#[test]
fn names_of_exports() {
    named(Format::ALL, Format::name, &["csv", "csv-excel-nl", "xlsx", "jsonl", "parquet", "spss"]);
    refused::<Format>("csv, csv-excel-nl, xlsx, jsonl, parquet or spss");
    named(&Labels::ALL, Labels::name, &["codes", "nl", "en"]);
    refused::<Labels>("codes, nl or en");
    named(Shape::ALL, Shape::name, &["wide", "long"]);
    refused::<Shape>("wide or long");
    named(ExportState::ALL, ExportState::name, &["waiting", "running", "ready", "failed", "cancelled", "expired"]);
    refused::<ExportState>("waiting, running, ready, failed, cancelled or expired");
}

#[test]
fn names_of_accounts_and_the_organisation() {
    named(AccessKind::ALL, AccessKind::name, &["export", "rows"]);
    refused::<AccessKind>("export or rows");

    let names = ["surveys:read", "results:read", "responses:read", "responses:write"];
    named(Scope::ALL, Scope::name, &names);
    written(Scope::ALL, &names);
    refused::<Scope>("surveys:read, results:read, responses:read or responses:write");

    named(Role::ALL, Role::name, &["reader", "analyst", "editor", "owner"]);
    refused::<Role>("reader, analyst, editor or owner");

    named(Ground::ALL, Ground::name, &["works_council", "no_works_council"]);
    refused::<Ground>("works_council or no_works_council");
    assert_eq!("".parse::<Ground>(), Err(ErrorCode::Required));

    let shown = format!("{} {} {}", Role::Owner, Scope::Submit, Locale::Nl);
    assert_eq!(shown, "owner responses:write nl");
}

#[test]
fn names_of_requests_of_data_subjects() {
    let names = ["access", "rectification", "erasure", "restriction", "portability", "objection", "withdrawal"];
    named(Right::ALL, Right::name, &names);
    named(Identity::ALL, Identity::name, &["not_yet", "receipt", "address", "account", "other"]);
    named(Outcome::ALL, Outcome::name, &["done", "nothing_found", "refused"]);
    let names = [
        "identified",
        "searched",
        "viewed",
        "exported",
        "corrected",
        "restricted",
        "released",
        "taken_back",
        "erased_answers",
        "erased_everything",
        "extended",
        "closed",
    ];
    named(ActionKind::ALL, ActionKind::name, &names);
}
