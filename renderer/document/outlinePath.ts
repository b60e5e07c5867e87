/** The outline of words that run over several lines, as an SVG path. */
import type { Box } from './surface.ts'

/** Around the words, in CSS pixels. */
const pad = 2

/** One closed path for each run of lines that touch; lines are joined so that no white gap lies between them. */
export function outlineOf(boxes: readonly Box[]): string {
  return groupsOf(linesOf(boxes)).map(pathOf).join(' ')
}

/** Boxes on the same line, put together. */
function linesOf(boxes: readonly Box[]): Box[] {
  const lines: Box[] = []
  for (const box of boxes.toSorted((a, b) => a.top - b.top || a.left - b.left)) {
    const line = lines.at(-1)
    const middle = (box.top + box.bottom) / 2
    if (line && middle > line.top && middle < line.bottom && box.left - line.right < 40) {
      lines[lines.length - 1] = {
        left: Math.min(line.left, box.left),
        right: Math.max(line.right, box.right),
        top: Math.min(line.top, box.top),
        bottom: Math.max(line.bottom, box.bottom)
      }
    } else lines.push(box)
  }
  return lines
}

/** Lines that follow closely and stand over each other, with the gap between them closed. */
function groupsOf(lines: readonly Box[]): Box[][] {
  const groups: Box[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    const above = group?.at(-1)
    const touches =
      above && line.top - above.bottom < 14 && line.left < above.right && line.right > above.left
    if (!group || !above || !touches) {
      groups.push([line])
      continue
    }
    const edge = (above.bottom + line.top) / 2
    group[group.length - 1] = { ...above, bottom: edge }
    group.push({ ...line, top: edge })
  }
  return groups
}

/** Down the right edges, up the left ones. */
function pathOf(lines: readonly Box[]): string {
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) return ''
  const right = lines.flatMap((line, i) => [
    [line.right + pad, i === 0 ? line.top - pad : line.top],
    [line.right + pad, line === last ? line.bottom + pad : line.bottom]
  ])
  const left = lines.toReversed().flatMap((line, i) => [
    [line.left - pad, i === 0 ? line.bottom + pad : line.bottom],
    [line.left - pad, line === first ? line.top - pad : line.top]
  ])
  return `M${[...right, ...left].map(([x = 0, y = 0]) => `${round(x)} ${round(y)}`).join('L')}Z`
}

function round(value: number): number {
  return Math.round(value * 2) / 2
}
