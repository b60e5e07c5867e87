/** The issues, stances, actors and coders that the rows of a dataset name: found in the project, or made out of what the rows tell. */
import { newId, type ActorId, type CoderId, type IssueId, type RandomBytes, type StanceId } from '../ids.ts'
import type { ActorChange, CodebookChanges, CoderChange, IssueChange, StanceChange } from './codebookMatch.ts'
import { initialsFor, issuePaths, pathKey, type KnownCodebook, type KnownStance } from './knownCodebook.ts'
import { refusal, type Refusal } from './refusals.ts'
import type { ReadValues } from './rowChecks.ts'

/** What a row names, by id. */
export type RowNames = {
  readonly issue: IssueId
  readonly stance: StanceId | null
  readonly actors: readonly ActorId[]
  readonly coder: CoderId
  readonly authors: readonly ActorId[]
}

export type RowCodebook = {
  /** Takes note of what a row names; null, or why the row cannot be taken. Rows that are refused leave nothing behind. */
  notice(values: ReadValues): Refusal | null
  /** What has to be made or changed first, as `codebook.import` takes it. Call it after the last `notice`. */
  changes(): CodebookChanges
  /** The ids of a row that was noticed; after `changes`. */
  namesOf(values: ReadValues): RowNames
}

/** `coder`: who is coding, for rows that name no coder. Ids of the file are kept; without them names and paths decide. */
export function rowCodebook(
  known: KnownCodebook,
  coder: CoderId | null,
  randomBytes: RandomBytes
): RowCodebook {
  const issues = issuesOfRows(known, randomBytes)
  const stances = stancesOfRows(known, randomBytes)
  const actors = peopleOfRows(known.actors, 'actor', () => newId('actor', randomBytes))
  const coders = peopleOfRows(known.coders, 'coder', () => newId('coder', randomBytes))
  return { notice, changes, namesOf }

  function notice(values: ReadValues): Refusal | null {
    const people = [
      ...pairs(values.actor_ids, values.actors),
      ...pairs(values.document_author_ids, values.document_authors)
    ]
    const refused =
      whyListsDiffer(values) ??
      issues.whyNot(values) ??
      stances.whyNot(values) ??
      people.map(actors.whyNot).find((why) => why !== null) ??
      (coder === null && namesNobody(values)
        ? refusal('noCoder')
        : namesNobody(values)
          ? null
          : coders.whyNot(coderIn(values)))
    if (refused) return refused
    issues.notice(values)
    stances.notice(values)
    for (const person of people) actors.notice(person)
    if (!namesNobody(values)) coders.notice(coderIn(values))
    return null
  }

  function changes(): CodebookChanges {
    return {
      issues: issues.changes(),
      stances: stances.changes(),
      actors: actors.changes().map((actor): ActorChange => actor),
      coders: coders.changes().map((made): CoderChange => ({ ...made, initials: initialsFor(made.name) }))
    }
  }

  function namesOf(values: ReadValues): RowNames {
    return {
      issue: issues.idOf(values),
      stance: stances.idOf(values),
      actors: unique(pairs(values.actor_ids, values.actors).map(actors.idOf)),
      coder: namesNobody(values) && coder !== null ? coder : coders.idOf(coderIn(values)),
      authors: unique(pairs(values.document_author_ids, values.document_authors).map(actors.idOf))
    }
  }
}

/** A person as a row names one: '' for what it does not tell. */
type Named = { readonly id: string; readonly name: string }

function issuesOfRows(known: KnownCodebook, randomBytes: RandomBytes) {
  const here = new Set<string>(known.issues.map((issue) => issue.id))
  const paths = issuePaths(known.issues)
  const byPath = new Map<string, IssueId>()
  for (const issue of known.issues.filter((one) => one.joinedInto === null).toReversed())
    byPath.set(pathKey(paths.get(issue.id) ?? []), issue.id)
  /** New issues whose id a row tells, with their paths. */
  const identified = new Map<IssueId, readonly string[]>()
  const named = new Map<string, readonly string[]>()
  return { whyNot, notice, changes, idOf }

  function whyNot({ issue_id: id = '', issue_path: path = [] }: ReadValues): Refusal | null {
    if (id === '' && path.length === 0) return refusal('noIssue')
    return here.has(id) || path.length > 0 || identified.has(id as IssueId)
      ? null
      : refusal('unknownIssue', { id })
  }

  function notice({ issue_id: id = '', issue_path: path = [] }: ReadValues): void {
    if (here.has(id)) return
    if (id === '') named.set(pathKey(path), path)
    else if (!identified.has(id as IssueId)) identified.set(id as IssueId, path)
  }

  function changes(): readonly IssueChange[] {
    for (const [id, path] of [...identified].toReversed())
      byPath.set(pathKey(path), byPath.get(pathKey(path)) ?? id)
    const made: IssueChange[] = []
    const put = (path: readonly string[], id: IssueId): void => {
      const above = path.slice(0, -1)
      made.push({ id, name: path.at(-1) ?? '', parent: above.length === 0 ? null : idAt(above) })
    }
    const done = new Set<IssueId>()
    for (const [id, path] of [...identified].toSorted(([, a], [, b]) => a.length - b.length)) {
      if (done.has(id)) continue
      done.add(id)
      put(path, id)
    }
    for (const path of named.values()) idAt(path)
    return made

    /** The issue at a path, made where there is none. New ids of shorter paths were put before. */
    function idAt(path: readonly string[]): IssueId {
      const found = byPath.get(pathKey(path))
      if (found !== undefined) return found
      const id = newId('issue', randomBytes)
      byPath.set(pathKey(path), id)
      put(path, id)
      return id
    }
  }

  function idOf({ issue_id: id = '', issue_path: path = [] }: ReadValues): IssueId {
    const found = id === '' ? byPath.get(pathKey(path)) : (id as IssueId)
    if (found === undefined) throw new Error(`The issue at ${pathKey(path)} was not noticed`)
    return found
  }
}

