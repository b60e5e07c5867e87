/** The thread of adjudication: works the questions of a large project out, and keeps them for the next asking. */
import { answerQuestion } from './adjudication.ts'
import { answerQuestions } from './readingWorker.ts'

answerQuestions(answerQuestion)
