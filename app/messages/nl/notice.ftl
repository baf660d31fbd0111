# Nederlands. $form is "formal" (u) of "informal" (je).

### Beantwoorden

notice-heading = { $form ->
    [informal] Wat er met je antwoorden gebeurt
   *[formal] Wat er met uw antwoorden gebeurt
}
notice-first-erased = { $sentence } en wist ze na { $months }.
notice-first-erased-apart = { $name } wist de antwoorden na { $months }.
notice-first-consent = { $form ->
    [informal] Met Versturen geef je toestemming. Je kunt je toestemming altijd intrekken.
   *[formal] Met Versturen geeft u toestemming. U kunt uw toestemming altijd intrekken.
}
notice-first-contract = { $form ->
    [informal] Het is nodig voor je overeenkomst met { $name }. Je kunt altijd bezwaar maken.
   *[formal] Het is nodig voor uw overeenkomst met { $name }. U kunt altijd bezwaar maken.
}
notice-first-objection = { $form ->
    [informal] Je kunt altijd bezwaar maken.
   *[formal] U kunt altijd bezwaar maken.
}
notice-interest = Het belang: { $interest }
notice-basis = Grondslag
notice-also = Dit gebeurt ook. Daarvoor is geen toestemming nodig:
notice-what = Wat
notice-how-long = Hoe lang
notice-how-long-value = { $form ->
    [informal] { $months }; daarna wissen we je antwoorden. Het bewijs van je keuze, zonder je antwoorden, bewaren we langer: meestal vijf jaar na het eind van het jaar. Op de pagina van je ontvangstbewijs kun je ook dat eerder wissen.
   *[formal] { $months }; daarna wissen we uw antwoorden. Het bewijs van uw keuze, zonder uw antwoorden, bewaren we langer: meestal vijf jaar na het eind van het jaar. Op de pagina van uw ontvangstbewijs kunt u ook dat eerder wissen.
}
notice-how-long-import = { $months }; daarna wissen we de antwoorden. Het bewijs dat we ze mochten gebruiken, zonder de antwoorden, bewaren we langer: meestal vijf jaar na het eind van het jaar.
notice-how-long-website = { $months }; daarna wissen we alles.
notice-how-long-light = Zolang dat nodig is voor de cijfers. Het antwoord is niet aan een persoon te koppelen.
notice-who = Wie
notice-ask = Vragen
notice-ask-value = { $contact }
notice-privacy-officer = Privacy: { $officer }
notice-more = { $form ->
    [informal] Meer over je privacy
   *[formal] Meer over uw privacy
}
notice-controller = Verantwoordelijk
notice-storage = Waar de gegevens staan
notice-transfers = Doorgifte
notice-voluntary = Vrijwillig
notice-source = Herkomst
notice-backups = Reservekopieën
notice-backups-value = Maakt de server zelf reservekopieën, dan staat wat gewist is daar nog hooguit { $days } dagen in. Daarna is het ook daar weg.
notice-rights = Rechten
notice-complaint = Klacht
notice-purposes = Doelen
notice-stated = Eerder gegeven verklaring
notice-stated-value = { $notice }, verzameld door { $collector }

### Websites

site-items = Cookies en opslag per doel
site-no-items = Hiervoor wordt niets in de browser bewaard.
site-exempt = Geen toestemming nodig
site-asked = Alleen met toestemming
site-item = { $text } Geplaatst door { $provider }, bewaartijd: { $duration }.
kind-cookie = cookie
kind-local = lokale opslag
kind-session = opslag tot het tabblad sluit
kind-indexed-db = database in de browser
kind-cache-storage = bestanden die de browser bewaart
site-vendors = Andere partijen
role-controller = beslist zelf
role-joint = beslist samen met de website
role-processor = werkt voor de website
site-roles = Wie verantwoordelijk is
site-validity = Hoe lang een keuze geldt

### Verwerkingsregister

register-basis-consent = Toestemming
register-basis-contract = Overeenkomst
register-basis-legitimate-interest = Gerechtvaardigd belang
register-basis-exempt = Geen toestemming nodig (Telecommunicatiewet artikel 11.7a, lid 3)
