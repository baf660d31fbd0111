# English. $form only matters in Dutch.

### Results

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
mean-explained = Mean on a scale from { $min } to { $max }
mean-beside = Mean
