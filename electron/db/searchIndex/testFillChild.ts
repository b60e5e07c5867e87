/** A process of its own that fills an index until it is killed. Serves tests alone. */
import { must } from '../../../shared/errors.ts'
import { sha256 } from '../../../shared/testing/memoryProject.ts'
import { openReader } from '../open.ts'
import { openIndexToFill } from './indexFile.ts'
import { fillTexts } from './textFill.ts'

const [project = '', path = ''] = process.argv.slice(2)
const index = openIndexToFill(path, 'texts')
if (index)
  fillTexts(must(openReader(project, { sha256 })), index, {
    isEnded: () => false,
    onProgress: () => process.stdout.write('some\n'),
    today: 20_000
  })
setInterval(() => undefined, 1000)
