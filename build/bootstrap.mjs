/**
 * Installs the dependencies of the lock file once, and says so when this machine cannot run Parley.
 * Runs under whatever Node the machine has (20 or newer), with nothing installed yet: no packages, plain syntax.
 * Writes to stderr only, so that a command's output stays alone on stdout.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder of the clone. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const isWindows = process.platform === 'win32'
const stamp = path.join(root, 'node_modules', '.parley-install')

/** The Node that tools and the host run under: the pinned one where its package is there, else the machine's. */
export function toolNode() {
  const pinned = path.join(root, 'node_modules', pinnedName(), 'bin', isWindows ? 'node.exe' : 'node')
  return fs.existsSync(pinned) ? pinned : process.execPath
}

/** Environment in which `node` and the tools of node_modules come first. */
export function toolEnvironment() {
  const bin = path.join(root, 'node_modules', '.bin')
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return {
    ...process.env,
    [pathName]: [path.dirname(toolNode()), bin, process.env[pathName] ?? ''].join(path.delimiter)
  }
}

/** Installs what is missing. Returns an exit code: 0 where everything is in place. */
export function bootstrap() {
  if (!isInstalled()) {
    const status = withMutex('.bootstrap-lock', () => (isInstalled() ? 0 : install()))
    if (status !== 0) return status
  }
  return checkNode()
}

/**
 * Runs `main(arguments)` of a script in build/ written in TypeScript and takes its number as exit code: here where this
 * is the pinned Node, else by starting the same command again under it.
 */
