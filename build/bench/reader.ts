/**
 * The reader against a page of plain paragraphs with the same highlights (the floor), CodeMirror 6 and recogito: production build, one fresh browser a
 * run, the sides interleaved. Text and annotations are in memory on every side before the clock starts.
 */
import process from 'node:process'
import type { Page } from 'playwright-core'
import type { BenchSide } from '../../renderer/document/bench/hooks.ts'
import { openPage, rendererMemory } from './chromium.ts'
import {
  measureInPage,
  type OpenFigures,
  type PaintFigures,
  type ScrollFigures,
  type Spread
} from './measureInPage.ts'
import { atMost, isSo, median, round, type Figures, type Gate, type Report } from './report.ts'
import { checkSelection, type SelectionCheck } from './readerSelection.ts'
import { serveReaderPage } from './readerPage.ts'
import type { BenchOptions } from './run.ts'

const sides: readonly BenchSide[] = ['parley', 'plain', 'codemirror', 'recogito']
/** recogito needs many seconds to open a long text: it is measured once, and only where the text is not the longest. */
const longestForRecogito = 1_000_000
const annotations = 10_000
/** One frame at 60 Hz, in ms. */
const oneFrame = 17

type Limits = { readonly characters: number; readonly whole: number; readonly memory: number }
const sizes: readonly Limits[] = [
  { characters: 1_000_000, whole: 1500, memory: 120 },
  { characters: 5_000_000, whole: 4000, memory: 250 }
]

type Run = {
  readonly opening: OpenFigures
  readonly memory: number | null
  readonly add: PaintFigures
  readonly layer: Spread
  readonly wheel: ScrollFigures
  readonly jumps: ScrollFigures
}

/** Measures every side `runs` times at 1,000,000 and 5,000,000 characters with 10,000 annotations. */
export async function benchReader({ runs, say }: BenchOptions): Promise<Report> {
  const server = await serveReaderPage()
  const figures: Record<string, Figures> = {}
  const ratios: Record<string, Figures> = {}
  const gates: Gate[] = []
  try {
    for (const limits of wanted()) {
      const size = `${limits.characters / 1_000_000}M`
      const taken: Record<BenchSide, Run[]> = { parley: [], plain: [], codemirror: [], recogito: [] }
      for (let run = 1; run <= runs; run++) {
        for (const side of sides) {
          if (side === 'recogito' && (run > 1 || limits.characters > longestForRecogito)) continue
          const one = await measure(server.url, side, limits.characters)
          taken[side].push(one)
          say(
            `${size} ${side} ${run}/${runs}: open ${Math.round(one.opening.open)} ms, whole ${Math.round(one.opening.whole)} ms`
          )
        }
      }
      const selection = await withPage(server.url, limits.characters, async ({ page }) => {
        await page.evaluate(() => window.measuring.open('parley'))
        return checkSelection(page)
      })
      const summaries = {
        parley: summary(taken.parley),
        plain: summary(taken.plain),
        codemirror: summary(taken.codemirror),
        ...(taken.recogito.length > 0 ? { recogitoOnce: summary(taken.recogito) } : {})
      }
      figures[size] = { ...summaries, selection: { ...selection } }
      ratios[size] = {
        toFloor: ratio(summaries.parley, summaries.plain),
        toCodeMirror: ratio(summaries.parley, summaries.codemirror),
        ...(summaries.recogitoOnce ? { toRecogito: ratio(summaries.parley, summaries.recogitoOnce) } : {})
      }
      gates.push(...gatesOf(size, limits, taken, selection))
    }
  } finally {
    await server.close()
  }
  return {
    name: 'reader',
    about: `${runs} interleaved runs a side, ${annotations} annotations, 1280 × 800, software raster; times in ms, medians of runs`,
    figures,
    ratios,
    gates
  }
}

/** `PARLEY_BENCH_SIZES=1000000` measures one size alone, for work on the reader. */
function wanted(): readonly Limits[] {
  const chosen = (process.env['PARLEY_BENCH_SIZES'] ?? '').split(',').filter(Boolean).map(Number)
  return chosen.length === 0 ? sizes : sizes.filter((size) => chosen.includes(size.characters))
}

async function measure(url: string, side: BenchSide, characters: number): Promise<Run> {
  return withPage(url, characters, async ({ page, memory, empty }) => {
    const opening = await page.evaluate((name) => window.measuring.open(name), side)
    const full = await memory()
    const add = await page.evaluate(() => window.measuring.adds(40))
    const layer = await page.evaluate(() => window.measuring.layers(16))
    const jumps = await page.evaluate(() => window.measuring.scroll(90, 'all', 0))
    const wheel = await page.evaluate(() => window.measuring.scroll(90, 150, 0.3))
    return {
      opening,
      memory: full === null || empty === null ? null : full - empty,
      add,
      layer,
      wheel,
      jumps
    }
  })
}

