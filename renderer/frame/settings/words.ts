/** The words of the settings. */
import type { Words } from '../../ui/words.ts'

export const settingsWords = {
  parts: { general: 'General', text: 'Text', keys: 'Keys', backups: 'Backups' },
  coder: 'Coding in this project as',
  changeCoder: 'Someone else…',
  language: 'Language of Parley',
  languageHelp: 'Dates and numbers are written as in {{locale}}. Documents may be in any language.',
  backups:
    'Parley makes a backup once a day when something changed, and before every merge, repair and update. They lie in “Parley backups” beside the project.',
  backupRoom: 'All backups of one project may take',
  backupsHelp:
    'The newest five and one a month for a year are kept. When there is more, the oldest go; the newest always stays.',
  keys: {
    find: 'Find a command or a key',
    list: 'Commands and their keys',
    none: 'No command has these words or this key.',
    inText: 'in the text',
    noKey: 'no key',
    now: 'Press the new keys…',
    help: 'Enter: new keys · Delete: no key · Backspace: the usual ones',
    press: '{{command}}: press its new keys, or Esc to keep the old ones.',
    kept: 'The keys stay as they were.',
    set: '{{command}} is now {{keys}}.',
    taken: '{{command}} is now {{keys}}, which was taken from: {{others}}.',
    removed: '{{command}} has no key now.',
    usual: 'Usual keys',
    usualAgain: '{{command}} has its usual keys again.',
    allUsual: 'All usual keys',
    allUsualAgain: 'All commands have their usual keys again.'
  }
} as const satisfies Words
