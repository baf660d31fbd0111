# Standaardteksten die worden opgeslagen. $form is "formal" (u) of "informal" (je). Elk teken telt: domain/tests/standard_texts.rs.

### Wat onze eigen pagina’s opslaan

own-necessary = { $form ->
    [informal] Nodig om je keuze te onthouden, antwoorden zonder verbinding niet te verliezen en in te loggen.
   *[formal] Nodig om uw keuze te onthouden, antwoorden zonder verbinding niet te verliezen en in te loggen.
}
own-preferences = { $form ->
    [informal] Wij onthouden welke taal je kiest, zodat je die niet steeds opnieuw hoeft te kiezen.
   *[formal] Wij onthouden welke taal u kiest, zodat u die niet steeds opnieuw hoeft te kiezen.
}
own-receipt = { $form ->
    [informal] Na toestemming: brengt je van de cookiepagina naar je ontvangstbewijs.
   *[formal] Na toestemming: brengt u van de cookiepagina naar uw ontvangstbewijs.
}
own-unsent-duration = tot de antwoorden zijn aangekomen
own-unsent = { $form ->
    [informal] Bewaart je antwoorden nadat je op Versturen drukt en er geen verbinding is.
   *[formal] Bewaart uw antwoorden nadat u op Versturen drukt en er geen verbinding is.
}
own-session-duration = 12 uur
own-session = { $form ->
    [informal] Alleen voor medewerkers: houdt je ingelogd.
   *[formal] Alleen voor medewerkers: houdt u ingelogd.
}
own-device-duration = 180 dagen na het inloggen
own-device = { $form ->
    [informal] Alleen voor medewerkers: onthoudt dat je in deze browser inlogde, zodat anderen je niet kunnen buitensluiten.
   *[formal] Alleen voor medewerkers: onthoudt dat u in deze browser inlogde, zodat anderen u niet kunnen buitensluiten.
}
own-language = { $form ->
    [informal] Onthoudt de taal die je kiest.
   *[formal] Onthoudt de taal die u kiest.
}

### De vraag zelf, waar zij anders is dan op andere websites

own-title = Cookies op deze pagina’s
own-body = { $form ->
    [informal] Wat nodig is om deze pagina’s te laten werken, bewaren wij altijd in je browser. Voor de rest vragen wij je toestemming. Weigeren kan: alles blijft werken.
   *[formal] Wat nodig is om deze pagina’s te laten werken, bewaren wij altijd in uw browser. Voor de rest vragen wij uw toestemming. Weigeren kan: alles blijft werken.
}
own-body-3 = { $form ->
    [informal] Wij gebruiken cookies om deze pagina’s te laten werken. Voor de rest vragen wij je toestemming. Weigeren kan: alles blijft werken.
   *[formal] Wij gebruiken cookies om deze pagina’s te laten werken. Voor de rest vragen wij uw toestemming. Weigeren kan: alles blijft werken.
}
own-withdraw-hint = { $form ->
    [informal] Je kunt je keuze altijd veranderen of intrekken, onder aan elke pagina.
   *[formal] U kunt uw keuze altijd veranderen of intrekken, onder aan elke pagina.
}
own-withdrawn = Ingetrokken. Wat daarvoor in deze browser stond, is verwijderd.
own-reopen = Cookies
