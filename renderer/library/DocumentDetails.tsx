/** A document's metadata, in the inspector: every field is stored when it is left. */
import { Scale, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import type { DocumentDetails as Details } from '../../shared/api/views.ts'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { ActorId, DocumentId } from '../../shared/ids.ts'
import { useParley, useSession } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { SavedField } from '../ui/fields.tsx'
import { Empty, Loading } from '../ui/states.tsx'
import { PickMany } from '../ui/PickField.tsx'
import { t } from '../ui/words.ts'
import { AttributeFields } from './AttributeFields.tsx'
import { askDelete, setProgress } from './documentActions.ts'
import { DocumentFacts } from './DocumentFacts.tsx'
import { DocumentPick } from './DocumentPick.tsx'
import { ProgressField } from './ProgressField.tsx'
import { SavedSuggestion } from './SuggestField.tsx'
import { useAuthorChoices } from './useAuthorChoices.tsx'
import { useDetails, useOverview } from './useOverview.ts'
import './library.css'

/** A date as precise as it is known; '' is none. */
export const isDocumentDate = (date: string): boolean => /^(\d{4}(-\d{2}(-\d{2})?)?)?$/.test(date)

/** Asks for the document by its id and follows its changes; its text is not asked for. */
export function DocumentDetails({ id }: { readonly id: DocumentId }) {
  const found = useDetails([id])
  if (found === null) return <Loading />
  const [document] = found
  return document ? (
    <Fields key={document.id} document={document} />
  ) : (
    <Empty what={t('library.meta.gone')} next={t('library.meta.goneNext')} small />
  )
}

function Fields({ document }: { readonly document: Details }) {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  const overview = useOverview()
  const { choices, createAuthor } = useAuthorChoices()
  const [wrongDate, setWrongDate] = useState(false)
  const seen = seenOf({ kind: 'document', id: document.id, heads: document.heads })
  const change = (fields: Omit<CommandInput<'document.change'>, 'documents'>): void =>
    void run(parley, 'document.change', { documents: [document.id], ...fields }, seen)
  const changeAuthors = (authors: readonly ActorId[]): void =>
    change({
      addAuthors: authors.filter((id) => !document.authors.includes(id)),
      removeAuthors: document.authors.filter((id) => !authors.includes(id))
    })
  const changeGroup = (group: string): void =>
    void run(parley, 'document.place', { documents: [document.id], group, before: null }, seen)
  const groups = (overview?.groups ?? []).map(({ name }) => name).filter((name) => name !== '')

  return (
    <>
      {document.joined && (
        <p className="library-note">
          <span>{t('library.meta.joinedInto', { title: document.joined.title })}</span>
          {!readOnly && (
            <Button
              size="small"
              onPress={() =>
                void runUndoably(parley, 'document.join', { document: document.id, into: null }, seen)
              }
            >
              {t('library.menuUnjoin')}
            </Button>
          )}
        </p>
      )}
      {document.length === null && <p className="library-note">{t('library.toArriveNext')}</p>}
      {document.conflicts.length > 0 && (
        <p className="library-note">
          <span>{t('library.meta.conflicts', { count: document.conflicts.length })}</span>
          <Button
            size="small"
            icon={Scale}
            onPress={() =>
              parley.workspace.setState({
                dialog: { kind: 'settle', record: { kind: 'document', id: document.id } }
              })
            }
          >
            {t('codebook.settle')}
          </Button>
        </p>
      )}
      <SavedField
        label={t('library.meta.title')}
        value={document.title}
        onSave={(title) => change({ title })}
        required
        readOnly={readOnly}
      />
      {document.progress && (
        <ProgressField
          progress={document.progress}
          disabled={readOnly}
          onChange={(state) => void setProgress(parley, [document.id], state)}
        />
      )}
      <PickMany
        label={t('library.meta.authors')}
        choices={choices}
        values={document.authors}
        readOnly={readOnly}
        onChange={changeAuthors}
        onCreate={(name) => void createAuthor(name).then((id) => id && change({ addAuthors: [id] }))}
      />
      <SavedField
        label={t('library.meta.date')}
        help={t(wrongDate ? 'library.meta.dateWrong' : 'library.meta.dateHelp')}
        value={document.date}
        readOnly={readOnly}
        onSave={(date) => {
          setWrongDate(!isDocumentDate(date))
          if (isDocumentDate(date)) change({ date })
        }}
      />
      <SavedSuggestion
        label={t('library.meta.kind')}
        placeholder={t('library.meta.kindPlaceholder')}
        value={document.kind}
        suggestions={overview?.kinds ?? []}
        onSave={(kind) => change({ kind })}
        readOnly={readOnly}
      />
      <SavedSuggestion
        label={t('library.group')}
        placeholder={t('library.noGroup')}
        value={document.group}
        suggestions={groups}
        onSave={changeGroup}
        readOnly={readOnly}
      />
      <SavedField
        label={t('library.meta.source')}
        value={document.source}
        onSave={(source) => change({ source })}
        readOnly={readOnly}
      />
      <SavedField
        label={t('library.meta.url')}
        value={document.url}
        onSave={(url) => change({ url })}
        readOnly={readOnly}
      />
      <SavedField
        label={t('library.meta.notes')}
        value={document.notes}
        onSave={(notes) => change({ notes })}
        prose
        readOnly={readOnly}
      />
      <AttributeFields
        attributes={document.attributes}
        names={overview?.attributes ?? []}
        readOnly={readOnly}
        onChange={(setAttributes) => change({ setAttributes })}
      />
      <div className="with-clear">
        {readOnly ? (
          document.draftOf && <span>{t('library.meta.draftOfIs', { title: document.draftOf.title })}</span>
        ) : (
          <DocumentPick
            key={document.draftOf?.id ?? ''}
            label={t('library.meta.draftOf')}
            value={document.draftOf}
            placeholder={t('library.meta.noDraft')}
            but={[document.id]}
            onChange={({ id }) => change({ draftOf: id })}
          />
        )}
        {document.draftOf && !readOnly && (
          <IconButton
            label={t('library.meta.notADraft')}
            icon={X}
            size="small"
            onPress={() => change({ draftOf: null })}
          />
        )}
      </div>
      <DocumentFacts document={document} onOpen={(id) => void openDocument(parley, id)} />
      {!readOnly && (
        <div className="inspector-actions">
          <Button look="danger" icon={Trash2} onPress={() => void askDelete(parley, [document.id])}>
            {t('library.meta.delete')}
          </Button>
        </div>
      )}
    </>
  )
}
