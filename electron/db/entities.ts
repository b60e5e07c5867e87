/** Which columns the table of each kind has and how a record's shown fields fill them. Table and column names come from here alone. */
import type { RecordId } from '../../shared/ids.ts'
import { missingFields, type Json } from '../../shared/model/record.ts'
import { kindNamed, type KindName } from '../../shared/model/records.ts'
import type { SqlValue } from './sql.ts'

/** A row of a kind's table by column. `n` is the record's number. */
export type Row = Readonly<Record<string, SqlValue>>

export type Entity = {
  readonly kind: KindName
  /** Columns that the record's own fields fill. */
  readonly own: readonly string[]
  /** Columns that `arrange` and the text of today fill; kept as they are when a record is folded again. */
  readonly arranged: readonly string[]
  /** Own columns without which a record is not shown. */
  readonly required: readonly string[]
  /** The set kept in a table of its own, one row a member. */
  readonly members: {
    readonly field: 'actors' | 'authors'
    readonly table: string
    readonly owner: string
    readonly member: string
  } | null
  readonly fill: (fields: Fields) => Row
}

/** Columns that every table has. */
export const commonColumns = ['complete', 'deleted', 'shown', 'conflicts', 'modified', 'heads'] as const

/** A record's shown fields, read with a guard: a value of another form than its column's is left out. */
export type Fields = {
  readonly id: RecordId
  readonly shown: Readonly<Record<string, Json>>
  /** The number of an id or hash, interned. */
  readonly number: (id: string) => number
}

export const entities: Readonly<Record<KindName, Entity>> = {
  project: entity('project', ['name', 'blind'], ['name'], ({ shown }) => ({
    name: text(shown['name']),
    blind: flag(shown['blind'])
  })),
  document: entity(
    'document',
    [
      'title',
      'date',
      'kind',
      'source',
      'url',
      'notes',
      'attributes',
      'place_group',
      'place_order',
      'place_key',
      'revision',
      'original',
      'original_name',
      'original_format',
      'original_encoding',
      'draft_of',
      'joined_into'
    ],
    ['title', 'revision'],
    (fields) => {
      const { shown } = fields
      const original = object(shown['original'])
      return {
        title: text(shown['title']),
        date: text(shown['date']),
        kind: text(shown['kind']),
        source: text(shown['source']),
        url: text(shown['url']),
        notes: text(shown['notes']),
        attributes: JSON.stringify(
          Object.fromEntries(elements(shown, 'attributes').filter(([, value]) => typeof value === 'string'))
        ),
        ...groupPlace(shown['place']),
        // Siblings stand by their order, then by id. A blank comes before every character of an order.
        place_key: `${text(object(shown['place'])['order']) ?? ''} ${fields.id}`,
        revision: hash(fields, object(shown['revision'])['hash']),
        original: hash(fields, original['hash']),
        original_name: text(original['name']),
        original_format: text(original['format']),
        original_encoding: text(original['encoding']),
        draft_of: reference(fields, shown['draftOf']),
        joined_into: reference(fields, shown['joinedInto'])
      }
    },
    {
      arranged: ['joined'],
      members: { field: 'authors', table: 'document_author', owner: 'document', member: 'actor' }
    }
  ),
  issue: entity(
    'issue',
    ['name', 'definition', 'examples', 'supporting', 'opposing', 'colour', 'retired', 'joined_into'],
    ['name'],
    (fields) => {
      const { shown } = fields
      return {
        name: text(shown['name']),
        definition: text(shown['definition']),
        examples: list(shown, 'examples'),
        supporting: text(shown['supporting']),
        opposing: text(shown['opposing']),
        colour: colour(shown['colour']),
        retired: flag(shown['retired']),
        joined_into: reference(fields, shown['joinedInto'])
      }
    },
    { arranged: ['parent', 'place_order', 'joined'] }
  ),
  stance: entity(
    'stance',
    ['key', 'label', 'polarity', 'colour', 'shortcut', 'place_group', 'place_order', 'retired'],
    ['key', 'label'],
    ({ shown }) => ({
      key: text(shown['key']),
      label: text(shown['label']),
      polarity: typeof shown['polarity'] === 'number' ? shown['polarity'] : null,
      colour: colour(shown['colour']),
      shortcut: text(shown['shortcut']),
      ...groupPlace(shown['place']),
      retired: flag(shown['retired'])
    })
  ),
  actor: entity(
    'actor',
    ['name', 'other_names', 'kind', 'colour', 'actor_group', 'joined_into'],
    ['name'],
    (fields) => {
      const { shown } = fields
      return {
        name: text(shown['name']),
        other_names: list(shown, 'otherNames'),
        kind: text(shown['kind']),
        colour: colour(shown['colour']),
        actor_group: text(shown['group']),
        joined_into: reference(fields, shown['joinedInto'])
      }
    },
    { arranged: ['joined'] }
  ),
  coder: entity(
    'coder',
    ['name', 'initials', 'kind', 'joined_into'],
    ['name'],
    (fields) => {
      const { shown } = fields
      return {
        name: text(shown['name']),
        initials: text(shown['initials']),
        kind: text(shown['kind']),
        joined_into: reference(fields, shown['joinedInto'])
      }
    },
    { arranged: ['joined'] }
  ),
  progress: entity('progress', ['coder', 'document', 'state'], ['state'], ({ shown }) => ({
    coder: null,
    document: null,
    state: text(shown['state'])
  })),
  filter: entity('filter', ['name', 'query', 'place_group', 'place_order'], ['name'], ({ shown }) => ({
    name: text(shown['name']),
    query: shown['query'] === undefined ? null : JSON.stringify(shown['query']),
    ...groupPlace(shown['place'])
  })),
  decision: entity('decision', ['sources', 'outcome', 'annotation'], ['sources', 'outcome'], (fields) => {
    const { shown } = fields
    const sources = shown['sources']
    return {
      sources: Array.isArray(sources) ? JSON.stringify(sources) : null,
      outcome: text(shown['outcome']),
      annotation: reference(fields, shown['annotation'])
    }
  }),
  annotation: entity(
    'annotation',
    [
      'document',
      'coder',
      'created',
      'revision',
      'start_utf16',
      'end_utf16',
      'quote',
      'issue',
      'stance',
      'certainty',
      'note',
      'carried_from'
    ],
    ['document', 'coder', 'created', 'revision', 'start_utf16', 'end_utf16', 'quote', 'issue'],
    (fields) => {
      const { shown } = fields
      const anchor = object(shown['anchor'])
      return {
        document: reference(fields, shown['document']),
        coder: reference(fields, shown['coder']),
        created: integer(shown['created']),
        revision: hash(fields, anchor['revision']),
        start_utf16: integer(anchor['start']),
        end_utf16: integer(anchor['end']),
        quote: text(anchor['quote']),
        issue: reference(fields, shown['issue']),
        stance: reference(fields, shown['stance']),
        certainty: text(shown['certainty']),
        note: text(shown['note']),
        carried_from: reference(fields, shown['carriedFrom'])
      }
    },
    {
      arranged: ['today_start', 'today_end'],
      members: { field: 'actors', table: 'annotation_actor', owner: 'annotation', member: 'actor' }
    }
  )
}

