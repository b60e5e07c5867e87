/** The table of handlers: one line a method of the contract. */
import type { Handlers } from '../../shared/api/dispatch.ts'
import { ok, type Result } from '../../shared/errors.ts'
import { annotationsNamed } from '../db/annotationViews.ts'
import { coderProgress } from '../db/coderProgress.ts'
import { codebookOf } from '../db/codebookView.ts'
import { documentsNamed, documentsOverview } from '../db/documentDetails.ts'
import { documentRows, documentsOrder } from '../db/documentRows.ts'
import { documentsPage } from '../db/documentViews.ts'
import { filtersOf } from '../db/filterViews.ts'
import {
  acceptAgreed,
  adjudicationItem,
  adjudicationQueue,
  exportGold,
  findInQueue,
  goldLayer
} from './adjudication.ts'
import { agreementUnits, exportAgreement, measureAgreement } from './agreement.ts'
import { backUp } from './backups.ts'
import { doctor } from './care.ts'
import { previewBringIn, runBringIn } from './bringIn.ts'
import { exportCodebook, importCodebookFile } from './codebookFiles.ts'
import { conflictsKeys, conflictsPage, declineOffers } from './conflicts.ts'
import { pathOf, type Core } from './core.ts'
import { annotateFromDataset, exportDataset } from './dataset.ts'
import { historyChanges, historyPage } from './history.ts'
import {
  checkCorrection,
  checkRestoring,
  keepCorrection,
  openCorrection,
  restoreRevision,
  storeCorrection
} from './corrections.ts'
import { acceptImport, previewImport } from './imports.ts'
import { redo, runCommand, undo, type Executed } from './execute.ts'
import { listMerges, previewMerge, runMerge, saveMergeReport } from './merging.ts'
import { openDocument } from './reading.ts'
import { passagesContext, passagesGroups, passagesIds, passagesPage } from './passages.ts'
import { exportReport } from './passagesReport.ts'
import { pickFiles } from './pick.ts'
import {
  chooseCoder,
  closeProject,
  createProject,
  openFile,
  openProject,
  openSample,
  recentProjects
} from './projects.ts'
import { openSession, type ProjectSession } from './projectSession.ts'
import { blameOf, historyOf, logPage, recordOf } from './records.ts'
import { compareRevisions, listRevisions } from './revisions.ts'
import { runSearch, searchInDocument } from './search.ts'
import { previewShare, writeShare } from './sharing.ts'
import { announced, stateOf } from './state.ts'
import { chooseTeam, leaveTeam, syncTeam, teamStatus } from './team.ts'
import { redoTo, undoTo } from './walking.ts'

