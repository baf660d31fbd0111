# Nederlands. $form is "formal" (u) of "informal" (je).

### Websites

site-privacy-title = Cookies en privacy op { $site }
site-privacy-version = versie { $number } van deze cookiemelding, gepubliceerd op { $date }.

### Cookies en privacy

cookies-title = Cookies op deze pagina’s
cookies-now = Wat er nu geldt
cookies-open = { $form ->
    [informal] Je hebt nog niets gekozen. Tot je kiest, bewaren we alleen wat nodig is.
   *[formal] U hebt nog niets gekozen. Tot u kiest, bewaren we alleen wat nodig is.
}
cookies-asked-again = { $form ->
    [informal] Je eerdere keuze geldt niet meer. De doelen zijn veranderd of je keuze is verlopen. Daarom vragen we het opnieuw.
   *[formal] Uw eerdere keuze geldt niet meer. De doelen zijn veranderd of uw keuze is verlopen. Daarom vragen we het opnieuw.
}
cookies-gpc-outranked = { $form ->
    [informal] Je browser stuurt Global Privacy Control mee. Je hebt hier zelf toestemming gegeven. Die toestemming geldt tot je haar intrekt.
   *[formal] Uw browser stuurt Global Privacy Control mee. U hebt hier zelf toestemming gegeven. Die toestemming geldt tot u haar intrekt.
}
cookies-granted = { $form ->
    [informal] Hiervoor gaf je toestemming
   *[formal] Hiervoor gaf u toestemming
}
cookies-chosen-at = Gekozen op { $date }.
cookies-withdraw-all = Alles intrekken
cookies-here = In deze browser staan nu
cookies-here-none = In deze browser staan nu geen cookies van deze pagina’s.
cookies-here-local = Deze pagina kan niet zien of er nog antwoorden in de lokale opslag wachten.
cookies-receipt = Mijn keuzes bekijken of wissen
cookies-receipt-keep = { $form ->
    [informal] Wil je die pagina later nog zien? Bewaar dan het adres, bijvoorbeeld als bladwijzer.
   *[formal] Wilt u die pagina later nog zien? Bewaar dan het adres, bijvoorbeeld als bladwijzer.
}
cookies-refusal-receipt-text = { $form ->
    [informal] Als je weigert, bewaren we niets dat naar jou leidt. Wil je toch een bewijs? Dan leggen we je weigering vast met een willekeurig kenmerk.
   *[formal] Als u weigert, bewaren we niets dat naar u leidt. Wilt u toch een bewijs? Dan leggen we uw weigering vast met een willekeurig kenmerk.
}
cookies-refusal-receipt = Bewijs van mijn weigering maken
cookies-choose = Zelf kiezen
cookies-always = { $name }: { $always }
cookies-more = De hele privacyverklaring van deze pagina’s
cookies-back = { $form ->
    [informal] Terug naar waar je was
   *[formal] Terug naar waar u was
}
cookies-only-necessary = { $form ->
    [informal] Deze pagina’s bewaren alleen wat nodig is om te werken. Daarvoor is geen toestemming nodig. Je hoeft dus niets te kiezen. We volgen je niet.
   *[formal] Deze pagina’s bewaren alleen wat nodig is om te werken. Daarvoor is geen toestemming nodig. U hoeft dus niets te kiezen. We volgen u niet.
}
cookies-static-session = Cookie, alleen voor medewerkers die inloggen. Houdt hen ingelogd. Bewaartijd: 12 uur.
cookies-static-device = Cookie, alleen voor medewerkers die inloggen. Onthoudt dat zij in deze browser inlogden, zodat anderen hen niet kunnen buitensluiten. Bewaartijd: 180 dagen na het inloggen.
cookies-static-unsent = { $form ->
    [informal] Lokale opslag. Bewaart je antwoorden als je op Versturen drukt terwijl er geen verbinding is. Bewaartijd: tot de antwoorden zijn aangekomen.
   *[formal] Lokale opslag. Bewaart uw antwoorden als u op Versturen drukt terwijl er geen verbinding is. Bewaartijd: tot de antwoorden zijn aangekomen.
}
cookies-not-granted-title = { $form ->
    [informal] Je toestemming kon niet worden vastgelegd
   *[formal] Uw toestemming kon niet worden vastgelegd
}
cookies-not-granted-text = { $form ->
    [informal] Daarom geldt er geen toestemming. Er is niets aangezet. Wat je uitzette of eerder weigerde, staat uit. Probeer het over een minuut opnieuw.
   *[formal] Daarom geldt er geen toestemming. Er is niets aangezet. Wat u uitzette of eerder weigerde, staat uit. Probeer het over een minuut opnieuw.
}
cookies-not-recorded-title = { $form ->
    [informal] Je keuze geldt, maar is nog niet vastgelegd
   *[formal] Uw keuze geldt, maar is nog niet vastgelegd
}
cookies-not-recorded-text = { $form ->
    [informal] Wat je introk of weigerde, staat nu uit. Wat daarvoor in deze browser stond, is verwijderd. Alleen het bewijs in ons logboek ontbreekt nog, omdat we nu niets kunnen opslaan. Probeer het over een minuut met deze knop. Ook als je dat niet doet, blijft je keuze gelden.
   *[formal] Wat u introk of weigerde, staat nu uit. Wat daarvoor in deze browser stond, is verwijderd. Alleen het bewijs in ons logboek ontbreekt nog, omdat we nu niets kunnen opslaan. Probeer het over een minuut met deze knop. Ook als u dat niet doet, blijft uw keuze gelden.
}
cookies-record-again = Alsnog vastleggen

