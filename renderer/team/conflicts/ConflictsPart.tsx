/** Everything that waits for a decision: a list by kind, and beside it every side of the one in hand. */
import { CircleCheck, SearchX } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ConflictFilter, ConflictKind } from '../../../shared/api/conflictMethods.ts'
import type { CoderId, DocumentId } from '../../../shared/ids.ts'
import { useParley, useSession } from '../../state/parley.ts'
import { isReadOnly } from '../../state/session.ts'
import { announce, toast } from '../../state/tell.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx'
import { t } from '../../ui/words.ts'
import { ConflictDetails } from './ConflictDetails.tsx'
import { ConflictFilters } from './ConflictFilters.tsx'
import { ConflictRowView, HeadingRow } from './ConflictRows.tsx'
import { kindsOf, waitingWords } from './counted.ts'
import { ManyDetails } from './ManyDetails.tsx'
import { layoutOf, type Place } from './layout.ts'
import { actionsOf, goTo, type Action, type ConflictKey } from './settling.ts'
import { kindName } from './told.ts'
import { useConflicts } from './useConflicts.ts'
import './conflicts.css'

/** In pixels. */
const rowHeight = 68
const headingHeight = 38

export function ConflictsPart() {
  const parley = useParley()
  const readOnly = useSession((session) => isReadOnly(session.project))
  const [kind, setKind] = useState<ConflictKind | ''>('')
  const [coder, setCoder] = useState<CoderId | ''>('')
  const [document, setDocument] = useState<DocumentId | ''>('')
  const [declinedToo, setDeclinedToo] = useState(false)
  const filter = useMemo(
    (): ConflictFilter => ({
      declined: declinedToo,
      ...(kind === '' ? {} : { kinds: [kind] }),
      ...(coder === '' ? {} : { coder }),
      ...(document === '' ? {} : { document })
    }),
    [kind, coder, document, declinedToo]
  )
  const { pages, state, counts, declined } = useConflicts(filter)
  const layout = useMemo(() => layoutOf(counts, kindsOf(kind)), [counts, kind])
  // The first row is a heading; the first conflict is what somebody came for.
  const [at, setAt] = useState(1)
  const [chosen, setChosen] = useState<ReadonlyMap<string, ConflictKey>>(new Map())
  const list = useRef<VirtualListHandle>(null)
  const current = Math.min(at, Math.max(0, layout.rows - 1))
  const place = layout.at(current)
  const row = place?.what === 'conflict' ? pages.row(place.index) : undefined
  const isEmpty = state.total !== null && layout.rows === 0
  const hasLoaded = useOnce(state.total !== null)
  useFocusOnArrival(state.total !== null && !isEmpty, list)

  const need = useCallback(
    (first: number, last: number) => {
      const range = layout.range(first, last)
      if (range) pages.need(...range)
    },
    [layout, pages]
  )
  const heightOf = useCallback(
    (index: number) => (layout.at(index)?.what === 'heading' ? headingHeight : rowHeight),
    [layout]
  )
  const focusList = (): void => list.current?.focus()
  const go = (to: number): void => {
    const next = Math.max(0, Math.min(layout.rows - 1, to))
    setAt(next)
    list.current?.scrollTo(next)
  }
  const done = (): void => {
    setChosen(new Map())
    pages.refresh()
    focusList()
  }
  const decide = async (action: Action): Promise<void> => {
    await action.run(parley)
    done()
  }
  const keysOf = async (only: ConflictKind | null): Promise<readonly ConflictKey[]> => {
    const asked = only === null ? filter : { ...filter, kinds: [only] }
    const answer = await parley.client.call('conflicts.keys', { filter: asked })
    if (answer.ok) return answer.value
    toast(parley, answer.problem)
    return []
  }
  /** Null: all that are listed. */
  const chooseAll = async (only: ConflictKind | null): Promise<void> => {
    const keys = await keysOf(only)
    const next = new Map([...chosen, ...keys.map((key) => [key.id, key] as const)])
    setChosen(next)
    announce(parley, t('settling.chosen', { count: next.size }))
  }
  const toggle = (key: ConflictKey): void => {
    const next = new Map(chosen)
    if (!next.delete(key.id)) next.set(key.id, key)
    setChosen(next)
    announce(parley, t('settling.chosen', { count: next.size }))
  }
  /** Keys of the list that the list itself does not know; true where one was used. */
  const keyDown = (press: KeyboardEvent): boolean => {
    const key = press.key.toLowerCase()
    if ((press.ctrlKey || press.metaKey) && !press.altKey && !press.shiftKey && key === 'a') {
      void chooseAll(null)
      return true
    }
    if (press.ctrlKey || press.metaKey || press.altKey) return false
    if (key === 'j') go(current + 1)
    else if (key === 'k') go(current - 1)
    else if (key === 'escape' && chosen.size > 0) setChosen(new Map())
    else if (key === 'a' && place) void chooseAll(place.kind)
    else if (key === ' ') {
      if (row) toggle(row.conflict)
      else if (place) void chooseAll(place.kind)
    } else if (key === 'enter') {
      if (row) goTo(parley, row.conflict)
    } else if (/^[1-9]$/.test(key) && row && !readOnly && chosen.size === 0) {
      const action = actionsOf(row.conflict, (id) => row.names[id] ?? '')[Number(key) - 1]
      if (action) void decide(action)
    } else return false
    return true
  }

  const isFiltered = kind !== '' || coder !== '' || document !== ''
  const clear = (): void => {
    setKind('')
    setCoder('')
    setDocument('')
  }
  return (
    <div className="conflicts-part">
      <header className="conflicts-head">
        <h1>{t('team.parts.conflicts')}</h1>
        {state.total !== null && state.total > 0 && (
          <span className="soft" role="status">
            {waitingWords(counts, kindsOf(kind))}
          </span>
        )}
        {(declined > 0 || declinedToo) && (
          <span className="conflicts-declined">
            {declined > 0 && <span className="faint">{t('settling.declined', { count: declined })}</span>}
            <Button size="small" look="quiet" onPress={() => setDeclinedToo(!declinedToo)}>
              {t(declinedToo ? 'settling.hideDeclined' : 'settling.showDeclined')}
            </Button>
          </span>
        )}
      </header>
      {hasLoaded && (!isEmpty || isFiltered) && (
        <ConflictFilters
          counts={counts}
          kind={kind}
          coder={coder}
          document={document}
          onKind={setKind}
          onCoder={setCoder}
          onDocument={setDocument}
        />
      )}
      {state.problem ? (
        <Failure problem={state.problem} onRetry={() => pages.refresh()} />
      ) : state.total === null ? (
        <Loading />
      ) : isEmpty ? (
        <Empty
          what={t(isFiltered ? 'settling.noMatch' : 'settling.none')}
          next={t(isFiltered ? 'settling.noMatchNext' : 'settling.noneNext')}
          icon={isFiltered ? SearchX : CircleCheck}
        >
          {isFiltered && <Button onPress={clear}>{t('settling.clear')}</Button>}
        </Empty>
      ) : (
        <div className="conflicts-parts">
          <div
            className="conflicts-list-box"
            onKeyDownCapture={(press) => {
              if (!keyDown(press)) return
              press.preventDefault()
              press.stopPropagation()
            }}
          >
            <VirtualList
              ref={list}
              className="conflicts-list"
              label={t('settling.list')}
              count={layout.rows}
              rowHeight={rowHeight}
              heightOf={heightOf}
              keyOf={(index) => keyOf(layout.at(index), (i) => pages.row(i)?.conflict.id)}
              row={(index) => {
                const shown = layout.at(index)
                if (shown?.what === 'heading')
                  return <HeadingRow kind={shown.kind} count={counts[shown.kind] ?? 0} />
                const own = shown ? pages.row(shown.index) : undefined
                return (
                  <ConflictRowView row={own} isChosen={own !== undefined && chosen.has(own.conflict.id)} />
                )
              }}
              isSelected={(index) => index === current}
              onOpen={setAt}
              onCurrent={setAt}
              onRange={need}
              startAt={1}
            />
            <p className="conflicts-keys faint">{t('settling.keys')}</p>
          </div>
          <section className="conflicts-details" aria-label={t('settling.details')}>
            {chosen.size > 0 ? (
              <ManyDetails
                title={t('settling.chosen', { count: chosen.size })}
                conflicts={[...chosen.values()]}
                onDone={done}
                onNone={() => {
                  setChosen(new Map())
                  focusList()
                }}
              />
            ) : row ? (
              <ConflictDetails key={row.conflict.id} row={row} onDone={done} />
            ) : place?.what === 'heading' ? (
              <KindDetails kind={place.kind} count={counts[place.kind] ?? 0} keysOf={keysOf} onDone={done} />
            ) : null}
          </section>
        </div>
      )}
    </div>
  )
}

