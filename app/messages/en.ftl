# English. $form only matters in Dutch.

### Everywhere

skip-to-content = Skip to content
language-switch = Language
title-with-error = Error: { $title }
title-of = { $page } – { $name }
errors-heading = { $count ->
    [one] Something is not right yet
   *[other] { $count } things are not right yet
}
field-error = Error:
optional = optional
date = { $day } { $month } { $year }
date-time = { $date } at { $time }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-year = { $month } { $year }
quarter-year = Q{ $number } { $year }
months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
not-applicable = Don’t know / not applicable
score-of = { $score } out of { $max }
locale-nl = Dutch
locale-en = English

### Answering

answer-send = Send
answer-part = Part { $part } of { $parts }
answer-text-hint = Please leave out names, health and citizen numbers.
answer-text-length = At most { $max } characters.
answer-number-between = A number from { $min } to { $max }.
answer-number-least = A number from { $min }.
answer-number-most = A number up to { $max }.
answer-choose-any = You can choose more than one.
answer-choose-most = Choose at most { $max }.
answer-brought = These data come from the link
answer-light-notice = { $name } stores only the answer and the day, nothing about you. Taking part is voluntary.
purposes-heading = May we also …? (optional)
purposes-hint = You do not have to tick anything. Your answers will still arrive.
contact-hint = Fill in at least one of the two. We store this apart from your answers.
contact-email = E-mail address
contact-phone = Telephone number
notice-heading = What happens with your answers
notice-consent = By pressing Send you consent to this:
notice-legitimate-interest = This needs no consent; it is a legitimate interest:
notice-contract = This is needed for your contract with { $name }:
notice-exempt = No consent is needed for this:
notice-interest = The interest: { $interest }
notice-take-back-consent = You can withdraw your consent at any time on your receipt.
notice-take-back-objection = You can object to this at any time on your receipt.
notice-also = Also without consent:
notice-what = What
notice-how-long = How long
notice-how-long-value = { $months }; then we erase everything.
notice-how-long-light = As long as it is needed for the figures. The answer cannot be linked to a person.
notice-who = Who
notice-ask = Questions
notice-ask-value = { $contact }
notice-privacy-officer = Privacy: { $officer }
notice-more = All your rights and where your data are stored
notice-controller = Controller
notice-storage = Where the data are stored
notice-transfers = Transfers
notice-voluntary = Voluntary
notice-source = Source
notice-rights = Rights
notice-complaint = Complaint
notice-purposes = Purposes
notice-stated = Notice given earlier
notice-stated-value = { $notice }, collected by { $collector }

### Help in the browser (with JavaScript)

guard-progress = {"{done}"} of {"{total}"} answered
guard-sending = Sending your answers …
guard-kept = There is no connection right now. Your answers are kept on this device. They will be sent when the connection is back. You can leave this page open.
guard-in-memory = There is no connection right now. Please leave this page open. Your answers will be sent when the connection is back.
guard-try-now = Try now
guard-left-over = Your earlier answers had not arrived yet. They are being sent now.
count-left = You have {"{n}"} characters left
count-over = {"{n}"} characters too many

### After sending

thanks-heading = Thank you
thanks-text = { $name } has received your answers.
thanks-light-text = { $name } has received your answer. You can close this page.
thanks-receipt = Your receipt
thanks-receipt-text = Your receipt is a page with everything that was stored. There you can withdraw your consent, object, or erase everything. You do not need an account.
thanks-open-receipt = View, change or erase my answers
thanks-withdraw = Withdraw consent
thanks-object = Object
thanks-save = Keep the address of that page, for example as a bookmark. The page opens only with that address. We cannot send the address again.

### Receipt

receipt-title = Receipt
receipt-intro = This is what { $name } has stored about you. Keep the address of this page, for example as a bookmark. You can only come back here with that address.
receipt-erased = Your answers were erased on { $date }. Only the proof of your consent is left below.
receipt-survey = Survey
receipt-sent = Sent
receipt-locale = Language
receipt-notice = Privacy notice
receipt-notice-value = Version { $number }, fingerprint { $hash }
receipt-answers = Your answers
receipt-no-answers = No answers are stored.
receipt-not-answered = Not answered
receipt-contact = How to reach you
receipt-purposes = What your answers are used for
receipt-withdraw = Withdraw consent
receipt-object = Object
receipt-effect-analysis = Your answers then no longer count. We erase them within 30 days.
receipt-effect-contact = We then erase your contact details.
receipt-effect-publish = We then no longer show your comment.
receipt-effect-connect = Your answers are then no longer linked to your customer record.
receipt-since = { $state }, since { $date }
state-given = Consent given
state-refused = No consent
state-withdrawn = Consent withdrawn
state-renewed = Consent given again
state-asserted = Notified, no objection
state-objected = Objected
state-expired = Expired
state-erased = Erased
receipt-history = What has been recorded
event-sent = Sent
event-imported = Imported from another system
event-api = Submitted by another program
event-withdrawn = Withdrawn or objected
event-erased = Erased
event-expired = Expired
event-other = Choice recorded
purpose-analysis = Counting and reading answers
purpose-contact = Getting in touch
purpose-publish = Showing the comment
purpose-connect = Linking to the customer record
receipt-event-decision = { $purpose }: { $state }
receipt-erase = Erase your data
receipt-erase-intro = Choose what you want to erase. It happens at once. It cannot be undone.
receipt-erase-answers = Erase answers
receipt-erase-answers-text = We erase your answers and your contact details. We keep only the proof that you gave consent, so that we can account for it. This receipt keeps working.
receipt-erase-everything = Erase everything
receipt-erase-everything-text = After that, the proof cannot be connected to you either. This receipt disappears.
receipt-proof = Proof
receipt-proof-sealed = Your latest choice is in the signed log of { $name }. If it is changed or removed there, that can be seen.
receipt-proof-waiting = Your latest choice is stored. In a few seconds it will also be in the signed log of { $name }. Then load this page again.
receipt-proof-text = Download the proof and keep it. It shows what you said yes or no to, also without us. Your answers are not in it.
receipt-proof-download = Download the proof
receipt-proof-verify = Check a proof
receipt-proof-print = You can also print this page.
receipt-full-notice = The whole privacy notice
receipt-full-hash = Full fingerprint (SHA-256)

