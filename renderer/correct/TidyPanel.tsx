/** Helpers beside the edited text: what they would change is listed first, and each change can be left out. */
import { Check } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { FindIn } from '../../shared/text/replaceIn.ts'
import { tidyKinds, type Proposal, type TidyKind } from '../../shared/text/tidyText.ts'
import { useParley } from '../state/parley.ts'
import { announce } from '../state/tell.ts'
import { Button, classes } from '../ui/Button.tsx'
import { Segments, SelectField, TextField } from '../ui/fields.tsx'
import { VirtualList } from '../ui/VirtualList.tsx'
import { t } from '../ui/words.ts'
import { useProposals, type Looking } from './useProposals.ts'
import type { Visit } from './visit.ts'

type Way = 'loose' | 'exact' | 'expression'
export type FindWords = (way: 'loose' | 'exact', words: string) => FindIn

type TidyPanelProps = {
  readonly visit: Visit
  /** Finding as the reader finds. */
  readonly find: FindWords
  readonly onClose: () => void
}

const kinds = ['replace', ...tidyKinds] as const
type Kind = TidyKind | 'replace'
/** Of a row of the list, in pixels. */
const rowHeight = 58
/** Words shown on either side of a change, in UTF-16 code units. */
const around = 24

export function TidyPanel({ visit, find, onClose }: TidyPanelProps) {
  const parley = useParley()
  const { own } = visit
  const panel = useRef<HTMLElement>(null)
  const [kind, setKind] = useState<Kind>('replace')
  const [words, setWords] = useState('')
  const [by, setBy] = useState('')
  const [way, setWay] = useState<Way>('loose')
  /** Proposals whose choice was turned, by where they start. */
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set())
  const expression = useMemo(() => (way === 'expression' ? compile(words) : null), [way, words])
  const looking = useMemo<Looking>(() => {
    if (kind !== 'replace') return { kind: 'tidy', what: kind }
    if (words === '') return { kind: 'nothing' }
    if (way !== 'expression') return { kind: 'words', find: find(way, words), by }
    return expression ? { kind: 'expression', pattern: expression, by } : { kind: 'nothing' }
  }, [kind, words, by, way, expression, find])
  const { text, proposals, state } = useProposals(visit, looking)
  const isChosen = (one: Proposal): boolean => one.isSure !== turned.has(one.start)
  const isChosenAt = (index: number): boolean => {
    const one = proposals[index]
    return one !== undefined && isChosen(one)
  }
  const chosen = proposals.filter(isChosen)
  const choose = (all: boolean): void =>
    setTurned(new Set(proposals.filter(({ isSure }) => isSure !== all).map(({ start }) => start)))
  const apply = (edits: readonly Proposal[], from?: 'list'): void => {
    own.edit(edits, edits[0]?.start)
    setTurned(new Set())
    announce(parley, t('correct.tidying.done', { count: edits.length }))
    // What was pressed may have nothing left to do: the panel keeps the keys.
    if (from !== 'list' || edits.length === proposals.length) panel.current?.focus()
  }
  return (
    <aside
      ref={panel}
      className="correct-tidy"
      aria-label={t('correct.tidying.title')}
      tabIndex={-1}
      onKeyDown={(press) => {
        if (press.key !== 'Escape') return
        press.stopPropagation()
        onClose()
      }}
    >
      <SelectField
        label={t('correct.tidying.kind')}
        choices={kinds.map((key) => ({ key, name: t(`correct.tidying.kinds.${key}`) }))}
        value={kind}
        onChange={(next) => {
          setKind(next)
          setTurned(new Set())
        }}
      />
      {kind === 'replace' && (
        <>
          <TextField
            label={t('correct.tidying.find')}
            value={words}
            onChange={setWords}
            autoFocus
            onEscape={onClose}
            error={
              way === 'expression' && words !== '' && !expression ? t('correct.tidying.badExpression') : null
            }
          />
          <TextField label={t('correct.tidying.by')} value={by} onChange={setBy} onEscape={onClose} />
          <Segments
            label={t('correct.tidying.as')}
            choices={(['loose', 'exact', 'expression'] as const).map((key) => ({
              key,
              name: t(`correct.tidying.ways.${key}`)
            }))}
            value={way}
            onChange={setWay}
          />
        </>
      )}
      <p role="status" className="soft">
        {state === 'looking'
          ? t('correct.tidying.looking')
          : state === 'tooSlow'
            ? t('correct.tidying.tooSlow')
            : proposals.length === 0
              ? looking.kind === 'nothing'
                ? t('correct.tidying.write')
                : t('correct.tidying.none')
              : t('correct.tidying.chosen', { chosen: chosen.length, total: proposals.length })}
      </p>
      <div className="inspector-actions">
        <Button look="primary" isDisabled={chosen.length === 0} onPress={() => apply(chosen)}>
          {t('correct.tidying.apply', { count: chosen.length })}
        </Button>
        <Button size="small" onPress={() => choose(true)} isDisabled={proposals.length === 0}>
          {t('correct.tidying.all')}
        </Button>
        <Button size="small" onPress={() => choose(false)} isDisabled={proposals.length === 0}>
          {t('correct.tidying.noneChosen')}
        </Button>
        <Button size="small" look="quiet" onPress={onClose}>
          {t('correct.tidying.close')}
        </Button>
      </div>
      {proposals.length > 0 && (
        <>
          <VirtualList
            className="correct-proposals"
            label={t('correct.tidying.list')}
            count={proposals.length}
            rowHeight={rowHeight}
            keyOf={(index) => String(proposals[index]?.start)}
            isSelected={(index) => isChosenAt(index)}
            onOpen={(index) => {
              const one = proposals[index]
              if (one) setTurned((before) => toggled(before, one.start))
            }}
            onKey={({ key, ctrlKey, metaKey, altKey }, index) => {
              const one = proposals[index]
              if (key.toLowerCase() !== 'c' || ctrlKey || metaKey || altKey || !one) return false
              apply([one], 'list')
              return true
            }}
            row={(index) => {
              const one = proposals[index]
              return (
                one && (
                  <div className="correct-proposal">
                    <span className={classes('tick-box', isChosen(one) && 'ticked')} aria-hidden>
                      {isChosen(one) && <Check size={12} strokeWidth={3} />}
                    </span>
                    <span className="words" dir="auto">
                      {text.slice(Math.max(0, one.start - around), one.start)}
                      <del className="diff-removed">{shown(text.slice(one.start, one.end))}</del>
                      {one.insert !== '' && <ins className="diff-added">{shown(one.insert)}</ins>}
                      {text.slice(one.end, one.end + around)}
                    </span>
                    <button
                      type="button"
                      className="button quiet small"
                      aria-label={t('correct.tidying.one')}
                      title={t('correct.tidying.one')}
                      tabIndex={-1}
                      onClick={() => apply([one])}
                    >
                      <Check size={14} strokeWidth={2} aria-hidden />
                    </button>
                  </div>
                )
              )
            }}
          />
          <p className="faint">{t('correct.tidying.keys')}</p>
        </>
      )}
    </aside>
  )
}

function compile(words: string): RegExp | null {
  if (words === '') return null
  try {
    return new RegExp(words, 'gmu')
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Breaks and spaces that would not be seen. */
function shown(words: string): string {
  return words
    .replaceAll('\n', '⏎')
    .replaceAll('\t', '→')
    .replaceAll('\u00a0', '⍽')
    .replace(/^ +$/, (spaces) => '·'.repeat(spaces.length))
}

function toggled(before: ReadonlySet<number>, start: number): ReadonlySet<number> {
  const next = new Set(before)
  if (!next.delete(start)) next.add(start)
  return next
}
