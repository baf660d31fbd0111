# English. $form only matters in Dutch.

### Pages with a message

closed-title = This survey is closed
closed-text = Thank you for your interest. { $name } does not accept answers any more. Would you still like to say something? Please get in touch: { $contact }
not-open-title = This survey is not open yet
not-open-text = { $name } is still working on this survey. Please try again later.
unknown-survey-title = There is no such survey
unknown-survey-text = Please check the address. Perhaps a letter is missing. Is the address right? Then ask the organisation that sent you the link for a new one.

### Overview

overview-title = Surveys
overview-empty-title = There is no survey yet
overview-empty-text = Choose a question. The survey then gets an address to share.
overview-empty-wait = An editor or the owner makes the first one.
new-survey = New survey
new-survey-what = What do you want to know?
new-survey-csat10 = Mark from 1 to 10
new-survey-nps = Recommending (NPS)
new-survey-csat = Satisfaction in five steps
new-survey-loyalty = Loyalty, in three questions
new-survey-ces = Ease
new-survey-helpful = Helpful or not, in one click
new-survey-slug = Name in the address
new-survey-slug-hint = For example shop-rotterdam: small letters, digits and single hyphens. Leave it empty, and we choose a name.
new-survey-title-nl = Title in Dutch
new-survey-title-en = Title in English
new-survey-title-hint = Stands on the tab and in your list. Leave it empty for the usual title.
new-survey-basis = Why may you use the answers?
new-survey-consent = Whoever presses Send consents. That stands beneath the button.
new-survey-legitimate-interest = Whoever answers reads what happens and can object. First weigh your interest against that of your customers.
new-survey-button = Make the survey
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
