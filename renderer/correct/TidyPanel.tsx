/** Helpers beside the edited text: what they would change is listed first, and each change can be left out. */
import { useMemo, useState, useSyncExternalStore } from 'react'
import { proposeReplacing, type FindIn } from '../../shared/text/replaceIn.ts'
import { proposeTidying, tidyKinds, type Proposal, type TidyKind } from '../../shared/text/tidyText.ts'
import { useParley } from '../state/parley.ts'
import { announce } from '../state/tell.ts'
import { Button } from '../ui/Button.tsx'
import { Segments, SelectField, TextField, Tick } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
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
const mostListed = 200
/** Words shown on either side of a change, in UTF-16 code units. */
const around = 24

export function TidyPanel({ visit, find, onClose }: TidyPanelProps) {
  const parley = useParley()
  const { own } = visit
  const children = useSyncExternalStore(
    (changed) => visit.subscribe(changed),
    () => own.editor.children
  )
  const [kind, setKind] = useState<Kind>('replace')
  const [words, setWords] = useState('')
  const [by, setBy] = useState('')
  const [way, setWay] = useState<Way>('loose')
  /** Proposals whose choice was turned, by where they start. */
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set())
  const expression = useMemo(() => (way === 'expression' ? compile(words) : null), [way, words])
  const { text, proposals } = useMemo(() => {
    // What is proposed hangs on the text as it is now.
    void children
    const content = own.content()
    if (kind !== 'replace') return { text: content.text, proposals: proposeTidying(kind, content) }
    const pattern = way === 'expression' ? expression : words === '' ? null : find(way, words)
    return { text: content.text, proposals: pattern ? proposeReplacing(content, pattern, by) : [] }
  }, [own, children, kind, words, by, way, expression, find])
  const isChosen = (one: Proposal): boolean => one.isSure !== turned.has(one.start)
  const chosen = proposals.filter(isChosen)
  const choose = (all: boolean): void =>
    setTurned(new Set(proposals.filter(({ isSure }) => isSure !== all).map(({ start }) => start)))
  const apply = (edits: readonly Proposal[]): void => {
    own.edit(edits, edits[0]?.start)
    setTurned(new Set())
    announce(parley, t('correct.tidying.done', { count: edits.length }))
  }
  return (
    <aside className="correct-tidy" aria-label={t('correct.tidying.title')}>
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
        {proposals.length === 0
          ? t('correct.tidying.none')
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
      {proposals.length > mostListed && (
        <p className="faint">{t('correct.tidying.showing', { count: mostListed })}</p>
      )}
      <ul className="correct-proposals" aria-label={t('correct.tidying.list')}>
        {proposals.slice(0, mostListed).map((one) => (
          <li key={`${one.start} ${one.end}`} className="correct-proposal">
            <Tick on={isChosen(one)} onChange={() => setTurned((before) => toggled(before, one.start))}>
              <span className="words" dir="auto">
                {text.slice(Math.max(0, one.start - around), one.start)}
                <del className="diff-removed">{shown(text.slice(one.start, one.end))}</del>
                {one.insert !== '' && <ins className="diff-added">{shown(one.insert)}</ins>}
                {text.slice(one.end, one.end + around)}
              </span>
            </Tick>
            <Button
              size="small"
              look="quiet"
              aria-label={t('correct.tidying.one')}
              onPress={() => apply([one])}
            >
              ✓
            </Button>
          </li>
        ))}
      </ul>
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
