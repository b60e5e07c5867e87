/** A colleague on another computer: the same project file, settings of their own, worked in by the command line. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { programFolder } from '../shells/program.ts'
import type { Shell } from '../shells/shell.ts'
import { importFiles, putFixture } from './importing.ts'
import { expectCount, selectWords, tagSelection } from './reading.ts'
import { makeProject } from './startScreen.ts'

export type Colleague = {
  readonly project: string
  /** Runs a verb of the command line; gives what it printed. Throws where it fails. */
  run(...args: readonly string[]): string
  /** Tags a passage that stands in the project's first document. */
  tag(quote: string, issue: string): void
}

/** A colleague with a copy of a closed project of the analyst's. */
export function colleagueWith(shell: Shell, project: string, name: string): Colleague {
  const home = path.join(shell.home, `home of ${name}`)
  fs.mkdirSync(home, { recursive: true })
  const copy = path.join(home, project)
  fs.copyFileSync(shell.file(project), copy)
  let tagged = 0
  const run = (...args: readonly string[]): string => {
    const done = spawnSync(process.execPath, [path.join(programFolder(), 'out/main/cli.js'), ...args], {
      cwd: home,
      encoding: 'utf8',
      env: {
        ...process.env,
        HOME: home,
        USERPROFILE: home,
        XDG_CONFIG_HOME: path.join(home, '.config'),
        PARLEY_HOME: path.join(home, '.parley'),
        NODE_OPTIONS: ''
      }
    })
    if (done.status !== 0) throw new Error(`parley ${args.join(' ')}: ${done.stdout}${done.stderr}`)
    return done.stdout
  }
  return {
    project: copy,
    run,
    tag(quote, issue) {
      const info = JSON.parse(run('info', copy, '--json')) as { documents: { revision: string }[] }
      const row = {
        annotation_id: `ann_of_${name.toLowerCase()}_${++tagged}`,
        revision: info.documents[0]?.revision,
        quote,
        issue_path: issue
      }
      const rows = path.join(home, `rows-${tagged}.jsonl`)
      fs.writeFileSync(rows, `${JSON.stringify(row)}\n`)
      run('annotate', copy, rows, '--coder', name)
    }
  }
}

/** A project with one document, in which the analyst tagged one passage. */
export async function projectWithOneTag(shell: Shell, name = 'Talks'): Promise<void> {
  await makeProject(shell, name, 'Ada')
  putFixture(shell, 'proposal-pandoc.docx')
  await importFiles(shell, ['proposal-pandoc.docx'])
  await selectWords(shell.page, 'The guarantors act together')
  await tagSelection(shell.page, { issue: 'Guarantees', digit: '1' })
  await expectCount(shell.page, 1)
}
