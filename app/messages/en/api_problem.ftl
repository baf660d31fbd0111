# English. What programs are told: in the words of the interface, not in those of a form.

### Problems

problem-not-found = Not found.
problem-not-found-text = There is nothing at this address, or it belongs to another organisation. Check the address.
problem-origin = The request comes from a page of another website.
problem-origin-text = Nothing was stored. The header `Origin` must be that of a website that may use this address.
problem-not-allowed = Not allowed.
problem-not-allowed-text = The account has no right to do this.
problem-too-large = The body is too large.
problem-too-large-text = Nothing was stored. The description of the operation gives the limit: `/api/docs`.
problem-too-many = Too many requests.
problem-too-many-text = Wait for the number of seconds in `Retry-After`. Then send the request again.
problem-unavailable = The server cannot answer now.
problem-unavailable-text = Wait for the number of seconds in `Retry-After`. Then send the same request again: with the same `idempotency_key` it counts once.
problem-internal = An error in the server.
problem-internal-text = The error was logged. Send the same request again later: with the same `idempotency_key` it counts once.
problem-bad-request = The request cannot be read.
problem-bad-request-text = Nothing was stored. The address and the body must be valid and in UTF-8.
problem-method = The method is not allowed.
problem-method-text = The header `Allow` of this answer lists the methods of this address.
problem-media = The media type is not supported.
problem-media-text = Nothing was stored. Send JSON with `Content-Type: application/json`.
problem-timeout = The request took too long.
problem-timeout-text = A body must arrive within 20 seconds. Send the same request again: with the same `idempotency_key` it counts once.
problem-json = The body is not valid JSON.
problem-json-text = Nothing was stored. The error is in line { $line }, column { $column }.
problem-twice = The body has a member twice.
problem-twice-text = Nothing was stored. Each name in a JSON object may be used once.
problem-key = A key is needed.
problem-key-text = Send `Authorization: Bearer`, a space and a key that works; `klankbord api-key create` makes one.
problem-scope = The key may not do this.
problem-scope-text = The key needs the scope `{ $scope }`.
problem-parameters = A parameter is missing or wrong.
problem-body = There is a body.
problem-body-text = The options are parameters of the address, such as `?format=xlsx`. Send the request without a body.
problem-content = The response cannot be taken as it is.
problem-key-reused = The idempotency key was used before.
problem-key-reused-text = Another response was sent under this idempotency key; it stays as it was.
problem-exports = There are 20 exports that wait, are prepared or can be fetched.
problem-exports-text = Call some off, fetch and delete some, or wait until they are a day old.
problem-closed = The survey is closed.
problem-closed-text = It takes no answers any more.
problem-decision = This is no decision on a published notice.
problem-decision-reused = Another decision was sent under this key.
problem-decision-reused-text = Nothing was stored. Send this decision under a new `idempotency_key`.
problem-superseded = The decision was recorded, and does not hold any more.
problem-superseded-text = The visitor decided something else since. `event_id` is the record of this decision.
problem-standing = This is no question about a consent.
problem-unknown-event = No such consent is known here.
problem-unknown-event-text = This website never recorded an event with this id. Nothing stands by it: ask the visitor again.
problem-withdrawal = This is no withdrawal.
problem-no-file = There is no file to fetch.

### Errors of members and parameters

problem-error-required = A value is required.
problem-error-whole-number = Not a whole number.
problem-error-number = Not a number.
problem-error-range = Must be from { $min } to { $max }.
problem-error-least = Must be { $min } or more.
problem-error-most = Must be { $max } or less.
problem-error-choice = Not one of the possible values.
problem-error-too-many = There may be { $max } values at most.
problem-error-too-long = { $length } characters; { $max } at most.
problem-error-repeated = More than one value, where one is possible.
problem-error-unknown = There is no `{ $field }` here.
problem-error-purpose = Not a purpose that is offered here.
problem-error-contact = An e-mail address or a telephone number is required with the purpose `contact`.
problem-error-email = Not an e-mail address.
problem-error-phone = Not a telephone number of 6 to 15 digits.
problem-error-expected = Expected: { $expected }.
problem-error-twice = The name “{ $name }” is used twice.
