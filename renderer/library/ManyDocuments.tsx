/** Several documents at once, in the inspector: what is set here is set in all of them, in one batch. */
import { Folder, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { DocumentDetails } from '../../shared/api/views.ts'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { ActorId, DocumentId } from '../../shared/ids.ts'
import { useParley, useSession } from '../state/parley.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { Button } from '../ui/Button.tsx'
import { SavedField } from '../ui/fields.tsx'
import { PickMany } from '../ui/PickField.tsx'
import { Empty, Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import { AttributeFields } from './AttributeFields.tsx'
import { askDelete, setProgress } from './documentActions.ts'
import { isDocumentDate } from './DocumentDetails.tsx'
import { allAlike, attributesOfAll, authorsOfAll } from './manyValues.ts'
import { ProgressField } from './ProgressField.tsx'
import { SavedSuggestion } from './SuggestField.tsx'
import { useAuthorChoices } from './useAuthorChoices.tsx'
import { useDetails, useOverview } from './useOverview.ts'
import './library.css'

/** Values that differ say so and stay as they are until one is written. */
export function ManyDocuments({ ids }: { readonly ids: readonly DocumentId[] }) {
  const documents = useDetails(ids)
  if (documents === null) return <Loading />
  if (documents.length === 0)
    return <Empty what={t('library.meta.gone')} next={t('library.meta.goneNext')} small />
  return <Fields documents={documents} />
}

function Fields({ documents }: { readonly documents: readonly DocumentDetails[] }) {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  const overview = useOverview()
  const { choices, createAuthor } = useAuthorChoices()
  const [wrongDate, setWrongDate] = useState(false)
  const ids = documents.map(({ id }) => id)
  const seen = seenOf(...documents.map(({ id, heads }) => ({ kind: 'document', id, heads })))
  const change = (fields: Omit<CommandInput<'document.change'>, 'documents'>): void =>
    void runUndoably(parley, 'document.change', { documents: ids, ...fields }, seen)
  const authors = authorsOfAll(documents)
  const mixed = (value: string | null): string => (value === null ? t('library.many.mixed') : '')
  const field = (name: 'date' | 'kind' | 'source' | 'group') => allAlike(documents, (one) => one[name])
  const date = field('date')
  const kind = field('kind')
  const source = field('source')
  const group = field('group')
  const progress = allAlike(documents, ({ progress: own }) => own?.state ?? 'new')
  const hasCoder = documents.some((one) => one.progress !== null)

  return (
    <>
      <p className="soft">{t('library.many.intro', { count: documents.length })}</p>
      {hasCoder && (
        <ProgressField
          progress={progress === null ? null : { state: progress, told: true }}
          disabled={readOnly}
          onChange={(state) => void setProgress(parley, ids, state)}
        />
      )}
      <PickMany
        label={t('library.meta.authors')}
        choices={choices.map((choice) => {
          const count = authors.get(choice.key) ?? 0
          return count > 0 && count < documents.length
            ? {
                ...choice,
                name: t('library.many.inSome', { name: choice.name, count, all: documents.length })
              }
            : choice
        })}
        values={[...authors.keys()]}
        readOnly={readOnly}
        onChange={(next: readonly ActorId[]) =>
          change({
            addAuthors: next.filter((id) => !authors.has(id)),
            removeAuthors: [...authors.keys()].filter((id) => !next.includes(id))
          })
        }
        onCreate={(name) => void createAuthor(name).then((id) => id && change({ addAuthors: [id] }))}
      />
      <SavedField
        label={t('library.meta.date')}
        help={t(wrongDate ? 'library.meta.dateWrong' : 'library.meta.dateHelp')}
        value={date ?? ''}
        placeholder={mixed(date)}
        readOnly={readOnly}
        onSave={(next) => {
          setWrongDate(!isDocumentDate(next))
          if (isDocumentDate(next)) change({ date: next })
        }}
      />
      <SavedSuggestion
        label={t('library.meta.kind')}
        placeholder={kind === null ? mixed(kind) : t('library.meta.kindPlaceholder')}
        value={kind ?? ''}
        suggestions={overview?.kinds ?? []}
        onSave={(next) => change({ kind: next })}
        readOnly={readOnly}
      />
      <SavedField
        label={t('library.meta.source')}
        value={source ?? ''}
        placeholder={mixed(source)}
        onSave={(next) => change({ source: next })}
        readOnly={readOnly}
      />
      <SavedSuggestion
        label={t('library.group')}
        placeholder={group === null ? mixed(group) : t('library.noGroup')}
        value={group ?? ''}
        suggestions={(overview?.groups ?? []).map(({ name }) => name).filter((name) => name !== '')}
        onSave={(name) =>
          void run(parley, 'document.place', { documents: ids, group: name, before: null }, seen)
        }
        readOnly={readOnly}
      />
      <AttributeFields
        attributes={attributesOfAll(documents)}
        names={overview?.attributes ?? []}
        readOnly={readOnly}
        onChange={(setAttributes) => change({ setAttributes })}
      />
      {!readOnly && (
        <div className="inspector-actions">
          <Button
            icon={Folder}
            onPress={() => parley.workspace.setState({ dialog: { kind: 'groupDocuments', ids } })}
          >
            {t('library.menuGroup')}
          </Button>
          <Button look="danger" icon={Trash2} onPress={() => void askDelete(parley, ids)}>
            {t('library.menuDelete', { count: ids.length })}
          </Button>
        </div>
      )}
    </>
  )
}
