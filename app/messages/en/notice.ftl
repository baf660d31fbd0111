# English. $form only matters in Dutch.

### Answering

notice-heading = What happens with your answers
notice-consent = By pressing Send you consent to this:
notice-legitimate-interest = This needs no consent; it is a legitimate interest:
notice-contract = This is needed for your contract with { $name }:
notice-exempt = No consent is needed for this:
notice-interest = The interest: { $interest }
notice-take-back-consent = You can withdraw your consent at any time on your receipt.
notice-take-back-objection = You can object to this at any time on your receipt.
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
notice-more = All your rights and where your data are stored
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
