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
