/** Corrections that are not stored yet: one file a document in the user's settings, so that a crash or a closed window loses nothing. */
import fs from 'node:fs'
import path from 'node:path'
import { correctionDraft, type CorrectionDraft } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { writeWhole } from '../io/wholeFile.ts'
import { isNodeError, problemOf } from './nodeErrors.ts'

/** A project by its key, and one of its documents. */
type Place = { readonly project: string; readonly document: DocumentId }

/** The draft that was left behind; null where there is none, or none that can be read. */
export function readDraft(settings: string, place: Place): CorrectionDraft | null {
  let text: string
  try {
    text = fs.readFileSync(fileOf(settings, place), 'utf8')
  } catch (error) {
    if (isNodeError(error)) return null
    throw error
  }
  try {
    const draft = correctionDraft.safeParse(JSON.parse(text))
    return draft.success ? draft.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Keeps a draft in place of the last one; null forgets it. Throws the problem of a folder that cannot be written. */
export function keepDraft(settings: string, place: Place, draft: CorrectionDraft | null): void {
  const file = fileOf(settings, place)
  try {
    if (draft === null) fs.rmSync(file, { force: true })
    else {
      fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      writeWhole(file, JSON.stringify(draft), 'private')
    }
  } catch (error) {
    throw problemOf(error, file, 'writing')
  }
}

/** Ids are letters, digits and underscores; anything else would be a name of its own making. */
function fileOf(settings: string, { project, document }: Place): string {
  const name = `${project}-${document}`.replaceAll(/[^\w-]/g, '_')
  return path.join(settings, 'drafts', `${name.slice(0, 200)}.json`)
}
