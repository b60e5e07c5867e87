/** What this window itself wrote a moment ago, so that its next change is based on it before its views have heard of it. */
import type { SeenHeads } from '../../shared/commands/inputs.ts'
import type { ChangeId } from '../../shared/ids.ts'

/** A record's states that our own commands led from and to, and everything known after the last. */
type Chain = { readonly states: ReadonlySet<string>; readonly now: readonly ChangeId[] }

/** So many records are remembered: views hear of a change within moments. */
const most = 10_000

/** Remembers by record what our own commands were based on and what they gave. */
export class OwnHeads {
  private readonly chains = new Map<string, Chain>()

  /** What a view showed, and what this window changed since: a person never contradicts themselves by typing fast. */
  withOwn(seen: SeenHeads): SeenHeads {
    return Object.fromEntries(
      Object.entries(seen).map(([record, heads]) => {
        const chain = this.chains.get(record)
        return [record, chain?.states.has(stateOf(heads)) ? [...chain.now] : heads]
      })
    )
  }

  /** Takes note of a command: what its view showed, what it was based on, and the heads it gave. */
  note(shown: SeenHeads, based: SeenHeads, gave: SeenHeads): void {
    for (const [record, heads] of Object.entries(gave)) {
      const [from, base] = [shown[record], based[record]]
      if (!from || !base) continue
      const states = from === base ? [] : (this.chains.get(record)?.states ?? [])
      this.chains.delete(record)
      this.chains.set(record, {
        states: new Set([...states, stateOf(from), stateOf(heads)]),
        now: [...new Set([...base, ...heads])]
      })
    }
    for (const record of this.chains.keys()) {
      if (this.chains.size <= most) break
      this.chains.delete(record)
    }
  }
}

function stateOf(heads: readonly ChangeId[]): string {
  return heads.toSorted((a, b) => (a < b ? -1 : 1)).join(' ')
}
