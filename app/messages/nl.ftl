# Nederlands. $form is "formal" (u) of "informal" (je).

### Overal

skip-to-content = Naar de inhoud
language-switch = Taal
title-with-error = Fout: { $title }
title-of = { $page } – { $name }
errors-heading = { $count ->
    [one] Er klopt nog iets niet
   *[other] Er kloppen nog { $count } dingen niet
}
field-error = Fout:
optional = { $form ->
    [informal] mag je overslaan
   *[formal] mag u overslaan
}
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
not-applicable = Weet ik niet / niet van toepassing
score-of = { $score } van { $max }
locale-nl = Nederlands
locale-en = Engels

### Beantwoorden

answer-send = Versturen
answer-part = Deel { $part } van { $parts }
answer-text-hint = Schrijf geen namen, BSN of informatie over gezondheid op.
answer-text-length = Hoogstens { $max } tekens.
answer-number-between = Een getal van { $min } tot en met { $max }.
answer-number-least = Een getal vanaf { $min }.
answer-number-most = Een getal tot en met { $max }.
answer-choose-any = Meer antwoorden zijn mogelijk.
answer-choose-most = Kies er hoogstens { $max }.
answer-brought = Deze gegevens komen uit de link
answer-light-notice = { $form ->
    [informal] { $name } bewaart alleen het antwoord en de dag, niets over jou. Meedoen is vrijwillig.
   *[formal] { $name } bewaart alleen het antwoord en de dag, niets over u. Meedoen is vrijwillig.
}
purposes-heading = Mogen we ook …? (niet verplicht)
purposes-hint = { $form ->
    [informal] Je hoeft niets aan te vinken. Je antwoorden komen dan ook aan.
   *[formal] U hoeft niets aan te vinken. Uw antwoorden komen dan ook aan.
}
contact-hint = { $form ->
    [informal] Vul minstens één van de twee in. We bewaren dit apart van je antwoorden.
   *[formal] Vul minstens één van de twee in. We bewaren dit apart van uw antwoorden.
}
contact-email = E-mailadres
contact-phone = Telefoonnummer
notice-heading = { $form ->
    [informal] Wat er met je antwoorden gebeurt
   *[formal] Wat er met uw antwoorden gebeurt
}
notice-consent = { $form ->
    [informal] Met Versturen geef je hier toestemming voor:
   *[formal] Met Versturen geeft u hier toestemming voor:
}
notice-legitimate-interest = Hiervoor is geen toestemming nodig; het is een gerechtvaardigd belang:
notice-contract = { $form ->
    [informal] Dit is nodig voor je overeenkomst met { $name }:
   *[formal] Dit is nodig voor uw overeenkomst met { $name }:
}
notice-exempt = Hiervoor is geen toestemming nodig:
notice-interest = Het belang: { $interest }
notice-take-back-consent = { $form ->
    [informal] Je kunt de toestemming altijd weer intrekken op je ontvangstbewijs.
   *[formal] U kunt de toestemming altijd weer intrekken op uw ontvangstbewijs.
}
notice-take-back-objection = { $form ->
    [informal] Je kunt hier altijd bezwaar tegen maken op je ontvangstbewijs.
   *[formal] U kunt hier altijd bezwaar tegen maken op uw ontvangstbewijs.
}
notice-also = Ook zonder toestemming:
notice-what = Wat
notice-how-long = Hoe lang
notice-how-long-value = { $months }; daarna wissen we alles.
notice-how-long-light = Zolang dat nodig is voor de cijfers. Het antwoord is niet aan een persoon te koppelen.
notice-who = Wie
notice-ask = Vragen
notice-ask-value = { $contact }
notice-privacy-officer = Privacy: { $officer }
notice-more = { $form ->
    [informal] Al je rechten en waar je gegevens staan
   *[formal] Al uw rechten en waar uw gegevens staan
}
notice-controller = Verantwoordelijk
notice-storage = Waar de gegevens staan
notice-transfers = Doorgifte
notice-voluntary = Vrijwillig
notice-source = Herkomst
notice-rights = Rechten
notice-complaint = Klacht
notice-purposes = Doelen
notice-stated = Eerder gegeven verklaring
notice-stated-value = { $notice }, verzameld door { $collector }

### Hulp in de browser (met JavaScript)

guard-progress = {"{done}"} van {"{total}"} beantwoord
guard-sending = { $form ->
    [informal] Je antwoorden worden verstuurd …
   *[formal] Uw antwoorden worden verstuurd …
}
guard-kept = { $form ->
    [informal] Er is nu geen verbinding. Je antwoorden staan op dit apparaat. Ze worden verstuurd zodra er weer verbinding is. Je kunt deze pagina open laten.
   *[formal] Er is nu geen verbinding. Uw antwoorden staan op dit apparaat. Ze worden verstuurd zodra er weer verbinding is. U kunt deze pagina open laten.
}
guard-in-memory = { $form ->
    [informal] Er is nu geen verbinding. Laat deze pagina open. Je antwoorden worden verstuurd zodra er weer verbinding is.
   *[formal] Er is nu geen verbinding. Laat deze pagina open. Uw antwoorden worden verstuurd zodra er weer verbinding is.
}
guard-try-now = Nu proberen
guard-left-over = { $form ->
    [informal] Je vorige antwoorden waren nog niet aangekomen. Ze worden nu verstuurd.
   *[formal] Uw vorige antwoorden waren nog niet aangekomen. Ze worden nu verstuurd.
}
count-left = { $form ->
    [informal] Je kunt nog {"{n}"} tekens typen
   *[formal] U kunt nog {"{n}"} tekens typen
}
count-over = {"{n}"} tekens te veel

### Na het versturen

thanks-heading = Bedankt
thanks-text = { $form ->
    [informal] { $name } heeft je antwoorden ontvangen.
   *[formal] { $name } heeft uw antwoorden ontvangen.
}
thanks-light-text = { $form ->
    [informal] { $name } heeft je antwoord ontvangen. Je kunt deze pagina sluiten.
   *[formal] { $name } heeft uw antwoord ontvangen. U kunt deze pagina sluiten.
}
thanks-receipt = { $form ->
    [informal] Je ontvangstbewijs
   *[formal] Uw ontvangstbewijs
}
thanks-receipt-text = { $form ->
    [informal] Je ontvangstbewijs is een pagina met alles wat we hebben opgeslagen. Daar kun je je toestemming intrekken, bezwaar maken of alles wissen. Je hebt geen account nodig.
   *[formal] Uw ontvangstbewijs is een pagina met alles wat we hebben opgeslagen. Daar kunt u uw toestemming intrekken, bezwaar maken of alles wissen. U hebt geen account nodig.
}
thanks-open-receipt = Mijn antwoorden bekijken, wijzigen of wissen
thanks-withdraw = Toestemming intrekken
thanks-object = Bezwaar maken
thanks-save = Bewaar het adres van die pagina, bijvoorbeeld als bladwijzer. De pagina gaat alleen open met dat adres. Wij kunnen het adres niet opnieuw sturen.

### Ontvangstbewijs