### Websites beheren

sites-title = Websites
sites-back = Alle websites
sites-empty = Er is nog geen website. Maak hieronder de eerste.
sites-published = Versie { $number } van de cookiemelding, gepubliceerd op { $date }.
sites-decisions = { $count ->
    [one] { $n } keuze in de laatste 30 dagen
   *[other] { $n } keuzes in de laatste 30 dagen
}
sites-own = Dit is de cookiemelding op de pagina’s van Klankbord zelf. Daar is geen script voor nodig.
sites-tag = Zet dit als eerste in <head> op elke pagina:
sites-create = Een website toevoegen
sites-create-text = { $form ->
    [informal] De website krijgt een cookiemelding met standaardteksten in het Nederlands en Engels. Daarna vul je per doel in wat de website opslaat.
   *[formal] De website krijgt een cookiemelding met standaardteksten in het Nederlands en Engels. Daarna vult u per doel in wat de website opslaat.
}
sites-create-button = Website toevoegen
sites-name = Naam
sites-name-hint = Zoals bezoekers de website kennen.
sites-key = Sleutel
sites-key-hint = Komt in adressen en in de naam van de cookie. Gebruik kleine letters, cijfers en losse streepjes, bijvoorbeeld winkel. Dit kan later niet meer veranderen.
sites-origins = Adressen
sites-origins-hint = Het adres van de website, met https:// ervoor en zonder pad, bijvoorbeeld https://www.winkel.example. Zet elk adres op een eigen regel.
site-version = Versie { $number }
counted-shown = Cookiemelding getoond
counted-accept-all = Alles geaccepteerd
counted-refuse-all = Alles geweigerd
counted-own-choice = Zelf gekozen
counted-gpc = Global Privacy Control
counted-withdraw = Ingetrokken
numbers-export = Cijfers (CSV)
numbers-period = Periode
numbers-kind = Wat
numbers-share-of-choices = Aandeel van de keuzes
numbers-choices-n = { $count ->
    [one] { $n } keuze op de cookiemelding: geaccepteerd, geweigerd of zelf gekozen. Een bezoeker die twee keer kiest, telt twee keer.
   *[other] { $n } keuzes op de cookiemelding: geaccepteerd, geweigerd of zelf gekozen. Een bezoeker die twee keer kiest, telt twee keer.
}
numbers-decisions = Keuzes
numbers-opt-in-heading = Toestemming per doel
numbers-purpose = Doel
numbers-opt-in = Ja
numbers-granted = Ja, aantal
numbers-decided = Beslissingen (n)
numbers-opt-in-text = n is hoe vaak bezoekers zelf over het doel beslisten. Signalen van browsers, intrekkingen en bezoekers die niets kozen, tellen niet mee. Het interval (Wilson) gaat alleen over toeval.
numbers-without-choice = Getoond zonder keuze
numbers-without-choice-of = { $part } van de { $n } keer dat de cookiemelding werd getoond
numbers-without-choice-text = Dit is een schatting: hoe vaak getoond, min de keuzes. Ziet een bezoeker de cookiemelding op drie pagina’s? Dan telt dat drie keer. Het interval houdt daar geen rekening mee.
numbers-gpc-of = { $part } van { $n } eerste keuzes
numbers-gpc-text = Deze browsers vragen zelf om privacy. Ze tellen als weigering en krijgen geen cookiemelding. n is het aantal keuzes op de cookiemelding plus het aantal van deze signalen.
numbers-withdrawn-text = Zo vaak is toestemming ingetrokken. Dat kan ook toestemming van vóór deze periode zijn. Daarom staat hier geen percentage.
numbers-over-time = Keuzes in de tijd
numbers-chart-cut = Deze grafiek begint bij { $from }. Er passen { $count } maanden in. De andere cijfers op deze pagina en het CSV-bestand gaan over alle dagen.
numbers-chart-label = { $n } keuzes van { $from } tot en met { $to }; de cijfers staan in de tabel eronder
numbers-by-version = Per versie van de cookiemelding
numbers-version = Cookiemelding
numbers-by-locale = Per taal
numbers-nothing = Nog niets geteld
numbers-empty-title = In deze periode is niets geteld
numbers-empty-text = Kies andere dagen. Of controleer of de code van de website op de pagina’s staat.
numbers-no-identifier = Bezoekers zijn in deze cijfers niet te herkennen. Het zijn tellers per dag, taal en versie. De dagen zijn die van de tijdzone van de organisatie.

