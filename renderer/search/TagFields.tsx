/** How all hits are tagged: what of the text, as what, whose, how certain, with which note. */
import { useEffect, useRef } from 'react'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { ActorId, StanceId } from '../../shared/ids.ts'
import { certainties } from '../../shared/model/records.ts'
import { flatten, issuePath, issueTree } from '../state/issueTree.ts'
import { useCodebook } from '../state/parley.ts'
import { inkColour, safeColour } from '../ui/colour.ts'
import { Segments, SelectField, TextField, type Choice } from '../ui/fields.tsx'
import { compareNames } from '../ui/format.ts'
import { PickMany } from '../ui/PickField.tsx'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../ui/stance.ts'
import { t } from '../ui/words.ts'
import { newIssue } from './newIssue.ts'
import type { Grow } from './tagHits.ts'

export type TagDraft = {
  readonly grow: Grow
  /** Ids, and names of issues to be made behind `newIssue`. */
  readonly issues: readonly string[]
  readonly stance: StanceId | null
  readonly actors: 'authors' | readonly ActorId[]
  readonly certainty: AnnotationView['certainty']
  readonly note: string
}

export const noTag: TagDraft = {
  grow: 'hit',
  issues: [],
  stance: null,
  actors: 'authors',
  certainty: null,
  note: ''
}

const grows: readonly Grow[] = ['hit', 'sentence', 'paragraph']

type TagFieldsProps = { readonly draft: TagDraft; readonly onChange: (draft: TagDraft) => void }

export function TagFields({ draft, onChange }: TagFieldsProps) {
  const codebook = useCodebook((state) => state.codebook)
  const index = useCodebook((state) => state.index)
  const set = (change: Partial<TagDraft>): void => onChange({ ...draft, ...change })
  const issues: readonly Choice<string>[] = [
    ...flatten(issueTree(codebook.issues))
      .filter(({ issue }) => !issue.retired)
      .map(({ issue }) => ({
        key: issue.id as string,
        name: issue.name,
        hint: issue.parent ? issuePath(issue.parent, index.issues).join(' › ') : '',
        mark: <span className="swatch" style={{ color: safeColour(issue.colour) }} />
      })),
    ...draft.issues
      .filter((key) => key.startsWith(newIssue))
      .map((key) => ({ key, name: key.slice(newIssue.length) }))
  ]
  const stances = [
    {
      key: '',
      name: t('search.tag.undecided'),
      mark: <span aria-hidden>{undecidedGlyph}</span>
    },
    ...codebook.stances
      .filter((stance) => !stance.retired)
      .map((stance) => ({
        key: stance.id as string,
        name: stance.label,
        mark: (
          <span
            aria-hidden
            style={{ color: inkColour(stance.colour, stanceToken(stance.polarity)), fontWeight: 700 }}
          >
            {stanceGlyph(stance.polarity)}
          </span>
        )
      }))
  ]
  // The issue is what everything waits for.
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => fields.current?.querySelector<HTMLInputElement>('[role="combobox"]')?.focus(), [])
  const actors = codebook.actors
    .filter((actor) => actor.joinedInto === null)
    .map((actor) => ({ key: actor.id, name: actor.name }))
    .toSorted((a, b) => compareNames(a.name, b.name))
  return (
    <div className="tag-hits-fields" ref={fields}>
      <Segments
        label={t('search.tag.passage')}
        bare={false}
        value={draft.grow}
        onChange={(grow) => set({ grow })}
        choices={grows.map((grow) => ({ key: grow, name: t(`search.tag.grow.${grow}`) }))}
      />
      <PickMany
        label={t('search.tag.issues')}
        placeholder={t('search.tag.addIssue')}
        choices={issues}
        values={draft.issues}
        onChange={(keys) => set({ issues: keys })}
        onCreate={(name) => set({ issues: [...draft.issues, `${newIssue}${name.trim()}`] })}
      />
      <SelectField
        label={t('search.tag.stance')}
        value={draft.stance ?? ''}
        onChange={(key) => set({ stance: key === '' ? null : (key as StanceId) })}
        choices={stances}
      />
      <SelectField
        label={t('search.tag.actors')}
        value={draft.actors === 'authors' ? 'authors' : 'chosen'}
        onChange={(key) => set({ actors: key === 'authors' ? key : [] })}
        choices={[
          { key: 'authors', name: t('search.tag.authors') },
          { key: 'chosen', name: t('search.tag.chosen') }
        ]}
      />
      {draft.actors !== 'authors' && (
        <PickMany
          label={t('search.tag.chosen')}
          choices={actors}
          values={draft.actors}
          onChange={(keys) => set({ actors: keys })}
        />
      )}
      <Segments
        label={t('search.tag.certainty')}
        bare={false}
        value={draft.certainty ?? 'none'}
        onChange={(key) => set({ certainty: certainties.find((one) => one === key) ?? null })}
        choices={(['none', ...certainties] as const).map((key) => ({
          key,
          name: t(`search.tag.certainties.${key}`)
        }))}
      />
      <TextField label={t('search.tag.note')} value={draft.note} onChange={(note) => set({ note })} prose />
    </div>
  )
}
