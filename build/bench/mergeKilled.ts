/** The process that is killed while it merges: `node mergeKilled.ts HOME FILE OTHER`. Says `merging` on stdout before and `merged` after. */
import fs from 'node:fs'
import process from 'node:process'
import { must } from '../../shared/errors.ts'
import { startBenchHost } from './benchHost.ts'

const [home = '', file = '', other = ''] = process.argv.slice(2)
const host = startBenchHost(home)
must(await host.client.call('project.open', { file: host.handleOf(file) }))
fs.writeSync(1, 'merging\n')
must(await host.client.call('merge.run', { files: [host.handleOf(other)] }))
fs.writeSync(1, 'merged\n')
// Killed before or after: it does not end by itself.
setInterval(() => undefined, 1000)
