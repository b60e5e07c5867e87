/** The names of the messages between Electron's main process and the page. */
export const channels = {
  /** Page to main: a method and its input; answered with a Result. */
  call: 'parley:call',
  /** Page to main: tell me events. */
  subscribe: 'parley:subscribe',
  /** Main to page: one event. */
  event: 'parley:event'
} as const
