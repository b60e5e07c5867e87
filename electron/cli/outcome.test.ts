import { expect, it } from 'vitest'
import type { CliIo } from './io.ts'
import { printOutcome, printProblem } from './outcome.ts'

function streams(): CliIo & { readonly said: () => string } {
  let said = ''
  return {
    out: (text) => (said += text),
    err: (text) => (said += text),
    errIsTerminal: true,
    folder: '/',
    onInterrupt: () => () => undefined,
    said: () => said
  }
}

it('prints a colleague’s words without what a terminal would take for commands', () => {
  const io = streams()
  const name = 'Béa \u001b]0;owned\u0007\u009b31m 🕊️ سلام'
  printOutcome(io, 'merge', { end: 'done', json: {}, text: `${name}\n\ttwo`, notes: [name] }, { json: false })
  printProblem(io, 'merge', { code: 'otherProject', about: { name } }, { json: false })
  expect(io.said()).toContain('Béa �]0;owned��31m 🕊️ سلام\n\ttwo\n')
  expect(io.said().replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u)
})