### Checking a receipt

verify-title = Check a proof
verify-lead = Did you download a proof? Check here that it really is in the signed log and that nothing in it was changed. Your own browser does the check. The file is not sent anywhere.
verify-needs-script = Your browser needs JavaScript for this check. It can also be done without: the documentation of Klankbord has a small Python program that does the same on your own computer.
verify-file = Choose the file with the proof
verify-drop = You can also drop the file on this page.
verify-text = Or paste the contents of the file
verify-keys = Keys that you trust
verify-keys-label = Keys, one per line
verify-keys-hint = According to this website, it signs with these keys. Do you have keys from another source, such as an annual report or a supervisor? Then enter those.
verify-button = Check
verify-proven = The proof is right
verify-proven-text = Every choice in this proof is in the signed log, exactly as it is here.
verify-incomplete = Not everything could be checked
verify-incomplete-text = No error was found, but not everything could be checked. Perhaps the choice was not in the log yet when the proof was downloaded. Or none of the keys signed it. Download the proof again and try once more.
verify-broken = The proof is not right
verify-broken-text = The proof was changed, or it is not a real proof. Below you see what is wrong.
verify-unreadable = This is not a proof
verify-unreadable-text = This file is not a proof from Klankbord, or something was added to it. Choose the file that you downloaded from your receipt.
verify-checked = What was checked
verify-passed = right
verify-failed = wrong
verify-not-checked = not checked
verify-no-event = Unreadable choice
check-leaf = The recorded choice can be read and has the right form
check-event = The proof names the same choice, organisation and way of choosing
check-decisions = All purposes are there, with the choice that was recorded
check-times = The times are those of the recorded choice
check-notice = The notice is that of the recorded choice
check-words = The texts are those of the notice
check-subject = The choice belongs to the holder of this proof
check-log = It is the log of this organisation and this year
check-inclusion = The choice is in the log
check-signature = The log is signed with a trusted key
verify-limits = What this does not show
verify-limit-key = That the key really is the organisation's. You only know that if you also have the key from another source.
verify-limit-later = What happened after the download. A later choice is not in it.
verify-limit-fork = That everyone sees the same log. That only shows when others keep its signed state and compare.
verify-limit-person = Who made the choice. The log has no names. Only the holder of the proof can show that the choice is theirs.

### Websites

site-receipt-intro = This is what { $name } has stored about your choices on { $site }. Keep the address of this page, for example as a bookmark. You can only come back here with that address.
site-receipt-site = Website
site-receipt-decided = Chosen
site-receipt-until = Valid until
site-receipt-purposes = What you consented to
site-receipt-none = We have no consent from you.
site-receipt-effect = { $name } may then no longer do this. Your browser also keeps your choice. Change it there with the cookie settings on the website.
site-receipt-proof-text = Download the proof and keep it. It shows what you said yes or no to, also without us.
site-receipt-erase-text = After that, the proof of your choices cannot be connected to you. This receipt disappears. It happens at once. It cannot be undone.
event-accept-all = Accepted everything
event-refuse-all = Refused everything
event-own-choice = Own choice
event-gpc = Signal of the browser (Global Privacy Control)
site-items = Cookies and storage per purpose
site-no-items = Nothing is stored in the browser for this.
site-exempt = No consent needed
site-asked = Only with consent
site-item = { $text } Stored by { $provider }, kept for: { $duration }.
kind-cookie = cookie
kind-local = local storage
kind-session = storage until the tab closes
site-vendors = Other parties
role-controller = decides for itself
role-joint = decides together with the website
role-processor = works for the website
site-roles = Who is responsible
site-validity = How long a choice is valid
site-privacy-title = Cookies and privacy on { $site }
site-privacy-version = version { $number } of this cookie notice, published on { $date }.

### Cookies and privacy

footer-cookies = Cookies
footer-privacy = Privacy
footer-withdraw = Withdraw consent
cookies-title = Cookies on these pages
cookies-now = What applies now
cookies-open = You have not chosen yet. Until you do, we store only what is needed.
cookies-asked-again = Your earlier choice no longer applies. The purposes have changed, or your choice has expired. That is why we ask again.
cookies-gpc-outranked = Your browser sends Global Privacy Control. You gave consent here yourself. That consent applies until you withdraw it.
cookies-granted = You gave consent to this
cookies-chosen-at = Chosen on { $date }.
cookies-withdraw-all = Withdraw everything
cookies-here = Now in this browser
cookies-here-none = This browser has no cookies of these pages now.
cookies-here-local = This page cannot see whether answers are still waiting in local storage.
cookies-receipt = View or erase my choices
cookies-receipt-keep = Do you want to see that page later? Keep its address, for example as a bookmark.
cookies-refusal-receipt-text = If you refuse, we keep nothing that leads to you. Do you want proof? Then we record your refusal with a random mark.
cookies-refusal-receipt = Make proof of my refusal
cookies-choose = Let me choose
cookies-always = { $name }: { $always }
cookies-more = The whole privacy notice of these pages
cookies-back = Back to where you were
cookies-only-necessary = These pages store only what they need to work. That needs no consent, so there is nothing for you to choose. We do not follow you.
cookies-static-session = Cookie, only for staff who sign in. Keeps them signed in. Kept for: 12 hours.
cookies-static-unsent = Local storage. Keeps your answers when you press Send without a connection. Kept until the answers have arrived.
cookies-not-granted-title = Your consent could not be recorded
cookies-not-granted-text = So no consent applies. Nothing was switched on. What you switched off or refused before is off. Please try again in a minute.
cookies-not-recorded-title = Your choice applies, but has not been recorded yet
cookies-not-recorded-text = What you withdrew or refused is now off. What was stored for it in this browser is removed. Only the proof in our log is missing, because we cannot store anything right now. Try again in a minute with this button. Your choice applies even if you do not.
cookies-record-again = Record it now
privacy-title = Privacy
privacy-lead = Here you can read what happens with your data. That is for every survey and every website of this installation, and for earlier data that we still keep. The texts come from the published notices.
privacy-none = There is no open survey and no website now, so we collect no data about visitors.
privacy-survey = Survey
privacy-site = Website
privacy-closed-survey = Closed survey
privacy-import = Imported answers
privacy-version = { $kind }, version { $number }, published on { $date }
privacy-earlier = { $count ->
    [one] 1 earlier notice with data that we still keep
   *[other] { $count } earlier notices with data that we still keep
}
privacy-earlier-text = These are closed surveys, earlier versions and imported answers. We ask nothing new for them. We keep the data that exist as we said at the time. The newest notice comes first.
privacy-proof = Were your answers erased, or did you withdraw a choice? Then we keep only the proof of consent: for what and when, with a random mark. We erase it when it is no longer needed, usually five years after the end of the year. On the page of your receipt you can erase it sooner.
privacy-purpose = { $text } ({ $basis })
privacy-items = All cookies and parties
basis-consent = with consent
basis-contract = needed for a contract
basis-legitimate-interest = legitimate interest, you can object
basis-exempt = no consent needed

