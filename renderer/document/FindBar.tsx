/** Find in the text: over the whole text, mounted or not. */
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { findIn, mostFound, nextFrom } from './find.ts'
import type { Surface } from './surface.ts'

export function FindBar({ surface, onClose }: { readonly surface: Surface; readonly onClose: () => void }) {
  const [words, setWords] = useState('')
  const [at, setAt] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const from = useRef(surface.selected()?.anchor ?? 0)
  const found = useMemo(() => findIn(surface.text, words), [surface, words])

  const go = (index: number): void => {
    const one = found[index]
    setAt(index)
    surface.show(found, one ?? null)
    if (one) surface.scrollTo(one.start)
  }
  const step = (by: number): void => {
    if (found.length > 0) go((at + by + found.length) % found.length)
  }
  // Typing on looks again from where the search began.
  useEffect(() => {
    const index = nextFrom(found, from.current)
    setAt(index)
    surface.show(found, found[index] ?? null)
    const one = found[index]
    if (one) surface.scrollTo(one.start)
  }, [found, surface])
  useEffect(() => {
    input.current?.focus({ preventScroll: true })
    input.current?.select()
    return () => surface.show([], null)
  }, [surface])

  const close = (): void => {
    const one = found[at]
    if (one) surface.select({ anchor: one.start, focus: one.end })
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const count =
    found.length === mostFound
      ? t('document.find.many', { number: mostFound })
      : t('document.find.count', { at: at + 1, number: found.length })
  return (
    <div className="find-bar" role="search">
      <input
        ref={input}
        className="input"
        aria-label={t('document.find.label')}
        placeholder={t('document.find.label')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="find-count" role="status">
        {words.trim() === '' ? '' : found.length === 0 ? t('document.find.nothing') : count}
      </span>
      <IconButton
        label={t('document.find.previous')}
        keys="Shift+Enter"
        icon={ChevronUp}
        size="small"
        onPress={() => step(-1)}
      />
      <IconButton
        label={t('document.find.next')}
        keys="Enter"
        icon={ChevronDown}
        size="small"
        onPress={() => step(1)}
      />
      <IconButton label={t('document.find.close')} keys="Esc" icon={X} size="small" onPress={close} />
    </div>
  )
}
