-- Which events of a website's visitor one receipt covers. An event id is in a cookie that scripts can read, so a decision that names only
-- such an id joins the visitor, and its receipt covers the events of its own strand and no others: the strand is the id of that decision's
-- event. Null: covered by the receipt of the visitor, or of the answers. It ends with its row.
ALTER TABLE event_subject ADD COLUMN strand {uuid};
