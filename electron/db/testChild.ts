/** A process of its own for the tests of this folder: it holds a project, or commits until it is killed. Serves tests alone. */
import { must } from '../../shared/errors.ts'
import { planNewProject } from '../../shared/commands/newProject.ts'
import { MemoryProject, sha256 } from '../../shared/testing/memoryProject.ts'
import { commit } from './commit.ts'
import { openProjectFile } from './open.ts'

const [task = '', path = '', seed = '1'] = process.argv.slice(2)
const file = must(openProjectFile(path, { sha256, writer: 'child', now: () => Date.now(), mode: 'write' }))

if (task === 'hold') {
  // Leaves a write-ahead log behind when it is killed.
  write(new MemoryProject(Number(seed)), 'held')
  process.stdout.write('held\n')
  setInterval(() => undefined, 1000)
} else {
  const project = new MemoryProject(Number(seed))
  must(commitLast(project, planNewProject('Talks', project.randomBytes).drafts))
  for (let i = 0; ; i++) {
    write(project, `issue ${i}`)
    // Acknowledged: whoever reads this line may count on it.
    process.stdout.write(`${project.session} ${[...project.changes.values()].length}\n`)
  }
}

function write(project: MemoryProject, name: string): void {
  must(project.run('issue.create', { name }))
  const batch = project.written.at(-1)
  if (!batch) throw new Error('nothing was written')
  must(
    commit(file, {
      batch,
      changes: [...project.changes.values()].filter((change) => change.batch === batch.id)
    })
  )
}

function commitLast(
  project: MemoryProject,
  drafts: Parameters<MemoryProject['append']>[1]
): ReturnType<typeof commit> {
  const batch = must(project.append('project.create', drafts, null))
  return commit(file, {
    batch,
    changes: [...project.changes.values()].filter((change) => change.batch === batch.id)
  })
}
