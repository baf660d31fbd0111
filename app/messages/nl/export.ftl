# Nederlands. $form is "formal" (u) of "informal" (je).

### Resultaten

export-heading = Reacties downloaden
export-intro = In het bestand staan de reacties die nu gebruikt mogen worden. Bij elke reactie staat de toestemming of een andere grondslag.
export-format = Bestandsformaat
export-labels = Codes of teksten
export-shape = Rijen
export-csv = CSV
export-csv-excel-nl = CSV voor een Nederlandse Excel
export-xlsx = Excel-werkmap (XLSX)
export-jsonl = JSON Lines
export-parquet = Parquet
export-spss = SPSS (gegevens en syntax)
export-codes = Alleen codes
export-labels-nl = Codes en teksten, in het Nederlands
export-labels-en = Codes en teksten, in het Engels
export-wide = Eén per reactie
export-long = Eén per antwoord
export-download = Downloaden
export-prepare = Download klaarzetten
export-codebook = Codeboek
export-hint = In het codeboek staat wat elke kolom en elke code betekent. Het zit al in de Excel-werkmap en in de bestanden voor SPSS.

### Downloads

prepared-title = Klaargezette downloads
prepared-lead = { $form ->
    [informal] Een groot bestand wordt op de achtergrond klaargezet. Je hoeft niet te wachten. Je kunt het { $hours } uur lang downloaden. Daarna wordt het verwijderd. Heeft een deelnemer intussen de toestemming ingetrokken? Dan kan de reactie nog in het bestand staan. Zet dan een nieuwe download klaar.
   *[formal] Een groot bestand wordt op de achtergrond klaargezet. U hoeft niet te wachten. U kunt het { $hours } uur lang downloaden. Daarna wordt het verwijderd. Heeft een deelnemer intussen de toestemming ingetrokken? Dan kan de reactie nog in het bestand staan. Zet dan een nieuwe download klaar.
}
prepared-empty = Er is nog niets klaargezet. Dat kan op de pagina met resultaten, onder ‘Reacties downloaden’.
prepared-full = Er zijn al 20 downloads die wachten, worden gemaakt of klaarstaan. Breek er eerst een af of verwijder er een.
prepared-again = Voortgang vernieuwen
prepared-done = { $done } van { $total } reacties
prepared-progress = Voortgang van { $file }
prepared-size = { $size } MB
prepared-until = Te downloaden tot { $time }
prepared-fetch = Downloaden
prepared-cancel = Afbreken
prepared-delete = Nu verwijderen
prepared-asked = Aangevraagd door { $who } op { $time }
prepared-waiting = In de wachtrij
prepared-running = Wordt klaargezet
prepared-ready = Staat klaar
prepared-failed = Mislukt: het bestand kon niet worden gemaakt. Probeer het opnieuw, of vraag de beheerder om in het logboek van de server te kijken.
prepared-cancelled = Afgebroken of verwijderd
prepared-expired = Verlopen: het bestand is verwijderd
