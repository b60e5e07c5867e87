/** The codebook as JSON: one object with a list a kind, in their order; what is empty is left out. */
import { fail, ok, type Result } from '../errors.ts'
import type { Json } from '../model/record.ts'
import { parsedJson } from './cellForms.ts'
import { checkRecords, type CodebookFile, type RawRecord } from './codebookFile.ts'
import type { KnownCodebook } from './knownCodebook.ts'

/** Lists of a file, with the kind of record each holds. */
const lists = { issues: 'issue', stances: 'stance', actors: 'actor', coders: 'coder' } as const
type ListName = keyof typeof lists

/** The whole codebook; joined records are part of what they were joined into and are left out. Ends with a line break. */
export function codebookJson(codebook: KnownCodebook): string {
  const file = {
    format: 'parley-codebook',
    version: 1,
    issues: codebook.issues
      .filter(standsForItself)
      .map(({ id, name, parent, definition, examples, supporting, opposing, colour, retired }) => ({
        id,
        name,
        parent,
        ...filled({ definition, examples, supporting, opposing, colour, retired })
      })),
    stances: codebook.stances.map(({ id, key, label, polarity, colour, shortcut, retired }) => ({
      id,
      key,
      label,
      polarity,
      ...filled({ colour, shortcut, retired })
    })),
    actors: codebook.actors.filter(standsForItself).map(({ id, name, otherNames, kind, colour, group }) => ({
      id,
      name,
      ...filled({ otherNames, kind, colour, group })
    })),
    coders: codebook.coders
      .filter(standsForItself)
      .map(({ id, name, initials, kind }) => ({ id, name, ...filled({ initials }), kind }))
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Reads a codebook; lists may be missing, keys of the reader's own are left alone. Fails with badCodebook where it is not one. */
export function readCodebookJson(text: string, name: string): Result<CodebookFile> {
  const json = parsedJson(text.replace(/^\uFEFF/, ''))
  if (json === undefined) return fail('badCodebook', { name, why: 'it is not JSON' })
  if (!isObject(json)) return fail('badCodebook', { name, why: 'it is not one JSON object' })
  const version = json['version'] ?? 1
  if (version !== 1) return fail('badCodebook', { name, why: 'it was written by a newer version of Parley' })
  const rows: RawRecord[] = []
  let found = 0
  for (const list of Object.keys(lists) as ListName[]) {
    const records = json[list]
    if (records === undefined) continue
    if (!Array.isArray(records)) return fail('badCodebook', { name, why: `“${list}” is not a list` })
    found += 1
    for (const fields of records as readonly Json[]) {
      rows.push({ row: rows.length + 1, record: lists[list], fields: isObject(fields) ? fields : {} })
    }
  }
  if (found === 0)
    return fail('badCodebook', { name, why: 'it has none of the lists issues, stances, actors and coders' })
  return ok(checkRecords(rows, (field) => field))
}

function standsForItself(record: { readonly joinedInto: string | null }): boolean {
  return record.joinedInto === null
}

/** The fields that say something: no empty texts and lists, no false. */
function filled(fields: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== '' && value !== false && !(Array.isArray(value) && value.length === 0)
    )
  )
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
