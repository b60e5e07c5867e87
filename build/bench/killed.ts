/**
 * The process that is killed: `node killed.ts HOME FILE tag|import`. Works in the project without a pause and says each thing on stdout, one
 * JSON line, only after the host has acknowledged it.
 */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { must } from '../../shared/errors.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { startBenchHost, type BenchHost } from './benchHost.ts'
import { madeUpPassages, madeUpText } from './texts.ts'

/** What was acknowledged. */
export type Acknowledged =
  { readonly annotation: string; readonly quote: string } | { readonly document: string }

const [home = '', file = '', work = ''] = process.argv.slice(2)
const host = startBenchHost(home)
must(await host.client.call('project.open', { file: host.handleOf(file) }))
const { coders } = must(await host.client.call('codebook.get', {}))
const [coder] = coders
if (coder) must(await host.client.call('project.chooseCoder', { coder: coder.id }))
await (work === 'tag' ? tagForEver(host) : importForEver(host))

async function tagForEver({ client }: BenchHost): Promise<never> {
  const { documents } = must(await client.call('documents.page', {}))
  const [first] = documents
  if (!first) throw new Error('There is nothing to tag')
  const { revision } = must(await client.call('document.open', { document: first.id }))
  const { issues, stances } = must(await client.call('codebook.get', {}))
  if (!revision) throw new Error('There is no text to tag')
  for (let round = process.pid; ; round++) {
    for (const at of madeUpPassages(revision.text, 50, round)) {
      const input = {
        document: first.id,
        revision: revision.hash,
        ...at,
        issue: issues[at.start % issues.length]?.id,
        stance: stances[at.end % stances.length]?.id,
        note: 'é é 🕊️ سلام'
      }
      const { made } = must(await client.call('command.run', { command: 'annotation.tag', input }))
      const [annotation] = made
      if (annotation) say({ annotation: annotation.id, quote: revision.text.slice(at.start, at.end) })
    }
  }
}

async function importForEver(host: BenchHost): Promise<never> {
  const { client } = host
  for (let round = 0; ; round++) {
    const source = path.join(home, `import-${process.pid}-${round}.txt`)
    fs.writeFileSync(source, madeUpText(30_000, process.pid * 1000 + round))
    const { documents } = must(
      await client.call('import.accept', { files: [{ handle: host.handleOf(source) }] })
    )
    for (const { document } of documents) say({ document: document satisfies DocumentId })
    fs.rmSync(source)
  }
}

/** Written at once, so that what was said is in the pipe when the process dies. */
function say(acknowledged: Acknowledged): void {
  fs.writeSync(1, `${JSON.stringify(acknowledged)}\n`)
}
