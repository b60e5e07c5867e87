/** The thread of the passages behind agreement’s numbers: what it read and judged for one page it keeps for the next. */
import { answerUnits } from './agreementAnswers.ts'
import { answerQuestions } from './readingWorker.ts'

answerQuestions(answerUnits)
