/** `parley info`: what a project holds. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { counted } from './counted.ts'
import type { Verb } from './program.ts'
import type { Work } from './work.ts'

export const addInfo: Verb = (program, run) => {
  program
    .command('info')
    .description('print what a project holds: its documents, figures and coders')
    .argument('<project>', 'the project file')
    .addHelpText('after', '\nExample:\n  parley info talks --json')
    .action((project: string) =>
      run('info', async (work) => {
        const state = await work.open(project, 'read')
        const codebook = await work.call('codebook.get', {})
        const documents = await documentsOf(work)
        const { counts, name, fileName, readOnly, savedAt, notices } = state
        const people = codebook.coders.map(({ id, name: called, uses }) => ({
          id,
          name: called,
          annotations: uses
        }))
        const figures = {
          ...counts,
          issues: codebook.issues.length,
          stances: codebook.stances.length,
          actors: codebook.actors.length,
          coders: people.length
        }
        return {
          end: 'done',
          json: {
            name,
            fileName,
            readOnly,
            savedAt: savedAt === null ? null : new Date(savedAt).toISOString(),
            counts: figures,
            coders: people,
            documents,
            notices
          },
          text: [
            `${name} (${fileName})${readOnly === null ? '' : `, to read only: ${whyReadOnly[readOnly]}`}`,
            `${counted(counts.documents, 'document')}, ${counted(counts.annotations, 'tagged passage')} (${counts.incomplete} without a stance), ${counted(counts.conflicts, 'conflict')}`,
            `${counted(figures.issues, 'issue')}, ${counted(figures.stances, 'stance')}, ${counted(figures.actors, 'actor')}`,
            ...people.map((coder) => `Coder ${coder.name}: ${counted(coder.annotations, 'passage')}`),
            ...documents.map(
              (document) =>
                `Document ${document.title}${document.date === '' ? '' : ` (${document.date})`}: ${counted(document.annotations, 'passage')}`
            )
          ].join('\n')
        }
      })
    )
}

const whyReadOnly = {
  locked: 'it is open in another window',
  newer: 'a newer version of Parley wrote it, and what this one does not know is not shown',
  unwritable: 'the file or its folder cannot be written'
} as const

type Listed = {
  readonly id: string
  readonly title: string
  readonly date: string
  readonly revision: string
  readonly annotations: number
}

async function documentsOf(work: Work): Promise<readonly Listed[]> {
  const listed: Listed[] = []
  for (;;) {
    const page: OutputOf<'documents.page'> = await work.call('documents.page', {
      offset: listed.length,
      limit: 1000
    })
    for (const { id, title, date, revision, annotations } of page.documents)
      listed.push({ id, title, date, revision, annotations })
    if (page.documents.length === 0 || listed.length >= page.total) return listed
  }
}
