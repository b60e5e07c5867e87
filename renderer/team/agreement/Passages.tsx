/** The passages behind a number, those on which coders differ first. */
import { ArrowLeft, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AgreementReport, AgreementUnit } from '../../../shared/api/agreementMethods.ts'
import { ok } from '../../../shared/errors.ts'
import type { OpenNumber } from '../../state/agreement.ts'
import { useCodebook, useParley } from '../../state/parley.ts'
import { openDocument } from '../../state/readDocument.ts'
import { useTaskPages } from '../../state/useTaskPages.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Segments } from '../../ui/fields.tsx'
import { Empty, Failure } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'
import { TaskLine } from '../TaskLine.tsx'
import { cellTitle } from './cellTitle.ts'
import { UnitList, type UnitListHandle } from './UnitList.tsx'
import type { Asked } from './useReport.ts'

type PassagesProps = {
  readonly asked: Asked
  readonly report: AgreementReport
  readonly open: OpenNumber
  /** True where they take the place of the figures. */
  readonly isNarrow: boolean
  readonly onClose: () => void
}

/** Enter goes to the text, Esc back to the number. Asked page by page. */
export function Passages({ asked, report, open, isNarrow, onClose }: PassagesProps) {
  const parley = useParley()
  const index = useCodebook((state) => state.index)
  const list = useRef<UnitListHandle>(null)
  const { cell } = open
  const key = JSON.stringify([asked, cell])
  const [differing, setDiffering] = useState({ key, count: 0 })
  const { pages, state, task } = useTaskPages<AgreementUnit>({
    key,
    kinds: ['annotation', 'document', 'progress', 'issue', 'stance', 'coder', 'project'],
    ask: async (offset, limit, running) => {
      const answer = await parley.client.call('agreement.units', {
        request: asked,
        cell,
        offset,
        limit,
        task: running
      })
      if (!answer.ok) return answer
      const { total, disagreements, units } = answer.value
      setDiffering({ key, count: disagreements })
      return ok({ total, rows: units })
    }
  })
  const need = useCallback((first: number, last: number) => pages.need(first, last), [pages])
  const title = cellTitle(cell, report, index)
  const isHere = state.total !== null
  // The list has the focus once its first passages are here, whatever number was opened.
  useEffect(() => {
    if (isHere) list.current?.focus()
  }, [isHere, key])

  const show = (unit: AgreementUnit, row: number): void => {
    parley.workspace.setState({
      openNumber: { ...open, row },
      wantedPlace: {
        document: unit.document,
        revision: unit.revision,
        start: unit.start,
        end: unit.end,
        focus: true
      }
    })
    void openDocument(parley, unit.document)
  }
  return (
    <div
      className="agreement-passages"
      data-pane="agreement-passages"
      onKeyDown={(press) => {
        if (press.key !== 'Escape') return
        press.preventDefault()
        press.stopPropagation()
        onClose()
      }}
    >
      <header>
        {isNarrow && (
          <Button look="quiet" icon={ArrowLeft} onPress={onClose}>
            {t('agreement.back')}
          </Button>
        )}
        <div className="agreement-passages-title">
          <h2 dir="auto">{title}</h2>
          {!isNarrow && <IconButton label={t('agreement.closePassages')} icon={X} onPress={onClose} />}
        </div>
        <Segments
          label={t('agreement.which')}
          value={cell.onlyDisagreements ? 'differing' : 'all'}
          onChange={(which) =>
            parley.workspace.setState({
              openNumber: { ...open, cell: { ...cell, onlyDisagreements: which === 'differing' }, row: 0 }
            })
          }
          choices={[
            { key: 'all', name: t('agreement.all') },
            { key: 'differing', name: t('agreement.onlyDiffering') }
          ]}
        />
        <p className="faint" role="status">
          {isHere &&
            differing.key === key &&
            t('agreement.shown', { count: state.total ?? 0, differing: differing.count })}
        </p>
      </header>
      {state.problem && <Failure problem={state.problem} onRetry={() => pages.refresh()} />}
      {!isHere && !state.problem && (
        <div className="team-waiting">
          <TaskLine what={t('agreement.looking')} task={task} />
        </div>
      )}
      {state.total === 0 && (
        <Empty small what={t(cell.onlyDisagreements ? 'agreement.noDiffering' : 'agreement.listNone')} />
      )}
      {state.total !== null && state.total > 0 && (
        <>
          <UnitList
            key={key}
            ref={list}
            label={t('agreement.list')}
            count={state.total}
            start={open.row}
            unit={(row) => pages.row(row)}
            report={report}
            cell={cell}
            onRange={need}
            onOpen={show}
          />
          <p className="faint agreement-hint">{t('agreement.openHint')}</p>
        </>
      )}
    </div>
  )
}
