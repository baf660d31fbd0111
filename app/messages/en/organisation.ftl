# English. $form only matters in Dutch.

### Attributes that name an employee

council-title = Works council
council-lead = An attribute that names an employee (who sat at the till, who delivered) can show how an employee does their work. The Dutch Works Councils Act requires the consent of the works council for rules about personal data of people who work in the company, and for systems that can be used to watch their behaviour or performance (WOR article 27, paragraph 1, under k and l). Such attributes are off until an owner states here that this has been arranged. Klankbord does not check that. Other duties still apply, such as informing employees (GDPR articles 13 and 14).
council-state = Now
council-nothing = Off: nothing has been stated.
council-taken-back = Off: the statement was withdrawn.
council-over = Off: the statement has expired.
council-on = On.
council-by = Stated by { $who } on { $time }
council-take-back = Withdraw
council-take-back-text = From that moment on nothing more is kept that names an employee. What is stored of it is no longer shown: not with the results, not in downloads and not through the API. It is erased with the responses that it belongs to. What users typed, such as the name of a view or report, stays. The download log and files that were already made do not change either.
council-take-back-sure = Withdraw the statement
council-attributes = Which attributes
council-no-attributes = No survey has an attribute that names an employee. You can make one with:
council-attribute = { $name }, by team: { $team }
council-make = New statement
council-make-text = The new statement replaces the previous one. All statements stay in the list below.
council-ground = What is stated?
council-ground-council = The works council consents
council-ground-none = There is no works council; the employees were informed
council-agreed-on = Date of the consent, or of informing the employees
council-document = Document
council-document-hint = Where it can be found, such as the number of the decision.
council-until = Valid up to and including (empty: until it is withdrawn)
council-make-button = Make the statement
council-trail = All statements
council-deed-stated = { $ground }. { $date }; { $document }.
council-deed-until = Until { $date }.
council-deed-taken-back = Withdrawn
