/**
 * Installs the dependencies of the lock file once, and says so when this machine cannot run Parley.
 * Runs under whatever Node the machine has (20 or newer), with nothing installed yet: no packages, plain syntax.
 * Writes to stderr only, so that a command's output stays alone on stdout.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const isWindows = process.platform === 'win32'
const stamp = path.join(root, 'node_modules', '.parley-install')
const mutex = path.join(root, '.bootstrap-lock')

/** The Node that tools and the host run under: the pinned one where its package is there, else the machine's. */
export function toolNode() {
  const pinned = path.join(
    root,
    'node_modules',
    `node-${isWindows ? 'win' : process.platform}-${process.arch}`,
    'bin',
    isWindows ? 'node.exe' : 'node'
  )
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
  const wanted = installHash()
  if (installed() !== wanted) {
    takeMutex()
    try {
      if (installed() !== wanted) {
        const status = install()
        if (status !== 0) return status
        fs.writeFileSync(stamp, wanted)
      }
    } finally {
      fs.rmSync(mutex, { recursive: true, force: true })
    }
  }
  return checkNode()
}

function installHash() {
  return createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .update(fs.readFileSync(path.join(root, '.npmrc')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
}

function installed() {
  try {
    return fs.readFileSync(stamp, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return ''
    throw error
  }
}

/** Without install scripts: none is needed, and better-sqlite3's would ask for a compiler. */
function install() {
  say('Installing dependencies (npm ci). This happens once and takes about half a minute …')
  const npm = process.env['npm_execpath']
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const run = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: isWindows })
  if (run.status === 0) return 0
  say('The dependencies could not be installed. Check the network connection, then run the same command again.')
  return run.status ?? 1
}

/** One install at a time in one clone; the mutex of a process that died is taken over. */
function takeMutex() {
  const until = Date.now() + 10 * 60_000
  for (;;) {
    try {
      fs.mkdirSync(mutex)
      fs.writeFileSync(path.join(mutex, 'pid'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!holderIsAlive()) {
      fs.rmSync(mutex, { recursive: true, force: true })
      continue
    }
    if (Date.now() > until) throw new Error(`Another installation has held ${mutex} for ten minutes. End it, then delete that folder.`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  }
}

function holderIsAlive() {
  try {
    process.kill(Number(fs.readFileSync(path.join(mutex, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    if (error.code === 'EPERM') return true
    // Between mkdir and writing the pid there is no file yet: give the other process two seconds.
    if (error.code === 'ENOENT') return fs.existsSync(mutex) && Date.now() - fs.statSync(mutex).mtimeMs < 2000
    return false
  }
}

function checkNode() {
  const node = toolNode()
  const version =
    node === process.execPath
      ? process.versions.node
      : spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim()
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) return 0
  say(`Parley needs Node 22.18 or newer on this system and found ${version}. Install it from https://nodejs.org.`)
  return 1
}

function say(sentence) {
  process.stderr.write(`parley: ${sentence}\n`)
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = bootstrap()
