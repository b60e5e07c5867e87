/** A line of text with suggestions: what is typed counts, picked or not. */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import {
  Button as AriaButton,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text
} from 'react-aria-components'
import { classes } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'

type SuggestFieldProps = {
  readonly label: string
  readonly value: string
  readonly suggestions: readonly string[]
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly onEnter?: () => void
  readonly help?: string
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly readOnly?: boolean
  readonly clean?: boolean
  /** True where the label is read out but not shown. */
  readonly bare?: boolean
}

/** Typing narrows the suggestions; Enter takes what stands there. */
export function SuggestField(props: SuggestFieldProps) {
  const { label, value, suggestions, onChange, onBlur, onEnter, bare } = props
  const [isOpen, setOpen] = useState(false)
  const words = value.trim().toLowerCase()
  const isWhole = suggestions.some((one) => one.toLowerCase() === words)
  const offered = suggestions
    .filter((one) => words === '' || isWhole || one.toLowerCase().includes(words))
    .map((name) => ({ id: name, name }))
  return (
    <ComboBox
      className={classes('field', props.clean && 'clean')}
      {...(bare ? { 'aria-label': label } : {})}
      items={offered}
      inputValue={value}
      onInputChange={onChange}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key))
      }}
      onOpenChange={setOpen}
      allowsCustomValue
      menuTrigger="input"
      isReadOnly={props.readOnly ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(onBlur ? { onBlur } : {})}
      {...(props.clean ? { 'data-clean': '' } : {})}
      onKeyDown={(press) => {
        if (press.key === 'Enter' && !isOpen) onEnter?.()
        else press.continuePropagation()
      }}
    >
      {!bare && <Label>{label}</Label>}
      <div className="combo">
        <Input className="input" placeholder={props.placeholder ?? ''} dir="auto" />
        {suggestions.length > 0 && !props.readOnly && (
          <AriaButton className="button quiet icon small" aria-label={t('ui.showAll')}>
            <ChevronDown size={14} aria-hidden />
          </AriaButton>
        )}
      </div>
      {props.help && (
        <Text slot="description" className="help">
          {props.help}
        </Text>
      )}
      <Popover className="popover" offset={4}>
        <ListBox<{ readonly id: string; readonly name: string }> className="options" aria-label={label}>
          {(choice) => (
            <ListBoxItem className="option" id={choice.id} textValue={choice.name}>
              <span className="ellipsis" dir="auto">
                {choice.name}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

type SavedSuggestionProps = Omit<SuggestFieldProps, 'onChange' | 'onBlur' | 'onEnter' | 'clean'> & {
  /** Called with what was written when the field is left or Enter is pressed, if it changed. */
  readonly onSave: (value: string) => void
}

/** The same, stored when it is left. */
export function SavedSuggestion({ value, onSave, ...rest }: SavedSuggestionProps) {
  const [draft, setDraft] = useState(value)
  const [stored, setStored] = useState(value)
  if (stored !== value) {
    setStored(value)
    setDraft(value)
  }
  const save = (): void => {
    if (draft.trim() !== value) onSave(draft.trim())
  }
  return (
    <SuggestField
      {...rest}
      value={draft}
      onChange={setDraft}
      onBlur={save}
      onEnter={save}
      clean={draft === value}
    />
  )
}
