/** Drawing again with replacement, fast: how often each of several kinds comes up. */

/** Numbers in [0, 1) that look random. */
export type Random = () => number

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Draws as many as there are, with replacement, and gives how often each kind came up: `times[k]` is how many there are of kind k. The same
 * distribution as drawing one after the other, in steps as many as there are kinds.
 */
export function drawAgain(times: readonly number[], random: Random): readonly number[] {
  let left = times.reduce((a, b) => a + b, 0)
  let draws = left
  return times.map((count) => {
    if (count === 0 || draws === 0) return 0
    const drawn = count >= left ? draws : binomial(draws, count / left, random)
    left -= count
    draws -= drawn
    return drawn
  })
}

/** How many of `n` tries of chance `p` succeed. Exact: by inversion where few are expected, else by Hörmann's rejection BTRS (1993). */
export function binomial(n: number, p: number, random: Random): number {
  if (p > 0.5) return n - binomial(n, 1 - p, random)
  return n * p < 10 ? byInversion(n, p, random) : byRejection(n, p, random)
}

function byInversion(n: number, p: number, random: Random): number {
  const odds = p / (1 - p)
  const none = (1 - p) ** n
  for (;;) {
    let u = random()
    let chance = none
    for (let k = 0; k <= n; k++) {
      if (u <= chance) return k
      u -= chance
      chance *= ((n + 1) / (k + 1) - 1) * odds
    }
    // Rounding left a trace beyond the last: drawn again.
  }
}

function byRejection(n: number, p: number, random: Random): number {
  const spread = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const centre = n * p + 0.5
  const sure = 0.92 - 4.2 / b
  const alpha = (2.83 + 5.1 / b) * spread
  const logOdds = Math.log(p / (1 - p))
  const mode = Math.floor((n + 1) * p)
  const atMode = logFactorial(mode) + logFactorial(n - mode)
  for (;;) {
    const u = random() - 0.5
    const v = random()
    const near = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / near + b) * u + centre)
    if (near >= 0.07 && v <= sure) return k
    if (k < 0 || k > n) continue
    const bound = atMode - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds
    if (Math.log((v * alpha) / (a / (near * near) + b)) <= bound) return k
  }
}

const small: readonly number[] = Array.from({ length: 12 }, (_none, n) => {
  let product = 1
  for (let k = 2; k <= n; k++) product *= k
  return Math.log(product)
})

/** ln n!: by Stirling's series beyond the first few. */
function logFactorial(n: number): number {
  const known = small[n]
  if (known !== undefined) return known
  const inverse = 1 / n
  return (
    n * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI * n) +
    inverse * (1 / 12 - inverse * inverse * (1 / 360 - (inverse * inverse) / 1260))
  )
}
