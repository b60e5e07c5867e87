/** A list in a view that is asked for page by page, and again when events say so. */
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Result } from '../../shared/errors.ts'
import { makePages, type PageAnswer, type Pages, type PagesState } from './pages.ts'
import { useParley } from './parley.ts'

type Question<T> = {
  /** Names the question: another key is another list. */
  readonly key: string
  readonly ask: (offset: number, limit: number) => Promise<Result<PageAnswer<T>>>
  /** Kinds of records whose change makes the answers stale. */
  readonly kinds: readonly string[]
}

/** Rows and their total for one question; while the key stays the same, rows in sight are asked again after changes. */
export function usePages<T>({ key, ask, kinds }: Question<T>): {
  readonly pages: Pages<T>
  readonly state: PagesState<T>
} {
  const { client } = useParley()
  // The question is named by its key: a view makes a new function each time it is drawn.
  // oxlint-disable-next-line react/exhaustive-deps
  const pages = useMemo(() => makePages(ask), [key])
  const state = useStore(pages.store)
  const kindsKey = kinds.join(' ')
  useEffect(() => {
    pages.need(0, 0)
    let waiting: ReturnType<typeof setTimeout> | undefined
    const end = client.on('changed', ({ records }) => {
      const isTouched = records === null || kindsKey.split(' ').some((kind) => kind in records)
      if (!isTouched) return
      clearTimeout(waiting)
      waiting = setTimeout(() => pages.refresh(), 120)
    })
    return () => {
      clearTimeout(waiting)
      end()
      pages.close()
    }
  }, [client, pages, kindsKey])
  return { pages, state }
}
