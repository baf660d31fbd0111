# Nederlands. $form is "formal" (u) of "informal" (je).

### De API

api-title = API-documentatie
api-lead = Alles wat programma's met Klankbord kunnen doen, met voorbeelden om te proberen. De uitleg is in het Engels.
api-document = Als OpenAPI 3.1-bestand
api-parameters = Parameters
api-body = Inhoud
api-replies = Antwoorden
api-try = Proberen
api-optional = mag ontbreken
