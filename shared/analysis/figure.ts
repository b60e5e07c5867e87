/** A figure of agreement: a number, or the reason why there is none. Never a 0 or a 1 in place of "cannot be told". */

/** Why a figure is undefined; the words for people stand in `reasonOf`. */
export type Undefined =
  /** Nothing that two coders can be compared on. */
  | 'nothingToCompare'
  /** Everybody used one value throughout: chance agreement is certain, so nothing is left to be explained. */
  | 'noVariation'
  /** Nobody marked anything. */
  | 'nothingMarked'
  /** No part of the text that one coder gave this value was marked by another. */
  | 'nothingShared'
  /** The measure compares exactly two coders. */
  | 'notTwoCoders'

export type Figure = { readonly value: number } | { readonly value: null; readonly why: Undefined }

/** A figure that has a value. Throws where it is no finite number: that is a bug of the measure. */
export function figure(value: number): Figure {
  if (!Number.isFinite(value)) throw new RangeError(`A figure of ${value}`)
  return { value }
}

/** A figure that cannot be told. */
export function undefinedFigure(why: Undefined): Figure {
  return { value: null, why }
}

/** The sentence that stands in place of an undefined figure. */
export function reasonOf(why: Undefined): string {
  return reasons[why]
}

const reasons: Readonly<Record<Undefined, string>> = {
  nothingToCompare: 'Undefined: there is nothing here that two coders judged.',
  noVariation:
    'Undefined: everybody used one value throughout, so nothing is left to tell agreement from chance.',
  nothingMarked: 'Undefined: nobody marked anything.',
  nothingShared: 'Undefined: nothing that one coder marked was marked by another too.',
  notTwoCoders: 'Undefined: this measure compares exactly two coders.'
}
