/** Picks one document by words of its title: there may be thousands, so the host is asked as words are typed. */
import { ChevronDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import {
  Button as AriaButton,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover
} from 'react-aria-components'
import type { DocumentId } from '../../shared/ids.ts'
import { useParley } from '../state/parley.ts'
import { formatDocumentDate } from '../ui/format.ts'
import { t } from '../ui/words.ts'

export type PickedDocument = { readonly id: DocumentId; readonly title: string }
type Offered = PickedDocument & { readonly date: string }

type DocumentPickProps = {
  readonly label: string
  readonly value: PickedDocument | null
  /** Not to be picked. */
  readonly but: readonly DocumentId[]
  readonly onChange: (document: PickedDocument) => void
  readonly autoFocus?: boolean
  readonly placeholder?: string
}

/** At most 50 are offered; more words find the others. */
export function DocumentPick({ label, value, but, onChange, autoFocus, placeholder }: DocumentPickProps) {
  const { client } = useParley()
  const [words, setWords] = useState(value?.title ?? '')
  const [offered, setOffered] = useState<readonly Offered[]>([])
  const asked = value?.title === words ? '' : words
  useEffect(() => {
    let isCurrent = true
    void client.call('documents.page', { text: asked, limit: 50 }).then((answer) => {
      if (isCurrent && answer.ok)
        setOffered(answer.value.documents.map(({ id, title, date }) => ({ id, title, date })))
    })
    return () => {
      isCurrent = false
    }
  }, [client, asked])
  return (
    <ComboBox
      className="field"
      items={offered.filter(({ id }) => !but.includes(id))}
      inputValue={words}
      onInputChange={setWords}
      selectedKey={value?.id ?? null}
      onSelectionChange={(key) => {
        const picked = offered.find(({ id }) => id === key)
        if (!picked) return
        setWords(picked.title)
        onChange(picked)
      }}
      onBlur={() => setWords(value?.title ?? '')}
      menuTrigger="focus"
      autoFocus={autoFocus ?? false}
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input className="input" dir="auto" placeholder={placeholder ?? ''} />
        <AriaButton className="button quiet icon small" aria-label={t('ui.showAll')}>
          <ChevronDown size={14} aria-hidden />
        </AriaButton>
      </div>
      <Popover className="popover" offset={4}>
        <ListBox<Offered> className="options" aria-label={label}>
          {(document) => (
            <ListBoxItem className="option" id={document.id} textValue={document.title}>
              <span className="ellipsis" dir="auto">
                {document.title}
              </span>
              {document.date !== '' && <span className="hint">{formatDocumentDate(document.date)}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
