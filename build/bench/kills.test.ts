/** What is left after Parley is killed. The benchmark `kills` does this a hundred times. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { killRepeatedly } from './killing.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-kills-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test(
  'ten kills while tagging and importing lose nothing that was acknowledged and leave a file that opens',
  { timeout: 180_000 },
  async () => {
    const killing = await killRepeatedly(folder, 10, Date.now())
    expect(killing.acknowledged).toBeGreaterThan(10)
    expect(killing).toMatchObject({ kills: 10, lost: [], unopened: [], findings: [], leftOver: [] })
  }
)
