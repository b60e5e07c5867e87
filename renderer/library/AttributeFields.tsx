/** Free attributes of a document: added, renamed, changed, removed; names that others use are proposed. */
import { X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../ui/Button.tsx'
import { SavedField, TextField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { SuggestField } from './SuggestField.tsx'

type AttributesProps = {
  /** Null: not the same in all documents. */
  readonly attributes: Readonly<Record<string, string | null>>
  /** In use anywhere in the project. */
  readonly names: readonly string[]
  readonly readOnly: boolean
  /** Those named change, null takes one away; the others stay. */
  readonly onChange: (set: Record<string, string | null>) => void
}

export function AttributeFields({ attributes, names, readOnly, onChange }: AttributesProps) {
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const own = Object.keys(attributes).toSorted()
  if (readOnly && own.length === 0) return null
  const wanted = name.trim()
  const isThere = own.includes(wanted)
  const add = (): void => {
    if (wanted === '' || isThere) return
    onChange({ [wanted]: value })
    setName('')
    setValue('')
  }
  return (
    <fieldset className="attributes">
      <legend className="label">{t('library.meta.attributes')}</legend>
      {own.map((one) => (
        <div className="attribute" key={one}>
          <SavedField
            label={t('library.meta.attributeName')}
            value={one}
            required
            readOnly={readOnly || attributes[one] === null}
            onSave={(next) => {
              if (!own.includes(next)) onChange({ [one]: null, [next]: attributes[one] ?? '' })
            }}
          />
          <SavedField
            label={one}
            value={attributes[one] ?? ''}
            placeholder={attributes[one] === null ? t('library.many.mixed') : ''}
            readOnly={readOnly}
            onSave={(next) => onChange({ [one]: next })}
          />
          {!readOnly && (
            <IconButton
              label={t('library.meta.removeAttribute', { name: one })}
              icon={X}
              size="small"
              onPress={() => onChange({ [one]: null })}
            />
          )}
        </div>
      ))}
      {!readOnly && (
        <div className="attribute new">
          <SuggestField
            label={t('library.meta.attributeName')}
            value={name}
            suggestions={names.filter((one) => !own.includes(one))}
            onChange={setName}
            onEnter={add}
            {...(isThere ? { help: t('library.meta.attributeThere') } : {})}
          />
          <TextField
            label={t('library.meta.attributeValue')}
            value={value}
            onChange={setValue}
            onEnter={add}
          />
          <Button onPress={add} isDisabled={wanted === '' || isThere}>
            {t('library.meta.addAttribute')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
