/** The words people read: one catalogue, filled at the start from the words file of every view. */
import i18next from 'i18next'

/** Words of a view: nested names to sentences; `{{name}}` is filled in, `_one` and `_other` are forms of a plural. */
export type Words = { readonly [name: string]: string | Words }

const instance = i18next.createInstance()

/** Makes a catalogue ready: language -> words. Calls after the first replace it. */
export function startWords(language: string, catalogues: Readonly<Record<string, Words>>): void {
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([name, words]) => [name, { translation: words }])
    )
  })
}

/**
 * The words named `key`, e.g. `document.tagBox.title`. `about` fills `{{names}}`; a `count` in it picks the plural form and is
 * shown as the locale writes numbers. An unknown key gives the key itself, which a test refuses.
 */
export function t(key: string, about: Readonly<Record<string, string | number>> = {}): string {
  const shown = Object.fromEntries(
    Object.entries(about).map(([name, value]) => [
      name,
      typeof value === 'number' && name !== 'count' ? numberText(value) : value
    ])
  )
  const count = about['count']
  return instance.t(key, typeof count === 'number' ? { ...shown, shownCount: numberText(count) } : shown)
}

/** True where the catalogue has words under this key; for texts that are chosen by a name from the contract. */
export function hasWords(key: string): boolean {
  return instance.exists(key)
}

/** The locale that numbers and dates follow: the machine's variant of the chosen language where it has one. */
export function locale(): string {
  const language = instance.language ?? 'en'
  const own = typeof navigator === 'undefined' ? [] : navigator.languages
  return own.find((name) => name === language || name.startsWith(`${language}-`)) ?? language
}

function numberText(value: number): string {
  return new Intl.NumberFormat(locale()).format(value)
}
