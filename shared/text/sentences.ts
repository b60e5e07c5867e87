/** Where sentences start and end in a stretch of text. Offsets are UTF-16 code units. */
import { span, type Span } from './offsets.ts'

/**
 * The sentences of [start, end), in order and without gaps. A line break inside the stretch ends none (texts come hard-wrapped), nor does the
 * full stop of an abbreviation or of an initial; `closed` (footnote references) belong to the sentence before them.
 */
export function sentencesIn(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  closed: readonly Span[] = []
): readonly Span[] {
  let near = text.slice(start, end).replaceAll('\n', ' ')
  for (const reference of closed) {
    const from = Math.max(0, reference.start - start)
    const to = Math.min(near.length, reference.end - start)
    // Closing brackets stay with the full stop that they follow.
    if (from < to) near = near.slice(0, from) + ')'.repeat(to - from) + near.slice(to)
  }
  const found: Span[] = []
  let from = 0
  for (const { index, segment } of segmenter.segment(near)) {
    const to = index + segment.length
    if (to < near.length && endsInAbbreviation(near, from, to)) continue
    found.push(span(start + from, start + to))
    from = to
  }
  if (from < near.length) found.push(span(start + from, end))
  return found
}

const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' })

/** Written with a full stop and followed by a capital letter, as a rule in the middle of a sentence; in lower case. */
const abbreviations = new Set(
  (
    'mr mrs ms dr prof st gen col lt capt sgt adm maj gov sen rep pres hon rev amb ' +
    'nr ed eds vs cf viz approx ca mme mm mlle bzw vgl abs ziff ggf hl sr sra ud uds núm pág ' +
    'e.g i.e z.b d.h u.a ст п пп г гг т.е т.д им акад проф ген'
  ).split(' ')
)

/** Abbreviations only before a number; else words, as in “They said no. The talks went on.” */
const beforeFigures = new Set('no nos'.split(' '))
/** The same before letters that count (Art. IV, Fig. B), too. */
const beforeNumbers = new Set('art arts para paras sec fig vol'.split(' '))

function endsInAbbreviation(near: string, from: number, to: number): boolean {
  const words = near.slice(Math.max(from, to - 24), to)
  const last = /(?:^|[\s(«„“"'])([\p{L}\p{M}.]+)\.\s+$/u.exec(words)?.[1]
  if (last === undefined) return false
  // An initial (J. Smith) or letters that stand for words (U.S. Congress).
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(last) || abbreviations.has(last.toLowerCase())) return true
  const next = near.slice(to, to + 8)
  if (beforeFigures.has(last.toLowerCase())) return /^\p{Nd}/u.test(next)
  return beforeNumbers.has(last.toLowerCase()) && /^(?:\p{Nd}|(?:[IVXLC]+|\p{Lu})(?!\p{L}))/u.test(next)
}
