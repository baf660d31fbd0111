# Nederlands. $form is "formal" (u) of "informal" (je).

### Resultaten

export-heading = Reacties downloaden
export-intro = In het bestand staan de reacties die nu gebruikt mogen worden. Bij elke reactie staat de toestemming of een andere grondslag.
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

### Codeboek

codebook-response-id = Het kenmerk van het antwoord in Klankbord.
codebook-external-id = Het kenmerk in de bron van een import; leeg bij antwoorden die hier zijn gegeven. Meerdere kolommen zijn verbonden met |.
codebook-submitted-at = Wanneer het is verstuurd ({ $clock }).
codebook-locale = De taal van het formulier: nl of en.
codebook-channel = Hoe het binnenkwam: link (de open link), import, api (ingestuurd door een programma), of demo (verzonnen).
codebook-consent-event = De vastgelegde gebeurtenis waardoor dit antwoord mag worden geteld: toestemming, of een andere grondslag waarover is geïnformeerd. Leeg bij één klik zonder persoonsgegevens.
codebook-notice-version = De versie van de toelichting die erbij stond.
codebook-notice-hash = SHA-256 over alle teksten van die versie, hexadecimaal.
codebook-purposes-given = De doelen die nu gelden: analysis (tellen en lezen), contact (contact opnemen), publish (de reactie tonen), connect (koppelen aan klantgegevens).
codebook-decided-at = Wanneer over het doel analysis is beslist ({ $clock }); bij een import zoals de herkomst vermeldt.
codebook-question = De vraag.
codebook-question-label = De vraag zoals zij nu wordt gesteld.
codebook-statement = De stelling van een matrix.
codebook-value = Een score of een getal.
codebook-code = De gekozen code; bij meerdere keuzes een rij per keuze. na: weet niet of niet van toepassing.
codebook-score-or-code-label = Het label van de score of code.
codebook-code-label = Het label van de code in de kolom hiervoor.
codebook-nps = 0 tot en met 6 is criticaster, 7 en 8 passief, 9 en 10 promotor.
codebook-csat = Tevreden is een score vanaf de grens (threshold).
codebook-ces = 5, 6 en 7 telt als makkelijk.
codebook-number = Een getal.
codebook-number-with-comma = Een getal met een decimale komma.
codebook-number-with-point = Een getal met een decimale punt.
codebook-list-of-codes = Een lijst van codes.
codebook-codes-with-semicolon = De codes met een puntkomma ertussen.
codebook-text = Zoals het is geschreven, zonder burgerservicenummers. In plaats van e-mailadressen, telefoonnummers en IBANs staat [e-mail], [tel.] en [IBAN], tenzij wie het schreef toestemming heeft gegeven om contact op te nemen.
codebook-line-breaks = Voor elk regeleinde staat een spatie.
codebook-formula = Voor een tekst die begint met = + - @, een tab of een regelterugloop staat één ' extra, zodat een rekenblad er geen formule van maakt.
codebook-not-answered = Leeg: niet beantwoord.
codebook-did-not-apply = Of het antwoord “{ export-not-applicable }” was.
codebook-chosen = Of dit is gekozen bij: { $question }
codebook-attribute = Wat er naast de antwoorden bekend is, bewaard voor het doel { $purpose }.
codebook-attribute-unverified = Kan niet nagekeken zijn: zie attributes_by.
codebook-attribute-unknown = Leeg: niet bekend.
codebook-attributes-by = Hoe de kenmerken hiervoor kwamen: import, api of demo (van de organisatie), signed_link (met een ondertekende link: nagekeken), link (met een link die iedereen kan veranderen: niet nagekeken). Leeg: geen kenmerken.
codebook-tags = De labels van de toelichtingen, met de hand gezet of door een regel.
codebook-filter-from = Alleen wat vanaf deze dag is verstuurd ({ $zone }).
codebook-filter-to = Alleen wat tot en met deze dag is verstuurd ({ $zone }).
codebook-filter-value = Alleen wat deze waarde heeft.

### In de bestanden

export-not-applicable = weet niet of niet van toepassing
export-sheet-responses = Antwoorden
export-sheet-codebook = Codeboek
export-spss-unpack = Pak de zip uit, kies hieronder de map waarin de bestanden staan, en voer alles uit.
export-spss-folder = C:\map\van\de\export
