# English. $form only matters in Dutch.

### Results

export-filtered = With the filter of this page:
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
breakdown-unknown = Not known
breakdown-unverified = These values may come from the link to the survey. They are not checked: anyone with the link can change them.
conditions = Only these responses
condition-lift = Without { $condition }
gives-away = This combination is not shown
gives-away-reader = Small groups are protected. Together with other figures, this combination could identify respondents. Choose one filter, or other months.
gives-away-text = Small groups are protected. Without one of the filters, fewer than { $minimum } answers would be added. Those answers could then be recognised. Choose other filters.

### Saved views

span-last-7-days = Last 7 days
span-last-30-days = Last 30 days
span-this-month = This month
span-last-month = Last month
span-this-quarter = This quarter
span-last-quarter = Last quarter
span-this-year = This year
span-last-year = Last year

### Attributes that name an employee

employee-by-hint = This is about employees. Look at the team first. There are few answers about one employee. Chance then plays a large part.
employee-not-stated = “{ $name }” names an employee. It stays off until an owner makes a statement about the works council.
employee-reader = “{ $name }” names an employee. Only analysts and higher roles may see that.
employee-kept = “{ $name }” names an employee. That does not go into a fixed report.
employee-instead = { $team } is shown here instead.
employee-value = (not shown)
employee-left-out = This condition was left out.