### Pages with a message

reused-title = You had already sent this form
reused-text = This form was sent before, with other answers. The first answers were stored, these were not. The receipt shows what is stored.
closed-title = This survey is closed
closed-text = Thank you for your interest. { $name } does not accept answers any more. Would you still like to say something? Please get in touch: { $contact }
not-open-title = This survey is not open yet
not-open-text = { $name } is still working on this survey. Please try again later.
unknown-survey-title = There is no such survey
unknown-survey-text = Please check the address. Perhaps a letter is missing. Is the address right? Then ask the organisation that sent you the link for a new one.
erased-title = Everything has been erased
erased-text = Your answers, your contact details and the receipt no longer exist. You do not have to do anything else.
message-not-found = There is no such page
message-not-found-text = Please check the address. Perhaps a letter is missing, or the page was erased.
message-forbidden = This did not come from our own page
message-forbidden-text = For safety nothing was stored. Open the form again and send it once more.
message-not-allowed = Your account may not do this
message-not-allowed-text = Ask an owner of your organisation for the right.
message-too-large = This is too much text
message-too-large-text = Nothing was stored. Go back, make your comment shorter and send it again.
message-too-many = One moment please
message-too-many-text = Too many requests came from your connection in a short time. Nothing was stored. Wait a minute and try again.
message-unavailable = Not available right now
message-unavailable-text = We cannot store or look up anything right now. Try again in a minute. Sending again does no harm: your answers count once.
message-busy = It is too busy right now
message-busy-text = Too many people are asking for a picture right now. Nothing is lost. Try again in a minute.
message-internal = Something went wrong on our side
message-internal-text = It is not your fault. We have recorded the error. Please try again later.
message-bad-request = We cannot read this
message-bad-request-text = Nothing was stored. Open the page again and try once more.
message-method = This is not possible here
message-method-text = This address is not meant to be used like this. Go back to the page before.
message-media = We do not take this kind of content
message-media-text = Nothing was stored. Use the form on the page itself.
message-timeout = This took too long
message-timeout-text = The connection was too slow. Please try again. Sending again does no harm: your answers count once.

home-title = Klankbord
home-lead = With Klankbord, organisations ask their customers what they think. They also record who consented to what.
home-customer = Did you get a link to a survey? Then open that link. On your receipt you can view, change or erase everything later.
home-staff = Do you work with the results?
home-sign-in = Sign in
home-overview = To the overview

### Signing in

sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-failed = The e-mail address or the password is not right. Check both and try again.
sign-in-throttled = There were too many attempts to sign in. Wait 15 minutes and try again.
sign-in-signed-out = You have signed out.
sign-in-signed-out-everywhere = You have signed out everywhere, on other devices too.
sign-in-no-account = No account? The administrator of this server can make one with { $command }.
setup-title = Make an account
setup-intro = Choose the e-mail address and password you will sign in with from now on. This link works once.
setup-password-hint = At least 12 characters. A few unrelated words in a row are strong and easy to remember.
setup-button = Make the account
setup-expired-title = This link no longer works
setup-expired-text = The link was used before or is too old. The administrator of this server can make a new one with { $command }.
password-length = Choose a password of { $min } to { $max } characters.
sign-out = Sign out
sign-out-everywhere = Sign out everywhere
account-menu = Account

### Overview

overview-title = Surveys
overview-empty-title = There is no survey yet
overview-empty-text = Make the first one on the server. Choose from nps, csat, csat10, loyalty, ces and helpful:
overview-no-score = No responses yet
overview-no-headline = No score
overview-responses = { $count ->
    [one] { $n } response
   *[other] { $n } responses
}
overview-made = Made on { $date }
status-draft = Draft
status-open = Open
status-closed = Closed

### Results