/** The handlers of one host. */
export function makeHandlers(core: Core): Handlers {
  const { files, settings, tasks, ports, exclusively } = core
  return {
    'app.about': () =>
      ok({
        version: ports.version,
        shell: ports.shell,
        nativeDialogs: ports.dialogs !== null,
        platform: ports.platform,
        licences: ports.licences
      }),
    'settings.get': () => ok(settings.get()),
    'settings.set': (input) => ok(told(settings.set(input))),
    'recent.list': () => ok(recentProjects(core)),
    'recent.forget': ({ handle }) => ok(nothing(settings.forget(pathOf(core, handle)))),
    'task.cancel': ({ task }) => ok(nothing(tasks.cancel(task))),

    'files.pick': (input) => pickFiles(core, input),
    'files.browse': ({ folder, endings, purpose }) => ok(files.browse(folder, endings, purpose)),
    'files.name': ({ folder, name, mayExist }) =>
      files.nameIn(folder, name, mayExist ? 'mayExist' : 'mustBeNew'),
    'files.dropped': ({ name, bytes }) => files.drop(name, Buffer.from(bytes, 'base64')),

    'project.current': () => ok(core.session && stateOf(core.session)),
    'project.create': ({ file, name }) => exclusively(() => createProject(core, pathOf(core, file), name)),
    'project.openSample': ({ file }) =>
      exclusively(() => openSample(core, file === undefined ? null : pathOf(core, file))),
    'project.open': ({ file }) => exclusively(() => openProject(core, pathOf(core, file))),
    'project.close': () => exclusively(async () => ok(nothing(await closeProject(core)))),
    'project.chooseCoder': (input) => chooseCoder(core, input),
    'project.backup': ({ task }) => backUp(core, task),

    'coders.progress': () => ok(coderProgress(openFile(core))),
    'codebook.get': () => ok(codebookOf(openFile(core))),
    'documents.page': (input) => {
      const { file, coder } = openSession(core.session)
      return ok(documentsPage(file, { ...input, coder }))
    },
    'documents.rows': (input) => {
      const { file, coder } = openSession(core.session)
      return ok(documentRows(file, { ...input, coder }))
    },
    'documents.order': (input) => {
      const { file, coder } = openSession(core.session)
      return ok(documentsOrder(file, { ...input, coder }))
    },
    'documents.overview': () => {
      const { file, coder } = openSession(core.session)
      return ok(documentsOverview(file, coder))
    },
    'documents.get': ({ documents }) => {
      const { file, coder } = openSession(core.session)
      return ok(documentsNamed(file, documents, coder))
    },
    'document.open': ({ document }) => openDocument(openFile(core), document),
    'annotations.get': ({ annotations }) => ok(annotationsNamed(openFile(core), annotations)),
    'annotations.page': (input) => passagesPage(openSession(core.session), input),
    'annotations.groups': (input) => passagesGroups(openSession(core.session), input),
    'annotations.ids': (input) => passagesIds(core, input),
    'annotations.context': (input) => passagesContext(openSession(core.session), input),
    'filters.list': () => ok([...filtersOf(openFile(core))]),
    'search.run': (input) => runSearch(core, input),
    'search.inDocument': (input) => searchInDocument(core, input),
    'record.get': (input) => recordOf(openFile(core), input),
    'record.history': (input) => ok(historyOf(openFile(core), input)),
    'record.blame': (input) => blameOf(openFile(core), input),
    'log.page': (input) => ok(logPage(openFile(core), input)),
    'history.page': (input) => ok(historyPage(openSession(core.session), input)),
    'history.changes': (input) => historyChanges(openFile(core), input),

    'command.run': ({ command, input, seen }) =>
      writing('command', (session) => runCommand(session, { command, input, seen }, ports)),
    undo: () => writing('undo', undo),
    redo: () => writing('redo', redo),
    'undo.to': ({ batch }) => writing('undo', (session) => undoTo(session, batch)),
    'redo.to': ({ batch }) => writing('redo', (session) => redoTo(session, batch)),

    'document.correctOpen': (input) => openCorrection(core, input),
    'document.correctCheck': (input) => checkCorrection(core, input),
    'document.correct': (input) => storeCorrection(core, input),
    'document.correctDraft': (input) => keepCorrection(core, input),
    'revisions.list': (input) => listRevisions(core, input),
    'revisions.compare': (input) => compareRevisions(core, input),
    'revisions.check': (input) => checkRestoring(core, input),
    'revisions.restore': (input) => restoreRevision(core, input),

    'import.preview': (input) => previewImport(core, input),
    'import.accept': (input) => acceptImport(core, input),
    'dataset.export': (input) => exportDataset(core, input),
    'passages.report': (input) => exportReport(core, input),
    'dataset.annotate': (input) => annotateFromDataset(core, input),
    'codebook.export': (input) => exportCodebook(core, input),
    'codebook.import': (input) => importCodebookFile(core, input),
    'project.doctor': (input) => doctor(core, input),

    'bringIn.preview': (input) => previewBringIn(core, input),
    'bringIn.run': (input) => runBringIn(core, input),
    'share.preview': (input) => previewShare(core, input),
    'share.write': (input) => writeShare(core, input),
    'merge.preview': (input) => previewMerge(core, input),
    'merge.run': (input) => runMerge(core, input),
    'merge.list': (input) => listMerges(core, input),
    'merge.saveReport': (input) => saveMergeReport(core, input),
    'conflicts.page': (input) => conflictsPage(core, input),
    'conflicts.keys': (input) => conflictsKeys(core, input),
    'conflicts.decline': (input) => declineOffers(core, input),
    'team.status': () => ok(teamStatus(core)),
    'team.choose': (input) => exclusively(() => chooseTeam(core, input)),
    'team.leave': () => leaveTeam(core),
    'team.sync': (input) => syncTeam(core, input),
    'adjudication.queue': (input) => adjudicationQueue(core, input),
    'adjudication.find': (input) => findInQueue(openSession(core.session), input),
    'adjudication.item': (input) => adjudicationItem(openSession(core.session), input),
    'adjudication.layer': (input) => goldLayer(core, input),
    'adjudication.acceptAgreed': (input) => acceptAgreed(core, input),
    'adjudication.export': (input) => exportGold(core, input),
    'agreement.measure': (input) => measureAgreement(core, input),
    'agreement.units': (input) => agreementUnits(core, input),
    'agreement.export': (input) => exportAgreement(core, input)
  }

  function writing<T>(
    by: 'command' | 'undo' | 'redo',
    work: (session: ProjectSession) => Result<Executed<T>>
  ): Result<T> {
    const session = openSession(core.session)
    const executed = work(session)
    return executed.ok ? ok(announced(core, session, executed.value, by)) : executed
  }

  function told(now: ReturnType<typeof settings.get>): ReturnType<typeof settings.get> {
    core.publish({ event: 'settings', content: { settings: now } })
    return now
  }
}

/** The empty answer of a method that only does something. */
function nothing(_done: void): Record<string, never> {
  return {}
}
