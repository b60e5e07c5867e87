/** What a conflict is about, in words: the table of the first language. */
import { sayFrom, sentenceWords, type Say } from './batchWords.ts'

export const conflictWords = {
  title: {
    text: 'Two corrections of “{{name}}”',
    values: '{{field}} of the {{kind}} “{{name}}”',
    valuesUnnamed: '{{field}} of the {{kind}}',
    deleted: 'The {{kind}} “{{name}}” was deleted and changed',
    inUse: 'The {{kind}} “{{name}}” was deleted but is used',
    circle: '“{{name}}” and “{{other}}” were each put below the other',
    circleWaits: '“{{name}}” was put below an issue that is not here yet',
    join: 'The {{kind}} “{{name}}” cannot become part of “{{other}}”',
    joinWaits: 'The {{kind}} “{{name}}” was joined into one that is not here yet',
    sameIssue: 'Two issues are called “{{name}}”',
    alikeIssue: '“{{name}}” and “{{other}}” may be the same issue',
    sameActor: '“{{name}}” and “{{other}}” may be the same actor',
    sameCoder: '“{{name}}” and “{{other}}” may be the same coder',
    sameText: '“{{name}}” and “{{other}}” hold the same text',
    missing: 'One {{kind}} is used but not here yet'
  },
  kind: {
    text: 'Two corrections of a text',
    values: 'Changed in two places',
    deleted: 'Deleted here, changed there',
    inUse: 'Deleted here, used there',
    circle: 'Moved into each other',
    join: 'Joins that cannot hold',
    sameIssue: 'Issues of one name',
    sameActor: 'Actors that may be one',
    sameCoder: 'Coders that may be one',
    sameText: 'Documents with one text',
    missing: 'Not here yet'
  },
  side: {
    named: '{{who}} named it “{{value}}”',
    set: '{{who}} set the {{field}} to “{{value}}”',
    cleared: '{{who}} took the {{field}} away',
    added: '{{who}} added the {{field}} “{{value}}”',
    removed: '{{who}} took the {{field}} “{{value}}” away',
    mapped: '{{who}} set “{{element}}” to “{{value}}”',
    below: '{{who}} moved {{it}} below “{{name}}”',
    belowAfter: '{{who}} moved {{it}} below “{{name}}”, after “{{after}}”',
    belowFirst: '{{who}} moved {{it}} below “{{name}}”, to the beginning',
    top: '{{who}} moved {{it}} to the top',
    topAfter: '{{who}} moved {{it}} to the top, after “{{after}}”',
    topFirst: '{{who}} moved {{it}} to the top, to the beginning',
    group: '{{who}} moved it into the group “{{name}}”',
    noGroup: '{{who}} moved it out of its group',
    joined: '{{who}} joined it into “{{name}}”',
    unjoined: '{{who}} took its join back',
    retired: '{{who}} retired it',
    offered: '{{who}} offered it again',
    deleted: '{{who}} deleted it',
    restored: '{{who}} brought it back',
    corrected_one: '{{who}} corrected the text: {{shownCount}} character',
    corrected_other: '{{who}} corrected the text: {{shownCount}} characters',
    toArrive: '{{who}} corrected the text; it is still to arrive',
    tagged: '{{who}} tagged it as “{{value}}”',
    anchored: '{{who}} put it on “{{value}}”',
    used_one: '{{shownCount}} annotation uses it, last by {{who}}',
    used_other: '{{shownCount}} annotations use it, last by {{who}}',
    made: '{{who}} made “{{value}}”'
  },
  it: 'it',
  stands: {
    top: 'It stands at the top now.',
    below: 'It stands below “{{name}}” now.'
  },
  somebody: 'somebody',
  nobody: sentenceWords.nobody,
  kinds: sentenceWords.kinds,
  fields: sentenceWords.fields,
  values: sentenceWords.values
} as const

/** The same in the first language, for where no catalogue is. */
export const sayConflictInEnglish: Say = sayFrom(conflictWords)
