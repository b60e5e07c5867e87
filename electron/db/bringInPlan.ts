/** Works out what bringing another project in would write: one order for the command, and what is left out and why. Reads only. */
import type { BringInCounts, BringInMapping } from '../../shared/api/bringInMethods.ts'
import type { AnnotationView, CodebookView } from '../../shared/api/views.ts'
import type { CheckedInput } from '../../shared/commands/inputs.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import {
  projectRecordId,
  type ActorId,
  type ChangeId,
  type CoderId,
  type DocumentId,
  type Hash,
  type IssueId,
  type RecordId,
  type StanceId
} from '../../shared/ids.ts'
import { sentenceOfLeftOut, type WhyLeftOut } from '../../shared/merge/bringInWords.ts'
import { readValues } from '../../shared/model/records.ts'
import { anchorSpan } from '../../shared/text/anchor.ts'
import { span, type Span } from '../../shared/text/offsets.ts'
import type { Revision } from '../../shared/text/revision.ts'
import { annotationsOfDocument } from './annotationViews.ts'
import { hasBlob } from './blobs.ts'
import { foreignDocuments, textsOfDocument, type ForeignDocument } from './bringInDocuments.ts'
import { targetsOf, type Proposals, type Target, type Targets } from './bringInMapping.ts'
import { codebookOf } from './codebookView.ts'
import { batchNamed, changesOf } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRecord } from './read.ts'
import { readRevision } from './revisions.ts'

export type BringInOrder = CheckedInput<'project.bringIn'>

export type BringInPlan = {
  readonly proposals: Proposals
  readonly documents: readonly ForeignDocument[]
  readonly order: BringInOrder
  /** Blobs of the other file that the order names. */
  readonly blobs: readonly Hash[]
  readonly counts: BringInCounts
}

export type BringInChoice = {
  readonly documents?: readonly DocumentId[] | undefined
  readonly mapping: Partial<BringInMapping>
}

/** So many annotations are taken back by one undo. */
const mostAnnotations = 100_000

/** `theirs` has whole tables. Fails with missingRecord where the mapping names a record that is gone, and with tooMuchAtOnce. */
export function planBringIn(
  ours: ProjectFile,
  theirs: ProjectFile,
  { documents: chosen, mapping }: BringInChoice,
  options: { readonly name: string; readonly onProgress?: (done: number, total: number) => void }
): Result<BringInPlan> {
  const codebook = codebookOf(theirs)
  const ourCodebook = codebookOf(ours)
  const mapped = targetsOf({ codebook, root: rootOf(theirs) }, ourCodebook, mapping)
  if (!mapped.ok) return mapped
  const { proposals, targets } = mapped.value
  const all = foreignDocuments(ours, theirs)
  const wanted = chosen && new Set(chosen)
  const taken = all.filter(({ view, state }) => (wanted ? wanted.has(view.id) : state !== 'deleted'))
  const tally = new Tally()
  const documents: BringInOrder['documents'] = []
  const annotations: BringInOrder['annotations'] = []
  const blobs = new Set<Hash>()
  for (const [i, document] of taken.entries()) {
    options.onProgress?.(i, taken.length)
    if (document.state === 'noText') {
      tally.leave('noText')
      continue
    }
    if (document.into === null) {
      const made = documentToMake(theirs, document, targets)
      if (document.view.authors.some((actor) => idIn(targets.actor, actor) === null))
        tally.leave('authorLeftOut')
      documents.push(made)
      blobs.add(made.revision)
      if (made.original) blobs.add(made.original.hash)
    }
    const texts =
      document.into === null ? comingText(theirs, document.view) : textsOfDocument(ours, document.into)
    for (const annotation of annotationsOfDocument(theirs, document.view.id)) {
      const come = annotationToMake(annotation, document, texts)
      if (come) annotations.push(come)
    }
    if (annotations.length > mostAnnotations)
      return fail('tooMuchAtOnce', { name: options.name, what: `more than ${mostAnnotations} annotations` })
  }
  const coming = new Set(documents.map(({ id }) => id))
  const order: BringInOrder = {
    name: nameOf(theirs),
    ...codebookToMake(codebook, ourCodebook, targets, nameOf(theirs) || options.name),
    documents: documents.map(({ draftOf, ...document }) => {
      const earlier = draftOf && (coming.has(draftOf) ? draftOf : intoOf(all, draftOf))
      return earlier ? { ...document, draftOf: earlier } : document
    }),
    annotations
  }
  const { issues, stances, actors, coders } = order
  return ok({
    proposals,
    documents: all,
    order,
    blobs: [...blobs],
    counts: {
      documents: documents.length,
      annotations: annotations.length,
      issues: issues.length,
      stances: stances.length,
      actors: actors.length,
      coders: coders.length,
      alreadyHere: tally.alreadyHere,
      leftOut: tally.told()
    }
  })

  function annotationToMake(
    annotation: AnnotationView,
    document: ForeignDocument,
    texts: ReadonlyMap<Hash, Revision>
  ): BringInOrder['annotations'][number] | null {
    const was = readRecord(ours, { kind: 'annotation', id: annotation.id })
    if (was && !was.deleted) {
      tally.alreadyHere++
      return null
    }
    if (was && document.into !== null && !wasUndone(ours, annotation.id)) return tally.leave('deletedHere')
    const issue = idIn(targets.issue, annotation.issue)
    if (issue === null) return tally.leave('issueLeftOut')
    const coder = idIn(targets.coder, annotation.coder)
    if (coder === null) return tally.leave('coderLeftOut')
    const place = placeOf(theirs, annotation, document, texts)
    if (typeof place === 'string') return tally.leave(place)
    const stance = annotation.stance === null ? null : idIn(targets.stance, annotation.stance)
    if (annotation.stance !== null && stance === null) tally.leave('stanceLeftOut')
    const actors = annotation.actors.map((actor) => idIn(targets.actor, actor))
    if (actors.includes(null)) tally.leave('actorLeftOut')
    return {
      id: annotation.id,
      document: document.into?.id ?? document.view.id,
      coder: coder as CoderId,
      created: annotation.created,
      revision: place.revision,
      start: place.at.start,
      end: place.at.end,
      issue: issue as IssueId,
      stance: stance as StanceId | null,
      actors: [...new Set(actors.filter((actor) => actor !== null))] as ActorId[],
      certainty: annotation.certainty,
      note: annotation.note
    }
  }
}

