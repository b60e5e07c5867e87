/** Where the reader came from: every jump leaves a place behind, and going back takes the latest. */
import type { Spot } from './surface.ts'

/** So many jumps can be gone back. */
const longest = 50

/** Lives as long as the text is shown. */
export class Trail {
  private readonly spots: Spot[] = []

  /** Remembers where a jump started; null where nothing was drawn. */
  leave(spot: Spot | null): void {
    const last = this.spots.at(-1)
    if (!spot || (last?.offset === spot.offset && last.below === spot.below)) return
    this.spots.push(spot)
    if (this.spots.length > longest) this.spots.shift()
  }

  /** The place of the latest jump, which is then forgotten; null where there is none. */
  back(): Spot | null {
    return this.spots.pop() ?? null
  }
}
