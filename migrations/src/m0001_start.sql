-- Times (_at) are milliseconds since 1970-01-01T00:00:00Z; days are days since 1970-01-01 in the time zone of the
-- organisation. Ids are time-ordered UUIDs (version 7), so that new rows lie together.

CREATE TABLE organisation (
    id {uuid} NOT NULL PRIMARY KEY,
    profile text NOT NULL,
    tombstone_key {bytes} NOT NULL,
    created_at {int} NOT NULL
) {table};

-- link_secret signs the links by which attributes come; null until one is made.
CREATE TABLE survey (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    slug text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('draft', 'open', 'closed')),
    current_version_id {uuid},
    created_at {int} NOT NULL,
    closed_at {int},
    link_secret {bytes}
) {table};

-- A website. settings: what may change without asking anybody again.
CREATE TABLE site (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    key text NOT NULL UNIQUE,
    settings text NOT NULL,
    current_notice_id {uuid},
    created_at {int} NOT NULL
) {table};

-- Immutable: what people were told, of a survey or of a website. hash is SHA-256 over the RFC 8785 form of content. ask: of
-- a website's, rises when those who decided before must be asked again. A website may return to an earlier content, which
-- then is a new version.
CREATE TABLE notice_version (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    survey_id {uuid} REFERENCES survey (id),
    site_id {uuid} REFERENCES site (id),
    number {int32} NOT NULL,
    ask {int32},
    hash {bytes} NOT NULL,
    content text NOT NULL,
    published_at {int} NOT NULL,
    UNIQUE (survey_id, number),
    UNIQUE (survey_id, hash),
    UNIQUE (site_id, number),
    CHECK ((survey_id IS NULL) <> (site_id IS NULL)),
    CHECK ((site_id IS NULL) = (ask IS NULL))
) {table};

-- Immutable: what people were asked.
CREATE TABLE survey_version (
    id {uuid} NOT NULL PRIMARY KEY,
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    number {int32} NOT NULL,
    content_hash {bytes} NOT NULL,
    content text NOT NULL,
    notice_version_id {uuid} NOT NULL REFERENCES notice_version (id),
    published_at {int} NOT NULL,
    UNIQUE (survey_id, number)
) {table};

-- A question, or an attribute of responses, keeps its number over all versions of its survey: short in the rows and indexes of answer.
CREATE TABLE question (
    id {serial},
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    key text NOT NULL,
    UNIQUE (survey_id, key)
) {table};

-- standing: whether the base purpose stands (1) or not (0). subject leads to the events; it goes with an erasure.
CREATE TABLE response (
    id {uuid} NOT NULL PRIMARY KEY,
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    survey_version_id {uuid} NOT NULL REFERENCES survey_version (id),
    notice_version_id {uuid} NOT NULL REFERENCES notice_version (id),
    subject {uuid},
    receipt_hash {bytes},
    content_hash {bytes},
    external_id text,
    locale text NOT NULL,
    channel text NOT NULL,
    submitted_at {int} NOT NULL,
    day {int32} NOT NULL,
    standing {int16} NOT NULL,
    erased_at {int}
) {clustered};

CREATE UNIQUE INDEX response_receipt ON response (receipt_hash) WHERE receipt_hash IS NOT NULL;

-- Counts and exports read this alone; an export walks it by (day, id).
CREATE INDEX response_standing ON response (survey_id, standing, day, id, locale, channel);

-- What is kept as long as its notice says, in the order in which it came.
CREATE INDEX response_kept ON response (notice_version_id, subject) WHERE erased_at IS NULL AND subject IS NOT NULL;

-- What is of nobody: whether a survey has any, however many of somebody it has.
CREATE INDEX response_light ON response (survey_id) WHERE subject IS NULL;

-- Typed answers. A row without any value says "don't know / not applicable". item numbers the choices or statements of
-- one question; of an attribute it says how it came (0: from the organisation, 1: by a link, 2: by a signed link). standing, day, locale and channel repeat the response's, so that the indexes cover what results ask.
CREATE TABLE answer (
    response_id {uuid} NOT NULL REFERENCES response (id),
    question_id {int32} NOT NULL REFERENCES question (id),
    item {int16} NOT NULL,
    score {int16},
    number {real},
    choice text,
    text text,
    standing {int16} NOT NULL,
    day {int32} NOT NULL,
    locale text NOT NULL,
    channel text NOT NULL,
    PRIMARY KEY (response_id, question_id, item)
) {clustered};

