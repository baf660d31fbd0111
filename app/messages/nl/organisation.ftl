# Nederlands. $form is "formal" (u) of "informal" (je).

### Attributen die een medewerker aanwijzen

council-title = Ondernemingsraad
council-lead = Een attribuut dat een medewerker aanwijst (wie aan de kassa zat, wie bezorgde) kan laten zien hoe een medewerker zijn werk doet. Volgens de Wet op de ondernemingsraden is instemming van de ondernemingsraad nodig voor regels over persoonsgegevens van mensen die in de onderneming werken, en voor voorzieningen waarmee hun gedrag of prestaties te volgen zijn (WOR artikel 27, lid 1, onder k en l). Zulke attributen staan uit tot een eigenaar hier verklaart dat dit geregeld is. Klankbord controleert dat niet. Andere plichten blijven gelden, zoals medewerkers informeren (AVG artikelen 13 en 14).
council-state = Nu
council-nothing = Uit: er is niets verklaard.
council-taken-back = Uit: de verklaring is ingetrokken.
council-over = Uit: de verklaring is verlopen.
council-on = Aan.
council-by = Verklaard door { $who } op { $time }
council-take-back = Intrekken
council-take-back-text = Vanaf dat moment wordt niets meer bewaard dat een medewerker aanwijst. Wat ervan is opgeslagen, wordt niet meer getoond: niet bij de resultaten, niet in downloads en niet via de API. Het wordt gewist met de reacties waar het bij hoort. Wat gebruikers zelf typten, zoals de naam van een weergave of rapport, blijft staan. Ook het logboek van downloads en de bestanden die al zijn gemaakt, veranderen niet.
council-take-back-sure = Verklaring intrekken
council-attributes = Om welke attributen het gaat
council-no-attributes = Geen vragenlijst heeft een attribuut dat een medewerker aanwijst. Zo’n attribuut is te maken met:
council-attribute = { $name }, per team: { $team }
council-make = Nieuwe verklaring
council-make-text = De nieuwe verklaring vervangt de vorige. Alle verklaringen blijven in de lijst hieronder staan.
council-ground = Wat wordt verklaard?
council-ground-council = De ondernemingsraad stemt in
council-ground-none = Er is geen ondernemingsraad; de medewerkers zijn geïnformeerd
council-agreed-on = Datum van de instemming of van het informeren
council-document = Document
council-document-hint = Waar het te vinden is, bijvoorbeeld het nummer van het besluit.
council-until = Geldig tot en met (leeg: tot de verklaring wordt ingetrokken)
council-make-button = Verklaren
council-trail = Alle verklaringen
council-deed-stated = { $ground }. { $date }; { $document }.
council-deed-until = Tot en met { $date }.
council-deed-taken-back = Ingetrokken