results-back = All surveys
results-export = Responses (CSV)
results-export-more = More formats
figures-heading = Download figures
figures-intro = Download all figures on this page, with the chosen filter: scores with their 95 % interval and number of answers, the distribution, the trend and the breakdown. The numbers are not rounded.
figures-method = All intervals are 95 % intervals. Numbers are not rounded. The page shows one decimal, rounded half away from zero.
figures-withheld = Figures about fewer than { $minimum } answers are withheld. Sometimes a larger figure is withheld too. Those lines say “withheld” and have no figure.
picture-svg = Picture (SVG)
picture-png = Picture (PNG)
picture-margins = The 95 % intervals cover chance only, not customers who did not answer.
figure-basis = Legal basis of the survey: { $basis }.
figure-no-basis = Without personal data.
figure-as-of = As of { $at }.
picture-source = { $title }. { $source }
report-open = Report to print
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
export-heading = Download responses
export-intro = The file holds the responses that may be used now. Each has its consent or other legal basis.
export-filtered = With the filter of this page:
export-format = File format
export-labels = Labels
export-shape = Rows
export-csv = CSV
export-csv-excel-nl = CSV for a Dutch Excel
export-xlsx = Excel workbook (XLSX)
export-jsonl = JSON Lines
export-parquet = Parquet
export-spss = SPSS (data and syntax)
export-codes = Codes only
export-labels-nl = Codes and labels, in Dutch
export-labels-en = Codes and labels, in English
export-wide = One per response
export-long = One per answer
export-download = Download
export-prepare = Schedule the download
export-codebook = Codebook
export-hint = The codebook says what each column and each code means. It is already in the Excel workbook and in the files for SPSS.
filter-heading = Filter
filter-from = From
filter-to = Up to and including
filter-locale = Language
filter-channel = Channel
filter-version = Version
filter-all = All
filter-apply = Show
filter-clear = Clear the filter
channel-link = Open link
channel-import = Import
channel-api = API
channel-demo = Made up (demo)
measure-nps = Net Promoter Score
measure-csat = Satisfied
measure-report-mark = Report mark
measure-ces = Ease (CES)
measure-loyalty-item = Mean
measure-loyalty = Loyalty
measure-mean = Mean
unit-percent = { $value } %
interval = { $low } to { $high }
interval-of = 95 % interval: { $interval }
interval-none = No interval: that takes at least two answers
indicative = Indicative
indicative-text = Fewer than { $n } answers: read this as a first impression.
answers-n = { $count ->
    [one] { $n } answer
   *[other] { $n } answers
}
answers-not-applicable = { $count ->
    [one] { $n } “don’t know / not applicable”, not counted
   *[other] { $n } “don’t know / not applicable”, not counted
}
score-caveat-link = Anyone with the link can answer, more than once. The 95 % interval covers chance only, not customers who did not answer.
score-caveat-import = The answers were imported. How many customers were asked is not known. The 95 % interval covers chance only, not customers who did not answer.
nps-explained = Promoters (9–10) minus detractors (0–6), from −100 to 100
nps-promoters = Promoters (9–10)
nps-passives = Passives (7–8)
nps-detractors = Detractors (0–6)
csat-explained = Share that gives { $threshold } or higher, on a scale from { $min } to { $max }
csat-yes-explained = Share that says yes
report-mark-explained = Mean on a scale from 1 to 10
eight-or-higher = 8 or higher
five-or-lower = 5 or lower
ces-explained = Mean on a scale from 1 to 7; higher is easier
ces-five-or-higher = 5 or higher
loyalty-explained = Mean of three questions on a scale from 1 to 10, only of respondents who answered all three
loyalty-incomplete = Not all three answered, not counted
mean-explained = Mean on a scale from { $min } to { $max }
mean-beside = Mean
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
breakdown-picture = Score with 95 % interval, over the whole scale
breakdown-difference = Difference from the rest
breakdown-unknown = Not known
breakdown-withheld = Groups of fewer than { $minimum } answers are not shown. Sometimes a larger group is not shown either, so that a small group cannot be calculated.
breakdown-small = Small groups together
breakdown-too-many = There are too many different values for a table. Choose something else to group by.
breakdown-cut = There are more groups than are shown. The smallest are left out.
breakdown-unverified = These values may come from the link to the survey. They are not checked: anyone with the link can change them.
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
conditions = Only these responses
condition-lift = Without { $condition }
gives-away = This combination is not shown
gives-away-reader = Small groups are protected. Together with other figures, this combination could identify respondents. Choose one filter, or other months.
reader-months = You see figures over whole months. Choose one filter at a time. With a filter there is no trend and no breakdown.
reader-steps = Figures of { $at }. They change only when at least { $minimum } answers have come or gone. That way the difference does not identify respondents.
withdrawn-wait = Not shown for now
withdrawn-wait-text = An answer in this figure was withdrawn or changed. The figure comes back once at least { $minimum } answers have changed.
gives-away-text = Small groups are protected. Without one of the filters, fewer than { $minimum } answers would be added. Those answers could then be recognised. Choose other filters.
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
trend-cut = Only the last { $n } are shown here. Choose a longer period to see everything.
trend-one = With one period there is no trend to see yet.
week-of = week of { $date }
questions-heading = All questions
matrix-row = { $statement }
comments-heading = Newest comments
comments-none = No comments yet.
comment-score = score { $score }
comments-all = All comments
comments-title = Comments – { $survey }
comments-back = Results of { $survey }
comments-no-question = This survey has no open question.
comments-filter = Search comments
comments-search = Search the text
comments-search-hint = All words must occur. Put a phrase between "quotation marks" to search for exactly that text. Put - before a word to exclude it. Put * after the beginning of a word: begin*.
comments-question = Question
comments-group = Group
comments-satisfied = Satisfied ({ $scores })
comments-between = In between ({ $scores })
comments-not-satisfied = Not satisfied ({ $scores })
comments-too-few = These are comments of fewer than { $minimum } respondents. They are not shown, to protect respondents.
comments-none-found = No comments found. Search for something else or clear the filter.
comments-count =
    { $count ->
        [one] { $n } comment
       *[other] { $n } comments
    }
comments-many = More than { $n } comments
comments-newest = To the newest
comments-older = Older comments
comments-pages = Pages
tags-heading = Tags
tags-none = No tags yet. Add a tag to a comment.
tags-name = Tag
tags-name-hint = Does the tag exist already? Then this rule replaces the one before.
tags-count = Comments
tags-score = Score
tags-change = Change
tags-hint = The score is that of the respondents who wrote such a comment, with a 95 % interval. With fewer than { $minimum } respondents the score is not shown.
tags-too-few = too few
tags-ruled = Applied automatically to: { $words }
tags-rule-title = Make a rule
tags-rule = Applied automatically to any of these words
tags-rule-hint = Put commas between the words, such as: delivered, parcel, too late, deliver*. Only whole words count. A * stands for any ending. Capitals and accents make no difference. The rule applies to existing and new comments.
tags-save = Save the rule
tags-add = Add a tag
tags-put = Add
tags-remove = Remove the tag { $tag } from this comment
tags-drop-rule = Delete rule
tags-delete = Delete tag
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

### Running websites

