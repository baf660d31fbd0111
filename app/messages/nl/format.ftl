# Nederlands. $form is "formal" (u) of "informal" (je).

### Overal

date = { $day } { $month } { $year }
date-time = { $date } om { $time }
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
month-year = { $month } { $year }
quarter-year = { $number }e kwartaal { $year }
months = { $count ->
    [one] { $count } maand
   *[other] { $count } maanden
}

### Resultaten

week-of = week van { $date }
