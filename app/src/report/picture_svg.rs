//! The pictures of the results page as SVG files without a page. Each has its own colours, title and description. Lines
//! in each give the number of answers and the time. A picture that the page does not draw does not exist here.

use std::fmt::Write as _;

use domain::results::{
    crosstab::Crosstab,
    data::ResultsData,
    headline::Headline,
    series::{Figure, Series},
};

use crate::{
    charts::{
        escape,
        forest::{self, Dot},
        heat,
    },
    filter::words::{self, dimension_name, value_name},
    format, importing,
    measure_words::MeasureWords,
    messages::Words,
    page::PageContext,
    results::{crosstab, distribution, figure, gauge, picture::Picture, trend},
};

/// The width of a chart, and of the margins around it.
const CHART: f64 = 640.0;
const MARGIN: f64 = 30.0;

/// The most characters of a line below the chart, and of a line of the heading.
const LINE: usize = 100;
const HEADING: usize = 60;

/// A chart without margins.
struct Chart {
    /// An `svg` element.
    svg: String,
    width: f64,
    height: f64,
    heading: String,
    /// The notes below the chart.
    notes: Vec<String>,
}

/// The picture that the page draws from these data. `None` if the page draws none.
pub fn svg(context: &PageContext, data: &ResultsData, picture: Picture) -> Option<String> {
    let words = &Words::new(context.locale, context.address_form);
    let minimum = u64::from(data.published.organisation.profile.minimum_group);
    if data.allows_differencing {
        return None;
    }
    let series = data.headline()?;
    let Figure::Score(estimate) = series.figure(minimum) else { return None };
    let chart = match picture {
        Picture::Distribution => {
            let svg = distribution::draw(words, &series);
            Chart { svg, width: CHART, height: 220.0, heading: words.say(picture.heading()), notes: vec![] }
        }
        Picture::Gauge => {
            let svg = gauge::draw(words, series.measure, &estimate)?;
            Chart { svg, width: CHART, height: 260.0, heading: words.say(picture.heading()), notes: vec![] }
        }
        Picture::Trend if data.shows_parts() => of_trend(words, data, &series, minimum),
        Picture::Breakdown if data.shows_parts() => of_breakdown(words, data, minimum)?,
        Picture::Crosstab if data.shows_parts() => of_crosstab(words, data, minimum)?,
        Picture::Trend | Picture::Breakdown | Picture::Crosstab => return None,
    };
    let title = data.published.version.questionnaire.title.get(words.locale);
    let source = figure::source(words, &data.published, &data.arrivals, estimate.n, Some(data.at));
    let source = words.say_with("picture-source", &[("title", title.into()), ("source", source.into())]);
    let filters = words::filter_words(words, data);
    let only = (!filters.is_empty()).then(|| format!("{}: {}", words.say("conditions"), filters.join("; ")));
    let importing = importing::line(words, data.importing.as_ref(), data.figures_only);
    let notes = importing.into_iter().chain(only).chain(chart.notes).chain([words.say("picture-margins"), source]);
    let notes: Vec<String> = notes.collect();
    let heading = format!("{}: {}", series.measure.name(words), chart.heading);
    let colour = data.published.organisation.profile.colour.to_string();
    Some(framed(&heading, &chart.svg, (chart.width, chart.height), &notes, &colour, words.locale.tag()))
}

fn of_trend(words: &Words, data: &ResultsData, series: &Series, minimum: u64) -> Chart {
    let series = &data.months(series);
    let trend = series.trend(data.query.period, minimum);
    let withheld = trend.withholds().then(|| words.say_with("trend-withheld-text", &[("minimum", minimum.into())]));
    let cut = trend.cut.then(|| words.say_with("trend-cut", &[("n", trend.buckets.len().into())]));
    Chart {
        svg: trend::draw(words, series, &trend),
        width: CHART,
        height: 260.0,
        heading: words.say(Picture::Trend.heading()),
        notes: [trend::axis_note(words, series.measure, &trend), trend::rolling_note(words, &trend), withheld, cut]
            .into_iter()
            .flatten()
            .collect(),
    }
}

