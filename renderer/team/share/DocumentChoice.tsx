/** Ticking the documents that go along: a list of any length with a filter. */
import { useEffect, useState } from 'react'
import { Check } from 'lucide-react'
import type { DocumentId } from '../../../shared/ids.ts'
import { useParley } from '../../state/parley.ts'
import { Button } from '../../ui/Button.tsx'
import { SearchField } from '../../ui/fields.tsx'
import { formatNumber } from '../../ui/format.ts'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { t } from '../../ui/words.ts'

type DocumentChoiceProps = {
  readonly ticked: ReadonlySet<DocumentId>
  readonly onTick: (ticked: ReadonlySet<DocumentId>) => void
}
type Listed = { readonly id: DocumentId; readonly title: string; readonly folded: string }

export function DocumentChoice({ ticked, onTick }: DocumentChoiceProps) {
  const documents = useTitles()
  const [words, setWords] = useState('')
  const wanted = folded(words)
  const shown = wanted === '' ? documents : documents.filter((one) => one.folded.includes(wanted))
  const allShown = shown.length > 0 && shown.every(({ id }) => ticked.has(id))
  const toggle = (ids: readonly DocumentId[], on: boolean): void => {
    const next = new Set(ticked)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    onTick(next)
  }
  return (
    <div className="share-documents">
      <SearchField label={t('share.findDocument')} value={words} onChange={setWords} />
      <VirtualList
        label={t('share.documentList')}
        className="share-list"
        count={shown.length}
        rowHeight={30}
        keyOf={(index) => shown[index]?.id ?? String(index)}
        isSelected={(index) => ticked.has(shown[index]?.id ?? ('' as DocumentId))}
        onOpen={(index) => {
          const one = shown[index]
          if (one) toggle([one.id], !ticked.has(one.id))
        }}
        row={(index) => {
          const one = shown[index]
          if (!one) return null
          return (
            <span className="share-row">
              <span className={ticked.has(one.id) ? 'share-box on' : 'share-box'} aria-hidden>
                <Check size={12} strokeWidth={3} />
              </span>
              <span className="ellipsis" dir="auto">
                {one.title}
              </span>
            </span>
          )
        }}
      />
      {shown.length === 0 && documents.length > 0 && <p className="faint">{t('share.noDocument')}</p>}
      <div className="share-ticks">
        <span className="soft tabular" role="status">
          {t('share.ticked', { count: ticked.size, shownCount: formatNumber(ticked.size) })}
        </span>
        <Button
          look="quiet"
          size="small"
          isDisabled={shown.length === 0}
          onPress={() =>
            toggle(
              shown.map(({ id }) => id),
              !allShown
            )
          }
        >
          {t(allShown ? 'share.untickShown' : 'share.tickShown')}
        </Button>
      </div>
    </div>
  )
}

/** The titles of all documents in their order, a thousand at a time. */
function useTitles(): readonly Listed[] {
  const parley = useParley()
  const [titles, setTitles] = useState<readonly Listed[]>([])
  useEffect(() => {
    let isWanted = true
    const ask = async (): Promise<void> => {
      for (let offset = 0, total = 1; isWanted && offset < total; offset += 1000) {
        const answer = await parley.client.call('documents.page', { offset, limit: 1000 })
        if (!isWanted || !answer.ok) return
        total = answer.value.total
        const more = answer.value.documents.map(({ id, title }) => ({ id, title, folded: folded(title) }))
        setTitles((before) => (offset === 0 ? more : [...before, ...more]))
      }
    }
    void ask()
    return () => {
      isWanted = false
    }
  }, [parley])
  return titles
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
