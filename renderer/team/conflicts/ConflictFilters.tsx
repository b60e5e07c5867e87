/** Filters over the list: kind, coder, document. */
import { useEffect, useState } from 'react'
import { conflictKinds, type ConflictKind } from '../../../shared/api/conflictMethods.ts'
import type { CoderId, DocumentId } from '../../../shared/ids.ts'
import { useCodebook, useParley } from '../../state/parley.ts'
import { SelectField } from '../../ui/fields.tsx'
import { formatNumber } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import { kindName } from './told.ts'
import type { Counts } from './useConflicts.ts'

/** Documents that are offered. */
const most = 500

export function ConflictFilters({
  counts,
  kind,
  coder,
  document,
  onKind,
  onCoder,
  onDocument
}: {
  readonly counts: Counts
  readonly kind: ConflictKind | ''
  readonly coder: CoderId | ''
  readonly document: DocumentId | ''
  readonly onKind: (kind: ConflictKind | '') => void
  readonly onCoder: (coder: CoderId | '') => void
  readonly onDocument: (document: DocumentId | '') => void
}) {
  const coders = useCodebook((state) => state.codebook.coders)
  const kinds = conflictKinds.filter((one) => one === kind || (counts[one] ?? 0) > 0)
  return (
    <div className="conflicts-filters">
      <SelectField
        bare
        label={t('settling.kind')}
        choices={[
          { key: '' as const, name: t('settling.anyKind') },
          ...kinds.map((one) => ({ key: one, name: kindName(one), hint: formatNumber(counts[one] ?? 0) }))
        ]}
        value={kind}
        onChange={onKind}
      />
      <SelectField
        bare
        label={t('settling.coder')}
        choices={[
          { key: '' as const, name: t('settling.anyCoder') },
          ...coders
            .filter(({ joinedInto }) => joinedInto === null)
            .map((one) => ({ key: one.id, name: one.name }))
        ]}
        value={coder}
        onChange={onCoder}
      />
      <DocumentChoice value={document} onChange={onDocument} />
    </div>
  )
}

/** Documents that hold a conflict, or have one themselves. */
function DocumentChoice({
  value,
  onChange
}: {
  readonly value: DocumentId | ''
  readonly onChange: (document: DocumentId | '') => void
}) {
  const { client } = useParley()
  const [found, setFound] = useState<readonly { readonly key: DocumentId; readonly name: string }[]>([])
  useEffect(() => {
    let isCurrent = true
    void client.call('documents.page', { limit: most, filter: { has: 'conflict' } }).then((answer) => {
      if (isCurrent && answer.ok)
        setFound(answer.value.documents.map(({ id, title }) => ({ key: id, name: title })))
    })
    return () => {
      isCurrent = false
    }
  }, [client])
  if (found.length === 0 && value === '') return null
  return (
    <SelectField
      bare
      label={t('settling.document')}
      choices={[{ key: '' as const, name: t('settling.anyDocument') }, ...found]}
      value={value}
      onChange={onChange}
    />
  )
}
