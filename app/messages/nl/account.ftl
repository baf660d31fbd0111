# Nederlands. $form is "formal" (u) of "informal" (je).

### Inloggen

sign-in-title = Inloggen
sign-in-email = E-mailadres
sign-in-password = Wachtwoord
sign-in-button = Inloggen
sign-in-failed = Het e-mailadres of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw.
sign-in-throttled = Er is te vaak geprobeerd in te loggen. { $unit ->
    [seconds] { $count ->
        [one] Wacht één seconde
       *[other] Wacht { $count } seconden
    }
   *[minutes] { $count ->
        [one] Wacht één minuut
       *[other] Wacht { $count } minuten
    }
} en probeer het opnieuw.
sign-in-signed-out = { $form ->
    [informal] Je bent uitgelogd.
   *[formal] U bent uitgelogd.
}
sign-in-signed-out-everywhere = { $form ->
    [informal] Je bent overal uitgelogd, ook op andere apparaten.
   *[formal] U bent overal uitgelogd, ook op andere apparaten.
}
sign-in-no-account = Geen account? De beheerder van deze server maakt er een met { $command }.
setup-title = Account maken
setup-intro = { $form ->
    [informal] Kies het e-mailadres en het wachtwoord waarmee je voortaan inlogt. Deze link werkt één keer.
   *[formal] Kies het e-mailadres en het wachtwoord waarmee u voortaan inlogt. Deze link werkt één keer.
}
setup-password-hint = Minstens 12 tekens. Een paar losse woorden achter elkaar is sterk en goed te onthouden.
setup-button = Account maken
setup-expired-title = Deze link werkt niet meer
setup-expired-text = De link is al gebruikt of te oud. De beheerder van deze server maakt een nieuwe met { $command }.
password-guessable = Dit wachtwoord is te makkelijk te raden. Kies een paar losse woorden achter elkaar, zonder naam, datum of herhaling.
password-length = Kies een wachtwoord van { $min } tot { $max } tekens.

### Downloads

access-title = Logboek van downloads
access-lead = De laatste 200 downloads. Elke download komt in dit logboek voordat de eerste rij wordt verstuurd.
access-empty = Er zijn nog geen downloads.
access-when = Wanneer
access-who = Wie
access-how = Hoe
access-survey = Vragenlijst
access-which = Welke reacties, in welk formaat
access-export = bestand
access-rows = API

### Logboek van handelingen

audit-title = Logboek van handelingen
audit-lead = Wie deed wat, het nieuwste eerst: inloggen, accounts, sleutels, instellingen, publicaties, downloads en wissen. Het logboek noemt geen klanten en wordt nooit gewijzigd. Elke regel blijft { $months } maanden staan.
audit-filter = Alleen deze handeling
audit-all = Alle handelingen
audit-show = Tonen
audit-empty = Er zijn geen regels.
audit-when = Wanneer
audit-who = Wie
audit-what = Wat
audit-object = Waarvan
audit-detail = Meer
audit-unknown-actor = onbekend
audit-pages = Bladeren
audit-older = Oudere regels
audit-newest = Nieuwste regels
audit-signed-in = ingelogd
audit-sign-in-failed = verkeerd wachtwoord
audit-sign-in-delayed = te vaak geprobeerd: moet wachten
audit-signed-out = uitgelogd
audit-signed-out-everywhere = overal uitgelogd
audit-account-made = account gemaakt
audit-account-removed = account verwijderd
audit-password-set = wachtwoord ingesteld
audit-rights-changed = rol gewijzigd
audit-setup-link-made = link gemaakt om een wachtwoord in te stellen
audit-key-made = API-sleutel gemaakt
audit-key-revoked = API-sleutel ingetrokken
audit-keys-handed-over = API-sleutels overgedragen
audit-setting-changed = instelling gewijzigd
audit-works-council = verklaring over de ondernemingsraad
audit-survey-published = vragenlijst gepubliceerd
audit-survey-closed = vragenlijst gesloten
audit-site-made = website toegevoegd
audit-notice-published = cookiemelding gepubliceerd
audit-exported = reacties gedownload
audit-rows-read = reacties gelezen via de API
audit-file-downloaded = bestand gedownload
audit-export-cancelled = export geannuleerd
audit-import-begun = import begonnen
audit-import-resumed = import hervat
audit-import-interrupted = import onderbroken
audit-imported = antwoorden geïmporteerd
audit-import-undo-begun = ongedaan maken van een import begonnen
audit-import-undone = import ongedaan gemaakt
audit-tags-changed = labels van toelichtingen gewijzigd
audit-view-changed = bewaarde weergave gewijzigd
audit-report-fixed = rapport vastgelegd
audit-report-deleted = rapport verwijderd
audit-rights-handled = privacyverzoek behandeld
audit-erased = gegevens gewist na een privacyverzoek
audit-erased-by-respondent = gegevens gewist door iemand met een ontvangstbewijs
audit-receipts-revoked = ontvangstbewijzen beëindigd waarvan de code te raden is
audit-retention-done = bewaartermijnen uitgevoerd
audit-clock-confirmed = gezegd dat de klok klopt
audit-log-key-changed = sleutel van het toestemmingslogboek gewijzigd
audit-backup-made = reservekopie gemaakt
audit-restored = reservekopie teruggezet
audit-database-copied = database gekopieerd naar PostgreSQL
audit-database-upgraded = database bijgewerkt
audit-rollups-rebuilt = tellingen rechtgezet
audit-organisation-made = organisatie gemaakt
audit-demo-loaded = demo geladen
audit-log-older-accepted = ouder toestemmingslogboek aanvaard

### API-sleutels

keys-title = API-sleutels
keys-lead = Met een API-sleutel leest een programma cijfers en reacties, of levert het reacties aan. De sleutel geeft alleen toegang tot gegevens van deze organisatie. Wat elke aanroep doet, met voorbeelden:
keys-empty = Er zijn nog geen API-sleutels.
keys-back = Alle sleutels
keys-made = De sleutel is gemaakt
keys-once = Dit is de sleutel. Hij is maar één keer te zien. Bewaar hem nu op een veilige plek, bijvoorbeeld in een wachtwoordmanager.
keys-secret = De sleutel
keys-copy = Klik of tik één keer om de hele sleutel te selecteren. Klankbord bewaart alleen een vingerafdruk ervan. Sleutel kwijt? Maak dan een nieuwe.
keys-name = Naam
keys-name-hint = Waarvoor hij is, bijvoorbeeld Power BI.
keys-scopes = Wat de sleutel mag
keys-scope-surveys = vragenlijsten en hun vragen
keys-scope-results = cijfers, zoals een lezer ze ziet
keys-scope-responses = reacties een voor een, downloads, en cijfers zoals een analist ze ziet
keys-scope-submit = reacties aanleveren
keys-expires = Vervalt
keys-days = { $count ->
    [one] na één dag
   *[other] na { $count } dagen
}
keys-never = nooit
keys-make = Sleutel maken
keys-make-button = Sleutel maken
keys-works = Werkt tot hij wordt ingetrokken
keys-until = Werkt tot { $time }
keys-expired = Vervallen op { $time }
keys-revoked = Ingetrokken op { $time } door { $who }
keys-used = Laatst gebruikt op { $time }
keys-unused = Nooit gebruikt
keys-made-by = Gemaakt op { $time } door { $who }
keys-revoke = Intrekken
keys-revoke-text = Vanaf dat moment wordt elk programma met deze sleutel geweigerd. Dit kan niet ongedaan worden gemaakt. De sleutel blijft in deze lijst staan.
keys-revoke-sure = Deze sleutel intrekken
