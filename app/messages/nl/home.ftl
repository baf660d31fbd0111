# Nederlands. $form is "formal" (u) of "informal" (je).

### Pagina’s met een melding

home-title = Klankbord
home-lead = Met Klankbord vragen organisaties hun klanten wat ze vinden. Ze leggen ook vast wie waarvoor toestemming gaf.
home-customer = { $form ->
    [informal] Kreeg je een link naar een vragenlijst? Open dan die link. Op je ontvangstbewijs kun je later alles bekijken, wijzigen of wissen.
   *[formal] Kreeg u een link naar een vragenlijst? Open dan die link. Op uw ontvangstbewijs kunt u later alles bekijken, wijzigen of wissen.
}
home-staff = { $form ->
    [informal] Werk je met de resultaten?
   *[formal] Werkt u met de resultaten?
}
home-sign-in = Inloggen
home-overview = Naar het overzicht
