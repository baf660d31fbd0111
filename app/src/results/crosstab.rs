//! The crosstab of a score: a breakdown by two dimensions, as a table that is also the picture. Each cell has its
//! score, margin and number of answers. The tone behind a cell shows where its score is on the whole scale.

use domain::{
    response::filter::Dimension,
    results::{
        crosstab::{Crosstab, Row},
        data::ResultsData,
        dimensions::dimensions,
        headline::Headline,
        measure::Measure,
        series::Figure,
    },
    survey::Questionnaire,
};
use leptos::prelude::*;

use super::files;
use crate::{
    charts::{heat::HeatCell, tone::tone},
    filter::{
        employees,
        words::{dimension_name, unverified, value_name},
    },
    format,
    measure_words::MeasureWords,
    messages::Words,
    results::picture::Picture,
};

/// The share of the organisation's colour in each tone, in percent, as in the style sheet.
pub(crate) const TONE_PERCENT: [u8; 9] = [2, 5, 9, 12, 16, 20, 24, 28, 32];

/// The section: the second dimension and the table. `None` if the page is not grouped by a first dimension.
pub(crate) fn section(words: &Words, data: &ResultsData, minimum: u64) -> Option<AnyView> {
    let questionnaire = &data.published.version.questionnaire;
    let headline = Headline::of(questionnaire)?;
    let known = dimensions(questionnaire);
    let body = if data.figures_only {
        data.query.across.as_ref()?;
        view! { <p>{words.say("crosstab-reader")}</p> }.into_any()
    } else {
        let by = data.query.by.as_ref().filter(|by| known.contains(by))?;
        let offered: Vec<_> = known
            .iter()
            .filter(|dimension| *dimension != by && !matches!(dimension, Dimension::Answer(key) if headline.is_of(key)))
            .filter(|dimension| **dimension != Dimension::Version || data.has_versions())
            .cloned()
            .collect();
        let link = |dimension: &Dimension| {
            let current = (data.query.across.as_ref() == Some(dimension)).then_some("true");
            let address = format!("?{}&lang={}#crosstab", data.query.address_across(dimension), words.locale);
            view! { <a href=address aria-current=current>{dimension_name(words, questionnaire, dimension)}</a> }.into_any()
        };
        let crosstab = data
            .cross
            .as_ref()
            .and_then(|(by, across, counts)| Some((by, across, Crosstab::of(headline.measure, counts, minimum)?)));
        let asked = data.query.across.as_ref().filter(|across| *across != by && known.contains(across));
        let table = match (crosstab, asked) {
            (Some((by, across, crosstab)), _) => Some(table(words, data, (by, across), &crosstab, minimum)),
            (None, Some(_)) => Some(view! { <p>{words.say("breakdown-too-many")}</p> }.into_any()),
            (None, None) => None,
        };
        let switches = employees::switches(words, questionnaire, ("crosstab-across", "crosstab-across-employee"), offered, link);
        view! { {switches}{table} }.into_any()
    };
    Some(view! { <section class="card wide" id="crosstab"><h2>{words.say("crosstab-heading")}</h2>{body}</section> }.into_any())
}

