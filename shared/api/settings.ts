/** What outlives projects and files: kept in the user's settings, the same for every shell. */
import { z } from 'zod'

/** Settings that change: those named change, the rest stay. */
export const settingsChange = z
  .strictObject({
    theme: z.enum(['system', 'light', 'dark', 'contrast']),
    language: z.string().max(35),
    /** Percent of the text's size. */
    textZoom: z.number().min(50).max(300),
    /** Characters in a line of the text, as many as there is room for. */
    lineWidth: z.number().int().min(40).max(120),
    /** What the text is set in. 'spaced': without serifs, letters, words and lines further apart. */
    font: z.enum(['serif', 'sans', 'spaced']),
    colourBy: z.enum(['issue', 'stance', 'actor', 'coder']),
    panes: z.record(z.string().max(60), z.union([z.number(), z.boolean(), z.string().max(200)])),
    /** Single-key commands (T, R, J, K, digits …) can be switched off. */
    singleKeys: z.boolean(),
    /** Command -> its one chord; `None`: it has no key. Commands that are not named have their usual keys. */
    keys: z.record(z.string().max(80), z.string().max(40)),
    /** What the backups of one project may take together; the newest always stays. */
    backupMegabytes: z.number().int().min(50).max(1_000_000),
    /** Project (by `ProjectState.key`) -> where its window stood, as the window writes it down. Of the newest 50. */
    left: z.record(z.string().max(40), z.string().max(4000)),
    /** Project (by `ProjectState.key`) -> offers to join that were declined on this machine, by their ids. */
    declined: z.record(z.string().max(40), z.array(z.string().max(40)).max(5000)),
    /** The coder picked last: offered first in the next project. */
    coderName: z.string().max(1000)
  })
  // Never `settings.partial()`: Zod puts the defaults in, and one change would take all the others back.
  .partial()
const parts = settingsChange.shape
/** All of the settings, with what holds where nothing was chosen. */
export const settings = z.strictObject({
  theme: parts.theme.unwrap().default('system'),
  language: parts.language.unwrap().default('en'),
  textZoom: parts.textZoom.unwrap().default(100),
  lineWidth: parts.lineWidth.unwrap().default(70),
  font: parts.font.unwrap().default('serif'),
  colourBy: parts.colourBy.unwrap().default('issue'),
  panes: parts.panes.unwrap().default({}),
  singleKeys: parts.singleKeys.unwrap().default(true),
  keys: parts.keys.unwrap().default({}),
  backupMegabytes: parts.backupMegabytes.unwrap().default(2000),
  left: parts.left.unwrap().default({}),
  declined: parts.declined.unwrap().default({}),
  coderName: parts.coderName.unwrap().default('')
})
export type Settings = z.infer<typeof settings>
