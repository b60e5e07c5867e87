/** Bundles the sources into out/ when they changed since the last time. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { stripVTControlCharacters } from 'node:util'
import { root, withMutex } from './bootstrap.mjs'

const out = path.join(root, 'out')
const keyFile = path.join(out, '.sources')

/** What a bundle is made of: folders are read through, without tests. */
const sources = [
  'shared',
  'electron',
  'renderer',
  'build/bundles.ts',
  'build/licences.ts',
  'LICENSE',
  'package.json',
  'package-lock.json'
]

/**
 * Makes out/ agree with the sources; says on stderr that it builds. Returns true where it built.
 * One build at a time; a new build takes the place of the old one as a whole.
 */
export async function buildIfStale(): Promise<boolean> {
  if (readKey() === sourceKey()) return false
  return withMutex('.build-lock', async () => {
    const key = sourceKey()
    if (readKey() === key) return false
    process.stderr.write('parley: Building …\n')
    // A folder of its own, emptied: a build that was ended may have left something there.
    const fresh = path.join(root, '.cache', 'out')
    fs.rmSync(fresh, { recursive: true, force: true })
    try {
      const { bundleAll } = await import('./bundles.ts')
      await bundleAll(fresh).catch(tellPlainly)
      fs.writeFileSync(path.join(fresh, '.sources'), key)
      fs.rmSync(out, { recursive: true, force: true })
      fs.renameSync(fresh, out)
    } finally {
      fs.rmSync(fresh, { recursive: true, force: true })
    }
    return true
  })
}

/** `npm run build`. Returns the exit code. */
export async function main(): Promise<number> {
  const built = await buildIfStale()
  if (!built) process.stderr.write('parley: out/ is up to date.\n')
  return 0
}

/** Vite's message without its colours and without the stack of the bundler. */
function tellPlainly(error: unknown): never {
  const words = stripVTControlCharacters(error instanceof Error ? error.message : String(error))
  const told = new Error(`The sources could not be bundled. ${words}`)
  told.stack = told.message
  throw told
}

function readKey(): string {
  return fs.existsSync(keyFile) ? fs.readFileSync(keyFile, 'utf8') : ''
}

/** SHA-256 over the names and contents of all sources. */
function sourceKey(): string {
  const hash = createHash('sha256').update(process.platform)
  for (const name of sources.flatMap(filesOf).toSorted())
    hash.update(`\0${name}\0`).update(fs.readFileSync(path.join(root, name)))
  return hash.digest('hex')
}

function filesOf(source: string): readonly string[] {
  if (!fs.statSync(path.join(root, source)).isDirectory()) return [source]
  return fs
    .readdirSync(path.join(root, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}
