/** Version 1: the first form of the project file. The log part is fixed for ever; later versions change the tables only. */
import type { SchemaVersion } from '../schema.ts'

/**
 * The log. `name` interns ids. A change is `session`-`seq`; `fields` and `basedOn` are written as packing.ts says. `batch.arrived` is 0 for
 * what was written in this file, else the number of the arrival it came by. A blob lies in parts of up to 1 MiB, deflated where `packed`.
 */
export const logSchema: readonly string[] = [
  'CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE TABLE name (n INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT',
  'CREATE UNIQUE INDEX name_id ON name (id)',
  `CREATE TABLE batch (
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, seq INTEGER NOT NULL, coder INTEGER, command INTEGER, undoes TEXT, arrived INTEGER NOT NULL
) STRICT`,
  'CREATE UNIQUE INDEX batch_id ON batch (session, seq)',
  'CREATE INDEX batch_coder ON batch (coder) WHERE arrived = 0',
  `CREATE TABLE change (
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, seq INTEGER NOT NULL, stamp TEXT NOT NULL, batch INTEGER NOT NULL,
  kind INTEGER NOT NULL, record INTEGER NOT NULL, fields TEXT NOT NULL, basedOn TEXT NOT NULL, schema INTEGER NOT NULL
) STRICT`,
  'CREATE UNIQUE INDEX change_id ON change (session, seq)',
  'CREATE INDEX change_record ON change (kind, record)',
  `CREATE TABLE arrival (
  n INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL, changes INTEGER NOT NULL, setAside TEXT NOT NULL
) STRICT`,
  `CREATE TABLE blob (
  n INTEGER PRIMARY KEY, hash TEXT NOT NULL, part INTEGER NOT NULL, packed INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT`,
  'CREATE UNIQUE INDEX blob_part ON blob (hash, part)'
]

const common = `complete INTEGER NOT NULL, deleted INTEGER NOT NULL, shown INTEGER NOT NULL, conflicts INTEGER NOT NULL,
  modified INTEGER NOT NULL, heads TEXT NOT NULL`

