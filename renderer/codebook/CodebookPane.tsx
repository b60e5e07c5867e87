/** The codebook: issues, stances, actors and coders, each a list of its own. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCodebook, useParley, useSession } from '../state/parley.ts'
import { isReadOnly } from '../state/session.ts'
import { rememberPane } from '../state/settings.ts'
import { IconButton } from '../ui/Button.tsx'
import { SearchField, Segments } from '../ui/fields.tsx'
import { Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { ActorList } from './ActorList.tsx'
import { CoderList } from './CoderList.tsx'
import { IssueTree } from './IssueTree.tsx'
import { NewRecord } from './NewRecord.tsx'
import { StanceList } from './StanceList.tsx'
import './codebook.css'

export const parts = ['issues', 'stances', 'actors', 'coders'] as const
export type Part = (typeof parts)[number]

/** Enter or a click shows an entry in the inspector. */
export function CodebookPane() {
  const parley = useParley()
  const remembered = useSession((state) => state.settings.panes['codebookPart'])
  const part = parts.find((one) => one === remembered) ?? 'issues'
  const readOnly = useSession((state) => isReadOnly(state.project))
  const loaded = useCodebook((state) => state.loaded)
  const size = useCodebook((state) => state.codebook[part].length)
  const [words, setWords] = useState('')
  const [adding, setAdding] = useState(false)
  return (
    <section className="pane" data-pane="codebook" aria-labelledby="codebook-heading">
      <div className="pane-head">
        <h2 id="codebook-heading">{t('codebook.title')}</h2>
        {!readOnly && (
          <IconButton
            label={t(`codebook.new.${part}`)}
            icon={Plus}
            size="small"
            onPress={() => setAdding(true)}
          />
        )}
      </div>
      <div className="pane-tools parts">
        <Segments
          label={t('codebook.part')}
          value={part}
          onChange={(next) => {
            rememberPane(parley, 'codebookPart', next)
            setWords('')
            setAdding(false)
          }}
          choices={parts.map((one) => ({ key: one, name: t(`codebook.parts.${one}`) }))}
        />
      </div>
      {(size > 9 || words !== '') && (
        <div className="pane-tools">
          <SearchField label={t('codebook.search')} value={words} onChange={setWords} />
        </div>
      )}
      {adding && <NewRecord part={part} onClose={() => setAdding(false)} />}
      <div className="pane-list codebook-list">
        {!loaded && <Loading />}
        {loaded && part === 'issues' && <IssueTree words={words} onAdd={() => setAdding(true)} />}
        {loaded && part === 'stances' && <StanceList words={words} />}
        {loaded && part === 'actors' && <ActorList words={words} onAdd={() => setAdding(true)} />}
        {loaded && part === 'coders' && <CoderList words={words} />}
      </div>
    </section>
  )
}
