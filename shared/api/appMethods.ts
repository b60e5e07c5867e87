/** The program itself, its settings, and files: names and opaque handles, never a path. */
import { z } from 'zod'
import { method, nothing } from './method.ts'
import { settings, settingsChange } from './settings.ts'
import { fileEntry, fileHandle, recentProject } from './views.ts'

/** What a file or folder is looked for. */
const filePurpose = z.enum([
  'openProject',
  'newProject',
  'importDocuments',
  'importCodebook',
  'importDataset',
  'exportDataset',
  'exportReport',
  'exportCodebook',
  'mergeProject',
  'shareProject',
  'saveMergeReport',
  'exportAgreement',
  'teamFolder'
])

export const appMethods = {
  'app.about': method(
    nothing,
    z.strictObject({
      version: z.string(),
      shell: z.enum(['electron', 'browser', 'direct']),
      nativeDialogs: z.boolean(),
      platform: z.string(),
      licences: z.string()
    })
  ),
  'settings.get': method(nothing, settings),
  'settings.set': method(settingsChange, settings),
  'recent.list': method(nothing, z.array(recentProject)),
  'recent.forget': method(z.strictObject({ handle: fileHandle }), nothing),
  'task.cancel': method(z.strictObject({ task: z.string().max(60) }), nothing),
  /** Native dialogs; fails with noNativeDialogs where the shell has none (then the window shows `files.browse`). Null: cancelled. */
  'files.pick': method(
    z.strictObject({
      purpose: filePurpose,
      suggestedName: z.string().max(200).default('')
    }),
    z.array(z.strictObject({ handle: fileHandle, name: z.string() })).nullable()
  ),
  /** A folder at or below the user's home; without `folder`, the one used last for what is looked for. `way`: the folders from home down to it, itself last. */
  'files.browse': method(
    z.strictObject({
      folder: fileHandle.optional(),
      purpose: filePurpose.optional(),
      endings: z.array(z.string().max(12)).default([])
    }),
    z.strictObject({
      folder: fileHandle,
      way: z.array(z.strictObject({ handle: fileHandle, name: z.string() })),
      entries: z.array(fileEntry),
      writable: z.boolean()
    })
  ),
  'files.name': method(
    z.strictObject({
      folder: fileHandle,
      name: z.string().min(1).max(200),
      mayExist: z.boolean().default(false)
    }),
    z.strictObject({ handle: fileHandle, name: z.string(), exists: z.boolean() })
  ),
  /** A dropped or pasted document, as base64; never a project. */
  'files.dropped': method(
    z.strictObject({ name: z.string().min(1).max(255), bytes: z.base64() }),
    z.strictObject({ handle: fileHandle, name: z.string() })
  )
} as const
