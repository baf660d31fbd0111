# English. $form only matters in Dutch.

### Pages with a message

message-not-found = There is no such page
message-not-found-text = Please check the address. Perhaps a letter is missing, or the page was erased.
message-forbidden = This did not come from our own page
message-forbidden-text = For safety nothing was stored. Open the form again and send it once more.
message-not-allowed = Your account may not do this
message-not-allowed-text = Ask an owner of your organisation for access.
message-too-large = This is too much text
message-too-large-text = Nothing was stored. Go back, make your comment shorter and send it again.
message-too-many = One moment please
message-too-many-text = Too many requests came from your connection in a short time. Nothing was stored. Wait a minute and try again.
message-unavailable = Not available right now
message-unavailable-text = We cannot store or look up anything right now. Try again in a minute. Sending again does no harm: your answers count once.
message-busy = It is too busy right now
message-busy-text = Too many people are asking for a picture right now. Nothing is lost. Try again in a minute.
message-internal = Something went wrong on our side
message-internal-text = It is not your fault. We have recorded the error. Please try again later.
message-bad-request = We cannot read this
message-bad-request-text = Nothing was stored. Open the page again and try once more.
message-method = This is not possible here
message-method-text = This address is not meant to be used like this. Go back to the page before.
message-media = We do not take this kind of content
message-media-text = Nothing was stored. Use the form on the page itself.
message-timeout = This took too long
message-timeout-text = The connection was too slow. Please try again. Sending again does no harm: your answers count once.

### Privacy requests

rights-not-identified = Identity not checked yet
rights-not-identified-text = Nothing was changed. First record with the request how the identity was checked.
rights-not-extendable = It cannot be extended any more
rights-not-extendable-text = Nothing was changed. A request can be extended once, within the first month.
rights-closed-now = This request is closed
rights-closed-now-text = Nothing was changed. Enter a new request if more has to be done.
