/** Canonical text: line ends unified, byte order mark dropped, lone surrogates and NUL replaced; nothing else is normalised. */

/** `replaced`: how many characters no text may hold (NUL, lone surrogates) became U+FFFD; people are told before they accept an import. */
export type Canonical = { readonly text: string; readonly replaced: number }

/** The canonical form of a whole text. Doing it twice changes nothing more. */
export function canonicalText(raw: string): Canonical {
  const marked = raw.replace(/^\ufeff+/, '')
  const lines = marked.includes('\r') ? marked.replace(/\r\n?/g, '\n') : marked
  return replaceUnwritable(lines)
}

/** Replaces NUL and lone surrogates by U+FFFD, one for one: offsets stay. */
export function replaceUnwritable(raw: string): Canonical {
  const text = raw.replaceAll('\0', '\ufffd').toWellFormed()
  if (text === raw) return { text, replaced: 0 }
  let replaced = 0
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== raw.charCodeAt(at)) replaced += 1
  return { text, replaced }
}
