/** Words of renderer/team/agreement. */
import type { Words } from '../../ui/words.ts'

export const agreementWords = {
  title: 'Agreement',
  about: 'How far coders agree, and the passages behind every number.',
  chosen: 'What is compared',
  // what is compared
  coders: 'Coders',
  codersNone: 'Choose coders',
  documents: 'Documents',
  documentsAll: 'All documents',
  documentsOf: '{{shownCount}} chosen',
  documentsFind: 'Find a group or document',
  group: 'Group “{{name}}”',
  issues: 'Issues',
  issuesAll: 'All issues',
  issuesOf: '{{shownCount}} chosen',
  units: 'Compare by',
  unit: {
    sentence: 'Sentences',
    paragraph: 'Paragraphs',
    pair: 'Overlapping passages',
    span: 'Free spans'
  },
  unitAbout: {
    sentence:
      'Each sentence is tagged with an issue or not. Choose this for most reports: units are the same for every coder, and small differences of boundary do not count.',
    paragraph:
      'Each paragraph is tagged with an issue or not. Choose this for long passages, or where only the place in the document matters.',
    pair: 'Passages of two coders that overlap are matched one to one. Choose this to see whether coders who marked the same words read them alike.',
    span: 'Every character counts: where passages begin and end, issue by issue. Choose this where boundaries matter to what you conclude.'
  },
  onlyDone: 'Only documents that all of them have marked done',
  // states
  alone: 'Agreement needs two coders',
  aloneNext:
    'Share a copy of the project with a colleague, merge what comes back, and compare here what both tagged.',
  toSharing: 'Share a copy…',
  oneChosen: 'Choose at least two coders',
  oneChosenNext: 'Agreement is told between coders: choose who is compared above.',
  nothing: 'There is nothing to compare yet',
  nothingNext:
    'No document was coded by two of these coders. Choose other coders or documents, or have a second coder tag the same documents.',
  nothingSeen: 'What these coders tagged is hidden from you until you mark its documents done in Read.',
  nothingDone:
    'No document is marked done by all of these coders. Mark documents done in Read, or compare all that they have begun.',
  allBegun: 'Compare all they have begun',
  measuring: 'Measuring agreement',
  looking: 'Looking for the passages',
  writing: 'Writing the figures',
  stopped: 'Measuring was stopped.',
  again: 'Measure again',
  blind:
    'Coding is blind: documents that you have not marked done are left out here. Mark them done in Read to compare what is in them.',
  // figures
  undefined: 'undefined',
  interval: '{{low}} to {{high}}',
  valueIs: '{{measure}}: {{value}}.',
  intervalIs: '95% interval: {{interval}}.',
  belowTentative: '{{share}} of the draws lie below 0.667.',
  countsWhat: 'Counts {{what}}.',
  leftOut_one: '{{shownCount}} left out.',
  leftOut_other: '{{shownCount}} left out.',
  count: {
    sentence_one: '{{shownCount}} sentence',
    sentence_other: '{{shownCount}} sentences',
    paragraph_one: '{{shownCount}} paragraph',
    paragraph_other: '{{shownCount}} paragraphs',
    pair_one: '{{shownCount}} pair of passages',
    pair_other: '{{shownCount}} pairs of passages',
    spans_one: '{{shownCount}} passage',
    spans_other: '{{shownCount}} passages',
    characters_one: '{{shownCount}} character',
    characters_other: '{{shownCount}} characters'
  },
  countHead: {
    sentence: 'Sentences',
    paragraph: 'Paragraphs',
    pair: 'Pairs',
    spans: 'Passages',
    characters: 'Characters'
  },
  of: {
    issue: 'Issue',
    stance: 'Stance',
    span: 'Where passages stand'
  },
  ofAbout: {
    issue: {
      sentence: 'Sentences that every coder gave exactly one issue: is it the same one?',
      paragraph: 'Paragraphs that every coder gave exactly one issue: is it the same one?',
      pair: 'Passages of two coders that overlap: have they the same issue?',
      span: 'Passages of two coders that overlap: have they the same issue?'
    },
    stance: {
      sentence: 'Sentences that two coders tagged with the same issue: have they the same stance?',
      paragraph: 'Paragraphs that two coders tagged with the same issue: have they the same stance?',
      pair: 'Overlapping passages of one issue: have they the same stance?',
      span: 'Overlapping passages of one issue: have they the same stance?'
    },
    span: {
      sentence: 'The characters that each coder marked: are they the same?',
      paragraph: 'The characters that each coder marked: are they the same?',
      pair: 'The passages that each coder marked: are they the same?',
      span: 'The characters that each coder marked: are they the same?'
    }
  },
  measures: {
    percent: { name: 'Agreement in per cent', short: 'Percent' },
    cohenKappa: { name: 'Cohen’s kappa', short: 'Kappa' },
    cohenKappaLinear: { name: 'Cohen’s kappa, linear weights', short: 'Kappa (linear)' },
    cohenKappaQuadratic: { name: 'Cohen’s kappa, quadratic weights', short: 'Kappa (quadratic)' },
    fleissKappa: { name: 'Fleiss’ kappa', short: 'Fleiss’ kappa' },
    alphaNominal: { name: 'Krippendorff’s alpha, nominal', short: 'Alpha' },
    alphaOrdinal: { name: 'Krippendorff’s alpha, ordinal', short: 'Alpha (ordinal)' },
    alphaInterval: { name: 'Krippendorff’s alpha, interval', short: 'Alpha (interval)' },
    uAlpha: { name: 'u-alpha (Krippendorff et al. 2016)', short: 'u-alpha' },
    binaryUAlpha: { name: '|u-alpha: marked or not', short: '|u-alpha' },
    cuAlpha: { name: 'cu-alpha: labels where both marked', short: 'cu-alpha' },
    kuAlpha: { name: '(k)u-alpha: this label', short: '(k)u-alpha' },
    f1Exact: { name: 'F1 of passages, exact', short: 'F1 exact' },
    f1Overlap: { name: 'F1 of passages, overlapping', short: 'F1 overlap' },
    characterDice: { name: 'Overlap in characters (Dice)', short: 'Characters' }
  },
  columns: {
    measure: 'Measure',
    value: 'Value',
    interval: '95% interval',
    counts: 'Counts',
    leftOut: 'Left out',
    issue: 'Issue',
    tagged: 'Tagged',
    differ: 'Differ',
    round: 'Round',
    documents: 'Documents'
  },
  columnsAbout: {
    tagged: 'Units that anybody tagged with it',
    taggedBy: 'Units that {{name}} tagged with it',
    differ: 'Units on which somebody differs about the issue or its stance',
    documents: 'Documents in this round'
  },
  columnOf: '{{measure}} · {{about}}',
  thresholds:
    'The lines stand at .667 and .800: Krippendorff draws tentative conclusions from alpha above the first, firm ones above the second.',
  // sections
  scope: 'What this counts',
  scopeWhole: '{{units}} in {{documents}}, coded by {{coders}}.',
  scopeUnits: {
    sentence_one: '{{shownCount}} sentence',
    sentence_other: '{{shownCount}} sentences',
    paragraph_one: '{{shownCount}} paragraph',
    paragraph_other: '{{shownCount}} paragraphs',
    pair_one: '{{shownCount}} pair of overlapping passages',
    pair_other: '{{shownCount}} pairs of overlapping passages',
    span_one: '{{shownCount}} marked place',
    span_other: '{{shownCount}} marked places'
  },
  scopeDocuments_one: '{{shownCount}} document',
  scopeDocuments_other: '{{shownCount}} documents',
  scopeCoder_one: '{{name}} ({{shownCount}} passage)',
  scopeCoder_other: '{{name}} ({{shownCount}} passages)',
  told: '{{tagged}} tagged, {{differing}}',
  differOn_one: 'coders differ on {{shownCount}}',
  differOn_other: 'coders differ on {{shownCount}}',
  nothingLeftOut: 'Nothing was left out.',
  draws: 'Intervals: {{draws}} draws with the seed {{seed}}, the same every time.',
  byIssue: 'Issue by issue',
  byIssueAbout: 'Each issue by itself: tagged with it or not, and the stance where two coders tagged it.',
  undefinedWhy_one: '{{why}} (One figure of the table.)',
  undefinedWhy_other: '{{why}} ({{shownCount}} figures of the table.)',
  order: 'Order',
  orderTree: 'As in the codebook',
  orderLowest: 'Lowest first',
  show: 'Measures',
  showMain: 'Main',
  showAll: 'All',
  confusion: 'Stances, coder against coder',
  confusionTwo: 'Rows: {{rows}}. Columns: {{columns}}. Where both tagged the same issue.',
  confusionMany: 'Every pair of coders counted in both orders. Where both tagged the same issue.',
  confusionNone: 'No unit was tagged with the same issue by two coders.',
  confusionCell: '{{row}} and {{column}}',
  undecided: 'not decided',
  sum: 'Sum',
  pairs: 'Coder by coder',
  pairsAbout: 'Two coders at a time, all chosen issues together.',
  pairsOf: 'Figure',
  pairCell: '{{a}} and {{b}}',
  rounds: 'Over the rounds of coding',
  roundsBy: 'Rounds',
  round: { week: 'Weeks', month: 'Months', group: 'Groups' },
  roundsAbout: {
    week: 'A document counts in the week in which its last passage was tagged.',
    month: 'A document counts in the month in which its last passage was tagged.',
    group: 'A document counts in the group it stands in.'
  },
  oneRound: 'There is one round so far. With a second one, a line shows whether agreement rises.',
  noRounds: 'No round has documents that two coders coded.',
  week: 'Week {{week}}, {{year}}',
  weekShort: 'W{{week}} {{year}}',
  noGroup: 'In no group',
  noPassage: 'Nothing tagged',
  chart: 'Chart: {{name}} in each round; the numbers stand in the table below.',
  // passages behind a number
  passages: 'Passages behind the number',
  passagesOf: 'Passages: {{what}}',
  back: 'Back to the figures',
  closePassages: 'Close the passages',
  which: 'Which passages',
  all: 'All',
  onlyDiffering: 'Only where they differ',
  shown_one: '{{shownCount}} passage, {{differing}} where they differ',
  shown_other: '{{shownCount}} passages, {{differing}} where they differ',
  list: 'Passages, differing ones first',
  listNone: 'No passage stands behind this number.',
  noDiffering: 'Nobody differs here.',
  agrees: 'Agree',
  differs: 'Differ',
  notCompared: 'Not compared: no two decided for a stance',
  notTagged: 'not tagged',
  missing: 'not begun, left out',
  onWords: 'on “{{words}}”',
  openHint: 'Enter opens a passage in its text, Esc goes back to the number.',
  what: {
    whole: 'All chosen issues',
    pair: '{{a}} and {{b}}',
    stances: '{{row}} against {{column}}',
    round: 'Round: {{round}}'
  },
  // export
  copy: 'Copy methods paragraph',
  copied: 'The paragraph is on the clipboard.',
  copyFailed: 'The clipboard could not be written. Export the paragraph as a file instead.',
  export: 'Export',
  exportCsv: 'Figures as CSV…',
  exportMethods: 'Methods paragraph as Markdown…',
  exported: '“{{name}}” was written.',
  suggested: '{{name}} agreement',
  suggestedMethods: '{{name}} agreement methods',
  width: 'Width of the passages'
} as const satisfies Words
