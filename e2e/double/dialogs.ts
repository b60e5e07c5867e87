/** Dialogs answer from the test's script; menus are clicked by their labels. */
import { answers, record, strict } from './recording.ts'

const answer =
  (kind: string, cancelled: unknown) =>
  (...given: readonly unknown[]): Promise<unknown> => {
    record('dialog', kind, given.at(-1))
    return Promise.resolve(answers.get(kind)?.shift() ?? cancelled)
  }

export const dialog = strict('dialog', {
  showOpenDialog: answer('open', { canceled: true, filePaths: [] }),
  showSaveDialog: answer('save', { canceled: true, filePath: '' }),
  showMessageBox: answer('message', { response: 0, checkboxChecked: false }),
  showErrorBox: (title: string, content: string): void => record('errorBox', title, content)
})

export type MenuItem = {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly enabled?: boolean
  readonly accelerator?: string
  readonly click?: () => void
  readonly submenu?: readonly MenuItem[]
}

export class Menu {
  static current: Menu | null = null
  static buildFromTemplate(items: readonly MenuItem[]): Menu {
    return new Menu(items)
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu
  }
  readonly items: readonly MenuItem[]
  constructor(items: readonly MenuItem[]) {
    this.items = items
  }
  /** The item behind these labels, outermost first. */
  find(...labels: readonly string[]): MenuItem {
    let items = this.items
    let found: MenuItem | undefined
    for (const label of labels) {
      found = items.find((item) => item.label === label)
      if (!found)
        throw new Error(
          `No menu item “${label}” among ${items.map((item) => item.label ?? item.role ?? '–').join(', ')}`
        )
      items = found.submenu ?? []
    }
    if (!found) throw new Error('No menu item was named')
    return found
  }
  click(...labels: readonly string[]): void {
    const item = this.find(...labels)
    if (item.enabled === false) throw new Error(`The menu item “${labels.join(' › ')}” is disabled`)
    item.click?.()
  }
}
