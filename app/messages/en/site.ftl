# English. $form only matters in Dutch.

### Websites

site-privacy-title = Cookies and privacy on { $site }
site-privacy-version = version { $number } of this cookie notice, published on { $date }.

### Cookies and privacy

cookies-title = Cookies on these pages
cookies-now = What applies now
cookies-open = You have not chosen yet. Until you do, we store only what is needed.
cookies-asked-again = Your earlier choice no longer applies. The purposes have changed, or your choice has expired. That is why we ask again.
cookies-gpc-outranked = Your browser sends Global Privacy Control. You gave consent here yourself. That consent applies until you withdraw it.
cookies-granted = You gave consent to this
cookies-chosen-at = Chosen on { $date }.
cookies-withdraw-all = Withdraw everything
cookies-here = Now in this browser
cookies-here-none = This browser has no cookies of these pages now.
cookies-here-local = This page cannot see whether answers are still waiting in local storage.
cookies-receipt = View or erase my choices
cookies-receipt-keep = Do you want to see that page later? Keep its address, for example as a bookmark.
cookies-refusal-receipt-text = If you refuse, we keep nothing that leads to you. Do you want proof? Then we record your refusal with a random mark.
cookies-refusal-receipt = Make proof of my refusal
cookies-choose = Let me choose
cookies-always = { $name }: { $always }
cookies-more = The whole privacy notice of these pages
cookies-back = Back to where you were
cookies-only-necessary = These pages store only what they need to work. That needs no consent, so there is nothing for you to choose. We do not follow you.
cookies-static-session = Cookie, only for staff who sign in. Keeps them signed in. Kept for: 12 hours.
cookies-static-device = Cookie, only for staff who sign in. Remembers that they signed in in this browser, so that others cannot lock them out. Kept for: 180 days after signing in.
cookies-static-unsent = Local storage. Keeps your answers when you press Send without a connection. Kept until the answers have arrived.
cookies-not-granted-title = Your consent could not be recorded
cookies-not-granted-text = So no consent applies. Nothing was switched on. What you switched off or refused before is off. Please try again in a minute.
cookies-not-recorded-title = Your choice applies, but has not been recorded yet
cookies-not-recorded-text = What you withdrew or refused is now off. What was stored for it in this browser is removed. Only the proof in our log is missing, because we cannot store anything right now. Try again in a minute with this button. Your choice applies even if you do not.
cookies-record-again = Record it now

### Running websites

sites-title = Websites
sites-back = All websites
sites-empty = There is no website yet. Make the first one below.
sites-published = Version { $number } of the cookie notice, published on { $date }.
sites-decisions = { $count ->
    [one] { $n } decision in the last 30 days
   *[other] { $n } decisions in the last 30 days
}
sites-own = This is the cookie notice on Klankbord’s own pages. It needs no script.
sites-tag = Put this first in <head> on every page:
sites-create = Add a website
sites-create-text = The website gets a cookie notice with standard texts in Dutch and English. After that you fill in what the website stores for each purpose.
sites-create-button = Add the website
sites-name = Name
sites-name-hint = As visitors know the website.
sites-key = Key
sites-key-hint = Used in addresses and in the name of the cookie. Use small letters, digits and single hyphens, such as shop. It cannot be changed later.
sites-origins = Addresses
sites-origins-hint = The address of the website, with https:// before and no path, such as https://www.shop.example. Put each address on its own line.
site-version = Version { $number }
counted-shown = Cookie notice shown
counted-accept-all = Accepted everything
counted-refuse-all = Refused everything
counted-own-choice = Own choice
counted-gpc = Global Privacy Control
counted-withdraw = Withdrawn
numbers-export = Figures (CSV)
numbers-period = Period
numbers-kind = What
numbers-share-of-choices = Share of choices
numbers-choices-n = { $count ->
    [one] { $n } choice on the cookie notice: accepted, refused or chosen per purpose. A visitor who chooses twice counts twice.
   *[other] { $n } choices on the cookie notice: accepted, refused or chosen per purpose. A visitor who chooses twice counts twice.
}
numbers-decisions = Decisions
numbers-opt-in-heading = Consent per purpose
numbers-purpose = Purpose
numbers-opt-in = Yes
numbers-granted = Yes, count
numbers-decided = Decisions (n)
numbers-opt-in-text = n is how often visitors themselves decided about the purpose. Signals of browsers, withdrawals and visitors who chose nothing do not count. The interval (Wilson) covers chance only.
numbers-without-choice = Shown without a choice
numbers-without-choice-of = { $part } of the { $n } times that the cookie notice was shown
numbers-without-choice-text = This is an estimate: how often it was shown, minus the choices. Does a visitor see the cookie notice on three pages? Then that counts three times. The interval does not account for that.
numbers-gpc-of = { $part } of { $n } first choices
numbers-gpc-text = These browsers ask for privacy themselves. They count as a refusal and get no cookie notice. n is the number of choices on the cookie notice plus the number of these signals.
numbers-withdrawn-text = This is how often consent was withdrawn. That may also be consent from before this period. That is why there is no percentage here.
numbers-over-time = Decisions over time
numbers-chart-cut = This chart starts with { $from }. It has room for { $count } months. The other figures on this page and the CSV file are about all days.
numbers-chart-label = { $n } decisions from { $from } up to and including { $to }; the figures are in the table below
numbers-by-version = Per version of the cookie notice
numbers-version = Cookie notice
numbers-by-locale = Per language
numbers-nothing = Nothing counted yet
numbers-empty-title = Nothing was counted in this period
numbers-empty-text = Choose other days. Or check that the code of the website is on its pages.
numbers-no-identifier = Visitors cannot be recognised in these figures. They are counters per day, language and version. The days are those of the organisation's time zone.

### The cookie notice of a website

site-notice = Cookie notice
site-notice-title = Cookie notice of { $site }
site-notice-back = Figures of this website
site-notice-download = Cookie notice (JSON)
site-notice-content = Everything in it
site-notice-versions = Versions
site-notice-number = Version
site-notice-when = Published
site-notice-again = Asked again
site-notice-asks = yes
site-notice-asks-not = no
site-notice-hash = Fingerprint
site-notice-change = A new version
site-notice-json = The cookie notice as JSON
site-notice-json-hint = This is the published version. Change the text, or paste another cookie notice.
site-notice-file = Or choose a file
site-notice-file-hint = A cookie notice as JSON, as downloaded here. A chosen file replaces the text above.
site-notice-conflict-title = Another version was published meanwhile
site-notice-conflict = Version { $number }, of { $date }, is in force now. That is why nothing was published. Everything that was filled in is still in the form. If that is published now, it replaces that version too.
site-notice-conflict-form = To the form
site-notice-field = What changed
site-notice-check = Check
site-notice-publish = Publish
site-notice-unreadable = This is not a cookie notice
site-notice-unreadable-why = This is not a cookie notice: { $why }
site-notice-wrong = This cookie notice cannot be published yet. What is wrong is listed at the top.
site-notice-right = The cookie notice is right. Visitors are not asked again after publishing.
site-notice-right-asks = The cookie notice is right. All visitors are asked again after publishing, because a purpose or what is stored for it has changed.
site-notice-same = This version is already published.
site-notice-published = The new version is published.
site-notice-undeclared = Say what the website stores for: { $purposes }. Add it below, or remove the purpose.
site-notice-unusual = This is unusual. It may be published like this. Have another look first:
preview-heading = As visitors see it
preview-first = First layer
preview-second = Second layer
