/** Several conflicts at once: one choice for all of them, in one step. */
import { useEffect, useState } from 'react'
import { conflictChoices, takeFor } from '../../../shared/api/conflictChoices.ts'
import { offeredKinds } from '../../../shared/api/conflictMethods.ts'
import type { Json } from '../../../shared/model/record.ts'
import { splitField } from '../../../shared/model/record.ts'
import { useParley, useSession } from '../../state/parley.ts'
import { isReadOnly } from '../../state/session.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { t } from '../../ui/words.ts'
import { manyWords } from './counted.ts'
import { decline, settle, settleBy, type ConflictKey } from './settling.ts'
import { valueOf } from './told.ts'

/** Values that are offered for all, and conflicts that are looked at for them. */
const mostValues = 30
const mostLooked = 1000

export function ManyDetails({
  title,
  conflicts,
  onDone,
  onNone
}: {
  readonly title: string
  readonly conflicts: readonly ConflictKey[]
  readonly onDone: () => void
  /** Chooses none; absent where nothing was chosen but a whole kind is looked at. */
  readonly onNone?: () => void
}) {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  const fitting = conflictChoices
    .map((choice) => ({ choice, count: conflicts.filter((one) => takeFor(one, choice) !== null).length }))
    .filter(({ count }) => count > 0)
  const offers = conflicts.filter(({ kind }) => offeredKinds.includes(kind))
  return (
    <article className="conflict-details">
      <h2>{title}</h2>
      {fitting.length === 0 && <p className="soft">{t('settling.many.none')}</p>}
      {fitting.length > 0 && !readOnly && (
        <>
          <p className="soft">{t('settling.many.about')}</p>
          <div className="conflict-actions">
            {fitting.map(({ choice, count }) => (
              <Button
                key={choice}
                look={choice === 'delete' ? 'danger' : 'plain'}
                onPress={() => void settleBy(parley, conflicts, choice).then(onDone)}
              >
                {manyWords(choice, { fitting: count, chosen: conflicts.length })}
              </Button>
            ))}
            {offers.length > 0 && (
              <Button
                onPress={() =>
                  void decline(
                    parley,
                    offers.map(({ id }) => id),
                    true
                  ).then(onDone)
                }
              >
                {manyWords('decline', { fitting: offers.length, chosen: conflicts.length })}
              </Button>
            )}
          </div>
          <OneValue conflicts={conflicts} onDone={onDone} />
        </>
      )}
      {onNone && (
        <div className="conflict-actions">
          <Button look="quiet" size="small" onPress={onNone}>
            {t('settling.unchoose')}
            <kbd>Esc</kbd>
          </Button>
        </div>
      )}
    </article>
  )
}

type Offered = { readonly key: string; readonly name: string; readonly value: Json }

/** Where all are about the same field: a value that some side wrote, for all of them. */
function OneValue({
  conflicts,
  onDone
}: {
  readonly conflicts: readonly ConflictKey[]
  readonly onDone: () => void
}) {
  const parley = useParley()
  const [values, setValues] = useState<readonly Offered[]>([])
  const [picked, setPicked] = useState('')
  const [first] = conflicts
  const isOne =
    first !== undefined &&
    conflicts.length > 1 &&
    !ownFields.includes(splitField(first.field).name) &&
    conflicts.every(
      ({ why, field, record }) =>
        why === 'values' && field === first.field && record.kind === first.record.kind
    )
  const wanted = isOne ? conflicts.map(({ id }) => id).join(' ') : ''
  useEffect(() => {
    if (wanted === '') return undefined
    let isCurrent = true
    const ids = new Set(wanted.split(' '))
    void parley.client
      .call('conflicts.page', { filter: { kinds: ['values'] }, limit: mostLooked })
      .then((answer) => {
        if (!isCurrent || !answer.ok) return
        const { conflicts: looked, names } = answer.value
        const offered = new Map<string, Offered>()
        for (const conflict of looked)
          if (ids.has(conflict.id))
            for (const side of conflict.sides) {
              const key = JSON.stringify(side.value)
              const name = valueOf(side, { conflict, names }) || t('settling.empty')
              if (offered.size < mostValues) offered.set(key, { key, name, value: side.value as Json })
            }
        setValues([...offered.values()])
      })
    return () => {
      isCurrent = false
    }
  }, [parley, wanted])
  const [lead] = values
  if (!isOne || !lead) return null
  const chosen = values.find(({ key }) => key === picked) ?? lead
  return (
    <div className="conflict-value-for-all">
      <SelectField
        label={t('settling.many.value')}
        choices={values}
        value={chosen.key}
        onChange={(key) => setPicked(key)}
      />
      <Button
        onPress={() => void settle(parley, conflicts, () => ({ value: chosen.value as never })).then(onDone)}
      >
        {t('settling.many.takeValue')}
      </Button>
    </div>
  )
}

/** Values that belong to their record: another's makes no sense in it. */
const ownFields = [
  'anchor',
  'revision',
  'original',
  'place',
  'joinedInto',
  'draftOf',
  'name',
  'title',
  'label',
  'key'
]
