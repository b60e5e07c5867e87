import { describe, expect, it } from 'vitest'
import { readShellArguments } from './shellArguments.ts'

describe('what Electron was started with', () => {
  it('works without a window when the first word is a verb', () => {
    expect(readShellArguments(['export', 'a.parley', '--json'], '/home/ann')).toEqual({
      kind: 'verb',
      args: ['export', 'a.parley', '--json']
    })
    expect(readShellArguments(['--help'], '/')).toMatchObject({ kind: 'verb' })
  })

  it('opens files that were named, from where the program was started, and leaves Chromium its switches', () => {
    expect(readShellArguments(['--no-sandbox', 'Talks é.parley', '/tmp/export.md'], '/home/ann')).toEqual({
      kind: 'window',
      files: ['/home/ann/Talks é.parley', '/tmp/export.md']
    })
    expect(readShellArguments([], '/')).toEqual({ kind: 'window', files: [] })
    expect(readShellArguments(['./export'], '/home/ann')).toEqual({
      kind: 'window',
      files: ['/home/ann/export']
    })
  })
})
