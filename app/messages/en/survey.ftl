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
