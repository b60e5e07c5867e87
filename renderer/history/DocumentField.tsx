/** Narrows the history to one document: all of them can be chosen, by typing the start of a title too. */
import { useEffect, useState } from 'react'
import type { DocumentId } from '../../shared/ids.ts'
import { useParley, useReading } from '../state/parley.ts'
import { SelectField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

type Offered = { readonly key: DocumentId | ''; readonly name: string }

/** So many are offered, in the order of the list of documents. */
const most = 1000

/** `value` '': all documents. The open one is offered first. */
export function DocumentField({
  value,
  onChange
}: {
  readonly value: DocumentId | ''
  readonly onChange: (document: DocumentId | '') => void
}) {
  const { client } = useParley()
  const open = useReading((state) => state.document)
  const [found, setFound] = useState<readonly Offered[]>([])
  useEffect(() => {
    let isOver = false
    void client.call('documents.page', { limit: most }).then((answer) => {
      if (!isOver && answer.ok)
        setFound(answer.value.documents.map(({ id, title }) => ({ key: id, name: title })))
    })
    return () => {
      isOver = true
    }
  }, [client])
  const choices: readonly Offered[] = [
    { key: '', name: t('history.anyDocument') },
    ...(open ? [{ key: open.id, name: open.title }] : []),
    ...found.filter(({ key }) => key !== open?.id)
  ]
  return (
    <SelectField bare label={t('history.document')} choices={choices} value={value} onChange={onChange} />
  )
}
