/** Bytes -> characters: which encoding a text file is in, how sure that is, and what else it could be. */
import { detectAll } from 'jschardet'
import { fail, ok, type Result } from '../../shared/errors.ts'

/** `encoding` is a WHATWG label ("utf-8", "windows-1251"). Where it is not `confident`, the analyst is shown the text and asked. */
export type Decoded = {
  readonly text: string
  readonly encoding: string
  readonly confident: boolean
  /** Other encodings that it may be in, the likeliest first; the chosen one leads. */
  readonly candidates: readonly string[]
  /** How many characters the encoding could not give; each is U+FFFD in `text`. */
  readonly undecodable: number
}

/** The encodings that an analyst can choose from. */
export const knownEncodings: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'iso-8859-2',
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-10',
  'iso-8859-13',
  'iso-8859-14',
  'iso-8859-15',
  'iso-8859-16',
  'koi8-r',
  'koi8-u',
  'ibm866',
  'macintosh',
  'x-mac-cyrillic',
  'windows-874',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'gb18030',
  'big5',
  'euc-kr'
]

/**
 * Decodes a text file. In this order: the encoding that was asked for (`badEncoding` where the bytes are not in it), a byte order mark, UTF-8
 * without a fault, UTF-16 without a mark, what the file declares (an HTML page), a guess by the frequency of its letters. Only the guess
 * is not confident. Bytes that are no text in any encoding give `notText`.
 */
export function decode(
  bytes: Uint8Array,
  options: { readonly name: string; readonly encoding?: string; readonly declared?: string | null }
): Result<Decoded> {
  const { name } = options
  if (options.encoding !== undefined) return decodeAs(bytes, name, options.encoding)
  const marked = byteOrderMark(bytes)
  if (marked === 'utf-32') return fail('badEncoding', { name, encoding: 'UTF-32' })
  if (marked) return ok({ ...lenient(bytes, marked), confident: true, candidates: [marked] })
  const unmarked = utf16WithoutMark(bytes)
  if (unmarked) return ok({ ...lenient(bytes, unmarked), confident: true, candidates: [unmarked, 'utf-8'] })
  if (isBinary(bytes)) return fail('notText', { name })
  const strict = hasJapaneseEscapes(bytes) ? null : faultless(bytes, 'utf-8')
  if (strict !== null) return ok(sure(strict, 'utf-8'))
  const declared = knownLabel(options.declared ?? '')
  const asDeclared = declared && faultless(bytes, declared)
  if (declared && asDeclared !== null && asDeclared !== undefined) return ok(sure(asDeclared, declared))
  return guess(bytes, name)
}

/** The WHATWG label of an encoding's name as people, files and detectors write it; null where nobody can decode it. */
export function knownLabel(label: string): string | null {
  const plain = label.trim().toLowerCase()
  if (plain === '') return null
  const own = {
    cp932: 'shift_jis',
    macroman: 'macintosh',
    'mac-roman': 'macintosh',
    maccyrillic: 'x-mac-cyrillic',
    cp949: 'euc-kr',
    big5hkscs: 'big5'
  }
  const renamed = Object.hasOwn(own, plain)
    ? own[plain as keyof typeof own]
    : plain
        .replace(/^utf-16-(le|be)$/, 'utf-16$1')
        .replace(/^cp(125\d)$/, 'windows-$1')
        .replace(/^iso8859-/, 'iso-8859-')
  try {
    return new TextDecoder(renamed).encoding
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The charset that an HTML or XML file names in its first 1,024 bytes; null where it names none. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  const match =
    /<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})|<meta\b[^>]*\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(
      head
    )
  return match?.[1] ?? match?.[2] ?? null
}

function sure(text: string, encoding: string): Decoded {
  return { text, encoding, confident: true, candidates: [encoding], undecodable: 0 }
}

