# English. $form only matters in Dutch.

### Results

results-export = Responses (CSV)
results-export-more = More formats
figures-heading = Download figures
figures-intro = Download all figures on this page, with the chosen filter: scores with their 95 % interval and number of answers, the distribution, the trend and the breakdown. The numbers are not rounded.
picture-svg = Picture (SVG)
picture-png = Picture (PNG)
figure-basis = Legal basis of the survey: { $basis }.
figure-basis-import = Legal basis of the imported answers: { $basis }.
figure-no-basis = Without personal data.
figure-as-of = As of { $at }.
report-open = Report to print
indicative = Indicative
indicative-text = Fewer than { $n } answers: read this as a first impression.
answers-n = { $count ->
    [one] { $n } answer
   *[other] { $n } answers
}
choices-of = { $count ->
    [one] Share of { $n } respondent who chose something; several answers were possible
   *[other] Share of { $n } respondents who chose something; several answers were possible
}
answers-not-applicable = { $count ->
    [one] { $n } “don’t know / not applicable”, not counted
   *[other] { $n } “don’t know / not applicable”, not counted
}
score-caveat-link = Anyone with the link can answer, more than once. The 95 % interval covers chance only, not customers who did not answer.
score-caveat-import = The answers were imported. How many customers were asked is not known. The 95 % interval covers chance only, not customers who did not answer.
score-caveat-both = Some answers were imported. The others can come from anyone with the link, more than once. The 95 % interval covers chance only, not customers who did not answer.
loyalty-incomplete = Not all three answered, not counted
no-score = No answers yet
no-score-text = The score appears here as soon as there are answers. Share the link of the survey:
too-few = Too few answers to show
too-few-text = There are fewer than { $minimum } answers. No figure is shown, to protect respondents.
distribution-heading = Distribution
distribution-label = Distribution of { $n } answers: { $list }
distribution-item = { $score }: { $share }
table-show = As a table
answer-yes = Yes
answer-no = No
table-statement = Statement
table-score = Score
table-count = Count
table-share = Share
breakdown-heading = Breakdown
breakdown-by = Grouped by
breakdown-caption = { $measure } grouped by “{ $by }”. Question: “{ $question }”
breakdown-caption-index = { $measure } of the three questions together, grouped by “{ $by }”
breakdown-picture = Score with 95 % interval, over the whole scale
breakdown-difference = Difference from the rest
breakdown-withheld = Groups of fewer than { $minimum } answers are not shown. Sometimes a larger group is not shown either, so that a small group cannot be calculated.
breakdown-small = Small groups together
breakdown-too-many = There are too many different values for a table. Choose something else to group by.
breakdown-cut = There are more groups than are shown. The smallest are left out.
breakdown-caveat = Each group is compared with all other answers together, with a 95 % interval. The verdict is corrected for the number of comparisons (Holm). A difference is not yet a cause.
drivers-title = Key drivers – { $survey }
drivers-heading = Key drivers of the score
drivers-open = Key drivers of the score
drivers-back = Back to { $survey }
drivers-caption = How strongly each question is associated with the answer to “{ $question }”. The strongest comes first.
drivers-question = Question
drivers-picture = Association from −1 to 1, with 95 % interval
drivers-rho = Association (ρ)
drivers-verdict = Verdict
drivers-together = goes with a higher score
drivers-opposite = goes with a lower score
drivers-too-few = Fewer than { $minimum } respondents gave both answers.
drivers-no-spread = All answers are the same, or no respondent gave both answers.
drivers-none = Apart from its main question, this survey has no questions with a score.
drivers-caveat = Association is not a cause: what goes with a high score does not by itself make the score high. Both may come from something else.
drivers-method = ρ is Spearman’s rank correlation. At 1, a higher score here always goes with a higher score there. At −1 it is the other way round. At 0, one says nothing about the other. The interval is a 95 % interval (Bonett and Wright, 2000). The verdict is corrected for the number of questions (Holm).
pair-heading = Compare two groups
pair-first = Compare
pair-second = with
pair-choose = Choose a group
pair-compare = Compare
pair-method = This is the first group minus the second, with a 95 % interval. The verdict is corrected for all pairs that could be chosen (Holm).
crosstab-heading = Crosstab
crosstab-across = Crosstab with
crosstab-caption = { $measure } grouped by “{ $by }” and “{ $across }”. Question: “{ $question }”
crosstab-caption-index = { $measure } of the three questions together, grouped by “{ $by }” and “{ $across }”
crosstab-text = Each cell has the score, its 95 % interval and the number of answers. The stronger the colour, the higher the score on the whole scale, from { $low } to { $high }.
crosstab-total = All
crosstab-n = n = { $n }
crosstab-withheld = Cells with fewer than { $minimum } answers are not shown. Sometimes other cells are not shown either, so that a small cell cannot be calculated.
crosstab-caveat = Differences between cells are not tested. With so many cells, some always differ by chance.
crosstab-reader = A crosstab is about smaller groups than your account may see. An analyst can make one.
verdict-real = probably a real difference
verdict-chance = could be chance
unit-points = points
unit-points-percent = percentage points
reader-months = You see figures over whole months. Choose one filter at a time. With a filter there is no trend and no breakdown.
reader-steps = Figures of { $at }. They change only when at least { $minimum } answers have come or gone. That way the difference does not identify respondents.
withdrawn-wait = Not shown for now
withdrawn-wait-text = An answer in this figure was withdrawn or changed. The figure comes back once at least { $minimum } answers have changed.
comparison-heading = Change
comparison-text = Compared with the period before ({ $from } to { $to }): { $difference }
comparison-before = It was { $value } then, from { $n }.
comparison-choose = Compare with other days
comparison-from = Compare from
comparison-to = Compare up to and including
comparison-with = Compare with
comparison-days = { $from } to { $to }
comparison-chosen = Compared with { $from } to { $to }: { $difference }
comparison-chosen-few = There are too few answers from { $from } to { $to } to compare with.
comparison-chosen-nobody = There are no answers from { $from } to { $to } to compare with.
comparison-withheld = The figures from { $from } to { $to } are not shown. Together with other figures, they could identify respondents.
comparison-overlaps = Some days are in both periods. The same answers then count twice. That is why there is no interval, and it cannot be said whether the difference is real. Choose periods that do not overlap.
comparison-few = There are too few answers in the period before ({ $from } to { $to }) to compare with.
gauge-heading = Gauge
gauge-label = { $measure } from −100 to +100: { $value }, 95 % interval { $interval }, { $answers }
trend-heading = Trend
trend-label = Trend of { $measure } per { $period }; the figures are in the table below
trend-period = Per
period-day = day
period-week = week
period-month = month
period-quarter = quarter
table-period = Period
table-interval = 95 % interval
table-answers = Answers
trend-withheld = not shown
trend-rolling-text = The dashed line is a rolling score: the { $what }.
trend-rolling-day = last 7 days together
trend-rolling-week = last 4 weeks together
trend-rolling-month = last 3 months together
trend-rolling-quarter = last 4 quarters together
trend-withheld-text = Periods with fewer than { $minimum } answers are not shown. Sometimes another period is not shown either, so that a small period cannot be calculated.
trend-axis = The axis runs from { $low } to { $high }, not over the whole scale from { $least } to { $most }.
trend-cut = Only the last { $n } are shown here. Choose longer periods, such as quarters, to see everything.
trend-one = With one period there is no trend to see yet.
questions-heading = All questions
withheld-heading = Not counted
withheld-none = Every response counts.
withheld-intro = { $count ->
    [one] { $n } response is not in these figures:
   *[other] { $n } responses are not in these figures:
}
withheld-intro-few = These responses are not in these figures:
withheld-fewer = fewer than { $least }
withheld-refused = { $n } without consent
withheld-withdrawn = { $n } withdrawn
withheld-objected = { $n } after an objection
withheld-expired = { $n } expired
withheld-erased = { $n } erased
withheld-other = { $n } for another reason

