-- The page that sent the response and which of its bodies counts: (page << 16) | number, of BodyNumber in domain. Null if the page
-- does not number them. It ends with the response.
ALTER TABLE response ADD COLUMN body_number {int};
