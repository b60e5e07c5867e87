/** Everything about documents but their texts, and what the documents of a project have between them. */
import type { DocumentDetails, DocumentsOverview, ProgressState } from '../../shared/api/views.ts'
import type { ActorId, CoderId, DocumentId } from '../../shared/ids.ts'
import { seenBy, sightOf } from './blind.ts'
import { compareWords, groupsOf } from './documentList.ts'
import { asState, progressIn, progressOf, workOf } from './documentProgress.ts'
import { lostIn } from './documentRows.ts'
import { documentsNumbered } from './documentViews.ts'
import { changesOf } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import { sql } from './sql.ts'

/** Documents by id, joined ones too; those that are gone are left out. `coder`: who is at work. */
export function documentsNamed(
  file: ProjectFile,
  ids: readonly DocumentId[],
  coder: CoderId | null
): readonly DocumentDetails[] {
  const { connection, names } = file
  const named = (rows: readonly { readonly n: number; readonly title: string | null }[]) =>
    rows.map(({ n, title }) => ({ id: names.idOf(n) as DocumentId, title: title ?? '' }))
  const one = (n: number | null | undefined): DocumentDetails['draftOf'] =>
    n == null ? null : { id: names.idOf(n) as DocumentId, title: connection.get(titleOf, n)?.title ?? '' }
  const numbers = ids.flatMap((id) => names.find(id) ?? [])
  return documentsNumbered(file, numbers).map((view) => {
    const n = names.find(view.id) ?? 0
    const links = connection.get(linksOf, n)
    const coders = codersIn(file, n)
    const atWork = coders.find((own) => own.coder === (coder === null ? null : standsAs(file, coder)))
    return {
      ...view,
      draftOf: one(links?.draft_of),
      drafts: named(connection.all(draftsOf, n)),
      joined: one(links?.joined),
      joinedHere: named(connection.all(joinedTo, n)),
      revisions: revisionsOf(file, view.id),
      ownAnnotations: connection.get(standingIn, n)?.annotations ?? 0,
      lost: connection.get(lostIn, n, n, ...seenBy(sightOf(file)))?.lost ?? 0,
      progress:
        coder === null ? null : atWork ? { state: atWork.state, told: atWork.told } : progressOf(null, 0),
      coders: [...coders]
    }
  })
}

/** What can be filtered by and proposed, and how far the coder at work is. */
export function documentsOverview(file: ProjectFile, coder: CoderId | null): DocumentsOverview {
  const { connection, names } = file
  const work = workOf(file, coder)
  const { documents } = totals(file)
  let [inProgress, done] = [0, 0]
  // Nobody has begun with a document that has neither a word of the coder nor an annotation.
  const begun = JSON.stringify([...new Set([...work.annotations.keys(), ...work.told.keys()])])
  for (const { n } of connection.all(listedAmong, begun)) {
    const { state } = progressIn(work, n)
    if (state === 'in progress') inProgress++
    else if (state === 'done') done++
  }
  const plain = { filter: {}, sort: 'place', descending: false, coder } as const
  return {
    documents,
    progress: { new: documents - inProgress - done, inProgress, done },
    groups: groupsOf(file, plain).map(({ name, count }) => ({ name, count })),
    kinds: connection
      .all(kindsInUse)
      .map(({ kind }) => kind)
      .toSorted(compareWords),
    attributes: connection
      .all(attributesInUse)
      .map(({ name }) => name)
      .toSorted(compareWords),
    authors: connection.all(authorsInUse).map(({ n }) => names.idOf(n) as ActorId),
    joined: connection.get(countJoined)?.joined ?? 0
  }
}