fn table(
    words: &Words,
    data: &ResultsData,
    (by, across): (&Dimension, &Dimension),
    crosstab: &Crosstab,
    minimum: u64,
) -> AnyView {
    let questionnaire = &data.published.version.questionnaire;
    let measure = crosstab.measure;
    let heads: Vec<_> = crosstab
        .columns
        .iter()
        .map(|column| view! { <th scope="col">{value_name(words, questionnaire, across, column.as_deref())}</th> })
        .collect();
    let row = |row: &Row| {
        let cells: Vec<_> = row.cells.iter().map(|figure| cell(words, measure, figure, false)).collect();
        view! {
            <tr>
                <th scope="row">{value_name(words, questionnaire, by, row.value.as_deref())}</th>
                {cells}
                {cell(words, measure, &row.total, true)}
            </tr>
        }
    };
    let rows: Vec<_> = crosstab.rows.iter().map(row).collect();
    let totals: Vec<_> = crosstab.totals.iter().map(|figure| cell(words, measure, figure, true)).collect();
    let mut values = vec![
        ("measure", measure.name(words).into()),
        ("by", dimension_name(words, questionnaire, by).into()),
        ("across", dimension_name(words, questionnaire, across).into()),
    ];
    let question = Headline::of(questionnaire).and_then(|headline| headline.question());
    let caption = match question {
        Some(question) => {
            values.push(("question", question.text.get(words.locale).to_owned().into()));
            words.say_with("crosstab-caption", &values)
        }
        None => words.say_with("crosstab-caption-index", &values),
    };
    let withheld = crosstab.withholds().then(|| {
        let text = words.say_with("crosstab-withheld", &[("minimum", minimum.into())]);
        view! { <p class="hint">{text}</p> }
    });
    let unverified = unverified(words, questionnaire, by).or_else(|| unverified(words, questionnaire, across));
    let unverified = unverified.map(|text| view! { <p class="hint">{text}</p> });
    view! {
        <p class="hint" id="crosstab-text">{scale_text(words, measure)}</p>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="crosstab-caption">
            <table class="heat" aria-describedby="crosstab-text">
                <caption><span id="crosstab-caption">{caption}</span></caption>
                <thead>
                    <tr>
                        <th scope="col">{dimension_name(words, questionnaire, by)}</th>
                        {heads}
                        <th scope="col">{words.say("crosstab-total")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{words.say("crosstab-total")}</th>
                        {totals}
                        {cell(words, measure, &crosstab.whole, true)}
                    </tr>
                </tfoot>
            </table>
        </div>
        {withheld}
        {unverified}
        <p class="caveat">{words.say("crosstab-caveat")}</p>
        {files::of_picture(words, data, Picture::Crosstab)}
    }
    .into_any()
}

/// The explanation of the tones.
pub(crate) fn scale_text(words: &Words, measure: Measure) -> String {
    let end = |value: f64| measure.shown(words, format::number(&value.to_string(), words.locale));
    let (low, high) = measure.range();
    words.say_with("crosstab-text", &[("low", end(low).into()), ("high", end(high).into())])
}

/// The same table as a picture: the names of its columns, and its rows.
pub(crate) fn heat(
    words: &Words,
    questionnaire: &Questionnaire,
    (by, across): (&Dimension, &Dimension),
    crosstab: &Crosstab,
) -> (Vec<String>, Vec<(String, Vec<HeatCell>)>) {
    let cell = |figure: &Figure, is_total: bool| match figure {
        Figure::Score(estimate) => {
            let n = words.say_with("crosstab-n", &[("n", format::count(estimate.n, words.locale).into())]);
            let interval = crosstab.measure.interval(words, estimate).unwrap_or_default();
            let lines = vec![crosstab.measure.value(words, estimate), interval, n];
            HeatCell { lines, tone: (!is_total).then(|| tone(crosstab.measure, estimate)) }
        }
        Figure::TooFew | Figure::Withdrawn => HeatCell { lines: vec![words.say("trend-withheld")], tone: None },
        Figure::Nobody => HeatCell { lines: vec!["—".to_owned()], tone: None },
    };
    let total = || words.say("crosstab-total");
    let line = |cells: &[Figure], whole: &Figure, is_total: bool| {
        cells.iter().map(|figure| cell(figure, is_total)).chain([cell(whole, true)]).collect()
    };
    let columns = crosstab.columns.iter().map(|value| value_name(words, questionnaire, across, value.as_deref()));
    let rows = crosstab
        .rows
        .iter()
        .map(|row| (value_name(words, questionnaire, by, row.value.as_deref()), line(&row.cells, &row.total, false)));
    let last = (total(), line(&crosstab.totals, &crosstab.whole, true));
    (columns.chain([total()]).collect(), rows.chain([last]).collect())
}

/// A score with its margin and n, on the tone of its place on the scale. A total has no tone.
fn cell(words: &Words, measure: Measure, figure: &Figure, is_total: bool) -> AnyView {
    let estimate = match figure {
        Figure::Score(estimate) => estimate,
        Figure::TooFew | Figure::Withdrawn => return view! { <td class="hint">{words.say("trend-withheld")}</td> }.into_any(),
        Figure::Nobody => return view! { <td>"—"</td> }.into_any(),
    };
    let n = words.say_with("crosstab-n", &[("n", format::count(estimate.n, words.locale).into())]);
    let class = (!is_total).then(|| format!("heat-{}", tone(measure, estimate)));
    view! {
        <td class=class>
            <strong>{measure.value(words, estimate)}</strong>
            {super::figure::indicative(words, estimate)}
            <br />
            <small>{measure.interval(words, estimate)}<br />{n}</small>
        </td>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::results::scoring::Distribution;

    use super::*;

    #[test]
    fn a_tone_is_a_place_on_the_whole_scale() {
        let tone_of = |score| {
            let mut scores = Distribution::new(0, 10);
            scores.add(score, 9).unwrap();
            tone(Measure::Nps, &Measure::Nps.estimate(&scores).unwrap())
        };
        assert_eq!([0, 8, 10].map(tone_of), [0, 4, 8]);
    }
}
