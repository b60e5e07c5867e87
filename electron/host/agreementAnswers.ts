/** Answers to questions about agreement, out of a project file. Runs in a thread with a connection of its own. */
import path from 'node:path'
import type { AgreementReport, AgreementRequest, AgreementUnit } from '../../shared/api/agreementMethods.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import {
  reportAgreement,
  type Coding,
  type ReportOfAgreement
} from '../../shared/analysis/agreementReport.ts'
import { unitsBehind, type JudgedUnit } from '../../shared/analysis/unitsBehind.ts'
import { ok, type Result } from '../../shared/errors.ts'
import { agreementCsv, agreementRows } from '../../shared/export/agreementCsv.ts'
import { methodsInWords, type AgreementStudy } from '../../shared/export/agreementMethods.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { readCoding } from '../db/agreementCoding.ts'
import { annotationsNamed } from '../db/annotationViews.ts'
import { looksAs } from '../db/blind.ts'
import { documentNamed } from '../db/documentViews.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { momentOf } from '../db/remembered.ts'
import { readRevision } from '../db/revisions.ts'
import { writeWhole } from '../io/wholeFile.ts'
import type { AgreementQuestion, UnitsQuestion } from './agreement.ts'
import type { OnStep } from './readingWorker.ts'

type Answer = AgreementReport | OutputOf<'agreement.export'>

/** What a question asks for. Without a write-ahead log the reading would hold up every commit, so there it is not of one moment. */
export function answerAgreement(
  file: ProjectFile,
  question: AgreementQuestion,
  onStep: OnStep
): Result<Answer> {
  const coding = ofOneMoment(file, () => readCoded(file, question.request, onStep))
  if (!coding.ok) return coding
  const { report, study } = measure(coding.value, question, onStep)
  if (question.kind === 'measure')
    return ok({ request: question.request, ...report, methods: methodsInWords(study) })
  const { format, target } = question
  const text = format === 'csv' ? agreementCsv(agreementRows(report), study) : methodsInWords(study)
  writeWhole(target, text)
  return ok({ name: path.basename(target) })
}

/** A page of passages; what was read and judged is kept for the next one until something is written. */
export function answerUnits(
  file: ProjectFile,
  question: UnitsQuestion,
  onStep: OnStep = () => undefined
): Result<OutputOf<'agreement.units'>> {
  return ofOneMoment(file, () => {
    const read = codedFor(file, question, onStep)
    return read.ok ? ok(units(file, question, read.value)) : read
  })
}

/** The last choice that passages were asked of, and its last number. */
type Coded = {
  readonly key: string
  readonly coding: Coding
  behind: { readonly cell: string; readonly found: ReturnType<typeof unitsBehind> } | null
}
const kept = new WeakMap<ProjectFile, Coded>()

function codedFor(file: ProjectFile, { request }: UnitsQuestion, onStep: OnStep): Result<Coded> {
  const key = JSON.stringify([momentOf(file), looksAs(file) ?? null, request])
  const before = kept.get(file)
  if (before?.key === key) return ok(before)
  // Not both of them at a time.
  kept.delete(file)
  const coding = readCoded(file, request, onStep)
  if (!coding.ok) return coding
  const coded: Coded = { key, coding: coding.value, behind: null }
  kept.set(file, coded)
  return ok(coded)
}

function readCoded(file: ProjectFile, request: AgreementRequest, onStep: OnStep): Result<Coding> {
  return readCoding(file, request, (done, total) => onStep('reading', done, total))
}

function ofOneMoment<T>(file: ProjectFile, work: () => T): T {
  return file.journal === 'wal' ? file.connection.reading(work) : work()
}

function measure(
  coding: Coding,
  { request, software }: Extract<AgreementQuestion, { software: string }>,
  onStep: OnStep
): { readonly report: ReportOfAgreement; readonly study: AgreementStudy } {
  const { draws, seed, units: kind, onlyDone, rounds } = request
  const measured = reportAgreement(coding, { draws, seed }, (done, total) => onStep('measuring', done, total))
  const { documents } = measured
  const terms = { units: kind, onlyDone, rounds, draws, seed, documents, software }
  return { report: measured, study: { ...terms, report: measured, scale: coding.scale } }
}

function units(
  file: ProjectFile,
  { cell, offset, limit }: UnitsQuestion,
  coded: Coded
): OutputOf<'agreement.units'> {
  const { coding } = coded
  const name = JSON.stringify(cell)
  const behind = coded.behind?.cell === name ? coded.behind : { cell: name, found: unitsBehind(coding, cell) }
  coded.behind = behind
  const { units: found, disagreements } = behind.found
  const shown = found.slice(offset, offset + limit).map((one) => viewOf(file, coding, one))
  return { total: found.length, disagreements, units: shown }
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
