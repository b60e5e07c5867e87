/** What opens a project in Parley's own window as a person does, and times it. The function is sent to the page as its text. */

export type Opening = {
  /** Milliseconds from the click on the project until its documents are listed. */
  readonly listed: number
  /** … until the text of the document that is shown first is painted. */
  readonly painted: number
}

declare global {
  interface Window {
    opening: {
      /** From the start screen; `fileName` names a recent project. */
      open(fileName: string): Promise<Opening>
      /** Back to the start screen. */
      close(): Promise<void>
    }
  }
}

/** Puts `window.opening` into the page. */
export function openInPage(): void {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const wait = async <T>(what: string, find: () => T | null | undefined): Promise<T> => {
    const start = performance.now()
    for (;;) {
      const found = find()
      if (found) return found
      if (performance.now() - start > 60_000) throw new Error(`${what} did not appear`)
      await frame()
    }
  }
  const recent = (fileName: string): HTMLButtonElement | undefined =>
    [...document.querySelectorAll<HTMLButtonElement>('main li button')].find(
      (button) => button.textContent.includes(fileName) && !button.disabled
    )
  const list = (): Element | null => document.querySelector('[role=listbox][aria-label=Documents] [role=option]')
  const text = (): Element | null => {
    const found = document.querySelector('[role=document]')
    return found !== null && found.getBoundingClientRect().height > 0 && found.textContent.length > 100
      ? found
      : null
  }

  window.opening = {
    async open(fileName) {
      const button = await wait('The recent project', () => recent(fileName))
      await frame()
      const start = performance.now()
      button.click()
      let listed = 0
      await wait('The text', () => {
        if (listed === 0 && list()) listed = performance.now() - start
        return text()
      })
      // The frame after the one in which it stood in the page: by then it is painted.
      await frame()
      await frame()
      return { listed, painted: performance.now() - start }
    },
    async close() {
      const token = sessionStorage.getItem('parley-token') ?? ''
      const headers = { 'content-type': 'application/json', 'x-parley-token': token }
      await fetch('./api/project.close', { method: 'POST', headers, body: '{}' })
      await wait('The start screen', () => document.querySelector('main.start'))
    }
  }
}
