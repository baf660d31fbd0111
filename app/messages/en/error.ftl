# English. $form only matters in Dutch.

### Errors

error-required = Please answer this question.
error-scope = Tick what the key may do. Choose at least one.
error-required-field = Please fill this in.
error-not-a-whole-number = Choose one of the numbers.
error-not-a-number = Enter a number, such as 12 or 3.5.
error-ambiguous-number = We can read this number in two ways. Do you mean { $thousands } or { $decimal }? Type it like that.
error-out-of-range = Choose a value from { $min } to { $max }.
error-out-of-range-least = Enter a number of { $min } or more.
error-out-of-range-most = Enter a number of { $max } or less.
error-date-order = The last day is before the first. Choose a day from { $min }.
error-unknown-choice = This answer does not belong to this question. Choose one of the answers.
error-too-many-choices = Choose at most { $max }.
error-too-long = This text has { $length } characters. Make it shorter, at most { $max } characters.
error-repeated = This question was answered more than once. Give one answer.
error-unknown-field = This form has no question “{ $field }”. Open the form again.
error-unknown-purpose = This choice does not belong to this form. Open the form again.
error-contact-required = Enter an e-mail address or a telephone number, or untick the box about contact.
error-invalid-email = Enter an e-mail address such as name@example.com.
error-invalid-phone = Enter a telephone number of 6 to 15 digits, such as 020 123 45 67.
error-form = This form is out of date or damaged. Open the survey again and fill it in once more.
error-date-not-yet = This day is still to come. Enter today or an earlier date.
error-date-over = This day is over. Enter today or a later date.
error-invalid-date = Enter a date such as 2026-11-21.
error-invalid = This value is not right. Expected: { $expected }.
error-null = This text holds a character that we cannot store. Type the text again.
error-duplicate = “{ $name }” appears twice. Use each name once.
error-missing-text = A text is missing in the language { $locale }. Add it.
error-low-contrast = White letters cannot be read on this colour. Choose a darker one.
error-not-anonymous = Do not call this anonymous: there is a receipt or a time that can lead to someone.
error-forbidden = This is not allowed: { $rule }.
error-rule = This breaks rule { $number } of consent: { $what }.
error-breach = This breaks rule { $number } of consent: “{ $found }”: { $what }.
error-unusual = “{ $found }”: { $what }.
error-not-in-survey = This survey has no question or attribute “{ $key }”.
error-not-filtered-by = The question “{ $key }” is answered with a text or a number. Answers cannot be filtered by it.
error-not-of-control = This does not go with the button { $control }.
error-site-key = Use small letters, digits and single hyphens only, such as shop-north.
error-site-key-taken = Another website is already called { $key }. Choose another key.
error-origins = This is not the address of a website. Write it like this: https://www.shop.example, without a path.
error-not-sure = Tick the box first.
error-search-value = This is not a receipt. Paste the code or the whole address.
