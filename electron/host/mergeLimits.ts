/** What a merge's threads may use. New records live until they are folded: with more room for young objects they are moved about half as often. */
export const mergeLimits = { maxYoungGenerationSizeMb: 96 } as const
