/** What every verb works with: a host of its own, one open project, and who is coding. */
import fs from 'node:fs'
import path from 'node:path'
import type { EventOf, InputOf, MethodName, OutputOf } from '../../shared/api/contract.ts'
import type { ProjectState } from '../../shared/api/views.ts'
import { fail, must } from '../../shared/errors.ts'
import { initialsFor } from '../../shared/export/knownCodebook.ts'
import type { CoderId } from '../../shared/ids.ts'
import { directHost } from '../host/directHost.ts'
import { licences, productVersion } from '../product.ts'
import { findCoder } from './coderNamed.ts'
import type { CliIo } from './io.ts'
import { showProgress } from './progress.ts'

/** Under this name every task of the command line runs, so that Ctrl+C can end it. */
export const taskName = 'command line'

export type Work = {
  readonly io: CliIo
  /** Calls a method; a problem is thrown as a ProblemError. */
  call<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>>
  /** Hears what a search finds; the function it gives ends that. */
  onHits(listener: (hits: EventOf<'hits'>['hits']) => void): () => void
  /** The handle of a file named on the command line. */
  handleOf(file: string): string
  /** The project file that is named on the command line, where its ending may be left out. */
  projectNamed(file: string): string
  /** Opens a project. 'write' fails where it can only be read. The ending .parley may be left out. */
  open(file: string, mode: 'read' | 'write'): Promise<ProjectState>
  /** Who is coding: the one named, made if there is none of that name; else the one who coded here last, else the only one. */
  codeAs(name: string | undefined): Promise<CoderId>
}

/** Runs a verb with a host of its own; whatever happens, the project is closed, so that one file is at rest. */
export async function withHost<T>(io: CliIo, verb: (work: Work) => Promise<T>): Promise<T> {
  const host = directHost({
    version: productVersion,
    licences: licences(),
    onBug: (where, error) =>
      io.err(`parley: ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  })
  const { client } = host
  const hideProgress = showProgress(client, io)
  let isEnded = false
  const stopListening = io.onInterrupt(() => {
    isEnded = true
    void client.call('task.cancel', { task: taskName })
  })
  const work: Work = {
    io,
    call: async (method, input) => must(isEnded ? fail('cancelled') : await client.call(method, input)),
    onHits: (listener) => client.on('hits', ({ hits }) => listener(hits)),
    handleOf: (file) => host.handleOf(path.resolve(io.folder, file)),
    projectNamed: (file) => projectFile(path.resolve(io.folder, file)),
    open: async (file, mode) => {
      const found = host.handleOf(work.projectNamed(file))
      const state = must(await client.call('project.open', { file: found }))
      if (mode === 'write' && state.readOnly === 'locked')
        must(fail('projectLocked', { name: state.fileName }))
      if (mode === 'write' && state.readOnly === 'newer') must(fail('projectNewer', { name: state.fileName }))
      if (mode === 'write' && state.readOnly !== null) must(fail('readOnly'))
      return whole(state)
    },
    codeAs: (name) => codeAs(work, name)
  }
  /** Waits until the tables of a file that was last written elsewhere are made anew: figures from half of them would be wrong. */
  const whole = async (state: ProjectState): Promise<ProjectState> => {
    let now = state
    while (now.notices.some((notice) => notice.code === 'checking')) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      now = (await work.call('project.current', {})) ?? must(fail('noProject'))
    }
    return now
  }
  try {
    return await verb(work)
  } finally {
    stopListening()
    hideProgress()
    await host.close()
  }
}

async function codeAs(work: Work, name: string | undefined): Promise<CoderId> {
  const { coders } = await work.call('codebook.get', {})
  if (name !== undefined) {
    const trimmed = name.trim()
    const found = findCoder(coders, trimmed)
    return choose(found ? { coder: found.id } : { name: trimmed, initials: initialsFor(trimmed) })
  }
  const current = (await work.call('project.current', {}))?.coder
  if (current) return current
  const own = coders.filter((coder) => coder.joinedInto === null)
  const { coderName } = await work.call('settings.get', {})
  const known = own.find((coder) => coder.name === coderName) ?? (own.length === 1 ? own[0] : undefined)
  return known ? choose({ coder: known.id }) : must(fail('noCoder'))

  async function choose(input: InputOf<'project.chooseCoder'>): Promise<CoderId> {
    const { coder } = await work.call('project.chooseCoder', input)
    return coder ?? must(fail('noCoder'))
  }
}

function projectFile(file: string): string {
  return !fs.existsSync(file) && fs.existsSync(`${file}.parley`) ? `${file}.parley` : file
}
