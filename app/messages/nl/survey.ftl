# Nederlands. $form is "formal" (u) of "informal" (je).

### Pagina’s met een melding

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

### Overzicht

overview-title = Vragenlijsten
overview-empty-title = Er is nog geen vragenlijst
overview-empty-text = Kies een vraag. Daarna krijgt de vragenlijst een adres om te delen.
overview-empty-wait = Een redacteur of de eigenaar maakt de eerste.
new-survey = Nieuwe vragenlijst
new-survey-what = Wat wilt u weten?
new-survey-csat10 = Rapportcijfer
new-survey-nps = Aanbevelen (NPS)
new-survey-csat = Tevredenheid in vijf stappen
new-survey-loyalty = Trouw, in drie vragen
new-survey-ces = Gemak
new-survey-helpful = Nuttig of niet, met één klik
new-survey-slug = Naam in het adres
new-survey-slug-hint = Bijvoorbeeld winkel-rotterdam: kleine letters, cijfers en losse streepjes. Laat dit leeg, dan kiezen wij een naam.
new-survey-title-nl = Titel in het Nederlands
new-survey-title-en = Titel in het Engels
new-survey-title-hint = Staat boven het tabblad en in uw lijst. Laat dit leeg voor de gewone titel.
new-survey-basis = Waarom mag u de antwoorden gebruiken?
new-survey-consent = Wie op Versturen drukt, geeft toestemming. Dat staat onder de knop.
new-survey-legitimate-interest = Wie antwoordt, leest wat er gebeurt en kan bezwaar maken. Weeg uw belang eerst af tegen dat van uw klanten.
new-survey-button = Vragenlijst maken
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
