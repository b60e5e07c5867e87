/** How long figures of agreement take: u-alpha by itself, and whole reports of a project through the host, in its thread. */
import fs from 'node:fs'
import path from 'node:path'
import { unitizingAlpha, type Unit } from '../../shared/analysis/unitizingAlpha.ts'
import type { AgreementUnits } from '../../shared/api/agreementMethods.ts'
import { must } from '../../shared/errors.ts'
import { batchId, changeId, type CoderId, type DocumentId, type SessionId } from '../../shared/ids.ts'
import { currentSchema, type Change } from '../../shared/log/change.ts'
import { stampOf } from '../../shared/log/stamp.ts'
import { annotationsOfDocument } from '../../electron/db/annotationViews.ts'
import { commit } from '../../electron/db/commit.ts'
import { closeProjectFile, openProjectFile } from '../../electron/db/open.ts'
import { nodeSha256 } from '../../electron/host/nodePorts.ts'
import { startBenchHost } from './benchHost.ts'
import { benchFolder, benchInstallation, bigProject, ids } from './bigProject.ts'
import { atMost, median, round, type Figures, type Gate, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'

const size = { documents: 50, annotationsEach: 400 }
const second = 'cod_bench-two' as CoderId
const kinds: readonly AgreementUnits[] = ['sentence', 'paragraph', 'pair', 'span']

/** 5 coders with 10,000 spans each over a million characters; then 2 coders with 20,000 annotations each, 1,000 draws. */
export async function benchAgreement({ runs, say }: BenchOptions): Promise<Report> {
  const figures: Record<string, Figures> = {}
  const gates: Gate[] = []
  const alone = median(Array.from({ length: runs }, uAlpha))
  figures['uAlpha'] = { milliseconds: round(alone) }
  gates.push(atMost('u-alpha of 5 coders × 10,000 spans × 1,000,000 characters', alone, 1000, 'ms'))
  const home = fs.mkdtempSync(path.join(benchFolder, 'agreement-'))
  try {
    const copy = path.join(home, 'project.parley')
    fs.copyFileSync(bigProject(size, say), copy)
    say('Adding a second coder')
    addSecondCoder(copy)
    const host = startBenchHost(home)
    const { client } = host
    try {
      must(await client.call('project.open', { file: host.handleOf(copy) }))
      for (const units of kinds) {
        const request = { coders: [ids.coder as CoderId, second], units }
        const taken: Record<'report' | 'passages', number[]> = { report: [], passages: [] }
        let counted: Figures = {}
        for (let run = 0; run < Math.min(runs, 3); run++) {
          const began = performance.now()
          const report = must(await client.call('agreement.measure', { request }))
          taken.report.push(performance.now() - began)
          const asked = performance.now()
          must(await client.call('agreement.units', { request, cell: { onlyDisagreements: true } }))
          taken.passages.push(performance.now() - asked)
          counted = { units: report.units, tagged: report.tagged, issues: report.issues.length }
        }
        figures[units] = {
          reportSeconds: round(median(taken.report) / 1000),
          passagesSeconds: round(median(taken.passages) / 1000),
          ...counted
        }
        say(`agreement ${units}: ${round(median(taken.report) / 1000)} s`)
      }
      const ended = await endedAfter(host)
      figures['ended'] = { milliseconds: round(ended) }
    } finally {
      await host.close()
    }
  } finally {
    fs.rmSync(home, { recursive: true, force: true })
  }
  return {
    name: 'agreement',
    about: `u-alpha by itself; reports of 2 coders × ${size.documents * size.annotationsEach} annotations in ${size.documents} documents with 1,000 draws, through the host`,
    figures,
    ratios: {},
    gates
  }
}

/** Milliseconds from ending a report that runs until its answer. */
async function endedAfter(host: ReturnType<typeof startBenchHost>): Promise<number> {
  const { client } = host
  const isMeasuring = new Promise<void>((resolve) => {
    const stop = client.on('progress', ({ step }) => {
      if (step !== 'measuring') return
      stop()
      resolve()
    })
  })
  const request = { coders: [ids.coder as CoderId, second], draws: 10_000 }
  const running = client.call('agreement.measure', { request, task: 'to end' })
  await isMeasuring
  const began = performance.now()
  must(await client.call('task.cancel', { task: 'to end' }))
  const answer = await running
  if (answer.ok || answer.problem.code !== 'cancelled') throw new Error('The report was not ended')
  return performance.now() - began
}

function uAlpha(): number {
  const coders = Array.from({ length: 5 }, (_none, coder) =>
    Array.from({ length: 10_000 }, (_unit, at): Unit => {
      const start = at * 100 + ((at * 7 + coder * 13) % 40)
      return { start, end: start + 20 + ((at + coder) % 30), value: (at + (coder % 2)) % 12 }
    })
  )
  const began = performance.now()
  unitizingAlpha([{ length: 1_000_000, coders }], 12)
  return performance.now() - began
}

/** Somebody who tagged nearly the same: a few passages not at all, others longer, of another issue or stance. */
function addSecondCoder(project: string): void {
  const file = must(
    openProjectFile(project, { mode: 'write', sha256: nodeSha256, writer: benchInstallation, now: () => now })
  )
  let seq = 0
  const change = (batch: Change['batch'], kind: string, id: string, fields: Change['fields']): Change => ({
    id: changeId(session, ++seq),
    stamp: stampOf(now + seq, 0),
    batch,
    record: { kind, id: id as Change['record']['id'] },
    fields,
    basedOn: [],
    schema: currentSchema
  })
  const store = (changes: (batch: Change['batch']) => readonly Change[]): void => {
    const batch = batchId(session, seq + 1)
    must(
      commit(file, {
        batch: { id: batch, coder: second, command: 'annotation.import', undoes: null },
        changes: changes(batch)
      })
    )
  }
  store((batch) => [change(batch, 'coder', second, { name: 'Bench two', initials: 'B2' })])
  for (let d = 0; d < size.documents; d++) {
    const document = ids.document(d) as DocumentId
    store((batch) =>
      annotationsOfDocument(file, document).flatMap(({ id, anchor, issue, stance }, at) => {
        if (at % 11 === 0) return []
        const end = at % 7 === 0 && anchor.quote.length > 20 ? anchor.end - 10 : anchor.end
        return [
          change(batch, 'annotation', `${id}-two`, {
            document,
            coder: second,
            created: now,
            anchor: { ...anchor, end, quote: anchor.quote.slice(0, end - anchor.start) },
            issue: at % 13 === 0 ? ids.issue(at) : issue,
            stance: at % 5 === 0 ? ids.stance(at) : stance
          })
        ]
      })
    )
  }
  closeProjectFile(file)
}

const session = 'agreementbench00' as SessionId
const now = Date.UTC(2026, 3, 1)
