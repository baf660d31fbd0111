//! The island that checks a receipt in the visitor's browser. It sends nothing.

use leptos::prelude::*;

use crate::islands::receipt_report::{Record, Report};

/// The component under the form that shows the result.
#[island]
pub fn ReceiptCheck() -> impl IntoView {
    let report = RwSignal::new(None::<Report>);
    #[cfg(feature = "verify")]
    Effect::new(move || super::browser::check::start(report));
    view! { <div role="status">{move || report.get().map(show)}</div> }
}

fn show(report: Report) -> AnyView {
    let records: Vec<_> = report.records.into_iter().map(|record| show_record(record, &report.checked)).collect();
    view! {
        <section class=format!("card verdict {}", report.kind)>
            <h2>{report.verdict}</h2>
            <p>{report.text}</p>
        </section>
        {records}
    }
    .into_any()
}

fn show_record(record: Record, checked: &str) -> AnyView {
    let decisions: Vec<_> =
        record.decisions.into_iter().map(|(purpose, state)| view! { <li><strong>{purpose}</strong>": "{state}</li> }).collect();
    let checks: Vec<_> = record
        .checks
        .into_iter()
        .map(|check| view! { <li class=check.kind><span>{check.label}</span>" "<strong>{check.outcome}</strong></li> })
        .collect();
    let checked = checked.to_owned();
    view! {
        <section class="card">
            <h3>{record.title}</h3>
            <ul>{decisions}</ul>
            <details>
                <summary>{checked}</summary>
                <ul class="checks">{checks}</ul>
            </details>
        </section>
    }
    .into_any()
}
