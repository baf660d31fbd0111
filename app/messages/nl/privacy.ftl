# Nederlands. $form is "formal" (u) of "informal" (je).

### Cookies en privacy

privacy-title = Privacy
privacy-lead = { $form ->
    [informal] Hier lees je wat er met je gegevens gebeurt. Dat staat er voor elke vragenlijst en elke website van deze installatie, en voor gegevens van eerder die we nog bewaren. De teksten komen uit de gepubliceerde verklaringen.
   *[formal] Hier leest u wat er met uw gegevens gebeurt. Dat staat er voor elke vragenlijst en elke website van deze installatie, en voor gegevens van eerder die we nog bewaren. De teksten komen uit de gepubliceerde verklaringen.
}
privacy-none = Er is nu geen open vragenlijst en geen website. We verzamelen dus geen gegevens van bezoekers.
privacy-survey = Vragenlijst
privacy-site = Website
privacy-closed-survey = Gesloten vragenlijst
privacy-import = Geïmporteerde antwoorden
privacy-version = { $kind }, versie { $number }, gepubliceerd op { $date }
privacy-earlier = { $count ->
    [one] 1 eerdere verklaring met gegevens die we nog bewaren
   *[other] { $count } eerdere verklaringen met gegevens die we nog bewaren
}
privacy-earlier-text = Dit zijn gesloten vragenlijsten, eerdere versies en geïmporteerde antwoorden. Hiervoor vragen we niets nieuws meer. De gegevens die er zijn, bewaren we zoals we toen hebben gezegd. De nieuwste verklaring staat bovenaan.
privacy-proof = { $form ->
    [informal] Zijn je antwoorden gewist of heb je een keuze ingetrokken? Dan bewaren we alleen het bewijs van toestemming: waarvoor en wanneer, met een willekeurig kenmerk. We wissen het als het niet meer nodig is, meestal vijf jaar na het eind van het jaar. Op de pagina van je ontvangstbewijs kun je het eerder wissen.
   *[formal] Zijn uw antwoorden gewist of hebt u een keuze ingetrokken? Dan bewaren we alleen het bewijs van toestemming: waarvoor en wanneer, met een willekeurig kenmerk. We wissen het als het niet meer nodig is, meestal vijf jaar na het eind van het jaar. Op de pagina van uw ontvangstbewijs kunt u het eerder wissen.
}
privacy-purpose = { $text } ({ $basis })
privacy-items = Alle cookies en partijen
basis-consent = met toestemming
basis-contract = nodig voor een overeenkomst
basis-legitimate-interest = gerechtvaardigd belang, bezwaar is mogelijk
basis-exempt = geen toestemming nodig

### Verwerkingsregister

register-title = Verwerkingsregister
register-lead = Dit register (AVG artikel 30, lid 1) is gemaakt uit de privacyverklaringen die nu gelden, van alle vragenlijsten en websites. Verandert een verklaring? Dan verandert het register mee. Deze pagina is ook af te drukken.
register-csv = Register (CSV)
register-json = Register (JSON)
register-privacy-officer = Privacy
register-drawn-label = Opgesteld
register-drawn = { $date }
register-empty = Er is nog geen vragenlijst of website. Het register is daarom nog leeg.
register-no-purposes = Geen: er worden geen persoonsgegevens opgeslagen.
register-persons = Van wie
register-data = Welke gegevens
register-attributes = Klantkenmerken
register-no-interest = Het belang staat niet in de verklaring van deze import.
register-recipients = Ontvangers
register-source = Volgens
register-version = Versie { $number } van de privacyverklaring, van { $date }, kenmerk { $hash }
register-security = Beveiliging
register-limits = Hier staat alleen wat Klankbord doet. Andere verwerkingen van de organisatie horen ook in haar register.
activity-survey = Vragenlijst
activity-import = Import
activity-website = Website
persons-survey = Klanten die de vragenlijst invullen.
persons-import = Klanten van wie antwoorden elders zijn verzameld.
persons-website = Bezoekers van de website.
security-pseudonyms = Geheime adressen van ontvangstbewijzen en sessies staan alleen als hash in de database. Nummers waaraan een import of wissing wordt herkend, staan er als hash met een sleutel. Een bezoeker die op een website koos, staat er als willekeurig pseudoniem, los van het bewijs.
security-no-addresses = Er worden geen IP-adressen en geen kenmerken van browsers opgeslagen.
security-passwords = Van wachtwoorden is alleen een Argon2id-hash opgeslagen. Te veel mislukte pogingen worden geweigerd.
security-access = Antwoorden zijn alleen te zien na inloggen. Een ontvangstbewijs gaat alleen open met het geheime adres.
security-log = Elke toestemming en intrekking staat in een ondertekend logboek. Een wijziging achteraf valt op.
security-erasure = Wat gewist wordt, wordt in de database ook overschreven (SQLite) of verwijderd (PostgreSQL). Na de bewaartijd wist Klankbord automatisch.
security-transport = Versleuteling onderweg (TLS) is de taak van de proxy vóór Klankbord.
security-storage = Klankbord versleutelt de schijf niet. Dat is de taak van de beheerder van de server. Met SQLite maakt Klankbord elke nacht een reservekopie, als de beheerder dat niet heeft uitgezet. Die wordt na 14 dagen gewist. Andere reservekopieën zijn de taak van de beheerder.
