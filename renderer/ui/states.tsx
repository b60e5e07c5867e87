/** The states of a view besides its content: empty, loading, failed. */
import { CircleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { sentenceOf, type Problem } from '../../shared/errors.ts'
import { Button, classes } from './Button.tsx'
import { t } from './words.ts'

type EmptyProps = {
  readonly what: string
  readonly next?: string
  readonly icon?: LucideIcon
  readonly small?: boolean
  readonly children?: ReactNode
}

/** Nothing here: says so, and what to do next. */
export function Empty({ what, next, icon: Icon, small, children }: EmptyProps) {
  return (
    <div className={classes('empty', small && 'small')}>
      {Icon && <Icon size={28} strokeWidth={1.25} aria-hidden />}
      <p className="what">{what}</p>
      {next && <p>{next}</p>}
      {children && <div className="actions">{children}</div>}
    </div>
  )
}

/** Shown after 100 ms of waiting. */
export function Loading({ what }: { readonly what?: string }) {
  return (
    <div className="loading" role="status">
      {what ?? t('ui.loading')}
    </div>
  )
}

/** One sentence that says what to do, and a way to try again. */
export function Failure({ problem, onRetry }: { readonly problem: Problem; readonly onRetry?: () => void }) {
  return (
    <div className="failure" role="alert">
      <p className="sentence">
        <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
        <span>{sentenceOf(problem)}</span>
      </p>
      {onRetry && (
        <Button size="small" onPress={onRetry}>
          {t('ui.tryAgain')}
        </Button>
      )}
    </div>
  )
}

/** How far something is; `total` 0: not known. */
export function ProgressLine({
  step,
  done,
  total
}: {
  readonly step: string
  readonly done: number
  readonly total: number
}) {
  const share = total > 0 ? Math.min(1, done / total) : null
  return (
    <div className="field">
      <span className="label">
        {total > 0
          ? t('ui.progressOf', { step, done, total })
          : done > 0
            ? t('ui.progress', { step, done })
            : step}
      </span>
      <div
        className="bar"
        role="progressbar"
        aria-label={step}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === null ? {} : { 'aria-valuenow': Math.round(share * 100) })}
      >
        <div style={{ width: `${share === null ? 30 : share * 100}%` }} />
      </div>
    </div>
  )
}
