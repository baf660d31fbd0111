# Standard texts that are stored. $form only matters in Dutch. Each character counts: domain/tests/standard_texts.rs.

### Titles

title-nps = Would you recommend { $name }?
title-loyalty = You and { $name }
title-ces = Help from { $name }

### Questions. Another text is another question: its series of figures breaks.

question-nps = How likely is it that you would recommend { $name } to a friend or colleague?
nps-low = Not at all likely
nps-high = Extremely likely
question-reason = What is the main reason for your score?
question-csat = How satisfied are you with { $name }?
satisfaction-1 = Very dissatisfied
satisfaction-2 = Dissatisfied
satisfaction-3 = Neutral
satisfaction-4 = Satisfied
satisfaction-5 = Very satisfied
question-report-mark = How would you rate { $name } from 1 to 10?
report-mark-low = Very poor
report-mark-high = Excellent
question-ces = { $name } made it easy for me to handle my issue.
agree-low = Strongly disagree
agree-high = Strongly agree
likely-low = Very unlikely
likely-high = Very likely
question-recommend = How likely are you to recommend { $name } to family, friends or colleagues?
question-repurchase = How likely are you to buy from { $name } again?
question-explore = How likely are you to try new products or services from { $name }?
question-helpful = Was this information helpful?
helpful-no = No
helpful-yes = Yes

### Purposes

purpose-analysis = { $name } reads and counts your answers to improve its products and services.
interest-analysis = { $name } wants to know how satisfied customers are and what can be better.
purpose-contact = { $name } may contact me about my answers.
purpose-publish = { $name } may show my comment as a review, without my name.
purpose-connect = { $name } may link my answers to my customer record.
