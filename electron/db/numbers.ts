/** A number by each number of a file's names or batches, which count up from 1: a merge asks for ten a change. */
export class Numbers {
  /** 0: none. */
  readonly #dense: Float64Array
  readonly #beyond = new Map<number, number>()

  /** `last`: the greatest number that the file says it has. */
  constructor(last: number) {
    this.#dense = new Float64Array(Math.min(Math.max(last, 0), most) + 1)
  }

  get(of: number): number | undefined {
    if (of >= 0 && of < this.#dense.length) return this.#dense[of] || undefined
    return this.#beyond.get(of)
  }

  /** `n` is not 0. */
  set(of: number, n: number): void {
    if (of >= 0 && of < this.#dense.length) this.#dense[of] = n
    else this.#beyond.set(of, n)
  }
}

/** A file that skips numbers must not cost more memory than one that does not. */
const most = 20_000_000