receipt-title = Ontvangstbewijs
receipt-intro = { $form ->
    [informal] Dit heeft { $name } van je bewaard. Bewaar het adres van deze pagina, bijvoorbeeld als bladwijzer. Alleen met dat adres kun je hier terugkomen.
   *[formal] Dit heeft { $name } van u bewaard. Bewaar het adres van deze pagina, bijvoorbeeld als bladwijzer. Alleen met dat adres kunt u hier terugkomen.
}
receipt-erased = { $form ->
    [informal] Je antwoorden zijn gewist op { $date }. Hieronder staat alleen nog het bewijs van je toestemming.
   *[formal] Uw antwoorden zijn gewist op { $date }. Hieronder staat alleen nog het bewijs van uw toestemming.
}
receipt-survey = Vragenlijst
receipt-sent = Verstuurd
receipt-locale = Taal
receipt-notice = Privacyverklaring
receipt-notice-value = Versie { $number }, kenmerk { $hash }
receipt-answers = { $form ->
    [informal] Je antwoorden
   *[formal] Uw antwoorden
}
receipt-no-answers = Er zijn geen antwoorden bewaard.
receipt-not-answered = Niet beantwoord
receipt-contact = { $form ->
    [informal] Zo ben je te bereiken
   *[formal] Zo bent u te bereiken
}
receipt-purposes = { $form ->
    [informal] Waarvoor je antwoorden worden gebruikt
   *[formal] Waarvoor uw antwoorden worden gebruikt
}
receipt-withdraw = Toestemming intrekken
receipt-object = Bezwaar maken
receipt-effect-analysis = { $form ->
    [informal] Je antwoorden tellen dan meteen niet meer mee. We wissen ze binnen 30 dagen.
   *[formal] Uw antwoorden tellen dan meteen niet meer mee. We wissen ze binnen 30 dagen.
}
receipt-effect-contact = { $form ->
    [informal] We wissen dan je contactgegevens.
   *[formal] We wissen dan uw contactgegevens.
}
receipt-effect-publish = { $form ->
    [informal] We tonen je toelichting dan niet meer.
   *[formal] We tonen uw toelichting dan niet meer.
}
receipt-effect-connect = { $form ->
    [informal] Je antwoorden zijn dan niet meer gekoppeld aan je klantgegevens.
   *[formal] Uw antwoorden zijn dan niet meer gekoppeld aan uw klantgegevens.
}
receipt-since = { $state }, sinds { $date }
state-given = Toestemming gegeven
state-refused = Geen toestemming
state-withdrawn = Toestemming ingetrokken
state-renewed = Opnieuw toestemming gegeven
state-asserted = Gemeld, geen bezwaar
state-objected = Bezwaar gemaakt
state-expired = Verlopen
state-erased = Gewist
receipt-history = Wat er is vastgelegd
event-sent = Verstuurd
event-imported = Overgenomen uit een ander systeem
event-api = Aangeleverd via een ander programma
event-withdrawn = Ingetrokken of bezwaar gemaakt
event-erased = Gewist
event-expired = Verlopen
event-other = Keuze vastgelegd
purpose-analysis = Antwoorden tellen en lezen
purpose-contact = Contact opnemen
purpose-publish = Toelichting tonen
purpose-connect = Koppelen aan klantgegevens
receipt-event-decision = { $purpose }: { $state }
receipt-erase = Gegevens wissen
receipt-erase-intro = { $form ->
    [informal] Kies wat je wilt wissen. Het gebeurt meteen. Je kunt het niet terugdraaien.
   *[formal] Kies wat u wilt wissen. Het gebeurt meteen. U kunt het niet terugdraaien.
}
receipt-erase-answers = Antwoorden wissen
receipt-erase-answers-text = { $form ->
    [informal] We wissen je antwoorden en je contactgegevens. We bewaren alleen het bewijs dat je toestemming gaf, om ons te kunnen verantwoorden. Dit ontvangstbewijs blijft werken.
   *[formal] We wissen uw antwoorden en uw contactgegevens. We bewaren alleen het bewijs dat u toestemming gaf, om ons te kunnen verantwoorden. Dit ontvangstbewijs blijft werken.
}
receipt-erase-everything = Alles wissen
receipt-erase-everything-text = { $form ->
    [informal] Ook het bewijs is daarna niet meer met jou te verbinden. Dit ontvangstbewijs verdwijnt.
   *[formal] Ook het bewijs is daarna niet meer met u te verbinden. Dit ontvangstbewijs verdwijnt.
}
receipt-proof = Bewijs
receipt-proof-sealed = { $form ->
    [informal] Je laatste keuze staat in het ondertekende logboek van { $name }. Als die keuze daar wordt veranderd of weggehaald, is dat te zien.
   *[formal] Uw laatste keuze staat in het ondertekende logboek van { $name }. Als die keuze daar wordt veranderd of weggehaald, is dat te zien.
}
receipt-proof-waiting = { $form ->
    [informal] Je laatste keuze is bewaard. Over een paar seconden staat die ook in het ondertekende logboek van { $name }. Laad deze pagina dan opnieuw.
   *[formal] Uw laatste keuze is bewaard. Over een paar seconden staat die ook in het ondertekende logboek van { $name }. Laad deze pagina dan opnieuw.
}
receipt-proof-text = { $form ->
    [informal] Download het bewijs en bewaar het. Daarmee kun je ook zonder ons laten zien waar je ja of nee tegen zei. Je antwoorden staan er niet in.
   *[formal] Download het bewijs en bewaar het. Daarmee kunt u ook zonder ons laten zien waar u ja of nee tegen zei. Uw antwoorden staan er niet in.
}
receipt-proof-download = Bewijs downloaden
receipt-proof-verify = Een bewijs controleren
receipt-proof-print = { $form ->
    [informal] Je kunt deze pagina ook afdrukken.
   *[formal] U kunt deze pagina ook afdrukken.
}
receipt-full-notice = De hele privacyverklaring
receipt-full-hash = Volledig kenmerk (SHA-256)

### Een bewijs controleren

verify-title = Een bewijs controleren
verify-lead = { $form ->
    [informal] Heb je een bewijs gedownload? Controleer hier of het echt in het ondertekende logboek staat en of er niets aan is veranderd. Je browser doet de controle zelf. Het bestand wordt nergens heen gestuurd.
   *[formal] Hebt u een bewijs gedownload? Controleer hier of het echt in het ondertekende logboek staat en of er niets aan is veranderd. Uw browser doet de controle zelf. Het bestand wordt nergens heen gestuurd.
}
verify-needs-script = { $form ->
    [informal] Je browser heeft JavaScript nodig voor deze controle. Zonder JavaScript kan het ook: in de documentatie van Klankbord staat een klein Python-programma dat hetzelfde doet op je eigen computer.
   *[formal] Uw browser heeft JavaScript nodig voor deze controle. Zonder JavaScript kan het ook: in de documentatie van Klankbord staat een klein Python-programma dat hetzelfde doet op uw eigen computer.
}
verify-file = Kies het bestand met het bewijs
verify-drop = { $form ->
    [informal] Je kunt het bestand ook naar deze pagina slepen.
   *[formal] U kunt het bestand ook naar deze pagina slepen.
}
verify-text = Of plak de inhoud van het bestand
verify-keys = { $form ->
    [informal] Sleutels die je vertrouwt
   *[formal] Sleutels die u vertrouwt
}
verify-keys-label = Sleutels, één per regel
verify-keys-hint = { $form ->
    [informal] Volgens deze website ondertekent zij met deze sleutels. Heb je sleutels uit een andere bron, bijvoorbeeld een jaarverslag of een toezichthouder? Vul dan die in.
   *[formal] Volgens deze website ondertekent zij met deze sleutels. Hebt u sleutels uit een andere bron, bijvoorbeeld een jaarverslag of een toezichthouder? Vul dan die in.
}
verify-button = Controleren
verify-proven = Het bewijs klopt
verify-proven-text = Elke keuze in dit bewijs staat in het ondertekende logboek, precies zoals hier.
verify-incomplete = Niet alles kon worden gecontroleerd
verify-incomplete-text = Er is geen fout gevonden, maar niet alles was te controleren. Misschien stond de keuze nog niet in het logboek toen het bewijs werd gedownload. Of geen van de sleutels heeft ondertekend. Download het bewijs opnieuw en probeer het nog eens.
verify-broken = Het bewijs klopt niet
verify-broken-text = Het bewijs is veranderd, of het is geen echt bewijs. Hieronder staat wat er niet klopt.
verify-unreadable = Dit is geen bewijs
verify-unreadable-text = { $form ->
    [informal] Dit bestand is geen bewijs van Klankbord, of er is iets aan toegevoegd. Kies het bestand dat je bij je ontvangstbewijs hebt gedownload.
   *[formal] Dit bestand is geen bewijs van Klankbord, of er is iets aan toegevoegd. Kies het bestand dat u bij uw ontvangstbewijs hebt gedownload.
}
verify-checked = Wat is gecontroleerd
verify-passed = klopt
verify-failed = klopt niet
verify-not-checked = niet gecontroleerd
verify-no-event = Onleesbare keuze
check-leaf = De vastgelegde keuze is leesbaar en heeft de juiste vorm
check-event = Het bewijs noemt dezelfde keuze, organisatie en manier van kiezen
check-decisions = Alle doelen staan erin, met de keuze die is vastgelegd
check-times = De tijden zijn die van de vastgelegde keuze
check-notice = De verklaring is die van de vastgelegde keuze
check-words = De teksten zijn die van de verklaring
check-subject = De keuze hoort bij de houder van dit bewijs
check-log = Het is het logboek van deze organisatie en dit jaar
check-inclusion = De keuze staat in het logboek
check-signature = Het logboek is ondertekend met een vertrouwde sleutel
verify-limits = Wat dit niet laat zien
verify-limit-key = { $form ->
    [informal] Dat de sleutel echt van de organisatie is. Dat weet je pas als je de sleutel ook uit een andere bron hebt.
   *[formal] Dat de sleutel echt van de organisatie is. Dat weet u pas als u de sleutel ook uit een andere bron hebt.
}
verify-limit-later = Wat er na het downloaden is gebeurd. Een latere keuze staat er niet in.
verify-limit-fork = Dat iedereen hetzelfde logboek ziet. Dat blijkt pas als anderen de ondertekende stand bewaren en vergelijken.
verify-limit-person = Wie de keuze maakte. Het logboek kent geen namen. Alleen de houder van het bewijs kan laten zien dat het zijn of haar keuze is.

### Websites

