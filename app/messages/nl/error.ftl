# Nederlands. $form is "formal" (u) of "informal" (je).

### Fouten

error-required = Beantwoord deze vraag.
error-scope = Vink aan wat de sleutel mag. Kies er minstens één.
error-required-field = Vul dit in.
error-not-a-whole-number = Kies een van de cijfers.
error-not-a-number = Vul een getal in, bijvoorbeeld 12 of 3,5.
error-ambiguous-number = { $form ->
    [informal] Dit getal kunnen we op twee manieren lezen. Bedoel je { $thousands } of { $decimal }? Typ het zo.
   *[formal] Dit getal kunnen we op twee manieren lezen. Bedoelt u { $thousands } of { $decimal }? Typ het zo.
}
error-out-of-range = Kies een waarde van { $min } tot en met { $max }.
error-out-of-range-least = Vul een getal in van { $min } of hoger.
error-out-of-range-most = Vul een getal in van { $max } of lager.
error-date-order = De laatste dag ligt vóór de eerste. Kies een dag vanaf { $min }.
error-unknown-choice = Dit antwoord hoort niet bij deze vraag. Kies een van de antwoorden.
error-too-many-choices = Kies er hoogstens { $max }.
error-too-long = Deze tekst heeft { $length } tekens. Maak hem korter, tot hoogstens { $max } tekens.
error-repeated = Deze vraag is meer dan één keer beantwoord. Geef één antwoord.
error-unknown-field = Dit formulier heeft geen vraag “{ $field }”. Open het formulier opnieuw.
error-unknown-purpose = Deze keuze hoort niet bij dit formulier. Open het formulier opnieuw.
error-contact-required = Vul een e-mailadres of telefoonnummer in, of haal het vinkje bij contact weg.
error-invalid-email = Vul een e-mailadres in zoals naam@voorbeeld.nl.
error-invalid-phone = Vul een telefoonnummer in met 6 tot 15 cijfers, zoals 020 123 45 67.
error-form = Dit formulier is verouderd of beschadigd. Open de vragenlijst opnieuw en vul hem nog eens in.
error-date-not-yet = Deze dag moet nog komen. Vul vandaag of een eerdere datum in.
error-date-over = Deze dag is voorbij. Vul vandaag of een latere datum in.
error-invalid-date = Vul een datum in zoals 2026-11-21.
error-invalid = Deze waarde klopt niet. Verwacht: { $expected }.
error-null = Deze tekst bevat een teken dat we niet kunnen bewaren. Typ de tekst opnieuw.
error-duplicate = “{ $name }” staat er twee keer. Gebruik elke naam één keer.
error-missing-text = Er ontbreekt een tekst in de taal { $locale }. Vul die aan.
error-low-contrast = Witte letters zijn op deze kleur niet te lezen. Kies een donkerder kleur.
error-not-anonymous = Noem dit niet anoniem: er is een ontvangstbewijs of een tijdstip dat naar iemand kan leiden.
error-forbidden = Dit mag niet zo: { $rule }.
error-rule = Dit gaat in tegen regel { $number } voor toestemming: { $what }.
error-breach = Dit gaat in tegen regel { $number } voor toestemming: “{ $found }”: { $what }.
error-unusual = “{ $found }”: { $what }.
error-not-in-survey = Deze vragenlijst heeft geen vraag of attribuut “{ $key }”.
error-not-filtered-by = Op de vraag “{ $key }” antwoorden mensen met een tekst of een getal. Daarop is niet te filteren.
error-not-of-control = Dit past niet bij de knop { $control }.
error-site-key = Gebruik alleen kleine letters, cijfers en losse streepjes, bijvoorbeeld winkel-noord.
error-site-key-taken = Een andere website heet al { $key }. Kies een andere sleutel.
error-origins = Dit is geen adres van een website. Schrijf het zo: https://www.winkel.example, zonder pad.
error-not-sure = Zet eerst het vinkje.
error-search-value = Dit is geen ontvangstbewijs. Plak de code of het hele adres.
