/** Choosing colleagues' files and looking at what merging them would do. */
import { chooseFiles } from './files.ts'
import type { Parley } from './parley.ts'

/** Lets project files be chosen, then shows what merging them would bring; nothing is changed before that was seen. */
export async function chooseToMerge(parley: Parley): Promise<void> {
  const files = await chooseFiles(parley, 'mergeProject')
  if (!files || files.length === 0) return
  parley.workspace.setState({ view: 'team', teamPart: 'sharing', dialog: { kind: 'merge', files } })
}
