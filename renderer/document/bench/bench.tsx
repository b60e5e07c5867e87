/** The bench page: the product's reader and the others it is compared with, on `window.parleyBench`. It measures nothing itself. */
import '@fontsource-variable/inter'
import '@fontsource-variable/source-serif-4/opsz.css'
import { startWords } from '../../ui/words.ts'
import { documentWords } from '../words.ts'
import { makeBenchText, type BenchText } from './benchText.ts'
import { mountCodeMirror } from './codemirrorSide.ts'
import type { BenchSide } from './hooks.ts'
import { mountParley } from './parleySide.tsx'
import { mountPlain } from './plainSide.ts'
import { mountRecogito } from './recogitoSide.ts'
import type { Side } from './side.ts'
import '../../ui/tokens.css'
import '../../ui/base.css'
import '../../ui/controls.css'
import './bench.css'

const mounts: Readonly<Record<BenchSide, (root: HTMLElement, text: BenchText) => Side>> = {
  parley: mountParley,
  plain: mountPlain,
  codemirror: mountCodeMirror,
  recogito: mountRecogito
}
let text: BenchText | null = null
let side: Side | null = null

startWords('en', { en: { document: documentWords } })
// Fonts that come in the middle of a measurement would be measured too.
for (const font of document.fonts) void font.load()

window.parleyBench = {
  prepare(size) {
    text = makeBenchText(size)
    return { length: text.revision.text.length, blocks: text.revision.blocks.length }
  },
  mount(name) {
    const root = document.getElementById('root')
    if (!root) throw new Error('The page has no root')
    side = mounts[name](root, prepared())
  },
  whole: () => mounted().whole,
  scroller: () => mounted().scroller,
  add: (annotation) => mounted().add(annotation),
  layer: (issue) => mounted().layer(issue),
  painted: (start, end) => mounted().painted(start, end),
  selection: () => mounted().selection(),
  length: () => prepared().revision.text.length,
  blockStart: (block) => prepared().revision.blocks[block]?.start ?? -1,
  showBlock: (block) => mounted().showBlock(block),
  pointOf: (offset) => mounted().pointOf(offset),
  offsetAtCentre() {
    const box = mounted().scroller.getBoundingClientRect()
    for (const dy of [0, 20, -20, 60]) {
      const offset = mounted().offsetAt(box.left + box.width / 2, box.top + box.height / 2 + dy)
      if (offset !== null) return offset
    }
    return null
  }
}

function prepared(): BenchText {
  if (!text) throw new Error('Call prepare first')
  return text
}

function mounted(): Side {
  if (!side) throw new Error('Call mount first')
  return side
}
