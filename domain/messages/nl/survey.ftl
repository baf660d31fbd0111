# Standaardteksten die worden opgeslagen. $form is "formal" (u) of "informal" (je). Elk teken telt: domain/tests/standard_texts.rs.

### Titels

title-nps = { $form ->
    [informal] Zou je { $name } aanbevelen?
   *[formal] Zou u { $name } aanbevelen?
}
title-loyalty = { $form ->
    [informal] Jij en { $name }
   *[formal] U en { $name }
}
title-ces = Hulp van { $name }

### Vragen. Een andere tekst is een andere vraag: de reeks cijfers breekt af.

question-nps = { $form ->
    [informal] Hoe waarschijnlijk is het dat je { $name } zou aanbevelen aan een vriend of collega?
   *[formal] Hoe waarschijnlijk is het dat u { $name } zou aanbevelen aan een vriend of collega?
}
nps-low = Helemaal niet waarschijnlijk
nps-high = Uiterst waarschijnlijk
question-reason = { $form ->
    [informal] Wat is de belangrijkste reden voor je cijfer?
   *[formal] Wat is de belangrijkste reden voor uw cijfer?
}
question-csat = { $form ->
    [informal] Hoe tevreden ben je over { $name }?
   *[formal] Hoe tevreden bent u over { $name }?
}
satisfaction-1 = Zeer ontevreden
satisfaction-2 = Ontevreden
satisfaction-3 = Neutraal
satisfaction-4 = Tevreden
satisfaction-5 = Zeer tevreden
question-report-mark = { $form ->
    [informal] Welk rapportcijfer geef je { $name }?
   *[formal] Welk rapportcijfer geeft u { $name }?
}
report-mark-low = Zeer slecht
report-mark-high = Uitmuntend
question-ces = { $form ->
    [informal] { $name } maakte het me makkelijk om mijn vraag of probleem op te lossen.
   *[formal] { $name } maakte het mij gemakkelijk om mijn vraag of probleem op te lossen.
}
agree-low = Helemaal mee oneens
agree-high = Helemaal mee eens
likely-low = Zeer onwaarschijnlijk
likely-high = Zeer waarschijnlijk
question-recommend = { $form ->
    [informal] Hoe waarschijnlijk is het dat je { $name } aanbeveelt aan familie, vrienden of collega's?
   *[formal] Hoe waarschijnlijk is het dat u { $name } aanbeveelt aan familie, vrienden of collega's?
}
question-repurchase = { $form ->
    [informal] Hoe waarschijnlijk is het dat je opnieuw bij { $name } koopt?
   *[formal] Hoe waarschijnlijk is het dat u opnieuw bij { $name } koopt?
}
question-explore = { $form ->
    [informal] Hoe waarschijnlijk is het dat je nieuwe producten of diensten van { $name } probeert?
   *[formal] Hoe waarschijnlijk is het dat u nieuwe producten of diensten van { $name } probeert?
}
question-helpful = Was deze informatie nuttig?
helpful-no = Nee
helpful-yes = Ja

### Doelen

purpose-analysis = { $form ->
    [informal] { $name } leest en telt je antwoorden om producten en diensten te verbeteren.
   *[formal] { $name } leest en telt uw antwoorden om producten en diensten te verbeteren.
}
interest-analysis = { $name } wil weten hoe tevreden klanten zijn en wat beter kan.
purpose-contact = { $name } mag contact met mij opnemen over mijn antwoorden.
purpose-publish = { $name } mag mijn toelichting tonen als beoordeling, zonder mijn naam.
purpose-connect = { $name } mag mijn antwoorden koppelen aan mijn klantgegevens.
