/** The values that an annotation in conflict has, each with who wrote it: one is taken, or all are looked at. */
import { useEffect, useState } from 'react'
import { valueWords } from '../../shared/api/batchSentences.ts'
import type { Say } from '../../shared/api/batchWords.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { ChangeId, RecordId } from '../../shared/ids.ts'
import { splitField, type Json } from '../../shared/model/record.ts'
import { useCodebook, useParley, useSession } from '../state/parley.ts'
import { run, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { formatMoment } from '../ui/format.ts'
import { hasWords, t } from '../ui/words.ts'

type Conflict = OutputOf<'record.get'>['conflicts'][number]

const say: Say = (key, about) => t(`history.sentences.${key}`, about)

/** Nothing where there is no conflict. */
export function AnnotationConflicts({ annotation }: { readonly annotation: AnnotationView }) {
  const parley = useParley()
  const { index } = useCodebook((state) => state)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([])
  const id = annotation.id as string as RecordId
  const isThere = annotation.conflicts.length > 0
  useEffect(() => {
    if (!isThere) return undefined
    let isOver = false
    void parley.client.call('record.get', { kind: 'annotation', id }).then((answer) => {
      if (!isOver && answer.ok) setConflicts(answer.value.conflicts)
    })
    return () => {
      isOver = true
    }
    // Other heads: other values.
  }, [parley, id, isThere, annotation.heads])
  if (!isThere) return null
  const names = Object.fromEntries(
    [index.issues, index.actors, index.coders]
      .flatMap((records) => [...records].map(([key, record]) => [key, record.name]))
      .concat([...index.stances].map(([key, stance]) => [key, stance.label]))
  ) as Readonly<Record<string, string>>
  const take = (field: string, change: ChangeId): void =>
    void run(
      parley,
      'conflict.settle',
      { record: { kind: 'annotation', id }, field, take: { change } },
      seenOf({ kind: 'annotation', id, heads: annotation.heads })
    )
  return (
    <>
      {conflicts.map((conflict) => {
        const { name, element } = splitField(conflict.field)
        const words = `document.conflict.${name}`
        return (
          <div key={`${conflict.field} ${conflict.why}`} className="inspector-warning inspector-conflict">
            <p>{t(hasWords(words) ? words : 'document.conflict.other')}</p>
            {conflict.why === 'values' ? (
              <ul>
                {conflict.sides.map((side) => (
                  <li key={side.change}>
                    <span dir="auto">
                      {element !== null && `${names[element] ?? element}: `}
                      {valueWords(side.value as Json, names, say) || t('document.conflict.nothing')}
                    </span>
                    <span className="history-by">
                      {t('history.by', {
                        who: side.coder === null ? say('nobody') : (names[side.coder] ?? side.coder),
                        when: formatMoment(side.time)
                      })}
                    </span>
                    {!readOnly && (
                      <Button size="small" onPress={() => take(conflict.field, side.change)}>
                        {t('document.conflict.take')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            ) : (
              <Button
                size="small"
                onPress={() =>
                  parley.workspace.setState({
                    dialog: { kind: 'settle', record: { kind: 'annotation', id } }
                  })
                }
              >
                {t('document.inspector.settle')}
              </Button>
            )}
          </div>
        )
      })}
    </>
  )
}
