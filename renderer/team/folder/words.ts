/** Words of Team > Team folder. */
import type { Words } from '../../ui/words.ts'

export const folderWords = {
  about:
    'Colleagues work at the same time, each in their own copy of the project, and a folder that is kept in step between your computers brings the work together.',
  steps: {
    copy: 'Everybody needs a copy of this project: give one under Share and merge.',
    sync: 'Make a folder that Syncthing, Nextcloud, OneDrive, Dropbox or a network drive keeps in step. The project file itself stays outside it.',
    choose:
      'Everybody chooses that folder here, in their own copy. From then on all work goes through it by itself.'
  },
  choose: 'Choose the team folder…',
  chooseAgain: 'Choose the folder again…',
  change: 'Choose another folder…',
  sync: 'Look now',
  syncing: 'Looking…',
  leave: 'Leave the folder',
  left: 'The team folder was left. Nothing in it was touched; choose it again at any time.',
  began: 'The team folder “{{folder}}” was begun. Colleagues can choose it in their copies of the project.',
  joined: 'The team folder “{{folder}}” was joined.',
  nothingNew: 'Looked at the team folder: nothing new.',
  written_one: '{{shownCount}} change written to the team folder.',
  written_other: '{{shownCount}} changes written to the team folder.',
  readOnly: 'This project is open to read only, so it takes no part in a team folder here.',
  noCoder: 'Say who is coding at the top right; then your work can go into the folder.',
  state: {
    looked: 'last look {{time}}',
    notYet: 'not looked at yet',
    written: 'All of your work is in it',
    unwritten: 'Some of your work is not in it yet'
  },
  people: 'Who shares through it',
  nobody: 'Nobody but you yet. Colleagues appear here once they have chosen the folder in their copies.',
  you: 'you',
  last: 'last work came {{time}}',
  nothingYet: 'nothing has come yet',
  arrivals: 'What came',
  nothingCame:
    'Nothing has come yet. What colleagues do appears by itself, here and in every list; undo never touches it.',
  waiting: 'Not taken',
  waitingAbout: 'Files in the folder that Parley has not taken, and why. Everything else goes on.',
  file: '{{name}}, in {{folder}}',
  since: 'since {{time}}',
  setAside: 'Left out',
  copies_one:
    '{{shownCount}} file is a copy that the sync made of another. It was read and does no harm; it may be deleted.',
  copies_other:
    '{{shownCount}} files are copies that the sync made of others. They were read and do no harm; they may be deleted.',
  strangers_one: '{{shownCount}} other file or folder in it is none of Parley’s and is left alone.',
  strangers_other: '{{shownCount}} other files and folders in it are none of Parley’s and are left alone.',
  came: 'From the team folder: {{what}}.',
  somebody: 'somebody',
  annotationsBy: '{{annotations}} by {{name}} in {{documents}}',
  annotations_one: '{{shownCount}} annotation',
  annotations_other: '{{shownCount}} annotations',
  documents_one: '{{shownCount}} document',
  documents_other: '{{shownCount}} documents',
  changesBy_one: '{{shownCount}} change by {{name}}',
  changesBy_other: '{{shownCount}} changes by {{name}}',
  others_one: '{{shownCount}} more coder',
  others_other: '{{shownCount}} more coders'
} as const satisfies Words
