/** The open project: opened, made, closed, backed up, examined. */
import { z } from 'zod'
import { coderId } from '../ids.ts'
import { method, nothing, task } from './method.ts'
import { fileHandle, finding, projectState } from './views.ts'

export const projectMethods = {
  'project.current': method(nothing, projectState.nullable()),
  'project.create': method(
    z.strictObject({ file: fileHandle, name: z.string().min(1).max(1000) }),
    projectState
  ),
  /** A project file with the sample in it, written where `file` says, or among the user's documents. */
  'project.openSample': method(z.strictObject({ file: fileHandle.optional() }), projectState),
  'project.open': method(z.strictObject({ file: fileHandle }), projectState),
  'project.close': method(nothing, nothing),
  /** Who is coding on this machine in this project: one that is there, or a new one by name. */
  'project.chooseCoder': method(
    z.union([
      z.strictObject({ coder: coderId }),
      z.strictObject({ name: z.string().min(1).max(1000), initials: z.string().min(1).max(8) })
    ]),
    projectState
  ),
  'project.backup': task({}, z.strictObject({ name: z.string() })),
  'project.doctor': task(
    { repair: z.boolean().default(false) },
    z.strictObject({
      findings: z.array(finding),
      checked: z.record(z.string(), z.number()),
      repaired: z.boolean(),
      backup: z.string()
    })
  )
} as const