/** The name of a project; '' where it has none. */
export function nameOf(file: ProjectFile): string {
  const name = readRecord(file, { kind: 'project', id: 'project' as RecordId })?.shown['name']
  return typeof name === 'string' ? name : ''
}

/** Where the words of an annotation stand here: in one of `texts` that is the same to the letter, by the hash of its words. */
function placeOf(
  theirs: ProjectFile,
  annotation: AnnotationView,
  { view, into }: ForeignDocument,
  texts: ReadonlyMap<Hash, Revision>
): { readonly revision: Hash; readonly at: Span } | 'lost' | 'otherText' {
  // Places stand in today's text of the document that all of it counts as, joined ones too.
  const today = readRevision(theirs, view.revision)
  const places = [
    ...(today && annotation.place ? [{ text: today, at: annotation.place }] : []),
    ...anchorOf(theirs, annotation)
  ]
  if (places.length === 0) return 'lost'
  for (const { text, at } of places) {
    const here = texts.get(text.textHash)
    if (here && anchorSpan(here, span(at.start, at.end)).ok)
      return { revision: here.hash, at: span(at.start, at.end) }
  }
  return into === null ? 'lost' : 'otherText'
}

function anchorOf(
  theirs: ProjectFile,
  { anchor }: AnnotationView
): readonly { readonly text: Revision; readonly at: { readonly start: number; readonly end: number } }[] {
  const text = readRevision(theirs, anchor.revision)
  return text && text.text.slice(anchor.start, anchor.end) === anchor.quote ? [{ text, at: anchor }] : []
}

function comingText(theirs: ProjectFile, view: ForeignDocument['view']): ReadonlyMap<Hash, Revision> {
  const text = readRevision(theirs, view.revision)
  return new Map(text ? [[text.textHash, text]] : [])
}

function documentToMake(
  theirs: ProjectFile,
  { view }: ForeignDocument,
  targets: Targets
): BringInOrder['documents'][number] {
  const shown = readRecord(theirs, { kind: 'document', id: view.id })?.shown ?? {}
  const { original, draftOf } = readValues('document', shown)
  const { id, title, date, kind, source, url, notes, attributes, group, revision } = view
  const authors = view.authors.flatMap((actor) => idIn(targets.actor, actor) ?? []) as ActorId[]
  return {
    id,
    title,
    authors: [...new Set(authors)],
    date,
    kind,
    source,
    url,
    notes,
    attributes,
    group,
    revision,
    // Its name says nothing where its bytes are not in the file.
    ...(original && hasBlob(theirs, original.hash) ? { original } : {}),
    ...(draftOf ? { draftOf } : {})
  }
}

