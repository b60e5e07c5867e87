/** What a kill during team sync leaves. The benchmark `team-kills` does this a hundred times. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { killTeamSync } from './teamKilling.ts'

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-team-kills-')))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

test(
  'four kills during team sync leave whole batches, whole files, and two projects that become equal',
  { timeout: 180_000 },
  async () => {
    expect(await killTeamSync(root, 4, Date.now())).toMatchObject({
      torn: [],
      halfFiles: [],
      findings: [],
      lost: [],
      isEqual: true
    })
  }
)
