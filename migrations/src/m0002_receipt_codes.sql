-- What the codes of receipts are made with: 32 random bytes under the name of their use, made once and never changed. Whoever has them and
-- a key can compute a code. They go when the database does; a backup carries them.
CREATE TABLE secret (
    name text NOT NULL PRIMARY KEY,
    value {bytes} NOT NULL,
    created_at {int} NOT NULL
) {table};

-- Since when a receipt cannot be opened with its code any more, because the code can be guessed. Its hash stays, so that the same answer is
-- not stored twice.
ALTER TABLE response ADD COLUMN receipt_revoked_at {int};
