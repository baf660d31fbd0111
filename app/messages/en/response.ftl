# English. $form only matters in Dutch.

### Everywhere

optional = optional
not-applicable = Don’t know / not applicable
score-of = { $score } out of { $max }

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

### Help in the browser (with JavaScript)

guard-progress = {"{done}"} of {"{total}"} answered
guard-sending = Sending your answers …
guard-kept = There is no connection right now. Your answers are kept on this device. They will be sent when the connection is back. You can leave this page open.
guard-in-memory = There is no connection right now, and this device cannot keep your answers. Please leave this page open. Your answers will be sent when the connection is back.
guard-try-now = Try now
guard-earlier-sent = Answers that were filled in on this device earlier have now been sent.
guard-refused = Answers from this device that were refused: {"{n}"}
guard-remove = Remove
count-left = You have {"{n}"} characters left
count-over = {"{n}"} characters too many

### After sending

thanks-light-text = { $name } has received your answer. You can close this page.

### Pages with a message

reused-title = This form was sent before
reused-text = An answer was already sent with this form. What you filled in now is different. Who sent the first answer?
reused-fixed = An answer was already sent with this form. What you filled in now is different. It does not change the first answer.
reused-improve = Improve
reused-improve-text = Was that you? Then what you filled in now replaces your first answer.
reused-another = Another person
reused-another-text = Was that another person? Then that answer stays, and your answer is added.

### Results

matrix-row = { $statement }

### Changing answers

correct-link = Change answers
correct-title = Change answers
correct-lead = Below are your answers as we keep them. Change what is wrong.
resend-text = Too many requests came from your connection in a short time. What you filled in was not stored yet, but it is still on this page. Wait { $seconds } { $seconds ->
    [one] second
   *[other] seconds
} and then press the button. Do not close this page.
resend-unavailable = What you filled in could not be stored just now, but it is still on this page. Wait { $seconds } { $seconds ->
    [one] second
   *[other] seconds
} and then press the button. Sending again does no harm: your answers count once. Do not close this page.
resend-button = Send again
resend-typed = What you wrote
correct-lead-desk = Below are the answers as they are kept. Change what the person says is wrong.
correct-contact = Contact details
correct-button = Save the changes
correct-back = Change nothing
