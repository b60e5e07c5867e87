/** One document's names in the page's registry of highlights, and the style of each. The registry is global to the page, so names carry a prefix. */
let opened = 0

/** Highlights made when they are first needed; `close` takes all of them out of the page. */
export class HighlightSheet {
  private readonly prefix: string
  private readonly sheet = new CSSStyleSheet()
  private readonly made = new Map<string, Highlight>()
  private readonly looks = new Map<string, string>()

  constructor() {
    opened += 1
    this.prefix = `text${opened}`
  }

  /** The highlight of that name, with this look; a look that changed replaces the old one. Names are plain letters, digits and hyphens. */
  get(name: string, look: string, priority: number): Highlight {
    const known = this.made.get(name)
    if (known && this.looks.get(name) === look) return known
    const highlight = known ?? new Highlight()
    highlight.priority = priority
    if (this.made.size === 0) document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet]
    if (!known) {
      this.made.set(name, highlight)
      CSS.highlights.set(`${this.prefix}-${name}`, highlight)
    }
    this.looks.set(name, look)
    this.write()
    return highlight
  }

  close(): void {
    for (const name of this.made.keys()) CSS.highlights.delete(`${this.prefix}-${name}`)
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet)
    this.made.clear()
    this.looks.clear()
  }

  private write(): void {
    this.sheet.replaceSync(
      [...this.looks].map(([name, look]) => `::highlight(${this.prefix}-${name}) { ${look} }`).join('\n')
    )
  }
}
