/** A field to find one thing by typing: a list that follows the letters, arrows to walk it, Enter to take it. */
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'

export type Option = { readonly id: string; readonly content: ReactNode }

export type PickerProps = {
  readonly label: string
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly options: readonly Option[]
  readonly onPick: (id: string) => void
  /** The list stays open and Enter is left to the owner, who takes what `onActive` named last. */
  readonly stays?: boolean
  readonly onActive?: (id: string | null) => void
  /** Looks at a key first; true: it was used. */
  readonly onKey?: (event: KeyboardEvent<HTMLInputElement>) => boolean
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly isDisabled?: boolean
}

/** A combo box whose list is beside the field, not in a window of its own: nothing covers the passage and no focus moves. */
export function Picker({
  label,
  query,
  onQuery,
  options,
  onPick,
  stays = false,
  onActive,
  onKey,
  placeholder,
  autoFocus = false,
  isDisabled = false
}: PickerProps) {
  const list = useId()
  const [active, setActive] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const at = Math.min(active, options.length - 1)
  const shows = (stays || isOpen) && options.length > 0
  const activeId = options[at]?.id ?? null
  // Before the next key: whoever types fast must not find the highlight of a moment ago.
  useLayoutEffect(() => onActive?.(activeId), [onActive, activeId])
  useLayoutEffect(() => {
    if (autoFocus) input.current?.focus({ preventScroll: true })
  }, [autoFocus])
  useEffect(() => {
    if (shows) document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, at, shows])

  const pick = (id: string): void => {
    onPick(id)
    setActive(0)
    if (!stays) setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || onKey?.(event)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (!shows) setOpen(true)
      else setActive((at + step + options.length) % options.length)
    } else if (event.key === 'Enter' && !stays && shows && activeId !== null) {
      event.preventDefault()
      event.stopPropagation()
      pick(activeId)
    } else if (event.key === 'Escape' && !stays && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <div className="picker" data-stays={stays || undefined}>
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label={label}
        aria-expanded={shows}
        aria-controls={shows ? list : undefined}
        aria-activedescendant={shows ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        value={query}
        placeholder={placeholder}
        disabled={isDisabled}
        onChange={(event) => {
          onQuery(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {shows && (
        <div className="options picker-list" role="listbox" id={list} aria-label={label}>
          {options.map((option, i) => (
            <div
              key={option.id}
              id={`${list}-${i}`}
              className="option"
              role="option"
              aria-selected={i === at}
              data-focused={i === at || undefined}
              // The field keeps the focus, so that typing goes on.
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => {
                if (i !== at) setActive(i)
              }}
              onClick={() => pick(option.id)}
            >
              {option.content}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
