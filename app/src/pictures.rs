//! The pictures of the results page as files that stand alone: SVG with its own colours, title, description, and the line that says on how
//! many answers and as of when. What the page does not draw is no picture.

use std::fmt::Write as _;

use domain::calendar::Millis;

use crate::{
    charts::{
        escape,
        forest::{self, Dot},
    },
    components::{
        breakdown::{dimension_name, value_name},
        distribution, export, figure, trend,
    },
    format,
    messages::Words,
    page::PageContext,
    results::{
        ResultsData,
        series::{Figure, Series},
    },
};

/// The width of a picture with its margins, and of the chart in it.
const WIDTH: f64 = 700.0;
const CHART: f64 = 640.0;
const MARGIN: f64 = 30.0;

/// The most characters of a line under the chart, and of one of the heading.
const LINE: usize = 100;
const HEADING: usize = 60;

/// A picture of the results page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// How many gave each score.
    Distribution,
    /// The score over time.
    Trend,
    /// The score of each group.
    Breakdown,
}

impl Picture {
    /// Every picture.
    pub const ALL: [Self; 3] = [Self::Distribution, Self::Trend, Self::Breakdown];

    /// Its name in addresses, and the part of a file of figures with its values.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Distribution => "distribution",
            Self::Trend => "trend",
            Self::Breakdown => "breakdown",
        }
    }

    /// The message that names it.
    pub(crate) const fn heading(self) -> &'static str {
        match self {
            Self::Distribution => "distribution-heading",
            Self::Trend => "trend-heading",
            Self::Breakdown => "breakdown-heading",
        }
    }
}

/// A chart before its margins.
struct Chart {
    /// An `svg` element as wide as [`CHART`].
    svg: String,
    height: f64,
    heading: String,
    /// What must be said of it.
    notes: Vec<String>,
}

/// The picture of the page made from these data; none where that draws none.
pub fn svg(cx: &PageContext, data: &ResultsData, picture: Picture, as_of: Millis) -> Option<String> {
    let words = &Words::new(cx.locale, cx.address_form);
    let minimum = u64::from(data.published.organisation.profile.minimum_group);
    if data.gives_away {
        return None;
    }
    // A breakdown is of the first scored question, also where the loyalty index stands for the survey.
    let series = match picture {
        Picture::Breakdown => data.series(data.published.version.questionnaire.headline()?.key.as_str())?,
        Picture::Distribution | Picture::Trend => data.headline()?,
    };
    let Figure::Score(estimate) = series.figure(minimum) else { return None };
    let chart = match picture {
        Picture::Distribution => {
            Chart { svg: distribution::draw(words, &series), height: 220.0, heading: words.say(picture.heading()), notes: vec![] }
        }
        Picture::Trend if data.shows_parts() => of_trend(words, data, &series, minimum),
        Picture::Breakdown if data.shows_parts() => of_breakdown(words, data, minimum)?,
        Picture::Trend | Picture::Breakdown => return None,
    };
    let title = data.published.version.questionnaire.title.get(words.locale);
    let zone = format::zone(&data.published.organisation.profile.time_zone);
    let values = [
        ("title", title.into()),
        ("answers", figure::answers(words, estimate.n).into()),
        ("at", format::date_time(words, data.as_of(as_of), &zone).into()),
    ];
    let source = words.say_with("picture-source", &values);
    let filters = export::filter_words(words, data);
    let only = (!filters.is_empty()).then(|| format!("{}: {}", words.say("conditions"), filters.join("; ")));
    let notes: Vec<String> = only.into_iter().chain(chart.notes).chain([words.say("picture-margins"), source]).collect();
    let heading = format!("{}: {}", series.measure.name(words), chart.heading);
    let colour = data.published.organisation.profile.colour.to_string();
    Some(framed(&heading, &chart.svg, chart.height, &notes, &colour, words.locale.tag()))
}

