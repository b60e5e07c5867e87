/** What is told of the parts of another project that do not come, or not as they stand there: one sentence each. */

export type WhyLeftOut =
  | 'issueLeftOut'
  | 'coderLeftOut'
  | 'stanceLeftOut'
  | 'actorLeftOut'
  | 'authorLeftOut'
  | 'noText'
  | 'otherText'
  | 'lost'
  | 'deletedHere'
  | 'brokenFile'

/** Says what it was, how often, and what can be done about it. */
export function sentenceOfLeftOut(why: WhyLeftOut, count: number): string {
  const annotations = count === 1 ? '1 annotation' : `${count} annotations`
  const is = count === 1 ? 'is' : 'are'
  switch (why) {
    case 'issueLeftOut':
      return `${annotations} ${is} left out, because the issue is. Map it onto one of yours or make it new to have them.`
    case 'coderLeftOut':
      return `${annotations} ${is} left out, because the coder is.`
    case 'stanceLeftOut':
      return `${annotations} ${count === 1 ? 'comes' : 'come'} without a stance, because the stance is left out.`
    case 'actorLeftOut':
      return `${annotations} ${count === 1 ? 'comes' : 'come'} without an actor that is left out.`
    case 'authorLeftOut':
      return `${count === 1 ? '1 document comes' : `${count} documents come`} without an author who is left out.`
    case 'noText':
      return `${count === 1 ? '1 document is' : `${count} documents are`} left out, because the text is not in the file. Ask for a copy that has it.`
    case 'otherText':
      return `${annotations} ${is} left out, because the words stand in a text that is not the one here: it was corrected here or there.`
    case 'lost':
      return `${annotations} ${is} left out, because the words are not in the text any more: it was corrected there.`
    case 'deletedHere':
      return `${annotations} ${count === 1 ? 'was' : 'were'} brought in before and deleted here, and ${count === 1 ? 'stays' : 'stay'} deleted.`
    case 'brokenFile':
      return `${count === 1 ? '1 change or text' : `${count} changes or texts`} of the file could not be read and ${count === 1 ? 'was' : 'were'} not taken. Ask whoever sent it for a fresh copy.`
  }
}
