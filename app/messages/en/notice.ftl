# English. $form only matters in Dutch.

### Answering

notice-heading = What happens with your answers
notice-first-erased = { $sentence } and erases them after { $months }.
notice-first-erased-apart = { $name } erases the answers after { $months }.
notice-first-consent = By pressing Send you consent. You can withdraw your consent at any time.
notice-first-contract = It is needed for your contract with { $name }. You can object at any time.
notice-first-objection = You can object at any time.
notice-interest = The interest: { $interest }
notice-basis = Legal basis
notice-also = This happens too. It needs no consent:
notice-what = What
notice-how-long = How long
notice-how-long-value = { $months }; then we erase your answers. The proof of your choice, without your answers, is kept longer: usually five years after the end of the year. On the page of your receipt you can erase that earlier too.
notice-how-long-import = { $months }; then we erase the answers. The proof that we were allowed to use them, without the answers, is kept longer: usually five years after the end of the year.
notice-how-long-website = { $months }; then we erase everything.
notice-how-long-light = As long as it is needed for the figures. The answer cannot be linked to a person.
notice-who = Who
notice-ask = Questions
notice-ask-value = { $contact }
notice-privacy-officer = Privacy: { $officer }
notice-more = More about your privacy
notice-controller = Controller
notice-storage = Where the data are stored
notice-transfers = Transfers
notice-voluntary = Voluntary
notice-source = Source
notice-backups = Backups
notice-backups-value = If the server makes backups by itself, what was erased stays in those for at most { $days } days. Then it is gone there too.
notice-rights = Rights
notice-complaint = Complaint
notice-purposes = Purposes
notice-stated = Notice given earlier
notice-stated-value = { $notice }, collected by { $collector }

### Websites

site-items = Cookies and storage per purpose
site-no-items = Nothing is stored in the browser for this.
site-exempt = No consent needed
site-asked = Only with consent
site-item = { $text } Stored by { $provider }, kept for: { $duration }.
kind-cookie = cookie
kind-local = local storage
kind-session = storage until the tab closes
kind-indexed-db = database in the browser
kind-cache-storage = files kept in the browser
site-vendors = Other parties
role-controller = decides for itself
role-joint = decides together with the website
role-processor = works for the website
site-roles = Who is responsible
site-validity = How long a choice is valid

### Processing register

register-basis-consent = Consent
register-basis-contract = Contract
register-basis-legitimate-interest = Legitimate interest
register-basis-exempt = No consent needed (Telecommunicatiewet article 11.7a(3))
