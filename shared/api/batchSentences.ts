/** Batches of the history told in words: what was done, to what, from what to what. */
import type { Json } from '../model/record.ts'
import { splitField } from '../model/record.ts'
import { commandInEnglish, type Say } from './batchWords.ts'
import type { HistoryBatch, HistoryChange, HistoryDeed, HistoryNames } from './historyViews.ts'

/** A field of a change in words; '' where there was or is nothing. */
export type FieldWords = { readonly field: string; readonly before: string; readonly after: string }

/** What a batch did, in a sentence without its full stop. `say` looks up `sentenceWords`; names as the page gave them. */
export function batchSentence(
  batch: Omit<HistoryDeed, 'batch'> & Pick<HistoryBatch, 'batch' | 'about'>,
  names: HistoryNames,
  say: Say
): string {
  if (!batch.about) return deedSentence(batch, names, say)
  return say(batch.command === 'redo' ? 'didAgain' : 'undid', { what: deedSentence(batch.about, names, say) })
}

/** Every field of a change, in words; what nobody asks for (when it was made, which changes a decision has seen) is left out. */
export function changeWords(change: HistoryChange, names: HistoryNames, say: Say): readonly FieldWords[] {
  const unasked = change.kind === 'decision' ? ['sources', 'annotation'] : ['created']
  return change.fields
    .filter(({ field }) => !unasked.includes(field))
    .map(({ field, before, after }) => {
      const { name, element } = splitField(field)
      // What is on or off was off before anybody turned it on.
      const isFlag = element === null && (typeof before === 'boolean' || typeof after === 'boolean')
      const of = (given: unknown): string => {
        const value = isFlag && given === null && !change.made ? false : given
        if (name === 'blind' && typeof value === 'boolean') return say(value ? 'values.on' : 'values.off')
        if (name === 'outcome' && typeof value === 'string') return say(`values.${value}`)
        const own = valueWords(value as Json, names, say)
        if (element === null || own === '') return own
        const named = names[element] ?? element
        return value === true ? named : `${named}: ${own}`
      }
      return { field: fieldWords(name, say), before: of(before), after: of(after) }
    })
}

/** What a record is called in the history: an annotation, and a decision about some, by its words. */
export function recordWords(
  change: Pick<HistoryChange, 'kind' | 'id' | 'quote'>,
  names: HistoryNames
): string {
  const { kind, id, quote } = change
  return kind === 'annotation' || kind === 'decision' ? fewWords(quote) : (names[id] ?? '')
}

/** The first words of a quote, in one line. */
export function fewWords(text: string, most = 44): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  const points = [...line]
  if (points.length <= most) return line
  const cut = points.slice(0, most).join('')
  const end = cut.lastIndexOf(' ')
  return `${(end > most / 2 ? cut.slice(0, end) : cut).replace(/[\s\p{P}]+$/u, '')}…`
}

