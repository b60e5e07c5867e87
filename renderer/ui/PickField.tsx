/** Fields that pick records by typing: one of many, or several of many. */
import { ChevronDown, X } from 'lucide-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import {
  Button as AriaButton,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Tag,
  TagGroup,
  TagList
} from 'react-aria-components'
import type { Choice } from './fields.tsx'
import { t } from './words.ts'

type PickOneProps<K extends string> = {
  readonly label: string
  readonly choices: readonly Choice<K>[]
  readonly value: K | null
  readonly onChange: (key: K) => void
  readonly placeholder?: string
  readonly autoFocus?: boolean
}

/** One of many: typing narrows the list. */
export function PickOne<K extends string>({
  label,
  choices,
  value,
  onChange,
  placeholder,
  autoFocus
}: PickOneProps<K>) {
  return (
    <ComboBox
      className="field"
      defaultItems={choices}
      selectedKey={value}
      menuTrigger="focus"
      autoFocus={autoFocus ?? false}
      onSelectionChange={(key) => {
        const choice = choices.find((one) => one.key === key)
        if (choice) onChange(choice.key)
      }}
    >
      <Label>{label}</Label>
      <ComboInside placeholder={placeholder ?? ''} />
      <Options label={label} />
    </ComboBox>
  )
}

type PickManyProps<K extends string> = {
  readonly label: string
  readonly choices: readonly Choice<K>[]
  readonly values: readonly K[]
  readonly onChange: (keys: readonly K[]) => void
  readonly placeholder?: string
  readonly readOnly?: boolean
  /** Makes a new one of what was typed; offered where nothing has that name. */
  readonly onCreate?: (name: string) => void
}

/** Several of many: the chosen ones stand above as tags; Delete or a click takes one off. */
export function PickMany<K extends string>({
  label,
  choices,
  values,
  onChange,
  placeholder,
  readOnly,
  onCreate
}: PickManyProps<K>) {
  const [typed, setTyped] = useState('')
  const chosen = values.map((key) => choices.find((choice) => choice.key === key) ?? { key, name: key })
  const words = typed.trim()
  const isNew =
    onCreate !== undefined &&
    words !== '' &&
    !choices.some((choice) => choice.name.toLowerCase() === words.toLowerCase())
  const wanted = words.toLowerCase()
  const matching: Choice<string>[] = choices.filter(
    ({ key, name }) => !values.includes(key) && name.toLowerCase().includes(wanted)
  )
  // The very name comes first: Enter takes it.
  const isExact = ({ name }: Choice<string>): boolean => wanted !== '' && name.toLowerCase() === wanted
  const offered = [...matching.filter(isExact), ...matching.filter((choice) => !isExact(choice))]
  const options = isNew ? [...offered, { key: createKey, name: t('ui.create', { name: words }) }] : offered
  const take = (key: string): void => {
    setTyped('')
    if (key === createKey) return onCreate?.(words)
    const choice = choices.find((one) => one.key === key)
    if (choice) onChange([...values, choice.key])
  }
  /** Enter takes the first that fits where no other was walked to. */
  const enter = (press: KeyboardEvent<HTMLInputElement>): void => {
    const [first] = options
    if (press.key !== 'Enter' || press.nativeEvent.isComposing || words === '' || !first) return
    if (press.currentTarget.getAttribute('aria-activedescendant')) return
    press.preventDefault()
    press.stopPropagation()
    take(first.key)
  }
  return (
    <div className="field">
      <span className="label">{label}</span>
      {chosen.length > 0 && (
        <TagGroup
          aria-label={label}
          {...(readOnly ? {} : { onRemove: (keys) => onChange(values.filter((key) => !keys.has(key))) })}
        >
          <TagList className="tags">
            {chosen.map((choice) => (
              <Tag key={choice.key} id={choice.key} textValue={choice.name} className="chip">
                {choice.mark}
                <span className="ellipsis">{choice.name}</span>
                {!readOnly && (
                  <AriaButton
                    slot="remove"
                    className="button quiet icon small"
                    aria-label={t('ui.remove', { name: choice.name })}
                  >
                    <X size={12} aria-hidden />
                  </AriaButton>
                )}
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
      {!readOnly && (
        <ComboBox
          aria-label={label}
          items={options}
          inputValue={typed}
          onInputChange={setTyped}
          selectedKey={null}
          menuTrigger="focus"
          allowsEmptyCollection={false}
          onSelectionChange={(key) => {
            if (key !== null) take(String(key))
          }}
        >
          <ComboInside placeholder={placeholder ?? t('ui.add')} onKeyDown={enter} />
          <Options label={label} />
        </ComboBox>
      )}
    </div>
  )
}

const createKey = ' create'

type ComboInsideProps = {
  readonly placeholder: string
  readonly onKeyDown?: (press: KeyboardEvent<HTMLInputElement>) => void
}

function ComboInside({ placeholder, onKeyDown }: ComboInsideProps) {
  return (
    <div className="combo">
      <Input
        className="input"
        placeholder={placeholder}
        dir="auto"
        {...(onKeyDown ? { onKeyDownCapture: onKeyDown } : {})}
      />
      <AriaButton className="button quiet icon small" aria-label={t('ui.showAll')}>
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
    </div>
  )
}

function Options({ label }: { readonly label: string }): ReactNode {
  return (
    <Popover className="popover" offset={4}>
      <ListBox<Choice<string>> className="options" aria-label={label}>
        {(choice) => (
          <ListBoxItem className="option" id={choice.key} textValue={choice.name}>
            {choice.mark}
            <span className="ellipsis">{choice.name}</span>
            {choice.hint && <span className="hint">{choice.hint}</span>}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  )
}
