/** What the documents have between them, kept true while it is shown. */
import { useEffect, useState } from 'react'
import type { DocumentDetails, DocumentsOverview } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { useParley, useSession } from '../state/parley.ts'
import { detailsOf } from './documentActions.ts'

/** Changes that come close together are asked for once, after this many ms. */
const lag = 120

/** Groups, kinds, attributes in use, and how far the coder is; null until it is here. */
export function useOverview(): DocumentsOverview | null {
  const { client } = useParley()
  const coder = useSession((state) => state.project?.coder ?? null)
  const [overview, setOverview] = useState<DocumentsOverview | null>(null)
  useEffect(() => {
    let isCurrent = true
    let waiting: ReturnType<typeof setTimeout> | undefined
    const ask = async (): Promise<void> => {
      const answer = await client.call('documents.overview', {})
      if (isCurrent && answer.ok) setOverview(answer.value)
    }
    void ask()
    const end = client.on('changed', ({ records }) => {
      const isTouched =
        records === null || ['document', 'annotation', 'progress', 'coder'].some((kind) => kind in records)
      if (!isTouched) return
      clearTimeout(waiting)
      waiting = setTimeout(() => void ask(), lag)
    })
    return () => {
      isCurrent = false
      clearTimeout(waiting)
      end()
    }
  }, [client, coder])
  return overview
}

/** All about these documents, asked again when something of them changes; null until it is here. Those that are gone are left out. */
export function useDetails(ids: readonly DocumentId[]): readonly DocumentDetails[] | null {
  const parley = useParley()
  const coder = useSession((state) => state.project?.coder ?? null)
  const key = ids.join(' ')
  const [found, setFound] = useState<{
    readonly key: string
    readonly documents: readonly DocumentDetails[]
  } | null>(null)
  useEffect(() => {
    let isCurrent = true
    let waiting: ReturnType<typeof setTimeout> | undefined
    const wanted = key.split(' ') as DocumentId[]
    const ask = async (): Promise<void> => {
      const answer = await detailsOf(parley, wanted)
      if (isCurrent && answer.ok) setFound({ key, documents: answer.value })
    }
    void ask()
    const end = parley.client.on('changed', ({ records, documents }) => {
      const own = new Set<string>(wanted)
      const isTouched =
        records === null ||
        documents === null ||
        documents.some((id) => own.has(id)) ||
        'document' in records ||
        'progress' in records ||
        'coder' in records
      if (!isTouched) return
      clearTimeout(waiting)
      waiting = setTimeout(() => void ask(), wanted.length > 1 ? lag : 0)
    })
    return () => {
      isCurrent = false
      clearTimeout(waiting)
      end()
    }
  }, [parley, key, coder])
  return found?.key === key ? found.documents : null
}
