/** The words or the expression of a filter, as a test of an annotation's quote and note. */
import type { PassageFilter } from '../../shared/api/filters.ts'
import { ProblemError } from '../../shared/errors.ts'
import { holdsWords, wordsIn } from './words.ts'

export type TextTest = (quote: string, note: string) => boolean

/** Null where the filter has neither. Throws the problem of a bad expression. An expression knows no case and no lines beyond its own. */
export function textTest(filter: PassageFilter): TextTest | null {
  const text = filter.text ?? ''
  if (filter.textAs === 'regex') {
    if (text === '') return null
    const expression = expressionOf(text)
    return (quote, note) => expression.test(quote) || (note !== '' && expression.test(note))
  }
  const words = wordsIn(text)
  if (words.length === 0) return null
  return (quote, note) => holdsWords(note === '' ? quote : `${quote}\n${note}`, words)
}

function expressionOf(source: string): RegExp {
  try {
    return new RegExp(source, 'iu')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // "Invalid regular expression: /(/iu: Unterminated group"
    const why = error.message.split(': ').at(-1) ?? ''
    throw new ProblemError({ code: 'badExpression', about: { why: why.toLowerCase() } })
  }
}
