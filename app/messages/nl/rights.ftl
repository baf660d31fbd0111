# Nederlands. $form is "formal" (u) of "informal" (je).

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
rights-export-document = Alles als leesbaar document (HTML)
copy-title = { $form ->
    [informal] Je gegevens bij { $name }
   *[formal] Uw gegevens bij { $name }
}
copy-lead = { $form ->
    [informal] Hieronder staat alles wat we van je hebben opgeslagen, waarvoor we het gebruiken en wat er is vastgelegd. Je kunt dit document bewaren en afdrukken.
   *[formal] Hieronder staat alles wat we van u hebben opgeslagen, waarvoor we het gebruiken en wat er is vastgelegd. U kunt dit document bewaren en afdrukken.
}
copy-made = Gemaakt op
copy-id = Kenmerk
copy-tags = Labels bij de toelichting
copy-proof = Bewijs uit het ondertekende logboek, voor programma’s (JSON)
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
rights-informed = De persoon is hierover geïnformeerd
action-identified = Identiteit: { $identity }
action-viewed = { $count ->
    [one] Bekeken
   *[other] { $count } keer bekeken
}
action-and-more = {", en er is meer"}
rights-number = Nummer uit de import
rights-erased = Deze antwoorden zijn op { $date } gewist. Het bewijs van toestemming is er nog.
rights-restrict-text = De antwoorden blijven bewaard, ook na hun bewaartijd. Ze tellen niet mee en staan niet in downloads.
rights-restrict-button = Niet meer gebruiken
rights-release-text = De antwoorden tellen weer mee, als de toestemming er nog is. Is de bewaartijd voorbij of zijn ze ingetrokken? Dan worden ze binnen enkele uren gewist. Informeer de persoon vooraf (artikel 18, lid 3).
rights-release-button = Weer gebruiken
rights-erase-text = Wissen is definitief. Bij ‘Antwoorden wissen’ blijft het bewijs van toestemming bewaard. Bij ‘Alles wissen’ blijft er niets over dat naar de persoon leidt.
rights-erase-all-text = Wissen is definitief. Er blijft niets over dat naar de persoon leidt, ook geen ontvangstbewijs.
rights-sure = Ik heb de persoon gecontroleerd; wissen is definitief
rights-done-corrected = De gewijzigde antwoorden zijn opgeslagen.
rights-done-restricted = De antwoorden worden niet meer gebruikt.
rights-done-released = De antwoorden worden weer gebruikt, als de toestemming er nog is.
rights-done-taken-back = De gegevens worden niet meer voor dit doel gebruikt.
rights-done-erased = De antwoorden zijn gewist.
rights-done-nothing = Er was niets te veranderen.
