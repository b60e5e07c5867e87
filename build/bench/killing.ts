/** Kills a working Parley at random moments and looks at what it leaves. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { must } from '../../shared/errors.ts'
import type { AnnotationId, DocumentId } from '../../shared/ids.ts'
import { startBenchHost, type BenchHost } from './benchHost.ts'
import type { Acknowledged } from './killed.ts'
import { madeUpText, randomFrom } from './texts.ts'

export type Killing = {
  readonly kills: number
  /** Acknowledged before a kill, all of them, and those that were not there after it. */
  readonly acknowledged: number
  readonly lost: readonly string[]
  /** Sentences of openings that failed, and of what the doctor found. */
  readonly unopened: readonly string[]
  readonly findings: readonly string[]
  /** Files beside the project after it was closed again. */
  readonly leftOver: readonly string[]
}

/**
 * Kills `count` times, tagging and importing in turn, in one project that lives on from kill to kill. After each kill the project is opened,
 * everything that was ever acknowledged is looked for, and the doctor examines it. `seed` chooses the moments.
 */
export async function killRepeatedly(
  folder: string,
  count: number,
  seed: number,
  say: (line: string) => void = () => undefined
): Promise<Killing> {
  const random = randomFrom(seed)
  const file = path.join(folder, 'killed.parley')
  await makeProject(folder, file)
  const known: Acknowledged[] = []
  const lost = new Set<string>()
  const [unopened, findings, leftOver]: [string[], string[], string[]] = [[], [], []]
  for (let kill = 1; kill <= count; kill++) {
    const said = await killOnce(folder, file, kill % 2 === 1 ? 'tag' : 'import', random() * 400)
    known.push(...said)
    const host = startBenchHost(folder)
    try {
      const opened = await host.client.call('project.open', { file: host.handleOf(file) })
      if (!opened.ok) unopened.push(`after kill ${kill}: ${opened.problem.code}`)
      else {
        for (const missing of await lookFor(host, known)) lost.add(missing)
        const examined = must(await host.client.call('project.doctor', {}))
        findings.push(...examined.findings.map((finding) => `after kill ${kill}: ${finding.sentence}`))
      }
    } finally {
      await host.close()
    }
    leftOver.push(
      ...fs.readdirSync(folder).filter((name) => name.startsWith('killed.parley') && name !== 'killed.parley')
    )
    say(`kill ${kill}/${count}: ${said.length} acknowledged, ${lost.size} lost, ${findings.length} findings`)
  }
  return {
    kills: count,
    acknowledged: known.length,
    lost: [...lost],
    unopened,
    findings,
    leftOver: [...new Set(leftOver)]
  }
}

async function makeProject(folder: string, file: string): Promise<void> {
  const host = startBenchHost(folder)
  try {
    const { client } = host
    must(
      await client.call('project.create', { file: await host.newFile(path.basename(file)), name: 'Killed' })
    )
    must(await client.call('project.chooseCoder', { name: 'Ada', initials: 'A' }))
    must(await client.call('command.run', { command: 'issue.create', input: { name: 'Ceasefire' } }))
    must(await client.call('command.run', { command: 'issue.create', input: { name: 'Sanctions' } }))
    const source = path.join(folder, 'first.txt')
    fs.writeFileSync(source, madeUpText(100_000, 1))
    must(await client.call('import.accept', { files: [{ handle: host.handleOf(source) }] }))
  } finally {
    await host.close()
  }
}

/** Starts the work, kills it `delay` ms after its first word, and gives what it had said. */
function killOnce(
  folder: string,
  file: string,
  work: 'tag' | 'import',
  delay: number
): Promise<readonly Acknowledged[]> {
  return new Promise((resolve, reject) => {
    const program = fileURLToPath(new URL('./killed.ts', import.meta.url))
    const child = spawn(process.execPath, [program, folder, file, work], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let said = ''
    let isKilled = false
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      if (said === '') {
        setTimeout(() => {
          isKilled = true
          child.kill('SIGKILL')
        }, delay)
      }
      said += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (!isKilled) return reject(new Error(`The process that was to be killed ended by itself (${code})`))
      // The last line may have been cut by the kill.
      const lines = said.split('\n').slice(0, -1)
      resolve(lines.map((line) => JSON.parse(line) as Acknowledged))
    })
  })
}

async function lookFor({ client }: BenchHost, known: readonly Acknowledged[]): Promise<readonly string[]> {
  const annotations = known.flatMap((one) => ('annotation' in one ? [one] : []))
  const documents = known.flatMap((one) => ('document' in one ? [one.document] : []))
  const quotes = new Map<string, string>()
  for (let i = 0; i < annotations.length; i += 5000) {
    const asked = annotations.slice(i, i + 5000).map((one) => one.annotation as AnnotationId)
    for (const view of must(await client.call('annotations.get', { annotations: asked })))
      quotes.set(view.id, view.anchor.quote)
  }
  const missing = annotations
    .filter((one) => quotes.get(one.annotation) !== one.quote)
    .map((one) => one.annotation)
  for (const document of documents) {
    const opened = await client.call('document.open', { document: document as DocumentId })
    if (!opened.ok || !opened.value.revision) missing.push(document)
  }
  return missing
}
