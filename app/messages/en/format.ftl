# English. $form only matters in Dutch.

### Everywhere

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

### Results

week-of = week of { $date }
