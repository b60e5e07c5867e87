/** 100 kills at random moments while a project keeps in step with a team folder. */
import fs from 'node:fs'
import path from 'node:path'
import { benchFolder } from './bigProject.ts'
import { isSo, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'
import { killTeamSync } from './teamKilling.ts'

const count = Number(process.env['PARLEY_BENCH_KILLS'] ?? 100)

/** Old state or new state, nothing between: a batch is there as a whole or not at all, and so is a file. */
export async function benchTeamKills({ say }: BenchOptions): Promise<Report> {
  fs.mkdirSync(benchFolder, { recursive: true })
  const root = fs.mkdtempSync(path.join(benchFolder, 'team-kills-'))
  try {
    const { kills, midway, torn, halfFiles, findings, lost, isEqual } = await killTeamSync(
      root,
      count,
      Date.now(),
      say
    )
    const none = (what: string, found: readonly string[]) => isSo(what, '0', found.length, found.length === 0)
    return {
      name: 'team-kills',
      about: 'SIGKILL at random moments while a project reads from and writes to a team folder',
      figures: { kills, midway, torn: torn.join('; '), findings: findings.join('; '), lost: lost.length },
      ratios: {},
      gates: [
        none('no batch is there in part', torn),
        none('no file has its name before it is whole', halfFiles),
        none('the doctor finds nothing', findings),
        none('nothing that was there is lost', lost),
        isSo('both hold equal logs at the end', 'equal', isEqual ? 'equal' : 'different', isEqual)
      ]
    }
  } finally {
    fs.rmSync(root, { recursive: true, force: true })
  }
}