site-receipt-intro = { $form ->
    [informal] Dit heeft { $name } bewaard van je keuzes op { $site }. Bewaar het adres van deze pagina, bijvoorbeeld als bladwijzer. Alleen met dat adres kun je hier terugkomen.
   *[formal] Dit heeft { $name } bewaard van uw keuzes op { $site }. Bewaar het adres van deze pagina, bijvoorbeeld als bladwijzer. Alleen met dat adres kunt u hier terugkomen.
}
site-receipt-site = Website
site-receipt-decided = Gekozen
site-receipt-until = Geldt tot
site-receipt-purposes = { $form ->
    [informal] Waar je toestemming voor gaf
   *[formal] Waar u toestemming voor gaf
}
site-receipt-none = { $form ->
    [informal] We hebben geen toestemming van je.
   *[formal] We hebben geen toestemming van u.
}
site-receipt-effect = { $form ->
    [informal] { $name } mag dit dan niet meer doen. Je browser bewaart je keuze ook. Verander die daar met de cookie-instellingen op de website.
   *[formal] { $name } mag dit dan niet meer doen. Uw browser bewaart uw keuze ook. Verander die daar met de cookie-instellingen op de website.
}
site-receipt-proof-text = { $form ->
    [informal] Download het bewijs en bewaar het. Daarmee kun je ook zonder ons laten zien waar je ja of nee tegen zei.
   *[formal] Download het bewijs en bewaar het. Daarmee kunt u ook zonder ons laten zien waar u ja of nee tegen zei.
}
site-receipt-erase-text = { $form ->
    [informal] Het bewijs van je keuzes is daarna niet meer met jou te verbinden. Dit ontvangstbewijs verdwijnt. Het gebeurt meteen. Je kunt het niet terugdraaien.
   *[formal] Het bewijs van uw keuzes is daarna niet meer met u te verbinden. Dit ontvangstbewijs verdwijnt. Het gebeurt meteen. U kunt het niet terugdraaien.
}
event-accept-all = Alles geaccepteerd
event-refuse-all = Alles geweigerd
event-own-choice = Zelf gekozen
event-gpc = Signaal van de browser (Global Privacy Control)
site-items = Cookies en opslag per doel
site-no-items = Hiervoor wordt niets in de browser bewaard.
site-exempt = Geen toestemming nodig
site-asked = Alleen met toestemming
site-item = { $text } Geplaatst door { $provider }, bewaartijd: { $duration }.
kind-cookie = cookie
kind-local = lokale opslag
kind-session = opslag tot het tabblad sluit
site-vendors = Andere partijen
role-controller = beslist zelf
role-joint = beslist samen met de website
role-processor = werkt voor de website
site-roles = Wie verantwoordelijk is
site-validity = Hoe lang een keuze geldt
site-privacy-title = Cookies en privacy op { $site }
site-privacy-version = versie { $number } van deze cookiemelding, gepubliceerd op { $date }.

### Cookies en privacy

footer-cookies = Cookies
footer-privacy = Privacy
footer-withdraw = Toestemming intrekken
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
privacy-title = Privacy
privacy-lead = { $form ->
    [informal] Hier lees je wat er met je gegevens gebeurt. Dat staat er voor elke vragenlijst en elke website van deze installatie, en voor gegevens van eerder die we nog bewaren. De teksten komen uit de gepubliceerde verklaringen.
   *[formal] Hier leest u wat er met uw gegevens gebeurt. Dat staat er voor elke vragenlijst en elke website van deze installatie, en voor gegevens van eerder die we nog bewaren. De teksten komen uit de gepubliceerde verklaringen.
}
privacy-none = Er is nu geen open vragenlijst en geen website. We verzamelen dus geen gegevens van bezoekers.
privacy-survey = Vragenlijst
privacy-site = Website
privacy-closed-survey = Gesloten vragenlijst
privacy-import = Geïmporteerde antwoorden
privacy-version = { $kind }, versie { $number }, gepubliceerd op { $date }
privacy-earlier = { $count ->
    [one] 1 eerdere verklaring met gegevens die we nog bewaren
   *[other] { $count } eerdere verklaringen met gegevens die we nog bewaren
}
privacy-earlier-text = Dit zijn gesloten vragenlijsten, eerdere versies en geïmporteerde antwoorden. Hiervoor vragen we niets nieuws meer. De gegevens die er zijn, bewaren we zoals we toen hebben gezegd. De nieuwste verklaring staat bovenaan.
privacy-proof = { $form ->
    [informal] Zijn je antwoorden gewist of heb je een keuze ingetrokken? Dan bewaren we alleen het bewijs van toestemming: waarvoor en wanneer, met een willekeurig kenmerk. We wissen het als het niet meer nodig is, meestal vijf jaar na het eind van het jaar. Op de pagina van je ontvangstbewijs kun je het eerder wissen.
   *[formal] Zijn uw antwoorden gewist of hebt u een keuze ingetrokken? Dan bewaren we alleen het bewijs van toestemming: waarvoor en wanneer, met een willekeurig kenmerk. We wissen het als het niet meer nodig is, meestal vijf jaar na het eind van het jaar. Op de pagina van uw ontvangstbewijs kunt u het eerder wissen.
}
privacy-purpose = { $text } ({ $basis })
privacy-items = Alle cookies en partijen
basis-consent = met toestemming
basis-contract = nodig voor een overeenkomst
basis-legitimate-interest = gerechtvaardigd belang, bezwaar is mogelijk
basis-exempt = geen toestemming nodig

### Pagina’s met een melding

reused-title = { $form ->
    [informal] Je had dit formulier al verstuurd
   *[formal] U had dit formulier al verstuurd
}
reused-text = { $form ->
    [informal] Dit formulier is eerder verstuurd, met andere antwoorden. De eerste antwoorden zijn bewaard, deze niet. Op het ontvangstbewijs zie je wat er is opgeslagen.
   *[formal] Dit formulier is eerder verstuurd, met andere antwoorden. De eerste antwoorden zijn bewaard, deze niet. Op het ontvangstbewijs ziet u wat er is opgeslagen.
}
closed-title = Deze vragenlijst is gesloten
closed-text = { $form ->
    [informal] Dank je wel voor je interesse. { $name } neemt geen antwoorden meer aan. Wil je toch iets laten weten? Neem dan contact op: { $contact }
   *[formal] Dank u wel voor uw interesse. { $name } neemt geen antwoorden meer aan. Wilt u toch iets laten weten? Neem dan contact op: { $contact }
}
not-open-title = Deze vragenlijst is nog niet open
not-open-text = { $name } is nog bezig met deze vragenlijst. Probeer het later nog eens.
unknown-survey-title = Deze vragenlijst is er niet
unknown-survey-text = { $form ->
    [informal] Controleer het adres. Misschien mist er een letter. Klopt het adres? Vraag dan een nieuwe link aan de organisatie die je de link stuurde.
   *[formal] Controleer het adres. Misschien mist er een letter. Klopt het adres? Vraag dan een nieuwe link aan de organisatie die u de link stuurde.
}
erased-title = Alles is gewist
erased-text = { $form ->
    [informal] Je antwoorden, je contactgegevens en het ontvangstbewijs bestaan niet meer. Je hoeft niets meer te doen.
   *[formal] Uw antwoorden, uw contactgegevens en het ontvangstbewijs bestaan niet meer. U hoeft niets meer te doen.
}
message-not-found = Deze pagina is er niet
message-not-found-text = Kijk of het adres klopt. Misschien is er een letter weggevallen, of is de pagina gewist.
message-forbidden = Dit kwam niet van onze eigen pagina
message-forbidden-text = Voor de veiligheid is er niets opgeslagen. Open het formulier opnieuw en verstuur het nog eens.
message-not-allowed = { $form ->
    [informal] Dat mag niet met je account
   *[formal] Dat mag niet met uw account
}
message-not-allowed-text = { $form ->
    [informal] Vraag een eigenaar van je organisatie om het recht.
   *[formal] Vraag een eigenaar van uw organisatie om het recht.
}
message-too-large = Dit is te veel tekst
message-too-large-text = { $form ->
    [informal] Er is niets opgeslagen. Ga terug, maak je toelichting korter en verstuur nog eens.
   *[formal] Er is niets opgeslagen. Ga terug, maak uw toelichting korter en verstuur nog eens.
}
message-too-many = Even wachten
message-too-many-text = { $form ->
    [informal] Er kwamen in korte tijd te veel verzoeken vanaf jouw verbinding. Er is niets opgeslagen. Wacht een minuut en probeer het opnieuw.
   *[formal] Er kwamen in korte tijd te veel verzoeken vanaf uw verbinding. Er is niets opgeslagen. Wacht een minuut en probeer het opnieuw.
}
message-unavailable = Even niet bereikbaar
message-unavailable-text = { $form ->
    [informal] We kunnen nu niets opslaan of opzoeken. Probeer het over een minuut opnieuw. Nog eens versturen kan geen kwaad: je antwoorden tellen één keer.
   *[formal] We kunnen nu niets opslaan of opzoeken. Probeer het over een minuut opnieuw. Nog eens versturen kan geen kwaad: uw antwoorden tellen één keer.
}
message-busy = Het is nu te druk
message-busy-text = Te veel mensen vragen nu een afbeelding. Er is niets kwijt. Probeer het over een minuut opnieuw.
message-internal = Er ging bij ons iets mis
message-internal-text = { $form ->
    [informal] Het ligt niet aan jou. We hebben de fout vastgelegd. Probeer het later opnieuw.
   *[formal] Het ligt niet aan u. We hebben de fout vastgelegd. Probeer het later opnieuw.
}
message-bad-request = Dit kunnen we niet lezen
message-bad-request-text = Er is niets opgeslagen. Open de pagina opnieuw en probeer het nog eens.
message-method = Dit kan hier niet
message-method-text = Dit adres is niet bedoeld om zo te gebruiken. Ga terug naar de vorige pagina.
message-media = Dit soort inhoud nemen we niet aan
message-media-text = Er is niets opgeslagen. Gebruik het formulier op de pagina zelf.
message-timeout = Dit duurde te lang
message-timeout-text = { $form ->
    [informal] De verbinding was te traag. Probeer het opnieuw. Nog eens versturen kan geen kwaad: je antwoorden tellen één keer.
   *[formal] De verbinding was te traag. Probeer het opnieuw. Nog eens versturen kan geen kwaad: uw antwoorden tellen één keer.
}