/** The tables: a cache of the log. Numbers of records, revisions and coders are those of `name`; times are milliseconds since 1970. */
const tableSchema: readonly string[] = [
  `CREATE TABLE project (n INTEGER PRIMARY KEY, name TEXT, blind INTEGER NOT NULL, ${common}) STRICT`,
  `CREATE TABLE document (
  n INTEGER PRIMARY KEY, title TEXT, date TEXT, kind TEXT, source TEXT, url TEXT, notes TEXT, attributes TEXT NOT NULL,
  place_group TEXT NOT NULL, place_order TEXT NOT NULL, place_key TEXT NOT NULL, revision INTEGER, original INTEGER, original_name TEXT, original_format TEXT,
  original_encoding TEXT, draft_of INTEGER, joined_into INTEGER, joined INTEGER, ${common}
) STRICT`,
  'CREATE INDEX document_place ON document (place_group, place_key) WHERE shown = 1 AND joined IS NULL',
  'CREATE INDEX document_title ON document (title) WHERE shown = 1 AND joined IS NULL',
  'CREATE INDEX document_date ON document (date) WHERE shown = 1 AND joined IS NULL',
  'CREATE INDEX document_revision ON document (revision)',
  'CREATE INDEX document_original ON document (original)',
  'CREATE INDEX document_joined ON document (joined) WHERE joined IS NOT NULL',
  'CREATE INDEX document_join ON document (joined_into) WHERE joined_into IS NOT NULL',
  'CREATE TABLE document_author (document INTEGER NOT NULL, actor INTEGER NOT NULL, PRIMARY KEY (document, actor)) STRICT, WITHOUT ROWID',
  'CREATE INDEX document_author_actor ON document_author (actor)',
  'CREATE TABLE revision (n INTEGER PRIMARY KEY, text_hash TEXT NOT NULL, length INTEGER NOT NULL, blocks INTEGER NOT NULL) STRICT',
  'CREATE INDEX revision_text ON revision (text_hash)',
  `CREATE TABLE issue (
  n INTEGER PRIMARY KEY, name TEXT, definition TEXT, examples TEXT NOT NULL, supporting TEXT, opposing TEXT, colour TEXT,
  parent INTEGER, place_order TEXT NOT NULL, retired INTEGER NOT NULL, joined_into INTEGER, joined INTEGER, ${common}
) STRICT`,
  `CREATE TABLE stance (
  n INTEGER PRIMARY KEY, key TEXT, label TEXT, polarity REAL, colour TEXT, shortcut TEXT, place_group TEXT NOT NULL,
  place_order TEXT NOT NULL, retired INTEGER NOT NULL, ${common}
) STRICT`,
  `CREATE TABLE actor (
  n INTEGER PRIMARY KEY, name TEXT, other_names TEXT NOT NULL, kind TEXT, colour TEXT, actor_group TEXT, joined_into INTEGER,
  joined INTEGER, ${common}
) STRICT`,
  'CREATE INDEX actor_join ON actor (joined_into) WHERE joined_into IS NOT NULL',
  `CREATE TABLE coder (
  n INTEGER PRIMARY KEY, name TEXT, initials TEXT, kind TEXT, joined_into INTEGER, joined INTEGER, ${common}
) STRICT`,
  `CREATE TABLE progress (n INTEGER PRIMARY KEY, coder INTEGER, document INTEGER, state TEXT, ${common}) STRICT`,
  'CREATE INDEX progress_document ON progress (document)',
  `CREATE TABLE filter (
  n INTEGER PRIMARY KEY, name TEXT, query TEXT, place_group TEXT NOT NULL, place_order TEXT NOT NULL, ${common}
) STRICT`,
  `CREATE TABLE decision (n INTEGER PRIMARY KEY, sources TEXT, outcome TEXT, annotation INTEGER, ${common}) STRICT`,
  `CREATE TABLE annotation (
  n INTEGER PRIMARY KEY, document INTEGER, coder INTEGER, created INTEGER, revision INTEGER, start_utf16 INTEGER, end_utf16 INTEGER,
  quote TEXT, today_start INTEGER, today_end INTEGER, issue INTEGER, stance INTEGER, certainty TEXT, note TEXT, carried_from INTEGER,
  ${common}
) STRICT`,
  'CREATE INDEX annotation_document ON annotation (document, today_start)',
  'CREATE INDEX annotation_issue ON annotation (issue, document) WHERE shown = 1',
  'CREATE INDEX annotation_stance ON annotation (stance, document) WHERE shown = 1',
  'CREATE INDEX annotation_coder ON annotation (coder, document) WHERE shown = 1',
  'CREATE INDEX annotation_modified ON annotation (modified) WHERE shown = 1',
  'CREATE INDEX annotation_conflict ON annotation (document) WHERE conflicts > 0 AND shown = 1',
  'CREATE INDEX annotation_lost ON annotation (document) WHERE today_start IS NULL AND shown = 1',
  'CREATE INDEX annotation_hidden ON annotation (document) WHERE shown = 0 AND deleted = 0',
  'CREATE TABLE annotation_actor (annotation INTEGER NOT NULL, actor INTEGER NOT NULL, PRIMARY KEY (annotation, actor)) STRICT, WITHOUT ROWID',
  'CREATE INDEX annotation_actor_actor ON annotation_actor (actor)',
  `CREATE TABLE conflict (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, record INTEGER NOT NULL, field TEXT NOT NULL, why TEXT NOT NULL, sides TEXT NOT NULL
) STRICT`,
  'CREATE INDEX conflict_record ON conflict (record)',
  'CREATE INDEX conflict_why ON conflict (why, kind)',
  `CREATE TABLE count (
  document INTEGER NOT NULL, coder INTEGER NOT NULL, annotations INTEGER NOT NULL, incomplete INTEGER NOT NULL, conflicts INTEGER NOT NULL,
  PRIMARY KEY (document, coder)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE use (
  kind TEXT NOT NULL, record INTEGER NOT NULL, by TEXT NOT NULL, uses INTEGER NOT NULL, PRIMARY KEY (kind, record, by)
) STRICT, WITHOUT ROWID`,
  'CREATE TABLE total (what TEXT NOT NULL PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  `CREATE VIEW issue_path AS
WITH RECURSIVE tree (n, path) AS (
  SELECT n, name FROM issue WHERE parent IS NULL
  UNION ALL
  SELECT issue.n, tree.path || ' / ' || issue.name FROM issue JOIN tree ON issue.parent = tree.n
)
SELECT n, path FROM tree`,
  `CREATE VIEW dataset AS
SELECT an.id AS annotation_id, dn.id AS document_id, d.title AS document, d.date AS document_date, rn.id AS revision,
  a.start_utf16, a.end_utf16, a.quote, i.n AS issue_number, ino.id AS issue_id, i.name AS issue, s.key AS stance, s.label AS stance_label,
  s.polarity, (SELECT group_concat(ac.name, '; ') FROM annotation_actor aa JOIN actor ac ON ac.n = aa.actor WHERE aa.annotation = a.n) AS actors,
  a.certainty, a.note, c.name AS coder, strftime('%Y-%m-%dT%H:%M:%fZ', a.created / 1000.0, 'unixepoch') AS created,
  strftime('%Y-%m-%dT%H:%M:%fZ', a.modified / 1000.0, 'unixepoch') AS modified
FROM annotation a
JOIN name an ON an.n = a.n
LEFT JOIN name dn ON dn.n = a.document
LEFT JOIN document d ON d.n = a.document
LEFT JOIN name rn ON rn.n = a.revision
LEFT JOIN issue io ON io.n = a.issue
LEFT JOIN issue i ON i.n = coalesce(io.joined, io.n)
LEFT JOIN name ino ON ino.n = i.n
LEFT JOIN stance s ON s.n = a.stance
LEFT JOIN coder c ON c.n = a.coder
WHERE a.shown = 1`,
  `CREATE VIEW history AS
SELECT sn.id || '-' || c.seq AS change, c.stamp, kn.id AS kind, rn.id AS record, mn.id AS command, cn.id AS coder, c.fields, b.arrived
FROM change c
JOIN name sn ON sn.n = c.session
JOIN name kn ON kn.n = c.kind
JOIN name rn ON rn.n = c.record
JOIN batch b ON b.n = c.batch
LEFT JOIN name mn ON mn.n = b.command
LEFT JOIN name cn ON cn.n = b.coder`
]

export const version1: SchemaVersion = { version: 1, tables: tableSchema }
