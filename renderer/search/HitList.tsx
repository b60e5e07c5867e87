/** The hits of a search by document, each with the words around it. */
import { useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react'
import type { SearchHit } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { hitAt, hitsBefore, type HitAt } from '../state/hits.ts'
import { useParley, useReading, useSearch, useSession } from '../state/parley.ts'
import { runSearch, showHit } from '../state/search.ts'
import { isReadOnly } from '../state/session.ts'
import { announce } from '../state/tell.ts'
import { useContextMenu } from '../ui/ContextMenu.tsx'
import type { MenuEntry } from '../ui/Menu.tsx'
import { t } from '../ui/words.ts'
import type { ListPlace } from './groupRows.ts'
import { GroupedList, type GroupedListHandle } from './GroupedList.tsx'
import { lastWords } from './nearWords.ts'
import { GroupHead } from './GroupHead.tsx'

const heights = { head: 32, row: 46 }

/** Arrows walk; Space shows a hit beside the list; Enter or a click goes to it. */
export function HitList({ ref }: { readonly ref: Ref<GroupedListHandle> }) {
  const parley = useParley()
  const groups = useSearch((state) => state.groups)
  const asked = useSearch((state) => state.asked)
  const current = useSearch((state) => state.current)
  const open = useReading((state) => state.wanted)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const list = useRef<GroupedListHandle>(null)
  const { menu, open: openMenu } = useContextMenu(t('search.menu.label'))
  const [closed, setClosed] = useState<ReadonlySet<DocumentId>>(new Set())
  const shown = useMemo(
    () =>
      groups.map(({ document, hits }) => ({
        key: document as string,
        rows: hits.length,
        isOpen: !closed.has(document)
      })),
    [groups, closed]
  )
  // The list is entered where the last hit was gone to.
  useImperativeHandle(ref, () => ({
    focus: () => {
      const { current: at } = parley.search.getState()
      if (at) list.current?.show({ group: at.group, row: at.hit })
      else if (groups[0]) list.current?.show({ group: 0, row: shown[0]?.isOpen ? 0 : null })
      list.current?.focus()
    },
    show: (place) => list.current?.show(place)
  }))
  // Searched again, a list that has the focus keeps it though it is empty for a moment.
  if (asked === null && groups.length === 0) return <div className="search-hits" />

  const toggle = (group: number): void => {
    const document = groups[group]?.document
    if (!document) return
    setClosed((before) => {
      const next = new Set(before)
      if (!next.delete(document)) next.add(document)
      return next
    })
  }
  const show = (at: HitAt, focus: boolean): void => {
    const hit = hitAt(groups, at)
    if (!hit) return
    void showHit(parley, at, { focus })
    const number = parley.search.getState().count
    announce(
      parley,
      t('search.at', { at: hitsBefore(groups, at) + 1, number, title: hit.title, quote: hit.quote })
    )
  }
  const onlyHere = (document: DocumentId): void => {
    if (asked)
      void runSearch(parley, { ...asked, scope: { kind: 'chosen', documents: [document], groups: [] } })
  }
  const entries = ({ group, row }: ListPlace): readonly MenuEntry[] => {
    const one = groups[group]
    if (!one) return []
    const hit = row === null ? undefined : one.hits[row]
    const tagAll = (document: DocumentId | null) => () =>
      parley.workspace.setState({ dialog: { kind: 'tagHits', document } })
    return [
      ...(hit && row !== null
        ? [
            {
              name: t('search.menu.open'),
              keys: 'Enter',
              run: () => show({ group, hit: row }, true)
            },
            {
              name: t('search.menu.copy'),
              run: () =>
                void navigator.clipboard.writeText(hit.quote).then(() => announce(parley, t('search.copied')))
            }
          ]
        : []),
      ...(readOnly
        ? []
        : [
            'line' as const,
            ...(hit && row !== null
              ? [{ name: t('search.menu.tag'), run: () => void tagHit(hit, { group, hit: row }) }]
              : []),
            { name: t('search.menu.tagHere'), run: tagAll(one.document) },
            { name: t('search.menu.tagAll'), run: tagAll(null) }
          ]),
      'line',
      { name: t('search.menu.onlyHere'), run: () => onlyHere(one.document) }
    ]
  }
  const tagHit = async (hit: SearchHit, at: HitAt): Promise<void> => {
    await showHit(parley, at, { focus: true })
    // The reader takes the passage in its next turn; the tag box opens on what is selected.
    const wait = (): void => {
      if (parley.workspace.getState().wantedPlace !== null) requestAnimationFrame(wait)
      else if (parley.reading.getState().wanted === hit.document)
        parley.reader.getState().handle?.command('tag')
    }
    requestAnimationFrame(wait)
  }
  return (
    <div className="search-hits">
      <GroupedList
        ref={list}
        label={t('search.list')}
        groups={shown}
        heights={heights}
        onToggle={toggle}
        onWalk={({ group, row }) => {
          // A hit of the text that is open is brought into sight by walking past it.
          if (row !== null && groups[group]?.document === open)
            void showHit(parley, { group, hit: row }, { focus: false })
        }}
        onOpen={({ group, row }) => (row === null ? toggle(group) : show({ group, hit: row }, true))}
        onSpace={({ group, row }) => (row === null ? toggle(group) : show({ group, hit: row }, false))}
        isCurrent={({ group, row }) => current?.group === group && current.hit === row}
        onMenu={(at, place) => openMenu(at, entries(place))}
        onKey={(press, { atTop }) => {
          const isUp = press.key === 'ArrowUp' && atTop
          if (!isUp && press.key !== 'Escape') return false
          parley.search.setState(({ wish }) => ({ wish: { part: 'field', number: wish.number + 1 } }))
          return true
        }}
        head={(group) => {
          const one = groups[group]
          return (
            one && (
              <GroupHead title={one.title} count={one.hits.length} isOpen={shown[group]?.isOpen ?? true} />
            )
          )
        }}
        row={(group, row) => {
          const hit = groups[group]?.hits[row]
          return hit && <HitWords hit={hit} />
        }}
      />
      {menu}
    </div>
  )
}

/** The hit, marked, between the words around it. */
export function HitWords({ hit }: { readonly hit: Pick<SearchHit, 'block' | 'before' | 'quote' | 'after'> }) {
  return (
    <>
      <span className="hit-block tabular">{t('search.block', { number: hit.block })}</span>
      <span className="hit-words" dir="auto">
        {lastWords(hit.before)}
        <mark>{hit.quote}</mark>
        {hit.after}
      </span>
    </>
  )
}
