/** Issues that are still to be made stand in a draft by their name behind this; no id starts so. */
export const newIssue = 'new '