-- text is in it, though always null there: SQLite answers from the index alone only if it holds every column asked for.
CREATE INDEX answer_value ON answer (question_id, standing, day, score, locale, channel, choice, text) WHERE text IS NULL;

-- Rollups: how many answers that count were given, by day and everything that results tell apart without looking at other answers. They
-- are kept in the transaction of the answer, and of whatever takes it back. A score of -1 and an empty choice say that there is none;
-- texts, numbers and attributes are not counted here. Writers that run at the same time add to stripes of their own, so that none waits
-- for another: what counts is the sum over the stripes, of which one alone may be negative.
CREATE TABLE answer_rollup (
    question_id {int32} NOT NULL REFERENCES question (id),
    day {int32} NOT NULL,
    score {int16} NOT NULL,
    choice text NOT NULL,
    locale text NOT NULL,
    channel text NOT NULL,
    survey_version_id {uuid} NOT NULL REFERENCES survey_version (id),
    stripe {int16} NOT NULL,
    n {int} NOT NULL,
    PRIMARY KEY (question_id, day, score, choice, locale, channel, survey_version_id, stripe)
) {clustered};

-- The sum over the three loyalty items (their numbers, with commas between them), -1 where not all were answered.
CREATE TABLE loyalty_rollup (
    items text NOT NULL,
    day {int32} NOT NULL,
    score {int16} NOT NULL,
    locale text NOT NULL,
    channel text NOT NULL,
    survey_version_id {uuid} NOT NULL REFERENCES survey_version (id),
    stripe {int16} NOT NULL,
    n {int} NOT NULL,
    PRIMARY KEY (items, day, score, locale, channel, survey_version_id, stripe)
) {clustered};

-- Responses by what keeps them from counting: the state of the base purpose; empty where they count.
CREATE TABLE response_rollup (
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    state text NOT NULL,
    day {int32} NOT NULL,
    locale text NOT NULL,
    channel text NOT NULL,
    survey_version_id {uuid} NOT NULL REFERENCES survey_version (id),
    stripe {int16} NOT NULL,
    n {int} NOT NULL,
    PRIMARY KEY (survey_id, state, day, locale, channel, survey_version_id, stripe)
) {clustered};

-- What people wrote, for those who read and search comments: text is as they may see it, with contact details masked, so that nobody finds
-- by searching what is hidden from them. words are those of text without capitals and accents, with a space before and after each, for the
-- rules of tags. score is that of the first scored question. The words are indexed in m0001_comments.
CREATE TABLE comment (
    id {serial},
    response_id {uuid} NOT NULL REFERENCES response (id),
    question_id {int32} NOT NULL REFERENCES question (id),
    score {int16},
    text text NOT NULL,
    words text NOT NULL,
    standing {int16} NOT NULL,
    day {int32} NOT NULL,
    locale text NOT NULL,
    channel text NOT NULL,
    UNIQUE (response_id, question_id)
) {table};

-- The newest first: response ids are time-ordered. It covers every filter.
CREATE INDEX comment_newest ON comment (question_id, standing, response_id, day, locale, channel, score);

-- By what comments are sorted. folded is name without capitals and accents; rule is what somebody typed, its patterns are looked for in the
-- words of a comment. A page that was opened before a tag was deleted must not reach another by its number.
CREATE TABLE tag (
    id {once},
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    name text NOT NULL,
    folded text NOT NULL,
    rule text,
    UNIQUE (survey_id, folded)
) {table};

CREATE TABLE tag_pattern (
    tag_id {int32} NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    pattern text NOT NULL,
    PRIMARY KEY (tag_id, pattern)
) {clustered};

-- Which comments have which tags: by hand, or by the rule of the tag (triggers in m0001_comments keep those in step with the words). A tag that
-- somebody took off stays as removed, so that its rule does not put it on again. It goes with the comment.
CREATE TABLE comment_tag (
    tag_id {int32} NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    response_id {uuid} NOT NULL,
    question_id {int32} NOT NULL,
    origin text NOT NULL CHECK (origin IN ('hand', 'rule', 'removed')),
    PRIMARY KEY (tag_id, response_id, question_id),
    FOREIGN KEY (response_id, question_id) REFERENCES comment (response_id, question_id) ON DELETE CASCADE
) {clustered};

