/** Words of the frame around the views: top bar, status bar, notices, commands. */
import type { Words } from './ui/words.ts'

export const appWords = {
  views: 'Views',
  projectMenu: 'Project “{{name}}”',
  undo: 'Undo',
  redo: 'Redo',
  undoWhat: 'Undo: {{what}}',
  redoWhat: 'Redo: {{what}}',
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
  undone: 'Undone: {{what}}.',
  redone: 'Done again: {{what}}.',
  doneToast: 'Done: {{what}}.',
  leftAlone_one: 'One field was left alone because it was changed since.',
  leftAlone_other: '{{shownCount}} fields were left alone because they were changed since.',
  saved: 'Saved {{time}}',
  savedHint: 'Every change is stored at once',
  nothingSaved: 'No changes yet',
  readOnly: 'Read only',
  conflicts_one: '{{shownCount}} conflict',
  conflicts_other: '{{shownCount}} conflicts',
  coderMenu: '{{initials}}: coding as {{name}}',
  nobody: 'Who is coding?',
  search: 'Search or command',
  notifications: 'Notifications',
  closeNotice: 'Close this notice',
  loadingApp: 'Starting Parley…',
  otherBrowser:
    'Parley needs Chromium, Chrome or Edge (version 130 or newer). Open this address in one of them.',
  noSession: 'This address was used already. Start Parley again, or open the address that it printed last.',
  lost: 'The connection to Parley was lost. Trying again…',
  lostNext: 'Everything that was saved is in the project file. If this stays, start Parley again.',
  dropHere: 'Drop documents to import them',
  dropNext: 'TXT, Markdown, HTML or DOCX',
  dropNoProject: 'Open a project first, then drop the documents again.',
  dropProject: 'Open projects with “Open project…”; only documents can be dropped.',
  status: 'Status',
  leftPane: 'Documents and codebook',
  documentsPane: 'Documents',
  codebookPane: 'Codebook',
  textPane: 'Text',
  inspectorPane: 'Details',
  leftEdge: 'Width of documents and codebook',
  paneEdge: 'Height of documents',
  inspectorEdge: 'Width of the details',
  hideLeft: 'Hide documents and codebook',
  showLeft: 'Show documents and codebook',
  hideInspector: 'Hide details',
  showInspector: 'Show details',
  colourBy: 'Colour by',
  colourByIssue: 'issue',
  colourByStance: 'stance',
  colourByActor: 'actor',
  colourByCoder: 'coder',
  zoom: 'Size of the text',
  zoomValue: '{{percent}} %',
  selected_one: '{{shownCount}} character selected',
  selected_other: '{{shownCount}} characters selected',
  here_one: '{{shownCount}} annotation here',
  here_other: '{{shownCount}} annotations here',
  inDocument_one: '{{shownCount}} annotation in this document',
  inDocument_other: '{{shownCount}} annotations in this document',
  block: '§ {{number}}',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  settings: 'Settings',
  settingsKeys: 'Single-key commands in the text (T, R, J, K, digits …)',
  settingsKeysHelp: 'Off: these keys do nothing; every command stays in the menus and under Ctrl+K.',
  about: 'About Parley',
  aboutText: 'Tag what parties propose: issue, stance and actor, offline, in one project file.',
  version: 'Version {{version}}',
  licences: 'Licences of what Parley is made of',
  keysTitle: 'Keys',
  keysIn: { everywhere: 'Everywhere', text: 'In the text', lists: 'In lists and the issue tree' },
  keyNames: {
    lists: {
      walk: 'Next, previous',
      expand: 'Open, close an issue',
      open: 'Show or open it',
      move: 'Move an issue up, down',
      indent: 'Move an issue in, out',
      rename: 'Rename an issue',
      below: 'New issue below',
      details: 'Details of a document'
    }
  },
  whoTitle: 'Who is coding?',
  whoIntro: 'Every annotation says who made it. Choose yourself, or say your name once.',
  whoNew: 'Someone new',
  whoName: 'Your name',
  whoInitials: 'Initials',
  whoInitialsHelp: 'Up to 8 characters, shown beside your annotations.',
  whoGo: 'Start coding',
  whoLater: 'Just read',
  whoList: 'Coders in this project',
  renameTitle: 'Rename the project',
  renameField: 'Name',
  rename: 'Rename',
  recordKinds: {
    document: 'document',
    annotation: 'annotation',
    issue: 'issue',
    stance: 'stance',
    actor: 'actor',
    coder: 'coder',
    project: 'project'
  }
} as const satisfies Words

