/** The browser of this machine, as journeys start it. */
import net from 'node:net'
import { chromium, type Browser } from '@playwright/test'
import { findBrowser } from '../../electron/browser/appWindow.ts'

/** Starts Chromium without a window. `port`: opens its debugging port. */
export async function startChromium(port?: number): Promise<Browser> {
  const executablePath = findBrowser(process.env, process.platform)
  if (executablePath === null) throw new Error('No Chromium, Chrome or Edge was found; CHROMIUM can name one')
  const isRoot = process.getuid?.() === 0
  return chromium.launch({
    executablePath,
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      ...(port === undefined ? [] : [`--remote-debugging-port=${port}`])
    ]
  })
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
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
