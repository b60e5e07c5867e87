/** What is shown over the text, to be chosen: opened from the status bar or by its key. It is the legend of the colours, too. */
import { Check, Layers } from 'lucide-react'
import { useMemo } from 'react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { focusPane } from '../state/panes.ts'
import {
  isWhole,
  layerCounts,
  showLayer,
  toggled,
  wholeLayer,
  type Layer,
  type LayerPart
} from '../state/layer.ts'
import { useCodebook, useParley, useReading, useSession } from '../state/parley.ts'
import { chordText } from '../state/keys.ts'
import { textCommands, textKeysOf } from '../state/textKeys.ts'
import { isMac } from '../state/appCommands.ts'
import { useLayer } from '../state/useLayer.ts'
import { Button, classes } from '../ui/Button.tsx'
import { coderColour, inkColour } from '../ui/colour.ts'
import { Tick } from '../ui/fields.tsx'
import { formatNumber } from '../ui/format.ts'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../ui/stance.ts'
import { t } from '../ui/words.ts'

type Entry = {
  readonly id: string | null
  readonly name: string
  readonly mark: React.ReactNode
  readonly count: number
  readonly level: number
}

export function LayerMenu() {
  const parley = useParley()
  const isOpen = useStore(parley.layer, (state) => state.isOpen)
  const { layer, hidden } = useLayer()
  const all = isWhole(layer)
  const chosen = Object.values(layer).reduce((sum, part) => sum + part.length, 0)
  const value = all ? t('read.layer.all') : t('read.layer.some', { count: chosen })
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(open) => {
        parley.layer.setState({ isOpen: open })
        // The key is pressed in the text: that is where the reader goes on.
        if (!open) requestAnimationFrame(() => focusPane('text'))
      }}
    >
      <AriaButton
        className={classes('button', 'quiet', 'small', 'layer-button', !all && 'on')}
        aria-label={`${t('read.layer.title')}: ${value}`}
      >
        <Layers size={14} strokeWidth={1.75} aria-hidden />
        <span>{value}</span>
      </AriaButton>
      <Popover
        className="popover layer-popover"
        placement="top end"
        offset={6}
        aria-label={t('read.layer.title')}
      >
        <Parts layer={layer} hidden={hidden.length} />
      </Popover>
    </DialogTrigger>
  )
}

function Parts({ layer, hidden }: { readonly layer: Layer; readonly hidden: number }) {
  const parley = useParley()
  const project = useSession((state) => state.project?.key ?? '')
  const coder = useSession((state) => state.project?.coder ?? null)
  const parts = useEntries(layer)
  const keys = useSession((state) => state.settings.keys)
  const command = textCommands.find(({ id }) => id === 'text.layer')
  const [chord] = command ? textKeysOf(command, keys) : []
  const show = (next: Layer): void => showLayer(parley.layer, project, next)
  const isMine = coder !== null && layer.coder.length === 1 && layer.coder[0] === coder
  const headings = {
    coder: t('read.layer.coder'),
    stance: t('read.layer.stance'),
    actor: t('read.layer.actor'),
    issue: t('read.layer.issue')
  }
  return (
    <div className="layer-menu" ref={focusFirst}>
      <header>
        <h2>{t('read.layer.title')}</h2>
        {chord !== undefined && <kbd>{chordText(chord, isMac())}</kbd>}
      </header>
      {coder !== null && (
        <Tick on={isMine} onChange={(on) => show({ ...layer, coder: on ? [coder] : [] })}>
          {t('read.layer.mine')}
        </Tick>
      )}
      {(['coder', 'stance', 'actor', 'issue'] as const).map(
        (part) =>
          parts[part].length > 0 && (
            <section key={part} role="group" aria-label={headings[part]}>
              <h3 className="label">{headings[part]}</h3>
              <div className="layer-chips" data-part={part} onKeyDown={walkChips}>
                {parts[part].map((entry, i) => {
                  const on = layer[part].includes(entry.id as never)
                  return (
                    <button
                      key={entry.id ?? ''}
                      type="button"
                      className="chip layer-chip"
                      aria-pressed={on}
                      tabIndex={i === 0 ? 0 : -1}
                      style={{ '--level': entry.level } as React.CSSProperties}
                      onClick={() => show(toggled(layer, part, entry.id as never))}
                    >
                      {on ? <Check size={12} strokeWidth={2.5} aria-hidden /> : entry.mark}
                      <span className="ellipsis" dir="auto">
                        {entry.name}
                      </span>
                      <span className="layer-count tabular">{formatNumber(entry.count)}</span>
                    </button>
                  )
                })}
              </div>
            </section>
          )
      )}
      <footer>
        <span className="faint">
          {hidden > 0 ? t('read.layer.hidden', { count: hidden }) : t('read.layer.allShown')}
        </span>
        <Button size="small" onPress={() => show(wholeLayer)}>
          {t('read.layer.reset')}
        </Button>
      </footer>
    </div>
  )
}

