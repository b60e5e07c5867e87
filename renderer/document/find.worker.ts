/** Looks through a text in a thread of its own, so that no text is too long and no pattern too slow for the window. */
import { findIn, type FindQuery, type FindText } from './find.ts'

/** `text` comes first; each `look` takes the place of the one before. */
export type FindRequest =
  | ({ readonly kind: 'text' } & FindText)
  | { readonly kind: 'look'; readonly number: number; readonly query: FindQuery }
/** Starts and ends one after the other; `isLast`: the whole text has been looked at, or enough was found. */
export type FindReport = {
  readonly number: number
  readonly places: Int32Array
  readonly upTo: number
  readonly isMany: boolean
  readonly isLast: boolean
}

let text: FindText = { text: '', edges: [] }
let current = 0

addEventListener('message', ({ data }: MessageEvent<FindRequest>) => {
  if (data.kind === 'text') text = data
  else void look(data.number, data.query)
})

async function look(number: number, query: FindQuery): Promise<void> {
  current = number
  let isMany = false
  for (const part of findIn(text, query)) {
    isMany = part.isMany
    const places = Int32Array.from(part.found.flatMap((one) => [one.start, one.end]))
    postMessage({ number, places, upTo: part.upTo, isMany, isLast: false } satisfies FindReport)
    await nextTurn()
    if (current !== number) return
  }
  const upTo = text.text.length
  postMessage({ number, places: new Int32Array(0), upTo, isMany, isLast: true } satisfies FindReport)
}

/** Lets a newer request in. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
