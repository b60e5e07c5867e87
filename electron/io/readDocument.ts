/** A document's bytes -> its blocks, whatever its format. The bytes are only read, never changed. */
import { fail, ok, type Result } from '../../shared/errors.ts'
import { blocksFromHtml } from '../../shared/import/blocksFromHtml.ts'
import { blocksFromMarkdown } from '../../shared/import/blocksFromMarkdown.ts'
import { blocksFromText } from '../../shared/import/blocksFromText.ts'
import type { ImportedText } from '../../shared/import/importedText.ts'
import { declaredEncoding, decode } from './decode.ts'
import { readDocx, type Progress } from './readDocx.ts'

export type DocumentFormat = 'txt' | 'md' | 'html' | 'docx'

/** `encoding` forces one for a text format; an unsure guess is asked about, see `ReadDocument`. */
export type ReadInput = { readonly bytes: Uint8Array; readonly name: string; readonly encoding?: string }

export type ReadDocument = ImportedText & {
  readonly format: DocumentFormat
  /** `name` is a WHATWG label. Where it is not `confident`, show the text and ask. A DOCX names its own: `name` is "utf-8". */
  readonly encoding: {
    readonly name: string
    readonly confident: boolean
    readonly candidates: readonly string[]
  }
}

/** Larger files are refused: their text alone would not fit a project. */
export const mostBytes = 100_000_000

/**
 * Reads TXT, Markdown, HTML and DOCX, told apart by the name's ending and the first bytes. Fails with `emptyFile`, `tooLarge`, `unknownFormat`,
 * `notText`, `badEncoding`, `brokenDocx`, `oldWordFile`, `encryptedFile` or `zipBomb`.
 */
export async function readDocument(
  input: ReadInput,
  onProgress: Progress = () => undefined
): Promise<Result<ReadDocument>> {
  const { bytes, name } = input
  if (bytes.length === 0) return fail('emptyFile', { name })
  if (bytes.length > mostBytes)
    return fail('tooLarge', { name, size: `${Math.round(bytes.length / 1_000_000)} MB` })
  const format = formatOf(bytes, name)
  if (!format.ok) return format
  const read =
    format.value === 'docx'
      ? await readWord(bytes, name, onProgress)
      : readText(input, format.value, onProgress)
  if (!read.ok) return read
  return read.value.content.text.trim() === '' ? fail('emptyFile', { name }) : read
}

const endings: Readonly<Record<string, DocumentFormat>> = {
  txt: 'txt',
  text: 'txt',
  md: 'md',
  markdown: 'md',
  mdown: 'md',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  docx: 'docx',
  docm: 'docx',
  dotx: 'docx'
}

function formatOf(bytes: Uint8Array, name: string): Result<DocumentFormat> {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const known = endings[ending]
  if (isCompoundFile(bytes)) return fail(isProtected(bytes) ? 'encryptedFile' : 'oldWordFile', { name })
  if (known === 'docx') return startsWith(bytes, 'PK') ? ok('docx') : fail('brokenDocx', { name })
  if (known) return ok(known)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  if (startsWith(bytes, 'PK') && ending === '') return ok('docx')
  if (/^(\xef\xbb\xbf)?\s*(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html)\b/i.test(head)) return ok('html')
  // A file without an ending may well be plain text; decode() tells.
  return ending === '' ? ok('txt') : fail('unknownFormat', { name })
}

async function readWord(
  bytes: Uint8Array,
  name: string,
  onProgress: Progress
): Promise<Result<ReadDocument>> {
  const read = await readDocx(bytes, name, onProgress)
  if (!read.ok) return read
  return ok({
    ...read.value,
    format: 'docx',
    encoding: { name: 'utf-8', confident: true, candidates: ['utf-8'] }
  })
}

function readText(
  { bytes, name, encoding }: ReadInput,
  format: 'txt' | 'md' | 'html',
  onProgress: Progress
): Result<ReadDocument> {
  onProgress('reading')
  const decoded = decode(bytes, {
    name,
    ...(encoding === undefined ? {} : { encoding }),
    declared: format === 'html' ? declaredEncoding(bytes) : null
  })
  if (!decoded.ok) return decoded
  onProgress('arranging')
  const { text, encoding: label, confident, candidates, undecodable } = decoded.value
  const read = { txt: blocksFromText, md: blocksFromMarkdown, html: (html: string) => blocksFromHtml(html) }[
    format
  ](text)
  return ok({
    ...withUndecodable(read, undecodable),
    format,
    encoding: { name: label, confident, candidates }
  })
}

function withUndecodable(read: ImportedText, undecodable: number): ImportedText {
  if (undecodable === 0) return read
  const before = read.losses.find(({ kind }) => kind === 'replacedCharacters')?.count ?? 0
  const others = read.losses.filter(({ kind }) => kind !== 'replacedCharacters')
  return { ...read, losses: [...others, { kind: 'replacedCharacters', count: before + undecodable }] }
}

/** The container of old Office files; Office puts a protected DOCX into it too. */
function isCompoundFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')
}

function isProtected(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le')
  )
}

function startsWith(bytes: Uint8Array, signs: string): boolean {
  return [...signs].every((sign, i) => bytes[i] === sign.charCodeAt(0))
}
