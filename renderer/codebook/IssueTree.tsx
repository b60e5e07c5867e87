/** The issue tree: opened, walked, moved and renamed by pointer and by keyboard. */
import { ChevronRight, GripVertical } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import {
  Button as AriaButton,
  Collection,
  Tree,
  TreeItem,
  TreeItemContent,
  useDragAndDrop,
  type Key
} from 'react-aria-components'
import type { IssueView } from '../../shared/api/views.ts'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { IssueId } from '../../shared/ids.ts'
import { drop, flatten, issueTree, matching, step, type IssueNode } from '../state/issueTree.ts'
import { useCodebook, useParley, useSession, useWorkspace } from '../state/parley.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { isReadOnly } from '../state/session.ts'
import { announce } from '../state/tell.ts'
import { Button } from '../ui/Button.tsx'
import { safeColour } from '../ui/colour.ts'
import { formatNumber } from '../ui/format.ts'
import { MenuButton, type MenuEntry } from '../ui/Menu.tsx'
import { Empty } from '../ui/states.tsx'
import { t } from '../ui/words.ts'

type Work = {
  readonly nodes: readonly IssueNode[]
  readonly readOnly: boolean
  readonly act: (action: TreeAction, issue: IssueView) => void
}
type TreeAction =
  | 'open'
  | 'rename'
  | 'below'
  | 'up'
  | 'down'
  | 'in'
  | 'out'
  | 'join'
  | 'retire'
  | 'delete'
  | 'passages'
  | 'settle'

/** Alt and an arrow moves an issue; F2 or Enter shows its details; dragging works too, also by keyboard from its handle. */
export function IssueTree({ words, onAdd }: { readonly words: string; readonly onAdd: () => void }) {
  const parley = useParley()
  const issues = useCodebook((state) => state.codebook.issues)
  const readOnly = useSession((state) => isReadOnly(state.project))
  const inspected = useWorkspace((state) => state.inspected)
  const [closed, setClosed] = useState<ReadonlySet<Key>>(new Set())
  const nodes = useMemo(() => issueTree(issues), [issues])
  const shown = useMemo(() => matching(nodes, words), [nodes, words])
  const expanded = useMemo(
    () =>
      new Set<Key>(
        flatten(shown)
          .filter((node) => node.children.length > 0 && (words !== '' || !closed.has(node.issue.id)))
          .map((node) => node.issue.id)
      ),
    [shown, closed, words]
  )
  const byId = (id: Key): IssueView | undefined => issues.find((issue) => issue.id === id)

  const move = async (
    issue: IssueView,
    to: Omit<CommandInput<'issue.move'>, 'issue'> | null
  ): Promise<void> => {
    if (!to) return
    const answer = await run(parley, 'issue.move', { issue: issue.id, ...to }, seen(issue))
    if (answer.ok) announce(parley, t('codebook.moved', { name: issue.name }))
  }
  const show = (id: IssueId): void =>
    parley.workspace.setState({ inspected: { kind: 'issue', id }, inspectorOver: true })
  const act = (action: TreeAction, issue: IssueView): void => {
    switch (action) {
      case 'open':
      case 'rename':
        show(issue.id)
        if (action === 'rename') setTimeout(() => focusName(), 30)
        return
      case 'below':
        return void createBelow(issue)
      case 'up':
      case 'down':
      case 'in':
      case 'out':
        return void move(issue, step(nodes, issue.id, action))
      case 'join':
        return parley.workspace.setState({ dialog: { kind: 'joinIssue', id: issue.id } })
      case 'retire':
        return void runUndoably(
          parley,
          'issue.retire',
          { issue: issue.id, retired: !issue.retired },
          seen(issue)
        )
      case 'delete':
        return void runUndoably(parley, 'issue.delete', { issue: issue.id }, seen(issue))
      case 'passages':
        return parley.workspace.setState({ view: 'passages', passageFilter: { issues: [issue.id] } })
      case 'settle':
        return parley.workspace.setState({
          dialog: { kind: 'settle', record: { kind: 'issue', id: issue.id } }
        })
    }
  }
  const createBelow = async (parent: IssueView): Promise<void> => {
    const answer = await run(parley, 'issue.create', {
      name: t('codebook.unnamed'),
      parent: parent.id,
      colour: safeColour(parent.colour, '#6b7280')
    })
    const made = answer.ok ? answer.value.made[0] : undefined
    if (!made) return
    setClosed((now) => new Set([...now].filter((key) => key !== parent.id)))
    show(made.id as IssueId)
    setTimeout(() => focusName(), 60)
  }

  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: readOnly || words !== '',
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': byId(key)?.name ?? '' })),
    onMove({ keys, target }) {
      const issue = byId([...keys][0] ?? '')
      if (issue) void move(issue, drop(nodes, issue.id, target.key as IssueId, target.dropPosition))
    }
  })
  const key = (press: KeyboardEvent): void => {
    const row = press.target instanceof Element ? press.target.closest('[role="row"]') : null
    const issue = byId(row?.getAttribute('data-key') ?? '')
    if (!issue || !(press.target instanceof Element) || press.target.getAttribute('role') !== 'row') return
    const moves: Readonly<Record<string, TreeAction>> = {
      ArrowUp: 'up',
      ArrowDown: 'down',
      ArrowRight: 'in',
      ArrowLeft: 'out'
    }
    const others: Readonly<Record<string, TreeAction>> = { F2: 'rename', Insert: 'below', Delete: 'delete' }
    const action = press.altKey ? moves[press.key] : others[press.key]
    if (!action || (readOnly && action !== 'open')) return
    press.preventDefault()
    press.stopPropagation()
    act(action, issue)
  }

  if (issues.length === 0) {
    return (
      <Empty what={t('codebook.empty.issues')} next={t('codebook.emptyNext.issues')} small>
        {!readOnly && (
          <Button size="small" onPress={onAdd}>
            {t('codebook.new.issues')}
          </Button>
        )}
      </Empty>
    )
  }
  if (shown.length === 0) return <Empty what={t('codebook.noMatch')} small />
  const work: Work = { nodes, readOnly, act }
  return (
    <div className="tree-holder" onKeyDownCapture={key}>
      <Tree
        aria-label={t('codebook.list.issues')}
        className="list tree"
        items={shown}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={inspected.kind === 'issue' ? [inspected.id] : []}
        expandedKeys={expanded}
        onExpandedChange={(keys) =>
          setClosed(
            new Set(
              flatten(nodes)
                .filter((node) => node.children.length > 0 && !keys.has(node.issue.id))
                .map((node) => node.issue.id)
            )
          )
        }
        onSelectionChange={(keys) => {
          const id = keys === 'all' ? undefined : [...keys][0]
          if (id !== undefined) parley.workspace.setState({ inspected: { kind: 'issue', id: id as IssueId } })
        }}
        onAction={(id) => show(id as IssueId)}
        dragAndDropHooks={dragAndDropHooks}
        dependencies={[work]}
      >
        {(node) => <Row id={node.issue.id} node={node} work={work} />}
      </Tree>
    </div>
  )
}