function decodeAs(bytes: Uint8Array, name: string, label: string): Result<Decoded> {
  const encoding = knownLabel(label)
  const text = encoding && faultless(bytes, encoding)
  if (!encoding || text === null) return fail('badEncoding', { name, encoding: label })
  return ok(sure(text, encoding))
}

/** The text, or null where one byte does not fit. */
function faultless(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function lenient(
  bytes: Uint8Array,
  encoding: string
): { text: string; encoding: string; undecodable: number } {
  const text = faultless(bytes, encoding)
  if (text !== null) return { text, encoding, undecodable: 0 }
  const replaced = new TextDecoder(encoding).decode(bytes)
  return { text: replaced, encoding, undecodable: replaced.split('\ufffd').length - 1 }
}

function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32' : null
}

/** UTF-16 by its spaces and line ends: they are a zero byte and a known one, in one order only, and nothing unwritable comes out. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 4 || bytes.length % 2 === 1) return null
  const sample = bytes.subarray(0, 64 * 1024)
  let little = 0
  let big = 0
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at + 1] === 0 && isCommon(sample[at])) little += 1
    if (sample[at] === 0 && isCommon(sample[at + 1])) big += 1
  }
  const [encoding, hits] = little >= big ? (['utf-16le', little] as const) : (['utf-16be', big] as const)
  if (hits * 200 < sample.length / 2 || Math.min(little, big) * 4 > hits) return null
  const text = new TextDecoder(encoding).decode(sample)
  const strange = text.match(/(?![\t\n\v\f\r])[\p{Cc}\ufffd\p{Cn}\p{Co}]/gu)?.length ?? 0
  return strange * 100 > text.length ? null : encoding
}

/** Space, line ends, tab, and the letters and signs of ASCII. */
function isCommon(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || (byte > 0x20 && byte < 0x7f))
  )
}

/** ZIP, PDF, old Office, PNG, JPEG, GIF, gzip, RTF, 7z, SQLite. */
const binaryBeginnings: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]
]

/** Control bytes that no text has: more than one in a thousand, or the first bytes of a known binary format. */
function isBinary(bytes: Uint8Array): boolean {
  if (binaryBeginnings.some((beginning) => beginning.every((byte, at) => bytes[at] === byte))) return true
  const sample = bytes.subarray(0, 256 * 1024)
  let controls = 0
  for (const byte of sample) if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) controls += 1
  return controls > 4 && controls * 1000 > sample.length
}

/** ISO-2022-JP is made of ASCII bytes, so it would pass for UTF-8. */
function hasJapaneseEscapes(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    if (
      (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40)) ||
      (bytes[at + 1] === 0x28 && bytes[at + 2] === 0x4a)
    )
      return true
  }
  return false
}

function guess(bytes: Uint8Array, name: string): Result<Decoded> {
  // The detector reads the head of a file only; what speaks is where the letters beyond ASCII are.
  const found = detectAll(tellingPart(bytes))
    .map(({ encoding, confidence }) => ({ encoding: knownLabel(encoding ?? ''), confidence }))
    .flatMap(({ encoding, confidence }) =>
      encoding && encoding !== 'utf-8' ? [{ encoding, confidence }] : []
    )
  const usual = ['windows-1252', 'windows-1251', 'windows-1250', 'macintosh']
  const candidates = [...new Set([...found.map(({ encoding }) => encoding), ...usual])]
    .filter((encoding) => faultless(bytes, encoding) !== null)
    .slice(0, 8)
  const [encoding] = candidates
  const text = encoding ? faultless(bytes, encoding) : null
  if (!encoding || text === null) return fail('notText', { name })
  return ok({ text, encoding, confident: encoding === 'iso-2022-jp', candidates, undecodable: 0 })
}

/** At most 100,000 bytes from just before the first byte beyond ASCII. */
function tellingPart(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80)
  const from = Math.max(0, first - 200)
  return bytes.subarray(from, from + 100_000)
}