### De cookiemelding van een website

site-notice = Cookiemelding
site-notice-title = Cookiemelding van { $site }
site-notice-back = Cijfers van deze website
site-notice-download = Cookiemelding (JSON)
site-notice-content = Alles wat erin staat
site-notice-versions = Versies
site-notice-number = Versie
site-notice-when = Gepubliceerd
site-notice-again = Opnieuw gevraagd
site-notice-asks = ja
site-notice-asks-not = nee
site-notice-hash = Kenmerk
site-notice-change = Een nieuwe versie
site-notice-json = De cookiemelding als JSON
site-notice-json-hint = Dit is de gepubliceerde versie. Verander de tekst, of plak een andere cookiemelding.
site-notice-file = Of kies een bestand
site-notice-file-hint = Een cookiemelding als JSON, zoals hier gedownload. Een gekozen bestand vervangt de tekst hierboven.
site-notice-conflict-title = Er is intussen een andere versie gepubliceerd
site-notice-conflict = Nu geldt versie { $number }, van { $date }. Daarom is er niets gepubliceerd. Alles wat was ingevuld, staat nog in het formulier. Als dat nu wordt gepubliceerd, vervangt het ook die versie.
site-notice-conflict-form = Naar het formulier
site-notice-field = Wat is veranderd
site-notice-check = Controleren
site-notice-publish = Publiceren
site-notice-unreadable = Dit is geen cookiemelding
site-notice-unreadable-why = Dit is geen cookiemelding: { $why }
site-notice-wrong = Deze cookiemelding kan nog niet worden gepubliceerd. Bovenaan staat wat er niet klopt.
site-notice-right = De cookiemelding klopt. Na publiceren krijgen bezoekers de vraag niet opnieuw.
site-notice-right-asks = De cookiemelding klopt. Na publiceren krijgen alle bezoekers de vraag opnieuw, want een doel of wat ervoor wordt opgeslagen is veranderd.
site-notice-same = Deze versie is al gepubliceerd.
site-notice-published = De nieuwe versie is gepubliceerd.
site-notice-undeclared = Geef aan wat de website opslaat voor: { $purposes }. Vul het hieronder in of verwijder het doel.
site-notice-unusual = Dit is ongebruikelijk. Publiceren mag zo. Kijk er eerst nog eens naar:
preview-heading = Zoals bezoekers het zien
preview-first = Eerste laag
preview-second = Tweede laag
