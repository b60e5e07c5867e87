/** Choosing files: the shell's own dialog where there is one, else the window's. */
import type { Parley } from './parley.ts'
import { toast } from './tell.ts'
import type { ChosenFile, FilePurpose } from './workspace.ts'

const endings: Readonly<Record<FilePurpose, readonly string[]>> = {
  openProject: ['.parley'],
  newProject: ['.parley'],
  mergeProject: ['.parley'],
  importDocuments: ['.txt', '.md', '.markdown', '.html', '.htm', '.docx'],
  importCodebook: ['.csv', '.json'],
  importDataset: ['.csv', '.jsonl'],
  exportDataset: ['.csv', '.jsonl'],
  exportReport: ['.html', '.md'],
  exportCodebook: ['.csv', '.json'],
  shareProject: ['.parley'],
  saveMergeReport: ['.html'],
  exportAgreement: ['.csv', '.md'],
  teamFolder: []
}

/** Files for a purpose, as opaque handles; null where the choice was left. */
export async function chooseFiles(
  parley: Parley,
  purpose: FilePurpose,
  suggestedName = ''
): Promise<readonly ChosenFile[] | null> {
  if (parley.session.getState().about?.nativeDialogs) {
    const answer = await parley.client.call('files.pick', { purpose, suggestedName })
    if (answer.ok) return answer.value
    if (answer.problem.code !== 'noNativeDialogs') {
      toast(parley, answer.problem)
      return null
    }
  }
  return new Promise((resolve) => {
    parley.workspace.getState().fileRequest?.resolve(null)
    parley.workspace.setState({ fileRequest: { purpose, suggestedName, endings: endings[purpose], resolve } })
  })
}

/** One file for a purpose. */
export async function chooseFile(
  parley: Parley,
  purpose: FilePurpose,
  suggestedName = ''
): Promise<ChosenFile | null> {
  return (await chooseFiles(parley, purpose, suggestedName))?.[0] ?? null
}

/** Hands dropped documents to the host as bytes; what it refuses is told and left out. */
export async function takeDropped(parley: Parley, files: readonly File[]): Promise<readonly ChosenFile[]> {
  const taken: ChosenFile[] = []
  for (const file of files) {
    const answer = await parley.client.call('files.dropped', {
      name: file.name,
      bytes: base64(new Uint8Array(await file.arrayBuffer()))
    })
    if (answer.ok) taken.push(answer.value)
    else toast(parley, answer.problem)
  }
  return taken
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}
