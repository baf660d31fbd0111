# English. $form only matters in Dutch.

### Everywhere

skip-to-content = Skip to content
language-switch = Language
title-with-error = Error: { $title }
title-of-survey = { $title } ({ $slug })
title-of = { $page } – { $name }

### Cookies and privacy

footer-cookies = Cookies
footer-privacy = Privacy
footer-withdraw = Withdraw consent

### Signing in

sign-out = Sign out
sign-out-everywhere = Sign out everywhere
account-menu = Account
