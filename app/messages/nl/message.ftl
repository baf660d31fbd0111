# Nederlands. $form is "formal" (u) of "informal" (je).

### Pagina’s met een melding

message-not-found = Deze pagina is er niet
message-not-found-text = Kijk of het adres klopt. Misschien is er een letter weggevallen, of is de pagina gewist.
message-forbidden = Dit kwam niet van onze eigen pagina
message-forbidden-text = Voor de veiligheid is er niets opgeslagen. Open het formulier opnieuw en verstuur het nog eens.
message-not-allowed = { $form ->
    [informal] Dat mag niet met je account
   *[formal] Dat mag niet met uw account
}
message-not-allowed-text = { $form ->
    [informal] Vraag een eigenaar van je organisatie om toegang.
   *[formal] Vraag een eigenaar van uw organisatie om toegang.
}
message-too-large = Dit is te veel tekst
message-too-large-text = { $form ->
    [informal] Er is niets opgeslagen. Ga terug, maak je toelichting korter en verstuur nog eens.
   *[formal] Er is niets opgeslagen. Ga terug, maak uw toelichting korter en verstuur nog eens.
}
message-too-many = Even wachten
message-too-many-text = { $form ->
    [informal] Er kwamen in korte tijd te veel verzoeken vanaf jouw verbinding. Er is niets opgeslagen. Wacht een minuut en probeer het opnieuw.
   *[formal] Er kwamen in korte tijd te veel verzoeken vanaf uw verbinding. Er is niets opgeslagen. Wacht een minuut en probeer het opnieuw.
}
message-unavailable = Even niet bereikbaar
message-unavailable-text = { $form ->
    [informal] We kunnen nu niets opslaan of opzoeken. Probeer het over een minuut opnieuw. Nog eens versturen kan geen kwaad: je antwoorden tellen één keer.
   *[formal] We kunnen nu niets opslaan of opzoeken. Probeer het over een minuut opnieuw. Nog eens versturen kan geen kwaad: uw antwoorden tellen één keer.
}
message-busy = Het is nu te druk
message-busy-text = Te veel mensen vragen nu een afbeelding. Er is niets kwijt. Probeer het over een minuut opnieuw.
message-internal = Er ging bij ons iets mis
message-internal-text = { $form ->
    [informal] Het ligt niet aan jou. We hebben de fout vastgelegd. Probeer het later opnieuw.
   *[formal] Het ligt niet aan u. We hebben de fout vastgelegd. Probeer het later opnieuw.
}
message-bad-request = Dit kunnen we niet lezen
message-bad-request-text = Er is niets opgeslagen. Open de pagina opnieuw en probeer het nog eens.
message-method = Dit kan hier niet
message-method-text = Dit adres is niet bedoeld om zo te gebruiken. Ga terug naar de vorige pagina.
message-media = Dit soort inhoud nemen we niet aan
message-media-text = Er is niets opgeslagen. Gebruik het formulier op de pagina zelf.
message-timeout = Dit duurde te lang
message-timeout-text = { $form ->
    [informal] De verbinding was te traag. Probeer het opnieuw. Nog eens versturen kan geen kwaad: je antwoorden tellen één keer.
   *[formal] De verbinding was te traag. Probeer het opnieuw. Nog eens versturen kan geen kwaad: uw antwoorden tellen één keer.
}

### Privacyverzoeken

rights-not-identified = Identiteit nog niet gecontroleerd
rights-not-identified-text = Er is niets veranderd. Leg bij het verzoek eerst vast hoe de identiteit is gecontroleerd.
rights-not-extendable = Uitstellen kan niet meer
rights-not-extendable-text = Er is niets veranderd. Uitstellen kan één keer, binnen de eerste maand.
rights-closed-now = Dit verzoek is al afgesloten
rights-closed-now-text = Er is niets veranderd. Voer een nieuw verzoek in als er nog iets moet gebeuren.
