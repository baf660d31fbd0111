-- Append-only: who did what. actor: an account or a command; object: what it was done to, never a respondent; detail: words and numbers.
-- A row ends after the months that the operator chose, 24 unless it is said otherwise; until then it is neither changed nor deleted.
CREATE TABLE audit_event (
    id {uuid} NOT NULL PRIMARY KEY,
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    at {int} NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    object text,
    detail text
) {table};

CREATE INDEX audit_event_organisation ON audit_event (organisation_id, id);

CREATE INDEX audit_event_action ON audit_event (organisation_id, action, id);