export const noticeWords = {
  lockedElsewhere: 'This project is open in another window, so it is shown here to read only.',
  newerVersion:
    'A newer version of Parley wrote this project, so it is shown here to read only. Update Parley to work in it.',
  unwritable:
    'This file cannot be written, so it is shown here to read only. Copy it to a folder of yours to work in it.',
  afterCrash: 'Parley was not closed properly last time. Everything that was saved is here.',
  rollbackJournal:
    'This folder cannot use the fast way of saving (a network drive, perhaps). Saving may take a little longer here.',
  syncedFolder:
    'This project lies in a synchronised folder. Close it before it is opened on another computer, or share it as a team folder.',
  checking: 'Checking the project in the background…',
  checkFailed: 'The check found something. Look under Data, Project health.',
  tablesRebuilt: 'The project was last written elsewhere, so its lists were made afresh. Nothing was lost.'
} as const satisfies Words

/** What a batch did, by its command. */
export const commandWords = {
  about: '{{what}} “{{about}}”',
  other: 'a change',
  project: { rename: 'Rename the project' },
  annotation: {
    tag: 'Tag',
    change: 'Change the tag',
    delete: 'Delete the annotation',
    import: 'Read annotations back'
  },
  document: {
    import: 'Import',
    change: 'Change the document',
    place: 'Move the document',
    join: 'Join the document',
    delete: 'Delete the document'
  },
  issue: {
    create: 'New issue',
    change: 'Change the issue',
    move: 'Move the issue',
    join: 'Join the issue',
    retire: 'Retire or restore the issue',
    delete: 'Delete the issue'
  },
  stance: {
    create: 'New stance',
    change: 'Change the stance',
    move: 'Move the stance',
    retire: 'Retire or restore the stance',
    delete: 'Delete the stance'
  },
  actor: {
    create: 'New actor',
    change: 'Change the actor',
    join: 'Join the actor',
    delete: 'Delete the actor'
  },
  coder: { create: 'New coder', change: 'Change the coder', join: 'Join the coder' },
  codebook: { import: 'Import a codebook' },
  conflict: { settle: 'Settle a conflict' }
} as const satisfies Words

/** Names of what can be done, for menus, the palette and the keys sheet. */
export const menuWords = {
  project: {
    new: 'New project…',
    open: 'Open project…',
    openSample: 'Open the sample project',
    rename: 'Rename the project…',
    backup: 'Back up now',
    print: 'Print…',
    close: 'Close project'
  },
  documents: { import: 'Import documents…' },
  codebook: {
    import: 'Import codebook…',
    export: 'Export codebook…',
    newIssue: 'New issue',
    newActor: 'New actor'
  },
  dataset: { export: 'Export dataset…', annotate: 'Read a dataset back…' },
  edit: {
    undo: 'Undo',
    redo: 'Redo',
    selectAll: 'Select all',
    find: 'Find in the text…',
    findInAll: 'Find in all passages…'
  },
  view: {
    read: 'Read',
    passages: 'Passages',
    data: 'Data',
    commandPalette: 'Find a command, document or issue…',
    largerText: 'Larger text',
    smallerText: 'Smaller text',
    usualText: 'Usual text size',
    left: 'Show or hide documents and codebook',
    inspector: 'Show or hide details',
    nextPane: 'Next pane',
    previousPane: 'Previous pane',
    settings: 'Settings…',
    colourByIssue: 'Colour by issue',
    colourByStance: 'Colour by stance',
    colourByActor: 'Colour by actor',
    colourByCoder: 'Colour by coder',
    themeLight: 'Light theme',
    themeDark: 'Dark theme',
    themeSystem: 'Theme as the system',
    themeContrast: 'High contrast theme'
  },
  annotation: {
    tag: 'Tag the passage…',
    repeat: 'Repeat the last tag',
    next: 'Next annotation',
    previous: 'Previous annotation',
    delete: 'Delete the annotation'
  },
  text: {
    tag: 'Tag the selected words',
    repeat: 'Repeat the last tag',
    stance: 'Set the stance of the annotation here',
    next: 'Next annotation',
    previous: 'Previous annotation',
    sentence: 'Grow to the sentence',
    paragraph: 'Grow to the paragraph',
    endWordLeft: 'End a word to the left',
    endWordRight: 'End a word to the right',
    startWordLeft: 'Start a word to the left',
    startWordRight: 'Start a word to the right',
    delete: 'Delete the annotation here',
    selectAll: 'Select all of the text',
    leave: 'Leave everything as it was'
  },
  coder: { choose: 'Who is coding?' },
  conflicts: { show: 'Settle conflicts…' },
  help: { keys: 'Keys of this view', about: 'About Parley' }
} as const satisfies Words
