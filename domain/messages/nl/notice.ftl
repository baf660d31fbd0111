# Standaardteksten die worden opgeslagen. $form is "formal" (u) of "informal" (je). Elk teken telt: domain/tests/standard_texts.rs.

### Vragenlijsten en websites

recipients = Niemand buiten deze organisatie.
storage-place = Op een server van deze organisatie in de Europese Unie.
storage-place-3 = Op een server van deze organisatie.
transfers = Niet buiten de Europese Economische Ruimte.
complaint = { $form ->
    [informal] Je kunt een klacht indienen bij de Autoriteit Persoonsgegevens.
   *[formal] U kunt een klacht indienen bij de Autoriteit Persoonsgegevens.
}

### Vragenlijsten

survey-data-kinds = { $form ->
    [informal] Je antwoorden, de taal, de dag en het tijdstip, en wat je hieronder toestaat. Geen IP-adres, geen cookies.
   *[formal] Uw antwoorden, de taal, de dag en het tijdstip, en wat u hieronder toestaat. Geen IP-adres, geen cookies.
}
survey-data-kinds-2 = { $form ->
    [informal] Je antwoorden, de taal, de dag en het tijdstip, en wat je hieronder toestaat. Geen IP-adres. De vragenlijst zelf plaatst geen cookies.
   *[formal] Uw antwoorden, de taal, de dag en het tijdstip, en wat u hieronder toestaat. Geen IP-adres. De vragenlijst zelf plaatst geen cookies.
}
data-kinds-attributes = Ook: { $names }.
import-data-kinds = De antwoorden, de taal, de dag en het tijdstip, en het nummer waaronder ze elders zijn bewaard.
survey-answering-required = { $form ->
    [informal] Meedoen is vrijwillig. Niet meedoen heeft geen gevolgen voor je.
   *[formal] Meedoen is vrijwillig. Niet meedoen heeft geen gevolgen voor u.
}
survey-rights = { $form ->
    [informal] Je kunt je antwoorden inzien, laten verbeteren, laten wissen, meenemen en de verwerking laten beperken. Toestemming intrekken of bezwaar maken kan altijd, op de pagina van je ontvangstbewijs, zonder account.
   *[formal] U kunt uw antwoorden inzien, laten verbeteren, laten wissen, meenemen en de verwerking laten beperken. Toestemming intrekken of bezwaar maken kan altijd, op de pagina van uw ontvangstbewijs, zonder account.
}
linked-all-yours = { $form ->
    [informal] Alle gegevens komen van jezelf.
   *[formal] Alle gegevens komen van uzelf.
}
linked-answers-yours = { $form ->
    [informal] De antwoorden komen van jezelf.
   *[formal] De antwoorden komen van uzelf.
}
linked-records = Uit de eigen administratie komt daarbij: { $names }.
linked-link = Met de link naar deze vragenlijst komt mee: { $names }.

### Vragenlijsten zonder persoonsgegevens

light-nothing = { $form ->
    [informal] Geen gegevens over je: alleen het antwoord en de dag.
   *[formal] Geen gegevens over u: alleen het antwoord en de dag.
}
light-answering-required = Meedoen is vrijwillig.
light-rights = Het antwoord is aan niemand te koppelen en is daarom niet op te vragen of in te trekken.
