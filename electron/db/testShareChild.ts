/** A process of its own for the tests of this folder: it says that it begins, then writes a copy until it is done or killed. Serves tests alone. */
import { must } from '../../shared/errors.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { closeProjectFile, openReader } from './open.ts'
import { writeSharedCopy } from './shareCopy.ts'

const [source = '', target = ''] = process.argv.slice(2)
const file = must(openReader(source, { sha256 }))
process.stdout.write('begun\n')
must(
  await writeSharedCopy(
    file,
    target,
    { documents: null, annotations: { of: 'everybody' }, originals: true },
    { now: 1, coder: null, source: 'Talks' }
  )
)
closeProjectFile(file)