function deedSentence(deed: HistoryDeed, names: HistoryNames, say: Say): string {
  const { command, changes, total } = deed
  const tagged = changes.find((change) => change.kind === 'annotation')
  const first = command.startsWith('annotation.') && tagged ? tagged : changes[0]
  if (!first) return deed.hidden ? say('hidden', { count: total }) : say('nothing')
  const quote = fewWords(first.quote)
  const name = recordWords(first, names)
  const kind = kindWords(first.kind, say)
  const issue = nameOf(afterOf(first, 'issue') ?? beforeOf(first, 'issue'), names, say)
  switch (command) {
    case 'project.create':
      return say('project', { name: names['project'] ?? text(afterOf(first, 'name')) })
    case 'project.rename':
      return say('renamedProject', { after: text(afterOf(first, 'name')) })
    case 'project.setBlind':
      return say(afterOf(first, 'blind') === true ? 'blindBegun' : 'blindEnded')
    case 'annotation.tag': {
      const stance = afterOf(first, 'stance')
      return stance === undefined
        ? say('taggedUndecided', { quote, issue })
        : say('tagged', { quote, issue, stance: nameOf(stance, names, say) })
    }
    case 'annotation.tagMany':
      return say('taggedMany', { count: total, quote, issue })
    case 'project.bringIn':
      return say('broughtIn', { count: total })
    case 'annotation.import':
      return say('readBack', { count: total })
    case 'annotation.change':
      return total === 1 ? retagged(first, names, say) : say('changedMany', { count: total, quote })
    case 'annotation.delete':
      return total === 1
        ? say('deletedAnnotation', { quote, issue: issueOf(first, names, say) })
        : say('deletedMany', { count: total, quote })
    case 'decision.make':
    case 'decision.change':
      return decided(deed, names, say)
    case 'decision.delete':
      return say('reopened', { quote })
    case 'record.restore':
      return total === 1 ? say('restored', { kind, name }) : say('restoredMany', { count: total, kind, name })
    case 'document.import':
      return total === 1 ? say('imported', { name }) : say('importedMany', { count: total, name })
    case 'document.correct':
      return say('corrected', { name })
    case 'document.delete':
      return deletedDocuments(deed, names, say)
    case 'progress.set':
      return say('progress', { after: text(afterOf(first, 'state')) })
    case 'codebook.import':
      return say('codebook', { count: total })
    case 'conflict.settle':
      return say('settled', { kind, name, fields: fieldList(first, say) })
    case 'conflict.settleMany':
      return total === 1
        ? say('settled', { kind, name, fields: fieldList(first, say) })
        : say('settledMany', { count: total, kind, name })
    default:
      return total === 1 || !/\.(change|place)$/.test(command)
        ? recordSentence(command, first, names, say)
        : say('many', { command: commandInEnglish(command), count: total, name })
  }
}

/** A decision comes before the gold annotation it made; a rejected question has none. */
function decided({ command, changes, total }: HistoryDeed, names: HistoryNames, say: Say): string {
  const gold = changes.find((change) => change.kind === 'annotation')
  const made = changes.find((change) => change.kind === 'decision')
  if (command === 'decision.make' && total > 2) return say('decidedMany', { count: Math.round(total / 2) })
  if (made && afterOf(made, 'outcome') === 'rejected') {
    const document = nameOf(made.document, names, say)
    return made.quote === '' ? say('rejected') : say('rejectedAll', { quote: fewWords(made.quote), document })
  }
  if (!gold) return say('keptDecision')
  return say('decided', { quote: fewWords(gold.quote), issue: issueOf(gold, names, say) })
}

/** Annotations come before the document that they stood in. */
function deletedDocuments(deed: HistoryDeed, names: HistoryNames, say: Say): string {
  const { changes, last, total } = deed
  const documents = [...changes, ...(last ? [last] : [])].filter((change) => change.kind === 'document')
  const [document] = documents
  const name = document ? recordWords(document, names) : ''
  if (total === 1) return say('deleted', { kind: kindWords('document', say), name })
  return documents.length > 1
    ? say('deletedDocuments', { name, count: total })
    : say('deletedDocument', { name, count: total - 1 })
}

/** The sentence of a command that is about one record of the codebook, a person, a document or a filter. */
function recordSentence(command: string, change: HistoryChange, names: HistoryNames, say: Say): string {
  const kind = kindWords(change.kind, say)
  const title = ['name', 'label', 'title'].find((field) => change.fields.some((one) => one.field === field))
  const name = text(title && afterOf(change, title)) || recordWords(change, names)
  if (change.made && afterOf(change, 'kind') === 'gold') return say('madeGold', { name })
  if (change.made) return say('made', { kind, name })
  if (change.gone || afterOf(change, 'deleted') === true) return say('deleted', { kind, name })
  if (command.endsWith('.join'))
    return say('joined', { kind, name, into: nameOf(afterOf(change, 'joinedInto'), names, say) })
  if (command.endsWith('.retire'))
    return say(afterOf(change, 'retired') === true ? 'retired' : 'offered', { kind, name })
  if (command.endsWith('.move') || command.endsWith('.place')) return say('movedRecord', { kind, name })
  if (title && change.fields.length === 1)
    return say('renamed', { kind, before: text(beforeOf(change, title)), after: name })
  return say('changed', { kind, name, fields: fieldList(change, say) })
}

