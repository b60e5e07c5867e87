import { describe, expect, test } from 'vitest'
import { readInThread } from './readInThread.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('reading in a thread', () => {
  test('gives the document, tells what it is at and leaves the bytes where they are', async () => {
    const bytes = bytesOf('# Terms 🕊\n\nNo talks in Gene\u0300ve. سلام')
    const stages: string[] = []
    const result = await readInThread(
      { bytes, name: 'plan.md' },
      { onProgress: (stage) => stages.push(stage) }
    )
    expect(result).toMatchObject({
      ok: true,
      value: { format: 'md', title: 'Terms 🕊', content: { text: 'Terms 🕊\nNo talks in Gene\u0300ve. سلام' } }
    })
    expect(stages).toEqual(['reading', 'arranging'])
    expect(bytes.length).toBeGreaterThan(0)
  })

  test('gives the problem of a bad file', async () => {
    expect(await readInThread({ bytes: bytesOf('%PDF-1.7'), name: 'plan.pdf' })).toEqual({
      ok: false,
      problem: { code: 'unknownFormat', about: { name: 'plan.pdf' } }
    })
  })

  test('stops when it is told to', async () => {
    const stop = new AbortController()
    const reading = readInThread(
      { bytes: bytesOf('<p>words '.repeat(500_000)), name: 'a.html' },
      { signal: stop.signal, onProgress: () => stop.abort() }
    )
    expect(await reading).toEqual({ ok: false, problem: { code: 'cancelled', about: {} } })
    expect(await readInThread({ bytes: bytesOf('a'), name: 'a.txt' }, { signal: stop.signal })).toMatchObject(
      { problem: { code: 'cancelled' } }
    )
  })

  test('gives up a page that takes too long', async () => {
    const result = await readInThread(
      { bytes: bytesOf('<p>peace '.repeat(1_000_000)), name: 'a.html' },
      { timeLimit: 400 }
    )
    expect(result).toMatchObject({ ok: false, problem: { code: 'readTooLong' } })
  })

  test('gives up a page that takes too much memory, and goes on', async () => {
    const result = await readInThread(
      { bytes: bytesOf('<b>x</b> '.repeat(400_000)), name: 'a.html' },
      { memoryLimit: 40 }
    )
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'tooLarge', about: { name: 'a.html', size: '4 MB' } }
    })
  })
})