fn of_trend(words: &Words, data: &ResultsData, series: &Series, minimum: u64) -> Chart {
    let series = &data.months(series);
    let trend = series.trend(data.query.period, minimum);
    let withheld = trend.withholds().then(|| words.say_with("trend-withheld-text", &[("minimum", minimum.into())]));
    let cut = trend.cut.then(|| words.say_with("trend-cut", &[("n", trend.buckets.len().into())]));
    Chart {
        svg: trend::draw(words, series, &trend),
        height: 260.0,
        heading: words.say(Picture::Trend.heading()),
        notes: trend::rolling_note(words, &trend).into_iter().chain(withheld).chain(cut).collect(),
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
        height: forest::height(dots.len()),
        svg: forest::draw(&dots, measure.range(), &trend::lines(words, measure), &label),
        heading: label,
        notes: withheld.into_iter().chain(cut).collect(),
    })
}

/// A chart with a title above it and lines of text under it, in colours of its own on white.
fn framed(heading: &str, chart: &str, height: f64, notes: &[String], colour: &str, language: &str) -> String {
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
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{language}\" width=\"{WIDTH}\" \
         height=\"{whole}\" viewBox=\"0 0 {WIDTH} {whole}\" role=\"img\" aria-labelledby=\"title description\">\
         <title id=\"title\">{}</title><desc id=\"description\">{}</desc><style>{}</style>\
         <rect width=\"{WIDTH}\" height=\"{whole}\" fill=\"#fff\"/>{head}",
        escape(heading),
        escape(&notes.join(" ")),
        style(colour),
    );
    let place = format!("<svg x=\"{MARGIN}\" y=\"{top}\" width=\"{CHART}\" height=\"{height}\" ");
    svg.push_str(&chart.replacen("<svg ", &place, 1));
    let mut y = top + height + 24.0;
    for line in lines {
        y += 17.0;
        let _ = write!(svg, "<text class=\"note\" x=\"{MARGIN}\" y=\"{}\">{}</text>", y - 6.0, escape(&line));
    }
    svg.push_str("</svg>\n");
    svg
}

/// What the style sheet of the page says of charts, in colours that need no style sheet; the colour carries white text, so it stands out.
fn style(colour: &str) -> String {
    format!(
        "text{{font-family:system-ui,'Segoe UI',Roboto,'Liberation Sans',sans-serif;font-size:13px;fill:#565c68;text-anchor:middle}}\
         .heading{{font-size:18px;font-weight:600;fill:#1b1d22;text-anchor:start}}.note{{font-size:12px;text-anchor:start}}\
         .share{{fill:#1b1d22}}.scale-text,.end{{text-anchor:end}}.start{{text-anchor:start}}\
         .tone-2,circle{{fill:{colour}}}.tone-1{{fill:{colour};fill-opacity:.5}}.tone-0{{fill:#747b88;fill-opacity:.45}}\
         .axis{{stroke:#747b88}}.gridline{{stroke:#d7dbe2}}\
         .interval{{stroke:{colour};stroke-opacity:.35;stroke-width:4;stroke-linecap:round}}\
         .line-path,.rolling-path{{fill:none;stroke:{colour};stroke-width:2}}.rolling-path{{stroke:#1b1d22;stroke-dasharray:6 4}}"
    )
}

/// Lines of at most so many characters, broken between words; within one only where it is longer than a line.
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
        let svg = framed(&"Hoe waarschijnlijk is het? ".repeat(6), "<svg ></svg>", 100.0, &[], "#123456", "nl");
        let lines: Vec<&str> = svg.split("<text class=\"heading\"").skip(1).map(|line| line.split('<').next().unwrap()).collect();
        assert_eq!(lines.len(), 3, "{svg}");
        assert!(lines.iter().all(|line| line.split('>').nth(1).unwrap().chars().count() <= HEADING), "{svg}");
        assert!(svg.contains("y=\"104\" width=\"640\" height=\"100\"") && svg.contains("height=\"242\""), "{svg}");
    }
}
