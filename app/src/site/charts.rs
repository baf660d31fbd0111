//! The numbers of a website as tables and a chart. Each share says what it is a share of.

use domain::{
    results::scoring::Estimate,
    site::{Counted, Days, OptIn, Tally, numbers::SiteNumbers, published::PublishedSite},
};
use leptos::prelude::*;

use crate::{
    charts::bars::{self, Bar},
    format,
    messages::Words,
    notice::website,
    results::figure,
    site::{Bars, Bucket, as_bars},
};

/// The id of the message that names a kind.
pub(crate) const fn kind_id(kind: Counted) -> &'static str {
    match kind {
        Counted::Shown => "counted-shown",
        Counted::AcceptAll => "counted-accept-all",
        Counted::RefuseAll => "counted-refuse-all",
        Counted::OwnChoice => "counted-own-choice",
        Counted::Gpc => "counted-gpc",
        Counted::Withdraw => "counted-withdraw",
    }
}

/// The count of each kind, and its share of the choices.
pub(crate) fn kinds(words: &Words, tally: &Tally) -> AnyView {
    let rows: Vec<_> = Counted::ALL
        .iter()
        .copied()
        .map(|kind| {
            let choice = matches!(kind, Counted::AcceptAll | Counted::RefuseAll | Counted::OwnChoice);
            let share = if choice { tally.share_of_choices(kind) } else { None };
            let bar = share.map(|_| bars::lying(tally.of(kind), tally.choices())).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{words.say(kind_id(kind))}</th>
                    <td class="bar" inner_html=bar></td>
                    <td>{count(words, tally.of(kind))}</td>
                    <td>{share.map(|share| percent(words, &share))}</td>
                </tr>
            }
        })
        .collect();
    let values = [("count", tally.choices().into()), ("n", count(words, tally.choices()).into())];
    view! {
        <div class="scroll" tabindex="0">
            <table class="with-bars">
                <thead>
                    <tr>
                        <th scope="col">{words.say("numbers-kind")}</th>
                        <td class="bar"></td>
                        <th scope="col">{words.say("table-count")}</th>
                        <th scope="col">{words.say("numbers-share-of-choices")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="caveat">{words.say_with("numbers-choices-n", &values)}</p>
    }
    .into_any()
}