/** `id` is what the collection knows a row by: without it a moved issue would take over another's row. */
function Row({ node, work }: { readonly id: IssueId; readonly node: IssueNode; readonly work: Work }) {
  const { issue, children, total } = node
  return (
    <TreeItem
      id={issue.id}
      textValue={`${issue.name}, ${t('codebook.count', { count: total })}`}
      className="row tree-row"
      onPress={(press) => {
        if (press.pointerType !== 'keyboard') work.act('open', issue)
      }}
    >
      <TreeItemContent>
        {({ hasChildItems, isExpanded, level, allowsDragging }) => (
          <div className="tree-line" style={{ paddingInlineStart: (level - 1) * 16 }}>
            {hasChildItems ? (
              <AriaButton slot="chevron" className="chevron" aria-label={t('codebook.expand')}>
                <ChevronRight size={13} strokeWidth={2} className={isExpanded ? 'open' : ''} aria-hidden />
              </AriaButton>
            ) : (
              <span className="chevron" />
            )}
            <span className="swatch" style={{ color: safeColour(issue.colour) }} />
            <span className={issue.retired ? 'ellipsis faint' : 'ellipsis'} dir="auto">
              {issue.name}
            </span>
            {issue.conflicts.length > 0 && <span className="conflict-dot" title={t('codebook.conflict')} />}
            {issue.retired && <span className="faint">{t('codebook.retired')}</span>}
            <span className="row-actions">
              {allowsDragging && (
                <AriaButton
                  slot="drag"
                  className="button quiet icon small"
                  aria-label={t('codebook.drag', { name: issue.name })}
                >
                  <GripVertical size={13} aria-hidden />
                </AriaButton>
              )}
              <MenuButton
                label={t('codebook.more', { name: issue.name })}
                small
                entries={entriesFor(issue, node, work)}
              />
            </span>
            {total > 0 && <span className="count">{formatNumber(total)}</span>}
          </div>
        )}
      </TreeItemContent>
      <Collection items={children} dependencies={[work]}>
        {(child) => <Row id={child.issue.id} node={child} work={work} />}
      </Collection>
    </TreeItem>
  )
}

function entriesFor(issue: IssueView, node: IssueNode, { nodes, readOnly, act }: Work): readonly MenuEntry[] {
  const does = (action: TreeAction) => () => act(action, issue)
  const showing: readonly MenuEntry[] = [
    { name: t('codebook.showPassages'), run: does('passages'), disabled: node.total === 0 }
  ]
  if (readOnly) return showing
  const moves = (['up', 'down', 'in', 'out'] as const).map((way) => ({
    name: t(`codebook.${way}`),
    keys: { up: 'Alt+↑', down: 'Alt+↓', in: 'Alt+→', out: 'Alt+←' }[way],
    run: does(way),
    disabled: step(nodes, issue.id, way) === null
  }))
  return [
    { name: t('codebook.rename'), keys: 'F2', run: does('rename') },
    { name: t('codebook.below'), keys: 'Insert', run: does('below') },
    'line',
    ...moves,
    'line',
    ...showing,
    ...(issue.conflicts.length > 0 ? [{ name: t('codebook.settle'), run: does('settle') }] : []),
    { name: t('codebook.join'), run: does('join') },
    { name: t(issue.retired ? 'codebook.restore' : 'codebook.retire'), run: does('retire') },
    {
      name: t('codebook.delete'),
      keys: 'Delete',
      run: does('delete'),
      danger: true,
      disabled: node.total > 0 || node.children.length > 0
    }
  ]
}

function seen(issue: IssueView) {
  return seenOf({ kind: 'issue', id: issue.id, heads: issue.heads })
}

/** Puts the caret into the name in the inspector, with all of it selected. */
function focusName(): void {
  const field = document.querySelector<HTMLInputElement>('[data-pane="inspector"] .field input')
  field?.focus()
  field?.select()
}