export async function runScript(name) {
  const status = bootstrap()
  if (status !== 0) {
    process.exitCode = status
    return
  }
  Object.assign(process.env, toolEnvironment())
  if (fs.realpathSync(toolNode()) === fs.realpathSync(process.execPath)) {
    const { main } = await import(pathToFileURL(path.join(root, 'build', name)).href)
    try {
      process.exitCode = await main(process.argv.slice(2))
    } catch (error) {
      say(error.stack)
      process.exitCode = 1
    }
    return
  }
  const child = spawn(toolNode(), process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // Ctrl+C reaches the child by itself; the child decides when to end.
  process.on('SIGINT', () => undefined)
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}

/** Runs `work` while this process alone holds the folder `name` of the clone; a dead process's hold is taken over. */
export function withMutex(name, work) {
  const mutex = path.join(root, name)
  takeMutex(mutex)
  const release = () => fs.rmSync(mutex, { recursive: true, force: true })
  let result
  try {
    result = work()
  } catch (error) {
    release()
    throw error
  }
  if (typeof result?.then === 'function') return result.finally(release)
  release()
  return result
}

/** Name of the package that brings the pinned Node for this system; there is none for macOS. */
function pinnedName() {
  return `node-${isWindows ? 'win' : process.platform}-${process.arch}`
}

function installHash() {
  return createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .update(fs.readFileSync(path.join(root, '.npmrc')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
}

/** True where node_modules is what the lock file asks for, whoever installed it. */
function isInstalled() {
  const wanted = installHash()
  if (readIfThere(stamp) === wanted) return true
  if (!matchesLock()) return false
  fs.writeFileSync(stamp, wanted)
  return true
}

/** Compares npm's own note of what it installed with the lock file. */
function matchesLock() {
  const note = readIfThere(path.join(root, 'node_modules', '.package-lock.json'))
  if (note === '') return false
  const have = JSON.parse(note).packages
  const want = JSON.parse(readIfThere(path.join(root, 'package-lock.json'))).packages
  delete want['']
  // Optional packages for other systems are absent, and so is what only those would use (it names no system).
  const libc = process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
  const mayBeAbsent = (entry) =>
    entry.optional === true &&
    !(
      entry.os?.includes(process.platform) &&
      entry.cpu?.includes(process.arch) &&
      (entry.libc ?? libc).includes(libc)
    )
  return (
    Object.entries(want).every(([name, entry]) =>
      have[name]
        ? have[name].version === entry.version &&
          have[name].integrity === entry.integrity &&
          fs.existsSync(path.join(root, name))
        : mayBeAbsent(entry)
    ) && Object.keys(have).every((name) => want[name])
  )
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return ''
    throw error
  }
}

/** Without install scripts: none is needed, and better-sqlite3's would ask for a compiler. */
function install() {
  say('Installing dependencies (npm ci). This happens once and takes about half a minute …')
  const node = nodeForNpm()
  const status = node ? runNpm(node, ['ci', '--ignore-scripts', '--no-audit', '--no-fund']) : 1
  if (status !== 0) {
    say(
      'The dependencies could not be installed. Check the network connection, then run the same command again.'
    )
    return status
  }
  if (!matchesLock()) {
    say(
      'npm left out packages for this system. Update it (npm install --global npm@11), then run the same command again.'
    )
    return 1
  }
  fs.writeFileSync(stamp, installHash())
  return 0
}

/**
 * The Node that npm runs under. npm leaves out, without a word, optional packages whose `engines` an older Node does not
 * meet, and the tools' binaries are such packages: on an older Node the pinned one is fetched first, alone.
 */
function nodeForNpm() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19)) return process.execPath
  const name = pinnedName()
  const wanted = JSON.parse(readIfThere(path.join(root, 'package-lock.json'))).packages[
    `node_modules/${name}`
  ]
  if (!wanted) return process.execPath
  const folder = path.join(root, '.cache', 'node')
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }')
  const status = runNpm(process.execPath, [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${name}@${wanted.version}`
  ])
  const note = readIfThere(path.join(folder, 'node_modules', '.package-lock.json'))
  if (status !== 0 || note === '') return undefined
  const { integrity } = JSON.parse(note).packages[`node_modules/${name}`]
  if (integrity !== wanted.integrity)
    throw new Error(`${name} is not the package that the lock file names: ${integrity}`)
  return path.join(folder, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node')
}

/** Runs npm quietly but for errors, its output on stderr. Returns its exit code. */
function runNpm(node, args) {
  const npm = process.env['npm_execpath']
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const env = {
    ...process.env,
    [pathName]: `${path.dirname(node)}${path.delimiter}${process.env[pathName] ?? ''}`
  }
  const options = { cwd: root, stdio: ['ignore', 2, 2], env }
  const given = [...args, '--loglevel=error']
  const run = npm?.endsWith('.js')
    ? spawnSync(node, [npm, ...given], options)
    : spawnSync('npm', given, { ...options, shell: isWindows })
  return run.status ?? 1
}

function takeMutex(mutex) {
  const until = Date.now() + 10 * 60_000
  for (;;) {
    try {
      fs.mkdirSync(mutex)
      fs.writeFileSync(path.join(mutex, 'pid'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (removeIfAbandoned(mutex)) continue
    if (Date.now() > until)
      throw new Error(`Another process has held ${mutex} for ten minutes. End it, then delete that folder.`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  }
}

/** Frees the hold of a process that died. True where it did, or where the hold is free already. */
function removeIfAbandoned(mutex) {
  if (isHeld(mutex)) return false
  // One process removes at a time and looks again first: the hold may have got a new owner meanwhile.
  const broom = `${mutex}.broom`
  try {
    fs.mkdirSync(broom)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (ageOf(broom) > 10_000) fs.rmSync(broom, { recursive: true, force: true })
    return false
  }
  if (!isHeld(mutex)) fs.rmSync(mutex, { recursive: true, force: true })
  fs.rmSync(broom, { recursive: true, force: true })
  return true
}

function isHeld(mutex) {
  try {
    process.kill(Number(fs.readFileSync(path.join(mutex, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    if (error.code === 'EPERM') return true
    // Between mkdir and writing the pid there is no file yet: give the other process two seconds.
    return error.code === 'ENOENT' && ageOf(mutex) < 2000
  }
}

/** Milliseconds since a folder was made; 0 where it is not there. */
function ageOf(folder) {
  const about = fs.statSync(folder, { throwIfNoEntry: false })
  return about ? Date.now() - about.mtimeMs : 0
}

function checkNode() {
  const node = toolNode()
  const version =
    node === process.execPath
      ? process.versions.node
      : spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim()
  if (isNewEnough(version)) return 0
  say(
    `Parley needs Node 22.18 or newer on this system and found ${version}. Install it from https://nodejs.org.`
  )
  return 1
}

/** From these on Node runs TypeScript by stripping the types. */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
}

function say(sentence) {
  process.stderr.write(`parley: ${sentence}\n`)
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = bootstrap()
