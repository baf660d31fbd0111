-- The lines of structure.rs on SQLite. Left out: SQLite's own tables, the shadow tables of full-text search, and the list of migrations.

SELECT replace(name, ' ', '_') || ' is a ' || type || CASE WHEN strict THEN ' strict' ELSE '' END
    || CASE WHEN wr AND type = 'table' THEN ' without rowid' ELSE '' END, NULL
FROM pragma_table_list
WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> 'seaql_migrations';

SELECT replace(t.name, ' ', '_') || ' has the column ' || c.name || ' ' || lower(c.type) || CASE WHEN c."notnull" THEN ' not null' ELSE '' END
    || CASE WHEN c.pk > 0 THEN ' primary key ' || c.pk ELSE '' END, NULL
FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND t.name <> 'seaql_migrations';

SELECT replace(t.name, ' ', '_') || ' has the index '
    || CASE i.origin WHEN 'c' THEN i.name WHEN 'pk' THEN 'of its primary key' ELSE 'of a unique constraint' END
    || CASE WHEN i."unique" AND i.origin = 'c' THEN ' unique' ELSE '' END || CASE WHEN i.partial THEN ' partial' ELSE '' END || ' on ('
    || (SELECT group_concat(coalesce(x.name, 'an expression'), ', ' ORDER BY x.seqno) FROM pragma_index_xinfo(i.name) x WHERE x."key") || ')', NULL
FROM pragma_table_list t JOIN pragma_index_list(t.name) i
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND t.name <> 'seaql_migrations';

SELECT replace(tbl_name, ' ', '_') || CASE type WHEN 'trigger' THEN ' has the trigger ' || name WHEN 'view' THEN ' shows' ELSE ' indexes' END, sql
FROM sqlite_schema
WHERE type IN ('trigger', 'view') OR type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%';