function stancesOfRows(known: KnownCodebook, randomBytes: RandomBytes) {
  const here = new Map<string, KnownStance>(known.stances.map((stance) => [stance.key, stance]))
  const told = new Map<
    string,
    {
      readonly id: StanceId
      readonly label: string
      readonly polarity: number | null
      readonly isNew: boolean
    }
  >()
  return { whyNot, notice, changes, idOf }

  function whyNot(values: ReadValues): Refusal | null {
    const { stance_key: key = '', stance_label: label = '', stance_polarity: there } = values
    if (key === '') return label === '' ? null : refusal('unknownStance', { key: label })
    const old = here.get(key)
    const earlier = told.get(key)
    if (!old && !earlier && label === '') return refusal('unknownStance', { key })
    // An unused stance of the project takes its label and polarity from the file; one in use never does.
    const polarity = earlier ? earlier.polarity : old && old.uses > 0 ? old.polarity : there
    if (there === undefined || polarity === there) return null
    return refusal('stanceDiffers', { key, here: polarity ?? 'none', there: there ?? 'none' })
  }

  function notice(values: ReadValues): void {
    const { stance_key: key = '', stance_label: label = '', stance_polarity: polarity } = values
    if (key === '' || told.has(key)) return
    const old = here.get(key)
    if (!old)
      told.set(key, { id: newId('stance', randomBytes), label, polarity: polarity ?? null, isNew: true })
    else if (old.uses > 0)
      told.set(key, { id: old.id, label: old.label, polarity: old.polarity, isNew: false })
    else
      told.set(key, {
        id: old.id,
        label: label === '' ? old.label : label,
        polarity: polarity === undefined ? old.polarity : polarity,
        isNew: false
      })
  }

  function changes(): readonly StanceChange[] {
    return [...told].flatMap(([key, { id, label, polarity, isNew }]) => {
      const old = here.get(key)
      return !isNew && old?.label === label && old.polarity === polarity ? [] : [{ id, key, label, polarity }]
    })
  }

  function idOf({ stance_key: key = '' }: ReadValues): StanceId | null {
    return key === '' ? null : (told.get(key)?.id ?? null)
  }
}

function peopleOfRows<Id extends ActorId | CoderId>(
  known: readonly {
    readonly id: Id
    readonly name: string
    readonly otherNames?: readonly string[]
    readonly joinedInto: Id | null
  }[],
  record: 'actor' | 'coder',
  makeId: () => Id
) {
  const here = new Set<string>(known.map((person) => person.id))
  const byName = new Map<string, Id[]>()
  for (const person of known.filter((one) => one.joinedInto === null))
    for (const name of new Set([person.name, ...(person.otherNames ?? [])]))
      byName.set(name, [...(byName.get(name) ?? []), person.id])
  const identified = new Map<Id, string>()
  const named = new Map<string, Id>()
  return { whyNot, notice, changes, idOf }

  function whyNot({ id, name }: Named): Refusal | null {
    if (id === '') {
      return (byName.get(name)?.length ?? 0) > 1 ? refusal('ambiguousName', { record, name }) : null
    }
    if (here.has(id) || name !== '' || identified.has(id as Id)) return null
    return refusal(record === 'actor' ? 'unknownActor' : 'unknownCoder', { id })
  }

  function notice({ id, name }: Named): void {
    if (id === '') {
      if (!byName.has(name) && !named.has(name)) named.set(name, makeId())
    } else if (!here.has(id) && !identified.has(id as Id)) {
      identified.set(id as Id, name)
    }
  }

  function changes(): readonly { readonly id: Id; readonly name: string }[] {
    const made = [...identified].map(([id, name]) => ({ id, name }))
    // A name that another row gives an id to is that person.
    for (const name of named.keys()) {
      const same = made.find((person) => person.name === name)
      if (same) named.set(name, same.id)
    }
    const ids = new Set(made.map((person) => person.id))
    return [...made, ...[...named].flatMap(([name, id]) => (ids.has(id) ? [] : [{ id, name }]))]
  }

  function idOf({ id, name }: Named): Id {
    const found = id === '' ? (byName.get(name)?.[0] ?? named.get(name)) : (id as Id)
    if (found === undefined) throw new Error(`The ${record} “${name}” was not noticed`)
    return found
  }
}

function whyListsDiffer(values: ReadValues): Refusal | null {
  for (const [ids, names] of [
    ['actor_ids', 'actors'],
    ['document_author_ids', 'document_authors']
  ] as const) {
    const counts = [values[ids]?.length ?? 0, values[names]?.length ?? 0]
    if (counts[0] !== counts[1] && !counts.includes(0)) return refusal('listsDiffer', { ids, names })
  }
  return null
}

function pairs(ids: readonly string[] = [], names: readonly string[] = []): readonly Named[] {
  return Array.from({ length: Math.max(ids.length, names.length) }, (_, i) => ({
    id: ids[i] ?? '',
    name: names[i] ?? ''
  }))
}

function coderIn({ coder_id: id = '', coder: name = '' }: ReadValues): Named {
  return { id, name }
}

function namesNobody(values: ReadValues): boolean {
  return !values.coder_id && !values.coder
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}
