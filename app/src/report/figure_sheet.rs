//! The figures of the results page as lines of one table, for a file to download. The values are the same as on the
//! page, but unrounded. They are withheld if the page withholds them. Pure; must not know how a file is written.

use domain::{
    calendar::Millis,
    locale::{AddressForm, Locale},
    response::filter::Dimension,
    results::{
        comparison::{ComparisonData, comparison},
        crosstab::{CrosstabData, crosstab},
        data::ResultsData,
        figures::{self, BreakdownData, DifferenceData, FigureData, FigureStatus, ScoreData, TrendData},
        headline::Headline,
        measure::MeasureName,
    },
    statistics::Verdict,
};

use crate::{filter::words::value_name, measure_words, messages::Words, page::PageContext, results::picture::Picture};

/// The columns, in order. A line has no cell in columns that do not apply to it.
pub const COLUMNS: [&str; 28] = [
    "part",
    "question",
    "question_text",
    "measure",
    "by",
    "group",
    "group_text",
    "across",
    "column",
    "column_text",
    "period",
    "start",
    "score",
    "status",
    "value",
    "low",
    "high",
    "standard_error",
    "n",
    "indicative",
    "count",
    "difference",
    "difference_low",
    "difference_high",
    "p",
    "verdict",
    "item",
    "text",
];

/// The items of `about` for the other period: its days, and a note if the periods overlap.
const COMPARED: [&str; 3] = ["compared_from", "compared_to", "comparison_note"];

