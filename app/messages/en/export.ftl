# English. $form only matters in Dutch.

### Results

export-heading = Download responses
export-intro = The file holds the responses that may be used now. Each has its consent or other legal basis.
export-format = File format
export-labels = Labels
export-shape = Rows
export-csv = CSV
export-csv-excel-nl = CSV for a Dutch Excel
export-xlsx = Excel workbook (XLSX)
export-jsonl = JSON Lines
export-parquet = Parquet
export-spss = SPSS (data and syntax)
export-codes = Codes only
export-labels-nl = Codes and labels, in Dutch
export-labels-en = Codes and labels, in English
export-wide = One per response
export-long = One per answer
export-download = Download
export-prepare = Schedule the download
export-codebook = Codebook
export-hint = The codebook says what each column and each code means. It is already in the Excel workbook and in the files for SPSS.

### Downloads

prepared-title = Scheduled downloads
prepared-lead = A large file is made in the background. You do not have to wait. You can download it for { $hours } hours. After that it is deleted. Has a respondent withdrawn consent in the meantime? Then the response may still be in the file. Schedule a new download.
prepared-empty = Nothing has been scheduled yet. You can do so on the page with results, under “Download responses”.
prepared-full = There are already 20 downloads that wait, are being made or are ready. Cancel or delete one first.
prepared-again = Refresh the progress
prepared-done = { $done } of { $total } responses
prepared-progress = Progress of { $file }
prepared-size = { $size } MB
prepared-until = Can be downloaded until { $time }
prepared-fetch = Download
prepared-cancel = Cancel
prepared-delete = Delete now
prepared-asked = Requested by { $who } on { $time }
prepared-waiting = Waiting in the queue
prepared-running = Being made
prepared-ready = Ready
prepared-failed = Failed: the file could not be made. Try again, or ask the administrator to look in the log of the server.
prepared-cancelled = Cancelled or deleted
prepared-expired = Expired: the file was deleted

### Codebook

codebook-response-id = The identifier of the response in Klankbord.
codebook-external-id = The identifier in the source of an import; empty for answers given here. Several columns are joined by |.
codebook-submitted-at = When it was sent ({ $clock }).
codebook-locale = The language of the form: nl or en.
codebook-channel = How it arrived: link (the open link), import, api (handed in by a program), or demo (made up).
codebook-consent-event = The recorded event by which this answer may be counted: consent, or another basis of which the person was informed. Empty for one click without personal data.
codebook-notice-version = The version of the notice that stood beside it.
codebook-notice-hash = SHA-256 over all texts of that version, hexadecimal.
codebook-purposes-given = The purposes that stand now: analysis (count and read), contact (get in touch), publish (show the comment), connect (link to the customer record).
codebook-decided-at = When the purpose analysis was decided ({ $clock }); for an import as its provenance states.
codebook-question = The question.
codebook-question-label = The question as it is asked now.
codebook-statement = The statement of a matrix.
codebook-value = A score or a number.
codebook-code = The code chosen; of several choices each has a row. na: don't know or not applicable.
codebook-score-or-code-label = The label of the score or code.
codebook-code-label = The label of the code in the column before.
codebook-nps = 0 to 6 is a detractor, 7 and 8 passive, 9 and 10 a promoter.
codebook-csat = Satisfied is a score from the threshold on.
codebook-ces = 5, 6 and 7 count as easy.
codebook-number = A number.
codebook-number-with-comma = A number with a decimal comma.
codebook-number-with-point = A number with a decimal point.
codebook-list-of-codes = A list of codes.
codebook-codes-with-semicolon = The codes, with a semicolon between them.
codebook-text = As it was written, without citizen numbers. In place of e-mail addresses, telephone numbers and IBANs stands [e-mail], [tel.] and [IBAN], unless who wrote it consented to being contacted.
codebook-line-breaks = Each line break is a space.
codebook-formula = A text that begins with = + - @, a tab or a carriage return has one ' before it, so that a spreadsheet does not take it for a formula.
codebook-not-answered = Empty: not answered.
codebook-did-not-apply = Whether the answer was “{ export-not-applicable }”.
codebook-chosen = Whether this was chosen at: { $question }
codebook-attribute = What is known besides the answers, kept for the purpose { $purpose }.
codebook-attribute-unverified = May be unverified: see attributes_by.
codebook-attribute-unknown = Empty: not known.
codebook-attributes-by = How the attributes before this came: import, api or demo (from the organisation), signed_link (with a signed link: verified), link (with a link that anybody can change: unverified). Empty: no attributes.
codebook-tags = The tags of the comments, put on by hand or by a rule.
codebook-filter-from = Only what was sent from this day on ({ $zone }).
codebook-filter-to = Only what was sent up to this day, itself included ({ $zone }).
codebook-filter-value = Only what has this value.

### In the files

export-not-applicable = don't know or not applicable
export-sheet-responses = Responses
export-sheet-codebook = Codebook
export-spss-unpack = Unpack the zip, name the folder in which the files are below, and run everything.
export-spss-folder = C:\folder\of\the\export
