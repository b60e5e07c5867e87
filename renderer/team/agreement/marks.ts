/** The text of a unit, cut where passages of its coders begin and end. */
import type { AgreementUnit } from '../../../shared/api/agreementMethods.ts'
import type { IssueId } from '../../../shared/ids.ts'

/** A stretch of the unit's text on which the same passages stand. */
export type MarkedStretch = {
  readonly text: string
  /** Places of the coders who tagged it, in the order of the unit's coders, rising. */
  readonly coders: readonly number[]
  /** The issues it was tagged with, each once, in the order of the coders. */
  readonly issues: readonly IssueId[]
}

/** The stretches in order; together they are the unit's text. Passages that reach beyond the unit are cut at its ends. */
export function stretchesOf(unit: AgreementUnit): readonly MarkedStretch[] {
  const { start, text } = unit
  const passages = unit.coders.flatMap(({ annotations }, coder) =>
    annotations.map((one) => ({
      coder,
      issue: one.issue,
      from: Math.max(0, one.start - start),
      to: Math.min(text.length, one.end - start)
    }))
  )
  const cuts = new Set([0, text.length])
  for (const { from, to } of passages) if (from < to) cuts.add(from).add(to)
  const places = [...cuts].toSorted((a, b) => a - b)
  return places.slice(0, -1).map((from, i) => {
    const to = places[i + 1] ?? text.length
    const here = passages.filter((one) => one.from <= from && one.to >= to && one.from < one.to)
    return {
      text: text.slice(from, to),
      coders: [...new Set(here.map((one) => one.coder))].toSorted((a, b) => a - b),
      issues: [...new Set(here.map((one) => one.issue))]
    }
  })
}

/** The words of an annotation inside the unit; null where it covers the whole of it. */
export function partOf(
  unit: AgreementUnit,
  annotation: { readonly start: number; readonly end: number }
): string | null {
  const from = Math.max(0, annotation.start - unit.start)
  const to = Math.min(unit.text.length, annotation.end - unit.start)
  const words = unit.text.slice(from, to).trim()
  return words === unit.text.trim() ? null : words
}
