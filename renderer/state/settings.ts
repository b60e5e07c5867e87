/** The user's settings: shown at once, kept by the host for every shell. */
import type { Settings } from '../../shared/api/settings.ts'
import type { Parley } from './parley.ts'
import { toast } from './tell.ts'

/** Changes settings. They hold at once; the host is told and may object. */
export async function changeSettings(parley: Parley, change: Partial<Settings>): Promise<void> {
  parley.session.setState((state) => ({ settings: { ...state.settings, ...change } }))
  const answer = await parley.client.call('settings.set', change)
  if (answer.ok) parley.session.setState({ settings: answer.value })
  else toast(parley, answer.problem)
}

/** Remembers the size or state of a pane. */
export function rememberPane(parley: Parley, name: string, value: number | boolean | string): void {
  void changeSettings(parley, { panes: { ...parley.session.getState().settings.panes, [name]: value } })
}
