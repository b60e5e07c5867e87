import { describe, expect, it } from 'vitest'
import { closeOffers, toast } from './tell.ts'
import { workspaceStore } from './workspace.ts'

describe('what is told at the foot of the window', () => {
  it('offers to take back only what undo would take back', () => {
    const parley = { workspace: workspaceStore() }
    const run = (): void => {}
    toast(parley, 'Deleted “Café”.', { name: 'Undo', run })
    toast(parley, { code: 'readOnly', about: {} })
    closeOffers(parley)
    expect(parley.workspace.getState().toasts.map((one) => one.look)).toEqual(['problem'])
    toast(parley, 'Tagged.', { name: 'Undo', run })
    expect(parley.workspace.getState().toasts.map((one) => one.action?.name)).toEqual([undefined, 'Undo'])
  })
})