home-title = Klankbord
home-lead = Met Klankbord vragen organisaties hun klanten wat ze vinden. Ze leggen ook vast wie waarvoor toestemming gaf.
home-customer = { $form ->
    [informal] Kreeg je een link naar een vragenlijst? Open dan die link. Op je ontvangstbewijs kun je later alles bekijken, wijzigen of wissen.
   *[formal] Kreeg u een link naar een vragenlijst? Open dan die link. Op uw ontvangstbewijs kunt u later alles bekijken, wijzigen of wissen.
}
home-staff = { $form ->
    [informal] Werk je met de resultaten?
   *[formal] Werkt u met de resultaten?
}
home-sign-in = Inloggen
home-overview = Naar het overzicht

### Inloggen

sign-in-title = Inloggen
sign-in-email = E-mailadres
sign-in-password = Wachtwoord
sign-in-button = Inloggen
sign-in-failed = Het e-mailadres of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw.
sign-in-throttled = Er is te vaak geprobeerd in te loggen. Wacht een kwartier en probeer het opnieuw.
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
password-length = Kies een wachtwoord van { $min } tot { $max } tekens.
sign-out = Uitloggen
sign-out-everywhere = Overal uitloggen
account-menu = Account

### Overzicht

overview-title = Vragenlijsten
overview-empty-title = Er is nog geen vragenlijst
overview-empty-text = Maak de eerste op de server. Kies uit nps, csat, csat10, loyalty, ces en helpful:
overview-no-score = Nog geen reacties
overview-no-headline = Geen score
overview-responses = { $count ->
    [one] { $n } reactie
   *[other] { $n } reacties
}
overview-made = Gemaakt op { $date }
status-draft = Concept
status-open = Open
status-closed = Gesloten

### Resultaten

results-back = Alle vragenlijsten
results-export = Reacties (CSV)
results-export-more = Meer formaten
figures-heading = Cijfers downloaden
figures-intro = Download alle cijfers van deze pagina, met het gekozen filter: scores met 95 %-interval en aantal antwoorden, de verdeling, de ontwikkeling en de uitsplitsing. De getallen zijn niet afgerond.
figures-method = Alle intervallen zijn 95 %-intervallen. De getallen zijn niet afgerond. De pagina toont één decimaal; een half wordt van nul af afgerond.
figures-withheld = Cijfers over minder dan { $minimum } antwoorden worden niet getoond. Soms wordt ook een groter cijfer niet getoond. In die regels staat “withheld” en geen cijfer.
picture-svg = Afbeelding (SVG)
picture-png = Afbeelding (PNG)
picture-margins = De 95 %-intervallen gaan alleen over toeval, niet over klanten die niet antwoordden.
figure-basis = Grondslag van de vragenlijst: { $basis }.
figure-no-basis = Zonder persoonsgegevens.
figure-as-of = Stand van { $at }.
picture-source = { $title }. { $source }
report-open = Rapport om af te drukken
report-back = Naar de resultaten
report-print = { $form ->
    [informal] Je kunt deze pagina afdrukken of als pdf bewaren.
   *[formal] U kunt deze pagina afdrukken of als pdf bewaren.
}
report-organisation = Organisatie
report-which = Welke reacties
report-all = Alle reacties
report-responses = Reacties die meetellen
report-basis = Grondslag
report-as-of = Stand van
report-method = Hoe dit is gemeten
report-method-margin = Het 95 %-interval zegt hoe ver een score door toeval kan afwijken. Het zegt niets over klanten die niet antwoordden.
report-method-rounding = Scores zijn afgerond op één decimaal; een half wordt van nul af afgerond. De bestanden met cijfers zijn niet afgerond.
report-source-nps = Net Promoter Score naar Reichheld (2003): het deel dat 9 of 10 geeft min het deel dat 0 tot en met 6 geeft. Het interval is een aangepast Wald-interval (Rocks, 2016).
report-source-share = Het interval van een deel is dat van Wilson (1927).
report-source-mean = Het interval van een gemiddelde is dat van Student (t).
report-source-difference = Verschillen zijn getoetst: NPS met z op twee standaardfouten, delen met het interval van Newcombe (1998), gemiddelden volgens Welch (1947). Bij veel vergelijkingen tegelijk is gecorrigeerd volgens Holm (1979).
export-heading = Reacties downloaden
export-intro = In het bestand staan de reacties die nu gebruikt mogen worden. Bij elke reactie staat de toestemming of een andere grondslag.
export-filtered = Met het filter van deze pagina:
export-format = Bestandsformaat
export-labels = Codes of teksten
export-shape = Rijen
export-csv = CSV
export-csv-excel-nl = CSV voor een Nederlandse Excel
export-xlsx = Excel-werkmap (XLSX)
export-jsonl = JSON Lines
export-parquet = Parquet
export-spss = SPSS (gegevens en syntax)
export-codes = Alleen codes
export-labels-nl = Codes en teksten, in het Nederlands
export-labels-en = Codes en teksten, in het Engels
export-wide = Eén per reactie
export-long = Eén per antwoord
export-download = Downloaden
export-prepare = Download klaarzetten
export-codebook = Codeboek
export-hint = In het codeboek staat wat elke kolom en elke code betekent. Het zit al in de Excel-werkmap en in de bestanden voor SPSS.
filter-heading = Filter
filter-from = Vanaf
filter-to = Tot en met
filter-locale = Taal
filter-channel = Kanaal
filter-version = Versie
filter-all = Alle
filter-apply = Toon
filter-clear = Filter wissen
channel-link = Open link
channel-import = Import
channel-api = API
channel-demo = Verzonnen (demo)
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
indicative = Indicatief
indicative-text = Minder dan { $n } antwoorden: lees dit als een eerste indruk.
answers-n = { $count ->
    [one] { $n } antwoord
   *[other] { $n } antwoorden
}
answers-not-applicable = { $count ->
    [one] { $n } keer “weet ik niet / niet van toepassing”, niet meegeteld
   *[other] { $n } keer “weet ik niet / niet van toepassing”, niet meegeteld
}
score-caveat-link = Iedereen met de link kan antwoorden, ook vaker. Het 95 %-interval gaat alleen over toeval, niet over klanten die niet antwoordden.
score-caveat-import = De antwoorden zijn geïmporteerd. Hoeveel klanten de vraag kregen, is niet bekend. Het 95 %-interval gaat alleen over toeval, niet over klanten die niet antwoordden.
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
loyalty-incomplete = Niet alle drie beantwoord, niet meegeteld
mean-explained = Gemiddelde op een schaal van { $min } tot { $max }
mean-beside = Gemiddelde
no-score = Nog geen antwoorden
no-score-text = Zodra er antwoorden zijn, staat hier de score. Deel de link van de vragenlijst:
too-few = Te weinig antwoorden om te tonen
too-few-text = Er zijn minder dan { $minimum } antwoorden. We tonen dan geen cijfer, om deelnemers te beschermen.
distribution-heading = Verdeling
distribution-label = Verdeling van { $n } antwoorden: { $list }
distribution-item = { $score }: { $share }
table-show = Als tabel
answer-yes = Ja
answer-no = Nee
table-statement = Stelling
table-score = Score
table-count = Aantal
table-share = Aandeel
breakdown-heading = Uitsplitsing
breakdown-by = Uitgesplitst naar
breakdown-caption = { $measure } uitgesplitst naar “{ $by }”. Vraag: “{ $question }”
breakdown-picture = Score met 95 %-interval, op de hele schaal
breakdown-difference = Verschil met de rest
breakdown-unknown = Niet bekend
breakdown-withheld = Groepen met minder dan { $minimum } antwoorden worden niet getoond. Soms wordt ook een grotere groep niet getoond, zodat een kleine groep niet te berekenen is.
breakdown-small = Kleine groepen samen
breakdown-too-many = Er zijn te veel verschillende waarden voor een tabel. Kies iets anders om naar uit te splitsen.
breakdown-cut = Er zijn meer groepen dan hier staan. De kleinste zijn weggelaten.
breakdown-unverified = Deze waarden kunnen uit de link naar de vragenlijst komen. Ze zijn niet gecontroleerd: iedereen met de link kan ze veranderen.
breakdown-caveat = Elke groep is vergeleken met alle andere antwoorden samen, met een 95 %-interval. De conclusie is gecorrigeerd voor het aantal vergelijkingen (Holm). Een verschil is nog geen oorzaak.
drivers-title = Wat samenhangt met de score – { $survey }
drivers-heading = Wat samenhangt met de score
drivers-open = Wat samenhangt met de score
drivers-back = Terug naar { $survey }
drivers-caption = Hoe sterk elke vraag samenhangt met het antwoord op “{ $question }”. De sterkste staat bovenaan.
drivers-question = Vraag
drivers-picture = Samenhang van −1 tot 1, met 95 %-interval
drivers-rho = Samenhang (ρ)
drivers-verdict = Conclusie
drivers-together = hangt samen met een hogere score
drivers-opposite = hangt samen met een lagere score
drivers-too-few = Minder dan { $minimum } deelnemers gaven beide antwoorden.
drivers-no-spread = Alle antwoorden zijn gelijk, of geen deelnemer gaf beide antwoorden.
drivers-none = Deze vragenlijst heeft naast de hoofdvraag geen andere vragen met een score.
drivers-caveat = Samenhang is geen oorzaak: wat samenhangt met een hoge score, maakt de score nog niet hoog. Misschien komt beide door iets anders.
drivers-method = ρ is de rangcorrelatie van Spearman. Bij 1 gaat een hogere score hier altijd samen met een hogere score daar. Bij −1 is dat omgekeerd. Bij 0 zegt het een niets over het ander. Het interval is een 95 %-interval (Bonett en Wright, 2000). De conclusie is gecorrigeerd voor het aantal vragen (Holm).
pair-heading = Twee groepen vergelijken
pair-first = Vergelijk
pair-second = met
pair-choose = Kies een groep
pair-compare = Vergelijk
pair-method = Dit is de eerste groep min de tweede, met een 95 %-interval. De conclusie is gecorrigeerd voor alle paren waaruit te kiezen was (Holm).
crosstab-heading = Kruistabel
crosstab-across = Kruistabel met
crosstab-caption = { $measure } uitgesplitst naar “{ $by }” en “{ $across }”. Vraag: “{ $question }”
crosstab-text = In elke cel staan de score, het 95 %-interval en het aantal antwoorden. Hoe sterker de kleur, hoe hoger de score op de hele schaal, van { $low } tot { $high }.
crosstab-total = Alle
crosstab-n = n = { $n }
crosstab-withheld = Cellen met minder dan { $minimum } antwoorden worden niet getoond. Ook andere cellen worden soms niet getoond, zodat een kleine cel niet te berekenen is.
crosstab-caveat = Verschillen tussen cellen zijn niet getoetst. Bij zo veel cellen verschillen er altijd enkele door toeval.
crosstab-reader = Een kruistabel gaat over kleinere groepen dan { $form ->
    [informal] jouw
   *[formal] uw
} account mag zien. Een analist kan er een maken.
verdict-real = waarschijnlijk een echt verschil
verdict-chance = kan toeval zijn
unit-points = punten
unit-points-percent = procentpunten
conditions = Alleen deze reacties
condition-lift = Zonder { $condition }
gives-away = Deze combinatie wordt niet getoond
gives-away-reader = Kleine groepen zijn beschermd. Samen met andere cijfers kan deze combinatie deelnemers herkenbaar maken. Kies één filter, of andere maanden.
reader-months = { $form ->
    [informal] Je ziet
   *[formal] U ziet
} cijfers over hele maanden. Kies één filter tegelijk. Met een filter is er geen ontwikkeling en geen uitsplitsing.
reader-steps = Cijfers van { $at }. Ze veranderen pas als er minstens { $minimum } antwoorden bij of af zijn. Zo zijn deelnemers niet te herkennen aan het verschil.
withdrawn-wait = Tijdelijk niet getoond
withdrawn-wait-text = Een antwoord in dit cijfer is ingetrokken of gewijzigd. Het cijfer komt terug zodra minstens { $minimum } antwoorden veranderd zijn.
gives-away-text = Kleine groepen zijn beschermd. Zonder een van de filters komen er minder dan { $minimum } antwoorden bij. Die antwoorden zijn dan te herkennen. Kies andere filters.
comparison-heading = Verandering
comparison-text = Ten opzichte van de periode ervoor ({ $from } tot en met { $to }): { $difference }
comparison-before = Toen was het { $value }, uit { $n }.
comparison-choose = Met andere dagen vergelijken
comparison-from = Vergelijken vanaf
comparison-to = Vergelijken tot en met
comparison-with = Vergelijken met
comparison-days = { $from } tot en met { $to }
comparison-chosen = Ten opzichte van { $from } tot en met { $to }: { $difference }
comparison-chosen-few = Van { $from } tot en met { $to } zijn er te weinig antwoorden om mee te vergelijken.
comparison-chosen-nobody = Van { $from } tot en met { $to } zijn er geen antwoorden om mee te vergelijken.
comparison-withheld = De cijfers van { $from } tot en met { $to } worden niet getoond. Samen met andere cijfers kunnen ze deelnemers herkenbaar maken.
comparison-overlaps = Sommige dagen zitten in beide periodes. Dezelfde antwoorden tellen dan dubbel mee. Daarom is er geen interval, en niet te zeggen of het verschil echt is. Kies periodes die elkaar niet overlappen.
comparison-few = Van de periode ervoor ({ $from } tot en met { $to }) zijn er te weinig antwoorden om mee te vergelijken.
gauge-heading = Meter
gauge-label = { $measure } van −100 tot +100: { $value }, waarschijnlijk van { $interval } (95 %), { $answers }
trend-heading = Ontwikkeling
trend-label = Ontwikkeling van { $measure } per { $period }; de cijfers staan in de tabel eronder
trend-period = Per
period-day = dag
period-week = week
period-month = maand
period-quarter = kwartaal
table-period = Periode
table-interval = 95 %-interval
table-answers = Antwoorden
trend-withheld = niet getoond
trend-rolling-text = De streepjeslijn is de score van de { $what }.
trend-rolling-day = laatste 7 dagen samen
trend-rolling-week = laatste 4 weken samen
trend-rolling-month = laatste 3 maanden samen
trend-rolling-quarter = laatste 4 kwartalen samen
trend-withheld-text = Periodes met minder dan { $minimum } antwoorden worden niet getoond. Soms wordt ook een andere periode niet getoond, zodat een kleine periode niet te berekenen is.
trend-cut = Alleen de laatste { $n } staan hier. Kies een langere periode om alles te zien.
trend-one = Met één periode is er nog geen ontwikkeling te zien.
week-of = week van { $date }
questions-heading = Alle vragen
matrix-row = { $statement }
comments-heading = Nieuwste toelichtingen
comments-none = Nog geen toelichtingen.
comment-score = score { $score }
comments-all = Alle toelichtingen
comments-title = Toelichtingen – { $survey }
comments-back = Resultaten van { $survey }
comments-no-question = Deze vragenlijst heeft geen open vraag.
comments-filter = Toelichtingen zoeken
comments-search = Zoek in de tekst
comments-search-hint = Alle woorden moeten voorkomen. Zet een tekst tussen "aanhalingstekens" om precies die tekst te zoeken. Zet een - voor een woord om het uit te sluiten. Zet een * na het begin van een woord: begin*.
comments-question = Vraag
comments-group = Groep
comments-satisfied = Tevreden ({ $scores })
comments-between = Daartussen ({ $scores })
comments-not-satisfied = Niet tevreden ({ $scores })
comments-too-few = Dit zijn toelichtingen van minder dan { $minimum } deelnemers. Ze worden niet getoond, om deelnemers te beschermen.
comments-none-found = Geen toelichtingen gevonden. Zoek iets anders of wis het filter.
comments-count =
    { $count ->
        [one] { $n } toelichting
       *[other] { $n } toelichtingen
    }