/// The names of the sheets in a workbook: first of the figures, then of their description.
pub fn sheet_names(locale: Locale) -> [String; 2] {
    let words = Words::new(locale, AddressForm::Formal);
    [words.say("figures-sheet"), words.say("figures-sheet-about")]
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetCell {
    /// A code or a text.
    Text(String),
    /// A number with all its digits.
    Number(f64),
    /// A count.
    Whole(u64),
    /// Yes or no.
    Flag(bool),
    /// An instant.
    Time(Millis),
}

/// One line: the part of the page it belongs to, and its cells by column.
#[derive(Clone, Debug, PartialEq)]
pub struct Line(Vec<(&'static str, SheetCell)>);

/// The content of a figure file.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The subject and time of the figures, the filter, and what is withheld.
    pub about: Vec<Line>,
    /// Scores, distributions, trend and breakdown.
    pub figures: Vec<Line>,
}

impl Sheet {
    /// The figures that the page shows for the same data.
    pub fn of(context: &PageContext, data: &ResultsData) -> Self {
        let words = Words::new(context.locale, context.address_form);
        let mut sheet = Self { about: about(&words, data), figures: Vec::new() };
        if !data.allows_differencing {
            sheet.fill(&words, data);
        }
        sheet
    }
}

impl Sheet {
    /// The figures of one picture of the page.
    pub fn of_picture(context: &PageContext, data: &ResultsData, picture: Picture) -> Self {
        let mut sheet = Self::of(context, data);
        let headline = data.published.version.questionnaire.headline().filter(|_| data.loyalty.is_none());
        let question = headline.map(|question| SheetCell::Text(question.key.to_string()));
        let parts: Vec<SheetCell> = picture.parts().iter().map(|part| SheetCell::Text((*part).to_owned())).collect();
        let is_of_headline = |line: &Line| !picture.is_of_headline() || line.cell("question") == question.as_ref();
        sheet.figures.retain(|line| line.cell("part").is_some_and(|part| parts.contains(part)) && is_of_headline(line));
        let others: Vec<SheetCell> =
            Picture::ALL.iter().filter(|other| **other != picture).map(|other| cut_item(*other)).collect();
        let of_comparison = COMPARED.map(|item| SheetCell::Text(item.to_owned()));
        sheet.about.retain(|line| line.cell("item").is_none_or(|item| !others.contains(item) && !of_comparison.contains(item)));
        sheet
    }

    fn fill(&mut self, words: &Words, data: &ResultsData) {
        let questionnaire = &data.published.version.questionnaire;
        let loyalty = data.loyalty.as_deref();
        let scores = figures::scores(questionnaire, &data.scores, loyalty, minimum(data), data.steps.as_ref());
        self.figures.extend(scores.iter().flat_map(|score| of_score(words, data, score)));
        if let Some(compared) = compared(data) {
            self.say_compared([&compared.before.from, &compared.before.to]);
            self.about.extend(compared.overlaps.then(|| about_line(COMPARED[2], words.say("comparison-overlaps"))));
            self.figures.push(of_comparison(data, &compared));
        } else if let Some((days, line)) = withheld_comparison(data, &scores) {
            self.say_compared([&days[0], &days[1]]);
            self.figures.push(line);
        }
        if !data.shows_parts() {
            return;
        }
        let period = data.query.period;
        if let Some(trend) = figures::trend(questionnaire, &data.scores, loyalty, period, minimum(data), data.steps.as_ref()) {
            self.figures.extend(of_trend(data, &trend));
            let values = [("n", trend.buckets.len().into())];
            self.about.extend(trend.cut.then(|| cut(Picture::Trend, words.say_with("trend-cut", &values))));
        }
        let Some(headline) = Headline::of(questionnaire) else { return };
        if let Some((by, counts)) = &data.groups {
            let broken = figures::breakdown(&headline, counts, minimum(data), data.steps.as_ref());
            self.figures.extend(of_breakdown(words, data, by, &broken));
            self.about.extend(broken.cut.then(|| cut(Picture::Breakdown, words.say("breakdown-cut"))));
        }
        if let Some((by, across, counts)) = &data.cross
            && let Some(table) = crosstab(&headline, counts, minimum(data))
        {
            self.figures.extend(of_crosstab(words, data, (by, across), &table));
        }
    }
}

impl Sheet {
    /// Adds the days of the other period to `about`.
    fn say_compared(&mut self, days: [&String; 2]) {
        self.about.extend(COMPARED.into_iter().zip(days).map(|(item, day)| about_line(item, day.clone())));
    }
}

impl Line {
    fn new(part: &str) -> Self {
        Self(Vec::new()).text("part", part)
    }

    /// The cell in a column.
    pub fn cell(&self, column: &str) -> Option<&SheetCell> {
        self.0.iter().find(|(name, _)| *name == column).map(|(_, cell)| cell)
    }

    fn with(mut self, column: &'static str, cell: Option<SheetCell>) -> Self {
        debug_assert!(COLUMNS.contains(&column), "{column} is no column");
        self.0.extend(cell.map(|cell| (column, cell)));
        self
    }

    fn text(self, column: &'static str, text: impl Into<String>) -> Self {
        self.with(column, Some(SheetCell::Text(text.into())))
    }

    fn number(self, column: &'static str, number: Option<f64>) -> Self {
        self.with(column, number.map(SheetCell::Number))
    }

    fn whole(self, column: &'static str, n: Option<u64>) -> Self {
        self.with(column, n.map(SheetCell::Whole))
    }

    fn figure(self, figure: &FigureData) -> Self {
        let status = match figure.status {
            FigureStatus::Shown => "shown",
            FigureStatus::NoAnswers => "no_answers",
            FigureStatus::Withheld => "withheld",
        };
        let is_shown = figure.status == FigureStatus::Shown;
        self.text("status", status)
            .number("value", figure.value)
            .number("low", figure.interval.map(|interval| interval.low))
            .number("high", figure.interval.map(|interval| interval.high))
            .number("standard_error", figure.standard_error)
            .whole("n", figure.n)
            .with("indicative", is_shown.then_some(SheetCell::Flag(figure.indicative)))
    }

    fn difference(self, difference: &DifferenceData) -> Self {
        self.number("difference", Some(difference.value))
            .number("difference_low", difference.interval.map(|interval| interval.low))
            .number("difference_high", difference.interval.map(|interval| interval.high))
            .number("p", difference.p)
            .with("verdict", difference.verdict.map(|verdict| SheetCell::Text(verdict_name(verdict).to_owned())))
    }
}

fn about(words: &Words, data: &ResultsData) -> Vec<Line> {
    let (survey, version, filter) = (&data.published.survey, &data.published.version, &data.query.filter);
    let said = about_line;
    let counted = |item: &str, n: u64| Line::new("about").text("item", item).whole("count", Some(n));
    let basis = version.questionnaire.purposes.first().map(|purpose| purpose.basis.name().to_owned());
    let mut lines = vec![
        said("survey", survey.slug.to_string()),
        said("title", version.questionnaire.title.get(words.locale).to_owned()),
        counted("version", u64::from(version.number)),
        Line::new("about").text("item", "as_of").with("text", Some(SheetCell::Time(data.at))),
    ];
    // As a word and a number: "running 40".
    let importing = data.importing.as_ref();
    lines.extend(importing.map(|import| said("importing", format!("{} {}", import.state.name(), import.percent()))));
    // A requested grouping that is not shown does not describe the figures.
    let tells_apart = data.shows_parts() && !data.allows_differencing;
    let crossed = data.cross.as_ref().map(|(by, across, _)| (by, across)).filter(|_| tells_apart);
    let by = data.groups.as_ref().map(|(by, _)| by).filter(|_| tells_apart).or(crossed.map(|(by, _)| by));
    let given = [
        ("basis", basis),
        ("from", filter.from.map(|day| day.to_string())),
        ("to", filter.to.map(|day| day.to_string())),
        ("locale", filter.locale.map(|locale| locale.to_string())),
        ("channel", filter.channel.map(|channel| channel.name().to_owned())),
        ("by", by.map(|by| by.name().to_owned())),
        ("across", crossed.map(|(_, across)| across.name().to_owned())),
    ];
    lines.extend(given.into_iter().filter_map(|(item, text)| Some(said(item, text?))));
    lines.extend(filter.conditions.iter().map(|condition| said("where", condition.to_string())));
    lines.push(said("status", if data.allows_differencing { "withheld" } else { "shown" }.to_owned()));
    lines.push(counted("minimum_group", minimum(data)));
    let counts_wait = data.steps.as_ref().is_some_and(|steps| steps.counts.is_some());
    lines.extend(data.counts_responses().then(|| counted("responses", data.counts.standing)));
    if data.shows_parts() && !data.allows_differencing && !counts_wait {
        let withheld = data.counts.withheld.iter();
        lines.extend(withheld.map(|(state, n)| counted(&format!("withheld_{}", state.name()), *n)));
    }
    let notes = [
        words.say("figures-method"),
        words.say_with("figures-withheld", &[("minimum", minimum(data).into())]),
        words.say(crate::results::figure::caveat_id(&data.arrivals, filter.channel)),
    ];
    lines.extend(notes.map(|note| said("note", note)));
    lines
}

fn about_line(item: &str, text: String) -> Line {
    Line::new("about").text("item", item).text("text", text)
}

/// The line that says that a picture does not have all values.
fn cut(picture: Picture, text: String) -> Line {
    Line::new("about").with("item", Some(cut_item(picture))).text("text", text)
}

fn cut_item(picture: Picture) -> SheetCell {
    SheetCell::Text(format!("{}_cut", picture.name()))
}

/// The lines of a question or the loyalty index: figure, supplementary figures and distribution.
fn of_score(words: &Words, data: &ResultsData, score: &ScoreData) -> Vec<Line> {
    let line = |part| {
        let line = Line::new(part).text("measure", score.measure.name());
        match &score.question {
            Some(key) => line.text("question", key.as_str()).text("question_text", question_text(words, data, key.as_str())),
            None => line,
        }
    };
    let counted = score
        .distribution
        .iter()
        .map(|one| line("distribution").whole("score", Some(u64::from(one.score))).whole("count", Some(one.count)));
    let supplementary = score.supplementary.iter().map(|part| {
        let line = line("beside").figure(&part.figure);
        line.text("item", part.name.code()).text("text", words.say(measure_words::part_message(part.name)))
    });
    std::iter::once(line("score").figure(&score.figure)).chain(supplementary).chain(counted).collect()
}

/// The comparison with the other period, as on the page. `None` if the page has none.
fn compared(data: &ResultsData) -> Option<ComparisonData> {
    let questionnaire = &data.published.version.questionnaire;
    let key = &questionnaire.headline()?.key;
    let (_, scores) = data.scores.iter().find(|(found, _)| found == key)?;
    let compared = comparison(questionnaire, scores, data.loyalty.as_deref(), data.before.as_ref()?, minimum(data))?;
    let nobody = compared.before.figure.status == FigureStatus::NoAnswers && data.query.against.is_none();
    (compared.now.status == FigureStatus::Shown && !nobody).then_some(compared)
}

/// A chosen period that is withheld although the headline is shown: its days, and a line that says so.
fn withheld_comparison(data: &ResultsData, scores: &[ScoreData]) -> Option<([String; 2], Line)> {
    let (from, to) = data.query.against.filter(|_| data.before.is_none())?;
    let question =
        data.published.version.questionnaire.headline().filter(|_| data.loyalty.is_none()).map(|question| &question.key);
    let now = scores.iter().find(|score| score.question.as_ref() == question)?;
    let line = of_headline(data, "comparison", now.measure).text("start", from.to_string()).text("status", "withheld");
    (now.figure.status == FigureStatus::Shown).then(|| ([from.to_string(), to.to_string()], line))
}

/// The score of the other period, and the difference of the requested period from it.
fn of_comparison(data: &ResultsData, compared: &ComparisonData) -> Line {
    let line = of_headline(data, "comparison", compared.measure).text("start", compared.before.from.as_str());
    let line = line.figure(&compared.before.figure);
    match &compared.difference {
        Some(difference) => line.difference(difference),
        None => line,
    }
}

fn of_trend(data: &ResultsData, trend: &TrendData) -> Vec<Line> {
    let of = |part: &'static str, bucket: &figures::BucketData| {
        let line = of_headline(data, part, trend.measure).text("period", trend.period.name());
        line.text("start", bucket.start.as_str()).figure(&bucket.figure)
    };
    let rolling = trend.rolling.iter().map(|bucket| of("rolling", bucket));
    trend.buckets.iter().map(|bucket| of("trend", bucket)).chain(rolling).collect()
}

fn of_breakdown(words: &Words, data: &ResultsData, by: &Dimension, broken: &BreakdownData) -> Vec<Line> {
    let questionnaire = &data.published.version.questionnaire;
    let line = |group: &figures::GroupData| {
        let line = Line::new("breakdown").text("measure", broken.measure.name()).text("by", by.name());
        let line = line.with("question", broken.question.as_ref().map(|key| SheetCell::Text(key.to_string())));
        let name = match &group.group {
            None if data.figures_only && group.figure.status == FigureStatus::Withheld => words.say("breakdown-small"),
            value => value_name(words, questionnaire, by, value.as_deref()),
        };
        let line = line.with("group", group.group.clone().map(SheetCell::Text)).text("group_text", name).figure(&group.figure);
        match &group.difference {
            Some(difference) => line.difference(difference),
            None => line,
        }
    };
    broken.groups.iter().map(line).collect()
}

/// The lines of each cell. Totals are separate parts, because a group with unknown value has no code either.
fn of_crosstab(words: &Words, data: &ResultsData, (by, across): (&Dimension, &Dimension), table: &CrosstabData) -> Vec<Line> {
    let questionnaire = &data.published.version.questionnaire;
    let question = table.question.as_ref().map(|key| SheetCell::Text(key.to_string()));
    let line = |part| {
        let line = Line::new(part).text("measure", table.measure.name()).with("question", question.clone());
        line.text("by", by.name()).text("across", across.name())
    };
    let of_row = |line: Line, group: &Option<String>| {
        let name = value_name(words, questionnaire, by, group.as_deref());
        line.with("group", group.clone().map(SheetCell::Text)).text("group_text", name)
    };
    let of_column = |line: Line, column: &Option<String>| {
        let name = value_name(words, questionnaire, across, column.as_deref());
        line.with("column", column.clone().map(SheetCell::Text)).text("column_text", name)
    };
    let mut lines = Vec::new();
    for row in &table.rows {
        for (column, figure) in table.columns.iter().zip(&row.cells) {
            lines.push(of_column(of_row(line("crosstab"), &row.group), column).figure(figure));
        }
        lines.push(of_row(line("crosstab_row_total"), &row.group).figure(&row.total));
    }
    for (column, figure) in table.columns.iter().zip(&table.totals) {
        lines.push(of_column(line("crosstab_column_total"), column).figure(figure));
    }
    lines.push(line("crosstab_whole").figure(&table.whole));
    lines
}

/// A line about the headline: the loyalty index, which belongs to no question, or the headline question.
fn of_headline(data: &ResultsData, part: &str, measure: MeasureName) -> Line {
    let headline = data.published.version.questionnaire.headline().filter(|_| data.loyalty.is_none());
    let line = Line::new(part).text("measure", measure.name());
    line.with("question", headline.map(|question| SheetCell::Text(question.key.to_string())))
}

fn question_text(words: &Words, data: &ResultsData, key: &str) -> String {
    let question = data.published.version.questionnaire.question(key);
    question.map(|question| question.text.get(words.locale).to_owned()).unwrap_or_default()
}

/// The name for programs.
const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::ProbablyReal => "probably_real",
        Verdict::CouldBeChance => "could_be_chance",
    }
}

fn minimum(data: &ResultsData) -> u64 {
    u64::from(data.published.organisation.profile.minimum_group)
}
