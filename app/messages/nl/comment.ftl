# Nederlands. $form is "formal" (u) of "informal" (je).

### Resultaten

comments-heading = Nieuwste toelichtingen
comments-none = Nog geen toelichtingen.
comment-less = Minder tonen
comment-more = Alles lezen
comment-score = score { $score }
comments-all = Alle toelichtingen
comments-title = Toelichtingen – { $survey }
comments-back = Resultaten van { $survey }
comments-no-question = Deze vragenlijst heeft geen open vraag.
comments-filter = Toelichtingen zoeken
comments-search = Zoek in de tekst
comments-search-hint = Alle woorden moeten voorkomen. Zet een tekst tussen "aanhalingstekens" om precies die tekst te zoeken. Zet een - voor een woord om het uit te sluiten. Zet een * na het begin van een woord om elk vervolg te vinden: lever*.
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
tags-hint = De score is van de deelnemers van wie een toelichting het label heeft, met een 95 %-interval. Bij minder dan { $minimum } deelnemers wordt de score niet getoond.
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
