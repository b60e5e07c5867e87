/** `npm run boundaries`: reads every source file and lists what crosses a boundary, runs in a circle or reads a clock. */
import fs from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { readSourceFacts, type SourceFacts } from './imports.ts'
import { isTest, packageOf, plainNodeEntries, refuseFile, refusePackage } from './rules.ts'

const folders = ['shared', 'electron', 'renderer', 'e2e', 'build']

/** Everything wrong below `root`, each as 'file:line: sentence', in the order of the files. */
export function findBreaches(root: string): readonly string[] {
  const declared = declaredPackages(root)
  const facts = new Map<string, SourceFacts>()
  for (const file of folders.flatMap((folder) => sourceFiles(root, folder))) {
    facts.set(file, readSourceFacts(file, fs.readFileSync(path.join(root, file), 'utf8')))
  }
  const breaches: string[] = []
  const edges = new Map<string, readonly string[]>()
  const usesElectron = new Set<string>()
  for (const [file, { imports, clockReads }] of facts) {
    const targets: string[] = []
    for (const { specifier, line, typeOnly } of imports) {
      const refuse = (why: string | undefined): void => {
        if (why) breaches.push(`${file}:${line}: ${why} (${specifier})`)
      }
      if (specifier.startsWith('.')) {
        const target = path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''))
        if (!fs.existsSync(path.join(root, target)))
          refuse('there is no such file; write its name with the ending')
        else refuse(refuseFile(file, target))
        if (!typeOnly) targets.push(target)
      } else if (specifier.startsWith('/') || specifier.startsWith('#')) {
        refuse('write a relative path')
      } else {
        refuse(refusePackage(file, specifier))
        if (!isBuiltin(specifier) && !declared.has(packageOf(specifier)))
          refuse('package.json does not declare this package')
        if (packageOf(specifier) === 'electron' && !typeOnly) usesElectron.add(file)
      }
    }
    edges.set(file, targets)
    if (file.startsWith('shared/') && !isTest(file))
      for (const line of clockReads)
        breaches.push(`${file}:${line}: shared/ is pure: the time comes in as an argument`)
  }
  for (const circle of findCircles(edges))
    breaches.push(`${circle[0]}: imports run in a circle: ${circle.join(' -> ')}`)
  for (const entry of plainNodeEntries) {
    const way = wayTo(edges, entry, usesElectron)
    if (way) breaches.push(`${entry}: runs in plain Node but reaches electron: ${way.join(' -> ')}`)
  }
  return breaches
}

/** Circles of imports that are there at run time, each once, starting at its first file by name. */
export function findCircles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const done = new Set<string>()
  const circles = new Map<string, readonly string[]>()
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file)
    if (at >= 0) {
      const circle = trail.slice(at)
      circles.set(circle.toSorted().join('\n'), [...circle, file])
      return
    }
    if (done.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file])
    done.add(file)
  }
  for (const file of [...edges.keys()].toSorted()) visit(file, [])
  return [...circles.values()]
}

/** The files from `entry` to the first of `goals` it reaches, or undefined. */
function wayTo(
  edges: ReadonlyMap<string, readonly string[]>,
  entry: string,
  goals: ReadonlySet<string>
): readonly string[] | undefined {
  const queue: string[][] = [[entry]]
  const seen = new Set([entry])
  for (let way = queue.shift(); way; way = queue.shift()) {
    const last = way.at(-1) ?? entry
    if (goals.has(last)) return way
    for (const next of edges.get(last) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      queue.push([...way, next])
    }
  }
  return undefined
}

function sourceFiles(root: string, folder: string): readonly string[] {
  if (!fs.existsSync(path.join(root, folder))) return []
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => /\.[cm]?tsx?$/.test(name) && !name.includes('node_modules/'))
    .toSorted()
}

function declaredPackages(root: string): ReadonlySet<string> {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>
    readonly devDependencies?: Readonly<Record<string, string>>
  }
  return new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }))
}

if (import.meta.main) {
  const breaches = findBreaches(fileURLToPath(new URL('../..', import.meta.url)))
  for (const breach of breaches) console.error(breach)
  console.error(breaches.length === 0 ? 'Boundaries hold.' : `${breaches.length} breaches of boundaries.`)
  process.exitCode = breaches.length === 0 ? 0 : 1
}
