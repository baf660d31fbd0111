# Nederlands. $form is "formal" (u) of "informal" (je).

### Resultaten

figures-method = Alle intervallen zijn 95 %-intervallen. De getallen zijn niet afgerond. De pagina toont één decimaal; een half wordt van nul af afgerond.
figures-withheld = Cijfers over minder dan { $minimum } antwoorden worden niet getoond. Soms wordt ook een groter cijfer niet getoond. In die regels staat “withheld” en geen cijfer.
figures-sheet = Cijfers
figures-sheet-about = Verantwoording
picture-margins = De 95 %-intervallen gaan alleen over toeval, niet over klanten die niet antwoordden.
picture-source = { $title }. { $source }
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

### Vastgelegde rapporten

fixed-title = Vastgelegde rapporten
fixed-lead = Een vastgelegd rapport verandert niet meer, ook als er later antwoorden bij komen of verdwijnen. Er staan alleen cijfers over groepen in, geen antwoorden. Let op: door oude en nieuwe cijfers te vergelijken, is soms te zien wat één deelnemer antwoordde. Vraagt een deelnemer om wissen en is die deelnemer zo te herkennen? Verwijder dan het rapport.
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
fixed-importing = Een import van deze vragenlijst is nog niet klaar. Leg het rapport vast als de import klaar is of ongedaan is gemaakt. Er is niets vastgelegd.
fixed-withheld = Niets hiervan mag worden getoond aan wie het rapport zou mogen zien. Er is niets vastgelegd.
fixed-full = Er zijn al { $n } vastgelegde rapporten. Verwijder er eerst een.
fixed-small-minimum = Lezers zien in deze organisatie groepen van minder dan { $least } deelnemers. Zulke kleine groepen mogen niet in een vastgelegd rapport. Leg het vast zonder lezers, of verhoog eerst het minimale aantal. Er is nu niets vastgelegd.
fixed-damaged = Dit rapport is veranderd sinds het werd vastgelegd, of het is niet meer te lezen. Daarom wordt het niet getoond.
fixed-employee = Dit rapport gebruikt een attribuut dat een medewerker aanwijst. Dat is pas na het vastleggen aangegeven. Daarom wordt het rapport niet meer getoond, aan geen enkele gebruiker.
fixed-back = Terug naar het rapport