/// The number of grants and decisions of each purpose, in the order of the current notice.
pub(crate) fn opt_ins(words: &Words, published: &PublishedSite, purposes: &[OptIn]) -> AnyView {
    let notice = &published.notice.published.notice;
    let place = |opt_in: &OptIn| notice.purposes.iter().position(|purpose| purpose.key == opt_in.purpose).unwrap_or(usize::MAX);
    let mut purposes: Vec<_> = purposes.iter().collect();
    purposes.sort_by_key(|opt_in| place(opt_in));
    if purposes.is_empty() {
        return view! { <p>{words.say("numbers-nothing")}</p> }.into_any();
    }
    let rows: Vec<_> = purposes
        .into_iter()
        .map(|opt_in| {
            let share = opt_in.share();
            view! {
                <tr>
                    <th scope="row">{website::name(words, notice, &opt_in.purpose)}</th>
                    <td>
                        {share.map(|share| percent(words, &share))}
                        {share.and_then(|share| figure::indicative(words, &share))}
                    </td>
                    <td>{share.and_then(|share| margin(words, &share))}</td>
                    <td>{count(words, opt_in.granted)}</td>
                    <td>{count(words, opt_in.offered)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.say("numbers-purpose")}</th>
                        <th scope="col">{words.say("numbers-opt-in")}</th>
                        <th scope="col">{words.say("table-interval")}</th>
                        <th scope="col">{words.say("numbers-granted")}</th>
                        <th scope="col">{words.say("numbers-decided")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="caveat">{words.say("numbers-opt-in-text")}</p>
    }
    .into_any()
}

/// A share as a figure, with its interval and its denominator.
pub(crate) fn share(words: &Words, share: Option<Estimate>, part: u64, of: &str, explained: &str) -> AnyView {
    let body = match &share {
        None => view! { <p class="figure">"—"</p><p>{words.say("numbers-nothing")}</p> }.into_any(),
        Some(share) => {
            let values = [("part", count(words, part).into()), ("n", count(words, share.n).into())];
            view! {
                <p class="figure">{percent(words, share)}{figure::indicative(words, share)}</p>
                <p class="interval">
                    {margin(words, share).map(|interval| words.say_with("interval-of", &[("interval", interval.into())]))}
                </p>
                <p>{words.say_with(of, &values)}</p>
            }
            .into_any()
        }
    };
    view! { {body}<p class="caveat">{words.say(explained)}</p> }.into_any()
}

/// The choices and the other decisions per day, week or month, with a table of the same numbers.
pub(crate) fn over_time(words: &Words, numbers: &SiteNumbers, days: Days) -> AnyView {
    let Bars { period, buckets, cut } = as_bars(days, &numbers.days);
    let name = |bucket: &Bucket| format::bucket(words, bucket.start, period);
    let last = buckets.len().saturating_sub(1);
    let few = buckets.len() <= 7;
    let bars: Vec<_> = buckets
        .iter()
        .enumerate()
        .map(|(index, bucket)| {
            let decisions = bucket.tally.decisions();
            // The labels of many bars would overlap, so only three are shown.
            let named = few || index == last / 6 || index == last / 2 || index == last - last / 6;
            Bar {
                name: if named { short(bucket, period) } else { String::new() },
                value: if few { count(words, decisions) } else { String::new() },
                count: decisions,
                tone: 2,
            }
        })
        .collect();
    let label = words.say_with(
        "numbers-chart-label",
        &[
            ("n", count(words, buckets.iter().map(|bucket| bucket.tally.decisions()).sum()).into()),
            ("from", format::date(words, buckets[0].start.max(days.from)).into()),
            ("to", format::date(words, days.to).into()),
        ],
    );
    let rows: Vec<_> = buckets.iter().rev().map(|bucket| row(words, name(bucket), &bucket.tally)).collect();
    view! {
        {cut.then(|| {
            let values = [("from", name(&buckets[0]).into()), ("count", buckets.len().into())];
            view! { <p class="caveat">{words.say_with("numbers-chart-cut", &values)}</p> }
        })}
        <div inner_html=bars::standing(&bars, &label)></div>
        <details>
            <summary>{words.say("table-show")}</summary>
            {table(words, words.say("table-period"), rows)}
        </details>
    }
    .into_any()
}

/// A table with one tally per row: by version, language or day.
pub(crate) fn table(words: &Words, first: String, rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<_> = Counted::ALL.iter().map(|kind| view! { <th scope="col">{words.say(kind_id(*kind))}</th> }).collect();
    view! {
        <div class="scroll" tabindex="0">
            <table>
                <thead><tr><th scope="col">{first}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A row of such a table.
pub(crate) fn row(words: &Words, name: String, tally: &Tally) -> AnyView {
    let cells: Vec<_> = Counted::ALL.iter().map(|kind| view! { <td>{count(words, tally.of(*kind))}</td> }).collect();
    view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
}

/// Day and month, or month and year: short enough for a label below a bar.
fn short(bucket: &Bucket, period: domain::calendar::Period) -> String {
    let date = bucket.start.date();
    match period {
        domain::calendar::Period::Month => format!("{}-{}", date.month(), date.year()),
        _ => format!("{}-{}", date.day(), date.month()),
    }
}

fn count(words: &Words, n: u64) -> String {
    format::count(n, words.locale)
}

fn percent(words: &Words, share: &Estimate) -> String {
    words.say_with("unit-percent", &[("value", format::tenths(share.tenths(), words.locale).into())])
}

/// The interval, in percent.
fn margin(words: &Words, share: &Estimate) -> Option<String> {
    let interval = share.interval?;
    let end = |bound: f64| format::decimal(bound, words.locale);
    let values = [("low", end(interval.low).into()), ("high", end(interval.high).into())];
    let range = words.say_with("interval", &values);
    Some(words.say_with("unit-percent", &[("value", range.into())]))
}