comments-many = Meer dan { $n } toelichtingen
comments-newest = Naar de nieuwste
comments-older = Oudere toelichtingen
comments-pages = Bladeren
tags-heading = Labels
tags-none = Nog geen labels. Voeg een label toe bij een toelichting.
tags-name = Label
tags-name-hint = Bestaat het label al? Dan vervangt deze regel de vorige.
tags-count = Toelichtingen
tags-score = Score
tags-change = Wijzigen
tags-hint = De score is van de deelnemers die zo'n toelichting schreven, met een 95 %-interval. Bij minder dan { $minimum } deelnemers wordt de score niet getoond.
tags-too-few = te weinig
tags-ruled = Automatisch bij: { $words }
tags-rule-title = Regel maken
tags-rule = Automatisch bij een van deze woorden
tags-rule-hint = Zet komma's tussen de woorden, zoals: bezorgd, pakket, te laat, lever*. Alleen hele woorden tellen. Een * staat voor elk vervolg. Hoofdletters en accenten maken niet uit. De regel geldt voor bestaande en nieuwe toelichtingen.
tags-save = Regel bewaren
tags-add = Label toevoegen
tags-put = Toevoegen
tags-remove = Verwijder label { $tag } bij deze toelichting
tags-drop-rule = Regel verwijderen
tags-delete = Label verwijderen
withheld-heading = Niet meegeteld
withheld-none = Alle reacties tellen mee.
withheld-intro = { $count ->
    [one] { $n } reactie staat niet in deze cijfers:
   *[other] { $n } reacties staan niet in deze cijfers:
}
withheld-intro-few = Deze reacties staan niet in deze cijfers:
withheld-fewer = minder dan { $least }
withheld-refused = { $n } zonder toestemming
withheld-withdrawn = { $n } ingetrokken
withheld-objected = { $n } na bezwaar
withheld-expired = { $n } verlopen
withheld-erased = { $n } gewist
withheld-other = { $n } om een andere reden

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
numbers-gpc-text = Deze browsers vragen zelf om privacy. Ze tellen als weigering en krijgen geen cookiemelding. n is alle keuzes op de cookiemelding plus deze signalen.
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

### Verwerkingsregister

