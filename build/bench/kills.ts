/** 100 kills at random moments while tagging and importing, and 100 while merging. */
import fs from 'node:fs'
import path from 'node:path'
import { benchFolder } from './bigProject.ts'
import { killRepeatedly } from './killing.ts'
import { killMerges } from './mergeKilling.ts'
import { isSo, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'

const count = Number(process.env['PARLEY_BENCH_KILLS'] ?? 100)

/** Tells what was acknowledged, lost, and found. The moments differ from run to run. */
export async function benchKills({ say }: BenchOptions): Promise<Report> {
  fs.mkdirSync(benchFolder, { recursive: true })
  const folder = fs.mkdtempSync(path.join(benchFolder, 'kills-'))
  try {
    const { kills, acknowledged, lost, unopened, findings, leftOver } = await killRepeatedly(
      folder,
      count,
      Date.now(),
      say
    )
    const merging = await killMerges(folder, count, Date.now(), say)
    return {
      name: 'kills',
      about: `SIGKILL at random moments, tagging and importing in turn, in one project that lives on; then while merging, in fresh copies`,
      figures: {
        kills,
        acknowledged,
        lost: lost.length,
        unopened: unopened.join('; '),
        findings: findings.join('; '),
        leftOver: leftOver.join(', '),
        merging: {
          kills: merging.kills,
          old: merging.old,
          merged: merging.merged,
          wrong: merging.wrong.join('; '),
          leftOver: merging.leftOver.join(', ')
        }
      },
      ratios: {},
      gates: [
        isSo('every acknowledged change is there', '0 lost', lost.length, lost.length === 0),
        isSo(
          'every file opens',
          'all',
          unopened.length === 0 ? 'all' : unopened.length,
          unopened.length === 0
        ),
        isSo('the doctor finds nothing', '0', findings.length, findings.length === 0),
        isSo('one file at rest', 'no file beside it', leftOver.length, leftOver.length === 0),
        isSo(
          'a killed merge leaves the old state or the new one, and nothing for the doctor',
          '0 wrong',
          merging.wrong.length,
          merging.wrong.length === 0 && merging.old + merging.merged === merging.kills
        ),
        isSo(
          'one file at rest after it',
          'no file beside it',
          merging.leftOver.length,
          merging.leftOver.length === 0
        )
      ]
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
