/** The fields of an annotation, the same in the tag box and in the inspector. */
import { useMemo, useState } from 'react'
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { X } from 'lucide-react'
import type { ActorView, AnnotationView, CodebookView } from '../../shared/api/views.ts'
import type { ActorId, StanceId } from '../../shared/ids.ts'
import { certainties } from '../../shared/model/records.ts'
import { safeColour } from '../ui/colour.ts'
import { stanceGlyph } from '../ui/stance.ts'
import { t } from '../ui/words.ts'
import { offerActors } from './issueSearch.ts'
import { inkLook, stanceColour } from './looks.ts'
import { Picker } from './Picker.tsx'
import { actorName } from './says.ts'

type Field<T> = {
  readonly value: T
  readonly onChange: (value: T) => void
  readonly codebook: CodebookView
  readonly isDisabled?: boolean
}

/** The stance: a row of glyphs and words, each with its digit; taking the one that holds again takes it away. */
export function StanceField({
  value,
  onChange,
  codebook,
  isDisabled = false
}: Field<AnnotationView['stance']>) {
  const stances = codebook.stances.filter((stance) => !stance.retired || stance.id === value)
  return (
    <ToggleButtonGroup
      className="choices"
      aria-label={t('document.fields.stance')}
      selectionMode="single"
      isDisabled={isDisabled}
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) => onChange(([...keys][0] as StanceId | undefined) ?? null)}
    >
      {stances.map((stance) => (
        <ToggleButton
          key={stance.id}
          id={stance.id}
          className="choice stance-choice"
          style={{ '--stance': inkLook(stanceColour(codebook, stance.id)) } as React.CSSProperties}
        >
          <b aria-hidden>{stanceGlyph(stance.polarity)}</b>
          <span className="choice-word">{stance.label}</span>
          {stance.shortcut !== '' && <kbd aria-hidden>{stance.shortcut}</kbd>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

export function CertaintyField({
  value,
  onChange,
  isDisabled = false
}: Omit<Field<AnnotationView['certainty']>, 'codebook'>) {
  return (
    <ToggleButtonGroup
      className="choices"
      aria-label={t('document.fields.certainty')}
      selectionMode="single"
      isDisabled={isDisabled}
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) => onChange(certainties.find((one) => keys.has(one)) ?? null)}
    >
      {certainties.map((certainty) => (
        <ToggleButton key={certainty} id={certainty} className="choice">
          {t(`document.certainty.${certainty}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

/** Who holds the stance: chips to take away, and a field to find more. */
export function ActorsField({ value, onChange, codebook, isDisabled = false }: Field<readonly ActorId[]>) {
  const [query, setQuery] = useState('')
  const options = useMemo(
    () =>
      offerActors(codebook.actors, query)
        .filter((actor) => !value.includes(actor.id))
        .slice(0, 30),
    [codebook, query, value]
  )
  return (
    <div className="actors" role="group" aria-label={t('document.fields.actors')}>
      {value.map((actor) => (
        <span key={actor} className="chip">
          <ActorSwatch actor={codebook.actors.find((one) => one.id === actor)} />
          <span className="ellipsis">{actorName(codebook, actor)}</span>
          <Button
            className="chip-remove"
            isDisabled={isDisabled}
            aria-label={t('document.fields.removeActor', { name: actorName(codebook, actor) })}
            onPress={() => onChange(value.filter((one) => one !== actor))}
          >
            <X size={12} aria-hidden />
          </Button>
        </span>
      ))}
      <Picker
        label={t('document.fields.addActor')}
        placeholder={t('document.fields.addActor')}
        isDisabled={isDisabled}
        query={query}
        onQuery={setQuery}
        options={options.map((actor) => ({
          id: actor.id,
          content: (
            <>
              <ActorSwatch actor={actor} />
              <span className="ellipsis">{actor.name}</span>
            </>
          )
        }))}
        onPick={(id) => {
          onChange([...value, id as ActorId])
          setQuery('')
        }}
        onKey={(event) => {
          if (event.key !== 'Backspace' || query !== '' || value.length === 0) return false
          onChange(value.slice(0, -1))
          return true
        }}
      />
    </div>
  )
}

function ActorSwatch({ actor }: { readonly actor: ActorView | undefined }) {
  return (
    <span className="swatch round" aria-hidden style={{ color: inkLook(safeColour(actor?.colour ?? '')) }} />
  )
}