register-title = Verwerkingsregister
register-lead = Dit register (AVG artikel 30, lid 1) is gemaakt uit de privacyverklaringen die nu gelden, van alle vragenlijsten en websites. Verandert een verklaring? Dan verandert het register mee. Deze pagina is ook af te drukken.
register-csv = Register (CSV)
register-json = Register (JSON)
register-privacy-officer = Privacy
register-drawn-label = Opgesteld
register-drawn = { $date }
register-empty = Er is nog geen vragenlijst of website. Het register is daarom nog leeg.
register-no-purposes = Geen: er worden geen persoonsgegevens opgeslagen.
register-persons = Van wie
register-data = Welke gegevens
register-recipients = Ontvangers
register-source = Volgens
register-version = Versie { $number } van de privacyverklaring, van { $date }, kenmerk { $hash }
register-security = Beveiliging
register-limits = Hier staat alleen wat Klankbord doet. Andere verwerkingen van de organisatie horen ook in haar register.
activity-survey = Vragenlijst
activity-import = Import
activity-website = Website
register-basis-consent = Toestemming
register-basis-contract = Overeenkomst
register-basis-legitimate-interest = Gerechtvaardigd belang
register-basis-exempt = Geen toestemming nodig (Telecommunicatiewet artikel 11.7a, lid 3)
persons-survey = Klanten die de vragenlijst invullen.
persons-import = Klanten van wie antwoorden elders zijn verzameld.
persons-website = Bezoekers van de website.
security-pseudonyms = Geheime adressen van ontvangstbewijzen en sessies staan alleen als hash in de database. Nummers waaraan een import of wissing wordt herkend, staan er als hash met een sleutel. Een bezoeker die op een website koos, staat er als willekeurig pseudoniem, los van het bewijs.
security-no-addresses = Er worden geen IP-adressen en geen kenmerken van browsers opgeslagen.
security-passwords = Van wachtwoorden is alleen een Argon2id-hash opgeslagen. Te veel mislukte pogingen worden geweigerd.
security-access = Antwoorden zijn alleen te zien na inloggen. Een ontvangstbewijs gaat alleen open met het geheime adres.
security-log = Elke toestemming en intrekking staat in een ondertekend logboek. Een wijziging achteraf valt op.
security-erasure = Wat gewist wordt, wordt in de database ook overschreven (SQLite) of verwijderd (PostgreSQL). Na de bewaartijd wist Klankbord automatisch.
security-transport = Versleuteling onderweg (TLS) is de taak van de proxy vóór Klankbord.
security-storage = Klankbord versleutelt de schijf niet en maakt geen reservekopieën. Dat is de taak van de beheerder van de server.

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
preview-heading = Zoals bezoekers het zien
preview-first = Eerste laag
preview-second = Tweede laag

### Wijzigen

receipt-by-link = Uit de link naar de vragenlijst. Niet gecontroleerd.
receipt-by-signed-link = Uit een ondertekende link naar de vragenlijst.
receipt-attributes = Andere gegevens bij deze antwoorden
correct-link = Antwoorden wijzigen
correct-title = Antwoorden wijzigen
correct-lead = { $form ->
    [informal] Hieronder staan je antwoorden zoals we ze bewaren. Wijzig wat niet klopt.
   *[formal] Hieronder staan uw antwoorden zoals we ze bewaren. Wijzig wat niet klopt.
}
correct-lead-desk = Hieronder staan de antwoorden zoals ze bewaard zijn. Wijzig wat volgens de persoon niet klopt.
correct-contact = Contactgegevens
correct-button = Wijzigingen opslaan
correct-back = Niets wijzigen
receipt-corrected = Gewijzigd
receipt-restricted = Sinds { $date } worden deze antwoorden wel bewaard, maar niet gebruikt.

### Privacyverzoeken

rights-title = Privacyverzoeken
rights-lead = Hieronder staan alle verzoeken. Beantwoord elk verzoek binnen een maand (AVG artikel 12, lid 3). Bij elk verzoek staat wat er is gevraagd, de uiterste datum en wat er is gedaan. Wie het vroeg, staat er niet bij.
rights-empty = Er zijn nog geen verzoeken.
rights-csv = Verzoeken (CSV)
rights-of = Verzoek van { $date }
rights-left = { $count ->
    [0] Uiterlijk vandaag, { $date }
    [one] Uiterlijk { $date }: nog 1 dag
   *[other] Uiterlijk { $date }: nog { $count } dagen
}
rights-late = { $count ->
    [one] Te laat: uiterste datum was { $date } (gisteren)
   *[other] Te laat: uiterste datum was { $date } ({ $count } dagen geleden)
}
rights-create = Een verzoek invoeren
rights-create-button = Verzoek invoeren
rights-asked = Wat wordt er gevraagd?
rights-article = { $right } (artikel { $article })
right-access = Inzage
right-rectification = Verbeteren
right-erasure = Wissen
right-restriction = Beperken: bewaren, niet gebruiken
right-portability = Gegevens overdragen
right-objection = Bezwaar
right-withdrawal = Toestemming intrekken
rights-received = Binnengekomen op
rights-reference = Kenmerk
rights-reference-hint = Bijvoorbeeld een zaaknummer, om de correspondentie terug te vinden. Vul geen naam of adres in.
rights-identity = Hoe is de identiteit gecontroleerd?
rights-identity-hint = Een kopie van een identiteitsbewijs is hier nooit nodig.
identity-not-yet = Identiteit nog niet gecontroleerd
identity-receipt = Heeft het ontvangstbewijs
identity-address = Schreef vanaf het gevonden e-mailadres, of antwoordde op een bericht aan dat adres
identity-account = Was ingelogd als klant
identity-other = Op een andere manier (zie de correspondentie)
outcome-done = Gedaan wat gevraagd werd
outcome-nothing-found = Niets gevonden dat over deze persoon gaat
outcome-refused = Geweigerd
rights-back = Alle verzoeken
rights-back-request = Terug naar het verzoek
rights-extended = Uitgesteld
rights-search = De gegevens zoeken
rights-by = Zoeken met
rights-by-email = E-mailadres
rights-by-number = Klant- of bestelnummer
rights-by-receipt = Ontvangstbewijs
rights-search-value = Zoeken naar
rights-search-hint = Vul een e-mailadres, telefoonnummer of nummer uit een import in. Eén deel van een samengesteld nummer mag ook. Of vul de code of het adres van een ontvangstbewijs in.
rights-in-texts = Ook zoeken in wat deelnemers zelf schreven. Dat duurt langer. Een gevonden tekst kan van een ander zijn.
rights-search-button = Zoeken
rights-found = { $count ->
    [0] Niets gevonden
    [one] Eén keer gevonden
   *[other] { $count } keer gevonden
}
rights-more = Er zijn meer resultaten.
rights-more-button = Volgende resultaten
rights-erased-import = Dit nummer is eerder geïmporteerd en daarna gewist. We bewaren alleen een versleutelde vingerafdruk. Daardoor brengt een nieuwe import het niet terug.
rights-export = Alles downloaden (JSON)
rights-export-hint = Alles wat er is opgeslagen, met de toestemmingen, hun geschiedenis en het bewijs. Voor inzage en om gegevens over te dragen.
rights-not-found = Wat hier niet te vinden is
rights-not-found-unlinked = Reacties zonder contactgegevens en zonder klant- of bestelnummer. We weten niet van wie die zijn. Vraag om het ontvangstbewijs (artikel 11, lid 2).
rights-not-found-visitor = Cookiekeuzes. Een bezoeker die toestemming gaf, is alleen te vinden met het ontvangstbewijs. Van een bezoeker die weigerde, is alleen een telling bewaard.
rights-not-found-light = Antwoorden met één klik (“Was dit nuttig?”). Daarvan is niets over een persoon bewaard.
rights-not-found-texts = Wat een ander over deze persoon schreef, tenzij er ook in de teksten is gezocht.
rights-not-found-elsewhere = Bestanden die eerder zijn gedownload, back-ups en andere systemen. Systemen die de outbox lezen, krijgen een wijziging door. Bestanden en back-ups niet.
rights-mark-erased = gewist
rights-mark-restricted = wordt niet gebruikt
rights-mark-contact = met contactgegevens
rights-mark-imported = geïmporteerd
rights-visitor = Bezoeker van { $site }
rights-done = Wat er is gedaan
rights-nothing-done = Nog niets.
action-searched = { $count ->
    [0] Gezocht ({ $way }{ $texts }): niets gevonden
    [one] Gezocht ({ $way }{ $texts }): één keer gevonden
   *[other] Gezocht ({ $way }{ $texts }): { $count } keer gevonden
}
action-texts-too = {" "}en in teksten
action-exported = { $count ->
    [one] Eén als bestand gedownload
   *[other] { $count } als bestand gedownload
}
action-corrected = Antwoorden gewijzigd
action-restricted = Gebruik beperkt
action-released = Beperking opgeheven
action-taken-back = Ingetrokken of bezwaar: { $purpose }
action-erased-answers = Antwoorden gewist, bewijs bewaard
action-erased-everything = Alles gewist
action-extended = Twee maanden uitgesteld: { $reason }
action-closed = Afgesloten: { $outcome }
rights-extend = Meer tijd nodig
rights-extend-reason = Waarom
rights-extend-hint = Bij een ingewikkeld verzoek of veel verzoeken mag het twee maanden langer duren. Vertel dat de persoon binnen de eerste maand, met de reden.
rights-extend-button = Twee maanden uitstellen
rights-close = Afsluiten
rights-outcome = Hoe is het afgelopen?
rights-note = Uitleg
rights-note-hint = Verplicht bij weigeren: de reden die de persoon heeft gekregen. Vul geen naam of adres in.
rights-close-button = Verzoek afsluiten
rights-answers = De antwoorden
rights-purposes = Waarvoor ze gebruikt worden
rights-by-phone = Telefoonnummer
rights-by-restricted = Reacties met beperkt gebruik (vul hieronder niets in)
rights-not-found-case = Bij sommige databases, zoals SQLite: hoofdletters met accenten, zoals de Ö, als ze anders getypt zijn dan ze bewaard zijn.
rights-restricted-count = { $count ->
    [one] Van één reactie is het gebruik beperkt. Die blijft bewaard tot de beperking is opgeheven.
   *[other] Van { $count } reacties is het gebruik beperkt. Die blijven bewaard tot de beperking is opgeheven.
}
rights-identify-first = Controleer eerst de identiteit. Zoeken kan al. Downloaden en wijzigen kan pas daarna.
rights-identify-button = Vastleggen
rights-not-identified = Identiteit nog niet gecontroleerd
rights-not-identified-text = Er is niets veranderd. Leg bij het verzoek eerst vast hoe de identiteit is gecontroleerd.
rights-not-extendable = Uitstellen kan niet meer
rights-not-extendable-text = Er is niets veranderd. Uitstellen kan één keer, binnen de eerste maand.
rights-informed = De persoon is hierover geïnformeerd
receipt-effect-restricted = { $form ->
    [informal] Je antwoorden tellen dan niet meer mee. Het gebruik is nu beperkt. We wissen ze daarom pas als de beperking is opgeheven, of als je ze hieronder zelf wist.
   *[formal] Uw antwoorden tellen dan niet meer mee. Het gebruik is nu beperkt. We wissen ze daarom pas als de beperking is opgeheven, of als u ze hieronder zelf wist.
}
action-identified = Identiteit: { $identity }
action-viewed = { $count ->
    [one] Bekeken
   *[other] { $count } keer bekeken
}
action-and-more = {", en er is meer"}
rights-number = Nummer uit de import
rights-erased = Deze antwoorden zijn op { $date } gewist. Het bewijs van toestemming is er nog.
rights-restrict-text = De antwoorden blijven bewaard, ook na hun bewaartermijn. Ze tellen niet mee en staan niet in downloads.
rights-restrict-button = Niet meer gebruiken
rights-release-text = De antwoorden tellen weer mee, als de toestemming er nog is. Is de bewaartermijn voorbij of zijn ze ingetrokken? Dan worden ze binnen enkele uren gewist. Informeer de persoon vooraf (artikel 18, lid 3).
rights-release-button = Weer gebruiken
rights-erase-text = Wissen is definitief. Bij ‘Antwoorden wissen’ blijft het bewijs van toestemming bewaard. Bij ‘Alles wissen’ blijft er niets over dat naar de persoon leidt.
rights-erase-all-text = Wissen is definitief. Er blijft niets over dat naar de persoon leidt, ook geen ontvangstbewijs.
rights-sure = Ik heb de persoon gecontroleerd; wissen is definitief
rights-done-corrected = De gewijzigde antwoorden zijn opgeslagen.
rights-done-restricted = De antwoorden worden niet meer gebruikt.
rights-done-released = De antwoorden worden weer gebruikt, als de toestemming er nog is.
rights-done-taken-back = Het doel geldt niet meer.
rights-done-erased = De antwoorden zijn gewist.
rights-done-nothing = Er was niets te veranderen.
rights-closed-now = Dit verzoek is al afgesloten
rights-closed-now-text = Er is niets veranderd. Voer een nieuw verzoek in als er nog iets moet gebeuren.

