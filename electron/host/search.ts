/** Searches over the texts of all documents, and of one. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { readSearch } from '../db/searchIndex/searchTexts.ts'
import type { Core } from './core.ts'
import { openSession } from './projectSession.ts'
import { indexesOf } from './searchIndexing.ts'
import { searchInThread } from './searchThreads.ts'
import { sessionTask } from './sessionTask.ts'

/** Tells hits by the event `hits` under the task's name as they are found, in the order of the documents. */
export function runSearch(
  core: Core,
  { task: name, query, limit }: CheckedInputOf<'search.run'>
): Promise<Result<OutputOf<'search.run'>>> {
  return sessionTask(core, name, async (session, task) => {
    const sought = readSearch(query)
    if (!sought.ok) return sought
    const done = await searchInThread(
      session,
      indexesOf(session)?.texts ?? null,
      { kind: 'run', query, limit },
      {
        signal: task.signal,
        onHits: (hits) => core.publish({ event: 'hits', content: { task: name, hits: [...hits] } }),
        onProgress: (at, total) => task.progress('searching', at, total)
      }
    )
    return done
  })
}

/** How long several searches in one document may take, in milliseconds, before they are ended: an expression may take for ever. */
const longest = 5000

/** Every place in the document's text today where one of the searches finds something, in its order. */
export async function searchInDocument(
  core: Core,
  { document, queries }: CheckedInputOf<'search.inDocument'>
): Promise<Result<OutputOf<'search.inDocument'>>> {
  const session = openSession(core.session)
  const limit = AbortSignal.timeout(longest)
  const done = await searchInThread(
    session,
    null,
    { kind: 'inDocument', document, queries },
    { signal: limit }
  )
  if (!done.ok) return limit.aborted ? fail('searchTooLong') : done
  return ok(done.value.map(({ query, start, end }) => ({ query, start: utf16(start), end: utf16(end) })))
}
