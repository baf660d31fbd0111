//! An attack on the figures by a program with the rights of a reader. It requests every view and table that it can. It
//! subtracts each from those that differ from it in one filter, and uses the margins of the tables. It must find no
//! group below the minimum.

use std::collections::BTreeMap;

use domain::{
    account::api_key::Scope,
    calendar::Millis,
    id::{Slug, key},
    import::Provenance,
    locale::{Locale, LocalizedText},
    notice::purpose::Basis,
    response::answer::Answer,
    survey::{attribute::Attribute, template::Template},
};
use serde_json::Value;
use store::{ImportFile, ImportRow};

use crate::support::{
    api::own_key,
    app::{TestApp, spawn_app},
};

const MINIMUM: u64 = 5;
const STATES: [&str; 5] = ["SP", "RJ", "MG", "BA", "AC"];
const PLANS: [&str; 2] = ["gold", "silver"];
const LOCALES: [Locale; 2] = [Locale::Nl, Locale::En];
const MONTHS: usize = 5;

/// One respondent: indices of state, plan, language and month.
#[derive(Clone, Copy)]
pub(crate) struct Person {
    state: usize,
    plan: usize,
    locale: usize,
    month: usize,
}

/// A filter on the respondents. `None` means all. Months are the first and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct View {
    state: Option<usize>,
    plan: Option<usize>,
    locale: Option<usize>,
    months: Option<(usize, usize)>,
}

/// Sums per group of a table, by dimension. `None` if withheld.
type Table = Vec<Option<u64>>;

/// All requested figures.
struct Seen {
    views: BTreeMap<View, Option<u64>>,
    states: Table,
    plans: Table,
    locales: Table,
    months: Table,
}

/// Some states, plans and months have many respondents, some have few, and some cross-sections exactly one.
pub(crate) fn people() -> Vec<Person> {
    let mut seed = 7_u64;
    let mut dice = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % sides
    };
    let pick = |weights: &[usize], at: usize| {
        let mut left = at;
        weights.iter().position(|weight| left.checked_sub(*weight).map(|rest| left = rest).is_none()).unwrap()
    };
    (0..160)
        .map(|_| Person {
            state: pick(&[60, 25, 10, 3, 2], dice(100)),
            plan: pick(&[92, 8], dice(100)),
            locale: pick(&[90, 10], dice(100)),
            month: pick(&[31, 30, 1, 8, 30], dice(100)),
        })
        .collect()
}

impl View {
    const ALL: Self = Self { state: None, plan: None, locale: None, months: None };

    fn every() -> Vec<Self> {
        let choices = |n: usize| std::iter::once(None).chain((0..n).map(Some));
        let ranges = || (0..MONTHS).flat_map(|from| (from..MONTHS).map(move |to| (from, to)));
        let mut views = Vec::new();
        for state in choices(STATES.len()) {
            for plan in choices(PLANS.len()) {
                for locale in choices(LOCALES.len()) {
                    views.push(Self { state, plan, locale, months: None });
                    views.extend(ranges().map(|months| Self { state, plan, locale, months: Some(months) }));
                }
            }
        }
        views
    }

    fn holds(&self, person: &Person) -> bool {
        self.state.is_none_or(|one| one == person.state)
            && self.plan.is_none_or(|one| one == person.plan)
            && self.locale.is_none_or(|one| one == person.locale)
            && self.months.is_none_or(|(from, to)| (from..=to).contains(&person.month))
    }

    /// The views that contain this one, and differ from it in one filter.
    fn wider(&self) -> Vec<Self> {
        let mut wider = Vec::new();
        for one in [Self { state: None, ..*self }, Self { plan: None, ..*self }, Self { locale: None, ..*self }] {
            wider.extend((one != *self).then_some(one));
        }
        if let Some((from, to)) = self.months {
            wider.push(Self { months: None, ..*self });
            for first in 0..=from {
                for last in to..MONTHS {
                    wider.extend(((first, last) != (from, to)).then_some(Self { months: Some((first, last)), ..*self }));
                }
            }
        }
        wider
    }

    fn address(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.locale.map(|one| format!("locale={}", LOCALES[one])));
        parts.extend(self.state.map(|one| format!("where=state:{}", STATES[one])));
        parts.extend(self.plan.map(|one| format!("where=plan:{}", PLANS[one])));
        if let Some((from, to)) = self.months {
            // Days within the months are widened to whole months.
            parts.push(format!("from=2026-0{}-09&to=2026-0{}-20", from + 1, to + 1));
        }
        parts.join("&")
    }
}

