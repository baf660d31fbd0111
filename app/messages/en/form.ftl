# English. $form only matters in Dutch.

### Everywhere

errors-heading = { $count ->
    [one] Something is not right yet
   *[other] { $count } things are not right yet
}
field-error = Error:
