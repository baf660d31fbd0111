# Nederlands. $form is "formal" (u) of "informal" (je).

### Overal

errors-heading = { $count ->
    [one] Er klopt nog iets niet
   *[other] Er kloppen nog { $count } dingen niet
}
field-error = Fout:
