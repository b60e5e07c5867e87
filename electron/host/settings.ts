/** The user's settings, recent projects and who codes what: one JSON file outside all projects, written whole or not at all. */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { settings as settingsSchema, settingsChange, type Settings } from '../../shared/api/settings.ts'
import { coderId, type CoderId } from '../../shared/ids.ts'
import { writeWhole } from '../io/wholeFile.ts'
import type { LookedFor } from './lookedFor.ts'
import { isNodeError, problemOf } from './nodeErrors.ts'

const recent = z.strictObject({ path: z.string(), name: z.string(), opened: z.number() })
export type Recent = z.infer<typeof recent>

const stored = z.object({
  settings: settingsChange.default({}),
  recents: z.array(recent).default([]),
  /** By project: who is coding on this machine. */
  coders: z.record(z.string(), coderId).default({}),
  /** The folder used last for anything but the team folder, in which nothing else is looked for. */
  lastFolder: z.string().nullable().default(null),
  /** By what was looked for. */
  lastFolders: z.record(z.string(), z.string()).default({}),
  /** Stands for this installation in the project files it writes. */
  installation: z.string().max(100).default('')
})
type Stored = z.infer<typeof stored>

export type SettingsStore = ReturnType<typeof makeSettings>

/** How many recent projects are kept. */
const recentLimit = 20

/**
 * The settings in `folder`; `newName` gives unguessable text, for naming this installation. Read anew before each write, since another shell
 * may have written meanwhile. Where they cannot be written, what Parley notes by itself is kept until the host ends, so that projects open all
 * the same; what somebody sets or forgets throws the problem.
 */
export function makeSettings(folder: string, newName: () => string) {
  const file = path.join(folder, 'settings.json')
  let unwritten: Stored | null = null

  return {
    get: (): Settings => settingsSchema.parse(read().settings),
    set(change: Partial<Settings>): Settings {
      const now = update((old) => ({ ...old, settings: { ...old.settings, ...change } }))
      return settingsSchema.parse(now.settings)
    },
    recents: (): readonly Recent[] => read().recents,
    remember(project: Recent): void {
      note((old) => ({
        ...old,
        recents: [project, ...old.recents.filter((one) => one.path !== project.path)].slice(0, recentLimit)
      }))
    },
    forget(projectPath: string): void {
      update((old) => ({ ...old, recents: old.recents.filter((one) => one.path !== projectPath) }))
    },
    coderOf: (project: string): CoderId | null => read().coders[project] ?? null,
    setCoder(project: string, coder: CoderId): void {
      note((old) => ({ ...old, coders: { ...old.coders, [project]: coder } }))
    },
    installation: (): string =>
      read().installation ||
      note((old) => ({ ...old, installation: old.installation || newName() })).installation,
    /** Where to begin: what was never looked for begins where anything was last. */
    lastFolder(what: LookedFor | null): string | null {
      const { lastFolder, lastFolders } = read()
      return (what === null ? undefined : lastFolders[what]) ?? lastFolder
    },
    rememberFolder(folder: string, what: LookedFor | null): void {
      const change = (old: Stored): Stored => ({
        ...old,
        lastFolder: what === 'teamFolder' ? old.lastFolder : folder,
        lastFolders: what === null ? old.lastFolders : { ...old.lastFolders, [what]: folder }
      })
      const old = read()
      if (JSON.stringify(change(old)) !== JSON.stringify(old)) note(change)
    }
  }

  function read(): Stored {
    if (unwritten) return unwritten
    let text: string
    try {
      text = fs.readFileSync(file, 'utf8')
    } catch (error) {
      if (isNodeError(error)) return stored.parse({})
      throw error
    }
    const known = stored.safeParse(parsed(text))
    return known.success ? known.data : stored.parse({})
  }

  function update(change: (old: Stored) => Stored): Stored {
    const next = change(read())
    try {
      store(next)
    } catch (error) {
      throw problemOf(error, file, 'writing')
    }
    return next
  }

  /** The same for what nobody asked for: it must not keep a project from being opened. */
  function note(change: (old: Stored) => Stored): Stored {
    const next = change(read())
    try {
      store(next)
    } catch (error) {
      if (!isNodeError(error)) throw error
      unwritten = next
    }
    return next
  }

  function store(next: Stored): void {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    setBrokenAside()
    writeWhole(file, `${JSON.stringify(next, null, 2)}\n`, 'private')
    unwritten = null
  }

  /** Settings that cannot be read are kept under another name, not written over. */
  function setBrokenAside(): void {
    if (!fs.existsSync(file) || stored.safeParse(parsed(fs.readFileSync(file, 'utf8'))).success) return
    fs.renameSync(file, path.join(folder, 'settings.broken.json'))
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
