-- What people took back, objected to or had erased, as ids: `restore` repeats it on an older copy of the database. A server copies
-- each row to the list beside its key file. Rows end with the messages of the outbox.
-- kind: 'withdrawn' (one purpose), 'erased' (the answers), 'forgotten' (the proof too).
CREATE TABLE repeat_note (
    id {uuid} NOT NULL PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('withdrawn', 'erased', 'forgotten')),
    response_id {uuid},
    event_id {uuid},
    purpose text,
    survey_id {uuid},
    external_hash {bytes}
) {table};
