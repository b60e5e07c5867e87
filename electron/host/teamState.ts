/** A project's team folder while the project is open: what is remembered, what waits, what is wrong. */
import type { TeamStatus, TeamWaiting } from '../../shared/api/teamMethods.ts'
import { sentenceOf, type Problem } from '../../shared/errors.ts'
import type { CoderId, RecordId } from '../../shared/ids.ts'
import { sentenceOfSetAside } from '../../shared/merge/setAsideWords.ts'
import path from 'node:path'
import { readRecord } from '../db/read.ts'
import { batchesSince } from '../db/teamLog.ts'
import type { Core } from './core.ts'
import type { ProjectSession } from './projectSession.ts'
import type { TeamArrival, TeamMemory } from './teamMemory.ts'

/** A file that is there and was not taken: `state` tells whether it is still the same. Times in milliseconds. */
export type Waiting = {
  readonly why: TeamWaiting['why']
  readonly state: string
  readonly since: number
  readonly tried: number
}

export type Team = {
  readonly core: Core
  readonly session: ProjectSession
  readonly memory: TeamMemory
  /** By `subfolder/name`. */
  readonly waiting: Map<string, Waiting>
  /** Sessions that wrote to the folder before this opening: their small files may become one. */
  readonly ended: Set<string>
  /** Texts that are here, so that nobody asks again. */
  readonly blobsHere: Set<string>
  /** Ends what runs for this folder when it is left. */
  readonly ending: AbortController
  problem: Problem | null
  looked: number | null
  isWorking: boolean
  hasRead: boolean
  copies: number
  others: number
}

/** How long a file may be on its way before it is told, in milliseconds. */
const patience = 60_000

export function newTeam(core: Core, session: ProjectSession, memory: TeamMemory): Team {
  return {
    core,
    session,
    memory,
    waiting: new Map(),
    ended: new Set(Object.keys(memory.written)),
    blobsHere: new Set(),
    ending: new AbortController(),
    problem: null,
    looked: null,
    isWorking: false,
    hasRead: false,
    copies: 0,
    others: 0
  }
}

/** The folder's name, as sentences say it. */
export function folderName(team: Team): string {
  return path.basename(team.memory.folder)
}

/** The state in the contract's words; without a team, that there is none, and why. */
export function statusOf(session: ProjectSession, team: Team | null, left: Problem | null): TeamStatus {
  if (!team)
    return {
      folder: null,
      problem: left ? sentenceOf(left) : '',
      isWorking: false,
      isWritten: false,
      looked: null,
      people: [],
      arrivals: [],
      waiting: [],
      copies: 0,
      others: 0,
      setAside: []
    }
  const { memory, core } = team
  const last = (coder: CoderId): number | null =>
    memory.arrivals.find((arrival) => arrival.coder === coder)?.time ?? null
  return {
    folder: folderName(team),
    problem: team.problem ? sentenceOf(team.problem) : '',
    isWorking: team.isWorking,
    isWritten: batchesSince(session.file, memory.looked, 1).batches.length === 0,
    looked: team.looked,
    people: [...new Set(Object.values(memory.people))].map((coder) => ({
      coder,
      name: coderName(session, coder),
      isMe: coder === session.coder,
      last: last(coder)
    })),
    arrivals: memory.arrivals.map((arrival) => arrivalView(session, arrival)),
    waiting: [...team.waiting].flatMap(([key, waiting]) => toldOf(key, waiting, core.ports.clock())),
    copies: team.copies,
    others: team.others,
    setAside: Object.entries(memory.setAside).map(([why, count]) => ({
      why,
      count,
      sentence: sentenceOfSetAside(why, count)
    }))
  }
}

export function arrivalView(session: ProjectSession, arrival: TeamArrival): TeamStatus['arrivals'][number] {
  return { ...arrival, name: arrival.coder === null ? '' : coderName(session, arrival.coder) }
}

/** A coder's name; '' where the coder is not here. */
export function coderName(session: ProjectSession, coder: CoderId): string {
  const name = readRecord(session.file, { kind: 'coder', id: coder as RecordId })?.shown['name']
  return typeof name === 'string' ? name : ''
}

function toldOf(key: string, { why, since }: Waiting, now: number): TeamStatus['waiting'] {
  const slash = key.indexOf('/')
  const name = key.slice(slash + 1)
  const isLate = now - since > patience
  const sentence = why === 'incomplete' ? sentences[isLate ? 'late' : 'incomplete'] : sentences[why]
  return [{ folder: key.slice(0, slash), name, why, sentence, since }]
}

const sentences = {
  incomplete: 'Still being copied. It is taken as soon as it is whole.',
  late: 'Not whole for a while: the sync has stopped, or the file is damaged. Check that both computers are online; it is tried again by itself.',
  newerFormat: 'Written by a newer version of Parley. Update Parley to take it.',
  otherProject: 'Belongs to another project and is left alone. Move it out of the team folder.',
  tooLarge:
    'Larger than Parley takes, so it is left alone. Ask whoever wrote it for a copy of the project and merge that.',
  unreadable: 'Cannot be read. Check that you may open it; it is tried again by itself.'
} as const
