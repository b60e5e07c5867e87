/** The report for a choice: measured as soon as it is chosen, and again when what it counts has changed. */
import { useEffect, useRef, useState } from 'react'
import type { AgreementReport, AgreementRequest } from '../../../shared/api/agreementMethods.ts'
import { ok, type Problem, type Result } from '../../../shared/errors.ts'
import type { DocumentId } from '../../../shared/ids.ts'
import { documentsInGroups } from '../../state/documentGroups.ts'
import type { AgreementChoice } from '../../state/agreement.ts'
import { useParley, useSession } from '../../state/parley.ts'
import { useTask, type RunningTask } from '../../state/tasks.ts'

/** What the host is asked; checked and completed by its own schema. */
export type Asked = Pick<AgreementRequest, 'coders' | 'units' | 'onlyDone' | 'rounds'> &
  Partial<Pick<AgreementRequest, 'documents' | 'issues'>>

export type ShownReport = {
  readonly asked: Asked | null
  /** Of the present choice, or of the one before while the new one is measured. */
  readonly report: AgreementReport | null
  /** The request that `report` answers. */
  readonly answered: Asked | null
  readonly problem: Problem | null
  readonly task: RunningTask
  readonly again: () => void
}

/** Milliseconds of calm after a change of the project, so that a run of tags is measured once. */
const calm = 700
const none = ok<readonly DocumentId[]>([])
const kinds = ['annotation', 'document', 'progress', 'issue', 'stance', 'coder', 'project']

/** `choice` null: nothing is asked yet. */
export function useReport(choice: AgreementChoice | null): ShownReport {
  const parley = useParley()
  const task = useTask()
  const [round, setRound] = useState(0)
  const { asked, problem: unasked } = useAsked(choice, round)
  // Where coding is blind, what can be compared depends on who looks.
  const coder = useSession((state) => state.project?.coder ?? null)
  const key = JSON.stringify([asked, coder])
  const [shown, setShown] = useState<{
    readonly report: AgreementReport | null
    readonly answered: Asked | null
    readonly problem: Problem | null
  }>({ report: null, answered: null, problem: null })
  // After a glance at the text the same figures are there at once; they are measured anew all the same.
  const kept = parley.workspace.getState().measured
  if (shown.report === null && shown.problem === null && asked && kept?.key === key)
    setShown({ report: kept.report, answered: asked, problem: null })
  const { start } = task
  const running = useRef<string | null>(null)

  useEffect(() => {
    if (!asked || asked.coders.length < 2) return undefined
    let isCurrent = true
    void start((name) => {
      running.current = name
      return parley.client.call('agreement.measure', { request: asked, task: name })
    }).then((answer) => {
      if (!isCurrent) return
      running.current = null
      if (answer.ok) parley.workspace.setState({ measured: { key, report: answer.value } })
      setShown((before) =>
        answer.ok
          ? { report: answer.value, answered: asked, problem: null }
          : { ...before, problem: answer.problem }
      )
    })
    return () => {
      isCurrent = false
      // What is not wanted any more is not worked out to its end.
      if (running.current !== null) void parley.client.call('task.cancel', { task: running.current })
      running.current = null
    }
    // The request is named by its key: it is a new object each time it is put together.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [parley, key, round, start])

  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const end = parley.client.on('changed', ({ records }) => {
      if (records !== null && !kinds.some((kind) => kind in records)) return
      clearTimeout(waiting)
      waiting = setTimeout(() => setRound((before) => before + 1), calm)
    })
    return () => {
      clearTimeout(waiting)
      end()
    }
  }, [parley])

  return {
    asked,
    ...shown,
    problem: unasked ?? shown.problem,
    task,
    again: () => setRound((before) => before + 1)
  }
}

/** The choice as a request: groups stand for the documents that are in them now, asked for again each round. Null until that is known, and where it cannot be: what some of the documents say is not asked. */
function useAsked(
  choice: AgreementChoice | null,
  round: number
): { readonly asked: Asked | null; readonly problem: Problem | null } {
  const parley = useParley()
  const groups = choice?.groups ?? []
  const groupsKey = JSON.stringify(groups)
  const [inGroups, setInGroups] = useState<{
    readonly key: string
    readonly documents: Result<readonly DocumentId[]>
  } | null>(null)
  useEffect(() => {
    if (groups.length === 0) return undefined
    let isCurrent = true
    void documentsInGroups(parley, groups).then((documents) => {
      if (isCurrent) setInGroups({ key: groupsKey, documents })
    })
    return () => {
      isCurrent = false
    }
    // Groups are named by their key.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [parley, groupsKey, round])
  if (!choice) return { asked: null, problem: null }
  const known = groups.length === 0 ? none : inGroups?.key === groupsKey ? inGroups.documents : null
  if (!known?.ok) return { asked: null, problem: known?.problem ?? null }
  const documents = [...new Set([...choice.documents, ...known.value])]
  const isAll = choice.groups.length === 0 && choice.documents.length === 0
  const asked = {
    coders: [...choice.coders],
    units: choice.units,
    onlyDone: choice.onlyDone,
    rounds: choice.rounds,
    ...(isAll ? {} : { documents }),
    ...(choice.issues.length === 0 ? {} : { issues: [...choice.issues] })
  }
  return { asked, problem: null }
}
