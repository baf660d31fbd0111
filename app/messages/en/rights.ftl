# English. $form only matters in Dutch.

### Privacy requests

rights-title = Privacy requests
rights-lead = All requests are listed below. Answer each request within a month (GDPR article 12(3)). Each request shows what was asked, when it is due and what was done. It does not show who asked.
rights-empty = There are no requests yet.
rights-csv = Requests (CSV)
rights-of = Request of { $date }
rights-left = { $count ->
    [0] Today at the latest, { $date }
    [one] By { $date }: 1 day left
   *[other] By { $date }: { $count } days left
}
rights-late = { $count ->
    [one] Late: was due on { $date } (yesterday)
   *[other] Late: was due on { $date } ({ $count } days ago)
}
rights-create = Enter a request
rights-create-button = Enter the request
rights-asked = What is asked?
rights-article = { $right } (article { $article })
right-access = Access
right-rectification = Rectification
right-erasure = Erasure
right-restriction = Restriction: keep, do not use
right-portability = Data portability
right-objection = Objection
right-withdrawal = Withdrawal of consent
rights-received = Received on
rights-reference = Reference
rights-reference-hint = For example a case number, to find the correspondence. Do not enter a name or address.
rights-identity = How was the identity checked?
rights-identity-hint = A copy of an identity document is never needed here.
identity-not-yet = Identity not checked yet
identity-receipt = Has the receipt
identity-address = Wrote from the e-mail address that was found, or answered a message to that address
identity-account = Was signed in as a customer
identity-other = In another way (see the correspondence)
outcome-done = Did what was asked
outcome-nothing-found = Nothing found that is about this person
outcome-refused = Refused
rights-back = All requests
rights-back-request = Back to the request
rights-extended = Extended
rights-search = Find the data
rights-by = Search by
rights-by-email = E-mail address
rights-by-number = Customer or order number
rights-by-receipt = Receipt
rights-search-value = Search for
rights-search-hint = Enter an e-mail address, a telephone number or a number from an import. One part of a combined number works too. Or enter the code or the address of a receipt.
rights-in-texts = Also search in what respondents wrote. That takes longer. A text that is found may be from another person.
rights-search-button = Search
rights-found = { $count ->
    [0] Nothing found
    [one] Found once
   *[other] Found { $count } times
}
rights-more = There are more results.
rights-more-button = Next results
rights-erased-import = This number was imported before and then erased. We keep only a keyed fingerprint. It keeps a new import from bringing the number back.
rights-export = Download everything (JSON)
rights-export-document = Everything as a readable document (HTML)
copy-title = Your data at { $name }
copy-lead = Below is everything that we have stored about you, what we use it for, and what was recorded. You can keep and print this document.
copy-made = Made on
copy-id = Identifier
copy-tags = Tags of the comment
copy-proof = Proof from the signed log, for programs (JSON)
rights-export-hint = Everything that is stored, with the consents, their history and the proof. For access and data portability.
rights-not-found = What cannot be found here
rights-not-found-unlinked = Responses without contact details and without a customer or order number. We do not know whose they are. Ask for the receipt (article 11(2)).
rights-not-found-visitor = Cookie choices. A visitor who consented can only be found with the receipt. Of a visitor who refused, only a count is kept.
rights-not-found-light = Answers given with one click (“Was this helpful?”). Nothing about a person is kept with them.
rights-not-found-texts = What another person wrote about this person, unless the texts were searched too.
rights-not-found-elsewhere = Files downloaded earlier, backups and other systems. Systems that read the outbox are told about a change. Files and backups are not.
rights-mark-erased = erased
rights-mark-restricted = not used
rights-mark-contact = with contact details
rights-mark-imported = imported
rights-visitor = Visitor of { $site }
rights-done = What was done
rights-nothing-done = Nothing yet.
action-searched = { $count ->
    [0] Searched ({ $way }{ $texts }): nothing found
    [one] Searched ({ $way }{ $texts }): found once
   *[other] Searched ({ $way }{ $texts }): found { $count } times
}
action-texts-too = {" "}and in texts
action-exported = { $count ->
    [one] One downloaded as a file
   *[other] { $count } downloaded as a file
}
action-corrected = Answers changed
action-restricted = Use restricted
action-released = Restriction lifted
action-taken-back = Withdrawn or objected: { $purpose }
action-erased-answers = Answers erased, proof kept
action-erased-everything = Everything erased
action-extended = Extended by two months: { $reason }
action-closed = Closed: { $outcome }
rights-extend = More time needed
rights-extend-reason = Why
rights-extend-hint = A complicated request, or many requests, may take two months longer. Tell the person within the first month, with the reason.
rights-extend-button = Extend by two months
rights-close = Close
rights-outcome = How did it end?
rights-note = Explanation
rights-note-hint = Required for a refusal: the reason that the person was given. Do not enter a name or address.
rights-close-button = Close the request
rights-answers = The answers
rights-purposes = What they are used for
rights-by-phone = Telephone number
rights-by-restricted = Responses with restricted use (enter nothing below)
rights-not-found-case = With some databases, such as SQLite: capitals with accents, such as Ö, if they are typed differently than they are stored.
rights-restricted-count = { $count ->
    [one] The use of one response is restricted. It is kept until the restriction is lifted.
   *[other] The use of { $count } responses is restricted. They are kept until the restriction is lifted.
}
rights-identify-first = Check the identity first. You can search already. You can download and change only after that.
rights-identify-button = Record
rights-informed = The person has been told about this
action-identified = Identity: { $identity }
action-viewed = { $count ->
    [one] Viewed
   *[other] Viewed { $count } times
}
action-and-more = {", and there is more"}
rights-number = Number in the import
rights-erased = These answers were erased on { $date }. The proof of consent is still there.
rights-restrict-text = The answers are kept, even after their retention period. They do not count and are not in downloads.
rights-restrict-button = Stop using
rights-release-text = The answers count again, if the consent still applies. Is their retention period over, or were they withdrawn? Then they are erased within hours. Tell the person beforehand (article 18(3)).
rights-release-button = Use again
rights-erase-text = Erasing is final. With “Erase answers” the proof of consent is kept. With “Erase everything” nothing is left that leads to the person.
rights-erase-all-text = Erasing is final. Nothing is left that leads to the person, and there is no receipt any more.
rights-sure = I have checked the person; erasing is final
rights-done-corrected = The changed answers are saved.
rights-done-restricted = The answers are no longer used.
rights-done-released = The answers are used again, if the consent still applies.
rights-done-taken-back = The data are no longer used for this purpose.
rights-done-erased = The answers are erased.
rights-done-nothing = There was nothing to change.
