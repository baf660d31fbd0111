# Standard texts that are stored. $form only matters in Dutch. Each character counts: domain/tests/standard_texts.rs.

### What our own pages store

own-necessary = Needed to remember your choice, not to lose answers without a connection, and to sign in.
own-preferences = We remember which language you choose, so that you need not choose it every time.
own-receipt = After consent: takes you from the cookie page to your receipt.
own-unsent-duration = until the answers have arrived
own-unsent = Keeps your answers after you press Send while there is no connection.
own-session-duration = 12 hours
own-session = Only for staff: keeps you signed in.
own-device-duration = 180 days after signing in
own-device = Only for staff: remembers that you signed in in this browser, so that others cannot lock you out.
own-language = Remembers the language you choose.

### The question itself, where it differs from that of other websites

own-title = Cookies on these pages
own-body = We always store in your browser what these pages need to work. For the rest we ask your consent. You can refuse: everything keeps working.
own-body-3 = We use cookies to make these pages work. For the rest we ask your consent. You can refuse: everything keeps working.
own-withdraw-hint = You can always change or withdraw your choice, at the bottom of every page.
own-withdrawn = Withdrawn. What was stored for it in this browser has been removed.
own-reopen = Cookies