fn of_breakdown(words: &Words, data: &ResultsData, minimum: u64) -> Option<Chart> {
    let questionnaire = &data.published.version.questionnaire;
    let (by, broken) = data.breakdown(minimum)?;
    let measure = broken.measure;
    let dots: Vec<Dot> = broken
        .groups
        .iter()
        .filter_map(|group| {
            let Figure::Score(estimate) = &group.figure else { return None };
            let n = words.say_with("crosstab-n", &[("n", format::count(estimate.n, words.locale).into())]);
            Some(Dot {
                name: value_name(words, questionnaire, by, group.value.as_deref()),
                value: estimate.value,
                interval: estimate.interval.map(|interval| (interval.low, interval.high)),
                text: format!("{}   {n}", measure.value(words, estimate)),
            })
        })
        .collect();
    if dots.is_empty() {
        return None;
    }
    let by = dimension_name(words, questionnaire, by);
    let withheld = broken.withholds().then(|| words.say_with("breakdown-withheld", &[("minimum", minimum.into())]));
    let cut = broken.cut.then(|| words.say("breakdown-cut"));
    let label = format!("{}: {}", words.say("breakdown-by"), by);
    Some(Chart {
        width: CHART,
        height: forest::height(dots.len()),
        svg: forest::draw(&dots, measure.range(), &trend::lines(words, measure), &label),
        heading: label,
        notes: withheld.into_iter().chain(cut).collect(),
    })
}

fn of_crosstab(words: &Words, data: &ResultsData, minimum: u64) -> Option<Chart> {
    let questionnaire = &data.published.version.questionnaire;
    let (by, across, counts) = data.cross.as_ref()?;
    let crosstab = Crosstab::of(Headline::of(questionnaire)?.measure, counts, minimum)?;
    let (columns, rows) = crosstab::heat(words, questionnaire, (by, across), &crosstab);
    let name = |dimension| dimension_name(words, questionnaire, dimension);
    let heading = format!("{}: {} × {}", words.say(Picture::Crosstab.heading()), name(by), name(across));
    let (width, height) = heat::size(columns.len(), rows.len());
    let withheld = crosstab.withholds().then(|| words.say_with("crosstab-withheld", &[("minimum", minimum.into())]));
    Some(Chart {
        svg: heat::draw(&columns, &rows, &heading),
        // A table with few columns leaves space at the side.
        width: width.max(CHART),
        height,
        heading,
        notes: [Some(crosstab::scale_text(words, crosstab.measure)), withheld].into_iter().flatten().collect(),
    })
}

/// A chart with a title above it and lines of text below it, in its own colours on white.
fn framed(heading: &str, chart: &str, (wide, height): (f64, f64), notes: &[String], colour: &str, language: &str) -> String {
    let width = wide + 2.0 * MARGIN;
    let lines: Vec<String> = notes.iter().flat_map(|note| wrapped(note, LINE)).collect();
    let mut top = 32.0;
    let mut head = String::new();
    for line in wrapped(heading, HEADING) {
        let _ = write!(head, "<text class=\"heading\" x=\"{MARGIN}\" y=\"{}\">{}</text>", top + 2.0, escape(&line));
        top += 24.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let foot = lines.len() as f64 * 17.0;
    let whole = top + height + 24.0 + foot + 14.0;
    let mut svg = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{language}\" width=\"{width}\" \
         height=\"{whole}\" viewBox=\"0 0 {width} {whole}\" role=\"img\" aria-labelledby=\"title description\">\
         <title id=\"title\">{}</title><desc id=\"description\">{}</desc><style>{}</style>\
         <rect width=\"{width}\" height=\"{whole}\" fill=\"#fff\"/>{head}",
        escape(heading),
        escape(&notes.join(" ")),
        style(colour),
    );
    let place = format!("<svg x=\"{MARGIN}\" y=\"{top}\" width=\"{wide}\" height=\"{height}\" ");
    svg.push_str(&chart.replacen("<svg ", &place, 1));
    let mut y = top + height + 24.0;
    for line in lines {
        y += 17.0;
        let _ = write!(svg, "<text class=\"note\" x=\"{MARGIN}\" y=\"{}\">{}</text>", y - 6.0, escape(&line));
    }
    svg.push_str("</svg>\n");
    svg
}

