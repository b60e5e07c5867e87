/** A Syncthing of our own: its home, keys and configuration in a folder, loopback alone, nothing announced, started and ended by us. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

export type SyncthingPeer = {
  readonly id: string
  /** What its replica lies in. */
  readonly folder: string
  readonly port: number
  start(): Promise<void>
  stop(): Promise<void>
  /** Lets no connection stand; `resume` lets them again. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Tells it of the other one. Only while it is stopped. */
  knows(other: { readonly id: string; readonly port: number }): void
}

/** Syncthing's version; null where the program is not on this machine. */
export function syncthingVersion(): string | null {
  try {
    return execFileSync('syncthing', ['--version'], { encoding: 'utf8' }).split(' ').slice(0, 2).join(' ')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Makes the keys of a peer whose replica of the folder "team" is `folder`. */
export async function makeSyncthing(home: string, folder: string): Promise<SyncthingPeer> {
  fs.mkdirSync(folder, { recursive: true })
  const environment = {
    ...process.env,
    HOME: home,
    STNODEFAULTFOLDER: '1',
    STNOUPGRADE: '1',
    STNORESTART: '1'
  }
  execFileSync('syncthing', ['generate', `--home=${home}`, '--no-default-folder', '--skip-port-probing'], {
    env: { ...environment, HOME: path.dirname(home) },
    stdio: 'ignore'
  })
  const id = execFileSync('syncthing', ['--device-id', `--home=${home}`], {
    encoding: 'utf8',
    env: environment
  }).trim()
  const [port, gui] = [await freePort(), await freePort()]
  const key = randomBytes(16).toString('hex')
  let running: ChildProcess | null = null
  const ask = async (method: 'GET' | 'POST', what: string): Promise<boolean> => {
    try {
      const answer = await fetch(`http://127.0.0.1:${gui}/rest/${what}`, {
        method,
        headers: { 'X-API-Key': key },
        signal: AbortSignal.timeout(5000)
      })
      return answer.ok
    } catch (error) {
      // It does not listen yet.
      if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError'))
        return false
      throw error
    }
  }
  const must = async (what: string): Promise<void> => {
    if (!(await ask('POST', what))) throw new Error(`Syncthing did not do ${what}`)
  }
  return {
    id,
    folder,
    port,
    knows(other) {
      fs.writeFileSync(path.join(home, 'config.xml'), configuration({ id, folder, port, gui, key, other }))
    },
    async start() {
      running = spawn(
        'syncthing',
        ['serve', '--no-browser', '--no-restart', `--home=${home}`, '--logfile=-'],
        {
          env: environment,
          stdio: 'ignore'
        }
      )
      for (let attempt = 0; attempt < 200; attempt++) {
        if (running.exitCode !== null) throw new Error(`Syncthing ended by itself (${running.exitCode})`)
        if (await ask('GET', 'system/ping')) return
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error('Syncthing did not begin to listen')
    },
    async stop() {
      const program = running
      running = null
      if (!program || program.exitCode !== null) return
      const ended = new Promise((resolve) => program.once('exit', resolve))
      program.kill('SIGTERM')
      await ended
    },
    pause: () => must('system/pause'),
    resume: () => must('system/resume')
  }
}

function configuration(of: {
  readonly id: string
  readonly folder: string
  readonly port: number
  readonly gui: number
  readonly key: string
  readonly other: { readonly id: string; readonly port: number }
}): string {
  const device = (id: string, address: string): string =>
    `<device id="${id}" name="${id.slice(0, 7)}" compression="never"><address>${address}</address></device>`
  return `<configuration version="35">
  <folder id="team" label="team" path="${of.folder}" type="sendreceive" rescanIntervalS="5" fsWatcherEnabled="true" fsWatcherDelayS="1" ignorePerms="true">
    <device id="${of.id}"></device><device id="${of.other.id}"></device>
    <minDiskFree unit="%">0</minDiskFree>
  </folder>
  ${device(of.id, 'dynamic')}
  ${device(of.other.id, `tcp://127.0.0.1:${of.other.port}`)}
  <gui enabled="true" tls="false"><address>127.0.0.1:${of.gui}</address><apikey>${of.key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:${of.port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <reconnectionIntervalS>1</reconnectionIntervalS>
    <startBrowser>false</startBrowser>
    <urAccepted>-1</urAccepted>
    <crashReportingEnabled>false</crashReportingEnabled>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <stunKeepaliveStartS>0</stunKeepaliveStartS>
  </options>
</configuration>
`
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))
      )
    })
  })
}