sites-title = Websites
sites-back = All websites
sites-empty = There is no website yet. Make the first one below.
sites-published = Version { $number } of the cookie notice, published on { $date }.
sites-decisions = { $count ->
    [one] { $n } decision in the last 30 days
   *[other] { $n } decisions in the last 30 days
}
sites-own = This is the cookie notice on Klankbord’s own pages. It needs no script.
sites-tag = Put this first in <head> on every page:
sites-create = Add a website
sites-create-text = The website gets a cookie notice with standard texts in Dutch and English. After that you fill in what the website stores for each purpose.
sites-create-button = Add the website
sites-name = Name
sites-name-hint = As visitors know the website.
sites-key = Key
sites-key-hint = Used in addresses and in the name of the cookie. Use small letters, digits and single hyphens, such as shop. It cannot be changed later.
sites-origins = Addresses
sites-origins-hint = The address of the website, with https:// before and no path, such as https://www.shop.example. Put each address on its own line.
site-version = Version { $number }
counted-shown = Cookie notice shown
counted-accept-all = Accepted everything
counted-refuse-all = Refused everything
counted-own-choice = Own choice
counted-gpc = Global Privacy Control
counted-withdraw = Withdrawn
numbers-export = Figures (CSV)
numbers-period = Period
numbers-kind = What
numbers-share-of-choices = Share of choices
numbers-choices-n = { $count ->
    [one] { $n } choice on the cookie notice: accepted, refused or chosen per purpose. A visitor who chooses twice counts twice.
   *[other] { $n } choices on the cookie notice: accepted, refused or chosen per purpose. A visitor who chooses twice counts twice.
}
numbers-decisions = Decisions
numbers-opt-in-heading = Consent per purpose
numbers-purpose = Purpose
numbers-opt-in = Yes
numbers-granted = Yes, count
numbers-decided = Decisions (n)
numbers-opt-in-text = n is how often visitors themselves decided about the purpose. Signals of browsers, withdrawals and visitors who chose nothing do not count. The interval (Wilson) covers chance only.
numbers-without-choice = Shown without a choice
numbers-without-choice-of = { $part } of the { $n } times that the cookie notice was shown
numbers-without-choice-text = This is an estimate: how often it was shown, minus the choices. Does a visitor see the cookie notice on three pages? Then that counts three times. The interval does not account for that.
numbers-gpc-of = { $part } of { $n } first choices
numbers-gpc-text = These browsers ask for privacy themselves. They count as a refusal and get no cookie notice. n is all choices on the cookie notice plus these signals.
numbers-withdrawn-text = This is how often consent was withdrawn. That may also be consent from before this period. That is why there is no percentage here.
numbers-over-time = Decisions over time
numbers-chart-cut = This chart starts with { $from }. It has room for { $count } months. The other figures on this page and the CSV file are about all days.
numbers-chart-label = { $n } decisions from { $from } up to and including { $to }; the figures are in the table below
numbers-by-version = Per version of the cookie notice
numbers-version = Cookie notice
numbers-by-locale = Per language
numbers-nothing = Nothing counted yet
numbers-empty-title = Nothing was counted in this period
numbers-empty-text = Choose other days. Or check that the tag of the website is on its pages.
numbers-no-identifier = Visitors cannot be recognised in these figures. They are counters per day, language and version. The days are those of the organisation's time zone.

### Processing register

register-title = Processing register
register-lead = This register (GDPR article 30(1)) is made from the privacy notices in force, of all surveys and websites. When a notice changes, the register changes with it. You can also print this page.
register-csv = Register (CSV)
register-json = Register (JSON)
register-privacy-officer = Privacy
register-drawn-label = Drawn up
register-drawn = { $date }
register-empty = There is no survey or website yet, so the register is still empty.
register-no-purposes = None: no personal data are stored.
register-persons = Whose
register-data = Which data
register-recipients = Recipients
register-source = According to
register-version = Version { $number } of the privacy notice, of { $date }, fingerprint { $hash }
register-security = Security
register-limits = This lists only what Klankbord does. Other processing by the organisation belongs in its register too.
activity-survey = Survey
activity-import = Import
activity-website = Website
register-basis-consent = Consent
register-basis-contract = Contract
register-basis-legitimate-interest = Legitimate interest
register-basis-exempt = No consent needed (Telecommunicatiewet article 11.7a(3))
persons-survey = Customers who answer the survey.
persons-import = Customers whose answers were gathered elsewhere.
persons-website = Visitors of the website.
security-pseudonyms = Secret addresses of receipts and sessions are in the database as hashes only. Numbers by which an import or an erasure is recognised are there as hashes with a key. A visitor who chose on a website is there as a random pseudonym, apart from the proof.
security-no-addresses = No IP addresses and no features of browsers are stored.
security-passwords = Only an Argon2id hash of a password is stored. Too many failed attempts are refused.
security-access = Answers can be seen only after signing in. A receipt opens only with its secret address.
security-log = Every consent and withdrawal is in a signed log. A later change is noticed.
security-erasure = What is erased is overwritten in the database (SQLite) or deleted (PostgreSQL). At the end of the retention period Klankbord erases automatically.
security-transport = Encryption on the way (TLS) is the task of the proxy in front of Klankbord.
security-storage = Klankbord does not encrypt the disk and makes no backups. That is the task of the administrator of the server.

### The cookie notice of a website

site-notice = Cookie notice
site-notice-title = Cookie notice of { $site }
site-notice-back = Figures of this website
site-notice-download = Cookie notice (JSON)
site-notice-content = Everything in it
site-notice-versions = Versions
site-notice-number = Version
site-notice-when = Published
site-notice-again = Asked again
site-notice-asks = yes
site-notice-asks-not = no
site-notice-hash = Fingerprint
site-notice-change = A new version
site-notice-json = The cookie notice as JSON
site-notice-json-hint = This is the published version. Change the text, or paste another cookie notice.
site-notice-file = Or choose a file
site-notice-file-hint = A cookie notice as JSON, as downloaded here. A chosen file replaces the text above.
site-notice-conflict-title = Another version was published meanwhile
site-notice-conflict = Version { $number }, of { $date }, is in force now. That is why nothing was published. Everything that was filled in is still in the form. If that is published now, it replaces that version too.
site-notice-conflict-form = To the form
site-notice-field = What changed
site-notice-check = Check
site-notice-publish = Publish
site-notice-unreadable = This is not a cookie notice
site-notice-unreadable-why = This is not a cookie notice: { $why }
site-notice-wrong = This cookie notice cannot be published yet. What is wrong is listed at the top.
site-notice-right = The cookie notice is right. Visitors are not asked again after publishing.
site-notice-right-asks = The cookie notice is right. All visitors are asked again after publishing, because a purpose or what is stored for it has changed.
site-notice-same = This version is already published.
site-notice-published = The new version is published.
site-notice-undeclared = Say what the website stores for: { $purposes }. Add it below, or remove the purpose.
preview-heading = As visitors see it
preview-first = First layer
preview-second = Second layer