/// Every group below the minimum that the program finds.
fn attack(seen: &Seen) -> Vec<String> {
    let is_few = |n: u64| 0 < n && n < MINIMUM;
    let mut found = Vec::new();
    for (view, n) in seen.views.iter().filter_map(|(view, n)| Some((view, (*n)?))) {
        if is_few(n) {
            found.push(format!("{view:?} is {n}"));
        }
        for wider in view.wider() {
            if let Some(Some(more)) = seen.views.get(&wider)
                && is_few(more - n)
            {
                found.push(format!("{wider:?} less {view:?} is {}", more - n));
            }
        }
    }
    let total = seen.views[&View::ALL].unwrap();
    let tables = [
        ("state", &seen.states, (|one| View { state: Some(one), ..View::ALL }) as fn(usize) -> View),
        ("plan", &seen.plans, |one| View { plan: Some(one), ..View::ALL }),
        ("locale", &seen.locales, |one| View { locale: Some(one), ..View::ALL }),
        ("month", &seen.months, |one| View { months: Some((one, one)), ..View::ALL }),
    ];
    for (name, table, view) in tables {
        // A group that a table withholds may be known from a view of the group itself.
        let known: Vec<Option<u64>> = table.iter().enumerate().map(|(group, n)| n.or_else(|| seen.views[&view(group)])).collect();
        let left = total - known.iter().flatten().sum::<u64>();
        if is_few(left) || known.iter().flatten().any(|n| is_few(*n)) {
            found.push(format!("by {name}: {known:?}, {left} are left"));
        }
    }
    // A range minus the known months leaves the other months.
    for (view, n) in seen.views.iter().filter(|(view, _)| View { months: None, ..**view } == View::ALL) {
        if let (Some((from, to)), Some(n)) = (view.months, n) {
            let left = n - seen.months[from..=to].iter().flatten().sum::<u64>();
            if is_few(left) {
                found.push(format!("months {from} to {to}: {left} are left"));
            }
        }
    }
    found
}

