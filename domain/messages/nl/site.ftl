# Standaardteksten die worden opgeslagen. $form is "formal" (u) of "informal" (je). Elk teken telt: domain/tests/standard_texts.rs.

### De verklaring

site-data-kinds = { $form ->
    [informal] Per doel wat je koos, de taal, de versie van deze melding, het tijdstip en een willekeurig kenmerk. Geen IP-adres. Wie alles weigert, wordt zonder kenmerk geteld.
   *[formal] Per doel wat u koos, de taal, de versie van deze melding, het tijdstip en een willekeurig kenmerk. Geen IP-adres. Wie alles weigert, wordt zonder kenmerk geteld.
}
site-recipients = Niemand buiten deze organisatie, behalve de partijen die bij een doel staan.
site-recipients-stated = { $recipients } Ook de partijen die bij een doel staan, krijgen gegevens.
site-answering-required = { $form ->
    [informal] Toestemming geven is vrijwillig. Weigeren heeft geen gevolgen voor je.
   *[formal] Toestemming geven is vrijwillig. Weigeren heeft geen gevolgen voor u.
}
site-linked-data = { $form ->
    [informal] Alle gegevens komen van je browser.
   *[formal] Alle gegevens komen van uw browser.
}
site-rights = { $form ->
    [informal] Je kunt je gegevens inzien, laten verbeteren, laten wissen, meenemen en de verwerking laten beperken. Toestemming intrekken kan altijd, op de website of op de pagina van je ontvangstbewijs, zonder account.
   *[formal] U kunt uw gegevens inzien, laten verbeteren, laten wissen, meenemen en de verwerking laten beperken. Toestemming intrekken kan altijd, op de website of op de pagina van uw ontvangstbewijs, zonder account.
}
site-roles = { $name } is verantwoordelijk voor deze website en beslist wat er met de gegevens gebeurt.

### Doelen

necessary-name = Noodzakelijk
necessary-text = Zonder deze cookies werkt de website niet.
measurement-name = Meten zonder profiel
measurement-text = { $form ->
    [informal] Wij tellen hoe de website wordt gebruikt, alleen voor onszelf, en zonder je te volgen.
   *[formal] Wij tellen hoe de website wordt gebruikt, alleen voor onszelf, en zonder u te volgen.
}
preferences-name = Voorkeuren
preferences-text = { $form ->
    [informal] Wij onthouden hoe je de website instelt.
   *[formal] Wij onthouden hoe u de website instelt.
}
analytics-name = Statistieken
analytics-text = { $form ->
    [informal] Wij meten wat bezoekers doen en herkennen je browser bij een volgend bezoek.
   *[formal] Wij meten wat bezoekers doen en herkennen uw browser bij een volgend bezoek.
}
marketing-name = Advertenties
marketing-text = { $form ->
    [informal] Wij en anderen tonen je advertenties die bij je passen, ook op andere websites.
   *[formal] Wij en anderen tonen u advertenties die bij u passen, ook op andere websites.
}

### De cookie met de keuze

choice-months = { $months } maanden
choice-text = { $form ->
    [informal] Onthoudt wat je hier kiest.
   *[formal] Onthoudt wat u hier kiest.
}
unsent-choice-duration = tot de keuze is aangekomen
unsent-choice-text = { $form ->
    [informal] Bewaart je keuze zolang de server niet te bereiken is.
   *[formal] Bewaart uw keuze zolang de server niet te bereiken is.
}

### De vraag zelf

layer-title = Cookies op deze website
layer-body = { $form ->
    [informal] Wij slaan gegevens op in je browser. Wat nodig is voor de website gebeurt altijd. Voor de rest vragen wij je toestemming. Weigeren kan: de website blijft gewoon werken.
   *[formal] Wij slaan gegevens op in uw browser. Wat nodig is voor de website gebeurt altijd. Voor de rest vragen wij uw toestemming. Weigeren kan: de website blijft gewoon werken.
}
layer-withdraw-hint = { $form ->
    [informal] Je kunt je keuze altijd veranderen of intrekken, met de knop Cookie-instellingen onder aan elke pagina.
   *[formal] U kunt uw keuze altijd veranderen of intrekken, met de knop Cookie-instellingen onder aan elke pagina.
}
layer-privacy = Lees wat wij bewaren
layer-accept = Accepteren
layer-refuse = Weigeren
layer-choose = Zelf kiezen
layer-save = Keuze bewaren
layer-back = Sluiten
layer-withdraw = Intrekken
layer-saved = { $form ->
    [informal] Je keuze is bewaard.
   *[formal] Uw keuze is bewaard.
}
layer-withdrawn = { $form ->
    [informal] Ingetrokken. Wat op deze pagina al draaide, stopt als je een andere pagina opent.
   *[formal] Ingetrokken. Wat op deze pagina al draaide, stopt als u een andere pagina opent.
}
layer-gpc = { $form ->
    [informal] Je browser vraagt om je niet te volgen (Global Privacy Control). Wij zien dat als weigeren.
   *[formal] Uw browser vraagt om u niet te volgen (Global Privacy Control). Wij zien dat als weigeren.
}
layer-show-once = Toon dit één keer
layer-placeholder = { $form ->
    [informal] Dit onderdeel komt van een andere partij en is er alleen als je kiest voor: {"{purposes}"}.
   *[formal] Dit onderdeel komt van een andere partij en is er alleen als u kiest voor: {"{purposes}"}.
}
layer-reopen = Cookie-instellingen
layer-stored-grant = { $form ->
    [informal] Je gaf toestemming, onder versie {"{version}"} van deze melding. Die geldt tot {"{at}"}.
   *[formal] U gaf toestemming, onder versie {"{version}"} van deze melding. Die geldt tot {"{at}"}.
}
layer-stored-refusal = { $form ->
    [informal] Je hebt geweigerd, in {"{at}"}, onder versie {"{version}"} van deze melding.
   *[formal] U heeft geweigerd, in {"{at}"}, onder versie {"{version}"} van deze melding.
}
layer-months = januari februari maart april mei juni juli augustus september oktober november december
layer-receipt = Ontvangstbewijs
layer-cookies = Cookies en opslag
layer-vendors = Partijen
layer-provider = Aanbieder
layer-duration = Bewaartijd
layer-purpose-of-item = Waarvoor
layer-necessary = altijd aan
