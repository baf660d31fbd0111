-- The words of a comment, each reduced to its stem in the language of the form. No word is too common to be kept: without "niet" and "te",
-- "niet goed" would find "goed" and "te laat" would find "laat".
CREATE TEXT SEARCH DICTIONARY comment_nl (TEMPLATE = pg_catalog.snowball, LANGUAGE = dutch);
CREATE TEXT SEARCH DICTIONARY comment_en (TEMPLATE = pg_catalog.snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION comment_nl (COPY = pg_catalog.dutch);
CREATE TEXT SEARCH CONFIGURATION comment_en (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION comment_nl ALTER MAPPING REPLACE dutch_stem WITH comment_nl;
ALTER TEXT SEARCH CONFIGURATION comment_en ALTER MAPPING REPLACE english_stem WITH comment_en;

-- Its body is read once, here: a restore, which has no search path, finds the configurations all the same.
CREATE FUNCTION comment_words (locale text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector(CASE WHEN locale = 'nl' THEN 'comment_nl'::regconfig ELSE 'comment_en'::regconfig END, words);

-- Of the comments that count: what is withdrawn, restricted or erased is not found from then on.
CREATE INDEX comment_found ON comment USING gin (comment_words(locale, text)) WHERE standing = 1;

-- The rules of tags, in the transaction of the comment, whichever way it comes. Only a comment that counts is tagged; one that counts again is
-- read anew, for rules may have changed meanwhile. Reading tag_pattern holds a lock on it to the end of that transaction: whoever changes a
-- rule waits for it. It is taken before rows of comment_tag are, as whoever changes a rule does, so that neither waits for the other for good.
CREATE FUNCTION tag_comment () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM 1 FROM tag_pattern LIMIT 1;
        DELETE FROM comment_tag WHERE response_id = NEW.response_id AND question_id = NEW.question_id AND origin = 'rule';
    END IF;
    INSERT INTO comment_tag (tag_id, response_id, question_id, origin)
        SELECT DISTINCT g.id, NEW.response_id, NEW.question_id, 'rule'
        FROM question q JOIN tag g ON g.survey_id = q.survey_id JOIN tag_pattern p ON p.tag_id = g.id
        WHERE NEW.standing = 1 AND q.id = NEW.question_id AND strpos(NEW.words, p.pattern) > 0
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER comment_tagged AFTER INSERT ON comment FOR EACH ROW EXECUTE FUNCTION tag_comment ();

CREATE TRIGGER comment_retagged AFTER UPDATE OF words, standing ON comment FOR EACH ROW
    WHEN (NEW.words <> OLD.words OR NEW.standing = 1 AND OLD.standing <> 1) EXECUTE FUNCTION tag_comment ();