pub(crate) async fn prepare(app: &TestApp, people: &[Person]) {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = Template::Nps.questionnaire(&organisation.profile, Basis::Consent);
    for name in ["state", "plan"] {
        questionnaire.attributes.push(Attribute::new(key(name), LocalizedText::same(name), vec![]));
    }
    let published = app.store.create_survey(&organisation, &Slug::parse("aanval").unwrap(), &questionnaire).await.unwrap();
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "n".into(),
        collected_by: "c".into(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let row = |(number, person): (usize, &Person)| ImportRow {
        external_id: format!("r{number}"),
        submitted_at: Millis::parse_rfc3339(&format!("2026-0{}-{:02}T12:00:00Z", person.month + 1, number % 27 + 1)).unwrap(),
        locale: LOCALES[person.locale],
        answers: vec![(key("recommend"), Answer::Score(u8::try_from(number % 11).unwrap()))],
        attributes: vec![(key("state"), STATES[person.state].to_owned()), (key("plan"), PLANS[person.plan].to_owned())],
    };
    let mut import = app.store.begin_import(&published, &provenance, &ImportFile::named("rows")).await.unwrap();
    import.add(people.iter().enumerate().map(row).collect()).await.unwrap();
    import.finish().await.unwrap();
}

/// The n of a score. `None` if it is withheld.
fn n_of(score: &Value) -> Option<u64> {
    match score["status"].as_str().unwrap() {
        "shown" => Some(score["n"].as_u64().unwrap()),
        "no_answers" => Some(0),
        _ => None,
    }
}

async fn ask(app: &TestApp, key: &str) -> Seen {
    let get = async |path: &str| {
        let reply = app.get_with(&format!("/api/v1/surveys/aanval/{path}"), &[("authorization", key)]).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.json()
    };
    let mut views = BTreeMap::new();
    for view in View::every() {
        let scores = get(&format!("scores?{}", view.address())).await;
        views.insert(view, scores["scores"].get(0).and_then(n_of));
    }
    let table = async |by: &str, names: &[String]| -> Table {
        let broken = get(&format!("breakdown?by={by}")).await;
        let groups = broken["breakdown"]["groups"].as_array().unwrap().clone();
        names.iter().map(|name| groups.iter().find(|group| group["group"] == **name).map_or(Some(0), n_of)).collect()
    };
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let trend = get("trend").await;
    let buckets = trend["trend"]["buckets"].as_array().unwrap().iter().map(n_of).collect();
    Seen {
        views,
        states: table("state", &owned(&STATES)).await,
        plans: table("plan", &owned(&PLANS)).await,
        locales: table("locale", &LOCALES.map(|locale| locale.to_string())).await,
        months: buckets,
    }
}

#[tokio::test]
async fn figures_single_nobody_out() {
    let people = people();
    let count = |view: View| people.iter().filter(|person| view.holds(person)).count() as u64;
    let table = |groups: usize, view: fn(usize) -> View| (0..groups).map(|group| Some(count(view(group)))).collect::<Table>();
    let raw = Seen {
        views: View::every().into_iter().map(|view| (view, Some(count(view)))).collect(),
        states: table(STATES.len(), |one| View { state: Some(one), ..View::ALL }),
        plans: table(PLANS.len(), |one| View { plan: Some(one), ..View::ALL }),
        locales: table(LOCALES.len(), |one| View { locale: Some(one), ..View::ALL }),
        months: table(MONTHS, |one| View { months: Some((one, one)), ..View::ALL }),
    };
    assert!(attack(&raw).len() > 100, "the attack finds what nobody guards");

    let app = spawn_app().await;
    prepare(&app, &people).await;
    let seen = ask(&app, &own_key(&app, &[Scope::Results]).await).await;
    let found = attack(&seen);
    assert!(found.is_empty(), "{} groups are found: {:#?}", found.len(), &found[..found.len().min(9)]);
    // Each shown figure is correct, and enough are shown to be useful.
    for (view, n) in &seen.views {
        assert!(n.is_none_or(|n| n == count(*view)), "{view:?}");
    }
    let shown = |seen: &Seen| seen.views.values().flatten().filter(|n| **n > 0).count();
    assert!(shown(&seen) >= 8, "{} views are shown", shown(&seen));
    assert!(seen.states.iter().flatten().count() >= 2 && seen.months.iter().flatten().count() >= 2);

    // A user who may see every row may see every view.
    let analyst = ask(&app, &own_key(&app, &[Scope::Results, Scope::Responses]).await).await;
    assert!(shown(&analyst) > shown(&seen));
}

#[tokio::test]
async fn a_value_in_another_spelling_gives_nothing_away() {
    let people = people();
    let app = spawn_app().await;
    prepare(&app, &people).await;
    let key = own_key(&app, &[Scope::Results]).await;
    let get = async |query: &str| {
        let path = format!("/api/v1/surveys/aanval/{query}");
        app.get_with(&path, &[("authorization", key.as_str())]).await.json()
    };
    let total = people.len() as u64;
    let table = get("breakdown?by=recommend").await;
    let groups = table["breakdown"]["groups"].as_array().unwrap();
    for score in 0..=10 {
        let name = score.to_string();
        let row = groups.iter().find(|group| group["group"] == *name).and_then(n_of);
        for spelled in [name, format!("0{score}"), format!("00{score}"), format!("%2B{score}"), format!("%20{score}")] {
            let scores = get(&format!("scores?where=recommend:{spelled}")).await;
            match scores["scores"].get(0).and_then(n_of) {
                None | Some(0) => {}
                shown => assert!(shown == row && (total - shown.unwrap()) >= MINIMUM, "{spelled}: {shown:?}, {row:?}"),
            }
        }
    }
    let nobody = get("scores?where=recommend:na").await;
    assert!(matches!(nobody["scores"].get(0).and_then(n_of), None | Some(0)));
}

#[tokio::test]
async fn tables_under_a_filter_and_short_periods_are_for_who_may_see_rows() {
    let app = spawn_app().await;
    prepare(&app, &people()).await;
    let key = own_key(&app, &[Scope::Results]).await;
    for path in ["breakdown?by=state&locale=nl", "trend?period=day", "trend?period=week", "trend?from=2026-01-01"] {
        let reply = app.get_with(&format!("/api/v1/surveys/aanval/{path}"), &[("authorization", &key)]).await;
        assert_eq!((reply.status, reply.json()["scope"].as_str()), (403, Some("responses:read")), "{path}");
    }
    let scores =
        app.get_with("/api/v1/surveys/aanval/scores?from=2026-01-09&to=2026-02-01", &[("authorization", &key)]).await.json();
    assert_eq!((scores["filter"]["from"].as_str(), scores["filter"]["to"].as_str()), (Some("2026-01-01"), Some("2026-02-28")));
}
