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