function retagged(change: HistoryChange, names: HistoryNames, say: Say): string {
  const quote = fewWords(change.quote)
  const [only, ...others] = change.fields
  const named = (value: Json | undefined): string => nameOf(value, names, say)
  if (!only || others.length > 0) return say('changedAnnotation', { quote, fields: fieldList(change, say) })
  const [before, after] = [only.before as Json, only.after as Json]
  switch (only.field) {
    case 'issue':
      return say('retagged', { quote, before: named(before), after: named(after) })
    case 'stance':
      return after === null
        ? say('stanceTaken', { quote, before: named(before) })
        : say('stance', { quote, after: named(after) })
    case 'anchor':
      return say('moved', { before: fewWords(quoteIn(before), 40), after: fewWords(quoteIn(after), 40) })
    case 'note':
      return say(after === null ? 'noteTaken' : 'note', { quote })
    case 'certainty':
      if (after !== null) return say('certainty', { quote, after: valueWords(after, names, say) })
      break
    default:
  }
  return say('changedAnnotation', { quote, fields: fieldList(change, say) })
}

function issueOf(change: HistoryChange, names: HistoryNames, say: Say): string {
  return change.issue === null ? say('values.unknown') : (names[change.issue] ?? say('values.unknown'))
}

function fieldList(change: HistoryChange, say: Say): string {
  const fields = change.fields.map(({ field }) => fieldWords(splitField(field).name, say))
  return [...new Set(fields)].join(', ')
}

const known = (key: string, fallback: string, say: Say): string => {
  const words = say(key)
  return words === key || words.endsWith(`.${key}`) ? say(fallback) : words
}

function fieldWords(name: string, say: Say): string {
  return known(`fields.${name}`, 'fields.other', say)
}

function kindWords(kind: string, say: Say): string {
  return known(`kinds.${kind}`, 'kinds.other', say)
}

/** A value of the log in words: ids by names, an anchor by its quote, a place by what it stands under. */
export function valueWords(value: Json | undefined, names: HistoryNames, say: Say): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return say(value ? 'values.yes' : 'values.no')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string')
    return names[value] ?? (['low', 'medium', 'high'].includes(value) ? say(`values.${value}`) : value)
  if (Array.isArray(value)) return value.map((one: Json) => valueWords(one, names, say)).join(', ')
  const parts = value as Readonly<Record<string, Json | undefined>>
  if (typeof parts['quote'] === 'string') return `“${parts['quote']}”`
  if (parts['hash'] !== undefined && typeof parts['name'] === 'string') return parts['name']
  if (parts['hash'] !== undefined) return say('values.text')
  if (typeof parts['parent'] === 'string')
    return say('values.below', { name: nameOf(parts['parent'], names, say) })
  if (parts['parent'] === null) return say('values.top')
  if (typeof parts['group'] === 'string')
    return parts['group'] === '' ? say('values.noGroup') : say('values.group', { name: parts['group'] })
  return JSON.stringify(value)
}

function nameOf(value: Json | undefined, names: HistoryNames, say: Say): string {
  return typeof value === 'string' ? (names[value] ?? say('values.unknown')) : say('values.unknown')
}

function quoteIn(value: Json): string {
  return typeof value === 'object' && value !== null && 'quote' in value ? text(value['quote']) : ''
}

function afterOf(change: HistoryChange, field: string): Json | undefined {
  return change.fields.find((one) => one.field === field)?.after as Json | undefined
}

function beforeOf(change: HistoryChange, field: string): Json | undefined {
  return change.fields.find((one) => one.field === field)?.before as Json | undefined
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
