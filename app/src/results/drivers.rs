//! What correlates with the headline score, `/admin/surveys/{slug}/drivers`: rank correlations with their margins.

use domain::{
    results::{
        drivers::{Candidate, Driver, DriversData, Together},
        query::AGAINST,
    },
    statistics::Verdict,
    survey::question::QuestionKind,
};
use leptos::prelude::*;

use crate::{
    charts::interval,
    filter::{self, employees, withheld, words},
    format, importing,
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The page.
pub fn render(context: &PageContext, data: &DriversData) -> String {
    let words = Words::new(context.locale, context.address_form);
    let survey = data.published.version.questionnaire.title.get(context.locale).to_owned();
    let title = words.say_with("drivers-title", &[("survey", survey.clone().into())]);
    let document = shell::about_survey(&words, title, &data.published.survey.slug);
    let document = Document { failed: !data.query.errors.is_empty(), ..document };
    shell::render(context, document, |words| {
        let questionnaire = &data.published.version.questionnaire;
        let minimum = u64::from(data.published.organisation.profile.minimum_group);
        let address = format!("/admin/surveys/{}", data.published.survey.slug);
        let asked = data.query.address(None);
        let back = format!("{address}?{asked}{}lang={}", if asked.is_empty() { "" } else { "&" }, words.locale);
        let body = match data.allows_differencing {
            true => withheld::allows_differencing(words, minimum, false),
            false => table(words, data, minimum),
        };
        view! {
            <p class="back"><a href=back>{words.say_with("drivers-back", &[("survey", survey.into())])}</a></p>
            <h1>{words.say("drivers-heading")}</h1>
            {importing::note(words, data.importing.as_ref(), false)}
            {filter::form(words, &data.query, format!("{address}/drivers"), &data.published, data.published.version.number > 1, filter::fields::carried(&data.query, |name| AGAINST.contains(&name)))}
            {employees::withheld(words, &data.query, questionnaire)}
            {words::conditions(words, questionnaire, None, data.query.conditions(), |one| data.query.address_without(one))}
            {body}
        }
        .into_any()
    })
}

fn table(words: &Words, data: &DriversData, minimum: u64) -> AnyView {
    let drivers = data.drivers(minimum);
    let Some(headline) = data.published.version.questionnaire.headline().filter(|_| !drivers.is_empty()) else {
        return view! { <section class="card"><p>{words.say("drivers-none")}</p></section> }.into_any();
    };
    let question = headline.text.get(words.locale).to_owned();
    let rows: Vec<_> = drivers.iter().map(|driver| row(words, driver, minimum)).collect();
    view! {
        <section class="card wide">
            <p id="drivers-caption">{words.say_with("drivers-caption", &[("question", question.into())])}</p>
            <div class="scroll" tabindex="0">
                <table class="with-bars stacks" aria-labelledby="drivers-caption">
                    <thead>
                        <tr>
                            <th scope="col">{words.say("drivers-question")}</th>
                            <th scope="col"><span class="hidden">{words.say("drivers-picture")}</span></th>
                            <th scope="col">{words.say("drivers-rho")}</th>
                            <th scope="col">{words.say("table-interval")}</th>
                            <th scope="col">{words.say("table-answers")}</th>
                            <th scope="col">{words.say("drivers-verdict")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="caveat">{words.say("drivers-caveat")}</p>
            <p class="hint">{words.say("drivers-method")}</p>
        </section>
    }
    .into_any()
}

fn row(words: &Words, driver: &Driver<'_>, minimum: u64) -> AnyView {
    let name = name(words, driver.candidate);
    let (found, verdict) = match &driver.together {
        Together::Known(found, verdict) => (found, verdict),
        Together::TooFew => return without(name, words.say_with("drivers-too-few", &[("minimum", minimum.into())])),
        Together::NoSpread => return without(name, words.say("drivers-no-spread")),
    };
    let hundredths = |value: f64| format::hundredths((value * 100.0).round() as i64, words.locale);
    let interval = found
        .interval
        .map(|ends| words.say_with("interval", &[("low", hundredths(ends.low).into()), ("high", hundredths(ends.high).into())]));
    let verdict = verdict.map(|verdict| match verdict {
        Verdict::ProbablyReal if found.rho > 0.0 => {
            view! { <span class="verdict-real">{words.say("drivers-together")}</span> }.into_any()
        }
        Verdict::ProbablyReal => view! { <span class="verdict-real">{words.say("drivers-opposite")}</span> }.into_any(),
        Verdict::CouldBeChance => view! { <span class="hint">{words.say("verdict-chance")}</span> }.into_any(),
    });
    let picture = interval::draw(found.rho, found.interval.map(|ends| (ends.low, ends.high)), (-1.0, 1.0));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="bar" inner_html=picture></td>
            <td data-label=words.say("drivers-rho")>{hundredths(found.rho)}</td>
            <td data-label=words.say("table-interval")>{interval}</td>
            <td data-label=words.say("table-answers")>{format::count(found.n, words.locale)}</td>
            <td data-label=words.say("drivers-verdict")>{verdict}</td>
        </tr>
    }
    .into_any()
}

fn without(name: String, why: String) -> AnyView {
    // Below the name, because other cells do not wrap and would be cut on a narrow screen.
    view! { <tr><th scope="row">{name}<p class="hint">{why}</p></th><td colspan="5"></td></tr> }.into_any()
}

fn name(words: &Words, (question, statement): Candidate<'_>) -> String {
    let text = question.text.get(words.locale);
    let QuestionKind::Likert { rows, .. } = &question.kind else { return text.to_owned() };
    let statement = rows.iter().find(|row| Some(&row.key) == statement);
    statement.map_or_else(|| text.to_owned(), |statement| format!("{text} {}", statement.text.get(words.locale)))
}
