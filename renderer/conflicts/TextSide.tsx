/** One of two texts that were corrected apart, by how it begins. */
import { useEffect, useState } from 'react'
import type { DocumentId, Hash } from '../../shared/ids.ts'
import type { Json } from '../../shared/model/record.ts'
import { useParley } from '../state/parley.ts'
import { t } from '../ui/words.ts'

/** UTF-16 code units of the text that are shown. */
const shown = 160

/** The hash in a value of a document's field `revision`; null where it is none. */
export function revisionIn(value: Json | undefined): Hash | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { hash } = value as Readonly<Record<string, Json | undefined>>
  return typeof hash === 'string' ? (hash as Hash) : null
}

/** Its length and its first words. */
export function TextSide({ document, revision }: { readonly document: DocumentId; readonly revision: Hash }) {
  const parley = useParley()
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    void parley.client.call('document.correctOpen', { document, revision }).then((answer) => {
      if (isCurrent && answer.ok) setText(answer.value.revision.text)
    })
    return () => {
      isCurrent = false
    }
  }, [parley, document, revision])
  if (text === null) return <>{t('conflicts.textToArrive')}</>
  return (
    <>
      <span className="faint">{t('conflicts.text', { length: text.length })}</span>
      {`\n“${text.slice(0, shown).toWellFormed()}${text.length > shown ? '…' : ''}”`}
    </>
  )
}
