/** What work costs: time by the clock, and of the processor in this thread alone. Milliseconds. */
export type Cost = { readonly wall: number; readonly cpu: number }

export const noCost: Cost = { wall: 0, cpu: 0 }

/** Where the clocks stand. */
export function now(): Cost {
  const { user, system } = process.threadCpuUsage()
  return { wall: performance.now(), cpu: (user + system) / 1000 }
}

/** The cost since `now` said `start`. */
export function since(start: Cost): Cost {
  const end = now()
  return { wall: end.wall - start.wall, cpu: end.cpu - start.cpu }
}

/** Two costs in one. */
export function sum(a: Cost, b: Cost): Cost {
  return { wall: a.wall + b.wall, cpu: a.cpu + b.cpu }
}
