/** What measures inside the bench page. The function is sent to the page as its text, so it uses nothing from outside itself. */
import type { BenchHooks, BenchSide } from '../../renderer/document/bench/hooks.ts'

export type Spread = { readonly p50: number; readonly p95: number; readonly max: number }
export type OpenFigures = {
  /** Milliseconds from the mount call until text stands at the middle of the window and that frame is painted. */
  readonly open: number
  /** Milliseconds from the mount call until all of the text is mounted. */
  readonly whole: number
  /** The longest task between the first screen and the end of mounting, in ms; 0 where none was over 50 ms. */
  readonly longestTask: number
}
export type ScrollFigures = Spread & { readonly blank: number; readonly frames: number }
export type PaintFigures = Spread & { readonly painted: number; readonly asked: number }

export type Measuring = {
  open(side: BenchSide): Promise<OpenFigures>
  /** Start of a frame until that frame, with the new annotation in it, is painted. */
  adds(count: number): Promise<PaintFigures>
  layers(count: number): Promise<Spread>
  /** Frame times while scrolling by `pixels` a frame from a share (0-1) of the height; `blank` frames had no text at the middle. */
  scroll(frames: number, pixels: number | 'all', from: number): Promise<ScrollFigures>
}

declare global {
  interface Window {
    measuring: Measuring
  }
}

/** Puts `window.measuring` into the page. */
export function measureInPage(): void {
  const hooks = (): BenchHooks => window.parleyBench
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const tasks: { readonly start: number; readonly duration: number }[] = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push({ start: entry.startTime, duration: entry.duration })
  }).observe({ entryTypes: ['longtask'] })

  const spread = (values: readonly number[]): Spread => {
    const sorted = values.toSorted((a, b) => a - b)
    const at = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
    return { p50: at(0.5), p95: at(0.95), max: at(1) }
  }

  // A message posted in a frame's callback is taken up after that frame's style, layout and paint.
  const frameCost = (work: () => void): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const start = performance.now()
        work()
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.now() - start)
        requestAnimationFrame(() => undefined)
        channel.port2.postMessage(0)
      })
    })

  const hasText = (): boolean => {
    const box = hooks().scroller().getBoundingClientRect()
    for (const dy of [0, 18, -18]) {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2 + dy]
      const found = document.caretPositionFromPoint(x, y)
      const inside = found && hooks().scroller().contains(found.offsetNode)
      if (inside && found.offsetNode.nodeType === Node.TEXT_NODE && shown(found.offsetNode)) return true
    }
    return false
  }
  const shown = (node: Node): boolean =>
    node.parentElement?.checkVisibility({ contentVisibilityAuto: true }) === true

  window.measuring = {
    async open(side) {
      await sleep(50)
      tasks.length = 0
      await frame()
      const start = performance.now()
      hooks().mount(side)
      await frame()
      while (!hasText() && performance.now() - start < 20_000) await frame()
      await frame()
      const open = performance.now() - start
      await hooks().whole()
      const whole = performance.now() - start
      await frame()
      await sleep(100)
      const late = tasks.filter((task) => task.start >= start + open && task.start < start + whole)
      return { open, whole, longestTask: Math.max(0, ...late.map((task) => task.duration)) }
    },
    async adds(count) {
      const scroller = hooks().scroller()
      scroller.scrollTop = scroller.scrollHeight * 0.4
      await sleep(300)
      scroller.scrollTop += 5
      await sleep(150)
      const centre = hooks().offsetAtCentre()
      if (centre === null) throw new Error('No text stands at the middle of the window')
      const costs: number[] = []
      let painted = 0
      for (let i = 0; i < count; i++) {
        const start = Math.max(0, centre - 120 + i * 9)
        const end = centre + 40 + i * 5
        costs.push(await frameCost(() => hooks().add({ start, end, issue: i % 12 })))
        if (hooks().painted(start, end)) painted++
        await frame()
      }
      return { ...spread(costs), painted, asked: count }
    },
    async layers(count) {
      const costs: number[] = []
      for (let i = 0; i < count; i++) {
        costs.push(await frameCost(() => hooks().layer(i % 2 === 0 ? i % 12 : null)))
        await frame()
      }
      hooks().layer(null)
      return spread(costs)
    },
    async scroll(frames, pixels, from) {
      const scroller = hooks().scroller()
      scroller.scrollTop = scroller.scrollHeight * from
      await sleep(300)
      const step = pixels === 'all' ? Math.ceil(scroller.scrollHeight / frames) : pixels
      const costs: number[] = []
      let blank = 0
      await frame()
      let last = performance.now()
      for (let i = 0; i < frames; i++) {
        scroller.scrollTop += step
        await frame()
        const now = performance.now()
        costs.push(now - last)
        last = now
        if (!hasText()) blank++
      }
      return { ...spread(costs), blank, frames }
    }
  }
}