/** A whole kind, while its heading is in hand. */
function KindDetails({
  kind,
  count,
  keysOf,
  onDone
}: {
  readonly kind: ConflictKind
  readonly count: number
  readonly keysOf: (kind: ConflictKind) => Promise<readonly ConflictKey[]>
  readonly onDone: () => void
}) {
  const [keys, setKeys] = useState<{ readonly of: string; readonly keys: readonly ConflictKey[] } | null>(
    null
  )
  const of = `${kind} ${count}`
  useEffect(() => {
    let isCurrent = true
    void keysOf(kind).then((found) => {
      if (isCurrent) setKeys({ of, keys: found })
    })
    return () => {
      isCurrent = false
    }
    // `keysOf` is made anew each time the part is drawn; what it answers hangs on kind and count.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [of])
  if (keys?.of !== of) return <Loading />
  return (
    <ManyDetails
      title={t('settling.group', { kind: kindName(kind), number: count })}
      conflicts={keys.keys}
      onDone={onDone}
    />
  )
}

/** True from the first time on that something is. */
function useOnce(isSo: boolean): boolean {
  const [was, setWas] = useState(false)
  if (isSo && !was) setWas(true)
  return was || isSo
}

/** Whoever comes by a button that is gone, or by the menu, goes on in the list. */
function useFocusOnArrival(isThere: boolean, list: React.RefObject<VirtualListHandle | null>): void {
  const hasArrived = useRef(false)
  useEffect(() => {
    if (!isThere || hasArrived.current) return
    hasArrived.current = true
    const { activeElement, body } = document
    const inNav = activeElement?.closest('[data-pane="team-nav"]')
    if (!inNav && (activeElement === body || !activeElement?.closest('.conflicts-part')))
      list.current?.focus()
  }, [isThere, list])
}

function keyOf(place: Place | undefined, idOf: (index: number) => string | undefined): string {
  if (!place) return 'nothing'
  return place.what === 'heading' ? `kind ${place.kind}` : (idOf(place.index) ?? `waiting ${place.index}`)
}