/// The rules for charts in the page's style sheet, for a file without a style sheet. The colour is visible on white,
/// because white text is readable on it.
fn style(colour: &str) -> String {
    format!(
        "text{{font-family:system-ui,'Segoe UI',Roboto,'Liberation Sans',sans-serif;font-size:13px;fill:#565c68;text-anchor:middle}}\
         .heading{{font-size:18px;font-weight:600;fill:#1b1d22;text-anchor:start}}.note{{font-size:12px;text-anchor:start}}\
         .share{{fill:#1b1d22}}.scale-text,.end{{text-anchor:end}}.start{{text-anchor:start}}\
         .tone-2,circle{{fill:{colour}}}.tone-1{{fill:{colour};fill-opacity:.5}}.tone-0{{fill:#747b88;fill-opacity:.45}}\
         .axis{{stroke:#747b88}}.gridline{{stroke:#d7dbe2}}\
         .interval{{stroke:{colour};stroke-opacity:.35;stroke-width:4;stroke-linecap:round}}\
         .line-path,.rolling-path{{fill:none;stroke:{colour};stroke-width:2}}.rolling-path{{stroke:#1b1d22;stroke-dasharray:6 4}}\
         .ring,.band{{fill:none;stroke:#d7dbe2;stroke-width:18}}.band{{stroke:{colour};stroke-opacity:.5}}\
         .needle{{stroke:#1b1d22;stroke-width:4;stroke-linecap:round}}.gauge-value{{font-size:38px;font-weight:600;fill:#1b1d22}}\
         .cell-value{{font-weight:600;fill:#1b1d22}}.cell-text{{font-size:10.5px;fill:#3a3f4a}}.plain{{fill:#f1f3f6}}{}",
        tones(colour)
    )
}

/// The tones of cells, as in the page's style sheet.
fn tones(colour: &str) -> String {
    crosstab::TONE_PERCENT.iter().enumerate().fold(String::new(), |mut css, (tone, percent)| {
        let _ = write!(css, ".heat-{tone}{{fill:{colour};fill-opacity:.{percent:02}}}");
        css
    })
}

/// Lines of at most `most` characters, broken between words. A longer word is broken within the word.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let pieces = text.split_whitespace().flat_map(|word| {
        let letters: Vec<char> = word.chars().collect();
        letters.chunks(most).map(String::from_iter).collect::<Vec<_>>()
    });
    for word in pieces {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_broken_between_words() {
        let lines = wrapped(&"tien tekens ".repeat(20), LINE);
        assert!(lines.len() == 3 && lines.iter().all(|line| line.chars().count() <= LINE), "{lines:?}");
        assert!(wrapped(" ", LINE).is_empty());
        assert_eq!(wrapped("a bcdefgh", 4), ["a", "bcde", "fgh"]);
    }

    #[test]
    fn a_long_heading_stays_in_the_frame() {
        let svg = framed(&"Hoe waarschijnlijk is het? ".repeat(6), "<svg ></svg>", (640.0, 100.0), &[], "#123456", "nl");
        let lines: Vec<&str> = svg.split("<text class=\"heading\"").skip(1).map(|line| line.split('<').next().unwrap()).collect();
        assert_eq!(lines.len(), 3, "{svg}");
        assert!(lines.iter().all(|line| line.split('>').nth(1).unwrap().chars().count() <= HEADING), "{svg}");
        assert!(svg.contains("y=\"104\" width=\"640\" height=\"100\"") && svg.contains("height=\"242\""), "{svg}");
    }
}
