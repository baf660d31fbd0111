# English. $form only matters in Dutch.

### Everywhere

locale-nl = Dutch
locale-en = English

### After sending

thanks-heading = Thank you
thanks-text = { $name } has received your answers.
allow-hint = You do not have to tick anything. Your answers have arrived already.
allow-button = Allow
allow-done = Saved. You can withdraw this at any time on your receipt.
thanks-receipt = Your receipt
thanks-receipt-text = Your receipt is a page with everything that was stored. There you can withdraw your consent, object, or erase everything. You do not need an account.
thanks-open-receipt = View, change or erase my answers
thanks-withdraw = Withdraw consent
thanks-object = Object
thanks-save = Keep the address of that page, for example as a bookmark. The page opens only with that address. We cannot send the address again.

### Receipt

receipt-title = Receipt
receipt-intro = This is what { $name } has stored about you. Keep the address of this page, for example as a bookmark. You can only come back here with that address.
receipt-erased = Your answers were erased on { $date }. Only the proof of your consent is left below.
receipt-backups = If the server makes backups by itself, they stay in those until { $date } at the latest. Then they are gone there too.
receipt-survey = Survey
receipt-sent = Sent
receipt-locale = Language
receipt-notice = Privacy notice
receipt-notice-value = Version { $number }, fingerprint { $hash }
receipt-answers = Your answers
receipt-no-answers = No answers are stored.
receipt-not-answered = Not answered
receipt-contact = How to reach you
receipt-purposes = What your answers are used for
receipt-withdraw = Withdraw consent
receipt-object = Object
receipt-effect-analysis = Your answers then no longer count. We erase them within 30 days.
receipt-effect-contact = We then erase your contact details.
receipt-effect-publish = We then no longer show your comment.
receipt-effect-connect = Your answers are then no longer linked to your customer record.
withdrawn-consent = On { $date } you withdrew your consent for “{ $purpose }”.
withdrawn-objected = On { $date } you objected to “{ $purpose }”.
withdrawn-effect-analysis = Your answers no longer count. We erase them on { $date } at the latest.
withdrawn-effect-restricted = Your answers no longer count. Their use is now restricted. We erase them when the restriction is lifted, or when you erase them yourself below.
withdrawn-effect-contact = We erased your contact details at once.
withdrawn-effect-publish = From that moment we may no longer show your comment.
withdrawn-effect-connect = Your answers are no longer linked to your customer record.
withdrawn-effect-other = From that moment we may no longer use your data for it.
receipt-since = { $state }, since { $date }
state-given = Consent given
state-refused = No consent
state-withdrawn = Consent withdrawn
state-renewed = Consent given again
state-asserted = Notified, no objection
state-objected = Objected
state-expired = Expired
state-erased = Erased
receipt-history = What has been recorded
event-sent = Sent
event-allowed = Allowed after sending
event-imported = Imported from another system
event-api = Submitted by another program
event-withdrawn = Withdrawn or objected
event-erased = Erased
event-expired = Expired
event-other = Choice recorded
purpose-analysis = Counting and reading answers
purpose-contact = Getting in touch
purpose-publish = Showing the comment
purpose-connect = Linking to the customer record
receipt-event-decision = { $purpose }: { $state }
receipt-erase = Erase your data
receipt-erase-intro = Choose what you want to erase. It happens at once. It cannot be undone.
receipt-erase-answers = Erase answers
receipt-erase-answers-text = We erase your answers and your contact details. We keep only the proof that you gave consent, so that we can account for it. This receipt keeps working.
receipt-erase-everything = Erase everything
receipt-erase-everything-text = After that, the proof cannot be connected to you either. This receipt disappears.
receipt-sure = I am sure: erase everything. This cannot be undone.
receipt-proof = Proof
receipt-proof-sealed = Your latest choice is in the signed log of { $name }. If it is changed or removed there, that can be seen.
receipt-proof-waiting = Your latest choice is stored. In a few seconds it will also be in the signed log of { $name }. Then load this page again.
receipt-proof-text = Download the proof and keep it. With it you can show what you said yes or no to, even without us. Your answers are not in it.
receipt-proof-download = Download the proof
receipt-proof-verify = Check a proof
receipt-proof-print = You can also print this page.
receipt-full-notice = The whole privacy notice
receipt-full-hash = Full fingerprint (SHA-256)

