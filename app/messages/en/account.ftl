# English. $form only matters in Dutch.

### Signing in

sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-failed = The e-mail address or the password is not right. Check both and try again.
sign-in-throttled = There were too many attempts to sign in. { $unit ->
    [seconds] { $count ->
        [one] Wait one second
       *[other] Wait { $count } seconds
    }
   *[minutes] { $count ->
        [one] Wait one minute
       *[other] Wait { $count } minutes
    }
} and try again.
sign-in-signed-out = You have signed out.
sign-in-signed-out-everywhere = You have signed out everywhere, on other devices too.
sign-in-no-account = No account? The administrator of this server can make one with { $command }.
setup-title = Make an account
setup-intro = Choose the e-mail address and password you will sign in with from now on. This link works once.
setup-password-hint = At least 12 characters. A few unrelated words in a row are strong and easy to remember.
setup-button = Make the account
setup-expired-title = This link no longer works
setup-expired-text = The link was used before or is too old. The administrator of this server can make a new one with { $command }.
password-guessable = This password is too easy to guess. Choose a few unrelated words in a row, without a name, date or repetition.
password-length = Choose a password of { $min } to { $max } characters.

### Downloads

access-title = Download log
access-lead = The last 200 downloads. Each download is logged before its first row is sent.
access-empty = There are no downloads yet.
access-when = When
access-who = Who
access-how = How
access-survey = Survey
access-which = Which responses, in which format
access-export = file
access-rows = API

### Audit log

audit-title = Audit log
audit-lead = Who did what, the newest first: signing in, accounts, keys, settings, publications, downloads and erasures. The log names no customers and is never changed. Each entry stays for { $months } months.
audit-filter = Only this action
audit-all = All actions
audit-show = Show
audit-empty = There are no entries.
audit-when = When
audit-who = Who
audit-what = What
audit-object = Of what
audit-detail = More
audit-unknown-actor = unknown
audit-pages = Pages
audit-older = Older entries
audit-newest = Newest entries
audit-signed-in = signed in
audit-sign-in-failed = wrong password
audit-sign-in-delayed = too many attempts: must wait
audit-signed-out = signed out
audit-signed-out-everywhere = signed out everywhere
audit-account-made = account made
audit-account-removed = account removed
audit-password-set = password set
audit-rights-changed = role changed
audit-setup-link-made = link made to set a password
audit-key-made = API key made
audit-key-revoked = API key revoked
audit-keys-handed-over = API keys handed over
audit-setting-changed = setting changed
audit-works-council = statement about the works council
audit-survey-published = survey published
audit-survey-closed = survey closed
audit-site-made = website added
audit-notice-published = cookie notice published
audit-exported = responses downloaded
audit-rows-read = responses read through the API
audit-file-downloaded = file downloaded
audit-export-cancelled = export cancelled
audit-import-begun = import begun
audit-import-resumed = import resumed
audit-import-interrupted = import interrupted
audit-imported = answers imported
audit-import-undo-begun = undoing an import begun
audit-import-undone = import undone
audit-tags-changed = tags of comments changed
audit-view-changed = saved view changed
audit-report-fixed = report fixed
audit-report-deleted = report deleted
audit-rights-handled = privacy request handled
audit-erased = data erased after a privacy request
audit-erased-by-respondent = data erased by a person with a receipt
audit-receipts-revoked = receipts ended whose codes can be guessed
audit-retention-done = retention periods applied
audit-clock-confirmed = clock said to be right
audit-log-key-changed = key of the consent log changed
audit-backup-made = backup made
audit-restored = backup put back
audit-database-copied = database copied to PostgreSQL
audit-database-upgraded = database brought up to date
audit-rollups-rebuilt = counts put right
audit-organisation-made = organisation made
audit-demo-loaded = demo loaded
audit-log-older-accepted = older consent log accepted

### API keys

keys-title = API keys
keys-lead = With an API key a program reads figures and responses, or submits responses. A key only gives access to this organisation's data. What each call does, with examples:
keys-empty = There are no API keys yet.
keys-back = All keys
keys-made = The key was made
keys-once = This is the key. It is shown only once. Store it now in a safe place, such as a password manager.
keys-secret = The key
keys-copy = Click or tap once to select the whole key. Klankbord keeps only a fingerprint of it. Did you lose the key? Then make a new one.
keys-name = Name
keys-name-hint = What it is for, such as Power BI.
keys-scopes = What the key may do
keys-scope-surveys = surveys and their questions
keys-scope-results = figures, as a reader sees them
keys-scope-responses = responses one by one, downloads, and figures as an analyst sees them
keys-scope-submit = submit responses
keys-expires = Expires
keys-days = { $count ->
    [one] after one day
   *[other] after { $count } days
}
keys-never = never
keys-make = Make a key
keys-make-button = Make the key
keys-works = Works until it is revoked
keys-until = Works until { $time }
keys-expired = Expired on { $time }
keys-revoked = Revoked on { $time } by { $who }
keys-used = Last used on { $time }
keys-unused = Never used
keys-made-by = Made on { $time } by { $who }
keys-revoke = Revoke
keys-revoke-text = From that moment on every program that uses this key is refused. This cannot be undone. The key stays in this list.
keys-revoke-sure = Revoke this key
