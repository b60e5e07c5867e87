/** The question in hand, asked for again whenever something about it may have changed. */
import { useEffect, useState } from 'react'
import type { AnnotationId } from '../../../shared/ids.ts'
import { useParley } from '../../state/parley.ts'
import { inHandAfter, type InHand } from './inHand.ts'
import type { Compared } from './useCompared.ts'

/** Kinds of records that a question is made of. */
export const questionKinds = [
  'annotation',
  'decision',
  'progress',
  'document',
  'issue',
  'actor',
  'coder',
  'project'
]

/** Null where there is none, or it is not here yet; the last one stays until the next is here. */
export function useQuestion({ coders, gold }: Compared, annotation: AnnotationId | null): InHand | null {
  const parley = useParley()
  const [shown, setShown] = useState<InHand | null>(null)
  const [moment, setMoment] = useState(0)
  useEffect(
    () =>
      parley.client.on('changed', ({ records }) => {
        if (records === null || questionKinds.some((kind) => kind in records)) setMoment((now) => now + 1)
      }),
    [parley]
  )
  useEffect(() => {
    if (annotation === null) return
    let isCurrent = true
    void parley.client.call('adjudication.item', { coders, gold, annotation }).then((answer) => {
      if (isCurrent) setShown((before) => inHandAfter(before, annotation, answer))
    })
    return () => {
      isCurrent = false
    }
  }, [parley, coders, gold, annotation, moment])
  return annotation === null ? null : shown
}
