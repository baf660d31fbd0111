# Nederlands. $form is "formal" (u) of "informal" (je).

### Overal

skip-to-content = Naar de inhoud
language-switch = Taal
title-with-error = Fout: { $title }
title-of-survey = { $title } ({ $slug })
title-of = { $page } – { $name }

### Plaatsen van wie een account heeft

places-label = Hoofdmenu
place-surveys = Vragenlijsten
place-sites = Websites
place-privacy = Privacy
place-settings = Instellingen
hub-rights = Wie vraagt om inzage, verbetering of wissen, en wanneer het antwoord er moet zijn.
hub-register = Welke gegevens de organisatie verwerkt, waarvoor, en hoe lang. Gemaakt van de teksten die nu gelden.
hub-council = De instemming van de ondernemingsraad, voor cijfers die over medewerkers gaan.
hub-verify = Controleer of een ontvangstbewijs echt is. Dat kan ook iemand zonder account.
hub-keys = Toegang voor andere programma’s, per sleutel.
hub-audit = Wie wat deed: inloggen, publiceren, downloaden, wissen.
hub-access = Welke bestanden zijn gedownload, en door wie.

### Cookies en privacy

footer-cookies = Cookies
footer-privacy = Privacy
footer-withdraw = Toestemming intrekken

### Inloggen

sign-out = Uitloggen
sign-out-everywhere = Overal uitloggen
account-menu = Account
