/** The team folder: a folder that any sync engine replicates, through which copies of a project meet. */
import { z } from 'zod'
import { coderId } from '../ids.ts'
import { setAside } from './mergeMethods.ts'
import { method, nothing, task } from './method.ts'
import { fileHandle, time } from './views.ts'

/** What came from one coder at one time. */
export const teamArrival = z.strictObject({
  time,
  coder: coderId.nullable(),
  /** '' where it is not known. */
  name: z.string(),
  /** Annotations that are new, and in how many documents. */
  annotations: z.number(),
  documents: z.number(),
  /** All changes, those included. */
  changes: z.number()
})
export type TeamArrivalView = z.infer<typeof teamArrival>

/** A file that is there and was not taken. */
const waitingFile = z.strictObject({
  /** Whose folder it lies in, and its name there. */
  folder: z.string(),
  name: z.string(),
  why: z.enum(['incomplete', 'newerFormat', 'otherProject', 'tooLarge', 'unreadable']),
  sentence: z.string(),
  since: time
})
export type TeamWaiting = z.infer<typeof waitingFile>

export const teamStatus = z.strictObject({
  /** The folder's name; null: none was chosen on this machine. */
  folder: z.string().nullable(),
  /** Why it cannot be used now, or was left, and what to do; '' where all is well. */
  problem: z.string(),
  isWorking: z.boolean(),
  /** Everything here lies in the folder. */
  isWritten: z.boolean(),
  looked: time.nullable(),
  /** Who has a folder in it, and when something came from there last. */
  people: z.array(
    z.strictObject({ coder: coderId, name: z.string(), isMe: z.boolean(), last: time.nullable() })
  ),
  /** Newest first, of the last 200. */
  arrivals: z.array(teamArrival),
  waiting: z.array(waitingFile),
  /** Copies that a sync engine made of a file: read like any other, and kept. */
  copies: z.number(),
  /** Files and folders that are none of Parley's: left alone. */
  others: z.number(),
  setAside: z.array(setAside)
})
export type TeamStatus = z.infer<typeof teamStatus>

export const teamMethods = {
  'team.status': method(nothing, teamStatus),
  /** Takes a folder: an empty one is begun, one of this project is joined; one of another project, or with other files in it, is refused. */
  'team.choose': method(
    z.strictObject({ folder: fileHandle }),
    z.strictObject({ began: z.boolean(), status: teamStatus })
  ),
  /** Leaves the folder: nothing in it is touched. */
  'team.leave': method(nothing, teamStatus),
  /** Reads and writes once, now. Counts what that brought. */
  'team.sync': task(
    {},
    z.strictObject({
      /** Changes taken and written. */
      taken: z.number(),
      written: z.number(),
      arrivals: z.array(teamArrival),
      status: teamStatus
    })
  )
} as const
