//! The numbers of a website: sums of its counters, by version, language, day and purpose.

use domain::{
    calendar::Day,
    id::{Slug, key},
    locale::{Locale, LocalizedText},
    notice::Notice,
    site::{
        Counted, Days, OptIn, Tally,
        numbers::{SiteCount, SiteNumbers},
    },
};
use sea_orm::ConnectionTrait as _;

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(numbers_by_version_language_and_day, numbers_of_a_period, numbers_of_another_website, nothing_was_counted);

/// Every day that a counter can have.
const ALWAYS: Days = Days { from: Day(i32::MIN), to: Day(i32::MAX) };

fn tally(counts: &[(Counted, u64)]) -> Tally {
    let mut tally = Tally::default();
    tally.extend(counts.iter().copied());
    tally
}

/// Under version 1: shown 4 times, once in English; accepted, refused twice, analytics chosen, GPC, withdrawn. Under
/// version 2: accepted.
async fn counted(store: &TestStore) -> std::sync::Arc<domain::site::published::PublishedSite> {
    let site = sample::site(store).await;
    for _ in 0..3 {
        store.count_shown(&site, Locale::Nl).await.unwrap();
    }
    store.count_shown(&site, Locale::En).await.unwrap();
    let all = ["preferences", "analytics", "marketing"];
    let decisions: [(&str, &[&str]); 6] = [
        ("accept_all", &all),
        ("refuse_all", &[]),
        ("refuse_all", &[]),
        ("own_choice", &["analytics"]),
        ("gpc", &[]),
        ("withdraw", &[]),
    ];
    for (number, (control, granted)) in decisions.into_iter().enumerate() {
        store.submit_decision(sample::decision(&site, number as u128, control, granted)).await.unwrap();
    }
    let mut mended = sample::site_notice();
    mended.website.as_mut().unwrap().texts.title = LocalizedText::new("Koekjes", "Cookies");
    let second = store.publish_site_notice(&sample::site_key(), &mended).await.unwrap();
    store.submit_decision(sample::decision(&second, 99, "accept_all", &all)).await.unwrap();
    second
}

async fn numbers_by_version_language_and_day(store: TestStore) {
    use Counted::{AcceptAll, Gpc, OwnChoice, RefuseAll, Shown, Withdraw};
    let site = counted(&store).await;
    let numbers = store.get_site_numbers(site.site.id, ALWAYS).await.unwrap();
    let total = [(Shown, 4), (AcceptAll, 2), (RefuseAll, 2), (OwnChoice, 1), (Gpc, 1), (Withdraw, 1)];
    assert_eq!(numbers.total, tally(&total));
    let first = [(Shown, 4), (AcceptAll, 1), (RefuseAll, 2), (OwnChoice, 1), (Gpc, 1), (Withdraw, 1)];
    assert_eq!(numbers.versions, [(1, tally(&first)), (2, tally(&[(AcceptAll, 1)]))]);
    let dutch = [(Shown, 3), (AcceptAll, 2), (RefuseAll, 2), (OwnChoice, 1), (Gpc, 1), (Withdraw, 1)];
    assert_eq!(numbers.locales, [(Locale::Nl, tally(&dutch)), (Locale::En, tally(&[(Shown, 1)]))]);
    assert!((1..=2).contains(&numbers.days.len()), "one day, or two where it was midnight meanwhile");
    assert_eq!(numbers.days.iter().map(|(_, tally)| tally.of(Shown)).sum::<u64>(), 4);
    let opt_in = |name, offered, granted| OptIn { purpose: key(name), offered, granted };
    // A withdrawal and a browser signal are no choice.
    assert_eq!(numbers.purposes, [opt_in("analytics", 5, 3), opt_in("marketing", 5, 2), opt_in("preferences", 5, 2)]);
}

