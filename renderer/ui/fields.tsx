/** Fields with a label: one line, prose, a search, a choice, a box to tick. */
import { Check, ChevronDown, Search, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import {
  Button as AriaButton,
  Checkbox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField as AriaSearchField,
  Select,
  SelectValue,
  Text,
  TextArea,
  TextField as AriaTextField,
  ToggleButton,
  ToggleButtonGroup
} from 'react-aria-components'
import { classes } from './Button.tsx'
import { t } from './words.ts'

type TextFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help?: string
  readonly error?: string | null
  readonly prose?: boolean
  readonly placeholder?: string
  readonly readOnly?: boolean
  readonly autoFocus?: boolean
  readonly onBlur?: () => void
  readonly onEnter?: () => void
  readonly onEscape?: () => void
  /** True while nothing is written that is not stored: Ctrl+Z is then the project's. */
  readonly clean?: boolean
}

/** A line of text, or prose that grows with what is written. */
export function TextField({
  label,
  value,
  onChange,
  help,
  error,
  prose,
  placeholder,
  readOnly,
  autoFocus,
  onBlur,
  onEnter,
  onEscape,
  clean
}: TextFieldProps) {
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isReadOnly={readOnly ?? false}
      isInvalid={Boolean(error)}
      autoFocus={autoFocus ?? false}
      {...(onBlur ? { onBlur } : {})}
      {...(clean ? { 'data-clean': '' } : {})}
      onKeyDown={(press) => {
        if (press.key === 'Enter' && !prose && onEnter) onEnter()
        else if (press.key === 'Escape' && onEscape) onEscape()
        else press.continuePropagation()
      }}
    >
      <Label>{label}</Label>
      {prose ? (
        <TextArea className="input" placeholder={placeholder ?? ''} rows={1} dir="auto" />
      ) : (
        <Input className="input" placeholder={placeholder ?? ''} dir="auto" />
      )}
      {help && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError className="error">{error}</FieldError>
    </AriaTextField>
  )
}

type SavedFieldProps = Pick<
  TextFieldProps,
  'label' | 'help' | 'prose' | 'placeholder' | 'readOnly' | 'autoFocus'
> & {
  /** What is stored. */
  readonly value: string
  /** Called with what was written when the field is left or Enter is pressed, if it changed. */
  readonly onSave: (value: string) => void
  /** True where an empty field goes back to what is stored. */
  readonly required?: boolean
}

/** A field that stores what was written when it is left; Esc goes back to what is stored. */
export function SavedField({ value, onSave, required, ...rest }: SavedFieldProps) {
  const [draft, setDraft] = useState(value)
  const [stored, setStored] = useState(value)
  if (stored !== value) {
    setStored(value)
    setDraft(value)
  }
  const save = (): void => {
    const written = rest.prose ? draft : draft.trim()
    if (written === value) return
    if (required && written === '') return setDraft(value)
    onSave(written)
  }
  return (
    <TextField
      {...rest}
      value={draft}
      onChange={setDraft}
      onBlur={save}
      onEnter={save}
      {...(draft === value ? {} : { onEscape: () => setDraft(value) })}
      clean={draft === value}
    />
  )
}

type SearchFieldProps = {
  readonly label: string
  /** Left out inside an Autocomplete, which holds it. */
  readonly value?: string
  readonly onChange?: (value: string) => void
  readonly placeholder?: string
  readonly autoFocus?: boolean
}

/** What a field says of itself whose list is always open: the keys stay in the field and walk the list. */
export const popupField = { role: 'combobox', 'aria-expanded': true, 'aria-haspopup': 'listbox' } as const

/** A search field; Esc empties it. */
export function SearchField({ label, value, onChange, placeholder, autoFocus }: SearchFieldProps) {
  return (
    <AriaSearchField
      className="search"
      aria-label={label}
      {...(value === undefined ? {} : { value })}
      {...(onChange ? { onChange } : {})}
      autoFocus={autoFocus ?? false}
    >
      <Search size={14} strokeWidth={1.75} aria-hidden />
      <Input
        {...(value === undefined ? popupField : {})}
        className="input"
        placeholder={placeholder ?? label}
        dir="auto"
      />
      <AriaButton className="button quiet icon small" aria-label={t('ui.clear')}>
        <X size={13} aria-hidden />
      </AriaButton>
    </AriaSearchField>
  )
}

export type Choice<K extends string> = {
  readonly key: K
  readonly name: string
  readonly mark?: ReactNode
  readonly hint?: string
}

type ChoiceFieldProps<K extends string> = {
  readonly label: string
  readonly choices: readonly Choice<K>[]
  readonly value: K
  readonly onChange: (key: K) => void
  /** True where the label is read out but not shown. */
  readonly bare?: boolean
  readonly disabled?: boolean
}

/** One of a few, from a list that opens. */
export function SelectField<K extends string>({
  label,
  choices,
  value,
  onChange,
  bare,
  disabled
}: ChoiceFieldProps<K>) {
  const chosen = choices.find((choice) => choice.key === value)
  return (
    <Select
      className="field"
      aria-label={label}
      selectedKey={value}
      onSelectionChange={(key) => {
        const choice = choices.find((one) => one.key === key)
        if (choice) onChange(choice.key)
      }}
      isDisabled={disabled ?? false}
    >
      {!bare && <Label>{label}</Label>}
      <AriaButton className={classes('input', 'select-button', bare && 'compact')}>
        {chosen?.mark}
        <SelectValue className="value ellipsis">{() => chosen?.name ?? ''}</SelectValue>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Popover className="popover" offset={4}>
        <ListBox className="options" items={choices} aria-label={label}>
          {(choice) => (
            <ListBoxItem className="option" id={choice.key} textValue={choice.name}>
              {choice.mark}
              <span className="ellipsis">{choice.name}</span>
              {choice.hint && <span className="hint">{choice.hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}

/** One of a few that are all in sight. */
export function Segments<K extends string>({
  label,
  choices,
  value,
  onChange,
  bare = true,
  disabled
}: ChoiceFieldProps<K>) {
  return (
    <div className="field">
      {!bare && (
        <span className="label" aria-hidden>
          {label}
        </span>
      )}
      <ToggleButtonGroup
        className="segments"
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        isDisabled={disabled ?? false}
        onSelectionChange={(keys) => {
          const choice = choices.find((one) => keys.has(one.key))
          if (choice) onChange(choice.key)
        }}
      >
        {choices.map((choice) => (
          <ToggleButton key={choice.key} id={choice.key} className="segment">
            {choice.mark}
            {choice.name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}

type TickProps = {
  readonly children: ReactNode
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly help?: string
  readonly disabled?: boolean
}

/** A box to tick. */
export function Tick({ children, on, onChange, help, disabled }: TickProps) {
  return (
    <Checkbox className="check" isSelected={on} onChange={onChange} isDisabled={disabled ?? false}>
      <span className="box">
        <Check size={12} strokeWidth={3} aria-hidden />
      </span>
      <span>
        {children}
        {help && <span className="help faint"> {help}</span>}
      </span>
    </Checkbox>
  )
}