/** The entity of a kind; undefined for kinds of a newer version, which stay in the log alone. */
export function entityNamed(kind: string): Entity | undefined {
  return Object.hasOwn(entities, kind) ? entities[kind as KindName] : undefined
}

/** Every column of a kind's table, `n` first. */
export function columnsOf(own: Entity): readonly string[] {
  return ['n', ...own.own, ...own.arranged, ...commonColumns]
}

/** Whether a record has all it needs to be shown. */
export function isComplete(own: Entity, shown: Readonly<Record<string, Json>>, row: Row): boolean {
  const kind = kindNamed(own.kind)
  return (
    kind !== undefined &&
    missingFields(kind, shown).length === 0 &&
    own.required.every((column) => (row[column] ?? null) !== null)
  )
}

/** The numbers of the members of the entity's set, in rising order. */
export function membersIn(own: Entity, fields: Fields): readonly number[] {
  if (!own.members) return []
  return elements(fields.shown, own.members.field)
    .filter(([, value]) => value === true)
    .map(([id]) => fields.number(id))
    .toSorted((a, b) => a - b)
}

function entity(
  kind: KindName,
  own: readonly string[],
  required: readonly string[],
  fill: Entity['fill'],
  more: { readonly arranged?: readonly string[]; readonly members?: Entity['members'] } = {}
): Entity {
  return { kind, own, required, fill, arranged: more.arranged ?? [], members: more.members ?? null }
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}

function integer(value: Json | undefined): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null
}

function flag(value: Json | undefined): number {
  return value === true ? 1 : 0
}

function colour(value: Json | undefined): string | null {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value) ? value : null
}

function object(value: Json | undefined): { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : {}
}

function reference(fields: Fields, value: Json | undefined): number | null {
  return typeof value === 'string' && /^[A-Za-z0-9._:-]{1,120}$/.test(value) ? fields.number(value) : null
}

function hash(fields: Fields, value: Json | undefined): number | null {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? fields.number(value) : null
}

function groupPlace(value: Json | undefined): Row {
  const place = object(value)
  return { place_group: text(place['group']) ?? '', place_order: text(place['order']) ?? '' }
}

function list(shown: Readonly<Record<string, Json>>, name: string): string {
  return JSON.stringify(
    elements(shown, name)
      .filter(([, value]) => value === true)
      .map(([element]) => element)
  )
}

/** The elements of a set or map with their values, in the order of their texts. */
function elements(shown: Readonly<Record<string, Json>>, name: string): readonly (readonly [string, Json])[] {
  const prefix = `${name}/`
  const found: (readonly [string, Json])[] = []
  for (const field of Object.keys(shown))
    if (field.startsWith(prefix)) found.push([field.slice(prefix.length), shown[field] ?? null])
  return found.length < 2 ? found : found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
