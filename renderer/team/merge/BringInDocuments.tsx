/** The documents of another project, ticked where they come. */
import { useState } from 'react'
import type { BringInDocument } from '../../../shared/api/bringInMethods.ts'
import type { DocumentId } from '../../../shared/ids.ts'
import { Button } from '../../ui/Button.tsx'
import { Tick } from '../../ui/fields.tsx'
import { t } from '../../ui/words.ts'

type BringInDocumentsProps = {
  readonly documents: readonly BringInDocument[]
  /** Null: those that are proposed. */
  readonly chosen: readonly DocumentId[] | null
  readonly onChoose: (documents: readonly DocumentId[]) => void
}

const pageSize = 100

export function BringInDocuments({ documents, chosen, onChoose }: BringInDocumentsProps) {
  const [shown, setShown] = useState(pageSize)
  const possible = documents.filter(({ state }) => state !== 'noText')
  const ticked = new Set(chosen ?? possible.filter(({ state }) => state !== 'deleted').map(({ id }) => id))
  const areAll = possible.every(({ id }) => ticked.has(id))
  const set = (ids: readonly DocumentId[], on: boolean): void =>
    onChoose(possible.map(({ id }) => id).filter((id) => (ids.includes(id) ? on : ticked.has(id))))
  if (documents.length === 0) return <p className="faint">{t('merge.bringIn.empty')}</p>
  return (
    <section aria-label={t('merge.bringIn.parts.document')}>
      {possible.length > 2 && (
        <div>
          <Button
            size="small"
            look="quiet"
            onPress={() => onChoose(areAll ? [] : possible.map(({ id }) => id))}
          >
            {t(areAll ? 'merge.bringIn.tickNone' : 'merge.bringIn.tickAll')}
          </Button>
        </div>
      )}
      <ul className="bring-in-list">
        {documents.slice(0, shown).map((document) => (
          <li key={document.id}>
            <Tick
              on={ticked.has(document.id) && document.state !== 'noText'}
              disabled={document.state === 'noText'}
              onChange={(on) => set([document.id], on)}
              help={[
                t('merge.bringIn.counted', { count: document.annotations }),
                t(`merge.bringIn.state.${document.state}`, { title: document.into?.title ?? '' })
              ].join(' · ')}
            >
              <span dir="auto">{document.title}</span>
            </Tick>
          </li>
        ))}
      </ul>
      <ShowMore count={documents.length - shown} onMore={() => setShown((now) => now + 10 * pageSize)} />
    </section>
  )
}

/** Shows the rest of a list, if there is any. */
export function ShowMore({ count, onMore }: { readonly count: number; readonly onMore: () => void }) {
  if (count <= 0) return null
  return (
    <div>
      <Button size="small" onPress={onMore}>
        {t('merge.bringIn.more', { count })}
      </Button>
    </div>
  )
}
