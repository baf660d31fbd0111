-- Browsers in which an account signed in: its failed sign-ins there are counted apart from those of others. Only the hash of the token in
-- the cookie. A row ends at expires_at, with a new password, and with the account.
CREATE TABLE known_device (
    token_hash {bytes} NOT NULL,
    account_id {uuid} NOT NULL REFERENCES account (id),
    expires_at {int} NOT NULL,
    PRIMARY KEY (token_hash, account_id)
) {table};

CREATE INDEX known_device_account ON known_device (account_id);

-- When the session was last used, to some minutes. Null: it was started before this was kept.
ALTER TABLE session ADD COLUMN seen_at {int};