/** What can be chosen: the records that the open document's annotations name, and those chosen already. */
function useEntries(layer: Layer): Readonly<Record<LayerPart, readonly Entry[]>> {
  const codebook = useCodebook((state) => state.codebook)
  const annotations = useReading((state) => state.annotations)
  return useMemo(() => {
    const counts = layerCounts(annotations, codebook)
    const taken = (part: LayerPart, id: string | null): boolean =>
      counts[part].has(id) || layer[part].includes(id as never)
    const count = (part: LayerPart, id: string | null): number => counts[part].get(id) ?? 0
    const levels = new Map<string, number>()
    return {
      issue: codebook.issues
        .filter(({ id, joinedInto }) => joinedInto === null && taken('issue', id))
        .map(({ id, name, colour, parent }) => {
          const level = parent === null ? 0 : (levels.get(parent) ?? -1) + 1
          levels.set(id, level)
          return { id, name, mark: swatch(inkColour(colour)), count: count('issue', id), level }
        }),
      stance: [
        ...codebook.stances
          .filter(({ id }) => taken('stance', id))
          .map(({ id, label, polarity, colour }) => ({
            id,
            name: label,
            mark: sign(stanceGlyph(polarity), inkColour(colour, stanceToken(polarity))),
            count: count('stance', id),
            level: 0
          })),
        ...(taken('stance', null)
          ? [
              {
                id: null,
                name: t('document.says.undecided'),
                mark: sign(undecidedGlyph, 'var(--ink-faint)'),
                count: count('stance', null),
                level: 0
              }
            ]
          : [])
      ],
      actor: codebook.actors
        .filter(({ id }) => taken('actor', id))
        .map(({ id, name, colour }) => ({
          id,
          name,
          mark: swatch(inkColour(colour)),
          count: count('actor', id),
          level: 0
        })),
      coder: codebook.coders
        .map((coder, at) => ({ coder, at }))
        .filter(({ coder }) => taken('coder', coder.id))
        .map(({ coder: { id, name }, at }) => ({
          id,
          name,
          mark: swatch(inkColour(coderColour(at))),
          count: count('coder', id),
          level: 0
        }))
    }
  }, [codebook, annotations, layer])
}

function swatch(colour: string): React.ReactNode {
  return <span className="swatch" aria-hidden style={{ color: colour }} />
}

function sign(glyph: string, colour: string): React.ReactNode {
  return (
    <b aria-hidden style={{ color: colour }}>
      {glyph}
    </b>
  )
}

function focusFirst(menu: HTMLElement | null): void {
  // The popover takes the focus itself when it opens.
  if (menu) setTimeout(() => menu.querySelector<HTMLElement>('input, button')?.focus(), 0)
}

/** Arrows go from chip to chip; each kind is one stop of the Tab key. */
function walkChips(event: React.KeyboardEvent<HTMLElement>): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  const chips = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const next = chips[chips.indexOf(document.activeElement as HTMLElement) + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}
