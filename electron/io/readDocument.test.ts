import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { ZipFile } from 'yazl'
import { describe, expect, test } from 'vitest'
import { sentenceOf } from '../../shared/errors.ts'
import { whatBreaksRevision } from '../../shared/text/revision.ts'
import { readDocument, type ReadDocument } from './readDocument.ts'

const fixtures = path.join(import.meta.dirname, 'fixtures')
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function read(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  const result = await readDocument({ bytes, name })
  if (!result.ok) throw new Error(sentenceOf(result.problem))
  expect(whatBreaksRevision(result.value.content)).toBeNull()
  return result.value
}
async function problemOf(bytes: Uint8Array, name: string, encoding?: string): Promise<string | null> {
  const result = await readDocument({ bytes, name, ...(encoding ? { encoding } : {}) })
  return result.ok ? null : result.problem.code
}
/** Blocks as `kind details|words`, one a line. */
const shown = ({ content }: ReadDocument): string[] =>
  content.blocks.map(({ start, end, kind, ...rest }) => {
    const details = Object.values<string | number | boolean>(rest)
    return [kind, ...details].join(' ') + '|' + content.text.slice(start, end).replaceAll('\n', '⏎')
  })
const lossesOf = ({ losses }: ReadDocument): Record<string, number> =>
  Object.fromEntries(losses.map(({ kind, count }) => [kind, count]))

/** A Word file of our own: `body` inside w:body, and whatever other parts. */
async function docx(
  body: string,
  others: Readonly<Record<string, string>> = {},
  options = { compress: true }
): Promise<Uint8Array> {
  const namespaces =
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    ...Object.fromEntries(Object.entries(others).map(([name, xml]) => [name, xml.replace('NS', namespaces)]))
  }
  return zipOf(Object.entries(parts), options)
}
async function zipOf(
  parts: readonly (readonly [string, string])[],
  options = { compress: true }
): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of parts) zip.addBuffer(Buffer.from(content), name, options)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
const run = (words: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r>`
const paragraph = (...runs: string[]): string => `<w:p>${runs.join('')}</w:p>`

describe('Word files of pandoc and LibreOffice', () => {
  test.each([
    [
      'pandoc.docx',
      ['listItem 1 –|heavy weapons', 'listItem 1 –|aircraft, see the annex'],
      'listItem 0 |and report every month.'
    ],
    [
      'libreoffice.docx',
      ['listItem 1 ◦|heavy weapons', 'listItem 1 ◦|aircraft, see the annex'],
      'paragraph|and report every month.'
    ]
  ])(
    'give headings, nested lists, tables, footnotes and every script: %s',
    async (file, nested, continued) => {
      const document = await read(fs.readFileSync(path.join(fixtures, file)), file)
      expect(document).toMatchObject({
        format: 'docx',
        title: 'Plan for the Coast 🕊',
        encoding: { confident: true }
      })
      expect(shown(document)).toEqual([
        'heading 1|Plan for the Coast 🕊',
        'heading 1|Terms of the ceasefire',
        'paragraph|No negotiation on territory before a full and unconditional ceasefire.[1] Gene\u0300ve (Genève), وقف إطلاق النار.',
        'heading 2|Duties',
        'listItem 0 1.|The parties withdraw',
        ...nested,
        'listItem 0 2.|The guarantors watch',
        continued,
        'tableCell 0 0 0 true|Issue',
        'tableCell 0 0 1 true|Coast',
        'tableCell 0 0 2 true|Hills',
        'tableCell 0 1 0 false|Ports',
        'tableCell 0 1 1 false|supports',
        'tableCell 0 1 2 false|opposes',
        'tableCell 0 2 0 false|Children',
        'tableCell 0 2 1 false|supports',
        'tableCell 0 2 2 false|',
        'paragraph|Sanctions stay until the settlement. 👩🏽‍⚖️',
        'paragraph|הסכם שלום עכשיו.',
        'footnote 1|In the air, on land and at sea.',
        'footnote 1|Verified by observers.'
      ])
      const { text, marks } = document.content
      expect(marks.map(({ kind, start, end }) => `${kind}|${text.slice(start, end)}`)).toEqual([
        'strong|full',
        'emphasis|unconditional',
        'footnoteReference|[1]',
        'link|the annex',
        'emphasis|observers'
      ])
    }
  )

  const made = (program: string, ...args: string[]): boolean =>
    spawnSync(program, args, { stdio: 'ignore' }).status === 0

  test.skipIf(!made('pandoc', '--version'))('are read alike when pandoc makes one now', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-pandoc-'))
    const file = path.join(folder, 'plan.docx')
    expect(made('pandoc', path.join(fixtures, 'plan.md'), '-o', file)).toBe(true)
    const now = await read(fs.readFileSync(file), 'plan.docx')
    const stored = await read(fs.readFileSync(path.join(fixtures, 'pandoc.docx')), 'pandoc.docx')
    fs.rmSync(folder, { recursive: true })
    expect(now.content.text).toBe(stored.content.text)
  })

  test.skipIf(!made('soffice', '--version') || !made('pandoc', '--version'))(
    'are read alike when LibreOffice makes one now',
    async () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-soffice-'))
      const odt = path.join(folder, 'plan.odt')
      expect(made('pandoc', path.join(fixtures, 'plan.md'), '-o', odt)).toBe(true)
      expect(
        made(
          'soffice',
          '--headless',
          `-env:UserInstallation=file://${folder}/profile`,
          '--convert-to',
          'docx',
          '--outdir',
          folder,
          odt
        )
      ).toBe(true)
      const now = await read(fs.readFileSync(path.join(folder, 'plan.docx')), 'plan.docx')
      const stored = await read(fs.readFileSync(path.join(fixtures, 'libreoffice.docx')), 'libreoffice.docx')
      fs.rmSync(folder, { recursive: true })
      expect(now.content.text).toBe(stored.content.text)
    },
    60_000
  )
})

