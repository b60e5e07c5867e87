/** Who may write to an open project: many short writers of the host, or one thread that writes for long. */

type Waiting = { readonly isAlone: boolean; readonly start: () => void }

/** Both kinds are served in the order in which they came. Work that writes through the gate must not ask it again. */
export class Gate {
  #inside = 0
  #isTaken = false
  readonly #waiting: Waiting[] = []

  /** Runs a writer of the host: at once where no thread writes or waits to, else when it is done. */
  shared<T>(work: () => T | Promise<T>): T | Promise<T> {
    if (this.#isTaken || this.#waiting.length > 0) return this.#later(false, work)
    this.#inside++
    return this.#leaving(work, () => this.#inside--)
  }

  /** Runs work during which nobody else writes, once those who write now are done. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#later(true, work)
    this.#next()
    return done
  }

  #later<T>(isAlone: boolean, work: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        const leave = isAlone ? () => void (this.#isTaken = false) : () => void this.#inside--
        Promise.resolve()
          .then(() => this.#leaving(work, leave))
          .then(resolve, reject)
      }
      this.#waiting.push({ isAlone, start })
    })
  }

  #next(): void {
    for (let first = this.#waiting[0]; first && !this.#isTaken; first = this.#waiting[0]) {
      if (first.isAlone && this.#inside > 0) return
      this.#waiting.shift()
      if (first.isAlone) this.#isTaken = true
      else this.#inside++
      first.start()
    }
  }

  /** Runs the work and leaves when it is over, however it ends. */
  #leaving<T>(work: () => T | Promise<T>, leave: () => void): T | Promise<T> {
    const left = (): void => {
      leave()
      this.#next()
    }
    let done: T | Promise<T>
    try {
      done = work()
    } catch (error) {
      left()
      throw error
    }
    if (done instanceof Promise) return done.finally(left)
    left()
    return done
  }
}
