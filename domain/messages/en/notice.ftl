# Standard texts that are stored. $form only matters in Dutch. Each character counts: domain/tests/standard_texts.rs.

### Surveys and websites

recipients = Nobody outside this organisation.
storage-place = On a server of this organisation in the European Union.
storage-place-3 = On a server of this organisation.
transfers = Not outside the European Economic Area.
complaint = You can complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens) or the authority of your country.

### Surveys

survey-data-kinds = Your answers, the language, the day and time, and what you allow below. No IP address, no cookies.
survey-data-kinds-2 = Your answers, the language, the day and time, and what you allow below. No IP address. The survey itself sets no cookies.
data-kinds-attributes = Also: { $names }.
import-data-kinds = The answers, the language, the day and time, and the number under which they were kept elsewhere.
survey-answering-required = Taking part is voluntary. Not taking part has no consequences for you.
survey-rights = You can see, correct, erase and take your answers with you, and have their use restricted. You can withdraw your consent or object at any time, on the page of your receipt, without an account.
linked-all-yours = All data come from you.
linked-answers-yours = The answers come from you.
linked-records = From the organisation's own records comes with them: { $names }.
linked-link = The link to this survey brings along: { $names }.

### Surveys without personal data

light-nothing = No data about you: only the answer and the day.
light-answering-required = Taking part is voluntary.
light-rights = The answer cannot be linked to anybody, so it cannot be asked for or withdrawn.