### Changing answers

receipt-by-link = From the link to the survey. Not checked.
receipt-by-signed-link = From a signed link to the survey.
receipt-attributes = Other data with these answers
correct-link = Change answers
correct-title = Change answers
correct-lead = Below are your answers as we keep them. Change what is wrong.
correct-lead-desk = Below are the answers as they are kept. Change what the person says is wrong.
correct-contact = Contact details
correct-button = Save the changes
correct-back = Change nothing
receipt-corrected = Changed
receipt-restricted = Since { $date } these answers are kept and not used.

### Privacy requests

rights-title = Privacy requests
rights-lead = All requests are listed below. Answer each request within a month (GDPR article 12(3)). Each request shows what was asked, when it is due and what was done. It does not show who asked.
rights-empty = There are no requests yet.
rights-csv = Requests (CSV)
rights-of = Request of { $date }
rights-left = { $count ->
    [0] Today at the latest, { $date }
    [one] By { $date }: 1 day left
   *[other] By { $date }: { $count } days left
}
rights-late = { $count ->
    [one] Late: was due on { $date } (yesterday)
   *[other] Late: was due on { $date } ({ $count } days ago)
}
rights-create = Enter a request
rights-create-button = Enter the request
rights-asked = What is asked?
rights-article = { $right } (article { $article })
right-access = Access
right-rectification = Rectification
right-erasure = Erasure
right-restriction = Restriction: keep, do not use
right-portability = Data portability
right-objection = Objection
right-withdrawal = Withdrawal of consent
rights-received = Received on
rights-reference = Reference
rights-reference-hint = For example a case number, to find the correspondence. Do not enter a name or address.
rights-identity = How was the identity checked?
rights-identity-hint = A copy of an identity document is never needed here.
identity-not-yet = Identity not checked yet
identity-receipt = Has the receipt
identity-address = Wrote from the e-mail address that was found, or answered a message to that address
identity-account = Was signed in as a customer
identity-other = In another way (see the correspondence)
outcome-done = Done what was asked
outcome-nothing-found = Nothing found that is about this person
outcome-refused = Refused
rights-back = All requests
rights-back-request = Back to the request
rights-extended = Extended
rights-search = Find the data
rights-by = Search by
rights-by-email = E-mail address
rights-by-number = Customer or order number
rights-by-receipt = Receipt
rights-search-value = Search for
rights-search-hint = Enter an e-mail address, a telephone number or a number from an import. One part of a combined number works too. Or enter the code or the address of a receipt.
rights-in-texts = Also search in what respondents wrote. That takes longer. A text that is found may be from another person.
rights-search-button = Search
rights-found = { $count ->
    [0] Nothing found
    [one] Found once
   *[other] Found { $count } times
}
rights-more = There are more results.
rights-more-button = Next results
rights-erased-import = This number was imported before and then erased. We keep only a keyed fingerprint. It keeps a new import from bringing the number back.
rights-export = Download everything (JSON)
rights-export-hint = Everything that is stored, with the consents, their history and the proof. For access and data portability.
rights-not-found = What cannot be found here
rights-not-found-unlinked = Responses without contact details and without a customer or order number. We do not know whose they are. Ask for the receipt (article 11(2)).
rights-not-found-visitor = Cookie choices. A visitor who consented can only be found with the receipt. Of a visitor who refused, only a count is kept.
rights-not-found-light = Answers of one click (“Was this helpful?”). Nothing about a person is kept of them.
rights-not-found-texts = What another person wrote about this person, unless the texts were searched too.
rights-not-found-elsewhere = Files downloaded earlier, backups and other systems. Systems that read the outbox are told about a change. Files and backups are not.
rights-mark-erased = erased
rights-mark-restricted = not used
rights-mark-contact = with contact details
rights-mark-imported = imported
rights-visitor = Visitor of { $site }
rights-done = What was done
rights-nothing-done = Nothing yet.
action-searched = { $count ->
    [0] Searched ({ $way }{ $texts }): nothing found
    [one] Searched ({ $way }{ $texts }): found once
   *[other] Searched ({ $way }{ $texts }): found { $count } times
}
action-texts-too = {" "}and in texts
action-exported = { $count ->
    [one] One downloaded as a file
   *[other] { $count } downloaded as a file
}
action-corrected = Answers changed
action-restricted = Use restricted
action-released = Restriction lifted
action-taken-back = Withdrawn or objected: { $purpose }
action-erased-answers = Answers erased, proof kept
action-erased-everything = Everything erased
action-extended = Extended by two months: { $reason }
action-closed = Closed: { $outcome }
rights-extend = More time needed
rights-extend-reason = Why
rights-extend-hint = A complicated request, or many requests, may take two months longer. Tell the person within the first month, with the reason.
rights-extend-button = Extend by two months
rights-close = Close
rights-outcome = How did it end?
rights-note = Explanation
rights-note-hint = Required for a refusal: the reason that the person was given. Do not enter a name or address.
rights-close-button = Close the request
rights-answers = The answers
rights-purposes = What they are used for
rights-by-phone = Telephone number
rights-by-restricted = Responses with restricted use (enter nothing below)
rights-not-found-case = With some databases, such as SQLite: capitals with accents, such as Ö, if they are typed differently than they are stored.
rights-restricted-count = { $count ->
    [one] The use of one response is restricted. It is kept until the restriction is lifted.
   *[other] The use of { $count } responses is restricted. They are kept until the restriction is lifted.
}
rights-identify-first = Check the identity first. You can search already. You can download and change only after that.
rights-identify-button = Record
rights-not-identified = Identity not checked yet
rights-not-identified-text = Nothing was changed. First record with the request how the identity was checked.
rights-not-extendable = It cannot be extended any more
rights-not-extendable-text = Nothing was changed. A request can be extended once, within the first month.
rights-informed = The person has been told about this
receipt-effect-restricted = Your answers then no longer count. Their use is now restricted. That is why we erase them only when the restriction is lifted, or when you erase them yourself below.
action-identified = Identity: { $identity }
action-viewed = { $count ->
    [one] Viewed
   *[other] Viewed { $count } times
}
action-and-more = {", and there is more"}
rights-number = Number in the import
rights-erased = These answers were erased on { $date }. The proof of consent is still there.
rights-restrict-text = The answers are kept, even after their retention period. They do not count and are not in downloads.
rights-restrict-button = Stop using
rights-release-text = The answers count again, if the consent still applies. Is their retention period over, or were they withdrawn? Then they are erased within hours. Tell the person beforehand (article 18(3)).
rights-release-button = Use again
rights-erase-text = Erasing is final. With “Erase answers” the proof of consent is kept. With “Erase everything” nothing is left that leads to the person.
rights-erase-all-text = Erasing is final. Nothing is left that leads to the person, and there is no receipt any more.
rights-sure = I have checked the person; erasing is final
rights-done-corrected = The changed answers are saved.
rights-done-restricted = The answers are no longer used.
rights-done-released = The answers are used again, if the consent still applies.
rights-done-taken-back = The purpose no longer applies.
rights-done-erased = The answers are erased.
rights-done-nothing = There was nothing to change.
rights-closed-now = This request is closed
rights-closed-now-text = Nothing was changed. Enter a new request if more has to be done.

