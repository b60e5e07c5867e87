import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuTime } from '../testing/cpuTime.ts'
import { contextOf, findAnchor } from './findAnchor.ts'
import { span, type Span } from './offsets.ts'
import { snapToGraphemes, splitsGrapheme } from './snap.ts'

const clause = fc.constantFrom(
  'No negotiation on territory before a full ceasefire. ',
  'Les enfants déplacés sont rendus à Gene\u0300ve. ',
  'Sanctions are eased only after a settlement. ',
  'إطلاق النار أولا. ',
  'הסכם שלום. ',
  '🏳️‍🌈 👩🏽‍⚖️ 🇺🇦\n',
  'the ',
  'a'
)
const prose = fc.array(clause, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
const proseWithSpan = prose.chain((text) =>
  fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 60 })).map(([start, length]) => ({
    text,
    at: snapToGraphemes(text, span(start, Math.min(text.length, start + length)))
  }))
)

/** Everything findAnchor may know of a passage of another text. */
const known = (text: string, at: Span): { quote: string; prefix: string; suffix: string; hint: Span } => ({
  quote: text.slice(at.start, at.end),
  ...contextOf(text, at),
  hint: at
})

describe('finding a passage again', () => {
  test('gives its own place in the text that it was made on', () => {
    fc.assert(
      fc.property(proseWithSpan, ({ text, at }) => {
        expect(findAnchor({ text, ...known(text, at) })).toEqual({ how: 'position', at, score: 1 })
      })
    )
  })

  test('gives the moved place after words were put in before it, or one that reads the same, or says that it is not sure', () => {
    fc.assert(
      fc.property(proseWithSpan, prose, fc.nat(), ({ text, at }, added, where) => {
        const cut = Math.min(where % (at.start + 1), at.start)
        const later = text.slice(0, cut) + added + text.slice(cut)
        const moved = span(at.start + added.length, at.end + added.length)
        const found = findAnchor({ text: later, ...known(text, at) })
        if (found.how === 'lost' || found.how === 'fuzzy')
          throw new Error(`the very words are there, but: ${found.how}`)
        if (found.how === 'ambiguous' || found.at.start === moved.start) return
        // Another place may be taken only where all that is known of the passage speaks for it at least as well.
        expect(later.slice(found.at.start, found.at.end)).toBe(text.slice(at.start, at.end))
        expect(found.score).toBeGreaterThanOrEqual(0.5)
      }),
      { numRuns: 500 }
    )
  })

  test('gives the moved place of a long passage that stands once, whatever was put in before it', () => {
    const unique = 'Return of all 1,234 déplacés 🕊 to Gene\u0300ve, then السلام for everyone'
    fc.assert(
      fc.property(prose, prose, prose, (before, after, added) => {
        const text = before + unique + after
        const at = span(before.length, before.length + unique.length)
        const found = findAnchor({ ...known(text, at), text: added + text })
        expect(found).toMatchObject({ at: span(at.start + added.length, at.end + added.length) })
      })
    )
  })

  test('is never silently placed on words that differ', () => {
    fc.assert(
      fc.property(proseWithSpan, prose, ({ text, at }, other) => {
        const found = findAnchor({ text: other, ...known(text, at) })
        if (found.how === 'position' || found.how === 'exact') {
          expect(other.slice(found.at.start, found.at.end)).toBe(text.slice(at.start, at.end))
        }
        if (found.how === 'fuzzy')
          expect(other.slice(found.at.start, found.at.end)).not.toBe(text.slice(at.start, at.end))
      })
    )
  })

  test('finds a sentence in which a few words were changed, and says so', () => {
    const old = 'Sanctions on Russia are eased only after a sustainable peace has been reached.'
    const text = `Preamble. Sanctions on Russia will be eased only after a sustainable peace was reached. 🕊`
    const found = findAnchor({ text, quote: old, hint: span(0, old.length) })
    expect(found.how).toBe('fuzzy')
    if (found.how === 'fuzzy') {
      expect(text.slice(found.at.start, found.at.end)).toBe(
        'Sanctions on Russia will be eased only after a sustainable peace was reached.'
      )
    }
  })

  test('asks where the same words stand twice with nothing to tell them apart', () => {
    const found = findAnchor({ text: 'yes to peace. no. yes to peace. no.', quote: 'yes to peace' })
    expect(found).toEqual({
      how: 'ambiguous',
      candidates: [
        { at: span(0, 12), score: 1 },
        { at: span(18, 30), score: 1 }
      ]
    })
  })

  test('takes the one of two equal sentences whose surroundings fit', () => {
    const text = 'Article 1. The parties agree. Article 2. The parties agree. Annex.'
    const start = text.lastIndexOf('The')
    expect(
      findAnchor({ text, quote: 'The parties agree.', prefix: 'Article 2. ', suffix: ' Annex.' })
    ).toEqual({
      how: 'exact',
      at: span(start, start + 18),
      score: 1
    })
  })

  test('does not trust an old place whose words match by chance while the surroundings speak for another', () => {
    const text = 'we support it and they oppose it but we support the plan of Ukraine'
    const start = text.lastIndexOf('support')
    const found = findAnchor({
      text,
      quote: 'support',
      prefix: 'oppose it but we ',
      suffix: ' the plan',
      hint: span(3, 10)
    })
    expect(found).toEqual({ how: 'exact', at: span(start, start + 7), score: 1 })
  })

  test('gives a short word up where its surroundings are gone, though the word stands somewhere', () => {
    const found = findAnchor({
      text: 'Quite another text about peace.',
      quote: 'peace',
      prefix: 'nobody wanted ',
      suffix: ', he said'
    })
    expect(found.how).toBe('ambiguous')
  })

  test('is lost where nothing is alike', () => {
    expect(
      findAnchor({ text: 'Minerals and ports.', quote: 'No negotiation before a full ceasefire' })
    ).toEqual({ how: 'lost' })
    expect(findAnchor({ text: '', quote: 'peace' })).toEqual({ how: 'lost' })
  })

  test('finds a changed passage of 3,000 characters by its two ends', () => {
    const clauses = Array.from(
      { length: 60 },
      (_, i) => `Clause ${i} of the accord binds the ${i % 7 ? 'parties' : 'guarantors'}, item ${i * 7}.`
    )
    const quote = clauses.join(' ')
    const text = `Preamble 🕊. ${quote.replaceAll('binds', 'shall bind')} End.`
    const found = findAnchor({ text, quote })
    expect(found.how).toBe('fuzzy')
    if (found.how === 'fuzzy') {
      expect(text.slice(found.at.start, found.at.end)).toBe(quote.replaceAll('binds', 'shall bind'))
    }
  })

  test('finds a changed quote of 120 characters in a million within a second', () => {
    const filler =
      'The delegation of the coast met the delegation of the hills and talked of harvests and of rain. '
    const quote =
      'Every displaced child is returned to its family within ninety days of the day on which this agreement enters into force.'
    const text = filler.repeat(5_000) + quote.replace('ninety', 'sixty') + filler.repeat(5_000)
    const taken = cpuTime(() => {
      expect(findAnchor({ text, quote }).how).toBe('fuzzy')
    })
    expect(taken).toBeLessThan(1_000)
  })
})

describe('the words around a passage', () => {
  test('are at most 32 code units each and cut no character', () => {
    fc.assert(
      fc.property(proseWithSpan, ({ text, at }) => {
        const { prefix, suffix } = contextOf(text, at)
        expect(text.slice(0, at.start).endsWith(prefix)).toBe(true)
        expect(text.slice(at.end).startsWith(suffix)).toBe(true)
        expect(Math.max(prefix.length, suffix.length)).toBeLessThanOrEqual(32)
        expect([
          splitsGrapheme(text, at.start - prefix.length),
          splitsGrapheme(text, at.end + suffix.length)
        ]).toEqual([false, false])
      })
    )
  })
})