CREATE INDEX comment_tag_of ON comment_tag (response_id, question_id, origin);

-- Contact details stand apart from the answers and go when the purpose is withdrawn.
CREATE TABLE contact (
    response_id {uuid} NOT NULL PRIMARY KEY REFERENCES response (id),
    email text,
    phone text
) {table};

-- The rights desk looks people up by it.
CREATE INDEX contact_email ON contact (lower(email)) WHERE email IS NOT NULL;

-- What a person asked about a response: since when it is kept and not used (GDPR art. 18), when it was last put right (art. 16).
CREATE TABLE response_handling (
    response_id {uuid} NOT NULL PRIMARY KEY REFERENCES response (id),
    restricted_at {int},
    corrected_at {int}
) {table};

-- Append-only until its whole log is deleted. leaf holds the immutable RFC 8785 bytes of the event: the leaf of the log. seq is its place there, given
-- when it is sealed, in the log of its organisation and year.
CREATE TABLE consent_event (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    log_year {int32} NOT NULL,
    seq {int},
    leaf {bytes} NOT NULL
) {table};

CREATE UNIQUE INDEX consent_event_seq ON consent_event (organisation_id, log_year, seq) WHERE seq IS NOT NULL;

-- What waits to be sealed: empty but for the last second, and as narrow as can be, for every event passes through it.
CREATE INDEX consent_event_unsealed ON consent_event (id) WHERE seq IS NULL;

-- A log: the events of an organisation and a year (UTC), under its newest signed checkpoint (a C2SP signed note, whole).
-- deleted_at: when the time for which proof is kept had passed; the checkpoint then is all that is left.
CREATE TABLE log (
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    year {int32} NOT NULL,
    checkpoint text NOT NULL,
    sealed_at {int} NOT NULL,
    deleted_at {int},
    PRIMARY KEY (organisation_id, year)
) {clustered};

-- The tree of a log in tiles of up to 256 hashes of 32 bytes (C2SP tlog-tiles). A tile only ever grows. place counts the
-- tiles of a level from the left, from 0.
CREATE TABLE log_tile (
    organisation_id {uuid} NOT NULL,
    year {int32} NOT NULL,
    level {int16} NOT NULL,
    place {int} NOT NULL,
    hashes {bytes} NOT NULL,
    PRIMARY KEY (organisation_id, year, level, place),
    FOREIGN KEY (organisation_id, year) REFERENCES log (organisation_id, year)
) {table};

-- Of the checkpoints signed each second, the last of every hour (hours since 1970-01-01T00Z): at most 2.6 MB a year, and an
-- alteration that was made to fit the tiles can be placed within the hour.
CREATE TABLE log_checkpoint (
    organisation_id {uuid} NOT NULL,
    year {int32} NOT NULL,
    hour {int32} NOT NULL,
    size {int} NOT NULL,
    checkpoint text NOT NULL,
    PRIMARY KEY (organisation_id, year, hour),
    FOREIGN KEY (organisation_id, year) REFERENCES log (organisation_id, year)
) {clustered};

-- The public halves of the keys that sign checkpoints, as C2SP verifier keys. The one that is not retired signs; there is
-- only one. The private halves are in a file, never here.
CREATE TABLE ledger_key (
    public_key text NOT NULL PRIMARY KEY,
    registered_at {int} NOT NULL,
    retired_at {int}
) {table};

CREATE UNIQUE INDEX ledger_key_current ON ledger_key ((retired_at IS NULL)) WHERE retired_at IS NULL;

-- Who an event is about: erasing these rows leaves the log whole and says nothing of the person. Here and below event_id has no
-- foreign key: with one, each event of an old log that is deleted would be looked for in every row. `ledger verify` looks.
CREATE TABLE event_subject (
    subject {uuid} NOT NULL,
    event_id {uuid} NOT NULL,
    salt {bytes} NOT NULL,
    PRIMARY KEY (subject, event_id)
) {clustered};

-- What stands now, or stood, per response and purpose; a purpose that was only refused has no row. Changed in the
-- transaction of its event.
CREATE TABLE standing (
    response_id {uuid} NOT NULL REFERENCES response (id),
    purpose text NOT NULL,
    basis text NOT NULL,
    state text NOT NULL,
    event_id {uuid} NOT NULL,
    since {int} NOT NULL,
    PRIMARY KEY (response_id, purpose)
) {clustered};

