/** Rows a second of a dataset's export, and the memory it takes. */
import fs from 'node:fs'
import path from 'node:path'
import { must } from '../../shared/errors.ts'
import { startBenchHost } from './benchHost.ts'
import { benchFolder, bigProject } from './bigProject.ts'
import { round, type Figures, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'

const size = { documents: 1000, annotationsEach: 100 }

/** A project of 100,000 annotations as CSV and as JSONL, through the host. */
export async function benchExport({ say }: BenchOptions): Promise<Report> {
  const home = fs.mkdtempSync(path.join(benchFolder, 'export-'))
  const host = startBenchHost(home)
  try {
    const copy = path.join(home, 'project.parley')
    fs.copyFileSync(bigProject(size, say), copy)
    must(await host.client.call('project.open', { file: host.handleOf(copy) }))
    const figures: Record<string, Figures> = {}
    for (const format of ['csv', 'jsonl'] as const) {
      const began = performance.now()
      const { rows } = must(
        await host.client.call('dataset.export', { file: await host.newFile(`dataset.${format}`), format })
      )
      const seconds = (performance.now() - began) / 1000
      figures[format] = {
        rows,
        seconds: round(seconds),
        rowsPerSecond: Math.round(rows / seconds),
        fileMB: round(fs.statSync(path.join(home, `dataset.${format}`)).size / 1e6)
      }
      say(`export ${format}: ${Math.round(rows / seconds)} rows a second`)
    }
    return {
      name: 'export',
      about: `${size.documents * size.annotationsEach} rows, offsets in code points`,
      figures,
      ratios: {},
      gates: []
    }
  } finally {
    await host.close()
    fs.rmSync(home, { recursive: true, force: true })
  }
}
