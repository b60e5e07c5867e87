/** One document's highlights in the page's registry, and the style of each. The registry is global to the page, so names carry a prefix. */

let opened = 0

/** Highlights by their look, made when they are first needed; `close` takes all of them out of the page. */
export class HighlightSheet {
  private readonly prefix: string
  private readonly sheet = new CSSStyleSheet()
  private readonly made = new Map<string, { readonly name: string; readonly highlight: Highlight }>()

  constructor() {
    opened += 1
    this.prefix = `text${opened}`
  }

  /** The highlight of this look; of two over the same words the one of the greater priority is on top. */
  get(look: string, priority: number): Highlight {
    const known = this.made.get(look)?.highlight
    if (known) return known
    this.prepare([look])
    const made = this.made.get(look)?.highlight
    if (!made) throw new Error(`No highlight was made for ${look}`)
    made.priority = priority
    return made
  }

  /** Makes these looks known at once: every new rule has the browser look at the whole text again. */
  prepare(looks: Iterable<string>): void {
    const rules: string[] = []
    for (const look of looks) {
      if (this.made.has(look)) continue
      const name = `${this.prefix}-${this.made.size}`
      const highlight = new Highlight()
      this.made.set(look, { name, highlight })
      CSS.highlights.set(name, highlight)
      rules.push(`::highlight(${name}) { ${look} }`)
    }
    if (rules.length === 0) return
    for (const rule of rules) this.sheet.insertRule(rule, this.sheet.cssRules.length)
    if (!document.adoptedStyleSheets.includes(this.sheet))
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet]
  }

  close(): void {
    for (const { name } of this.made.values()) CSS.highlights.delete(name)
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet)
    this.made.clear()
    this.sheet.replaceSync('')
  }
}
