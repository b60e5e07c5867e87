/** Getting data out and in, backups and the health of the project. */
import { useParley, useSession } from '../state/parley.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { Annotate } from './Annotate.tsx'
import { Backups } from './Backups.tsx'
import { CodebookFiles } from './CodebookFiles.tsx'
import { ExportDataset } from './ExportDataset.tsx'
import { Health } from './Health.tsx'
import './data.css'

/** One card a task. What writes is left out where the project is open to read only. */
export function DataView() {
  const parley = useParley()
  const counts = useSession((state) => state.project?.counts)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const hidesSome = useSession((state) => (state.project?.blind?.hidden ?? 0) > 0)
  if (!counts) return null
  return (
    <main className="pane paper data" data-pane="data" aria-label={t('data.title')}>
      <div className="data-column">
        <header>
          <h1>{t('data.title')}</h1>
          <p className="soft tabular">
            {t('data.intro', {
              documents: t('data.documents', { count: counts.documents }),
              annotations: t('data.annotations', { count: counts.annotations })
            })}
            {hidesSome && ` · ${t('data.hiddenToo')}`}
          </p>
          {counts.incomplete > 0 && (
            <p className="incomplete">
              {t('data.incomplete', { count: counts.incomplete })}
              <Button
                look="quiet"
                size="small"
                onPress={() =>
                  parley.workspace.setState({ view: 'passages', passageFilter: { state: 'incomplete' } })
                }
              >
                {t('data.showIncomplete')}
              </Button>
            </p>
          )}
        </header>
        <ExportDataset />
        <CodebookFiles />
        {!readOnly && <Annotate />}
        {!readOnly && <Backups />}
        <Health />
      </div>
    </main>
  )
}
