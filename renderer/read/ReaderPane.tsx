/** The text in the middle: the reader, or what to do where there is nothing to read. */
import { BookOpenText, Clock } from 'lucide-react'
import { importDocuments } from '../state/appCommands.ts'
import { useParley, useReading, useSession } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { ReadOrCorrect } from './ReadOrCorrect.tsx'

/** Named "Text" among the panes. */
export function ReaderPane() {
  return (
    <main className="pane paper" data-pane="text" aria-label={t('app.textPane')}>
      <Title />
      <Content />
    </main>
  )
}

/** What the page is about, for whoever walks it by headings. */
function Title() {
  const title = useReading((state) => state.document?.title)
  const name = useSession((state) => state.project?.name)
  return <h1 className="unseen">{title ?? name}</h1>
}

function Content() {
  const parley = useParley()
  const wanted = useReading((state) => state.wanted)
  const problem = useReading((state) => state.problem)
  const document = useReading((state) => state.document)
  const revision = useReading((state) => state.revision)
  const count = useSession((state) => state.project?.counts.documents ?? 0)
  const readOnly = useSession((state) => isReadOnly(state.project))

  if (problem)
    return (
      <Failure
        problem={problem}
        {...(wanted ? { onRetry: () => void openDocument(parley, wanted, { again: true }) } : {})}
      />
    )
  if (wanted === null) {
    return (
      <div className="centre">
        {count === 0 ? (
          <Empty what={t('library.empty')} next={t('library.emptyNext')} icon={BookOpenText}>
            {!readOnly && (
              <Button look="primary" onPress={() => void importDocuments(parley)}>
                {t('library.import')}
              </Button>
            )}
          </Empty>
        ) : (
          <Empty what={t('read.choose')} next={t('read.chooseNext')} icon={BookOpenText} />
        )}
      </div>
    )
  }
  if (!document) return <Loading />
  if (!revision) {
    return (
      <div className="centre">
        <Empty what={t('library.toArrive')} next={t('read.toArriveNext')} icon={Clock} />
      </div>
    )
  }
  return <ReadOrCorrect document={document} revision={revision} />
}
