/** Passages as a page to read: the pieces of a web page or a Markdown text, in the order they are written. */

export type ReportPassage = {
  readonly before: string
  readonly quote: string
  readonly after: string
  /** With the issues above it. */
  readonly issue: string
  /** Null: not decided yet. */
  readonly stance: string | null
  readonly actors: readonly string[]
  /** The document and its date. */
  readonly source: string
  readonly coder: string
  readonly certainty: 'low' | 'medium' | 'high' | null
  readonly note: string
}

export type ReportParts = {
  head(about: { readonly title: string; readonly passages: number }): string
  group(name: string, count: number): string
  passage(passage: ReportPassage): string
  foot(): string
}

/** The pieces in a format. Everything from the project is escaped: it is words, never markup. */
export function reportParts(format: 'html' | 'md'): ReportParts {
  return format === 'html' ? htmlParts : markdownParts
}

const htmlParts: ReportParts = {
  head: ({ title, passages }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${inHtml(title)}: passages</title>
<style>
body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.55 Georgia, serif; color: #1e1d1b; background: #fff }
h1, h2, p.about, p.tag, p.source { font-family: system-ui, sans-serif }
h2 { margin: 2.5rem 0 0; padding-bottom: .3rem; border-bottom: 1px solid #bbb; font-size: 1.15rem; break-after: avoid }
h2 span, p.about, p.source, .around { color: #5c5850; font-weight: normal }
article { margin: 1.5rem 0; break-inside: avoid }
blockquote { margin: .3rem 0; padding-left: 1rem; border-left: 3px solid #bbb; white-space: pre-wrap }
p { margin: .2rem 0 } p.tag, p.source { font-size: .85rem } .note { font-style: italic }
@media print { body { margin: 0; max-width: none; font-size: 11pt } }
</style>
</head>
<body>
<h1>${inHtml(title)}</h1>
<p class="about">${counted(passages)}</p>
`,
  group: (name, count) => `<h2 dir="auto">${inHtml(groupName(name))} <span>${count}</span></h2>\n`,
  passage: (passage) => {
    const { before, quote, after, note } = passage
    return `<article>
<p class="tag" dir="auto">${inHtml(tagLine(passage))}</p>
<blockquote dir="auto"><span class="around">${inHtml(before)}</span><strong>${inHtml(quote)}</strong><span class="around">${inHtml(after)}</span></blockquote>
${note === '' ? '' : `<p class="note" dir="auto">${inHtml(note)}</p>\n`}<p class="source" dir="auto">${inHtml(sourceLine(passage))}</p>
</article>
`
  },
  foot: () => '</body>\n</html>\n'
}

const markdownParts: ReportParts = {
  head: ({ title, passages }) => `# ${inMarkdown(title)}\n\n${counted(passages)}\n`,
  group: (name, count) => `\n## ${inMarkdown(groupName(name))} (${count})\n`,
  passage: (passage) => {
    const { before, quote, after, note } = passage
    const words = `${inMarkdown(before)}${strong(quote)}${inMarkdown(after)}`
    return [
      '',
      inMarkdown(tagLine(passage)),
      '',
      ...words.split('\n').map((line) => `> ${line}`),
      '',
      ...(note === '' ? [] : [...inMarkdown(note).split('\n'), '']),
      `— ${inMarkdown(sourceLine(passage))}`,
      ''
    ].join('\n')
  },
  foot: () => ''
}

function groupName(name: string): string {
  return name === '' ? 'None' : name
}

function counted(passages: number): string {
  return passages === 1 ? '1 passage' : `${passages} passages`
}

function tagLine({ issue, stance, actors, certainty }: ReportPassage): string {
  return [
    issue,
    stance ?? 'not decided yet',
    actors.join(', '),
    certainty === null ? '' : `certainty ${certainty}`
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function sourceLine({ source, coder }: ReportPassage): string {
  return coder === '' ? source : `${source} (${coder})`
}

function inHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function inMarkdown(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[\\`*_[\]<>#|~&]/g, String.raw`\$&`)
      // What would begin a list, a rule or a heading at the start of a line.
      .replaceAll(/^([ \t]*)([-+=]|\d+(?=[.)]))/gm, (_whole, space: string, sign: string) =>
        /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`
      )
  )
}

/** Emphasis ends with a line and does not stand beside white space. */
function strong(quote: string): string {
  return inMarkdown(quote)
    .split('\n')
    .map((line) =>
      line.replace(/^(\s*)(.*?)(\s*)$/su, (_whole, lead: string, words: string, tail: string) =>
        words === '' ? lead + tail : `${lead}**${words}**${tail}`
      )
    )
    .join('\n')
}
