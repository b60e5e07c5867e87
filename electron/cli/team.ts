/** `parley team`: the folder through which copies of a project meet, looked at once. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { counted } from './counted.ts'
import type { Verb } from './program.ts'
import { taskName } from './work.ts'

type Status = OutputOf<'team.status'>

export const addTeam: Verb = (program, run) => {
  const team = program
    .command('team')
    .description('share a project through a folder that Syncthing, Nextcloud or a network drive replicates')
    .addHelpText(
      'after',
      '\nExamples:\n  parley team init talks ~/Sync/talks-team --coder Ana\n  parley team sync talks\n  parley team status talks --json'
    )
  team
    .command('init')
    .description('begin an empty folder, or join the one that a colleague began; then sync once')
    .argument('<project>', 'the project file')
    .argument('<folder>', 'the folder; made where it is not there')
    .option('--coder <name>', 'who works here; made if there is none of that name')
    .action((project: string, folder: string, options: { readonly coder?: string }) =>
      run('team init', async (work) => {
        await work.open(project, 'write')
        await work.codeAs(options.coder)
        const { began } = await work.call('team.choose', { folder: work.handleOf(folder) })
        const synced = await work.call('team.sync', { task: taskName })
        return {
          ...outcomeOf(synced.status),
          json: { began, ...synced },
          text: `${began ? 'Began' : 'Joined'} the team folder “${synced.status.folder ?? ''}”.\n${toldSync(synced)}`
        }
      })
    )
  team
    .command('sync')
    .description('take what others wrote and write what is new here, once')
    .argument('<project>', 'the project file')
    .option('--coder <name>', 'who works here; made if there is none of that name')
    .action((project: string, options: { readonly coder?: string }) =>
      run('team sync', async (work) => {
        await work.open(project, 'write')
        await work.codeAs(options.coder)
        const synced = await work.call('team.sync', { task: taskName })
        return { ...outcomeOf(synced.status), json: synced, text: toldSync(synced) }
      })
    )
  team
    .command('status')
    .description('say which folder a project uses on this computer, and what came last; changes nothing')
    .argument('<project>', 'the project file')
    .action((project: string) =>
      run('team status', async (work) => {
        await work.open(project, 'read')
        const status = await work.call('team.status', {})
        return { ...outcomeOf(status), json: status, text: toldStatus(status) }
      })
    )
}

/** Files that were not taken, and the sentence of what is wrong, stand beside the answer. */
function outcomeOf(status: Status): { readonly end: 'done' | 'partly'; readonly notes: readonly string[] } {
  const notes = [
    ...(status.problem === '' ? [] : [status.problem]),
    ...status.waiting.map(({ folder, name, sentence }) => `${folder}/${name}: ${sentence}`),
    ...status.setAside.map(({ sentence }) => sentence)
  ]
  return { end: notes.length > 0 ? 'partly' : 'done', notes }
}

function toldSync({ written, arrivals }: OutputOf<'team.sync'>): string {
  return [...arrivals.map(toldArrival), `${counted(written, 'change')} written.`].join('\n')
}

function toldStatus(status: Status): string {
  if (status.folder === null) return 'No team folder on this computer.'
  return [
    `Team folder “${status.folder}”; ${status.isWritten ? 'everything here is in it' : 'some of what is here is not in it yet'}.`,
    ...status.people.map(({ name }) => `Shared by ${name === '' ? 'somebody not known here' : name}`),
    ...status.arrivals
      .slice(0, 10)
      .map((arrival) => `${new Date(arrival.time).toISOString()}  ${toldArrival(arrival)}`)
  ].join('\n')
}

function toldArrival({ name, annotations, documents, changes }: Status['arrivals'][number]): string {
  const who = name === '' ? 'somebody' : name
  return annotations === 0
    ? `${counted(changes, 'change')} by ${who}`
    : `${counted(annotations, 'annotation')} by ${who} in ${counted(documents, 'document')}, ${counted(changes, 'change')} in all`
}
