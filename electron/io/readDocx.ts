/** DOCX -> blocks: the archive is checked first, then mammoth reads a clean copy of its text parts, then HTML -> blocks. */
import mammoth from 'mammoth'
import { ZipFile } from 'yazl'
import { fail, ok, type Result } from '../../shared/errors.ts'
import {
  blocksFromHtml,
  markerClass,
  pageBreakClass,
  softPageBreakClass
} from '../../shared/import/blocksFromHtml.ts'
import type { ImportedText } from '../../shared/import/importedText.ts'
import { lose, type LossCounter } from '../../shared/import/losses.ts'
import { hiddenColour, markerColour, prepareWordXml } from './docxXml.ts'
import { readZip } from './readZip.ts'
import { wordNumbering, type WordNumbering } from './wordNumbering.ts'

export type Progress = (stage: 'unpacking' | 'reading' | 'arranging') => void

/**
 * Reads a Word file. Tracked changes are read as accepted; pictures, comments, headers, footers and hidden text are left out; all are
 * counted. Fails with `brokenDocx`, `zipBomb` or `encryptedFile`.
 */
export async function readDocx(
  bytes: Uint8Array,
  name: string,
  onProgress: Progress = () => undefined
): Promise<Result<ImportedText>> {
  onProgress('unpacking')
  const unpacked = await readZip(bytes, {
    name,
    broken: 'brokenDocx',
    wants: (path) => /\.(xml|rels)$/i.test(path)
  })
  if (!unpacked.ok) return unpacked
  const losses: LossCounter = new Map()
  const parts = new Map([...unpacked.value].map(([path, part]) => [path, xmlText(part)]))
  // No Word file declares a document type; one that does wants entities expanded.
  if ([...parts.values()].some((xml) => /<!DOCTYPE/i.test(xml))) return fail('brokenDocx', { name })
  if (![...parts.keys()].some((path) => /^word\/document\d*\.xml$/.test(path)))
    return fail('brokenDocx', { name })
  const numbering = wordNumbering(parts.get('word/numbering.xml') ?? '', parts.get('word/styles.xml') ?? '')
  for (const [path, xml] of parts) {
    if (/^word\/(document\d*|footnotes|endnotes)\.xml$/.test(path))
      parts.set(path, prepareWordXml(xml, numbering, losses))
    if (/^word\/(header|footer)\d*\.xml$/.test(path) && /<w:t\b[^>]*>[^<]*[^<\s]/.test(xml))
      lose(losses, 'headersAndFooters')
  }
  onProgress('reading')
  const html = await htmlOf(await packed(parts), numbering, losses)
  if (html === null) return fail('brokenDocx', { name })
  onProgress('arranging')
  const read = blocksFromHtml(html, losses)
  return ok({ ...read, title: titleOf(parts.get('docProps/core.xml') ?? '') ?? read.title })
}

const styleMap = [
  `br[type='page'] => hr.${pageBreakClass}`,
  `br[type='column'] => input.${softPageBreakClass}`,
  `highlight[color='${hiddenColour}'] => !`,
  `highlight[color='${markerColour}'] => mark.${markerClass}`,
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='heading 7'] => h6:fresh",
  "p[style-name='heading 8'] => h6:fresh",
  "p[style-name='heading 9'] => h6:fresh"
]

/** Mammoth knows five levels of lists; Word has nine. */
const deepLists = [6, 7, 8, 9].flatMap((level) => {
  const around = 'ul|ol > li > '.repeat(level - 1)
  return [
    `p:unordered-list(${level}) => ${around}ul > li:fresh`,
    `p:ordered-list(${level}) => ${around}ol > li:fresh`
  ]
})

/** The document as HTML; null where mammoth cannot make sense of it. */
async function htmlOf(docx: Buffer, numbering: WordNumbering, losses: LossCounter): Promise<string | null> {
  try {
    const { value, messages } = await mammoth.convertToHtml(
      { buffer: docx },
      {
        styleMap: [
          ...styleMap,
          ...numbering.headings.map(({ styleId, level }) => `p.${styleId} => h${level}:fresh`),
          ...deepLists
        ],
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' }))
      }
    )
    lose(losses, 'unknownParts', messages.filter(({ message }) => tellsOfLoss(message)).length)
    // Pictures were counted in the XML, where charts and drawings are too.
    return value.replace(/<img\b[^>]*>/g, '')
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

/** Mammoth tells once of each kind of element that it passed over; those named here hold no words. */
function tellsOfLoss(message: string): boolean {
  const ignored = /unrecognised element was ignored: (.+)$/.exec(message)?.[1]
  if (ignored === undefined) return message.includes('unsupported character')
  return !/^(v:|o:|office-word:|wp|w:(perm|customXml|proof|sdt|comment|pgNum|subDoc|annotation))/.test(
    ignored
  )
}

/** A clean archive of the text parts alone: no picture, no macro, no size that lies. */
async function packed(parts: ReadonlyMap<string, string>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, xml] of parts) zip.addBuffer(Buffer.from(xml, 'utf8'), path, { compress: false })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** XML in UTF-8 or UTF-16, as text in UTF-8. */
function xmlText(part: Buffer): string {
  const encoding =
    part[0] === 0xff && part[1] === 0xfe
      ? 'utf-16le'
      : part[0] === 0xfe && part[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  return new TextDecoder(encoding).decode(part).replace(/^(<\?xml\b[^>]*?)\s+encoding=(["'])[^"']*\2/, '$1')
}

/** The title among the file's properties. */
function titleOf(core: string): string | null {
  const title = /<dc:title\b[^>]*>([^<]*)<\/dc:title>/.exec(core)?.[1]?.trim()
  if (!title) return null
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return title.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,4});/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return named[body] ?? whole
    const point =
      body[1] === 'x' || body[1] === 'X' ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1))
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  })
}
