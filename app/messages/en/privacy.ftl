# English. $form only matters in Dutch.

### Cookies and privacy

privacy-title = Privacy
privacy-lead = Here you can read what happens with your data. That is for every survey and every website of this installation, and for earlier data that we still keep. The texts come from the published notices.
privacy-none = There is no open survey and no website now, so we collect no data about visitors.
privacy-survey = Survey
privacy-site = Website
privacy-closed-survey = Closed survey
privacy-import = Imported answers
privacy-version = { $kind }, version { $number }, published on { $date }
privacy-earlier = { $count ->
    [one] 1 earlier notice with data that we still keep
   *[other] { $count } earlier notices with data that we still keep
}
privacy-earlier-text = These are closed surveys, earlier versions and imported answers. We ask nothing new for them. We keep the data that exist as we said at the time. The newest notice comes first.
privacy-proof = Were your answers erased, or did you withdraw a choice? Then we keep only the proof of consent: for what and when, with a random mark. We erase it when it is no longer needed, usually five years after the end of the year. On the page of your receipt you can erase it sooner.
privacy-purpose = { $text } ({ $basis })
privacy-items = All cookies and parties
basis-consent = with consent
basis-contract = needed for a contract
basis-legitimate-interest = legitimate interest, you can object
basis-exempt = no consent needed

### Processing register

register-title = Processing register
register-lead = This register (GDPR article 30(1)) is made from the privacy notices in force, of all surveys and websites. When a notice changes, the register changes with it. You can also print this page.
register-csv = Register (CSV)
register-json = Register (JSON)
register-privacy-officer = Privacy
register-drawn-label = Drawn up
register-drawn = { $date }
register-empty = There is no survey or website yet, so the register is still empty.
register-no-purposes = None: no personal data are stored.
register-persons = Whose
register-data = Which data
register-attributes = Attributes
register-no-interest = The notice of this import does not state the interest.
register-recipients = Recipients
register-source = According to
register-version = Version { $number } of the privacy notice, of { $date }, fingerprint { $hash }
register-security = Security
register-limits = This lists only what Klankbord does. Other processing by the organisation belongs in its register too.
activity-survey = Survey
activity-import = Import
activity-website = Website
persons-survey = Customers who answer the survey.
persons-import = Customers whose answers were gathered elsewhere.
persons-website = Visitors of the website.
security-pseudonyms = Secret addresses of receipts and sessions are in the database as hashes only. Numbers by which an import or an erasure is recognised are there as hashes with a key. A visitor who chose on a website is there as a random pseudonym, apart from the proof.
security-no-addresses = No IP addresses and no features of browsers are stored.
security-passwords = Only an Argon2id hash of a password is stored. Too many failed attempts are refused.
security-access = Answers can be seen only after signing in. A receipt opens only with its secret address.
security-log = Every consent and withdrawal is in a signed log. A later change is noticed.
security-erasure = What is erased is overwritten in the database (SQLite) or deleted (PostgreSQL). At the end of the retention period Klankbord erases automatically.
security-transport = Encryption on the way (TLS) is the task of the proxy in front of Klankbord.
security-storage = Klankbord does not encrypt the disk. That is the task of the administrator of the server. With SQLite Klankbord makes a backup each night, unless the administrator has switched that off. It is deleted after 14 days. Other backups are the task of the administrator.
