/** Reading parse5's tree: names, attributes, words; nothing here recurses, so no depth of nesting can break it. */
import type { DefaultTreeAdapterTypes as Tree } from 'parse5'

export type HtmlNode = Tree.ChildNode
export type HtmlElement = Tree.Element
export type HtmlParent = Tree.ParentNode

/** True for an element. */
export function isElement(node: HtmlNode | HtmlParent): node is HtmlElement {
  return 'tagName' in node
}

/** True for a stretch of words. */
export function isText(node: HtmlNode): node is Tree.TextNode {
  return node.nodeName === '#text'
}

/** An attribute's value; null where it is not there. */
export function attribute(element: HtmlElement, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null
}

/** True where the style attribute has one of these declarations, e.g. `display:none`. */
export function hasStyle(element: HtmlElement, declaration: RegExp): boolean {
  const style = attribute(element, 'style')
  return style !== null && declaration.test(style.replace(/\s+/g, '').toLowerCase())
}

/** Walks a subtree in document order. `enter` may answer 'skip' to leave out what is inside; `leave` is called for what was entered. */
export function walk(
  root: HtmlParent,
  visit: {
    readonly enter: (node: HtmlNode) => 'skip' | undefined
    readonly leave?: (element: HtmlElement) => void
  }
): void {
  const open: { readonly parent: HtmlParent; next: number }[] = [{ parent: root, next: 0 }]
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const node = top.parent.childNodes[top.next]
    top.next += 1
    if (!node) {
      open.pop()
      if (top.parent !== root && isElement(top.parent)) visit.leave?.(top.parent)
    } else if (visit.enter(node) !== 'skip' && isElement(node)) open.push({ parent: node, next: 0 })
  }
}

/** The words of a subtree, white space as it stands. */
export function textOf(root: HtmlParent): string {
  const parts: string[] = []
  walk(root, {
    enter: (node) => {
      if (isText(node)) parts.push(node.value)
      return undefined
    }
  })
  return parts.join('')
}
