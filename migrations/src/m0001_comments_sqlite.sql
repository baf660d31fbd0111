-- The words of the comments that count, by FTS5. It keeps no text of its own; triggers keep it in step with the rows, in the same transaction, so
-- that what is withdrawn, restricted or erased cannot be found from then on. question stands in it so that the words of one question are
-- found without reading those of others.
CREATE VIEW comment_source AS SELECT id, text, 'q' || question_id AS question FROM comment WHERE standing = 1;

CREATE VIRTUAL TABLE comment_words USING fts5 (
    text, question, content = 'comment_source', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);

-- Erased means erased: without this, words that were taken out would stay in the index until its parts are merged.
INSERT INTO comment_words (comment_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER comment_added AFTER INSERT ON comment WHEN NEW.standing = 1 BEGIN
    INSERT INTO comment_words (rowid, text, question) VALUES (NEW.id, NEW.text, 'q' || NEW.question_id);
END;

CREATE TRIGGER comment_removed AFTER DELETE ON comment WHEN OLD.standing = 1 BEGIN
    INSERT INTO comment_words (comment_words, rowid, text, question) VALUES ('delete', OLD.id, OLD.text, 'q' || OLD.question_id);
END;

CREATE TRIGGER comment_changed AFTER UPDATE OF text, standing ON comment BEGIN
    INSERT INTO comment_words (comment_words, rowid, text, question)
        SELECT 'delete', OLD.id, OLD.text, 'q' || OLD.question_id WHERE OLD.standing = 1;
    INSERT INTO comment_words (rowid, text, question) SELECT NEW.id, NEW.text, 'q' || NEW.question_id WHERE NEW.standing = 1;
END;

-- The rules of tags, in the transaction of the comment, whichever way it comes. Only a comment that counts is tagged; one that counts again is
-- read anew, for rules may have changed meanwhile.
CREATE TRIGGER comment_tagged AFTER INSERT ON comment WHEN NEW.standing = 1 BEGIN
    INSERT INTO comment_tag (tag_id, response_id, question_id, origin)
        SELECT DISTINCT g.id, NEW.response_id, NEW.question_id, 'rule'
        FROM question q JOIN tag g ON g.survey_id = q.survey_id JOIN tag_pattern p ON p.tag_id = g.id
        WHERE q.id = NEW.question_id AND instr(NEW.words, p.pattern) > 0
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER comment_retagged AFTER UPDATE OF words, standing ON comment
WHEN NEW.words <> OLD.words OR NEW.standing = 1 AND OLD.standing <> 1 BEGIN
    DELETE FROM comment_tag WHERE response_id = NEW.response_id AND question_id = NEW.question_id AND origin = 'rule';
    INSERT INTO comment_tag (tag_id, response_id, question_id, origin)
        SELECT DISTINCT g.id, NEW.response_id, NEW.question_id, 'rule'
        FROM question q JOIN tag g ON g.survey_id = q.survey_id JOIN tag_pattern p ON p.tag_id = g.id
        WHERE NEW.standing = 1 AND q.id = NEW.question_id AND instr(NEW.words, p.pattern) > 0
        ON CONFLICT DO NOTHING;
END;
