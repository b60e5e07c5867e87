/** What goes into a copy: for what, which documents, whose annotations, for whom, original files. */
import type { CoderId } from '../../../shared/ids.ts'
import { useCodebook, useSession } from '../../state/parley.ts'
import { isReadOnly } from '../../state/session.ts'
import { Segments, SelectField, TextField, Tick } from '../../ui/fields.tsx'
import { t } from '../../ui/words.ts'
import type { ShareChoice } from './choice.ts'
import { DocumentChoice } from './DocumentChoice.tsx'

type OptionsProps = {
  readonly choice: ShareChoice
  readonly onChange: (change: Partial<ShareChoice>) => void
  /** Enter in a name that is written. */
  readonly onEnter: () => void
}

export function Options({ choice, onChange, onEnter }: OptionsProps) {
  return (
    <div className="share-options">
      <div className="share-option">
        <Segments
          label={t('share.kind')}
          bare={false}
          value={choice.kind}
          onChange={(kind) => onChange({ kind })}
          choices={[
            { key: 'code', name: t('share.kinds.code') },
            { key: 'publish', name: t('share.kinds.publish') }
          ]}
        />
        <p className="help faint">{t(`share.kindHelp.${choice.kind}`)}</p>
      </div>
      <div className="share-option">
        <Segments
          label={t('share.documents')}
          bare={false}
          value={choice.documents === null ? 'all' : 'some'}
          onChange={(which) => onChange({ documents: which === 'all' ? null : new Set() })}
          choices={[
            { key: 'all', name: t('share.documentChoices.all') },
            { key: 'some', name: t('share.documentChoices.some') }
          ]}
        />
        {choice.documents && (
          <DocumentChoice ticked={choice.documents} onTick={(documents) => onChange({ documents })} />
        )}
      </div>
      <Whose choice={choice} onChange={onChange} />
      {choice.kind === 'code' && <ForWhom choice={choice} onChange={onChange} onEnter={onEnter} />}
      <div className="share-option">
        <Tick
          on={choice.originals}
          onChange={(originals) => onChange({ originals })}
          help={t('share.originalsHelp')}
        >
          {t('share.originals')}
        </Tick>
      </div>
    </div>
  )
}

function Whose({ choice, onChange }: Omit<OptionsProps, 'onEnter'>) {
  const coders = useCoders()
  const me = useSession((state) => state.project?.coder ?? null)
  const keys = ['all', ...(me === null ? [] : ['notMine' as const]), 'none', 'some'] as const
  return (
    <div className="share-option">
      <SelectField
        label={t('share.annotations')}
        value={choice.annotations}
        onChange={(annotations) => onChange({ annotations })}
        choices={keys.map((key) => ({ key, name: t(`share.annotationChoices.${key}`) }))}
      />
      {choice.annotations === 'some' && (
        <div className="share-coders" role="group" aria-label={t('share.coderList')}>
          {coders.map(({ id, name }) => (
            <Tick
              key={id}
              on={choice.coders.has(id)}
              onChange={(on) => {
                const next = new Set(choice.coders)
                if (on) next.add(id)
                else next.delete(id)
                onChange({ coders: next })
              }}
            >
              <span dir="auto">{name}</span>
            </Tick>
          ))}
        </div>
      )}
      <p className="help faint">
        {t(choice.annotations === 'all' ? 'share.annotationHelp.all' : 'share.annotationHelp.withheld')}
      </p>
    </div>
  )
}

function ForWhom({ choice, onChange, onEnter }: OptionsProps) {
  const coders = useCoders()
  const readOnly = useSession((state) => isReadOnly(state.project))
  return (
    <div className="share-option">
      <SelectField<CoderId | 'nobody' | 'new'>
        label={t('share.forWhom')}
        value={choice.coder}
        onChange={(coder) => onChange({ coder })}
        choices={[
          { key: 'nobody', name: t('share.nobody') },
          ...coders.filter(({ kind }) => kind === 'person').map(({ id, name }) => ({ key: id, name })),
          ...(readOnly ? [] : [{ key: 'new' as const, name: t('share.somebodyNew') }])
        ]}
      />
      {choice.coder === 'new' && (
        <TextField
          label={t('share.newName')}
          value={choice.newName}
          onChange={(newName) => onChange({ newName })}
          help={t('share.newNameHelp')}
          onEnter={onEnter}
          autoFocus
        />
      )}
      {choice.coder !== 'new' && choice.coder !== 'nobody' && (
        <p className="help faint">{t('share.forHelp')}</p>
      )}
    </div>
  )
}

function useCoders() {
  return useCodebook((state) => state.codebook.coders).filter(({ joinedInto }) => joinedInto === null)
}
