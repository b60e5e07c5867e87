/** Rows of a file that were not taken, and why. */
import { t } from '../ui/words.ts'

const shown = 8

type RefusedProps = { readonly rows: readonly { readonly row: number; readonly sentence: string }[] }

/** The first few, and how many more. Nothing where all were taken. */
export function Refused({ rows }: RefusedProps) {
  if (rows.length === 0) return null
  return (
    <>
      <p>{t('data.annotate.refused', { count: rows.length })}</p>
      <ul className="refused">
        {rows.slice(0, shown).map(({ row, sentence }) => (
          <li key={`${row} ${sentence}`}>{t('data.annotate.row', { row, sentence })}</li>
        ))}
        {rows.length > shown && <li>{t('data.annotate.more', { count: rows.length - shown })}</li>}
      </ul>
    </>
  )
}
