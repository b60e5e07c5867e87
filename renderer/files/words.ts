/** Words of the window's own file browser. */
import type { Words } from '../ui/words.ts'

export const filesWords = {
  title: {
    openProject: 'Open a project',
    newProject: 'Where to keep the project',
    importDocuments: 'Choose documents to import',
    importCodebook: 'Choose a codebook',
    importDataset: 'Choose a dataset to read back',
    exportDataset: 'Where to write the dataset',
    exportCodebook: 'Where to write the codebook',
    exportReport: 'Where to write the list',
    mergeProject: 'Choose colleagues’ projects',
    shareProject: 'Where to keep the copy',
    saveMergeReport: 'Where to keep the report',
    exportAgreement: 'Where to write the figures',
    teamFolder: 'Choose the team folder'
  },
  open: 'Open',
  import_one: 'Import {{shownCount}} file',
  import_other: 'Import {{shownCount}} files',
  importNone: 'Import',
  choose_one: 'Choose {{shownCount}} file',
  choose_other: 'Choose {{shownCount}} files',
  chooseNone: 'Choose files',
  save: 'Save here',
  replace: 'Replace',
  way: 'Folders above',
  list: 'Files in {{folder}}',
  name: 'File name',
  empty: 'No fitting files in this folder.',
  emptyNext: 'Go up with the folder names above, or open another folder.',
  folders: 'Folders in {{folder}}',
  noFolders: 'No folders in this folder.',
  noFoldersNext: 'Use this folder, name a new one below, or go up with the folder names above.',
  newFolder: 'New folder in it (leave empty to use the folder itself)',
  useFolder: 'Use “{{folder}}”',
  makeFolder: 'Make and use “{{folder}}”',
  unwritable: 'Files cannot be written in this folder. Choose another.',
  exists: '“{{name}}” is there already. Saving replaces it.',
  existsProject: '“{{name}}” is there already. Choose another name.'
} as const satisfies Words
