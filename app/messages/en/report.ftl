# English. $form only matters in Dutch.

### Results

figures-method = All intervals are 95 % intervals. Numbers are not rounded. The page shows one decimal, rounded half away from zero.
figures-withheld = Figures about fewer than { $minimum } answers are withheld. Sometimes a larger figure is withheld too. Those lines say “withheld” and have no figure.
figures-sheet = Figures
figures-sheet-about = About
picture-margins = The 95 % intervals cover chance only, not customers who did not answer.
picture-source = { $title }. { $source }
report-back = To the results
report-print = You can print this page or save it as a PDF.
report-organisation = Organisation
report-which = Which responses
report-all = All responses
report-responses = Responses that count
report-basis = Legal basis
report-as-of = As of
report-method = How this was measured
report-method-margin = The 95 % interval shows how far chance alone can move a score. It says nothing about customers who did not answer.
report-method-rounding = Scores are rounded to one decimal, half away from zero. The files with figures are not rounded.
report-source-nps = Net Promoter Score after Reichheld (2003): the share of 9 and 10 minus the share of 0 to 6. The interval is an adjusted Wald interval (Rocks, 2016).
report-source-share = The interval of a share is that of Wilson (1927).
report-source-mean = The interval of a mean is Student’s (t).
report-source-difference = Differences are tested: NPS by z on two standard errors, shares with the interval of Newcombe (1998), means after Welch (1947). Many comparisons at once are corrected after Holm (1979).

### Fixed reports

fixed-title = Fixed reports
fixed-lead = A fixed report does not change any more, even if answers are added or removed later. It contains only figures about groups, no answers. Note: by comparing old and new figures, it is sometimes possible to see what one respondent answered. Does a respondent ask for erasure, and can they be recognised in that way? Then delete the report.
fixed-empty = No report has been fixed yet. Open a report from the results and fix it at the bottom.
fixed-all = All fixed reports
fixed-by = Fixed on { $time } by { $who }
fixed-readers = also for readers
fixed-of-readers = Made with the figures that readers saw then.
fixed-hash = SHA-256 of the document
fixed-document = Document (JSON)
fixed-today = Today
fixed-figure = { $value } from { $answers }
fixed-then-now = Then { $then }; today { $now }.
fixed-now-withheld = Today this figure is not shown.
fixed-same = A new report would give the same scores.
fixed-changed = { $count ->
    [one] One score would be different, new or missing today.
   *[other] { $n } scores would be different, new or missing today.
}
fixed-gone = { $n } responses were withdrawn, expired or erased since then.
fixed-live = Current results
fixed-delete = Delete the report
fixed-delete-text = The report disappears for all users. The log still shows that it was there, who deleted it and why.
fixed-reason = Reason
fixed-trail = Audit log
fixed-deed = What
fixed-name = Title
fixed-deed-fixed = fixed
fixed-deed-deleted = deleted
fixed-fix = Fix this report
fixed-fix-text = What is shown here then no longer changes. The date and the name of the user who fixes it are added. Groups of fewer than 5 respondents are never in it.
fixed-for-readers = Readers may see it too
fixed-for-readers-hint = The report then contains what a reader sees now: no crosstabs, whole months, and the figures as readers last got them.
fixed-importing = An import of this survey is not finished. Fix the report when it is done or undone. Nothing was fixed.
fixed-withheld = Nothing of this may be shown to the users who could see the report. Nothing was fixed.
fixed-full = There are already { $n } fixed reports. Delete one first.
fixed-small-minimum = Readers in this organisation see groups of fewer than { $least } respondents. Groups that small may not be in a fixed report. Fix it without readers, or raise the minimum first. Nothing was fixed now.
fixed-damaged = This report was changed since it was fixed, or cannot be read any more. That is why it is not shown.
fixed-employee = This report uses an attribute that names an employee. That was declared after the report was fixed. That is why the report is no longer shown, to any user.
fixed-back = Back to the report
