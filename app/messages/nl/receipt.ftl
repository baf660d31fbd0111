# Nederlands. $form is "formal" (u) of "informal" (je).

### Overal

locale-nl = Nederlands
locale-en = Engels

### Na het versturen

thanks-heading = Bedankt
thanks-text = { $form ->
    [informal] { $name } heeft je antwoorden ontvangen.
   *[formal] { $name } heeft uw antwoorden ontvangen.
}
allow-hint = { $form ->
    [informal] Je hoeft niets aan te vinken. Je antwoorden zijn al aangekomen.
   *[formal] U hoeft niets aan te vinken. Uw antwoorden zijn al aangekomen.
}
allow-button = Toestaan
allow-done = { $form ->
    [informal] Opgeslagen. Je kunt dit altijd weer intrekken op je ontvangstbewijs.
   *[formal] Opgeslagen. U kunt dit altijd weer intrekken op uw ontvangstbewijs.
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
receipt-backups = Maakt de server zelf reservekopieën, dan staan ze daar nog tot uiterlijk { $date } in. Daarna zijn ze ook daar weg.
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
withdrawn-consent = { $form ->
    [informal] Je hebt op { $date } je toestemming ingetrokken voor “{ $purpose }”.
   *[formal] U hebt op { $date } uw toestemming ingetrokken voor “{ $purpose }”.
}
withdrawn-objected = { $form ->
    [informal] Je hebt op { $date } bezwaar gemaakt tegen “{ $purpose }”.
   *[formal] U hebt op { $date } bezwaar gemaakt tegen “{ $purpose }”.
}
withdrawn-effect-analysis = { $form ->
    [informal] Je antwoorden tellen niet meer mee. We wissen ze uiterlijk op { $date }.
   *[formal] Uw antwoorden tellen niet meer mee. We wissen ze uiterlijk op { $date }.
}
withdrawn-effect-restricted = { $form ->
    [informal] Je antwoorden tellen niet meer mee. Het gebruik is nu beperkt. We wissen ze als de beperking is opgeheven, of als je ze hieronder zelf wist.
   *[formal] Uw antwoorden tellen niet meer mee. Het gebruik is nu beperkt. We wissen ze als de beperking is opgeheven, of als u ze hieronder zelf wist.
}
withdrawn-effect-contact = { $form ->
    [informal] We hebben je contactgegevens meteen gewist.
   *[formal] We hebben uw contactgegevens meteen gewist.
}
withdrawn-effect-publish = { $form ->
    [informal] We mogen je toelichting vanaf dat moment niet meer tonen.
   *[formal] We mogen uw toelichting vanaf dat moment niet meer tonen.
}
withdrawn-effect-connect = { $form ->
    [informal] Je antwoorden zijn niet meer gekoppeld aan je klantgegevens.
   *[formal] Uw antwoorden zijn niet meer gekoppeld aan uw klantgegevens.
}
withdrawn-effect-other = { $form ->
    [informal] We mogen je gegevens daar vanaf dat moment niet meer voor gebruiken.
   *[formal] We mogen uw gegevens daar vanaf dat moment niet meer voor gebruiken.
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
event-allowed = Toegestaan na het versturen
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
receipt-sure = Ik weet het zeker: wis alles. Dit kan niet worden teruggedraaid.
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
    [informal] { $name } mag dit dan niet meer doen. Op de website zelf hoef je niets te doen: je browser volgt dit daar uiterlijk nadat je die opnieuw hebt gestart.
   *[formal] { $name } mag dit dan niet meer doen. Op de website zelf hoeft u niets te doen: uw browser volgt dit daar uiterlijk nadat u die opnieuw hebt gestart.
}
site-receipt-one = { $form ->
    [informal] Dit ontvangstbewijs gaat over deze keuze. Je andere keuzes op { $site } staan er niet in. Een eerder ontvangstbewijs toont die wel, als je dat hebt.
   *[formal] Dit ontvangstbewijs gaat over deze keuze. Uw andere keuzes op { $site } staan er niet in. Een eerder ontvangstbewijs toont die wel, als u dat hebt.
}
withdrawn-effect-website = { $form ->
    [informal] { $name } mag dit vanaf dat moment niet meer doen. Een browser waarin je { $site } eerder bezocht, volgt dit uiterlijk nadat je die opnieuw hebt gestart.
   *[formal] { $name } mag dit vanaf dat moment niet meer doen. Een browser waarin u { $site } eerder bezocht, volgt dit uiterlijk nadat u die opnieuw hebt gestart.
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

### Pagina’s met een melding

being-erased = { $form ->
    [informal] Je gegevens worden niet meer gebruikt. De laatste resten in de bestanden van de server worden nu gewist. Dat duurt meestal enkele seconden.
   *[formal] Uw gegevens worden niet meer gebruikt. De laatste resten in de bestanden van de server worden nu gewist. Dat duurt meestal enkele seconden.
}
erased-title = Alles is gewist
erased-text = { $form ->
    [informal] Je antwoorden, je contactgegevens en het ontvangstbewijs bestaan niet meer. Je hoeft niets meer te doen.
   *[formal] Uw antwoorden, uw contactgegevens en het ontvangstbewijs bestaan niet meer. U hoeft niets meer te doen.
}
erased-backups = Maakt de server zelf reservekopieën, dan staat alles daar nog hooguit { $days } dagen in. Daarna is het ook daar weg.

### Wijzigen

receipt-by-link = Uit de link naar de vragenlijst. Niet gecontroleerd.
receipt-by-signed-link = Uit een ondertekende link naar de vragenlijst.
receipt-attributes = Andere gegevens bij deze antwoorden
receipt-corrected = Gewijzigd
receipt-restricted = Sinds { $date } worden deze antwoorden wel bewaard, maar niet gebruikt.

### Privacyverzoeken

receipt-effect-restricted = { $form ->
    [informal] Je antwoorden tellen dan niet meer mee. Het gebruik is nu beperkt. We wissen ze daarom pas als de beperking is opgeheven, of als je ze hieronder zelf wist.
   *[formal] Uw antwoorden tellen dan niet meer mee. Het gebruik is nu beperkt. We wissen ze daarom pas als de beperking is opgeheven, of als u ze hieronder zelf wist.
}
