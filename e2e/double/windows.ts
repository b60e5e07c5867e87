/** Windows: pages of a Chromium that the test started, reached over CDP. */
import { EventEmitter } from 'node:events'
import path from 'node:path'
import * as devalue from 'devalue'
import { chromium, type Browser, type Frame, type Page, type Route } from 'playwright-core'
import { fromWeb, serverOf, toWeb } from './addresses.ts'
import { app } from './app.ts'
import { takeMessage } from './ipcMain.ts'
import { pageScript } from './pageSide.ts'
import { record, strict } from './recording.ts'
import { defaultSession } from './session.ts'

type Preferences = {
  preload?: string
  nodeIntegration?: boolean
  contextIsolation?: boolean
  sandbox?: boolean
  webSecurity?: boolean
  webviewTag?: boolean
}
type WindowOptions = {
  width?: number
  height?: number
  x?: number
  y?: number
  title?: string
  webPreferences?: Preferences
  [option: string]: unknown
}
type Bounds = { x: number; y: number; width: number; height: number }
type Cancellable = { preventDefault(): void }

let browser: Promise<Browser> | undefined
let lastId = 0
const windows = new Map<number, BrowserWindow>()

export class WebContents extends EventEmitter {
  readonly id = ++lastId
  readonly owner: BrowserWindow
  page: Page | undefined
  openHandler: ((details: { url: string }) => { action: string }) | undefined

  constructor(owner: BrowserWindow) {
    super()
    this.owner = owner
  }
  send(channel: string, ...args: readonly unknown[]): void {
    const text = devalue.stringify([channel, args])
    const deliver = (given: string): void =>
      (globalThis as unknown as { __ipcDeliver?: (text: string) => void }).__ipcDeliver?.(given)
    // A page that is being closed hears nothing, as in Electron.
    void this.page?.evaluate(deliver, text).catch(() => undefined)
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
  getURL(): string {
    return fromWeb(this.page?.url() ?? '')
  }
  isDestroyed(): boolean {
    return !this.page || this.page.isClosed()
  }
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...windows.values()].at(-1) ?? null
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return contents.owner
  }

  readonly id = ++lastId
  readonly webContents = strict('webContents', new WebContents(this))
  readonly #options: WindowOptions
  #isShown = false
  #isMaximized = false
  #isMinimized = false

  constructor(options: WindowOptions = {}) {
    super()
    this.#options = options
    const { nodeIntegration, contextIsolation, sandbox, webSecurity, webviewTag } =
      options.webPreferences ?? {}
    if (
      nodeIntegration ||
      contextIsolation === false ||
      sandbox === false ||
      webSecurity === false ||
      webviewTag
    )
      throw new Error('electron double: unsafe webPreferences')
    const { preload, ...preferences } = options.webPreferences ?? {}
    record('window', {
      ...options,
      webPreferences: { ...preferences, preload: preload && path.basename(preload) }
    })
    windows.set(this.id, this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#openPage()
    await page.goto(toWeb(url), { waitUntil: 'load' })
    this.emit('ready-to-show')
    this.webContents.emit('did-finish-load')
  }
  show(): void {
    this.#isShown = true
  }
  focus(): void {
    record('focus')
  }
  restore(): void {
    this.#isMinimized = false
  }
  minimize(): void {
    this.#isMinimized = true
  }
  maximize(): void {
    this.#isMaximized = true
  }
  isMaximized(): boolean {
    return this.#isMaximized
  }
  isVisible(): boolean {
    return this.#isShown
  }
  isDestroyed(): boolean {
    return !windows.has(this.id)
  }
  isMinimized(): boolean {
    return this.#isMinimized
  }
  setTitle(title: string): void {
    record('title', title)
  }
  setProgressBar(progress: number): void {
    record('progress', progress)
  }
  getNormalBounds(): Bounds {
    const { x = 0, y = 0, width = 800, height = 600 } = this.#options
    return { x, y, width, height }
  }
  close(): void {
    let isStopped = false
    this.emit('close', { preventDefault: () => (isStopped = true) })
    if (!isStopped) void this.destroy()
  }
  async destroy(): Promise<void> {
    const { page } = this.webContents
    if (page && !page.isClosed()) await page.close().catch(() => undefined)
    this.gone()
  }
  gone(): void {
    if (!windows.delete(this.id)) return
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (windows.size === 0) app.emit('window-all-closed')
  }

  async #openPage(): Promise<Page> {
    browser ??= chromium.connectOverCDP(process.env['PARLEY_DOUBLE_CDP'] ?? '')
    const [context] = (await browser).contexts()
    if (!context) throw new Error('electron double: Chromium has no context')
    const page = await context.newPage()
    this.webContents.page = page
    await page.setViewportSize({ width: this.#options.width ?? 800, height: this.#options.height ?? 600 })
    page.on('close', () => {
      if (!this.isDestroyed()) this.emit('close', { preventDefault: () => undefined })
      this.gone()
    })
    page.on('crash', () =>
      this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    )
    page.on('popup', (popup) => this.#refusePopup(popup))
    await page.route('**/*', (route) => this.#answer(route))
    await page.exposeBinding('__ipc', ({ frame }, text: string) =>
      takeMessage({ sender: this.webContents, senderFrame: frameOf(frame) }, text)
    )
    const { preload } = this.#options.webPreferences ?? {}
    if (preload) await page.addInitScript({ content: pageScript(preload) })
    return page
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = fromWeb(request.url())
    const serve = serverOf(url)
    const isPage = request.isNavigationRequest() && request.frame().parentFrame() === null
    if (isPage && this.webContents.getURL().startsWith('parley:') && this.#isStopped('will-navigate', url))
      return route.abort('aborted')
    if (!serve || defaultSession.isCancelled(url)) {
      record('blocked', url)
      return route.abort('blockedbyclient')
    }
    const response = await serve(new Request(url, { method: request.method() }))
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer())
    })
  }

  #isStopped(event: string, url: string): boolean {
    let isStopped = false
    const details: Cancellable & { url: string } = { url, preventDefault: () => (isStopped = true) }
    this.webContents.emit(event, details)
    if (isStopped) record('stopped', event, url)
    return isStopped
  }

  #refusePopup(popup: Page): void {
    const answer = this.webContents.openHandler?.({ url: fromWeb(popup.url()) })
    record('popup', answer?.action ?? 'no handler')
    if (answer?.action !== 'allow') void popup.close()
  }
}

function frameOf(frame: Frame): { url: string; parent: unknown } {
  return { url: fromWeb(frame.url()), parent: frame.parentFrame() }
}
