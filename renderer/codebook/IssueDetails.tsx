/** An issue in the inspector: every field is stored when it is left. */
import { Plus, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { IssueId } from '../../shared/ids.ts'
import { flatten, issuePath, issueTree } from '../state/issueTree.ts'
import { useCodebook, useParley, useSession } from '../state/parley.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { ColourField } from '../ui/ColourField.tsx'
import { SavedField } from '../ui/fields.tsx'
import { t } from '../ui/words.ts'
import { Uses } from './Uses.tsx'

/** Nothing where the issue is gone. */
export function IssueDetails({ id }: { readonly id: IssueId }) {
  const parley = useParley()
  const issue = useCodebook((state) => state.index.issues.get(id))
  const issues = useCodebook((state) => state.index.issues)
  const all = useCodebook((state) => state.codebook.issues)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const [adding, setAdding] = useState(false)
  const node = useMemo(() => flatten(issueTree(all)).find((one) => one.issue.id === id), [all, id])
  if (!issue) return null
  const below = node?.children ?? []
  const seen = seenOf({ kind: 'issue', id, heads: issue.heads })
  const change = (fields: Omit<CommandInput<'issue.change'>, 'issue'>): void =>
    void run(parley, 'issue.change', { issue: id, ...fields }, seen)
  const path = issue.parent ? issuePath(issue.parent, issues).join(' › ') : ''
  const examples = adding ? [...issue.examples, ''] : issue.examples
  return (
    <div className="detail-fields" key={id}>
      {path !== '' && <p className="faint">{t('codebook.issue.path', { path })}</p>}
      <SavedField
        label={t('codebook.issue.name')}
        value={issue.name}
        onSave={(name) => change({ name })}
        required
        readOnly={readOnly}
      />
      <SavedField
        label={t('codebook.issue.definition')}
        help={t('codebook.issue.definitionHelp')}
        value={issue.definition}
        onSave={(definition) => change({ definition })}
        prose
        readOnly={readOnly}
      />
      <SavedField
        label={t('codebook.issue.supporting')}
        value={issue.supporting}
        onSave={(supporting) => change({ supporting })}
        prose
        readOnly={readOnly}
      />
      <SavedField
        label={t('codebook.issue.opposing')}
        value={issue.opposing}
        onSave={(opposing) => change({ opposing })}
        prose
        readOnly={readOnly}
      />
      <fieldset>
        <legend className="label">{t('codebook.issue.examples')}</legend>
        {examples.map((example, at) => (
          <div className="example" key={example === '' ? `new ${at}` : example}>
            <SavedField
              label={t('codebook.issue.example', { number: at + 1 })}
              value={example}
              prose
              readOnly={readOnly}
              autoFocus={example === ''}
              onSave={(written) => {
                setAdding(false)
                const next = examples
                  .map((one, index) => (index === at ? written.trim() : one))
                  .filter((one) => one !== '')
                change({ examples: [...new Set(next)] })
              }}
            />
            {!readOnly && example !== '' && (
              <IconButton
                label={t('ui.remove', { name: t('codebook.issue.example', { number: at + 1 }) })}
                icon={X}
                size="small"
                onPress={() => change({ examples: issue.examples.filter((one) => one !== example) })}
              />
            )}
          </div>
        ))}
        {!readOnly && !adding && (
          <div>
            <Button look="quiet" size="small" icon={Plus} onPress={() => setAdding(true)}>
              {t('codebook.issue.addExample')}
            </Button>
          </div>
        )}
      </fieldset>
      <ColourField
        label={t('codebook.issue.colour')}
        value={issue.colour}
        onChange={(colour) => change({ colour })}
        readOnly={readOnly}
      />
      <Uses
        kind="issue"
        id={id}
        count={node ? node.total - below.reduce((sum, child) => sum + child.total, 0) : issue.uses}
        {...(node ? { total: node.total } : {})}
        conflicts={issue.conflicts}
        filter={{ issues: [id] }}
      />
      {!readOnly && (
        <div className="inspector-actions">
          <Button
            size="small"
            onPress={() => parley.workspace.setState({ dialog: { kind: 'joinIssue', id } })}
          >
            {t('codebook.join')}
          </Button>
          <Button
            size="small"
            onPress={() =>
              void runUndoably(parley, 'issue.retire', { issue: id, retired: !issue.retired }, seen)
            }
          >
            {t(issue.retired ? 'codebook.restore' : 'codebook.retire')}
          </Button>
          <Button
            size="small"
            look="danger"
            isDisabled={issue.uses > 0}
            onPress={() => void runUndoably(parley, 'issue.delete', { issue: id }, seen)}
          >
            {t('codebook.delete')}
          </Button>
        </div>
      )}
    </div>
  )
}
