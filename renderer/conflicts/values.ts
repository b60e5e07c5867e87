/** Values of the log as people read them. */
import type { Json } from '../../shared/model/record.ts'
import type { CodebookIndex } from '../state/codebook.ts'
import { t } from '../ui/words.ts'

/** A value in words: ids by the names of what they stand for, an anchor by its quote. */
export function valueText(field: string, value: Json | undefined, index: CodebookIndex): string {
  if (value === null || value === undefined || value === '') return t('conflicts.empty')
  if (typeof value === 'boolean')
    return elementText(field, index, value) ?? t(value ? 'conflicts.yes' : 'conflicts.no')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return recordName(value, index) ?? value
  if (!Array.isArray(value) && typeof value === 'object') {
    const { quote, parent, name } = value as Readonly<Record<string, Json | undefined>>
    if (typeof quote === 'string') return `“${quote}”`
    if (typeof name === 'string') return name
    if (parent !== undefined)
      return typeof parent === 'string' ? (recordName(parent, index) ?? parent) : t('conflicts.empty')
  }
  return JSON.stringify(value)
}

function recordName(id: string, index: CodebookIndex): string | undefined {
  return (
    index.issues.get(id)?.name ??
    index.stances.get(id)?.label ??
    index.actors.get(id)?.name ??
    index.coders.get(id)?.name
  )
}

function elementText(field: string, index: CodebookIndex, isThere: boolean): string | undefined {
  const at = field.indexOf('/')
  if (at < 0) return undefined
  const element = field.slice(at + 1)
  const name = recordName(element, index) ?? element
  return isThere ? name : t('ui.remove', { name })
}
