/** A document's metadata, in the inspector: every field is stored when it is left. */
import { ArrowDown, ArrowUp, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import type { DocumentView } from '../../shared/api/views.ts'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { ActorId, DocumentId } from '../../shared/ids.ts'
import { useCodebook, useParley, useSession } from '../state/parley.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { useDocument } from '../state/useDocument.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { safeColour } from '../ui/colour.ts'
import { SavedField, TextField } from '../ui/fields.tsx'
import { formatNumber } from '../ui/format.ts'
import { PickMany } from '../ui/PickField.tsx'
import { Loading } from '../ui/states.tsx'
import { t } from '../ui/words.ts'
import './library.css'

/** Reads the document by its id and follows its changes. */
export function DocumentDetails({ id }: { readonly id: DocumentId }) {
  const document = useDocument(id)
  return document ? <Fields key={document.id} document={document} /> : <Loading />
}

function Fields({ document }: { readonly document: DocumentView }) {
  const parley = useParley()
  const readOnly = useSession((state) => isReadOnly(state.project))
  const actors = useCodebook((state) => state.codebook.actors)
  const [wrongDate, setWrongDate] = useState(false)
  const seen = seenOf({ kind: 'document', id: document.id, heads: document.heads })
  const change = (fields: Omit<CommandInput<'document.change'>, 'documents'>): void =>
    void run(parley, 'document.change', { documents: [document.id], ...fields }, seen)
  const choices = actors
    .filter((actor) => actor.joinedInto === null)
    .map((actor) => ({
      key: actor.id,
      name: actor.name,
      mark: <span className="swatch round" style={{ color: safeColour(actor.colour) }} />
    }))

  const createAuthor = async (name: string): Promise<void> => {
    const answer = await run(parley, 'actor.create', { name })
    const made = answer.ok ? answer.value.made[0] : undefined
    if (made) change({ authors: [...document.authors, made.id as ActorId] })
  }
  const place = async (way: 'up' | 'down'): Promise<void> => {
    const answer = await parley.client.call('documents.page', { sort: 'place', limit: 1000 })
    if (!answer.ok) return
    const others = answer.value.documents
    const at = others.findIndex((one) => one.id === document.id)
    const to = way === 'up' ? others[at - 1] : others[at + 1]
    if (at < 0 || !to) return
    const before = way === 'up' ? to.id : (others[at + 2]?.id ?? null)
    await run(parley, 'document.place', { documents: [document.id], group: document.group, before }, seen)
  }
  const askDelete = (): void =>
    parley.workspace.setState({
      dialog: {
        kind: 'confirm',
        title: t('library.meta.deleteTitle', { title: document.title }),
        consequence:
          document.annotations === 0
            ? t('library.meta.deleteNone')
            : t('library.meta.deleteWith', { count: document.annotations }),
        verb: t('library.meta.deleteVerb'),
        run: () => void runUndoably(parley, 'document.delete', { documents: [document.id] }, seen)
      }
    })

  return (
    <>
      <SavedField
        label={t('library.meta.title')}
        value={document.title}
        onSave={(title) => change({ title })}
        required
        readOnly={readOnly}
      />
      <PickMany
        label={t('library.meta.authors')}
        choices={choices}
        values={document.authors}
        readOnly={readOnly}
        onChange={(authors) => change({ authors: [...authors] })}
        onCreate={(name) => void createAuthor(name)}
      />
      <SavedField
        label={t('library.meta.date')}
        help={t(wrongDate ? 'library.meta.dateWrong' : 'library.meta.dateHelp')}
        value={document.date}
        readOnly={readOnly}
        onSave={(date) => {
          const isRight = /^(\d{4}(-\d{2}(-\d{2})?)?)?$/.test(date)
          setWrongDate(!isRight)
          if (isRight) change({ date })
        }}
      />
      <SavedField
        label={t('library.meta.kind')}
        placeholder={t('library.meta.kindPlaceholder')}
        value={document.kind}
        onSave={(kind) => change({ kind })}
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
      <Attributes
        attributes={document.attributes}
        readOnly={readOnly}
        onChange={(attributes) => change({ attributes })}
      />
      <dl className="details">
        <dt>{t('library.meta.length')}</dt>
        <dd className="tabular">
          {document.length === null
            ? t('library.toArrive')
            : t('library.meta.lengthIs', { count: document.length })}
        </dd>
        <dt>{t('library.meta.annotations')}</dt>
        <dd className="tabular">{formatNumber(document.annotations)}</dd>
        {document.original && (
          <>
            <dt>{t('library.meta.original')}</dt>
            <dd>
              {t('library.meta.originalIs', {
                name: document.original.name,
                format: document.original.format.toUpperCase(),
                encoding: document.original.encoding
              })}
            </dd>
          </>
        )}
      </dl>
      {!readOnly && (
        <div className="inspector-actions">
          <IconButton label={t('library.meta.up')} icon={ArrowUp} onPress={() => void place('up')} />
          <IconButton label={t('library.meta.down')} icon={ArrowDown} onPress={() => void place('down')} />
          <Button look="danger" icon={Trash2} onPress={askDelete}>
            {t('library.meta.delete')}
          </Button>
        </div>
      )}
    </>
  )
}

type AttributesProps = {
  readonly attributes: Readonly<Record<string, string>>
  readonly readOnly: boolean
  readonly onChange: (attributes: Record<string, string>) => void
}

function Attributes({ attributes, readOnly, onChange }: AttributesProps) {
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const names = Object.keys(attributes).toSorted()
  if (readOnly && names.length === 0) return null
  const add = (): void => {
    if (name.trim() === '') return
    onChange({ ...attributes, [name.trim()]: value })
    setName('')
    setValue('')
  }
  return (
    <fieldset className="attributes">
      <legend className="label">{t('library.meta.attributes')}</legend>
      {names.map((one) => (
        <div className="attribute" key={one}>
          <span className="ellipsis">{one}</span>
          <SavedField
            label={one}
            value={attributes[one] ?? ''}
            readOnly={readOnly}
            onSave={(next) => onChange({ ...attributes, [one]: next })}
          />
          {!readOnly && (
            <IconButton
              label={t('library.meta.removeAttribute', { name: one })}
              icon={X}
              onPress={() =>
                onChange(Object.fromEntries(Object.entries(attributes).filter(([other]) => other !== one)))
              }
            />
          )}
        </div>
      ))}
      {!readOnly && (
        <div className="attribute">
          <TextField label={t('library.meta.attributeName')} value={name} onChange={setName} onEnter={add} />
          <TextField
            label={t('library.meta.attributeValue')}
            value={value}
            onChange={setValue}
            onEnter={add}
          />
          <Button onPress={add} isDisabled={name.trim() === ''}>
            {t('library.meta.addAttribute')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
