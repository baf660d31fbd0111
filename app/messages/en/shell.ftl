# English. $form only matters in Dutch.

### Everywhere

skip-to-content = Skip to content
language-switch = Language
title-with-error = Error: { $title }
title-of-survey = { $title } ({ $slug })
title-of = { $page } – { $name }

### Places of those with an account

places-label = Main menu
place-surveys = Surveys
place-sites = Websites
place-privacy = Privacy
place-settings = Settings
hub-rights = Who asks to see, correct or erase data, and when the reply is due.
hub-register = Which data the organisation processes, what for, and how long. Made from the texts in force.
hub-council = The consent of the works council, for figures about employees.
hub-verify = Check whether a receipt is genuine. Someone without an account can do that too.
hub-keys = Access for other programs, one key each.
hub-audit = Who did what: signing in, publishing, downloading, erasing.
hub-access = Which files were downloaded, and by whom.

### Cookies and privacy

footer-cookies = Cookies
footer-privacy = Privacy
footer-withdraw = Withdraw consent

### Signing in

sign-out = Sign out
sign-out-everywhere = Sign out everywhere
account-menu = Account