### Fouten

error-required = Beantwoord deze vraag.
error-scope = Vink aan wat de sleutel mag. Kies er minstens één.
error-required-field = Vul dit in.
error-not-a-whole-number = Kies een van de cijfers.
error-not-a-number = Vul een getal in, bijvoorbeeld 12 of 3,5.
error-out-of-range = Kies een waarde van { $min } tot en met { $max }.
error-out-of-range-least = Vul een getal in van { $min } of hoger.
error-out-of-range-most = Vul een getal in van { $max } of lager.
error-date-order = De laatste dag ligt vóór de eerste. Kies een dag vanaf { $min }.
error-unknown-choice = Dit antwoord hoort niet bij deze vraag. Kies een van de antwoorden.
error-too-many-choices = Kies er hoogstens { $max }.
error-too-long = Deze tekst heeft { $length } tekens. Maak hem korter, tot hoogstens { $max } tekens.
error-repeated = Deze vraag is meer dan één keer beantwoord. Geef één antwoord.
error-unknown-field = Dit formulier heeft geen vraag “{ $field }”. Open het formulier opnieuw.
error-unknown-purpose = Deze keuze hoort niet bij dit formulier. Open het formulier opnieuw.
error-contact-required = Vul een e-mailadres of telefoonnummer in, of haal het vinkje bij contact weg.
error-invalid-email = Vul een e-mailadres in zoals naam@voorbeeld.nl.
error-invalid-phone = Vul een telefoonnummer in met 6 tot 15 cijfers, zoals 020 123 45 67.
error-form = Dit formulier is verouderd of beschadigd. Open de vragenlijst opnieuw en vul hem nog eens in.
error-date-not-yet = Deze dag moet nog komen. Vul vandaag of een eerdere datum in.
error-date-over = Deze dag is voorbij. Vul vandaag of een latere datum in.
error-invalid-date = Vul een datum in zoals 2026-11-21.
error-invalid = Deze waarde klopt niet. Verwacht: { $expected }.
error-invalid-value = Deze waarde klopt niet.
error-null = Deze tekst bevat een teken dat we niet kunnen bewaren. Typ de tekst opnieuw.
error-duplicate = “{ $name }” staat er twee keer. Gebruik elke naam één keer.
error-missing-text = Er ontbreekt een tekst in de taal { $locale }. Vul die aan.
error-low-contrast = Witte letters zijn op deze kleur niet te lezen. Kies een donkerder kleur.
error-not-anonymous = Noem dit niet anoniem: er is een ontvangstbewijs of een tijdstip dat naar iemand kan leiden.
error-forbidden = Dit mag niet zo: { $rule }.
error-forbidden-value = Dit mag niet zo.
error-rule = Dit gaat in tegen regel { $number } voor toestemming: { $what }.
error-not-in-survey = Deze vragenlijst heeft geen vraag of attribuut “{ $key }”.
error-not-filtered-by = Op de vraag “{ $key }” antwoorden mensen met een tekst of een getal. Daarop is niet te filteren.
error-not-of-control = Dit past niet bij de knop { $control }.
error-site-key = Gebruik alleen kleine letters, cijfers en losse streepjes, bijvoorbeeld winkel-noord.
error-site-key-taken = Een andere website heet al { $key }. Kies een andere sleutel.
error-origins = Dit is geen adres van een website. Schrijf het zo: https://www.winkel.example, zonder pad.
error-not-sure = Zet eerst het vinkje.
error-search-value = Dit is geen ontvangstbewijs. Plak de code of het hele adres.

### De API

api-title = API-documentatie
api-lead = Alles wat programma's met Klankbord kunnen doen, met voorbeelden om te proberen. De uitleg is in het Engels.
api-document = Als OpenAPI 3.1-bestand
api-parameters = Parameters
api-body = Inhoud
api-replies = Antwoorden
api-try = Proberen
api-optional = mag ontbreken
rule-text-missing = deze tekst ontbreekt
rule-place-missing = een plek tussen accolades ontbreekt
rule-twelve-months = er moeten twaalf maanden staan, met spaties ertussen
rule-neutral-label = een knop is neutraal: hoogstens 30 tekens, geen uitroepteken, geen ‘ik’ of ‘mij’, geen lof of verwijt
rule-own-refusal = weigeren is een eigen knop, met een eigen tekst
rule-unnamed-purpose = de website noemt dit doel niet
rule-no-other-basis = cookies zijn vrijgesteld of vragen toestemming; een andere grondslag is er niet
rule-consent-not-exempt = wat toestemming vraagt, heeft geen vrijstelling
rule-which-exemption = bij een vrijgesteld doel staat onder welke vrijstelling het valt
rule-measurement-law = meten is alleen vrijgesteld waar de wet dat zegt: vul measurement_exemption in
rule-measurement-own-use = vrijgesteld meten is voor eigen gebruik: er doet geen andere partij mee
rule-party-named = een andere partij moet een naam hebben
rule-item-name = wat gewist moet kunnen worden, moet een naam hebben; een * mag alleen aan het eind staan
rule-item-provider = hier ontbreekt wie het plaatst
rule-button-contrast = het contrast van de tekst op een knop is kleiner dan 4,5 : 1
rule-choice-cookie = de cookie die de keuze bewaart (klankbord_ en de sleutel van de website) staat er niet als vrijgesteld bij
rule-site-language = de cookiemelding ontbreekt in een taal van de website
rule-only-cookies-exempt = alleen cookies kunnen zonder toestemming
rule-exempt-not-decided = over een vrijgesteld doel wordt niet gekozen
expected-days = een naam voor dagen, zoals last-30-days (laatste 30 dagen)
expected-period = dag (day), week, maand (month) of kwartaal (quarter)
expected-channel = link, import, api of demo
expected-locale = nl of en
expected-version = een versie die gepubliceerd is
expected-tag-name = een naam die met een letter of cijfer begint, met alleen letters, cijfers, spaties en - _ & / . ' ( ) + # % erin
expected-tag-words = hoogstens 40 woorden of zinsdelen met komma's ertussen
expected-word = een woord om op te zoeken
expected-few-words = hooguit 12 woorden en zinsdelen

### Vastgelegde rapporten