async fn numbers_of_a_period(store: TestStore) {
    let site = counted(&store).await;
    // The days are set, whatever today is: counts under version 1 are from day 100, those in English from day 102.
    for sql in [
        "UPDATE decision_count SET day = 100 WHERE locale = 'nl'",
        "UPDATE decision_count SET day = 102 WHERE locale = 'en'",
        "UPDATE purpose_count SET day = 102",
    ] {
        store.raw.execute_unprepared(sql).await.unwrap();
    }
    let of = |from, to| store.get_site_numbers(site.site.id, Days { from: Day(from), to: Day(to) });
    let both = of(100, 102).await.unwrap();
    assert_eq!(both.days.iter().map(|(day, tally)| (day.0, tally.of(Counted::Shown))).collect::<Vec<_>>(), [(100, 3), (102, 1)]);
    assert_eq!(both.total.of(Counted::Shown), 4, "both ends are in it");
    assert_eq!(of(101, 101).await.unwrap(), SiteNumbers::default());
    let last = of(101, 102).await.unwrap();
    assert_eq!((last.total, last.versions.len(), last.purposes.len()), (tally(&[(Counted::Shown, 1)]), 1, 3));
    assert!(of(100, 101).await.unwrap().purposes.is_empty());

    let rows = store.list_site_counts(site.site.id, Days { from: Day(100), to: Day(102) }).await.unwrap();
    let said: Vec<_> = rows
        .iter()
        .map(|row| {
            let what = match &row.counted {
                SiteCount::Kind(kind, n) => format!("{} {n}", kind.name()),
                SiteCount::Purpose(opt_in) => format!("{} {}/{}", opt_in.purpose, opt_in.granted, opt_in.offered),
            };
            format!("{} v{} {} {what}", row.day.0, row.version, row.locale)
        })
        .collect();
    let expected = [
        "100 v1 nl shown 3",
        "100 v1 nl accept_all 1",
        "100 v1 nl refuse_all 2",
        "100 v1 nl own_choice 1",
        "100 v1 nl gpc 1",
        "100 v1 nl withdraw 1",
        "100 v2 nl accept_all 1",
        "102 v1 nl analytics 2/4",
        "102 v1 nl marketing 1/4",
        "102 v1 nl preferences 1/4",
        "102 v1 en shown 1",
        "102 v2 nl analytics 1/1",
        "102 v2 nl marketing 1/1",
        "102 v2 nl preferences 1/1",
    ];
    assert_eq!(said, expected);
    let tallies = store.list_site_tallies(Days { from: Day(100), to: Day(100) }).await.unwrap();
    assert_eq!(tallies[&site.site.id].decisions(), 7);
}

async fn numbers_of_another_website(store: TestStore) {
    let site = counted(&store).await;
    let slug = Slug::parse("other").unwrap();
    let notice = Notice::draft_for_site(&sample::profile(), &slug, "other.nl");
    let other = store.create_site(&site.organisation, &slug, &sample::settings(), &notice).await.unwrap();
    store.count_shown(&other, Locale::Nl).await.unwrap();
    let numbers = store.get_site_numbers(other.site.id, ALWAYS).await.unwrap();
    assert_eq!((numbers.total, numbers.purposes.len()), (tally(&[(Counted::Shown, 1)]), 0));
    assert_eq!(store.list_site_counts(other.site.id, ALWAYS).await.unwrap().len(), 1);
    let tallies = store.list_site_tallies(ALWAYS).await.unwrap();
    assert_eq!((tallies[&other.site.id].of(Counted::Shown), tallies[&site.site.id].of(Counted::Shown)), (1, 4));
}

async fn nothing_was_counted(store: TestStore) {
    let site = sample::site(&store).await;
    assert_eq!(store.get_site_numbers(site.site.id, ALWAYS).await.unwrap(), SiteNumbers::default());
    assert!(store.list_site_counts(site.site.id, ALWAYS).await.unwrap().is_empty());
    assert!(store.list_site_tallies(ALWAYS).await.unwrap().is_empty());
}
