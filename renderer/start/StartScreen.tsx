/** What is shown while no project is open: recent projects, and ways to a new one. */
import { FilePlus2, FolderOpen, Sparkles, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RecentProject } from '../../shared/api/views.ts'
import { useParley } from '../state/parley.ts'
import { chooseProject, openProject, openSample } from '../state/project.ts'
import { toast } from '../state/tell.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { formatMoment } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import './start.css'

/** The start screen: one column, the recent projects below what can be done. */
export function StartScreen() {
  const parley = useParley()
  const [recents, setRecents] = useState<readonly RecentProject[] | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    void parley.client.call('recent.list', {}).then((answer) => {
      setRecents(answer.ok ? answer.value : [])
      if (!answer.ok) toast(parley, answer.problem)
    })
  }, [parley])

  const during = async (work: Promise<unknown>): Promise<void> => {
    setBusy(true)
    await work
    setBusy(false)
  }
  const forget = async (project: RecentProject): Promise<void> => {
    const answer = await parley.client.call('recent.forget', { handle: project.handle })
    if (answer.ok) setRecents((list) => (list ?? []).filter((one) => one.handle !== project.handle))
    else toast(parley, answer.problem)
  }

  return (
    <main className="start" data-pane="start" aria-busy={busy}>
      <div className="start-column">
        <header>
          <Mark />
          <h1>{t('start.heading')}</h1>
          <p className="soft">{t('start.tagline')}</p>
        </header>
        <div className="start-actions">
          <Button
            look="primary"
            size="large"
            icon={FilePlus2}
            isDisabled={busy}
            onPress={() => parley.workspace.setState({ dialog: { kind: 'newProject' } })}
          >
            {t('start.new')}
          </Button>
          <Button
            size="large"
            icon={FolderOpen}
            isDisabled={busy}
            onPress={() => void during(chooseProject(parley))}
          >
            {t('start.open')}
          </Button>
        </div>
        <section className="start-sample">
          <Button
            look="quiet"
            size="large"
            icon={Sparkles}
            isDisabled={busy}
            onPress={() => void during(openSample(parley))}
          >
            {t('start.sample')}
          </Button>
          <p className="faint">{t('start.sampleHint')}</p>
        </section>
        <section aria-labelledby="recent-heading" className="start-recent">
          <h2 id="recent-heading">{t('start.recent')}</h2>
          {recents !== null && recents.length === 0 && <p className="faint">{t('start.noRecent')}</p>}
          <ul aria-labelledby="recent-heading">
            {(recents ?? []).map((project) => (
              <li key={project.handle} className="recent">
                <button
                  type="button"
                  className="recent-open"
                  disabled={project.state === 'gone' || busy}
                  onClick={() => void during(openProject(parley, project.handle))}
                >
                  <span className="recent-name ellipsis">{project.name}</span>
                  <span className="faint ellipsis">
                    {project.fileName}{' '}
                    {project.folder !== '' && t('start.inFolder', { folder: project.folder })}
                  </span>
                  <span className="recent-state faint tabular">
                    {project.state === 'here' ? (
                      t('start.opened', { when: formatMoment(project.opened) })
                    ) : (
                      <>
                        <TriangleAlert size={13} aria-hidden />{' '}
                        {t(project.state === 'gone' ? 'start.gone' : 'start.afterCrash')}
                      </>
                    )}
                  </span>
                </button>
                <IconButton
                  label={t('start.forget', { name: project.name })}
                  icon={X}
                  size="small"
                  onPress={() => void forget(project)}
                />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  )
}

/** Parley's sign: two passages of a text that speak to one another. */
function Mark() {
  return (
    <svg className="mark" width="44" height="44" viewBox="0 0 44 44" aria-hidden>
      <rect x="4" y="9" width="26" height="11" rx="5.5" fill="var(--stance-supports)" />
      <rect x="14" y="24" width="26" height="11" rx="5.5" fill="var(--stance-opposes)" />
    </svg>
  )
}
