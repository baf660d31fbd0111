# Nederlands. $form is "formal" (u) of "informal" (je).

### Resultaten

results-export = Reacties (CSV)
results-export-more = Meer formaten
figures-heading = Cijfers downloaden
figures-intro = Download alle cijfers van deze pagina, met het gekozen filter: scores met 95 %-interval en aantal antwoorden, de verdeling, de ontwikkeling en de uitsplitsing. De getallen zijn niet afgerond.
picture-svg = Afbeelding (SVG)
picture-png = Afbeelding (PNG)
figure-basis = Grondslag van de vragenlijst: { $basis }.
figure-basis-import = Grondslag van de geïmporteerde antwoorden: { $basis }.
figure-no-basis = Zonder persoonsgegevens.
figure-as-of = Stand van { $at }.
report-open = Rapport om af te drukken
indicative = Indicatief
indicative-text = Minder dan { $n } antwoorden: lees dit als een eerste indruk.
answers-n = { $count ->
    [one] { $n } antwoord
   *[other] { $n } antwoorden
}
choices-of = { $count ->
    [one] Aandeel van { $n } persoon die iets koos; meer antwoorden waren mogelijk
   *[other] Aandeel van { $n } mensen die iets kozen; meer antwoorden waren mogelijk
}
answers-not-applicable = { $count ->
    [one] { $n } keer “weet ik niet / niet van toepassing”, niet meegeteld
   *[other] { $n } keer “weet ik niet / niet van toepassing”, niet meegeteld
}
score-caveat-link = Iedereen met de link kan antwoorden, ook vaker. Het 95 %-interval gaat alleen over toeval, niet over klanten die niet antwoordden.
score-caveat-import = De antwoorden zijn geïmporteerd. Hoeveel klanten de vraag kregen, is niet bekend. Het 95 %-interval gaat alleen over toeval, niet over klanten die niet antwoordden.
score-caveat-both = Een deel van de antwoorden is geïmporteerd. De andere kunnen van iedereen met de link zijn, ook vaker. Het 95 %-interval gaat alleen over toeval, niet over klanten die niet antwoordden.
loyalty-incomplete = Niet alle drie beantwoord, niet meegeteld
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
breakdown-caption-index = { $measure } van de drie vragen samen, uitgesplitst naar “{ $by }”
breakdown-picture = Score met 95 %-interval, op de hele schaal
breakdown-difference = Verschil met de rest
breakdown-withheld = Groepen met minder dan { $minimum } antwoorden worden niet getoond. Soms wordt ook een grotere groep niet getoond, zodat een kleine groep niet te berekenen is.
breakdown-small = Kleine groepen samen
breakdown-too-many = Er zijn te veel verschillende waarden voor een tabel. Kies iets anders om naar uit te splitsen.
breakdown-cut = Er zijn meer groepen dan hier staan. De kleinste zijn weggelaten.
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
crosstab-caption-index = { $measure } van de drie vragen samen, uitgesplitst naar “{ $by }” en “{ $across }”
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
reader-months = { $form ->
    [informal] Je ziet
   *[formal] U ziet
} cijfers over hele maanden. Kies één filter tegelijk. Met een filter is er geen ontwikkeling en geen uitsplitsing.
reader-steps = Cijfers van { $at }. Ze veranderen pas als er minstens { $minimum } antwoorden zijn bijgekomen of weggevallen. Zo zijn deelnemers niet te herkennen aan het verschil.
withdrawn-wait = Tijdelijk niet getoond
withdrawn-wait-text = Een antwoord in dit cijfer is ingetrokken of gewijzigd. Het cijfer komt terug zodra minstens { $minimum } antwoorden veranderd zijn.
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
comparison-overlaps = Sommige dagen zitten in beide periodes. Dezelfde antwoorden tellen dan dubbel mee. Daarom is er geen interval en is niet te zeggen of het verschil echt is. Kies periodes die elkaar niet overlappen.
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
trend-axis = De as loopt van { $low } tot { $high }, niet over de hele schaal van { $least } tot { $most }.
trend-cut = Alleen de laatste { $n } staan hier. Kies langere periodes, zoals kwartalen, om alles te zien.
trend-one = Met één periode is er nog geen ontwikkeling te zien.
questions-heading = Alle vragen
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

### Attributen die een medewerker aanwijzen

breakdown-by-employee = Uitgesplitst naar medewerker
crosstab-across-employee = Kruistabel met medewerker

counting-title = { $survey }: wordt geteld
counting-heading = Wordt geteld
counting-text = Er zijn veel antwoorden, dus dit duurt even. Mensen die een vragenlijst invullen, gaan voor. Deze pagina vernieuwt zichzelf.
counting-again = Nu opnieuw vragen
counting-back = Terug naar de resultaten zonder voorwaarden
importing-running = Er loopt een import: { $percent } % van { $file } is klaar.
importing-interrupted = Een import is onderbroken bij { $percent } % van { $file }.
importing-undoing = De import van { $file } wordt ongedaan gemaakt.
importing-figures = Deze cijfers en de bestanden op deze pagina bevatten een deel van de antwoorden. Ze veranderen tot de import klaar is of ongedaan is gemaakt.
importing-part = Een deel van die antwoorden telt hier al mee.
importing-readers = De cijfers hier zijn van voor de import. Nieuwe cijfers komen als de import klaar is of ongedaan is gemaakt.
