# Nederlands. $form is "formal" (u) of "informal" (je).

### Resultaten

measure-nps = Net Promoter Score
measure-csat = Tevreden
measure-report-mark = Rapportcijfer
measure-ces = Gemak (CES)
measure-loyalty-item = Gemiddelde
measure-loyalty = Loyaliteit
measure-mean = Gemiddelde
unit-percent = { $value } %
interval = { $low } tot { $high }
interval-of = Waarschijnlijk van { $interval } (95 %)
interval-none = Geen interval: daarvoor zijn minstens twee antwoorden nodig
nps-explained = Promotors (9–10) min criticasters (0–6), van −100 tot 100
nps-promoters = Promotors (9–10)
nps-passives = Passief tevreden (7–8)
nps-detractors = Criticasters (0–6)
csat-explained = Deel dat { $threshold } of hoger geeft, op een schaal van { $min } tot { $max }
csat-yes-explained = Deel dat ja zegt
report-mark-explained = Gemiddelde op een schaal van 1 tot 10
eight-or-higher = 8 of hoger
five-or-lower = 5 of lager
ces-explained = Gemiddelde op een schaal van 1 tot 7; hoger is makkelijker
ces-five-or-higher = 5 of hoger
loyalty-explained = Gemiddelde van drie vragen op een schaal van 1 tot 10, alleen van deelnemers die alle drie beantwoordden
mean-explained = Gemiddelde op een schaal van { $min } tot { $max }
mean-beside = Gemiddelde