type Work<T> = (given: {
  readonly page: Page
  readonly memory: () => Promise<number | null>
  readonly empty: number | null
}) => Promise<T>

/** A page with the text in memory and nothing mounted; `empty` is its memory before the text was made. */
async function withPage<T>(url: string, characters: number, work: Work<T>): Promise<T> {
  const opened = await openPage(url)
  try {
    const { page, errors } = opened
    await page.waitForFunction(() => 'parleyBench' in window)
    await page.evaluate(measureInPage)
    const empty = await rendererMemory(opened)
    await page.evaluate((size) => window.parleyBench.prepare(size), { characters, annotations })
    const result = await work({ page, memory: () => rendererMemory(opened), empty })
    if (errors.length > 0) throw new Error(`The bench page failed: ${errors[0]}`)
    return result
  } finally {
    await opened.browser.close()
  }
}

type Summary = ReturnType<typeof summary>

function summary(runs: readonly Run[]) {
  const of = (pick: (run: Run) => number): number => round(median(runs.map(pick)))
  const memories = runs.flatMap((run) => run.memory ?? [])
  return {
    open: of((run) => run.opening.open),
    openLeast: round(Math.min(...runs.map((run) => run.opening.open))),
    openMost: round(Math.max(...runs.map((run) => run.opening.open))),
    whole: of((run) => run.opening.whole),
    longestTask: round(Math.max(...runs.map((run) => run.opening.longestTask))),
    addP50: of((run) => run.add.p50),
    addP95: of((run) => run.add.p95),
    addPainted: `${runs.reduce((sum, run) => sum + run.add.painted, 0)} of ${runs.reduce((sum, run) => sum + run.add.asked, 0)}`,
    layerP50: of((run) => run.layer.p50),
    layerP95: of((run) => run.layer.p95),
    wheelP50: of((run) => run.wheel.p50),
    wheelP95: of((run) => run.wheel.p95),
    jumpsP50: of((run) => run.jumps.p50),
    jumpsP95: of((run) => run.jumps.p95),
    blankFrames: Math.max(...runs.map((run) => run.jumps.blank)),
    memoryMB: memories.length === 0 ? null : round(median(memories))
  }
}

function ratio(own: Summary, other: Summary): Figures {
  const names = [
    'open',
    'whole',
    'addP50',
    'addP95',
    'layerP50',
    'layerP95',
    'wheelP95',
    'jumpsP95',
    'memoryMB'
  ] as const
  return Object.fromEntries(
    names.map((name) => {
      const [a, b] = [own[name], other[name]]
      return [name, a === null || b === null || b === 0 ? null : round(a / b)]
    })
  )
}

/** The gates of the reader, each with its aim told beside it. */
function gatesOf(
  size: string,
  limits: Limits,
  taken: Record<BenchSide, readonly Run[]>,
  selection: SelectionCheck
): readonly Gate[] {
  const parley = summary(taken.parley)
  const floor = summary(taken.plain)
  return [
    atMost(`${size} open, times the floor (aim 1.25)`, parley.open / floor.open, 2),
    atMost(`${size} longest task while mounting`, parley.longestTask, 50, 'ms'),
    atMost(`${size} all sections mounted`, parley.whole, limits.whole, 'ms'),
    atMost(`${size} add, p95 above the floor`, parley.addP95 - floor.addP95, oneFrame, 'ms'),
    atMost(`${size} switch the layer, p95 above the floor`, parley.layerP95 - floor.layerP95, oneFrame, 'ms'),
    isSo(
      `${size} every added annotation is painted in its frame`,
      'all',
      parley.addPainted,
      taken.parley.every((run) => run.add.painted === run.add.asked)
    ),
    atMost(`${size} wheel, p95 above the floor (aim 2)`, parley.wheelP95 - floor.wheelP95, oneFrame, 'ms'),
    atMost(`${size} whole document in 90 frames: blank frames`, parley.blankFrames, 0),
    atMost(`${size} whole document in 90 frames: p95 (aim 34)`, parley.jumpsP95, 80, 'ms'),
    isSo(
      `${size} select block 3 to 700`,
      selection.shiftClick.expected,
      selection.shiftClick.got,
      selection.shiftClick.got === selection.shiftClick.expected
    ),
    isSo(
      `${size} drag with the wheel`,
      selection.drag.expected,
      selection.drag.got,
      selection.drag.got === selection.drag.expected
    ),
    isSo(
      `${size} select all`,
      selection.all.expected,
      selection.all.got,
      selection.all.got === selection.all.expected
    ),
    atMost(`${size} renderer memory above the empty window`, parley.memoryMB, limits.memory, 'MB')
  ]
}