fixed-title = Vastgelegde rapporten
fixed-lead = Een vastgelegd rapport verandert niet meer, ook als er later antwoorden bij komen of verdwijnen. Er staan alleen cijfers over groepen in, geen antwoorden. Let op: door oude en nieuwe cijfers te vergelijken, is soms te zien wat één deelnemer antwoordde. Verwijder een rapport als een deelnemer die gewist wil worden, daardoor herkenbaar is.
fixed-empty = Er is nog geen rapport vastgelegd. Open een rapport vanuit de resultaten en leg het onderaan vast.
fixed-all = Alle vastgelegde rapporten
fixed-by = Vastgelegd op { $time } door { $who }
fixed-readers = ook voor lezers
fixed-of-readers = Gemaakt met de cijfers die lezers toen zagen.
fixed-hash = SHA-256 van het document
fixed-document = Document (JSON)
fixed-today = Vandaag
fixed-figure = { $value } uit { $answers }
fixed-then-now = Toen { $then }; vandaag { $now }.
fixed-now-withheld = Vandaag wordt dit cijfer niet getoond.
fixed-same = Een nieuw rapport zou dezelfde scores geven.
fixed-changed = { $count ->
    [one] Eén score zou vandaag anders zijn, erbij komen of wegvallen.
   *[other] { $n } scores zouden vandaag anders zijn, erbij komen of wegvallen.
}
fixed-gone = Sindsdien zijn { $n } reacties ingetrokken, verlopen of gewist.
fixed-live = Resultaten van nu
fixed-delete = Rapport verwijderen
fixed-delete-text = Het rapport verdwijnt voor iedereen. In het logboek blijft staan dat het er was, wie het verwijderde en waarom.
fixed-reason = Reden
fixed-trail = Logboek: wie deed wat
fixed-deed = Wat
fixed-name = Titel
fixed-deed-fixed = vastgelegd
fixed-deed-deleted = verwijderd
fixed-fix = Dit rapport vastleggen
fixed-fix-text = Wat hier staat, verandert dan niet meer. De datum en de naam van wie het vastlegt, komen erbij. Groepen van minder dan 5 deelnemers staan er nooit in.
fixed-for-readers = Ook lezers mogen het zien
fixed-for-readers-hint = Het rapport bevat dan wat een lezer nu ziet: zonder kruistabel, per hele maand, en met de cijfers zoals lezers ze het laatst kregen.
fixed-withheld = Niets hiervan mag worden getoond aan wie het rapport zou mogen zien. Er is niets vastgelegd.
fixed-full = Er zijn al { $n } vastgelegde rapporten. Verwijder er eerst een.
fixed-small-minimum = Lezers zien in deze organisatie groepen van minder dan { $least } deelnemers. Zulke kleine groepen mogen niet in een vastgelegd rapport. Leg het vast zonder lezers, of verhoog eerst het minimale aantal. Er is nu niets vastgelegd.
fixed-damaged = Dit rapport is veranderd sinds het werd vastgelegd, of het is niet meer te lezen. Daarom wordt het niet getoond.
fixed-employee = Dit rapport gebruikt een attribuut dat een medewerker aanwijst. Dat is later aangegeven. Daarom wordt het rapport niet meer getoond, aan geen enkele gebruiker.
fixed-back = Terug naar het rapport

### Bewaarde weergaven

views-title = Bewaarde weergaven
views-intro = Bewaar deze weergave onder een naam. De cijfers zijn altijd die van het moment waarop de weergave wordt geopend. Gebruikers zien alleen cijfers die zij mogen zien.
views-now = Nu: { $what }
views-name = Naam
views-span = Welke dagen
views-save = Weergave bewaren
views-days = Dagen
views-all = Alle reacties
views-trend = ontwikkeling per { $period }
views-made = Bewaard door { $who } op { $time }
views-change = Wijzigen
views-rename = Naam wijzigen
views-delete = Weergave verwijderen
views-delete-text = Het adres werkt daarna niet meer. Antwoorden en cijfers veranderen niet.
views-missing = Deze weergave gebruikt iets dat niet meer in de vragenlijst zit.
views-missing-text = Niet meer in de vragenlijst: { $keys }. Zonder dit deel zijn het andere cijfers.
views-without = Toon de rest van de weergave
views-full = Deze vragenlijst heeft al 100 weergaven. Verwijder er eerst een.
span-last-7-days = Laatste 7 dagen
span-last-30-days = Laatste 30 dagen
span-this-month = Deze maand
span-last-month = Vorige maand
span-this-quarter = Dit kwartaal
span-last-quarter = Vorig kwartaal
span-this-year = Dit jaar
span-last-year = Vorig jaar

### Downloads

prepared-title = Klaargezette downloads
prepared-lead = { $form ->
    [informal] Een groot bestand wordt op de achtergrond klaargezet. Je hoeft niet te wachten. Je kunt het { $hours } uur lang downloaden. Daarna wordt het verwijderd. Heeft een deelnemer intussen de toestemming ingetrokken? Dan kan de reactie nog in het bestand staan. Zet dan een nieuwe download klaar.
   *[formal] Een groot bestand wordt op de achtergrond klaargezet. U hoeft niet te wachten. U kunt het { $hours } uur lang downloaden. Daarna wordt het verwijderd. Heeft een deelnemer intussen de toestemming ingetrokken? Dan kan de reactie nog in het bestand staan. Zet dan een nieuwe download klaar.
}
prepared-empty = Er is nog niets klaargezet. Dat kan op de pagina met resultaten, onder ‘Reacties downloaden’.
prepared-full = Er zijn al 20 downloads die wachten, worden gemaakt of klaarstaan. Breek er eerst een af of verwijder er een.
prepared-again = Voortgang vernieuwen
prepared-done = { $done } van { $total } reacties
prepared-progress = Voortgang van { $file }
prepared-size = { $size } MB
prepared-until = Te downloaden tot { $time }
prepared-fetch = Downloaden
prepared-cancel = Afbreken
prepared-delete = Nu verwijderen
prepared-asked = Aangevraagd door { $who } op { $time }
prepared-waiting = In de wachtrij
prepared-running = Wordt klaargezet
prepared-ready = Staat klaar
prepared-failed = Mislukt: het bestand kon niet worden gemaakt. Probeer het opnieuw, of vraag de beheerder om in het logboek van de server te kijken.
prepared-cancelled = Afgebroken of verwijderd
prepared-expired = Verlopen: het bestand is verwijderd

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

### Attributen die een medewerker aanwijzen

council-title = Ondernemingsraad
council-lead = Een attribuut dat een medewerker aanwijst (wie aan de kassa zat, wie bezorgde) kan laten zien hoe een medewerker zijn werk doet. Volgens de Wet op de ondernemingsraden is instemming van de ondernemingsraad nodig voor een regeling voor persoonsgegevens van wie in de onderneming werkt, en voor voorzieningen die geschikt zijn om hun gedrag of prestaties te volgen (WOR artikel 27, lid 1, onder k en l). Zulke attributen staan uit tot een eigenaar hier verklaart dat dit geregeld is. Klankbord controleert dat niet. Andere plichten blijven gelden, zoals medewerkers informeren (AVG artikelen 13 en 14).
council-state = Nu
council-nothing = Uit: er is niets verklaard.
council-taken-back = Uit: de verklaring is ingetrokken.
council-over = Uit: de verklaring is verlopen.
council-on = Aan.
council-by = Verklaard door { $who } op { $time }
council-take-back = Intrekken
council-take-back-text = Vanaf dat moment wordt niets meer bewaard dat een medewerker aanwijst. Wat ervan is opgeslagen, wordt niet meer getoond: niet bij de resultaten, niet in downloads en niet via de API. Het wordt gewist met de reacties waar het bij hoort. Wat gebruikers zelf typten, zoals de naam van een weergave of rapport, blijft staan. Ook het logboek van downloads en bestanden die al zijn gemaakt, veranderen niet.
council-take-back-sure = Verklaring intrekken
council-attributes = Om welke attributen het gaat
council-no-attributes = Geen vragenlijst heeft een attribuut dat een medewerker aanwijst. Zo’n attribuut komt er met:
council-attribute = { $name }, per team: { $team }
council-make = Nieuwe verklaring
council-make-text = De nieuwe verklaring vervangt de vorige. Alle verklaringen blijven in de lijst hieronder staan.
council-ground = Wat wordt verklaard?
council-ground-council = De ondernemingsraad stemt in
council-ground-none = Er is geen ondernemingsraad; de medewerkers zijn geïnformeerd
council-agreed-on = Datum van de instemming of van het informeren
council-document = Document
council-document-hint = Waar het te vinden is, bijvoorbeeld het nummer van het besluit.
council-until = Geldig tot en met (leeg: tot het wordt ingetrokken)
council-make-button = Verklaren
council-trail = Alle verklaringen
council-deed-stated = { $ground }. { $date }; { $document }.
council-deed-until = Tot en met { $date }.
council-deed-taken-back = Ingetrokken
breakdown-by-employee = Uitgesplitst naar medewerker
crosstab-across-employee = Kruistabel met medewerker
employee-by-hint = Dit gaat over medewerkers. Kijk eerst naar het team. Over één medewerker zijn er weinig antwoorden. Toeval speelt dan een grote rol.
employee-not-stated = “{ $name }” wijst een medewerker aan. Dat staat uit tot een eigenaar een verklaring over de ondernemingsraad geeft.
employee-reader = “{ $name }” wijst een medewerker aan. Alleen analisten en hogere rollen mogen dat zien.
employee-kept = “{ $name }” wijst een medewerker aan. Dat komt niet in een vastgelegd rapport.
employee-instead = In plaats daarvan staat hier { $team }.
employee-value = (niet getoond)
employee-left-out = Deze voorwaarde is weggelaten.

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
