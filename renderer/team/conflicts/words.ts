/** Words of renderer/team/conflicts. */
import { conflictWords } from '../../../shared/api/conflictWords.ts'
import type { Words } from '../../ui/words.ts'

export const settlingWords = {
  told: conflictWords,
  list: 'What waits for a decision',
  details: 'Every side',
  kind: 'Kind',
  anyKind: 'Every kind',
  coder: 'Coder',
  anyCoder: 'Every coder',
  document: 'Document',
  anyDocument: 'Every document',
  waiting: {
    conflicts_one: '{{shownCount}} conflict',
    conflicts_other: '{{shownCount}} conflicts',
    offers_one: '{{shownCount}} offer to join',
    offers_other: '{{shownCount}} offers to join',
    missing_one: '{{shownCount}} record not here yet',
    missing_other: '{{shownCount}} records not here yet'
  },
  none: 'Nothing waits for a decision',
  noneNext:
    'Where two people change the same thing differently, both stay and are listed here until somebody decides.',
  noMatch: 'Nothing here fits the filters',
  noMatchNext: 'Take a filter away to see the rest.',
  clear: 'Clear filters',
  declined_one: '{{shownCount}} offer is put aside as not the same',
  declined_other: '{{shownCount}} offers are put aside as not the same',
  showDeclined: 'Show them',
  hideDeclined: 'Hide what is not the same',
  group: '{{kind}} ({{number}})',
  chosen_one: '{{shownCount}} chosen',
  chosen_other: '{{shownCount}} chosen',
  chosenRow: 'chosen',
  unchoose: 'Choose none',
  keys: 'J and K walk, digits decide, Enter goes there, Space chooses, A chooses all of a kind.',
  by: '{{who}}, {{when}}',
  shows: 'Shows now',
  take: 'Take this',
  empty: 'nothing',
  keep: 'Keep it',
  bringBack: 'Bring it back',
  letGo: 'Delete it',
  drop: 'Give the join up',
  joinInto: 'Join into “{{name}}”',
  notSame: 'Not the same',
  maySame: 'May be the same after all',
  compare: 'Compare the texts',
  goTo: 'Go to it',
  showUses: 'Show what uses it',
  history: 'History',
  inDocument: 'In “{{title}}”',
  taggedAs: 'Tagged as {{issue}}',
  settled_one: 'Settled.',
  settled_other: '{{shownCount}} settled.',
  many: {
    one: {
      mine: 'Take mine',
      theirs: 'Take theirs',
      newer: 'Take the newer',
      keep: 'Keep or bring back',
      delete: 'Delete',
      join: 'Join',
      drop: 'Give the join up',
      decline: 'Not the same'
    },
    all: {
      mine: 'Take mine in all {{number}}',
      theirs: 'Take theirs in all {{number}}',
      newer: 'Take the newer in all {{number}}',
      keep: 'Keep or bring back all {{number}}',
      delete: 'Delete all {{number}}',
      join: 'Join all {{number}}',
      drop: 'Give all {{number}} joins up',
      decline: 'All {{number}} are not the same'
    },
    some: {
      mine: 'Take mine in {{number}} of {{total}}',
      theirs: 'Take theirs in {{number}} of {{total}}',
      newer: 'Take the newer in {{number}} of {{total}}',
      keep: 'Keep or bring back {{number}} of {{total}}',
      delete: 'Delete {{number}} of {{total}}',
      join: 'Join {{number}} of {{total}}',
      drop: 'Give the join up in {{number}} of {{total}}',
      decline: '{{number}} of {{total}} are not the same'
    },
    value: 'One value for all',
    takeValue: 'Take it for all',
    about: 'Everything is settled in one step, which one undo takes back.',
    none: 'There is nothing to decide: these wait for a copy that has them. Merge the copy of whoever used them.'
  },
  advice: {
    text: 'Choose the text that holds. Annotations made on the other one follow, and those that lose their words are listed.',
    values: 'Choose what holds. Until then what was written last shows.',
    deleted: 'One deleted it while another changed it. It stays until you decide.',
    inUse:
      'One deleted it while another used it. Bring it back, or give what uses it another one: then it goes by itself.',
    circle:
      'Both moves together would put each under the other, so the later one was set aside. Choose which holds.',
    join: 'It would become part of itself, so this join was set aside.',
    joinWaits: 'What it was joined into is not here yet. Merge the copy that has it, or give the join up.',
    circleWaits: 'What it was put below is not here yet. Merge the copy that has it.',
    sameIssue:
      'Joined, all annotations of both count as one issue. Nothing is rewritten, and it can be undone.',
    sameActor:
      'Joined, everything said of both counts as one actor. Nothing is rewritten, and it can be undone.',
    sameCoder: 'Joined, the work of both counts as one coder’s. Nothing is rewritten, and it can be undone.',
    sameText:
      'Joined, the annotations of both are shown on one text. Nothing is rewritten, and it can be undone.',
    missing: 'It will show as soon as a copy that has it is merged. Nothing is lost.'
  },
  settleTitle: 'Settle: {{name}}',
  sameBlocks: 'Only where a paragraph begins or ends is different.',
  moreDifferences: 'There are more differences: compare the texts.'
} as const satisfies Words
