/** Records of another project's codebook, each with what becomes of it here. */
import { useMemo, useState } from 'react'
import type {
  BringInKind,
  BringInMapping,
  BringInRecord,
  BringInTarget
} from '../../../shared/api/bringInMethods.ts'
import type { CodebookView } from '../../../shared/api/views.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { issuePaths } from '../../../shared/export/knownCodebook.ts'
import { useCodebook } from '../../state/parley.ts'
import { SelectField, type Choice } from '../../ui/fields.tsx'
import { t } from '../../ui/words.ts'
import { ShowMore } from './BringInDocuments.tsx'

type BringInRecordsProps = {
  readonly kind: BringInKind
  readonly records: readonly BringInRecord[]
  /** What the analyst chose; the others stand as proposed. */
  readonly chosen: BringInMapping[BringInKind]
  readonly onMap: (id: RecordId, target: BringInTarget) => void
}

const pageSize = 60

export function BringInRecords({ kind, records, chosen, onMap }: BringInRecordsProps) {
  const codebook = useCodebook((state) => state.codebook)
  const [shown, setShown] = useState(pageSize)
  const choices = useMemo(() => choicesOf(codebook, kind), [codebook, kind])
  if (records.length === 0) return <p className="faint">{t('merge.bringIn.empty')}</p>
  return (
    <section aria-label={t(`merge.bringIn.parts.${kind}`)}>
      <ul className="bring-in-list">
        {records.slice(0, shown).map((record) => (
          <li key={record.id} className="bring-in-record">
            <span className="bring-in-name">
              {record.above.length > 0 && (
                <span className="faint ellipsis" dir="auto">
                  {record.above.join(' › ')} ›
                </span>
              )}
              <span dir="auto">{record.name}</span>
              <span className="faint bring-in-why">
                {[
                  record.uses === 0
                    ? t('merge.bringIn.unused')
                    : t('merge.bringIn.used', { count: record.uses }),
                  t(`merge.bringIn.why.${record.why}`)
                ].join(' · ')}
              </span>
            </span>
            <SelectField
              label={t('merge.bringIn.becomes', { name: record.name })}
              bare
              choices={choices}
              value={keyOf(chosen[record.id] ?? record.proposed)}
              onChange={(key) => onMap(record.id, targetOf(key))}
            />
          </li>
        ))}
      </ul>
      <ShowMore count={records.length - shown} onMore={() => setShown((now) => now + 10 * pageSize)} />
    </section>
  )
}

/** Two that are always there, then every record of ours that stands for itself. */
function choicesOf(codebook: CodebookView, kind: BringInKind): readonly Choice<string>[] {
  const paths = issuePaths(codebook.issues)
  const ours = {
    issue: codebook.issues.filter(standsForItself).map(({ id }) => [id, (paths.get(id) ?? []).join(' › ')]),
    stance: codebook.stances.map(({ id, label }) => [id, label]),
    actor: codebook.actors.filter(standsForItself).map(({ id, name }) => [id, name]),
    coder: codebook.coders.filter(standsForItself).map(({ id, name }) => [id, name])
  }[kind]
  return [
    { key: keyOf({ as: 'new' }), name: t('merge.bringIn.asNew') },
    { key: keyOf({ as: 'none' }), name: t('merge.bringIn.asNone') },
    ...ours.map(([id = '', name = '']) => ({
      key: `ours ${id}`,
      name: t('merge.bringIn.ours', { name })
    }))
  ]
}

function standsForItself({ joinedInto }: { readonly joinedInto: RecordId | null }): boolean {
  return joinedInto === null
}

function keyOf(target: BringInTarget): string {
  return target.as === 'ours' ? `ours ${target.id}` : target.as
}

function targetOf(key: string): BringInTarget {
  if (key === 'new' || key === 'none') return { as: key }
  return { as: 'ours', id: key.slice('ours '.length) as RecordId }
}
