/** Regular expressions as analysts write them. */
import { fail, ok, type Result } from '../errors.ts'
import type { Finder, Found } from './findWords.ts'

/**
 * An expression as somebody typed it: `cease-?fire` makes no difference of case, ^ and $ stand at line breaks; written between slashes its
 * flags are as written: `/Party/` with case, `/party/i` without. Always with Unicode (u, or v where it is written). Fails with badExpression.
 */
export function compileExpression(text: string): Result<RegExp> {
  const [, body = text, flags = 'im'] = /^\/(.+)\/([imsuv]*)$/su.exec(text) ?? []
  try {
    return ok(new RegExp(body, [...new Set(`g${flags}${flags.includes('v') ? '' : 'u'}`)].join('')))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // "Invalid regular expression: /(/gu: Unterminated group"
    const why = error.message.split(': ').at(-1) ?? ''
    return fail('badExpression', { why: why.charAt(0).toLowerCase() + why.slice(1) })
  }
}

/** A finder of everything that an expression matches, matches of no length left out. It may take for ever: run it where it can be ended. */
export function findExpression(expression: RegExp): Finder {
  return ({ text }) => {
    const places: Found[] = []
    expression.lastIndex = 0
    for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
      if (match[0] === '')
        expression.lastIndex += (text.codePointAt(expression.lastIndex) ?? 0) > 0xffff ? 2 : 1
      else places.push({ start: match.index, end: match.index + match[0].length })
    }
    return places
  }
}
