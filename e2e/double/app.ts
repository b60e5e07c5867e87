/** The app: lifecycle and folders. */
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { record, strict } from './recording.ts'

type Cancellable = { preventDefault(): void }

class App extends EventEmitter {
  readonly isPackaged = false
  name = 'Electron'
  #isReady = false
  readonly #ready = new Promise<void>((resolve) =>
    setImmediate(() => {
      this.#isReady = true
      this.emit('ready')
      resolve()
    })
  )
  /** Set by the windows: closes them all. */
  closeWindows: () => Promise<void> = () => Promise.resolve()

  whenReady(): Promise<void> {
    return this.#ready
  }
  isReady(): boolean {
    return this.#isReady
  }
  getPath(name: string): string {
    const folder = path.join(
      process.env['PARLEY_DOUBLE_HOME'] ?? os.tmpdir(),
      name === 'documents' ? 'Documents' : name
    )
    fs.mkdirSync(folder, { recursive: true })
    return folder
  }
  getVersion(): string {
    return '0.0.0-double'
  }
  setName(name: string): void {
    this.name = name
  }
  requestSingleInstanceLock(): boolean {
    return true
  }
  enableSandbox(): void {
    record('sandbox')
  }
  addRecentDocument(file: string): void {
    record('recentDocument', file)
  }
  quit(): void {
    if (this.#isStopped('before-quit')) return
    void this.closeWindows().then(() => {
      if (!this.#isStopped('will-quit')) this.exit(0)
    })
  }
  exit(code = 0): void {
    this.emit('quit', {}, code)
    setTimeout(() => process.exit(code), 20)
  }
  #isStopped(event: string): boolean {
    let isStopped = false
    const given: Cancellable = { preventDefault: () => (isStopped = true) }
    this.emit(event, given)
    return isStopped
  }
}

export const app = strict('app', new App())
