/** The open text: read, or corrected. */
import { PencilLine } from 'lucide-react'
import type { DocumentView, RevisionView } from '../../shared/api/views.ts'
import { CorrectPane } from '../correct/CorrectPane.tsx'
import type { FindWords } from '../correct/TidyPanel.tsx'
import { findIn } from '../document/find.ts'
import { chordOf, correctText } from '../state/appCommands.ts'
import { useParley, useSession, useWorkspace } from '../state/parley.ts'
import { isReadOnly } from '../state/session.ts'
import { rememberPane } from '../state/settings.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { OpenReader } from './OpenReader.tsx'

type ReadOrCorrectProps = { readonly document: DocumentView; readonly revision: RevisionView }

/** A correction that was not finished is told above the text. */
export function ReadOrCorrect({ document, revision }: ReadOrCorrectProps) {
  const parley = useParley()
  const isCorrecting = useWorkspace((state) => state.correcting === document.id)
  const canWrite = useSession((state) => !isReadOnly(state.project))
  const settings = useSession((state) => state.settings)
  const isUnfinished = useSession((state) => state.settings.panes['correcting'] === document.id)
  if (isCorrecting && canWrite)
    return <CorrectPane key={document.id} document={document.id} find={findWords} />
  return (
    <div className="read-or-correct">
      {canWrite && isUnfinished && (
        <div className="correct-note" role="status">
          <p>{t('correct.draft.note')}</p>
          <Button size="small" onPress={() => correctText(parley)}>
            {t('correct.draft.goOn')}
          </Button>
          <Button
            size="small"
            look="quiet"
            onPress={() => {
              rememberPane(parley, 'correcting', '')
              void parley.client.call('document.correctDraft', { document: document.id, draft: null })
            }}
          >
            {t('correct.draft.drop')}
          </Button>
        </div>
      )}
      <div className="read-text">
        <OpenReader key={document.id} document={document} revision={revision} />
        {canWrite && (
          <div className="correct-start">
            <IconButton
              label={t('correct.start')}
              icon={PencilLine}
              keys={chordOf('document.correct', settings)}
              onPress={() => correctText(parley)}
            />
          </div>
        )}
      </div>
    </div>
  )
}

/** As the reader finds. */
const findWords: FindWords = (way, words) => (text) => [
  ...[
    ...findIn(
      { text, edges: [0, text.length] },
      { words, matchCase: way === 'exact', wholeWords: false, regex: false }
    )
  ].flatMap(({ found }) => found)
]
