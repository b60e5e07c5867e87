/** The one catalogue of words: a file a view, put together. A language is added by a second set under its code. */
import { commandWords, doneWords } from '../shared/api/batchWords.ts'
import { appWords, menuWords, noticeWords } from './appWords.ts'
import { codebookWords } from './codebook/words.ts'
import { correctWords } from './correct/words.ts'
import { dataWords } from './data/words.ts'
import { documentWords } from './document/words.ts'
import { settingsWords } from './frame/settings/words.ts'
import { filesWords } from './files/words.ts'
import { historyWords } from './history/words.ts'
import { libraryWords } from './library/words.ts'
import { paletteWords } from './palette/words.ts'
import { passagesWords } from './passages/words.ts'
import { readWords } from './read/words.ts'
import { searchWords } from './search/words.ts'
import { adjudicationWords } from './team/adjudication/words.ts'
import { agreementWords } from './team/agreement/words.ts'
import { codersWords } from './team/coders/words.ts'
import { settlingWords } from './team/conflicts/words.ts'
import { folderWords } from './team/folder/words.ts'
import { mergeWords } from './team/merge/words.ts'
import { shareWords } from './team/share/words.ts'
import { teamWords } from './team/words.ts'
import { startWords } from './start/words.ts'
import { uiWords } from './ui/uiWords.ts'
import type { Words } from './ui/words.ts'

/** Language -> its words. */
export const catalogue = {
  en: {
    app: appWords,
    notices: noticeWords,
    commands: commandWords,
    did: doneWords,
    menu: menuWords,
    ui: uiWords,
    settings: settingsWords,
    start: startWords,
    files: filesWords,
    library: libraryWords,
    codebook: codebookWords,
    passages: passagesWords,
    data: dataWords,
    palette: paletteWords,
    search: searchWords,
    read: readWords,
    correct: correctWords,
    document: documentWords,
    history: historyWords,
    team: teamWords,
    coders: codersWords,
    share: shareWords,
    merge: mergeWords,
    settling: settlingWords,
    agreement: agreementWords,
    adjudication: adjudicationWords,
    folder: folderWords
  }
} as const satisfies Readonly<Record<string, Words>>
