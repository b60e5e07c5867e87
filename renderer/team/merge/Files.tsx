/** The files of a merge: what each is, and what becomes of it. */
import { CircleAlert, FileStack } from 'lucide-react'
import type { MergePreview } from '../../../shared/api/mergeMethods.ts'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'

type MergeFile = MergePreview['files'][number]
type FilesProps = {
  readonly files: readonly MergeFile[]
  /** Null: what was left out is only told. */
  readonly onBringIn: ((file: MergeFile) => void) | null
}

export function Files({ files, onBringIn }: FilesProps) {
  return (
    <section aria-label={t('merge.files')}>
      <h3>{t('merge.files')}</h3>
      <ul className="merge-files">
        {files.map((file) => (
          <li key={file.file}>
            <OneFile file={file} onBringIn={onBringIn} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneFile({ file, onBringIn }: { readonly file: MergeFile } & Pick<FilesProps, 'onBringIn'>) {
  return (
    <>
      <p className="merge-file-name">
        <strong className="ellipsis">{file.name}</strong>
        {file.kind === 'refused' && <span className="chip merge-bad">{t('merge.refused')}</span>}
        {file.kind === 'other' && <span className="chip">{t('merge.other')}</span>}
        {file.isNewer && <span className="chip">{t('merge.newer')}</span>}
      </p>
      {file.kind === 'copy' && (
        <p className="faint tabular">
          {[
            file.projectName,
            ...(file.lastChange === null ? [] : [t('merge.last', { when: formatMoment(file.lastChange) })]),
            file.changes > 0
              ? t(onBringIn ? 'merge.changes' : 'merge.taken', { count: file.changes })
              : t('merge.allHere')
          ].join(' · ')}
        </p>
      )}
      {file.kind === 'refused' && (
        <p className="merge-warn">
          <CircleAlert size={15} aria-hidden />
          {file.sentence}
        </p>
      )}
      {file.kind === 'other' && (
        <div className="merge-other">
          <p className="soft">
            {file.projectName !== '' && <>“{file.projectName}”. </>}
            {t('merge.otherHelp')}
          </p>
          {onBringIn && (
            <Button size="small" icon={FileStack} onPress={() => onBringIn(file)}>
              {t('merge.otherGo')}
            </Button>
          )}
        </div>
      )}
      {file.isNewer && <p className="faint">{t('merge.newerHelp')}</p>}
    </>
  )
}
