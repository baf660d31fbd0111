# Nederlands. $form is "formal" (u) of "informal" (je).

### Overal

optional = { $form ->
    [informal] mag je overslaan
   *[formal] mag u overslaan
}
not-applicable = Weet ik niet / niet van toepassing
score-of = { $score } van { $max }

### Beantwoorden

answer-send = Versturen
answer-part = Deel { $part } van { $parts }
answer-text-hint = Schrijf geen namen, BSN of informatie over gezondheid op.
answer-text-length = Hoogstens { $max } tekens.
answer-number-between = Een getal van { $min } tot en met { $max }.
answer-number-least = Een getal vanaf { $min }.
answer-number-most = Een getal tot en met { $max }.
answer-choose-any = Meer antwoorden zijn mogelijk.
answer-choose-most = Kies er hoogstens { $max }.
answer-brought = Deze gegevens komen uit de link
answer-light-notice = { $form ->
    [informal] { $name } bewaart alleen het antwoord en de dag, niets over jou. Meedoen is vrijwillig.
   *[formal] { $name } bewaart alleen het antwoord en de dag, niets over u. Meedoen is vrijwillig.
}
purposes-heading = Mogen we ook …? (niet verplicht)
purposes-hint = { $form ->
    [informal] Je hoeft niets aan te vinken. Je antwoorden komen dan ook aan.
   *[formal] U hoeft niets aan te vinken. Uw antwoorden komen dan ook aan.
}
contact-hint = { $form ->
    [informal] Vul minstens één van de twee in. We bewaren dit apart van je antwoorden.
   *[formal] Vul minstens één van de twee in. We bewaren dit apart van uw antwoorden.
}
contact-email = E-mailadres
contact-phone = Telefoonnummer

### Hulp in de browser (met JavaScript)

guard-progress = {"{done}"} van {"{total}"} beantwoord
guard-sending = { $form ->
    [informal] Je antwoorden worden verstuurd …
   *[formal] Uw antwoorden worden verstuurd …
}
guard-kept = { $form ->
    [informal] Er is nu geen verbinding. Je antwoorden staan op dit apparaat. Ze worden verstuurd zodra er weer verbinding is. Je kunt deze pagina open laten.
   *[formal] Er is nu geen verbinding. Uw antwoorden staan op dit apparaat. Ze worden verstuurd zodra er weer verbinding is. U kunt deze pagina open laten.
}
guard-in-memory = { $form ->
    [informal] Er is nu geen verbinding, en dit apparaat kan je antwoorden niet bewaren. Laat deze pagina open. Je antwoorden worden verstuurd zodra er weer verbinding is.
   *[formal] Er is nu geen verbinding, en dit apparaat kan uw antwoorden niet bewaren. Laat deze pagina open. Uw antwoorden worden verstuurd zodra er weer verbinding is.
}
guard-try-now = Nu proberen
guard-earlier-sent = Antwoorden die eerder op dit apparaat zijn ingevuld, zijn nu verstuurd.
guard-refused = Antwoorden van dit apparaat die niet zijn aangenomen: {"{n}"}
guard-remove = Verwijderen
count-left = { $form ->
    [informal] Je kunt nog {"{n}"} tekens typen
   *[formal] U kunt nog {"{n}"} tekens typen
}
count-over = {"{n}"} tekens te veel

### Na het versturen

thanks-light-text = { $form ->
    [informal] { $name } heeft je antwoord ontvangen. Je kunt deze pagina sluiten.
   *[formal] { $name } heeft uw antwoord ontvangen. U kunt deze pagina sluiten.
}

### Pagina’s met een melding

reused-title = Dit formulier is al verstuurd
reused-text = { $form ->
    [informal] Met dit formulier is al een antwoord verstuurd. Wat je nu hebt ingevuld, is anders. Wie heeft het eerste antwoord verstuurd?
   *[formal] Met dit formulier is al een antwoord verstuurd. Wat u nu hebt ingevuld, is anders. Wie heeft het eerste antwoord verstuurd?
}
reused-fixed = { $form ->
    [informal] Met dit formulier is al een antwoord verstuurd. Wat je nu hebt ingevuld, is anders. Het eerste antwoord verandert daardoor niet.
   *[formal] Met dit formulier is al een antwoord verstuurd. Wat u nu hebt ingevuld, is anders. Het eerste antwoord verandert daardoor niet.
}
reused-improve = Verbeteren
reused-improve-text = { $form ->
    [informal] Was jij dat? Dan komt wat je nu hebt ingevuld in de plaats van je eerste antwoord.
   *[formal] Was u dat? Dan komt wat u nu hebt ingevuld in de plaats van uw eerste antwoord.
}
reused-another = Iemand anders
reused-another-text = { $form ->
    [informal] Was dat iemand anders? Dan blijft dat antwoord staan, en komt jouw antwoord erbij.
   *[formal] Was dat iemand anders? Dan blijft dat antwoord staan, en komt uw antwoord erbij.
}

### Resultaten

matrix-row = { $statement }

### Wijzigen

correct-link = Antwoorden wijzigen
correct-title = Antwoorden wijzigen
correct-lead = { $form ->
    [informal] Hieronder staan je antwoorden zoals we ze bewaren. Wijzig wat niet klopt.
   *[formal] Hieronder staan uw antwoorden zoals we ze bewaren. Wijzig wat niet klopt.
}
resend-text = { $form ->
    [informal] Er kwamen in korte tijd te veel verzoeken vanaf jouw verbinding. Wat je hebt ingevuld, is nog niet opgeslagen, maar staat nog op deze pagina. Wacht { $seconds } { $seconds ->
        [one] seconde
       *[other] seconden
    } en druk dan op de knop. Sluit deze pagina niet.
   *[formal] Er kwamen in korte tijd te veel verzoeken vanaf uw verbinding. Wat u hebt ingevuld, is nog niet opgeslagen, maar staat nog op deze pagina. Wacht { $seconds } { $seconds ->
        [one] seconde
       *[other] seconden
    } en druk dan op de knop. Sluit deze pagina niet.
}
resend-unavailable = { $form ->
    [informal] Wat je hebt ingevuld, kon nu niet worden opgeslagen, maar staat nog op deze pagina. Wacht { $seconds } { $seconds ->
        [one] seconde
       *[other] seconden
    } en druk dan op de knop. Nog eens versturen kan geen kwaad: je antwoorden tellen één keer. Sluit deze pagina niet.
   *[formal] Wat u hebt ingevuld, kon nu niet worden opgeslagen, maar staat nog op deze pagina. Wacht { $seconds } { $seconds ->
        [one] seconde
       *[other] seconden
    } en druk dan op de knop. Nog eens versturen kan geen kwaad: uw antwoorden tellen één keer. Sluit deze pagina niet.
}
resend-button = Opnieuw versturen
resend-typed = { $form ->
    [informal] Wat je hebt geschreven
   *[formal] Wat u hebt geschreven
}
correct-lead-desk = Hieronder staan de antwoorden zoals ze bewaard zijn. Wijzig wat volgens de persoon niet klopt.
correct-contact = Contactgegevens
correct-button = Wijzigingen opslaan
correct-back = Niets wijzigen
