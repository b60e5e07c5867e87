/** What is compared: coders, documents, issues and units. What is chosen is measured at once. */
import { FileText, Folder } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { AgreementUnits } from '../../../shared/api/agreementMethods.ts'
import type { DocumentView } from '../../../shared/api/views.ts'
import type { CoderId, DocumentId, IssueId } from '../../../shared/ids.ts'
import type { AgreementChoice } from '../../state/agreement.ts'
import { documentGroups, type DocumentGroup } from '../../state/documentGroups.ts'
import { flatten, issueTree } from '../../state/issueTree.ts'
import { useCodebook, useParley } from '../../state/parley.ts'
import { toast } from '../../state/tell.ts'
import { coderColour, safeColour } from '../../ui/colour.ts'
import { Segments, Tick, type Choice } from '../../ui/fields.tsx'
import { formatList } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import { ChoiceMenu } from '../ChoiceMenu.tsx'

const kinds: readonly AgreementUnits[] = ['sentence', 'paragraph', 'pair', 'span']

type ChooseBarProps = {
  /** With the coders that are compared, whoever chose them. */
  readonly choice: AgreementChoice
  readonly onChange: (change: Partial<AgreementChoice>) => void
}

export function ChooseBar({ choice, onChange }: ChooseBarProps) {
  const coders = useCodebook((state) => state.codebook.coders).filter((coder) => coder.joinedInto === null)
  const index = useCodebook((state) => state.index)
  const issues = useCodebook((state) => state.codebook.issues)
  const names = choice.coders.map((id) => index.coders.get(id)?.name ?? id)
  return (
    <section className="agreement-choose" aria-label={t('agreement.chosen')}>
      <div className="agreement-choose-line">
        <ChoiceMenu
          label={t('agreement.coders')}
          value={names.length === 0 ? t('agreement.codersNone') : formatList(names)}
          chosen={choice.coders}
          choices={coders.map((coder, at) => ({
            key: coder.id,
            name: coder.name,
            mark: <span className="swatch round" style={{ color: coderColour(at) }} />
          }))}
          onChange={(chosen) => onChange({ coders: chosen.slice(0, 20) as CoderId[] })}
        />
        <DocumentsChoice choice={choice} onChange={onChange} />
        <ChoiceMenu
          label={t('agreement.issues')}
          otherwise={t('agreement.issuesAll')}
          value={
            choice.issues.length === 0
              ? t('agreement.issuesAll')
              : choice.issues.length === 1
                ? (index.issues.get(choice.issues[0] ?? '')?.name ?? '')
                : t('agreement.issuesOf', { count: choice.issues.length })
          }
          chosen={choice.issues}
          choices={flatten(issueTree(issues)).map((node) => ({
            key: node.issue.id,
            name: node.issue.name,
            mark: (
              <span
                className="swatch"
                style={{ color: safeColour(node.issue.colour), marginInlineStart: (node.level - 1) * 14 }}
              />
            )
          }))}
          onChange={(chosen) => onChange({ issues: [...chosen] as IssueId[] })}
        />
      </div>
      <div className="agreement-choose-line">
        <Segments
          label={t('agreement.units')}
          bare={false}
          value={choice.units}
          onChange={(units) => onChange({ units })}
          choices={kinds.map((key) => ({ key, name: t(`agreement.unit.${key}`) }))}
        />
        <div className="agreement-done">
          <Tick on={choice.onlyDone} onChange={(onlyDone) => onChange({ onlyDone })}>
            {t('agreement.onlyDone')}
          </Tick>
        </div>
      </div>
      <p className="soft agreement-unit-about">{t(`agreement.unitAbout.${choice.units}`)}</p>
    </section>
  )
}

const groupKey = (name: string): string => `group ${name}`
const documentKey = (id: string): string => `document ${id}`

/** Groups first. Documents are asked for by words: there may be thousands. */
function DocumentsChoice({ choice, onChange }: ChooseBarProps) {
  const parley = useParley()
  const [words, setWords] = useState('')
  const [groups, setGroups] = useState<readonly DocumentGroup[]>([])
  const [documents, setDocuments] = useState<readonly DocumentView[]>([])
  useEffect(() => {
    let isCurrent = true
    void parley.client.call('documents.page', { text: words.trim(), limit: 100 }).then((answer) => {
      if (isCurrent && answer.ok) setDocuments(answer.value.documents)
    })
    return () => {
      isCurrent = false
    }
  }, [parley, words])
  const wanted = words.trim().toLowerCase()
  const choices: readonly Choice<string>[] = [
    ...groups
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map(({ name }) => ({
        key: groupKey(name),
        name: t('agreement.group', { name }),
        mark: <Folder size={14} strokeWidth={1.5} aria-hidden />
      })),
    ...documents.map(({ id, title }) => ({
      key: documentKey(id),
      name: title,
      mark: <FileText size={14} strokeWidth={1.5} aria-hidden />
    }))
  ]
  const chosen = [...choice.groups.map(groupKey), ...choice.documents.map(documentKey)]
  const only = chosen.length === 1 ? choices.find(({ key }) => key === chosen[0])?.name : undefined
  const set = (keys: readonly string[]): void =>
    onChange({
      groups: keys.filter((key) => key.startsWith('group ')).map((key) => key.slice('group '.length)),
      documents: keys
        .filter((key) => key.startsWith('document '))
        .map((key) => key.slice('document '.length)) as DocumentId[]
    })
  return (
    <ChoiceMenu
      label={t('agreement.documents')}
      otherwise={t('agreement.documentsAll')}
      value={
        chosen.length === 0
          ? t('agreement.documentsAll')
          : (only ?? t('agreement.documentsOf', { count: chosen.length }))
      }
      chosen={chosen}
      choices={choices}
      onWords={setWords}
      onOpen={() =>
        void documentGroups(parley).then((found) => {
          if (found.ok) setGroups(found.value)
          else toast(parley, found.problem)
        })
      }
      onChange={set}
    />
  )
}
