/** Made-up texts and passages, the same for the same seed. */
import { blocksFromText } from '../../shared/import/blocksFromText.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { nameRevision, type Revision } from '../../shared/text/revision.ts'

const words =
  'the of and to in a is that for it as with be by on not at are this have from or an which one shall will no more if out its into other may such over state party border treaty ceasefire guarantee sanction relief settlement territory agreement commission proposal framework delegation mediator signature ratification observer withdrawal reconstruction compensation assembly ministry parliament envoy négociation Straße مفاوضات 协议 peace security minerals children assets return'.split(
    ' '
  )

/** Numbers in [0, 1) that look random (mulberry32). */
export function randomFrom(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Paragraphs of 250 to 550 characters, at least `characters` (UTF-16 code units) in all. */
export function madeUpText(characters: number, seed: number): string {
  const random = randomFrom(seed)
  const paragraphs: string[] = []
  for (let length = 0; length < characters;) {
    const goal = 250 + random() * 300
    let paragraph = ''
    while (paragraph.length < goal) {
      const sentence = Array.from(
        { length: 6 + Math.floor(random() * 18) },
        () => words[Math.floor(random() * random() * words.length)] ?? 'of'
      ).join(' ')
      paragraph += `${paragraph === '' ? '' : ' '}${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
    }
    paragraphs.push(paragraph)
    length += paragraph.length + 1
  }
  return paragraphs.join('\n\n')
}

/** The same as a revision. */
export function madeUpRevision(characters: number, seed: number): Revision {
  return nameRevision(blocksFromText(madeUpText(characters, seed)).content, sha256)
}

/** `count` passages of whole words, 60 to 300 characters long, anywhere in the text. */
export function madeUpPassages(
  text: string,
  count: number,
  seed: number
): readonly { readonly start: number; readonly end: number }[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => {
    const start = wordStart(text, Math.floor(random() * (text.length - 320)))
    const end = wordEnd(text, start + 60 + Math.floor(random() * 240))
    return { start, end }
  })
}

function wordStart(text: string, from: number): number {
  return Math.max(text.lastIndexOf(' ', from), text.lastIndexOf('\n', from)) + 1
}

function wordEnd(text: string, from: number): number {
  const ends = [text.indexOf(' ', from), text.indexOf('\n', from)].filter((end) => end >= 0)
  return Math.min(text.length, ...ends)
}
