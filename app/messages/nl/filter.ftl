# Nederlands. $form is "formal" (u) of "informal" (je).

### Resultaten

export-filtered = Met het filter van deze pagina:
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
breakdown-unknown = Niet bekend
breakdown-unverified = Deze waarden kunnen uit de link naar de vragenlijst komen. Ze zijn niet gecontroleerd: iedereen met de link kan ze veranderen.
conditions = Alleen deze reacties
condition-lift = Zonder { $condition }
gives-away = Deze combinatie wordt niet getoond
gives-away-reader = Kleine groepen zijn beschermd. Samen met andere cijfers kan deze combinatie deelnemers herkenbaar maken. Kies één filter, of andere maanden.
gives-away-text = Kleine groepen zijn beschermd. Zonder een van de filters komen er minder dan { $minimum } antwoorden bij. Die antwoorden zijn dan te herkennen. Kies andere filters.

### Bewaarde weergaven

span-last-7-days = Laatste 7 dagen
span-last-30-days = Laatste 30 dagen
span-this-month = Deze maand
span-last-month = Vorige maand
span-this-quarter = Dit kwartaal
span-last-quarter = Vorig kwartaal
span-this-year = Dit jaar
span-last-year = Vorig jaar

### Attributen die een medewerker aanwijzen

employee-by-hint = Dit gaat over medewerkers. Kijk eerst naar het team. Over één medewerker zijn er weinig antwoorden. Toeval speelt dan een grote rol.
employee-not-stated = “{ $name }” wijst een medewerker aan. Dat staat uit tot een eigenaar een verklaring over de ondernemingsraad geeft.
employee-reader = “{ $name }” wijst een medewerker aan. Alleen analisten en hogere rollen mogen dat zien.
employee-kept = “{ $name }” wijst een medewerker aan. Dat komt niet in een vastgelegd rapport.
employee-instead = In plaats daarvan staat hier { $team }.
employee-value = (niet getoond)
employee-left-out = Deze voorwaarde is weggelaten.
