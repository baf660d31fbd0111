# Nederlands. Wat programma’s te lezen krijgen: in de woorden van de API, niet in die van een formulier.

### Problemen

problem-not-found = Niet gevonden.
problem-not-found-text = Op dit adres is niets, of het is van een andere organisatie. Controleer het adres.
problem-origin = Het verzoek komt van een pagina van een andere website.
problem-origin-text = Er is niets opgeslagen. De header `Origin` moet die zijn van een website die dit adres mag gebruiken.
problem-not-allowed = Niet toegestaan.
problem-not-allowed-text = Het account mag dit niet.
problem-too-large = De inhoud is te groot.
problem-too-large-text = Er is niets opgeslagen. De grens staat in de beschrijving van de bewerking: `/api/docs`.
problem-too-many = Te veel verzoeken.
problem-too-many-text = Wacht het aantal seconden dat in `Retry-After` staat. Stuur het verzoek dan opnieuw.
problem-unavailable = De server kan nu niet antwoorden.
problem-unavailable-text = Wacht het aantal seconden dat in `Retry-After` staat. Stuur hetzelfde verzoek dan opnieuw: met dezelfde `idempotency_key` telt het één keer.
problem-internal = Een fout in de server.
problem-internal-text = De fout is vastgelegd. Stuur hetzelfde verzoek later opnieuw: met dezelfde `idempotency_key` telt het één keer.
problem-bad-request = Het verzoek is niet te lezen.
problem-bad-request-text = Er is niets opgeslagen. Het adres en de inhoud moeten goed gevormd zijn, in UTF-8.
problem-method = De methode is niet toegestaan.
problem-method-text = De header `Allow` van dit antwoord noemt de methoden van dit adres.
problem-media = Dit soort inhoud wordt niet ondersteund.
problem-media-text = Er is niets opgeslagen. Stuur JSON met `Content-Type: application/json`.
problem-timeout = Het verzoek duurde te lang.
problem-timeout-text = De inhoud moet binnen 20 seconden binnen zijn. Stuur hetzelfde verzoek opnieuw: met dezelfde `idempotency_key` telt het één keer.
problem-json = De inhoud is geen geldige JSON.
problem-json-text = Er is niets opgeslagen. De fout staat in regel { $line }, kolom { $column }.
problem-twice = De inhoud heeft twee keer hetzelfde veld.
problem-twice-text = Er is niets opgeslagen. Elke naam mag in een JSON-object één keer voorkomen.
problem-key = Er is een sleutel nodig.
problem-key-text = Stuur `Authorization: Bearer`, een spatie en een sleutel die werkt; `klankbord api-key create` maakt er een.
problem-scope = De sleutel mag dit niet.
problem-scope-text = De sleutel heeft het recht `{ $scope }` nodig.
problem-parameters = Er ontbreekt een parameter, of een parameter klopt niet.
problem-body = Er is inhoud meegestuurd.
problem-body-text = De opties zijn parameters van het adres, zoals `?format=xlsx`. Stuur het verzoek zonder inhoud.
problem-content = De reactie kan zo niet worden opgeslagen.
problem-key-reused = De idempotency key is al gebruikt.
problem-key-reused-text = Onder deze idempotency key is een andere reactie gestuurd. Die blijft zoals ze was.
problem-exports = Er zijn al 20 downloads die wachten, worden klaargezet of klaarstaan.
problem-exports-text = Annuleer er een paar, haal er een paar op en verwijder ze, of wacht tot ze een dag oud zijn.
problem-closed = De vragenlijst is gesloten.
problem-closed-text = Er worden geen antwoorden meer opgeslagen.
problem-decision = Dit is geen keuze bij een gepubliceerde melding.
problem-decision-reused = Onder deze sleutel is een andere keuze gestuurd.
problem-decision-reused-text = Er is niets opgeslagen. Stuur deze keuze met een nieuwe `idempotency_key`.
problem-superseded = De keuze is vastgelegd en geldt niet meer.
problem-superseded-text = De bezoeker koos daarna iets anders. `event_id` is de vastlegging van deze keuze.
problem-standing = Dit is geen vraag over een toestemming.
problem-unknown-event = Deze toestemming is hier niet bekend.
problem-unknown-event-text = Voor deze website is nooit iets met dit id vastgelegd. Er geldt dus niets: vraag het de bezoeker opnieuw.
problem-withdrawal = Dit is geen intrekking.
problem-no-file = Er is geen bestand om op te halen.

### Fouten in velden en parameters

problem-error-required = Een waarde is verplicht.
problem-error-whole-number = Geen heel getal.
problem-error-number = Geen getal.
problem-error-range = Moet van { $min } tot en met { $max } zijn.
problem-error-least = Moet { $min } of meer zijn.
problem-error-most = Moet { $max } of minder zijn.
problem-error-choice = Geen van de mogelijke waarden.
problem-error-too-many = Er mogen hoogstens { $max } waarden zijn.
problem-error-too-long = { $length } tekens; hoogstens { $max }.
problem-error-repeated = Meer dan één waarde, waar er één kan zijn.
problem-error-unknown = Er is hier geen `{ $field }`.
problem-error-purpose = Geen doel dat hier wordt aangeboden.
problem-error-contact = Een e-mailadres of telefoonnummer is verplicht bij het doel `contact`.
problem-error-email = Geen e-mailadres.
problem-error-phone = Geen telefoonnummer van 6 tot 15 cijfers.
problem-error-expected = Verwacht: { $expected }.
problem-error-twice = De naam “{ $name }” is twee keer gebruikt.
