import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandInputs } from '../shared/commands/inputs.ts'
import { notice } from '../shared/api/views.ts'
import { catalogue } from './catalogue.ts'
import { appCommands } from './state/appCommands.ts'
import { menuCommands } from '../shared/api/menuCommands.ts'
import { textCommands } from './state/textKeys.ts'
import { hasWords, startWords, t } from './ui/words.ts'

startWords('en', catalogue)

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|words\.ts$/i.test(file))
  .map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'))

describe('the words of the window', () => {
  it('has words for every name that a view asks for', () => {
    const asked = sources.flatMap((source) =>
      [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')
    )
    expect(asked.length).toBeGreaterThan(200)
    const missing = asked.filter((key) => !hasWords(key) && !hasWords(`${key}_one`))
    expect(missing).toEqual([])
  })

  it('has words for every name that a view puts together from a part and a choice', () => {
    const parts = sources.flatMap((source) =>
      [...source.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)].map((match) => match[1] ?? '')
    )
    const missing = parts.filter((part) => !hasWords(part))
    expect(missing).toEqual([])
  })

  it('names every command of the log, of the menus and of the palette, and every notice', () => {
    const commands = Object.keys(commandInputs).flatMap((command) => [
      `commands.${command}`,
      `did.${command}`
    ])
    const menus = [
      ...menuCommands,
      ...appCommands.map(({ id }) => id),
      ...textCommands.map(({ id }) => id)
    ].map((command) => `menu.${command}`)
    const notices = notice.shape.code.options.map((code) => `notices.${code}`)
    expect([...commands, ...menus, ...notices].filter((key) => !hasWords(key))).toEqual([])
  })

  it('answers every command that a shell’s menu can send', () => {
    const known = appCommands.map((command) => command.id)
    expect(menuCommands.filter((command) => !known.includes(command))).toEqual([])
  })

  it('has both forms of every plural', () => {
    const keys = keysOf(catalogue.en)
    const alone = keys.filter(
      (key) =>
        (key.endsWith('_one') && !keys.includes(key.replace(/_one$/, '_other'))) ||
        (key.endsWith('_other') && !keys.includes(key.replace(/_other$/, '_one')))
    )
    expect(alone).toEqual([])
  })

  it('counts in the forms and the digits of the locale', () => {
    expect(t('library.count', { count: 1 })).toBe('1 document')
    expect(t('library.count', { count: 12_000 })).toBe(
      `${new Intl.NumberFormat('en').format(12_000)} documents`
    )
  })

  it('shows names from a file as they are, whatever signs they hold', () => {
    expect(t('app.projectMenu', { name: '<b>{{x}}</b> $t(app.undo)' })).toBe(
      'Project “<b>{{x}}</b> $t(app.undo)”'
    )
  })
})

function keysOf(words: object, before = ''): readonly string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${before}${name}`] : keysOf(value as object, `${before}${name}.`)
  )
}
