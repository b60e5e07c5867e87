/** Answers to questions about agreement, out of a project file. Runs in a thread with a connection of its own. */
import type { AgreementReport, AgreementUnit } from '../../shared/api/agreementMethods.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import { reportAgreement, type Coding } from '../../shared/analysis/agreementReport.ts'
import { unitsBehind, type JudgedUnit } from '../../shared/analysis/unitsBehind.ts'
import { ok, type Result } from '../../shared/errors.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { readCoding } from '../db/agreementCoding.ts'
import { annotationsNamed } from '../db/annotationViews.ts'
import { documentNamed } from '../db/documentViews.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { readRevision } from '../db/revisions.ts'
import type { AgreementQuestion } from './agreement.ts'

type OnStep = (step: string, done: number, total: number) => void

/** What a question asks for. Without a write-ahead log the reading would hold up every commit, so there it is not of one moment. */
export function answerAgreement(
  file: ProjectFile,
  question: AgreementQuestion,
  onStep: OnStep
): Result<AgreementReport | OutputOf<'agreement.units'>> {
  const work = (): Result<AgreementReport | OutputOf<'agreement.units'>> =>
    question.kind === 'measure' ? measure(file, question, onStep) : units(file, question, onStep)
  return file.journal === 'wal' ? file.connection.reading(work) : work()
}

function measure(
  file: ProjectFile,
  { request }: Extract<AgreementQuestion, { kind: 'measure' }>,
  onStep: OnStep
): Result<AgreementReport> {
  const coding = readCoding(file, request, (done, total) => onStep('reading', done, total))
  if (!coding.ok) return coding
  const { draws, seed } = request
  const report = reportAgreement(coding.value, { draws, seed }, (done, total) =>
    onStep('measuring', done, total)
  )
  return ok({ request, ...report } as unknown as AgreementReport)
}

function units(
  file: ProjectFile,
  { request, cell, offset, limit }: Extract<AgreementQuestion, { kind: 'units' }>,
  onStep: OnStep
): Result<OutputOf<'agreement.units'>> {
  const coding = readCoding(file, request, (done, total) => onStep('reading', done, total))
  if (!coding.ok) return coding
  const { units: found, disagreements } = unitsBehind(coding.value, cell)
  const shown = found.slice(offset, offset + limit).map((one) => viewOf(file, coding.value, one))
  return ok({ total: found.length, disagreements, units: shown })
}

function viewOf(file: ProjectFile, coding: Coding, { unit, agrees }: JudgedUnit): AgreementUnit {
  const document = coding.documents[unit.document]
  if (!document) throw new RangeError(`There is no document ${unit.document}`)
  const issues = new Map(
    annotationsNamed(
      file,
      unit.coders.flatMap((tags) => (tags ?? []).map(({ annotation }) => annotation))
    ).map(({ id, issue, stance }) => [id, { issue, stance }])
  )
  return {
    document: document.document,
    title: documentNamed(file, document.document)?.title ?? '',
    revision: document.revision,
    start: utf16(unit.start),
    end: utf16(unit.end),
    text: readRevision(file, document.revision)?.text.slice(unit.start, unit.end) ?? '',
    agrees,
    coders: coding.coders.map(({ coder }, number) => {
      const tags = unit.coders[number] ?? null
      return {
        coder,
        isMissing: tags === null,
        annotations: (tags ?? []).flatMap(({ annotation, start, end }) => {
          const own = issues.get(annotation)
          return own ? [{ annotation, ...own, start: utf16(start), end: utf16(end) }] : []
        })
      }
    })
  }
}
