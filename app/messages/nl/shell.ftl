# Nederlands. $form is "formal" (u) of "informal" (je).

### Overal

skip-to-content = Naar de inhoud
language-switch = Taal
title-with-error = Fout: { $title }
title-of-survey = { $title } ({ $slug })
title-of = { $page } – { $name }

### Cookies en privacy

footer-cookies = Cookies
footer-privacy = Privacy
footer-withdraw = Toestemming intrekken

### Inloggen

sign-out = Uitloggen
sign-out-everywhere = Overal uitloggen
account-menu = Account
