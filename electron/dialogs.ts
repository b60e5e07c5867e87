/** The system's dialogs for choosing files. */
import { dialog, type BrowserWindow, type FileFilter, type OpenDialogOptions } from 'electron'
import path from 'node:path'
import type { Dialogs, PickPurpose } from './host/ports.ts'

const project: FileFilter = { name: 'Parley project', extensions: ['parley'] }
const documents: FileFilter = {
  name: 'Documents',
  extensions: ['docx', 'md', 'markdown', 'html', 'htm', 'xhtml', 'txt', 'text']
}
const datasets: FileFilter[] = [
  { name: 'CSV', extensions: ['csv'] },
  { name: 'JSON Lines', extensions: ['jsonl'] }
]
const codebooks: FileFilter[] = [
  { name: 'CSV', extensions: ['csv'] },
  { name: 'JSON', extensions: ['json'] }
]

type Purpose = {
  readonly way: 'open' | 'openMany' | 'openFolder' | 'save'
  readonly title: string
  readonly filters: readonly FileFilter[]
}

const purposes: Readonly<Record<PickPurpose, Purpose>> = {
  openProject: { way: 'open', title: 'Open project', filters: [project] },
  newProject: { way: 'save', title: 'New project', filters: [project] },
  importDocuments: { way: 'openMany', title: 'Import documents', filters: [documents] },
  importCodebook: {
    way: 'open',
    title: 'Import codebook',
    filters: [{ name: 'Codebook', extensions: ['csv', 'json'] }]
  },
  importDataset: {
    way: 'open',
    title: 'Read annotations from a dataset',
    filters: [{ name: 'Dataset', extensions: ['csv', 'jsonl'] }]
  },
  exportDataset: { way: 'save', title: 'Export dataset', filters: datasets },
  exportReport: {
    way: 'save',
    title: 'Export the passages to read',
    filters: [
      { name: 'Web page', extensions: ['html'] },
      { name: 'Markdown', extensions: ['md'] }
    ]
  },
  exportCodebook: { way: 'save', title: 'Export codebook', filters: codebooks },
  mergeProject: { way: 'openMany', title: 'Merge colleagues’ projects', filters: [project] },
  shareProject: { way: 'save', title: 'Share a copy', filters: [project] },
  saveMergeReport: {
    way: 'save',
    title: 'Keep the report of a merge',
    filters: [{ name: 'Web page', extensions: ['html'] }]
  },
  exportAgreement: {
    way: 'save',
    title: 'Export the figures of agreement',
    filters: [
      { name: 'CSV', extensions: ['csv'] },
      { name: 'Markdown', extensions: ['md'] }
    ]
  },
  teamFolder: { way: 'openFolder', title: 'Choose the team folder', filters: [] }
}

const opening = {
  open: ['openFile'],
  openMany: ['openFile', 'multiSelections'],
  openFolder: ['openDirectory', 'createDirectory']
} satisfies Readonly<Record<string, OpenDialogOptions['properties']>>

/** Dialogs above the window that is there at the time. */
export function nativeDialogs(window: () => BrowserWindow | null): Dialogs {
  return {
    async pick(purpose, suggestedName, folder) {
      const { way, title, filters } = purposes[purpose]
      const above = window()
      const common = { title, filters: [...filters], defaultPath: path.join(folder, suggestedName) }
      if (way === 'save') {
        const options = {
          ...common,
          properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const]
        }
        const { canceled, filePath } = await (above
          ? dialog.showSaveDialog(above, options)
          : dialog.showSaveDialog(options))
        return canceled || filePath === '' ? null : [filePath]
      }
      const options = {
        ...common,
        properties: opening[way]
      }
      const { canceled, filePaths } = await (above
        ? dialog.showOpenDialog(above, options)
        : dialog.showOpenDialog(options))
      return canceled || filePaths.length === 0 ? null : filePaths
    }
  }
}
