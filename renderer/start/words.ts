/** Words of the start screen and of the dialog for a new project. */
import type { Words } from '../ui/words.ts'

export const startWords = {
  heading: 'Parley',
  tagline:
    'Read proposals. Say in one stroke which issue a passage speaks to, what stance it takes, and whose.',
  recent: 'Recent projects',
  noRecent: 'Projects you open are listed here.',
  new: 'New project…',
  open: 'Open project…',
  sample: 'Open the sample project',
  sampleHint: 'Three short documents, a codebook and two coders, to try everything on.',
  opened: 'Opened {{when}}',
  gone: 'Not there any more',
  afterCrash: 'Was not closed properly; everything saved is there',
  inFolder: 'in {{folder}}',
  forget: 'Take “{{name}}” off this list',
  newTitle: 'New project',
  newName: 'Name of the project',
  newNameHelp: 'You choose next where its file is kept.',
  newPlaceholder: 'Peace proposals, April 2025',
  newGo: 'Choose where to keep it…',
  opening: 'Opening…'
} as const satisfies Words
