/** A window of Parley as a journey has it, whatever shell it is in. */
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { DoubleRequest } from '../double/electron.ts'

export type ShellName = 'browser' | 'double' | 'electron'

export type StartOptions = {
  /** A project file to start with. */
  readonly file?: string
}

/** One run of the program. */
export type Running = {
  readonly page: Page
  /** Ends the program as a person does; the project file is at rest afterwards. Gives its exit code. */
  close(): Promise<number | null>
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>
  /** Answers the next native dialog with these files; only where the shell has native dialogs. */
  answerDialog(files: readonly string[]): Promise<void>
  /** What was asked of the network, by address: nothing should be. */
  readonly blocked: () => Promise<readonly string[]>
}

/** A run in the double, which can be asked what the program did. */
export type DoubleRunning = Running & { readonly ask: (request: DoubleRequest) => Promise<unknown> }

/** How a shell is started. `home` is the home of an analyst made for this journey. */
export type Starter = (home: string, options: StartOptions) => Promise<Running>

export class Shell {
  readonly name: ShellName
  /** The analyst's home folder: new, empty but for `Documents`, removed after the journey. */
  readonly home: string
  readonly #start: Starter
  #running: Running | null = null

  constructor(name: ShellName, home: string, start: Starter) {
    this.name = name
    this.home = home
    this.#start = start
  }

  /** True where files are chosen in the system's dialogs, answered by `answerDialog`; else in Parley's own. */
  get nativeDialogs(): boolean {
    return this.name !== 'browser'
  }

  /** The window. Another one after each start. */
  get page(): Page {
    return this.#run().page
  }

  /** The folder of documents, where Parley's own dialogs start. */
  get documents(): string {
    return path.join(this.home, 'Documents')
  }

  /** A path among the documents. */
  file(name: string): string {
    return path.join(this.documents, name)
  }

  /** Puts a file among the documents; gives its path. */
  put(name: string, content: string | Uint8Array): string {
    const file = this.file(name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, content)
    return file
  }

  /** Copies a file among the documents; gives its path. */
  copy(from: string, name = path.basename(from)): string {
    return this.put(name, fs.readFileSync(from))
  }

  async start(options: StartOptions = {}): Promise<Page> {
    if (this.#running) throw new Error('Parley runs already')
    this.#running = await this.#start(this.home, options)
    return this.page
  }

  /** Ends Parley as a person does; gives its exit code. */
  async close(): Promise<number | null> {
    const running = this.#run()
    this.#running = null
    return running.close()
  }

  /** Ends Parley and starts it again. */
  async restart(options: StartOptions = {}): Promise<Page> {
    await this.close()
    return this.start(options)
  }

  /** Ends Parley at once, as a power cut does. Start it again to go on. */
  async kill(): Promise<void> {
    const running = this.#run()
    this.#running = null
    await running.kill()
  }

  answerDialog(files: readonly string[]): Promise<void> {
    return this.#run().answerDialog(files)
  }

  /** Addresses that the window asked the network for since the start. */
  blocked(): Promise<readonly string[]> {
    return this.#run().blocked()
  }

  /** Asks the Electron double; throws in any other shell. */
  ask(request: DoubleRequest): Promise<unknown> {
    const running = this.#run()
    if (!('ask' in running)) throw new Error('Only the double can be asked')
    return (running as DoubleRunning).ask(request)
  }

  /** Ends what still runs. */
  async end(): Promise<void> {
    if (this.#running) await this.close()
  }

  #run(): Running {
    if (!this.#running) throw new Error('Parley does not run')
    return this.#running
  }
}
