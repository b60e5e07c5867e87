import { describe, expect, it } from 'vitest'
import { ok, type Result } from '../../shared/errors.ts'
import { makePages, type PageAnswer } from './pages.ts'

type Question = { readonly offset: number; readonly answer: (value: PageAnswer<string>) => void }

function listOf(total: number): {
  readonly asked: Question[]
  readonly pages: ReturnType<typeof makePages<string>>
  readonly answerAll: (mark?: string) => Promise<void>
} {
  const asked: Question[] = []
  const pages = makePages<string>(
    (offset) =>
      new Promise<Result<PageAnswer<string>>>((resolve) =>
        asked.push({ offset, answer: (value) => resolve(ok(value)) })
      ),
    10,
    3
  )
  const answerAll = async (mark = ''): Promise<void> => {
    for (const question of asked.splice(0))
      question.answer({
        total,
        rows: Array.from(
          { length: Math.min(10, total - question.offset) },
          (_, at) => `${mark}${question.offset + at}`
        )
      })
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { asked, pages, answerAll }
}

describe('a list that is asked for page by page', () => {
  it('asks only for pages in sight, each once', async () => {
    const { asked, pages, answerAll } = listOf(95)
    pages.need(5, 14)
    pages.need(5, 14)
    expect(asked.map((question) => question.offset)).toEqual([0, 10])
    await answerAll()
    pages.need(8, 12)
    expect(asked).toEqual([])
    expect([pages.row(5), pages.row(19), pages.row(20)]).toEqual(['5', '19', undefined])
    expect(pages.store.getState().total).toBe(95)
  })

  it('keeps showing what it has while it asks again after a change', async () => {
    const { asked, pages, answerAll } = listOf(20)
    pages.need(0, 3)
    await answerAll()
    pages.refresh()
    expect(pages.row(2)).toBe('2')
    expect(asked.map((question) => question.offset)).toEqual([0])
    await answerAll('new ')
    expect(pages.row(2)).toBe('new 2')
  })

  it('does not show an answer that was overtaken by a change', async () => {
    const { asked, pages, answerAll } = listOf(20)
    pages.need(0, 3)
    const [slow] = asked.splice(0)
    pages.refresh()
    await answerAll('new ')
    slow?.answer({ total: 20, rows: ['old'] })
    await new Promise((resolve) => setTimeout(resolve))
    expect(pages.row(0)).toBe('new 0')
  })

  it('forgets pages that are far away', async () => {
    const { pages, answerAll } = listOf(1000)
    for (const first of [0, 100, 200, 300, 400]) {
      pages.need(first, first + 5)
      await answerAll()
    }
    expect(pages.store.getState().pages.size).toBe(3)
    expect(pages.row(400)).toBe('400')
  })
})