/** What is new of the codebook and the people: parents stand before their children, as views list them. */
function codebookToMake(
  theirs: CodebookView,
  ours: CodebookView,
  targets: Targets,
  projectName: string
): Pick<BringInOrder, 'issues' | 'stances' | 'actors' | 'coders'> {
  const issuesById = new Map(theirs.issues.map((issue) => [issue.id, issue]))
  const parentOf = (id: IssueId): IssueId | null => {
    const walked = new Set<IssueId>()
    let at = issuesById.get(id)?.parent ?? null
    while (at !== null && !walked.has(at)) {
      const target = idIn(targets.issue, at)
      if (target !== null) return target as IssueId
      walked.add(at)
      at = issuesById.get(at)?.parent ?? null
    }
    return null
  }
  const isNew =
    (map: ReadonlyMap<string, Target>) =>
    (record: { readonly id: string; readonly joinedInto?: string | null }): boolean =>
      (record.joinedInto ?? null) === null && map.get(record.id)?.as === 'new'
  const keys = new Set(ours.stances.map(({ key }) => key))
  const shortcuts = new Set(ours.stances.map(({ shortcut }) => shortcut))
  return {
    issues: theirs.issues.filter(isNew(targets.issue)).map((issue) => ({
      id: issue.id,
      name: issue.name,
      parent: parentOf(issue.id),
      ...worded({ definition: issue.definition, supporting: issue.supporting, opposing: issue.opposing }),
      ...worded({ colour: issue.colour }),
      examples: [...issue.examples],
      ...(issue.retired ? { retired: true } : {})
    })),
    stances: theirs.stances.filter(isNew(targets.stance)).map((stance) => {
      const key = freeKey(stance.key, keys)
      const shortcut = shortcuts.has(stance.shortcut) ? '' : stance.shortcut
      keys.add(key)
      shortcuts.add(shortcut)
      return {
        id: stance.id,
        key,
        label: stance.label,
        polarity: stance.polarity,
        ...worded({ colour: stance.colour, shortcut }),
        ...(stance.retired ? { retired: true } : {})
      }
    }),
    actors: theirs.actors
      .filter(isNew(targets.actor))
      .map(({ id, name, otherNames, kind, colour, group }) => ({
        id,
        name,
        otherNames: [...otherNames],
        ...worded({ kind, colour, group })
      })),
    coders: theirs.coders.filter(isNew(targets.coder)).map(({ id, name, initials, kind }) => ({
      id: (idIn(targets.coder, id) ?? id) as CoderId,
      // Gold of this project goes by name: a layer that came from elsewhere shall not be taken for it.
      name: kind === 'gold' ? goldName(name, projectName) : name,
      kind,
      ...worded({ initials })
    }))
  }
}

/** `Consensus (Other talks)`, within what a coder's name may have. */
function goldName(name: string, projectName: string): string {
  const cut = (words: string): string => [...words].slice(0, 240).join('')
  return `${cut(name)} (${cut(projectName)})`
}

/** The change that the project began with; of several, the first by id. */
function rootOf(file: ProjectFile): ChangeId | null {
  const roots = changesOf(file, { kind: 'project', id: projectRecordId }).filter(
    ({ basedOn }) => basedOn.length === 0
  )
  return roots.map(({ id }) => id).toSorted()[0] ?? null
}

/** A key of the scale that none of ours has. */
function freeKey(key: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key)) return key
  const base = key.slice(0, 34)
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}

/** Without what is empty. */
function worded<T extends Record<string, string>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as Partial<T>
}

/** The id under which a record of theirs stands here; null where it is left out or not known. */
function idIn(targets: ReadonlyMap<string, Target>, id: string): string | null {
  const target = targets.get(id)
  if (!target || target.as === 'none') return null
  return target.id
}

function intoOf(all: readonly ForeignDocument[], id: DocumentId): DocumentId | undefined {
  return all.find(({ view }) => view.id === id)?.into?.id
}

/** Whether a deleted annotation went by taking back what brought it, not by somebody's deletion. */
function wasUndone(file: ProjectFile, id: AnnotationView['id']): boolean {
  const last = changesOf(file, { kind: 'annotation', id })
    .filter(({ fields }) => fields['deleted'] === true)
    .toSorted((a, b) => (a.stamp < b.stamp ? 1 : -1))[0]
  return last !== undefined && batchNamed(file, last.batch)?.command === 'undo'
}

class Tally {
  alreadyHere = 0
  readonly #leftOut = new Map<WhyLeftOut, number>()

  leave(why: WhyLeftOut): null {
    this.#leftOut.set(why, (this.#leftOut.get(why) ?? 0) + 1)
    return null
  }

  told(): BringInCounts['leftOut'] {
    return [...this.#leftOut].map(([why, count]) => ({ why, count, sentence: sentenceOfLeftOut(why, count) }))
  }
}
