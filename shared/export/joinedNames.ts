/** Several names in one cell, and back: the law is `splitNames(joinNames(names)) = names` for any names. */

/** `names`: a list, between its names `; `. `path`: from the top down, between its names ` > `. */
export type NameSeparator = 'names' | 'path'

const signs = { names: ';', path: '>' } as const
const between = { names: '; ', path: ' > ' } as const

/** One text of several names. The separating sign and `\` inside a name are written with a `\` before them; an empty name as `\0`. */
export function joinNames(names: readonly string[], separator: NameSeparator): string {
  const sign = signs[separator]
  return names
    .map((name) => (name === '' ? '\\0' : name.replaceAll('\\', '\\\\').replaceAll(sign, `\\${sign}`)))
    .join(between[separator])
}

/** The names of a joined text. A sign without its spaces is part of a name, so that texts typed by hand are read as they look. */
export function splitNames(text: string, separator: NameSeparator): readonly string[] {
  if (text === '') return []
  const names: string[] = []
  const cut = between[separator]
  let name = ''
  let at = 0
  while (at < text.length) {
    if (text[at] === '\\' && at + 1 < text.length) {
      name += unescaped(text[at + 1] ?? '', signs[separator])
      at += 2
    } else if (text.startsWith(cut, at)) {
      names.push(name)
      name = ''
      at += cut.length
    } else {
      name += text[at]
      at += 1
    }
  }
  return [...names, name]
}

/** What `\` and this character stand for; a `\` that escapes nothing stays a `\`. */
function unescaped(character: string, sign: string): string {
  if (character === '0') return ''
  return character === sign || character === '\\' ? character : `\\${character}`
}
