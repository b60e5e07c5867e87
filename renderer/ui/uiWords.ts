/** Words of the primitives. */
import type { Words } from './words.ts'

export const uiWords = {
  actions: 'Actions',
  close: 'Close',
  cancel: 'Cancel',
  clear: 'Clear',
  add: 'Add…',
  find: 'Type to find',
  noMatch: 'Nothing of that name.',
  create: 'Create “{{name}}”',
  remove: 'Remove {{name}}',
  showAll: 'Show all',
  loading: 'One moment…',
  tryAgain: 'Try again',
  reload: 'Load the window again',
  details: 'Details',
  broken: 'This view stopped working.',
  brokenNext:
    'Everything you saved is safe in the project file. Try again; if it stays, load the window again.',
  otherColour: 'Other…',
  progress: '{{step}} · {{done}}',
  progressOf: '{{step}} · {{done}} of {{total}}',
  undecided: 'not decided yet'
} as const satisfies Words
