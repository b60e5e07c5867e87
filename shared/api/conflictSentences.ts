/** Conflicts told in words: what it is about, and what each side did. */
import { splitField, type Json } from '../model/record.ts'
import { fewWords, valueWords } from './batchSentences.ts'
import type { Say } from './batchWords.ts'
import type { ConflictSide, ConflictView } from './conflictMethods.ts'
import { sayConflictInEnglish } from './conflictWords.ts'
import type { HistoryNames } from './historyViews.ts'

/** Unicode code points of a value or name in a sentence; all of it is shown where there is room. */
const shown = 80

/** What a conflict is about: "Name of the issue “Ceasefire”". */
export function conflictTitle(conflict: ConflictView, names: HistoryNames, say: Say): string {
  const { kind, record, field, other, why } = conflict
  const about = {
    kind: say(known(`kinds.${record.kind}`, 'kinds.other', say)),
    name: fewWords(conflict.name, shown),
    field: capital(fieldWords(field, say)),
    other: other ? fewWords(names[other.id] ?? '', shown) : ''
  }
  if (kind === 'values') return say(about.name === '' ? 'title.valuesUnnamed' : 'title.values', about)
  if (kind === 'sameIssue' && about.other !== about.name) return say('title.alikeIssue', about)
  const waits = why === 'setAside' && about.other === ''
  return say(waits ? `title.${kind}Waits` : `title.${kind}`, about)
}

/** What every side did, oldest first: "Ana named it “X”", "Ben named it “Y”". */
export function conflictSentences(
  conflict: ConflictView,
  names: HistoryNames,
  say: Say = sayConflictInEnglish
): readonly string[] {
  return conflict.sides.map((side) => sideSentence(side, names, say))
}

/** What one side did. */
export function sideSentence(side: ConflictSide, names: HistoryNames, say: Say): string {
  const { name: field, element } = splitField(side.field)
  const value = side.value as Json
  const who = whoWrote(side, names, say)
  const about = {
    who,
    field: fieldWords(field, say),
    value: fewWords(unquoted(valueWords(value, names, say)), shown),
    it: side.record === null ? say('it') : `“${names[side.record] ?? ''}”`
  }
  if (element !== null) return elementSentence(element, value, about, names, say)
  if (side.field === 'uses') return say('side.used', { who, count: Number(value) })
  if (side.field === 'made') return say('side.made', { who, value: text(value) })
  if (field === 'deleted') return say(value === true ? 'side.deleted' : 'side.restored', { who })
  if (field === 'retired') return say(value === true ? 'side.retired' : 'side.offered', { who })
  if (field === 'revision')
    return side.length === null
      ? say('side.toArrive', { who })
      : say('side.corrected', { who, count: side.length })
  if (field === 'joinedInto')
    return value === null
      ? say('side.unjoined', about)
      : say('side.joined', { who, name: named(value, names, say) })
  if (field === 'place') return placeSentence(side, about, names, say)
  if (value === null) return say('side.cleared', about)
  if (['name', 'label', 'title'].includes(field)) return say('side.named', about)
  if (field === 'issue') return say('side.tagged', about)
  return say(field === 'anchor' ? 'side.anchored' : 'side.set', about)
}

/** What one side wrote, as it stands: for where there is room for all of it. '' where it took something away. */
export function sideValue(side: ConflictSide, names: HistoryNames, say: Say): string {
  const { element } = splitField(side.field)
  if (element !== null && side.value === true) return names[element] ?? element
  return unquoted(valueWords(side.value as Json, names, say))
}

/** Where an issue stands until its circle is settled; '' for other records. */
export function standsSentence({ stands }: ConflictView, say: Say): string {
  if (stands === null) return ''
  return stands.length === 0 ? say('stands.top') : say('stands.below', { name: stands.join(' / ') })
}

/** Who wrote a side, by name. */
export function whoWrote({ coder, change }: ConflictSide, names: HistoryNames, say: Say): string {
  if (coder !== null) return names[coder] ?? say('somebody')
  return change === null ? say('somebody') : say('nobody')
}

/** A field in words, as it is called in a sentence. */
export function fieldWords(field: string, say: Say): string {
  return say(known(`fields.${splitField(field).name}`, 'fields.other', say))
}

type About = { readonly who: string; readonly field: string; readonly value: string; readonly it: string }

function elementSentence(element: string, value: Json, about: About, names: HistoryNames, say: Say): string {
  const name = fewWords(names[element] ?? element, shown)
  if (value === null) return say('side.removed', { ...about, value: name })
  if (value === true) return say('side.added', { ...about, value: name })
  return say('side.mapped', { ...about, element: name })
}

function placeSentence(side: ConflictSide, about: About, names: HistoryNames, say: Say): string {
  const place = side.value as Readonly<Record<string, Json | undefined>> | null
  if (place === null) return say('side.top', about)
  const group = place['group']
  if (typeof group === 'string')
    return group === '' ? say('side.noGroup', about) : say('side.group', { ...about, name: group })
  const where = typeof place['parent'] === 'string' ? 'below' : 'top'
  const how = side.after === null ? '' : side.after === '' ? 'First' : 'After'
  return say(`side.${where}${how}`, {
    ...about,
    name: named(place['parent'], names, say),
    after: fewWords(side.after ?? '', shown)
  })
}

function named(value: Json | undefined, names: HistoryNames, say: Say): string {
  return typeof value === 'string' ? (names[value] ?? say('values.unknown')) : ''
}

function known(key: string, fallback: string, say: Say): string {
  const words = say(key)
  return words === key || words.endsWith(`.${key}`) ? fallback : key
}

/** Quotes come with their marks already. */
function unquoted(words: string): string {
  return words.startsWith('“') && words.endsWith('”') ? words.slice(1, -1) : words
}

function capital(words: string): string {
  const [first = '', ...rest] = words
  return first.toUpperCase() + rest.join('')
}

function text(value: Json): string {
  return typeof value === 'string' ? fewWords(value, shown) : ''
}
