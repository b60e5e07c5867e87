/** One document's metadata for its details, kept true while it is shown. */
import { useEffect, useState } from 'react'
import type { DocumentView } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { useParley, useReading } from './parley.ts'

/** The document as it is now; null while on its way, or once it is gone. The one that is read is not asked for a second time. */
export function useDocument(id: DocumentId): DocumentView | null {
  const { client } = useParley()
  const read = useReading((state) => (state.document?.id === id ? state.document : null))
  const [asked, setAsked] = useState<DocumentView | null>(null)
  const isRead = read !== null
  useEffect(() => {
    if (isRead) return undefined
    let isCurrent = true
    const ask = async (): Promise<void> => {
      const answer = await client.call('document.open', { document: id })
      if (isCurrent) setAsked(answer.ok ? answer.value.document : null)
    }
    void ask()
    const end = client.on('changed', ({ records, documents }) => {
      if (
        records === null ||
        records['document']?.includes(id) ||
        documents === null ||
        documents.includes(id)
      )
        void ask()
    })
    return () => {
      isCurrent = false
      end()
    }
  }, [client, id, isRead])
  return read ?? (asked?.id === id ? asked : null)
}
