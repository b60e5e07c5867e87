import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { whatBreaksRevision } from '../text/revision.ts'
import { blocksFromHtml, keptHref } from './blocksFromHtml.ts'

/** Blocks as `kind details|words`, one a line. */
const shown = (html: string): string[] => {
  const { content } = blocksFromHtml(html)
  expect(whatBreaksRevision(content)).toBeNull()
  return content.blocks.map(
    ({ start, end, kind, ...rest }) =>
      [kind, ...Object.values<string | number | boolean>(rest)].join(' ') +
      '|' +
      content.text.slice(start, end).replaceAll('\n', '⏎')
  )
}
const marked = (html: string): string[] => {
  const { content } = blocksFromHtml(html)
  return content.marks.map(
    ({ start, end, kind, ...rest }) =>
      [kind, ...Object.values<string | number | boolean>(rest)].join(' ') +
      '|' +
      content.text.slice(start, end)
  )
}
const lossesOf = (html: string): Record<string, number> =>
  Object.fromEntries(blocksFromHtml(html).losses.map(({ kind, count }) => [kind, count]))

describe('reading a page', () => {
  test('keeps every rule of a revision, whatever the tags', () => {
    const tag = fc.constantFrom(
      'p',
      'div',
      'h2',
      'ul',
      'ol',
      'li',
      'table',
      'tr',
      'td',
      'th',
      'b',
      'em',
      'a href="https://example.org"',
      'br',
      'pre',
      'del',
      'sup',
      'a href="#n1" id="r1"',
      'a href="#r1"',
      'li id="n1"',
      'td rowspan=3 colspan=2',
      'hr class="parley-page-break"',
      'input class="parley-soft-page-break"',
      'div style="page-break-after: always"',
      'svg',
      'template',
      'select',
      'span hidden',
      'caption',
      'blockquote'
    )
    const words = fc.constantFrom(
      'peace',
      ' ',
      '\n',
      'e',
      '\u0301',
      '\u00a0',
      '🕊',
      '&#xd83d;',
      '&#13;',
      '&#0;',
      'سلام',
      '1',
      '<!-- x -->',
      '\ufeff'
    )
    const bit = fc.oneof(
      words,
      tag.map((t) => `<${t}>`),
      tag.map((t) => `</${t.split(' ')[0]}>`)
    )
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 40 }), (bits) => {
        const html = bits.join('')
        const { content } = blocksFromHtml(html)
        expect([html, whatBreaksRevision(content)]).toEqual([html, null])
        for (const block of content.blocks) {
          const words = content.text.slice(block.start, block.end)
          if (block.kind !== 'pageBreak' && block.kind !== 'tableCell')
            expect([html, words]).not.toEqual([html, ''])
        }
      }),
      { numRuns: 1_000 }
    )
  })

  test('collapses white space as a browser does and keeps no-break spaces', () => {
    expect(shown('<p>\n  No <b> talks </b>\n before&nbsp; a\t<i>full</i> ceasefire. </p>\n<p> </p>')).toEqual(
      ['paragraph|No talks before\u00a0 a full ceasefire.']
    )
  })

  test('keeps the lines of preformatted text', () => {
    expect(shown('<pre>\nArt. 1\n  (a) peace\n</pre>')).toEqual(['paragraph|Art. 1⏎  (a) peace'])
  })

  test('keeps one line break and ends a paragraph at two', () => {
    expect(shown('<p>London,<br> 23 April<br><br>Dear Sir</p>')).toEqual([
      'paragraph|London,⏎23 April',
      'paragraph|Dear Sir'
    ])
  })

  test('reads headings, loose words and nested divisions', () => {
    expect(
      shown('<div>Loose <div><h2>Terms</h2>Agreed.</div></div><div role="heading" aria-level="3">Annex</div>')
    ).toEqual(['paragraph|Loose', 'heading 2|Terms', 'paragraph|Agreed.', 'heading 3|Annex'])
  })

  test('reads nested lists with the markers that a reader sees', () => {
    expect(
      shown(
        '<ol start=3><li>Borders<ul><li><p>north</p><p>and east</p></li></ul></li><li>Ports<ol type=a><li>one<li value=4>two</ol></ol>'
      )
    ).toEqual([
      'listItem 0 3.|Borders',
      'listItem 1 ◦|north',
      'listItem 1 |and east',
      'listItem 0 4.|Ports',
      'listItem 1 a.|one',
      'listItem 1 d.|two'
    ])
  })

  test('reads tables as cells with their place, also where cells are merged', () => {
    const html =
      '<table><caption>Positions</caption><tr><th>Issue<th colspan=2>Parties<tr><td rowspan=2>Land<td>A<td><tr><td>B<td><p>x</p><p>y</p></table>'
    expect(shown(html)).toEqual([
      'paragraph|Positions',
      'tableCell 0 0 0 true|Issue',
      'tableCell 0 0 1 true|Parties',
      'tableCell 0 1 0 false|Land',
      'tableCell 0 1 1 false|A',
      'tableCell 0 1 2 false|',
      'tableCell 0 2 1 false|B',
      'tableCell 0 2 2 false|x⏎y'
    ])
    expect(lossesOf(html)).toEqual({ mergedCells: 2 })
  })

  test('reads a table that lays out the page as running text and the table in it as a table', () => {
    const html = '<table><tr><td><h1>Plan</h1>Text<table><tr><td>a<td>b</table></td></tr></table>'
    expect(shown(html)).toEqual([
      'heading 1|Plan',
      'paragraph|Text',
      'tableCell 0 0 0 false|a',
      'tableCell 0 0 1 false|b'
    ])
    expect(lossesOf(html)).toEqual({ layoutTables: 1 })
  })

  test.each([
    [
      'pandoc',
      '<p>Peace<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> now</p><section role="doc-endnotes"><hr><ol><li id="fn1"><p>See annex.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li></ol></section>'
    ],
    [
      'LibreOffice',
      '<p>Peace<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> now</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> See annex.</p></div>'
    ],
    [
      'Word',
      '<p>Peace<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> now</p><div><hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> See annex.</p></div></div>'
    ],
    [
      'a wiki',
      '<p>Peace<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> now</p><ol><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> See annex.</li></ol>'
    ]
  ])('reads the footnotes of %s', (_writer, html) => {
    expect(shown(html)).toEqual(['paragraph|Peace[1] now', 'footnote 1|See annex.'])
    expect(marked(html)).toEqual(['footnoteReference 1|[1]'])
  })

  test('does not take a table of contents for footnotes', () => {
    const html = '<p><a href="#s1" id="t1">1</a></p><h2 id="s1"><a href="#t1">1 Terms</a></h2>'
    expect(shown(html)).toEqual(['paragraph|1', 'heading 2|1 Terms'])
  })

  test('keeps bold, italics and links that can be opened', () => {
    expect(
      marked(
        '<p><strong>No <em>talks</em></strong> <a href="https://example.org/a b">x</a> <a href="java&#10;script:alert(1)">y</a> <a href="/z">z</a></p>'
      )
    ).toEqual(['strong|No talks', 'emphasis|talks', 'link https://example.org/a%20b|x'])
  })

  test('tells what it left out, counted', () => {
    expect(
      lossesOf(
        '<!doctype html><!-- draft --><script>x</script><p>a<img src=x alt=map><svg><text>t</text></svg><del>b</del><span hidden>secret</span><input><a href="#p">c</a>'
      )
    ).toEqual({ images: 2, comments: 1, hiddenText: 1, formFields: 1, scripts: 1, struckText: 1, links: 1 })
  })

  test('breaks pages where the page says so', () => {
    expect(
      shown(
        '<p>One</p><p style="page-break-before: always">Two</p><p>Th<input class="parley-soft-page-break">ree</p><p>Four'
      )
    ).toEqual([
      'paragraph|One',
      'pageBreak|',
      'paragraph|Two',
      'paragraph|Three',
      'pageBreak|',
      'paragraph|Four'
    ])
  })

  test('takes its title from the head, else from the first heading', () => {
    expect(blocksFromHtml('<title> A  plan </title><h1>B</h1>').title).toBe('A plan')
    expect(blocksFromHtml('<p>x<h2>Terms of <i>peace</i></h2>').title).toBe('Terms of peace')
    expect(blocksFromHtml('<p>x').title).toBeNull()
  })

  test('survives elements nested 20,000 deep', () => {
    const html = '<b>'.repeat(500) + '<div>'.repeat(20_000) + 'peace'
    expect(shown(html)).toEqual(['paragraph|peace'])
  })

  test('keeps no address but web and mail', () => {
    expect([
      keptHref('HTTPS://example.org'),
      keptHref('mailto:a@b.c'),
      keptHref('file:///etc'),
      keptHref('//x'),
      keptHref('data:x')
    ]).toEqual(['HTTPS://example.org', 'mailto:a@b.c', null, null, null])
  })
})