### Errors

error-required = Please answer this question.
error-scope = Tick what the key may do. Choose at least one.
error-required-field = Please fill this in.
error-not-a-whole-number = Choose one of the numbers.
error-not-a-number = Enter a number, such as 12 or 3.5.
error-out-of-range = Choose a value from { $min } to { $max }.
error-out-of-range-least = Enter a number of { $min } or more.
error-out-of-range-most = Enter a number of { $max } or less.
error-date-order = The last day is before the first. Choose a day from { $min }.
error-unknown-choice = This answer does not belong to this question. Choose one of the answers.
error-too-many-choices = Choose at most { $max }.
error-too-long = This text has { $length } characters. Make it shorter, at most { $max } characters.
error-repeated = This question was answered more than once. Give one answer.
error-unknown-field = This form has no question “{ $field }”. Open the form again.
error-unknown-purpose = This choice does not belong to this form. Open the form again.
error-contact-required = Enter an e-mail address or a telephone number, or untick the box about contact.
error-invalid-email = Enter an e-mail address such as name@example.com.
error-invalid-phone = Enter a telephone number of 6 to 15 digits, such as 020 123 45 67.
error-form = This form is out of date or damaged. Open the survey again and fill it in once more.
error-date-not-yet = This day is still to come. Enter today or an earlier date.
error-date-over = This day is over. Enter today or a later date.
error-invalid-date = Enter a date such as 2026-11-21.
error-invalid = This value is not right. Expected: { $expected }.
error-invalid-value = This value is not right.
error-null = This text holds a character that we cannot store. Type the text again.
error-duplicate = “{ $name }” stands there twice. Use each name once.
error-missing-text = A text is missing in the language { $locale }. Add it.
error-low-contrast = White letters cannot be read on this colour. Choose a darker one.
error-not-anonymous = Do not call this anonymous: there is a receipt or a time that can lead to someone.
error-forbidden = This is not allowed: { $rule }.
error-forbidden-value = This is not allowed.
error-rule = This breaks rule { $number } of consent: { $what }.
error-not-in-survey = This survey has no question or attribute “{ $key }”.
error-not-filtered-by = The question “{ $key }” is answered with a text or a number. Answers cannot be filtered by it.
error-not-of-control = This does not go with the button { $control }.
error-site-key = Use small letters, digits and single hyphens only, such as shop-north.
error-site-key-taken = Another website is already called { $key }. Choose another key.
error-origins = This is not the address of a website. Write it like this: https://www.shop.example, without a path.
error-not-sure = Tick the box first.
error-search-value = This is not a receipt. Paste the code or the whole address.

### The API

api-title = API documentation
api-lead = Everything that programs can do with Klankbord, with examples to try. The explanations are in English.
api-document = As an OpenAPI 3.1 file
api-parameters = Parameters
api-body = Body
api-replies = Replies
api-try = Try it
api-optional = may be left out
rule-text-missing = this text is missing
rule-place-missing = a place in braces is missing
rule-twelve-months = twelve months with spaces between are needed
rule-neutral-label = a label is neutral: at most 30 characters, no exclamation, nobody speaking, no praise or blame
rule-own-refusal = the refusal is a button of its own, with its own label
rule-unnamed-purpose = the website does not name this purpose
rule-no-other-basis = cookies are exempt or need consent; there is no other basis
rule-consent-not-exempt = what needs consent has no exemption
rule-which-exemption = an exempt purpose says which exemption it falls under
rule-measurement-law = measurement is exempt only where the law says so: set measurement_exemption
rule-measurement-own-use = exempt measurement is for own use: no other party is involved
rule-party-named = another party is named
rule-item-name = what is to be cleared needs a name; a * may only stand at the end of one
rule-item-provider = who stores it is missing
rule-button-contrast = the contrast of the text on a button is under 4.5 : 1
rule-choice-cookie = the cookie that keeps the choice, klankbord_ and the key of the site, is not declared as exempt
rule-site-language = the notice is not written in a language of the website
rule-only-cookies-exempt = only cookies can be exempt from consent
rule-exempt-not-decided = an exempt purpose is not decided
expected-days = a name for days, such as last-30-days
expected-period = day, week, month or quarter
expected-channel = link, import, api or demo
expected-locale = nl or en
expected-version = a published version
expected-tag-name = a name that begins with a letter or digit and has only letters, digits, spaces and - _ & / . ' ( ) + # % in it
expected-tag-words = at most 40 words or phrases with commas between them
expected-word = a word to search for
expected-few-words = at most 12 words and phrases

### Fixed reports

