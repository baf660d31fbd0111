-- The lines of structure.rs on PostgreSQL, from the catalogues of the schema in which new tables are made. Left out: what belongs to an
-- extension, the list of migrations, and indexes that are not usable.

SELECT replace(c.relname::text, ' ', '_') || ' is a ' || CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END, NULL::text
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relname <> 'seaql_migrations'
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT replace(c.relname::text, ' ', '_') || ' has the column ' || a.attname::text || ' ' || t.typname::text
    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || CASE WHEN a.attidentity::text = '' THEN '' ELSE ' identity' END, NULL::text
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'f') AND c.relname <> 'seaql_migrations' AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

SELECT replace(t.relname::text, ' ', '_') || ' has the index '
    || CASE k.contype::text WHEN 'p' THEN 'of its primary key' WHEN 'u' THEN 'of a unique constraint' ELSE c.relname::text END
    || CASE WHEN i.indisunique AND k.oid IS NULL THEN ' unique' ELSE '' END || CASE WHEN i.indpred IS NOT NULL THEN ' partial' ELSE '' END || ' on ('
    || (SELECT string_agg(coalesce(a.attname::text, 'an expression'), ', ' ORDER BY p.place)
        FROM unnest(i.indkey::int2[]) WITH ORDINALITY p (number, place)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = p.number) || ')', NULL::text
FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
WHERE n.nspname = current_schema() AND t.relkind IN ('r', 'p') AND t.relname <> 'seaql_migrations' AND i.indisvalid
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e');

SELECT replace(t.relname::text, ' ', '_') || ' has the trigger ' || g.tgname::text || ' ' || g.tgtype::text || ' ' || p.proname::text
    || CASE g.tgenabled::text WHEN 'D' THEN ' switched off' ELSE '' END, p.prosrc
FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class t ON t.oid = g.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid
WHERE n.nspname = current_schema() AND NOT g.tgisinternal;