function codersIn(file: ProjectFile, n: number): DocumentDetails['coders'] {
  const { connection, names } = file
  const told = new Map<number, ProgressState>()
  for (const { coder, state } of connection.all(toldIn, n, n)) {
    const known = asState(state)
    if (coder !== null && known !== null) told.set(coder, known)
  }
  const counts = new Map(connection.all(countsIn, n, n).map((row) => [row.coder, row]))
  return [...new Set([...counts.keys(), ...told.keys()])]
    .map((coder) => {
      const own = counts.get(coder)
      return {
        coder: names.idOf(coder) as CoderId,
        annotations: own?.annotations ?? 0,
        incomplete: own?.incomplete ?? 0,
        inConflict: own?.conflicts ?? 0,
        ...progressOf(told.get(coder) ?? null, own?.annotations ?? 0)
      }
    })
    .filter(({ annotations, told: wasTold }) => annotations > 0 || wasTold)
    .toSorted((a, b) => b.annotations - a.annotations || (a.coder < b.coder ? -1 : 1))
}

/** The coder that this one counts as. */
function standsAs(file: ProjectFile, coder: CoderId): CoderId {
  const n = file.names.find(coder)
  const joined = n === null ? null : (file.connection.get(coderStands, n)?.joined ?? null)
  return joined === null ? coder : (file.names.idOf(joined) as CoderId)
}

function revisionsOf(file: ProjectFile, id: DocumentId): number {
  const hashes = new Set<string>()
  for (const { fields } of changesOf(file, { kind: 'document', id })) {
    const revision = fields['revision']
    if (typeof revision !== 'object' || revision === null || !('hash' in revision)) continue
    if (typeof revision['hash'] === 'string') hashes.add(revision['hash'])
  }
  return hashes.size
}

type Named = { readonly n: number; readonly title: string | null }
const titleOf = sql<[number], { title: string | null }>(
  'SELECT title FROM document WHERE n = ? AND shown = 1'
)
const linksOf = sql<[number], { draft_of: number | null; joined: number | null }>(
  'SELECT draft_of, joined FROM document WHERE n = ?'
)
const draftsOf = sql<[number], Named>(
  'SELECT n, title FROM document WHERE draft_of = ? AND shown = 1 ORDER BY date, n'
)
const joinedTo = sql<[number], Named>(
  'SELECT n, title FROM document WHERE joined = ? AND shown = 1 ORDER BY n'
)
const standingIn = sql<[number], { annotations: number }>(
  'SELECT count(*) AS annotations FROM annotation WHERE document = ? AND deleted = 0'
)
const countsIn = sql<
  [number, number],
  { coder: number; annotations: number; incomplete: number; conflicts: number }
>(
  `SELECT coalesce(c.joined, count.coder) AS coder, sum(annotations) AS annotations, sum(incomplete) AS incomplete, sum(count.conflicts) AS conflicts
FROM count LEFT JOIN coder c ON c.n = count.coder
WHERE document IN (SELECT ? UNION ALL SELECT n FROM document WHERE joined = ?) GROUP BY 1`
)
const toldIn = sql<[number, number], { coder: number | null; state: string | null }>(
  `SELECT coalesce(c.joined, p.coder) AS coder, p.state FROM progress p LEFT JOIN coder c ON c.n = p.coder
WHERE p.document IN (SELECT ? UNION ALL SELECT n FROM document WHERE joined = ?) AND p.shown = 1 ORDER BY p.modified, p.n`
)
const coderStands = sql<[number], { joined: number | null }>('SELECT joined FROM coder WHERE n = ?')
const listedAmong = sql<[string], { n: number }>(
  'SELECT n FROM document WHERE shown = 1 AND joined IS NULL AND n IN (SELECT value FROM json_each(?))'
)
const kindsInUse = sql<[], { kind: string }>(
  "SELECT DISTINCT kind FROM document WHERE shown = 1 AND kind IS NOT NULL AND kind <> ''"
)
const attributesInUse = sql<[], { name: string }>(
  "SELECT DISTINCT j.key AS name FROM document d, json_each(d.attributes) j WHERE d.shown = 1 AND d.attributes <> '{}'"
)
const authorsInUse = sql<[], { n: number }>(
  `SELECT DISTINCT coalesce(a.joined, a.n) AS n FROM document_author da JOIN actor a ON a.n = da.actor
JOIN document d ON d.n = da.document WHERE d.shown = 1`
)
const countJoined = sql<[], { joined: number }>(
  'SELECT count(*) AS joined FROM document WHERE shown = 1 AND joined IS NOT NULL'
)