fixed-title = Fixed reports
fixed-lead = A fixed report does not change any more, even if answers are added or removed later. It contains only figures about groups, no answers. Note: by comparing old and new figures, it is sometimes possible to see what one respondent answered. Delete a report if a respondent who asks to be erased can be recognised in that way.
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
fixed-withheld = Nothing of this may be shown to the users who could see the report. Nothing was fixed.
fixed-full = There are already { $n } fixed reports. Delete one first.
fixed-small-minimum = Readers in this organisation see groups of fewer than { $least } respondents. Groups that small may not be in a fixed report. Fix it without readers, or raise the minimum first. Nothing was fixed now.
fixed-damaged = This report was changed since it was fixed, or cannot be read any more. That is why it is not shown.
fixed-employee = This report uses an attribute that names an employee. That was declared later. That is why the report is no longer shown, to any user.
fixed-back = Back to the report

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
span-last-7-days = Last 7 days
span-last-30-days = Last 30 days
span-this-month = This month
span-last-month = Last month
span-this-quarter = This quarter
span-last-quarter = Last quarter
span-this-year = This year
span-last-year = Last year

### Downloads

prepared-title = Scheduled downloads
prepared-lead = A large file is made in the background. You do not have to wait. You can download it for { $hours } hours. After that it is deleted. Has a respondent withdrawn consent in the meantime? Then the response may still be in the file. Schedule a new download.
prepared-empty = Nothing has been scheduled yet. You can do so on the page with results, under “Download responses”.
prepared-full = There are already 20 downloads that wait, are being made or are ready. Cancel or delete one first.
prepared-again = Refresh the progress
prepared-done = { $done } of { $total } responses
prepared-progress = Progress of { $file }
prepared-size = { $size } MB
prepared-until = Can be downloaded until { $time }
prepared-fetch = Download
prepared-cancel = Cancel
prepared-delete = Delete now
prepared-asked = Requested by { $who } on { $time }
prepared-waiting = Waiting in the queue
prepared-running = Being made
prepared-ready = Ready
prepared-failed = Failed: the file could not be made. Try again, or ask the administrator to look in the log of the server.
prepared-cancelled = Cancelled or deleted
prepared-expired = Expired: the file was deleted

access-title = Download log
access-lead = The last 200 downloads. Each download is logged before its first row is sent.
access-empty = There are no downloads yet.
access-when = When
access-who = Who
access-how = How
access-survey = Survey
access-which = Which responses, in which format
access-export = file
access-rows = API

### Attributes that name an employee

council-title = Works council
council-lead = An attribute that names an employee (who sat at the till, who delivered) can show how an employee does their work. The Dutch Works Councils Act asks for the consent of the works council to a scheme for personal data of those who work there, and to provisions that are fit to watch their conduct or performance (WOR article 27, paragraph 1, under k and l). Such attributes are off until an owner states here that this was arranged. Klankbord does not check that. Other duties still apply, such as informing employees (GDPR articles 13 and 14).
council-state = Now
council-nothing = Off: nothing has been stated.
council-taken-back = Off: the statement was withdrawn.
council-over = Off: the statement has expired.
council-on = On.
council-by = Stated by { $who } on { $time }
council-take-back = Withdraw
council-take-back-text = From that moment on nothing more is kept that names an employee. What is stored of it is no longer shown: not with the results, not in downloads and not through the API. It is erased with the responses that it belongs to. What users typed, such as the name of a view or report, stays. The download log and files that were already made do not change either.
council-take-back-sure = Withdraw the statement
council-attributes = Which attributes
council-no-attributes = No survey declares an attribute that names an employee. One is declared with:
council-attribute = { $name }, by team: { $team }
council-make = New statement
council-make-text = The new statement replaces the previous one. All statements stay in the list below.
council-ground = What is stated?
council-ground-council = The works council consents
council-ground-none = There is no works council; the employees were informed
council-agreed-on = Date of the consent, or of informing the employees
council-document = Document
council-document-hint = Where it can be found, such as the number of the decision.
council-until = Valid up to and including (empty: until it is withdrawn)
council-make-button = Make the statement
council-trail = All statements
council-deed-stated = { $ground }. { $date }; { $document }.
council-deed-until = Until { $date }.
council-deed-taken-back = Withdrawn
breakdown-by-employee = Grouped by employee
crosstab-across-employee = Crosstab with employee
employee-by-hint = This is about employees. Look at the team first. There are few answers about one employee. Chance then plays a large part.
employee-not-stated = “{ $name }” names an employee. It stays off until an owner makes a statement about the works council.
employee-reader = “{ $name }” names an employee. Only analysts and higher roles may see that.
employee-kept = “{ $name }” names an employee. That does not go into a fixed report.
employee-instead = { $team } is shown here instead.
employee-value = (not shown)
employee-left-out = This condition was left out.

### API keys

keys-title = API keys
keys-lead = With an API key a program reads figures and responses, or submits responses. A key only gives access to this organisation's data. What each call does, with examples:
keys-empty = There are no API keys yet.
keys-back = All keys
keys-made = The key was made
keys-once = This is the key. It is shown only once. Store it now in a safe place, such as a password manager.
keys-secret = The key
keys-copy = Click or tap once to select the whole key. Klankbord keeps only a fingerprint of it. Did you lose the key? Then make a new one.
keys-name = Name
keys-name-hint = What it is for, such as Power BI.
keys-scopes = What the key may do
keys-scope-surveys = surveys and their questions
keys-scope-results = figures, as a reader sees them
keys-scope-responses = responses one by one, downloads, and figures as an analyst sees them
keys-scope-submit = submit responses
keys-expires = Expires
keys-days = { $count ->
    [one] after one day
   *[other] after { $count } days
}
keys-never = never
keys-make = Make a key
keys-make-button = Make the key
keys-works = Works until it is revoked
keys-until = Works until { $time }
keys-expired = Expired on { $time }
keys-revoked = Revoked on { $time } by { $who }
keys-used = Last used on { $time }
keys-unused = Never used
keys-made-by = Made on { $time } by { $who }
keys-revoke = Revoke
keys-revoke-text = From that moment on every program that uses this key is refused. This cannot be undone. The key stays in this list.
keys-revoke-sure = Revoke this key