describe('what Word files hide', () => {
  test('tracked changes are read as accepted, and told', async () => {
    const document = await read(
      await docx(
        paragraph(
          run('The parties '),
          `<w:del w:id="1" w:author="A"><w:r><w:delText>may</w:delText></w:r></w:del>`,
          `<w:ins w:id="2" w:author="A">${run('shall')}</w:ins>`,
          run(' agree.')
        )
      ),
      'a.docx'
    )
    expect(shown(document)).toEqual(['paragraph|The parties shall agree.'])
    expect(lossesOf(document)).toEqual({ trackedInsertions: 1, trackedDeletions: 1 })
  })

  test('hidden text, comments, headers and pictures are left out, and told', async () => {
    const bytes = await docx(
      paragraph(
        run('Open'),
        run(' secret', '<w:vanish/>'),
        '<w:r><w:commentReference w:id="0"/></w:r>',
        '<w:r><w:drawing/></w:r>',
        run(' words', '<w:vanish w:val="0"/>')
      ),
      {
        'word/header1.xml': `<w:hdr NS>${paragraph(run('Draft'))}</w:hdr>`,
        'word/footer1.xml': '<w:ftr NS><w:p/></w:ftr>'
      }
    )
    const document = await read(bytes, 'a.docx')
    expect(shown(document)).toEqual(['paragraph|Open words'])
    expect(lossesOf(document)).toEqual({ images: 1, comments: 1, hiddenText: 1, headersAndFooters: 1 })
  })

  test('text boxes stand after their paragraph, once, and struck words stay', async () => {
    const box = `<w:txbxContent>${paragraph(run('In a box'))}</w:txbxContent>`
    const document = await read(
      await docx(
        paragraph(
          run('Before', '<w:strike/>'),
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box}</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
          run(' after')
        )
      ),
      'a.docx'
    )
    expect(shown(document)).toEqual(['paragraph|Before after', 'paragraph|In a box'])
    expect(lossesOf(document)).toEqual({ textBoxes: 1, struckText: 1 })
  })

  test('fields, right-to-left runs and formulas keep their words', async () => {
    const document = await read(
      await docx(
        paragraph(
          run('See '),
          `<w:fldSimple w:instr="REF x">${run('Article 5')}</w:fldSimple>`,
          `<w:bdo w:val="rtl">${run(' سلام')}</w:bdo>`,
          '<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>'
        )
      ),
      'a.docx'
    )
    expect(shown(document)).toEqual(['paragraph|See Article 5 سلامx=1'])
    expect(lossesOf(document)).toEqual({ formulas: 1 })
  })

  test('words that mammoth passes over are told', async () => {
    const ruby = `<w:r><w:ruby><w:rt>${run('heiwa')}</w:rt><w:rubyBase>${run('平和')}</w:rubyBase></w:ruby></w:r>`
    const document = await read(
      await docx(paragraph(run('Peace '), ruby, `<w:unheard>${run('x')}</w:unheard>`)),
      'a.docx'
    )
    expect(shown(document)).toEqual(['paragraph|Peace 平和'])
    expect(lossesOf(document)).toEqual({ unknownParts: 2 })
  })

  test('formatting that a tracked change replaced is not taken for today’s', async () => {
    const old = '<w:pPrChange w:id="1"><w:pPr><w:pageBreakBefore/></w:pPr></w:pPrChange>'
    const bytes = await docx(paragraph(run('One')) + paragraph(`<w:pPr>${old}</w:pPr>`, run('Two')))
    expect(shown(await read(bytes, 'a.docx'))).toEqual(['paragraph|One', 'paragraph|Two'])
  })

  test('pages end where they were broken and where they ended when last laid out, each once', async () => {
    const soft = '<w:r><w:lastRenderedPageBreak/></w:r>'
    const document = await read(
      await docx(
        paragraph(run('One'), '<w:r><w:br w:type="page"/></w:r>') +
          paragraph(soft, run('Two ')) +
          paragraph(run('Three starts'), soft, run(' and goes on')) +
          paragraph('<w:pPr><w:pageBreakBefore/></w:pPr>', soft, run('Four'))
      ),
      'a.docx'
    )
    expect(shown(document)).toEqual([
      'paragraph|One',
      'pageBreak|',
      'paragraph|Two',
      'paragraph|Three starts and goes on',
      'pageBreak|',
      'pageBreak|',
      'paragraph|Four'
    ])
  })

  test('numbers that the word processor draws are read as it draws them', async () => {
    const level = (at: number, format: string, words: string, start = 1): string =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${words}"/></w:lvl>`
    const numbering = `<w:numbering NS><w:abstractNum w:abstractNumId="7">${level(0, 'upperRoman', 'Article %1', 4)}${level(1, 'decimal', '%1.%2').replace('<w:lvlText', '<w:isLgl/><w:lvlText')}${level(2, 'lowerLetter', '(%3)')}</w:abstractNum>
      <w:abstractNum w:abstractNumId="8">${level(0, 'bullet', '\uf0b7')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="25"/></w:lvlOverride></w:num></w:numbering>`
    const styles = `<w:styles NS><w:style w:type="paragraph" w:styleId="Artikel"><w:name w:val="Artikel"/><w:basedOn w:val="Base"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`
    const numbered = (number: number, at: number, words: string): string =>
      paragraph(
        `<w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${number}"/></w:numPr></w:pPr>`,
        run(words)
      )
    const heading = (words: string): string =>
      paragraph('<w:pPr><w:pStyle w:val="Artikel"/></w:pPr>', run(words))
    const body = [
      heading('Aims'),
      numbered(1, 1, 'peace'),
      numbered(1, 2, 'soon'),
      numbered(1, 2, 'for good'),
      numbered(3, 2, 'last'),
      numbered(3, 2, 'end'),
      heading('Means'),
      numbered(1, 1, 'talks'),
      numbered(2, 0, 'in Genève')
    ].join('')
    const document = await read(
      await docx(body, { 'word/numbering.xml': numbering, 'word/styles.xml': styles }),
      'a.docx'
    )
    expect(shown(document)).toEqual([
      'heading 2|Article IV Aims',
      'listItem 1 4.1|peace',
      'listItem 2 (a)|soon',
      'listItem 2 (b)|for good',
      'listItem 2 (y)|last',
      'listItem 2 (z)|end',
      'heading 2|Article V Means',
      'listItem 1 5.1|talks',
      'listItem 0 •|in Genève'
    ])
  })

  test('merged cells keep their place', async () => {
    const cell = (words: string, properties = ''): string =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(words))}</w:tc>`
    const document = await read(
      await docx(
        `<w:tbl><w:tr>${cell('A', '<w:gridSpan w:val="2"/>')}${cell('B', '<w:vMerge w:val="restart"/>')}</w:tr><w:tr>${cell('C')}${cell('D')}${cell('', '<w:vMerge/>')}</w:tr></w:tbl>`
      ),
      'a.docx'
    )
    expect(shown(document)).toEqual([
      'tableCell 0 0 0 false|A',
      'tableCell 0 0 2 false|B',
      'tableCell 0 1 0 false|C',
      'tableCell 0 1 1 false|D'
    ])
    expect(lossesOf(document)).toEqual({ mergedCells: 2 })
  })
})

describe('text files', () => {
  test('are read by their ending, and without one by what is in them', async () => {
    expect((await read(bytesOf('# No\n\ntitle'), 'a.txt')).content.text).toBe('# No\n\ntitle')
    expect((await read(bytesOf('# A\n\ntitle'), 'a.MD')).format).toBe('md')
    expect((await read(bytesOf('<p>x'), 'a.htm')).format).toBe('html')
    expect((await read(bytesOf(' <!DOCTYPE html><p>x'), 'page')).format).toBe('html')
    expect((await read(bytesOf('words'), 'README')).format).toBe('txt')
  })

  test('ask about an encoding that is only a guess, and take the one that is chosen', async () => {
    const bytes = new Uint8Array(
      [...'Санкции остаются до мира'].map((sign) =>
        sign === ' ' ? 0x20 : (sign.codePointAt(0) ?? 0) - 0x350
      )
    )
    const guessed = await read(bytes, 'a.txt')
    expect(guessed.encoding.confident).toBe(false)
    const chosen = await readDocument({ bytes, name: 'a.txt', encoding: 'windows-1251' })
    expect(chosen).toMatchObject({
      ok: true,
      value: { content: { text: 'Санкции остаются до мира' }, encoding: { confident: true } }
    })
  })

  test('tell characters that could not be decoded', async () => {
    const document = await read(new Uint8Array([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8, 0x62, 0x00]), 'a.txt')
    expect(document.content.text).toBe('a\ufffdb')
    expect(lossesOf(document)).toEqual({ replacedCharacters: 1 })
  })
})

describe('files that cannot be imported', () => {
  test('say why: empty, unknown, not text, another format under a false name', async () => {
    expect(await problemOf(new Uint8Array(), 'a.txt')).toBe('emptyFile')
    expect(await problemOf(bytesOf('\ufeff \r\n'), 'a.txt')).toBe('emptyFile')
    expect(await problemOf(bytesOf('<script>x</script>'), 'a.html')).toBe('emptyFile')
    expect(await problemOf(await docx('<w:p/>'), 'a.docx')).toBe('emptyFile')
    expect(await problemOf(bytesOf('%PDF-1.7'), 'a.pdf')).toBe('unknownFormat')
    expect(await problemOf(bytesOf('a,b'), 'a.xlsx')).toBe('unknownFormat')
    expect(await problemOf(await docx(paragraph(run('x'))), 'a.txt')).toBe('notText')
    expect(await problemOf(bytesOf('%PDF-1.7 words'), 'a.html')).toBe('notText')
    expect(await problemOf(bytesOf('words'), 'a.docx')).toBe('brokenDocx')
    expect(await problemOf(new Uint8Array([0xe9, 0x20, 0x61]), 'a.txt', 'utf-8')).toBe('badEncoding')
  })

  test('say what to do with old and with protected Word files', async () => {
    const old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    expect(await problemOf(new Uint8Array([...old, 1, 2, 3]), 'a.docx')).toBe('oldWordFile')
    expect(await problemOf(new Uint8Array([...old, 1, 2, 3]), 'a.doc')).toBe('oldWordFile')
    expect(
      await problemOf(new Uint8Array([...old, ...Buffer.from('EncryptedPackage', 'utf16le')]), 'a.docx')
    ).toBe('encryptedFile')
  })

  test('refuse archives that are cut off, made of other things, or malformed inside', async () => {
    const whole = await docx(paragraph(run('x')))
    expect(await problemOf(whole.subarray(0, whole.length - 30), 'a.docx')).toBe('brokenDocx')
    expect(await problemOf(await zipOf([['a.xml', '<a/>']]), 'a.docx')).toBe('brokenDocx')
    expect(await problemOf(await docx('<w:p><w:r>'), 'a.docx')).toBe('brokenDocx')
    expect(
      await problemOf(
        await docx('', { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:styles NS>&b;</w:styles>' }),
        'a.docx'
      )
    ).toBe('brokenDocx')
    const scrambled = new Uint8Array(whole)
    for (let at = 60; at < 200; at += 1) scrambled[at] = (scrambled[at] ?? 0) ^ 0x55
    expect(await problemOf(scrambled, 'a.docx')).toBe('brokenDocx')
  })

  test('refuse archives that unpack to far more than a document, or whose sizes lie', async () => {
    expect(await problemOf(await docx(paragraph(run(' '.repeat(60_000_000)))), 'a.docx')).toBe('zipBomb')
    const many = Array.from({ length: 5_100 }, (_, i) => [`p${i}.xml`, '<a/>'] as const)
    expect(await problemOf(await zipOf(many), 'a.docx')).toBe('zipBomb')
    const lying = Buffer.from(await docx(paragraph(run('words '.repeat(10_000)))))
    const header = lying.lastIndexOf(Buffer.from('word/document.xml')) - 46
    lying.writeUInt32LE(16, header + 24)
    expect(await problemOf(lying, 'a.docx')).toMatch(/zipBomb|brokenDocx/)
  })

  test('refuse a word that was changed in the archive behind its checksum', async () => {
    const whole = await docx(paragraph(run('shall')), {}, { compress: false })
    expect((await read(whole, 'a.docx')).content.text).toBe('shall')
    const changed = Buffer.from(whole)
    changed.write('might', changed.indexOf('shall'))
    expect(await problemOf(changed, 'a.docx')).toBe('brokenDocx')
  })

  test('never break the reader, wherever a byte of a Word file is wrong or missing', async () => {
    const whole = fs.readFileSync(path.join(fixtures, 'pandoc.docx'))
    const { text } = (await read(whole, 'plan.docx')).content
    const damage = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), cut: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, byte, cut }) => {
        const bytes = new Uint8Array(cut ? whole.subarray(0, at) : whole)
        if (!cut) bytes[at] = byte
        const result = await readDocument({ bytes, name: 'plan.docx' })
        if (result.ok) expect(result.value.content.text).toBe(text)
        else expect(['brokenDocx', 'zipBomb', 'encryptedFile', 'emptyFile']).toContain(result.problem.code)
      }),
      { numRuns: 60 }
    )
  }, 60_000)

  test('refuse names that lead out of the archive', async () => {
    const bytes = Buffer.from(await docx(paragraph(run('x')), { 'word/aaaaaaa.xml': '<a/>' }))
    let at = bytes.indexOf('word/aaaaaaa.xml')
    for (; at >= 0; at = bytes.indexOf('word/aaaaaaa.xml', at + 1))
      bytes.write('../../../../a.xml'.slice(0, 16), at)
    expect(await problemOf(bytes, 'a.docx')).toBe('brokenDocx')
  })
})
