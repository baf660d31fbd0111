-- An import into a survey. Its rows are written in steps; each step raises `done` in its own transaction. `total` is the rows of the
-- file, `done` those that were handled. `file_hash` covers the file and how it is read, so that the same command is known again.
-- The row ends two years after the import was finished or undone.
CREATE TABLE import (
    id {uuid} NOT NULL PRIMARY KEY,
    survey_id {uuid} NOT NULL REFERENCES survey (id),
    file text NOT NULL,
    file_hash {bytes} NOT NULL,
    total {int} NOT NULL,
    done {int} NOT NULL,
    added {int} NOT NULL,
    present {int} NOT NULL,
    erased {int} NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'interrupted', 'done', 'undoing', 'undone')),
    holder {uuid},
    held_until {int} NOT NULL,
    begun_at {int} NOT NULL,
    changed_at {int} NOT NULL
) {table};

-- At most one import of a survey is unfinished.
CREATE UNIQUE INDEX import_unfinished ON import (survey_id) WHERE state IN ('running', 'interrupted', 'undoing');

-- By which import a row came; unknown of earlier imports, which cannot be undone as a whole.
ALTER TABLE import_reference ADD COLUMN import_id {uuid};
