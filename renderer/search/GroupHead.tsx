/** The head of a document's hits: its title and how many there are. */
import { ChevronDown, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'

type GroupHeadProps = {
  readonly title: string
  readonly count: number
  readonly isOpen: boolean
  /** Stands before the title. */
  readonly children?: ReactNode
}

export function GroupHead({ title, count, isOpen, children }: GroupHeadProps) {
  const Icon = isOpen ? ChevronDown : ChevronRight
  return (
    <>
      <Icon size={14} strokeWidth={2} aria-hidden className="hit-group-arrow" />
      {children}
      <span className="ellipsis hit-group-title" dir="auto">
        {title}
      </span>
      <span className="count">
        <span aria-hidden>{formatNumber(count)}</span>
        <span className="unseen">{t('search.hitsIn', { count })}</span>
      </span>
    </>
  )
}
