import { describe, expect, test } from 'vitest'
import { readStartOptions } from './start.ts'

describe('the options of npm start', () => {
  test('without any, Electron is wanted', () => {
    expect(readStartOptions([])).toEqual({
      help: false,
      browser: false,
      open: true,
      port: undefined,
      file: undefined
    })
  })
  test('an option that only the browser shell has asks for it', () => {
    expect(readStartOptions(['--no-open'])).toMatchObject({ browser: true, open: false })
    expect(readStartOptions(['--port', '8123', 'Kriegsende é.parley'])).toMatchObject({
      browser: true,
      port: '8123',
      file: 'Kriegsende é.parley'
    })
  })
  test.each([[['--port', 'web']], [['--port', '65536']], [['a.parley', 'b.parley']], [['--colour']]])(
    'wrong ones get a sentence: %j',
    (args) => {
      expect(readStartOptions(args)).toHaveProperty('wrong')
    }
  )
})
