/** Telling what came by the team folder. */
import type { TeamArrivalView } from '../../shared/api/teamMethods.ts'
import { t } from '../ui/words.ts'
import type { Parley } from './parley.ts'
import { toast } from './tell.ts'

/** Coders who are named in one message; the rest are counted. */
const mostNamed = 3

/** One coder's work in a few words: "7 annotations by Ben in 2 documents". */
export function arrivalWords({ name, annotations, documents, changes }: TeamArrivalView): string {
  const who = name === '' ? t('folder.somebody') : name
  if (annotations === 0) return t('folder.changesBy', { count: changes, name: who })
  return t('folder.annotationsBy', {
    annotations: t('folder.annotations', { count: annotations }),
    name: who,
    documents: t('folder.documents', { count: documents })
  })
}

/** Says it at the foot of the window; nothing came: nothing is said. */
export function tellArrivals(parley: Parley, arrivals: readonly TeamArrivalView[]): void {
  if (arrivals.length === 0) return
  const named = arrivals.slice(0, mostNamed).map(arrivalWords)
  const others = arrivals.length - named.length
  const more = others > 0 ? [t('folder.others', { count: others })] : []
  toast(parley, t('folder.came', { what: [...named, ...more].join('; ') }))
}
