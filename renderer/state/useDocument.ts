/** One document's metadata for its details, asked again when it changes. */
import { useEffect, useState } from 'react'
import type { DocumentView } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { useParley } from './parley.ts'

/** The document as it is now; null while on its way, or once it is gone. */
export function useDocument(id: DocumentId): DocumentView | null {
  const { client } = useParley()
  const [document, setDocument] = useState<DocumentView | null>(null)
  useEffect(() => {
    let isCurrent = true
    const ask = async (): Promise<void> => {
      const answer = await client.call('document.open', { document: id })
      if (isCurrent) setDocument(answer.ok ? answer.value.document : null)
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
  }, [client, id])
  return document
}
