/** What is known of a document without anybody having said so, and how far every coder is. */
import type { DocumentDetails } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { useCodebook } from '../state/parley.ts'
import { Button } from '../ui/Button.tsx'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import { ProgressSign } from './DocumentRows.tsx'

type FactsProps = { readonly document: DocumentDetails; readonly onOpen: (id: DocumentId) => void }

export function DocumentFacts({ document, onOpen }: FactsProps) {
  const coders = useCodebook((state) => state.index.coders)
  const { original } = document
  const incomplete = document.coders.reduce((sum, own) => sum + own.incomplete, 0)
  const inConflict = document.coders.reduce((sum, own) => sum + own.inConflict, 0)
  return (
    <>
      {document.coders.length > 0 && (
        <table className="library-coders">
          <caption className="label">{t('library.meta.coders')}</caption>
          <tbody>
            {document.coders.map((own) => (
              <tr key={own.coder}>
                <th scope="row">
                  <ProgressSign state={own.state} />
                  <span className="ellipsis" dir="auto">
                    {coders.get(own.coder)?.name ?? own.coder}
                  </span>
                </th>
                <td className="faint">{t(`library.states.${own.state}`)}</td>
                <td className="tabular">{t('library.annotationsCount', { count: own.annotations })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="details">
        <dt>{t('library.meta.length')}</dt>
        <dd className="tabular">
          {document.length === null
            ? t('library.toArrive')
            : t('library.meta.lengthIs', { count: document.length })}
        </dd>
        <dt>{t('library.meta.revisions')}</dt>
        <dd className="tabular">{t('library.meta.revisionsIs', { count: document.revisions })}</dd>
        <dt>{t('library.meta.annotations')}</dt>
        <dd className="tabular">
          {[
            formatNumber(document.annotations),
            ...(incomplete > 0 ? [t('library.flags.incomplete', { count: incomplete })] : []),
            ...(inConflict > 0 ? [t('library.flags.conflicts', { count: inConflict })] : []),
            ...(document.lost > 0 ? [t('library.flags.lost', { count: document.lost })] : [])
          ].join(' · ')}
        </dd>
        {original && (
          <>
            <dt>{t('library.meta.original')}</dt>
            <dd className="breaks">
              {t('library.meta.originalIs', {
                name: original.name,
                format: original.format.toUpperCase(),
                encoding: original.encoding
              })}
            </dd>
          </>
        )}
        <Others name="drafts" documents={document.drafts} onOpen={onOpen} />
        <Others name="joinedHere" documents={document.joinedHere} onOpen={null} />
      </dl>
    </>
  )
}

function Others({
  name,
  documents,
  onOpen
}: {
  readonly name: 'drafts' | 'joinedHere'
  readonly documents: DocumentDetails['drafts']
  readonly onOpen: FactsProps['onOpen'] | null
}) {
  if (documents.length === 0) return null
  return (
    <>
      <dt>{t(`library.meta.${name}`)}</dt>
      <dd className="others">
        {documents.map(({ id, title }) =>
          onOpen ? (
            <Button key={id} look="quiet" size="small" onPress={() => onOpen(id)}>
              <span className="ellipsis" dir="auto">
                {title}
              </span>
            </Button>
          ) : (
            <span key={id} dir="auto">
              {title}
            </span>
          )
        )}
      </dd>
    </>
  )
}
