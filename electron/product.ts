/** What Parley says of itself, and where its built parts lie. */
import fs from 'node:fs'
import path from 'node:path'
import packageFile from '../package.json' with { type: 'json' }

export const productVersion: string = packageFile.version

/** The folder of everything built (`out`): this file is bundled somewhere below its `main`, or runs as source beside it. */
export function builtFolder(): string {
  for (let at = import.meta.dirname; path.dirname(at) !== at; at = path.dirname(at)) {
    if (path.basename(at) === 'main' && fs.existsSync(path.join(at, '../renderer'))) return path.dirname(at)
  }
  return path.join(import.meta.dirname, '../out')
}

/** The licences of Parley and of everything it contains, as one text; '' before anything was built. */
export function licences(): string {
  const file = path.join(builtFolder(), 'licences.txt')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
}
