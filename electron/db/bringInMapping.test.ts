import { expect, it } from 'vitest'
import type { CodebookView } from '../../shared/api/views.ts'
import { must } from '../../shared/errors.ts'
import type { ActorId } from '../../shared/ids.ts'
import { targetsOf } from './bringInMapping.ts'

it('makes what nothing was chosen for, whatever its id is called', () => {
  const ids = ['constructor', '__proto__', 'toString'] as ActorId[]
  const actors = ids.map((id) => ({
    id,
    name: `${id} é 🕊️`,
    otherNames: [],
    kind: '',
    colour: '',
    group: '',
    joinedInto: null,
    uses: 1,
    heads: [],
    conflicts: []
  }))
  const nothing: CodebookView = { issues: [], stances: [], actors: [], coders: [] }
  const { targets } = must(
    targetsOf({ codebook: { ...nothing, actors }, root: null }, nothing, { actor: {} })
  )
  expect([...targets.actor]).toEqual(ids.map((id) => [id, { as: 'new', id }]))
})
