/** Which links of a page are references to footnotes, and which elements are the notes. */
import { attribute, isElement, textOf, walk, type HtmlElement, type HtmlParent } from './htmlNodes.ts'

export type HtmlNotes = {
  /** A reference in the running text -> the label of its note. */
  readonly references: ReadonlyMap<HtmlElement, string>
  /** An element that is a note -> its label. */
  readonly notes: ReadonlyMap<HtmlElement, string>
  /** Links from a note back to its reference: their words ("↑", or the number again) are not part of the note. */
  readonly backlinks: ReadonlySet<HtmlElement>
}

/**
 * Finds footnotes by what every writer of them does: a short link ("1", "[a]", "*") leads to an element further on, from which a short link
 * leads back. So do pandoc, LibreOffice, Word, wikis and mammoth. Roles of DPUB-ARIA count without a way back.
 */
export function findNotes(root: HtmlParent): HtmlNotes {
  const { links, named, order } = readLinks(root)
  const references = new Map<HtmlElement, string>()
  const notes = new Map<HtmlElement, string>()
  const backlinks = new Set<HtmlElement>()
  const taken = new Map<string, number>()
  const backFrom = new Map<string, HtmlElement[]>()
  for (const link of links) {
    const target = targetOf(link)
    const known = backFrom.get(target)
    if (!known) backFrom.set(target, [link])
    else if (known.length < mostBacklinks) known.push(link)
  }
  for (const link of links) {
    const label = shortLabel(textOf(link))
    const target = named.get(targetOf(link))
    if (label === null || !target || (order.get(target) ?? 0) <= (order.get(link) ?? 0)) continue
    const note = noteAround(target)
    if (!note) continue
    const back = namesOf(link)
      .flatMap((name) => backFrom.get(name) ?? [])
      .find((candidate) => isWithin(candidate, note) && textOf(candidate).trim().length <= 6)
    if (!back && attribute(link, 'role') !== 'doc-noteref') continue
    const known = notes.get(note)
    const own = known ?? freeLabel(label, taken)
    notes.set(note, own)
    references.set(link, own)
    for (const name of namesOf(link)) {
      for (const candidate of backFrom.get(name) ?? [])
        if (isWithin(candidate, note)) backlinks.add(candidate)
    }
  }
  return { references, notes, backlinks }
}

/** The label inside a reference's words, brackets left out; null where they are no such label. */
function shortLabel(words: string): string | null {
  const match =
    /^[\s\u200b[(]*((?:\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶#]{1,4}|note\s?\d{1,3}))[\s\u200b\])]*$/iu.exec(
      words
    )
  return match?.[1] ?? null
}

/** Two notes never share a label: the second "1" becomes "1 (2)". */
function freeLabel(label: string, taken: Map<string, number>): string {
  const times = (taken.get(label) ?? 0) + 1
  taken.set(label, times)
  return times === 1 ? label : `${label} (${times})`
}

/** More links to one place are not looked at: a made-up page must not cost more than its size. */
const mostBacklinks = 8

function readLinks(root: HtmlParent): {
  links: readonly HtmlElement[]
  named: ReadonlyMap<string, HtmlElement>
  order: ReadonlyMap<HtmlElement, number>
} {
  const links: HtmlElement[] = []
  const named = new Map<string, HtmlElement>()
  const order = new Map<HtmlElement, number>()
  walk(root, {
    enter: (node) => {
      if (!isElement(node)) return undefined
      const names = [attribute(node, 'id'), node.tagName === 'a' ? attribute(node, 'name') : null]
      for (const name of names) if (name && !named.has(name)) named.set(name, node)
      const isLink = node.tagName === 'a' && (attribute(node, 'href') ?? '').startsWith('#')
      if (isLink) links.push(node)
      if (isLink || names.some(Boolean)) order.set(node, order.size)
      return undefined
    }
  })
  return { links, named, order }
}

/** The id that a link inside the page leads to. */
function targetOf(link: HtmlElement): string {
  return (attribute(link, 'href') ?? '').slice(1)
}

/** The names by which a note may lead back to this reference: its own and those right around it. */
function namesOf(link: HtmlElement): readonly string[] {
  const names: string[] = []
  let at: HtmlParent | null = link
  for (let up = 0; up < 3 && at && isElement(at); up += 1) {
    for (const name of [attribute(at, 'id'), attribute(at, 'name')]) if (name) names.push(name)
    at = at.parentNode
  }
  return names
}

const noteTags = new Set(['li', 'div', 'aside', 'p', 'dd', 'section'])

/** The element that holds a whole note: the target itself, or the one right around an anchor; a division that holds one note alone. */
function noteAround(target: HtmlElement): HtmlElement | null {
  let at: HtmlParent | null = target
  for (let up = 0; up < 4 && at && isElement(at); up += 1) {
    if (/^h[1-6]$/.test(at.tagName)) return null
    if (noteTags.has(at.tagName)) {
      const parent: HtmlParent | null = at.parentNode
      const isWhole =
        at.tagName !== 'p' || !parent || !isElement(parent) || !/^(div|li|aside)$/.test(parent.tagName)
      return isWhole ||
        !parent ||
        !isElement(parent) ||
        !/^(sd)?(_)?(foot|end|ft|ed)n?/i.test(attribute(parent, 'id') ?? '')
        ? at
        : parent
    }
    at = at.parentNode
  }
  return null
}

function isWithin(element: HtmlElement, ancestor: HtmlElement): boolean {
  let at: HtmlParent | null = element
  // A way back stands near the top of its note; deeper is not looked, so that the search stays linear.
  for (let up = 0; up < 8 && at && isElement(at); up += 1) {
    if (at === ancestor) return true
    at = at.parentNode
  }
  return false
}