### Checking a receipt

verify-title = Check a proof
verify-lead = Did you download a proof? Check here that it really is in the signed log and that nothing in it was changed. Your own browser does the check. The file is not sent anywhere.
verify-needs-script = Your browser needs JavaScript for this check. It can also be done without: the documentation of Klankbord has a small Python program that does the same on your own computer.
verify-file = Choose the file with the proof
verify-drop = You can also drop the file on this page.
verify-text = Or paste the contents of the file
verify-keys = Keys that you trust
verify-keys-label = Keys, one per line
verify-keys-hint = According to this website, it signs with these keys. Do you have keys from another source, such as an annual report or a supervisor? Then enter those.
verify-button = Check
verify-proven = The proof is right
verify-proven-text = Every choice in this proof is in the signed log, exactly as it is here.
verify-incomplete = Not everything could be checked
verify-incomplete-text = No error was found, but not everything could be checked. Perhaps the choice was not in the log yet when the proof was downloaded. Or none of the keys signed it. Download the proof again and try once more.
verify-broken = The proof is not right
verify-broken-text = The proof was changed, or it is not a real proof. Below you see what is wrong.
verify-unreadable = This is not a proof
verify-unreadable-text = This file is not a proof from Klankbord, or something was added to it. Choose the file that you downloaded from your receipt.
verify-checked = What was checked
verify-passed = right
verify-failed = wrong
verify-not-checked = not checked
verify-no-event = Unreadable choice
check-leaf = The recorded choice can be read and has the right form
check-event = The proof names the same choice, organisation and way of choosing
check-decisions = All purposes are there, with the choice that was recorded
check-times = The times are those of the recorded choice
check-notice = The notice is that of the recorded choice
check-words = The texts are those of the notice
check-subject = The choice belongs to the holder of this proof
check-log = It is the log of this organisation and this year
check-inclusion = The choice is in the log
check-signature = The log is signed with a trusted key
verify-limits = What this does not show
verify-limit-key = That the key really is the organisation's. You only know that if you also have the key from another source.
verify-limit-later = What happened after the download. A later choice is not in it.
verify-limit-fork = That everyone sees the same log. That only shows when others keep its signed state and compare.
verify-limit-person = Who made the choice. The log has no names. Only the holder of the proof can show that the choice is theirs.

### Websites

site-receipt-intro = This is what { $name } has stored about your choices on { $site }. Keep the address of this page, for example as a bookmark. You can only come back here with that address.
site-receipt-site = Website
site-receipt-decided = Chosen
site-receipt-until = Valid until
site-receipt-purposes = What you consented to
site-receipt-none = We have no consent from you.
site-receipt-effect = { $name } may then no longer do this. You do not have to do anything on the website itself: your browser follows this there at the latest after you have restarted it.
site-receipt-one = This receipt is about this choice. It does not show your other choices on { $site }. An earlier receipt does, if you have one.
withdrawn-effect-website = { $name } may not do this from that moment on. A browser in which you visited { $site } before follows this at the latest after you have restarted it.
site-receipt-proof-text = Download the proof and keep it. With it you can show what you said yes or no to, even without us.
site-receipt-erase-text = After that, the proof of your choices cannot be connected to you. This receipt disappears. It happens at once. It cannot be undone.
event-accept-all = Accepted everything
event-refuse-all = Refused everything
event-own-choice = Own choice
event-gpc = Signal of the browser (Global Privacy Control)

### Pages with a message

being-erased = Your data are no longer used. The last traces in the files of the server are being erased now. That usually takes a few seconds.
erased-title = Everything has been erased
erased-text = Your answers, your contact details and the receipt no longer exist. You do not have to do anything else.
erased-backups = If the server makes backups by itself, everything stays in those for at most { $days } days. Then it is gone there too.

### Changing answers

receipt-by-link = From the link to the survey. Not checked.
receipt-by-signed-link = From a signed link to the survey.
receipt-attributes = Other data with these answers
receipt-corrected = Changed
receipt-restricted = Since { $date } these answers are kept but not used.

### Privacy requests

receipt-effect-restricted = Your answers then no longer count. Their use is now restricted. That is why we erase them only when the restriction is lifted, or when you erase them yourself below.
