# Standard texts that are stored. $form only matters in Dutch. Each character counts: domain/tests/standard_texts.rs.

### The notice

site-data-kinds = What you chose for each purpose, the language, the version of this notice, the time and a random mark. No IP address. Who refuses everything is counted without a mark.
site-recipients = Nobody outside this organisation, except the parties named with a purpose.
site-recipients-stated = { $recipients } The parties named with a purpose receive data too.
site-answering-required = Giving consent is voluntary. Refusing has no consequences for you.
site-linked-data = All data come from your browser.
site-rights = You can see, correct, erase and take your data with you, and have their use restricted. You can withdraw your consent at any time, on the website or on the page of your receipt, without an account.
site-roles = { $name } is responsible for this website and decides what happens with the data.

### Purposes

necessary-name = Necessary
necessary-text = Without these cookies the website does not work.
measurement-name = Measuring without a profile
measurement-text = We count how the website is used, only for ourselves, and without following you.
preferences-name = Preferences
preferences-text = We remember how you set up the website.
analytics-name = Statistics
analytics-text = We measure what visitors do and recognise your browser at a next visit.
marketing-name = Advertisements
marketing-text = We and others show you advertisements that suit you, also on other websites.

### The cookie with the choice

choice-months = { $months } months
choice-text = Remembers what you choose here.
unsent-choice-duration = until the choice has arrived
unsent-choice-text = Keeps your choice while the server cannot be reached.

### The question itself

layer-title = Cookies on this website
layer-body = We store data in your browser. What the website needs is always stored. For the rest we ask your consent. You can refuse: the website keeps working.
layer-withdraw-hint = You can always change or withdraw your choice, with the button Cookie settings at the bottom of every page.
layer-privacy = Read what we keep
layer-accept = Accept
layer-refuse = Refuse
layer-choose = Let me choose
layer-save = Save my choice
layer-back = Close
layer-withdraw = Withdraw
layer-saved = Your choice has been saved.
layer-withdrawn = Withdrawn. What already ran on this page stops when you open another page.
layer-gpc = Your browser asks not to track you (Global Privacy Control). We take that as a refusal.
layer-show-once = Show this once
layer-placeholder = This part comes from someone else and is only shown if you choose: {"{purposes}"}.
layer-reopen = Cookie settings
layer-stored-grant = You gave consent, under version {"{version}"} of this notice. It holds until {"{at}"}.
layer-stored-refusal = You refused, in {"{at}"}, under version {"{version}"} of this notice.
layer-months = January February March April May June July August September October November December
layer-receipt = Receipt
layer-cookies = Cookies and storage
layer-vendors = Parties
layer-provider = Provider
layer-duration = Kept for
layer-purpose-of-item = Used for
layer-necessary = always on