-- What waits to be erased.
CREATE INDEX standing_withdrawn ON standing (since) WHERE purpose = 'analysis' AND state IN ('withdrawn', 'objected');

-- Which external ids were imported, as keyed hashes. Without response_id it is a tombstone: never imported again.
CREATE TABLE import_reference (
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    external_hash {bytes} NOT NULL,
    response_id {uuid},
    PRIMARY KEY (survey_id, external_hash)
) {clustered};

CREATE INDEX import_reference_response ON import_reference (response_id) WHERE response_id IS NOT NULL;

-- One for each decision on a website of which there is a record, and so a receipt; who only refuses has none.
CREATE TABLE decision (
    event_id {uuid} NOT NULL PRIMARY KEY,
    site_id {uuid} NOT NULL REFERENCES site (id),
    notice_version_id {uuid} NOT NULL REFERENCES notice_version (id),
    subject {uuid} NOT NULL,
    receipt_hash {bytes} NOT NULL UNIQUE,
    content_hash {bytes} NOT NULL,
    locale text NOT NULL,
    decided_at {int} NOT NULL,
    valid_until {int} NOT NULL
) {clustered};

CREATE INDEX decision_subject ON decision (subject);

-- What stands now, or stood, per visitor and purpose of a website: consent only. Changed in the transaction of its event.
CREATE TABLE site_standing (
    subject {uuid} NOT NULL,
    purpose text NOT NULL,
    basis text NOT NULL,
    state text NOT NULL,
    event_id {uuid} NOT NULL,
    since {int} NOT NULL,
    valid_until {int} NOT NULL,
    PRIMARY KEY (subject, purpose)
) {clustered};

-- What ends in time.
CREATE INDEX site_standing_ending ON site_standing (valid_until) WHERE state IN ('given', 'renewed');

-- What other systems must be told: each withdrawal, objection, expiry and erasure, in the transaction of its event. content is
-- JSON; who it is about is named by earlier ids that those systems know.
CREATE TABLE outbox (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    content text NOT NULL
) {table};

-- What is done once in a while, by one of several servers: held_until is how long whoever does it now may take, due_at when it
-- is to be done again.
CREATE TABLE job (
    name text NOT NULL PRIMARY KEY,
    held_until {int} NOT NULL,
    due_at {int} NOT NULL
) {table};

-- How often a notice was shown and each control was used, with nothing that tells one visitor from another.
CREATE TABLE decision_count (
    site_id {uuid} NOT NULL REFERENCES site (id),
    notice_version_id {uuid} NOT NULL REFERENCES notice_version (id),
    locale text NOT NULL,
    day {int32} NOT NULL,
    kind text NOT NULL CHECK (kind IN ('accept_all', 'refuse_all', 'own_choice', 'withdraw', 'gpc', 'shown')),
    n {int} NOT NULL,
    PRIMARY KEY (site_id, notice_version_id, locale, day, kind)
) {clustered};

-- How often visitors themselves decided on a purpose, and how often they granted it.
CREATE TABLE purpose_count (
    site_id {uuid} NOT NULL REFERENCES site (id),
    notice_version_id {uuid} NOT NULL REFERENCES notice_version (id),
    locale text NOT NULL,
    day {int32} NOT NULL,
    purpose text NOT NULL,
    offered {int} NOT NULL,
    granted {int} NOT NULL,
    PRIMARY KEY (site_id, notice_version_id, locale, day, purpose)
) {clustered};

-- only_where: of a reader, the condition that every answer meets which counts for them, as key:value.
CREATE TABLE account (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    email text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    role text NOT NULL CHECK (role IN ('reader', 'analyst', 'editor', 'owner')),
    only_where text,
    created_at {int} NOT NULL
) {table};

-- Requests of people about their data, without who they are. rights: names with a space between them.
CREATE TABLE rights_request (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    rights text NOT NULL,
    reference text NOT NULL,
    identity text NOT NULL,
    received {int32} NOT NULL,
    extension text,
    outcome text,
    note text,
    closed_at {int}
) {table};

-- What was done for a request, and by which account. about: a survey or website, never a person or a response.
CREATE TABLE rights_action (
    id {uuid} NOT NULL PRIMARY KEY,
    request_id {uuid} NOT NULL REFERENCES rights_request (id),
    account text NOT NULL,
    kind text NOT NULL,
    about text,
    detail text
) {table};

