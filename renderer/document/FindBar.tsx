/** Find in the text: over the whole text, mounted or not. */
import { CaseSensitive, ChevronDown, ChevronUp, Regex, WholeWord, X, type LucideIcon } from 'lucide-react'
import { useEffect, useImperativeHandle, useRef, type KeyboardEvent, type Ref } from 'react'
import { ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components'
import { IconButton } from '../ui/Button.tsx'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import type { FindQuery, Found } from './find.ts'
import type { Surface } from './surface.ts'
import { useFind, type Finding } from './useFind.ts'
import './find.css'

export type FindBarHandle = {
  /** Takes the focus; with words, looks for them. */
  readonly open: (words: string | null) => void
  readonly step: (by: 1 | -1) => void
}

export type FindBarProps = {
  readonly surface: Surface
  /** What is looked for at first. */
  readonly first: FindQuery
  /** Offset from which the first place is taken. */
  readonly from: number
  readonly takesFocus: boolean
  readonly onQuery: (query: FindQuery) => void
  /** Closed with this place in hand; `tag`: it is to be tagged at once. */
  readonly onClose: (at: Found | null, how: { readonly tag: boolean }) => void
  readonly ref?: Ref<FindBarHandle>
}

type Choice = 'matchCase' | 'wholeWords' | 'regex'
const choices: readonly { readonly name: Choice; readonly icon: LucideIcon; readonly key: string }[] = [
  { name: 'matchCase', icon: CaseSensitive, key: 'c' },
  { name: 'wholeWords', icon: WholeWord, key: 'w' },
  { name: 'regex', icon: Regex, key: 'x' }
]

/** Enter and F3 go on, with Shift back; Esc selects the place in hand, Ctrl+Enter tags it. */
export function FindBar({ surface, first, from, takesFocus, onQuery, onClose, ref }: FindBarProps) {
  const finding = useFind(surface, first, from)
  const { query } = finding
  const input = useRef<HTMLInputElement>(null)
  const change = (part: Partial<FindQuery>): void => {
    const wanted = { ...query, ...part }
    onQuery(wanted)
    finding.change(wanted)
  }
  const focus = (): void => {
    input.current?.focus({ preventScroll: true })
    input.current?.select()
  }
  useImperativeHandle(ref, () => ({
    open: (words) => {
      if (words !== null) change({ words, regex: false })
      focus()
    },
    step: finding.step
  }))
  useEffect(() => {
    if (takesFocus) focus()
  }, [takesFocus])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const isFromField = event.target === input.current
    const choice = event.altKey ? choices.find(({ key }) => event.code === `Key${key.toUpperCase()}`) : null
    if (event.key === 'Escape') onClose(finding.current, { tag: false })
    else if (isFromField && event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      onClose(finding.current, { tag: true })
    else if (isFromField && event.key === 'Enter') finding.step(event.shiftKey ? -1 : 1)
    else if (choice) change({ [choice.name]: !query[choice.name] })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="find-bar" role="search" aria-label={t('document.find.label')} onKeyDown={onKeyDown}>
      <input
        ref={input}
        className="input"
        aria-label={t('document.find.label')}
        aria-invalid={finding.broken !== null}
        placeholder={t('document.find.label')}
        dir="auto"
        value={query.words}
        onChange={(event) => change({ words: event.target.value })}
      />
      <span className="find-count" role="status" data-broken={finding.broken !== null || undefined}>
        {countOf(finding)}
      </span>
      {choices.map(({ name, icon, key }) => (
        <ChoiceButton
          key={name}
          name={name}
          icon={icon}
          keys={`Alt+${key.toUpperCase()}`}
          isOn={query[name]}
          onChange={(on) => change({ [name]: on })}
        />
      ))}
      <span className="find-edge" aria-hidden />
      <IconButton
        label={t('document.find.previous')}
        keys="Shift+Enter"
        icon={ChevronUp}
        size="small"
        isDisabled={finding.found.length === 0}
        onPress={() => finding.step(-1)}
      />
      <IconButton
        label={t('document.find.next')}
        keys="Enter"
        icon={ChevronDown}
        size="small"
        isDisabled={finding.found.length === 0}
        onPress={() => finding.step(1)}
      />
      <IconButton
        label={t('document.find.close')}
        keys="Esc"
        icon={X}
        size="small"
        onPress={() => onClose(finding.current, { tag: false })}
      />
      {finding.state === 'looking' && finding.upTo > 0 && (
        <span className="find-progress" style={{ inlineSize: `${finding.upTo * 100}%` }} aria-hidden />
      )}
    </div>
  )
}

function ChoiceButton({
  name,
  icon: Icon,
  keys,
  isOn,
  onChange
}: {
  readonly name: Choice
  readonly icon: LucideIcon
  readonly keys: string
  readonly isOn: boolean
  readonly onChange: (on: boolean) => void
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <ToggleButton
        className="button quiet icon small find-choice"
        aria-label={t(`document.find.${name}`)}
        isSelected={isOn}
        onChange={onChange}
      >
        <Icon size={15} strokeWidth={1.75} aria-hidden />
      </ToggleButton>
      <Tooltip className="tooltip" offset={6}>
        {t(`document.find.${name}`)}
        <kbd>{keys}</kbd>
      </Tooltip>
    </TooltipTrigger>
  )
}

function countOf({ query, broken, state, found, isMany, at }: Finding): string {
  if (query.words.trim() === '') return ''
  if (broken !== null) return t('document.find.broken')
  if (state === 'tooSlow') return t('document.find.tooSlow')
  if (found.length === 0) return state === 'looking' ? t('document.find.looking') : t('document.find.nothing')
  const number = formatNumber(found.length)
  const words = { at: formatNumber(at + 1), number }
  return isMany ? t('document.find.many', words) : t('document.find.count', words)
}
