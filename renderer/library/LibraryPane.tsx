/** The documents of the project: a list with counts, a search, the way to import. */
import { FileText, Import, Info } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import type { InputOf } from '../../shared/api/contract.ts'
import type { DocumentView } from '../../shared/api/views.ts'
import { importDocuments } from '../state/appCommands.ts'
import { useParley, useReading, useSession } from '../state/parley.ts'
import { openDocument } from '../state/readDocument.ts'
import { isReadOnly } from '../state/session.ts'
import { rememberPane } from '../state/settings.ts'
import { usePages } from '../state/usePages.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { SearchField } from '../ui/fields.tsx'
import { formatDocumentDate, formatNumber } from '../ui/format.ts'
import { MenuButton } from '../ui/Menu.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { VirtualList, type VirtualListHandle } from '../ui/VirtualList.tsx'
import { t } from '../ui/words.ts'
import './library.css'

type Sort = NonNullable<InputOf<'documents.page'>['sort']>
const sorts: readonly Sort[] = ['place', 'title', 'date', 'annotations']

/** Enter or a click opens a document; `I` shows its details. */
export function LibraryPane() {
  const parley = useParley()
  const [text, setText] = useState('')
  const remembered = useSession((state) => state.settings.panes['documentSort'])
  const sort = sorts.find((one) => one === remembered) ?? 'place'
  const wanted = useReading((state) => state.wanted)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const list = useRef<VirtualListHandle>(null)
  const { pages, state } = usePages<DocumentView>({
    key: `${sort} ${text}`,
    kinds: ['document', 'annotation'],
    ask: async (offset, limit) => {
      const answer = await parley.client.call('documents.page', { offset, limit, text, sort })
      return answer.ok
        ? { ok: true, value: { total: answer.value.total, rows: answer.value.documents } }
        : answer
    }
  })
  const onRange = useCallback((first: number, last: number) => pages.need(first, last), [pages])
  const total = state.total ?? 0
  const open = (index: number): void => {
    const document = pages.row(index)
    if (document) void openDocument(parley, document.id)
  }
  const showDetails = (document: { readonly id: DocumentView['id'] }): void =>
    parley.workspace.setState({ inspected: { kind: 'document', id: document.id }, inspectorOver: true })

  return (
    <section className="pane" data-pane="documents" aria-labelledby="documents-heading">
      <div className="pane-head">
        <h2 id="documents-heading">{t('library.title')}</h2>
        {wanted !== null && (
          <IconButton
            label={t('library.details')}
            icon={Info}
            size="small"
            onPress={() => showDetails({ id: wanted })}
          />
        )}
        <MenuButton
          label={t('library.sort')}
          small
          entries={sorts.map((one) => ({
            name: `${t(`library.sortBy.${one}`)}${one === sort ? '  ✓' : ''}`,
            run: () => rememberPane(parley, 'documentSort', one)
          }))}
        />
        {!readOnly && (
          <IconButton
            label={t('library.import')}
            icon={Import}
            size="small"
            onPress={() => void importDocuments(parley)}
          />
        )}
      </div>
      {(total > 7 || text !== '') && (
        <div className="pane-tools">
          <SearchField label={t('library.search')} value={text} onChange={setText} />
        </div>
      )}
      <div className="pane-list">
        {state.problem && <Failure problem={state.problem} onRetry={() => pages.refresh()} />}
        {state.total === null && !state.problem && <Loading />}
        {state.total === 0 && text === '' && (
          <Empty what={t('library.empty')} next={t('library.emptyNext')} icon={FileText} small>
            {!readOnly && (
              <Button size="small" onPress={() => void importDocuments(parley)}>
                {t('library.import')}
              </Button>
            )}
          </Empty>
        )}
        {state.total === 0 && text !== '' && (
          <Empty what={t('library.noMatch')} next={t('library.noMatchNext')} small />
        )}
        {total > 0 && (
          <VirtualList
            ref={list}
            label={t('library.title')}
            count={total}
            rowHeight={46}
            className="documents"
            keyOf={(index) => pages.row(index)?.id ?? String(index)}
            isSelected={(index) => wanted !== null && pages.row(index)?.id === wanted}
            onOpen={open}
            onRange={onRange}
            onKey={(press, index) => {
              const document = pages.row(index)
              if (
                press.key.toLowerCase() !== 'i' ||
                press.ctrlKey ||
                press.metaKey ||
                press.altKey ||
                !document
              )
                return false
              showDetails(document)
              return true
            }}
            row={(index) => <DocumentRow document={pages.row(index)} />}
          />
        )}
      </div>
    </section>
  )
}

function DocumentRow({ document }: { readonly document: DocumentView | undefined }) {
  if (!document) return <span className="faint">…</span>
  return (
    <>
      <span className="document-words">
        <span className="ellipsis document-title" dir="auto">
          {document.title}
        </span>
        <span className="ellipsis faint document-about">{about(document)}</span>
      </span>
      {document.annotations > 0 && (
        <span className="count">
          {formatNumber(document.annotations)}
          <span className="unseen"> {t('library.annotationsHere', { count: document.annotations })}</span>
        </span>
      )}
    </>
  )
}

function about(document: DocumentView): string {
  if (document.joinedInto !== null) return t('library.joined')
  if (document.length === null) return t('library.toArrive')
  return (
    [document.date === '' ? '' : formatDocumentDate(document.date), document.kind]
      .filter((part) => part !== '')
      .join(' · ') || t('library.undated')
  )
}