### Saved views

views-title = Saved views
views-intro = Save this view under a name. The figures are always those of the moment when the view is opened. Users see only the figures that they may see.
views-now = Now: { $what }
views-name = Name
views-span = Which days
views-save = Save the view
views-days = Days
views-all = All responses
views-trend = trend per { $period }
views-made = Saved by { $who } on { $time }
views-change = Change
views-rename = Rename
views-delete = Delete the view
views-delete-text = The address will not work any more. Answers and figures do not change.
views-missing = This view uses something that is no longer in the survey.
views-missing-text = No longer in the survey: { $keys }. Without this part the figures are different.
views-without = Show the rest of the view
views-full = This survey already has 100 views. Delete one first.

### Attributes that name an employee

breakdown-by-employee = Grouped by employee
crosstab-across-employee = Crosstab with employee

counting-title = { $survey }: being counted
counting-heading = Being counted
counting-text = There are many answers, so this takes a while. Respondents go first. This page asks again by itself.
counting-again = Ask again now
counting-back = Back to the results without conditions
importing-running = An import is running: { $percent } % of { $file } is done.
importing-interrupted = An import was interrupted at { $percent } % of { $file }.
importing-undoing = The import of { $file } is being undone.
importing-figures = These figures and the files on this page contain part of its answers. They change until the import is done or undone.
importing-part = Part of those answers is counted here already.
importing-readers = You see the figures of before the import. New figures follow when it is done or undone.
