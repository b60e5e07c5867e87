import { describe, expect, test } from 'vitest'
import { sentenceOf } from '../../shared/errors.ts'
import { declaredEncoding, decode, knownEncodings, knownLabel, type Decoded } from './decode.ts'

const russian =
  'Никаких переговоров о территории до полного и безусловного прекращения огня в воздухе, на суше и на море. Санкции остаются.'
const french =
  'Aucune négociation n’est engagée avant le cessez-le-feu. Les enfants déplacés sont rendus à leur famille, à Genève, dès l’été prochain.'
const japanese =
  '全面的かつ無条件の停戦の前に、領土に関する交渉は行わない。制裁は維持される。子どもたちは家族のもとに返される。'
const polish =
  'Żadnych rozmów o terytorium przed pełnym i bezwarunkowym zawieszeniem broni. Przesiedlone dzieci wracają do swoich rodzin, również w Łodzi.'
const arabic = 'لا مفاوضات حول الأراضي قبل وقف كامل لإطلاق النار 🕊'

/** Encodes by trying: every byte, and every pair of bytes, that the decoder knows. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const known = new Map<string, readonly number[]>()
  const learn = (bytes: readonly number[]): void => {
    try {
      const sign = decoder.decode(new Uint8Array(bytes))
      if ([...sign].length === 1 && !known.has(sign)) known.set(sign, bytes)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  for (let byte = 0; byte < 256; byte += 1) learn([byte])
  if (known.size < 200) for (let pair = 0x8140; pair < 0x10000; pair += 1) learn([pair >> 8, pair & 0xff])
  return new Uint8Array(
    [...text].flatMap((sign) => known.get(sign) ?? expect.fail(`no ${sign} in ${encoding}`))
  )
}

/** Japanese between escape sequences: the bytes of EUC-JP without their high bits. */
function encodeWithEscapes(text: string): Uint8Array {
  return new Uint8Array([
    0x1b,
    0x24,
    0x42,
    ...encode(text, 'euc-jp').map((byte) => byte & 0x7f),
    0x1b,
    0x28,
    0x42
  ])
}

function read(bytes: Uint8Array, encoding?: string): Decoded {
  const result = decode(bytes, { name: 'plan.txt', ...(encoding ? { encoding } : {}) })
  if (!result.ok) throw new Error(sentenceOf(result.problem))
  return result.value
}
const problemOf = (bytes: Uint8Array, encoding?: string): string | null => {
  const result = decode(bytes, { name: 'plan.txt', ...(encoding ? { encoding } : {}) })
  return result.ok ? null : result.problem.code
}
const utf16 = (text: string, options: { big: boolean; mark: boolean }): Uint8Array => {
  const bytes = Buffer.from((options.mark ? '\ufeff' : '') + text, 'utf16le')
  return new Uint8Array(options.big ? bytes.swap16() : bytes)
}

describe('Unicode files', () => {
  test('are sure with and without a byte order mark, which is no character', () => {
    for (const text of [french, russian, arabic, japanese, 'plain words']) {
      expect(read(new TextEncoder().encode(text))).toMatchObject({ text, encoding: 'utf-8', confident: true })
      expect(read(new TextEncoder().encode(`\ufeff${text}`))).toMatchObject({
        text,
        encoding: 'utf-8',
        confident: true
      })
      for (const big of [false, true]) {
        const encoding = big ? 'utf-16be' : 'utf-16le'
        expect(read(utf16(text, { big, mark: true }))).toMatchObject({ text, encoding, confident: true })
      }
    }
  })

  test('are found in UTF-16 without a mark', () => {
    for (const text of [french, `${russian}\r\n${russian}`, arabic, `${japanese}\n${japanese}\n`]) {
      for (const big of [false, true]) {
        expect(read(utf16(text, { big, mark: false }))).toMatchObject({
          text,
          encoding: big ? 'utf-16be' : 'utf-16le'
        })
      }
    }
  })

  test('tell how many characters could not be decoded', () => {
    expect(read(new Uint8Array([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8, 0x62, 0x00]))).toMatchObject({
      text: 'a\ufffdb',
      undecodable: 1
    })
  })
})

describe('files in older encodings', () => {
  test.each([
    ['windows-1251', russian],
    ['windows-1252', french],
    ['shift_jis', japanese],
    ['iso-8859-2', polish],
    ['macintosh', french]
  ])('in %s are read right, offered for a look, and read right when that is chosen', (encoding, text) => {
    const bytes = encode(text, encoding)
    const guessed = read(bytes)
    expect(guessed.confident).toBe(false)
    expect(guessed.text).toBe(text)
    expect(guessed.candidates[0]).toBe(guessed.encoding)
    expect(read(bytes, encoding)).toMatchObject({ text, encoding, confident: true })
  })

  test('in ISO-2022-JP do not pass for UTF-8', () => {
    expect(read(encodeWithEscapes(japanese))).toMatchObject({ text: japanese, encoding: 'iso-2022-jp' })
  })

  test('are sure where the page declares its encoding', () => {
    const page =
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>'
    const bytes = encode(page + russian, 'windows-1251')
    expect(declaredEncoding(bytes)).toBe('windows-1251')
    expect(decode(bytes, { name: 'a.html', declared: 'windows-1251' })).toMatchObject({
      ok: true,
      value: { text: page + russian, confident: true }
    })
    expect(declaredEncoding(new TextEncoder().encode('<?xml version="1.0" encoding="koi8-r"?>'))).toBe(
      'koi8-r'
    )
  })
})

describe('what cannot be decoded', () => {
  test('is refused by name when an encoding is forced on it', () => {
    expect(problemOf(encode(french, 'windows-1252'), 'utf-8')).toBe('badEncoding')
    expect(problemOf(new TextEncoder().encode('a'), 'klingon')).toBe('badEncoding')
    expect(problemOf(new Uint8Array([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).toBe('badEncoding')
  })

  test('is not taken for text: pictures, archives, PDF, RTF, programs', () => {
    const noise = new Uint8Array(4_000).map((_, i) => (i * 7_919) % 256)
    for (const head of ['PK\u0003\u0004', '%PDF-1.7', '{\\rtf1', 'GIF89a', '']) {
      const bytes = new Uint8Array([...new TextEncoder().encode(head), ...noise])
      expect([head, problemOf(bytes)]).toEqual([head, 'notText'])
    }
  })
})

test('every encoding that is offered can be decoded', () => {
  expect(knownEncodings.map(knownLabel)).toEqual(knownEncodings)
  expect(['CP932', 'MacRoman', 'utf-16-le', 'cp1251', 'latin1', 'nonsense'].map(knownLabel)).toEqual([
    'shift_jis',
    'macintosh',
    'utf-16le',
    'windows-1251',
    'windows-1252',
    null
  ])
})