CREATE INDEX rights_action_request ON rights_action (request_id, id);

CREATE TABLE session (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id),
    expires_at {int} NOT NULL
) {table};

CREATE INDEX session_account ON session (account_id);

-- Keys of programs; only the hash of each secret. scopes: names with a space between them.
CREATE TABLE api_key (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    secret_hash {bytes} NOT NULL UNIQUE,
    name text NOT NULL,
    scopes text NOT NULL,
    made_by text NOT NULL,
    expires_at {int},
    last_used_at {int},
    revoked_at {int},
    revoked_by text
) {table};

-- How often something of a survey was taken back, restricted, corrected or erased, so that whoever kept figures knows that they must be
-- looked at again.
CREATE TABLE taken_back (
    survey_id {uuid} NOT NULL PRIMARY KEY REFERENCES survey (id),
    n {int} NOT NULL
) {table};

-- Exports that are prepared in the background. query: what was asked, as an address says it; holder: who does it; held_until: they are believed dead
-- after that. The file lies in the data folder under its id.
CREATE TABLE export_job (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    survey text NOT NULL,
    who text NOT NULL,
    query text NOT NULL,
    locale text NOT NULL,
    file text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'ready', 'failed', 'cancelled', 'expired')),
    done {int} NOT NULL,
    total {int} NOT NULL,
    bytes {int},
    begun {int16} NOT NULL,
    holder {uuid},
    held_until {int} NOT NULL,
    expires_at {int}
) {table};

-- Who took responses along. who: an account, a key or the command line; detail: which answers, in which form.
CREATE TABLE access_note (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    who text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('export', 'rows')),
    survey text NOT NULL,
    detail text NOT NULL
) {table};

CREATE INDEX access_note_organisation ON access_note (organisation_id, id);

-- What the readers of a survey see, by the condition that they are bound to: counts as they were at their last step, as JSON. revision
-- counts the times it was kept, so that of two servers that take a step at once one is told to look again.
CREATE TABLE reader_snapshot (
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    bound text NOT NULL DEFAULT '',
    revision {int} NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (survey_id, bound)
) {table};

-- What someone asked of the results of a survey, under a name; figures are never in it. query: what was read of it, as an address writes it;
-- span: of which days, counted from the day it is opened; who: the account that made it.
CREATE TABLE saved_view (
    code text NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    name text NOT NULL,
    query text NOT NULL,
    span text,
    who text NOT NULL,
    created_at {int} NOT NULL,
    UNIQUE (survey_id, who, name)
) {table};

CREATE INDEX saved_view_organisation ON saved_view (organisation_id, name);

-- Reports that are kept as they were. content: a JSON document of aggregates, never rows, comments or ids, in which groups under the minimum are
-- withheld; hash: SHA-256 over its bytes; for_readers: whether it was made of what readers saw (1) or not (0). Rows are never changed.
CREATE TABLE fixed_report (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    title text NOT NULL,
    for_readers {int16} NOT NULL,
    who text NOT NULL,
    content text NOT NULL,
    hash {bytes} NOT NULL
) {table};

CREATE INDEX fixed_report_organisation ON fixed_report (organisation_id, id);

-- Append-only: who fixed and deleted which report, and why. It outlives the report.
CREATE TABLE report_note (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    report_id {uuid} NOT NULL,
    who text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('fixed', 'deleted')),
    title text NOT NULL,
    survey text NOT NULL,
    hash {bytes} NOT NULL,
    reason text
) {table};

CREATE INDEX report_note_organisation ON report_note (organisation_id, id);

-- Append-only: what an organisation stated of its works council, and that it took it back. The newest counts. agreed_on, until: days, 1970-01-01 is 0.
CREATE TABLE works_council_note (
    id {serial},
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    at {int} NOT NULL,
    who text NOT NULL,
    deed text NOT NULL CHECK (deed IN ('works_council', 'no_works_council', 'taken_back')),
    agreed_on {int32},
    document text,
    until {int32},
    CHECK ((deed = 'taken_back') = (agreed_on IS NULL) AND (agreed_on IS NULL) = (document IS NULL))
) {table};

CREATE INDEX works_council_note_organisation ON works_council_note (organisation_id, id);

CREATE TABLE setup_link (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    email text,
    role text NOT NULL CHECK (role IN ('reader', 'analyst', 'editor', 'owner')),
    only_where text,
    expires_at {int} NOT NULL
) {table};
