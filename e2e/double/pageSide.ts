/** The part of the double that runs in the page, before the page's own code: a `require('electron')` for the preload, nothing else. */
import fs from 'node:fs'

/** Runs the built preload in a page whose `__ipc` is the way to the main process; both leave no global behind but what the preload exposes. */
export function pageScript(preload: string): string {
  const devalue = fs.readFileSync(process.env['PARLEY_DOUBLE_DEVALUE'] ?? '', 'utf8')
  return `(() => {
  if (window !== window.top || !/\\.invalid$/.test(location.hostname)) return
  ${devalue}
  const { stringify, parse } = parleyDevalue
  const send = globalThis.__ipc
  delete globalThis.__ipc
  const heard = new Map()
  Object.defineProperty(globalThis, '__ipcDeliver', {
    value: (text) => {
      const [channel, args] = parse(text)
      for (const listener of heard.get(channel) ?? []) listener({}, ...args)
    }
  })
  const ipcRenderer = {
    async invoke(channel, ...args) {
      const answer = parse(await send(stringify(['invoke', channel, args])))
      if ('error' in answer) throw new Error("Error invoking remote method '" + channel + "': " + answer.error)
      return answer.value
    },
    send(channel, ...args) { void send(stringify(['send', channel, args])) },
    on(channel, listener) { heard.set(channel, [...(heard.get(channel) ?? []), listener]); return this },
    off(channel, listener) { heard.set(channel, (heard.get(channel) ?? []).filter((one) => one !== listener)); return this },
    removeListener(channel, listener) { return this.off(channel, listener) }
  }
  const deepFreeze = (value) => {
    if (value && typeof value === 'object') { Object.values(value).forEach(deepFreeze); Object.freeze(value) }
    return value
  }
  const contextBridge = {
    exposeInMainWorld(name, value) { Object.defineProperty(globalThis, name, { value: deepFreeze(value), enumerable: true }) }
  }
  const electron = { ipcRenderer, contextBridge }
  const module = { exports: {} }
  const require = (name) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error('sandboxed preload: module not found: ' + name)
  }
  ;(function (require, module, exports) {
${fs.readFileSync(preload, 'utf8')}
  })(require, module, module.exports)
})()`
}
