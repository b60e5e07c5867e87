/** What is left after Parley is killed while it merges. The benchmark `kills` does this a hundred times. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { killMerges } from './mergeKilling.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-merge-kills-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test(
  'four kills while merging leave the old state or the new one, and a file that opens',
  { timeout: 240_000 },
  async () => {
    const killing = await killMerges(folder, 4, Date.now())
    expect(killing).toMatchObject({ kills: 4, wrong: [], leftOver: [] })
    expect(killing.old + killing.merged).toBe(4)
  }
)
