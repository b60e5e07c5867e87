/** Which file may import which: the arrows between the folders, one rule a function. */

/** Folders (or files) of shared/ and what each of them may import besides itself. */
const bottom = ['errors.ts', 'ids.ts']
const text = [...bottom, 'text']
const model = [...text, 'model']
const log = [...model, 'log']
const merge = [...log, 'merge']
const commands = [...merge, 'commands']
export const sharedArrows: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': bottom,
  'ids.ts': bottom,
  text,
  model,
  log,
  merge,
  commands,
  import: [...model, 'import'],
  // What was measured is written out too.
  export: [...model, 'analysis', 'export'],
  analysis: [...model, 'analysis'],
  // The contract names what goes through it, so it may use the types of what is imported and exported.
  api: [...commands, 'api', 'import', 'export', 'analysis']
}

/** Packages that run without DOM and Node, by what a specifier must be or start with. */
export const purePackages: readonly string[] = [
  'zod',
  'approx-string-match',
  'diff',
  'parse5',
  'markdown-it',
  'fractional-indexing',
  'csv-stringify/browser/',
  'csv-parse/browser/'
]

/** Where the `electron` package must not be reached from: these also run in plain Node. */
export const plainNodeFolders: readonly string[] = ['electron/host', 'electron/db', 'electron/io']
export const plainNodeEntries: readonly string[] = ['electron/browser.ts', 'electron/cli.ts']

/** Folders of renderer/ that every view may use; they never use a view. */
const commonFolders = ['state', 'ui']
/** Views made of other views, and what they may open up. */
const composedViews: Readonly<Record<string, readonly string[]>> = {
  read: ['document', 'library', 'codebook', 'passages', 'correct', 'history', 'search']
}

/** Why `from` may not import the file `to` of this repository, or undefined. Paths are relative to the root, with '/'. */
export function refuseFile(from: string, to: string): string | undefined {
  const [fromTop = '', fromFolder = ''] = from.split('/')
  const [toTop = '', toFolder = ''] = to.split('/')
  if (/(^|\/)index\.[cm]?tsx?$/.test(to)) return 'import from the file itself, there are no index files'
  if (to.startsWith('shared/testing/') && !isTest(from)) return 'shared/testing serves tests alone'
  if (isTestFile(to)) return 'a test is not imported'
  if (isTestHelper(to) && !isTest(from)) return 'a test helper serves tests alone'
  if (fromTop === 'shared') {
    if (toTop !== 'shared') return 'shared/ imports nothing outside itself'
    if (isTest(from)) return undefined
    const allowed = sharedArrows[fromFolder]
    if (!allowed) return `shared/${fromFolder} has no place in the arrows of build/boundaries/rules.ts`
    return allowed.includes(toFolder) ? undefined : `shared/${fromFolder} may use only ${allowed.join(', ')}`
  }
  if (fromTop === 'renderer') {
    if (toTop !== 'shared' && toTop !== 'renderer') return 'renderer/ knows the contract in shared/ only'
    return toTop === 'renderer' ? refuseView(from, to) : undefined
  }
  if (fromTop === 'electron' && toTop !== 'electron' && toTop !== 'shared' && to !== 'package.json')
    return 'electron/ uses shared/ and itself only'
  if (fromTop === 'e2e' && toTop === 'renderer') return 'a journey sees the window, not the code behind it'
  return undefined
}

/** Why `from` may not import the package or Node module `specifier`, or undefined. */
export function refusePackage(from: string, specifier: string): string | undefined {
  const [top] = from.split('/')
  const isNode = specifier.startsWith('node:')
  if (top === 'shared' && !isTest(from)) {
    const pure = purePackages.some((name) =>
      name.endsWith('/') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`)
    )
    return pure ? undefined : `shared/ is pure: ${specifier} is not among ${purePackages.join(', ')}`
  }
  if (top === 'renderer' && !isTest(from)) {
    const host = isNode || ['electron', 'better-sqlite3'].includes(packageOf(specifier))
    return host ? 'renderer/ runs in a page: no Node, no Electron, no SQL' : undefined
  }
  if (packageOf(specifier) === 'electron' && plainNodeFolders.some((folder) => from.startsWith(`${folder}/`)))
    return 'no electron below electron/host, db and io: they also run in plain Node'
  return undefined
}

/** 'zod/v4' -> 'zod', '@scope/name/sub' -> '@scope/name'. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** True for tests and for what only tests use. */
export function isTest(file: string): boolean {
  return isTestFile(file) || isTestHelper(file) || /^(shared\/testing|e2e|build)\//.test(file)
}

function isTestFile(file: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(file)
}

/** 'testFiles.ts': beside the sources, for their tests alone. */
function isTestHelper(file: string): boolean {
  return /(^|\/)test[A-Z]\w*\.tsx?$/.test(file)
}

function refuseView(from: string, to: string): string | undefined {
  const source = viewOf(from)
  const target = viewOf(to)
  if (source === target || target === undefined || commonFolders.includes(target)) {
    return source === 'ui' && target === 'state' ? 'ui/ knows nothing of the project' : undefined
  }
  if (source === undefined || isTest(from)) return undefined
  if (commonFolders.includes(source)) return `${source}/ is common to all views and uses none of them`
  if (composedViews[source]?.includes(target)) return undefined
  return `a view never imports another's insides: renderer/${source} -> renderer/${target}`
}

/** The folder below renderer/, or undefined for files at its top (which put the views together). */
function viewOf(file: string): string | undefined {
  const parts = file.split('/')
  return parts.length > 2 ? parts[1] : undefined
}
