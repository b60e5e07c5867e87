/** The files that a command line names: a folder stands for the texts in it. */
import fs from 'node:fs'
import path from 'node:path'
import { UsageError } from './outcome.ts'

const textEndings = /\.(txt|md|markdown|html?|docx)$/i

/** File names as they were typed, folders replaced by their texts in the order of their names. */
export function readFileNames(folder: string, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const file = path.resolve(folder, name)
    if (!fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) return [name]
    const inside = fs
      .readdirSync(file)
      .filter((one) => textEndings.test(one) && !one.startsWith('.'))
      .toSorted((a, b) => (a < b ? -1 : 1))
    if (inside.length === 0)
      throw new UsageError(`The folder “${name}” holds no TXT, Markdown, HTML or DOCX.`)
    return inside.map((one) => path.join(name, one))
  })
}
