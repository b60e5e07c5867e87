/** A name and a colour for a search: saved anew, or changed. */
import { useState, type KeyboardEvent } from 'react'
import { nextColour } from '../../shared/model/palette.ts'
import { useFilters, useParley } from '../state/parley.ts'
import { changeSearch, saveSearch, savedSearchesOf, type SavedSearch } from '../state/savedSearches.ts'
import type { Asking } from '../state/search.ts'
import { announce } from '../state/tell.ts'
import { Button } from '../ui/Button.tsx'
import { ColourField } from '../ui/ColourField.tsx'
import { TextField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'

type SaveSearchProps = {
  readonly asking: Asking
  /** The saved one to be changed. */
  readonly saved?: SavedSearch
  readonly onClose: () => void
}

/** Enter saves, Esc leaves everything as it was. */
export function SaveSearch({ asking, saved, onClose }: SaveSearchProps) {
  const parley = useParley()
  const filters = useFilters((state) => state.filters)
  const [name, setName] = useState(saved?.name ?? asking.text.slice(0, 200))
  const [colour, setColour] = useState(
    () => saved?.colour ?? nextColour(savedSearchesOf(filters).map((one) => one.colour))
  )
  const title = t(saved ? 'search.saving.change' : 'search.saving.title')
  const save = async (): Promise<void> => {
    const given = name.trim()
    if (given === '') return
    if (saved) await changeSearch(parley, saved, { name: given, colour })
    else if (await saveSearch(parley, { name: given, asking, colour }))
      announce(parley, t('search.saving.done', { name: given }))
    onClose()
  }
  const escape = (press: KeyboardEvent): void => {
    if (press.key !== 'Escape') return
    press.preventDefault()
    press.stopPropagation()
    onClose()
  }
  return (
    <form
      className="search-saving"
      aria-label={title}
      onKeyDown={escape}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={t('search.saving.name')}
        value={name}
        onChange={setName}
        autoFocus
        onEscape={onClose}
      />
      <ColourField label={t('search.saving.colour')} value={colour} onChange={setColour} />
      <div className="search-saving-buttons">
        <Button size="small" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" look="primary" type="submit" isDisabled={name.trim() === ''}>
          {t('search.saving.store')}
        </Button>
      </div>
    </form>
  )
}
