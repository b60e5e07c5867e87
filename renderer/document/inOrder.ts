/** What is done one after the other: a key pressed while a command is on its way works on what the command leaves. */

/** Does a thing at once where nothing is on its way, else when its turn comes. */
export class InOrder {
  private last: Promise<void> | null = null

  take(act: () => Promise<void> | undefined): void {
    const after = this.last
    // Whatever went wrong before is told there, and is no reason to do nothing now.
    const doing = after ? after.then(act, act) : act()
    if (!doing) return
    const isOver = (): void => {
      if (this.last === doing) this.last = null
    }
    this.last = doing
    // Not caught: a bug is to be seen.
    void doing.finally(isOver)
  }

  /** Fulfilled when nothing is on its way. */
  async done(): Promise<void> {
    while (this.last) await Promise.allSettled([this.last])
  }
}
