/** The layer over the open document: what is shown of it, and what is hidden. */
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { AnnotationView } from '../../shared/api/views.ts'
import { t } from '../ui/words.ts'
import { isWhole, layerFilter, wholeLayer, type Layer } from './layer.ts'
import { useCodebook, useParley, useReading, useSession } from './parley.ts'

export type LayerShown = {
  readonly layer: Layer
  /** Undefined where all is shown. Keeps its identity as long as it lets the same through. */
  readonly filter: ((annotation: AnnotationView) => boolean) | undefined
  readonly hidden: readonly AnnotationView[]
}

/** The layer of the open project over the open document. */
export function useLayer(): LayerShown {
  const parley = useParley()
  const project = useSession((state) => state.project?.key ?? '')
  const layer = useStore(parley.layer, (state) => state.layers.get(project) ?? wholeLayer)
  const anyway = useStore(parley.layer, (state) => state.anyway)
  const codebook = useCodebook((state) => state.codebook)
  const annotations = useReading((state) => state.annotations)
  const filter = useMemo(() => {
    if (isWhole(layer)) return undefined
    const passes = layerFilter(layer, codebook)
    return (annotation: AnnotationView) => passes(annotation) || anyway.has(annotation.id)
  }, [layer, codebook, anyway])
  const hidden = useMemo(
    () => (filter ? annotations.filter((one) => one.place !== null && !filter(one)) : nothing),
    [filter, annotations]
  )
  return { layer, filter, hidden }
}

/** "38 of another coder are hidden": what is not shown, and of whom where that is why. */
export function hiddenWords({ layer, hidden }: LayerShown): string {
  const count = hidden.length
  const onlyCoder = layer.coder.length > 0 && isWhole({ ...layer, coder: [] })
  if (!onlyCoder) return t('read.layer.hidden', { count })
  const coders = new Set(hidden.map((one) => one.coder)).size
  return coders === 1
    ? t('read.layer.hiddenOfCoder', { count })
    : t('read.layer.hiddenOfCoders', { count, coders })
}

const nothing: readonly never[] = []
