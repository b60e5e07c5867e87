/** What the two sample coders tagged, passage by passage: every quote stands exactly once in its document. */

export type SampleDocument = 'counter-proposal' | 'framework' | 'reactions'
export type SampleIssue =
  | 'guarantees'
  | 'nato'
  | 'ceasefire'
  | 'recognition'
  | 'relief'
  | 'children'
  | 'minerals'
  | 'reconstruction'
  | 'assets'
export type SampleStance = 'supports' | 'conditional' | 'neutral' | 'opposes' | 'no-position'
export type SampleActor = 'ukraine' | 'allies' | 'united-states' | 'russia' | 'germany' | 'diplomats'

export type SamplePassage = {
  /** The words as they stand in the text, without Markdown's signs. */
  readonly quote: string
  readonly issue: SampleIssue
  readonly stance: SampleStance
  readonly actors: readonly SampleActor[]
  readonly certainty: 'low' | 'medium' | 'high'
  /** The first coder's note. */
  readonly note?: string
  /** Where the second coder, a day later, did not do the same: missed it, drew another boundary, or read another stance. */
  readonly second?:
    'missed' | { readonly quote: string } | { readonly stance: SampleStance; readonly note: string }
}

const authors = ['ukraine', 'allies'] as const

export const samplePassages: Readonly<Record<SampleDocument, readonly SamplePassage[]>> = {
  'counter-proposal': [
    {
      quote:
        'Ukraine must receive robust security guarantees, and the United States must be among the guarantors.',
      issue: 'guarantees',
      stance: 'supports',
      actors: authors,
      certainty: 'high'
    },
    {
      quote:
        'a commitment in the manner of Article 5 of the North Atlantic Treaty: an attack on Ukraine would be the concern of all the guarantors',
      issue: 'guarantees',
      stance: 'supports',
      actors: authors,
      certainty: 'medium',
      note: 'Says how strong the guarantee should be. The comparison is with the duty, not with membership.',
      second: { quote: 'a commitment in the manner of Article 5 of the North Atlantic Treaty' }
    },
    {
      quote: 'Membership of Ukraine in NATO stays off the table for now.',
      issue: 'nato',
      stance: 'opposes',
      actors: authors,
      certainty: 'high',
      note: '“For now”: coded as opposed, because the issue asks about membership as part of this settlement.'
    },
    {
      quote:
        'No negotiation on territory may begin before a full and unconditional ceasefire has taken effect in the air, on land and at sea.',
      issue: 'ceasefire',
      stance: 'supports',
      actors: authors,
      certainty: 'high'
    },
    {
      quote: 'Once the ceasefire holds, territorial questions are put on the table and discussed.',
      issue: 'ceasefire',
      stance: 'supports',
      actors: authors,
      certainty: 'high',
      second: 'missed'
    },
    {
      quote: 'The authors will not recognise Russia’s hold on territory that it has taken by force',
      issue: 'recognition',
      stance: 'opposes',
      actors: authors,
      certainty: 'high'
    },
    {
      quote: 'Sanctions on Russia are to be eased only after a sustainable peace has been reached.',
      issue: 'relief',
      stance: 'opposes',
      actors: authors,
      certainty: 'high'
    },
    {
      quote:
        'All Ukrainian children who were deported or unlawfully displaced must be returned to their country.',
      issue: 'children',
      stance: 'supports',
      actors: authors,
      certainty: 'high'
    },
    {
      quote: 'The minerals agreement between Ukraine and the United States is to be put into effect.',
      issue: 'minerals',
      stance: 'supports',
      actors: authors,
      certainty: 'high'
    },
    {
      quote:
        'Ukraine is to be fully rebuilt and compensated financially, and Russia’s frozen assets are to be among the sources.',
      issue: 'reconstruction',
      stance: 'supports',
      actors: authors,
      certainty: 'high'
    },
    {
      quote: 'Russia’s frozen assets are to be among the sources',
      issue: 'assets',
      stance: 'supports',
      actors: authors,
      certainty: 'high',
      note: '“Among” the sources: not the only one.'
    }
  ],
  framework: [
    {
      quote: 'No security guarantees have been offered to Kyiv up to now.',
      issue: 'guarantees',
      stance: 'opposes',
      actors: ['united-states'],
      certainty: 'medium',
      note: 'Not offered is read as not wanted, as the codebook says. See the footnote for “up to now”.'
    },
    {
      quote: 'Membership of Ukraine in NATO is off the table.',
      issue: 'nato',
      stance: 'opposes',
      actors: ['united-states'],
      certainty: 'high'
    },
    {
      quote: 'Russia would keep the territory that it has seized.',
      issue: 'recognition',
      stance: 'conditional',
      actors: ['united-states'],
      certainty: 'medium',
      note: 'In fact, not in law: control is accepted, a right to it is not stated.'
    },
    {
      quote: 'Recognition in law of Russia’s control over Crimea is under consideration',
      issue: 'recognition',
      stance: 'conditional',
      actors: ['united-states'],
      certainty: 'high',
      note: 'In law. Under consideration, hence conditional.'
    },
    {
      quote:
        'An easing of sanctions on Russia is being considered even before a peace agreement is in place.',
      issue: 'relief',
      stance: 'conditional',
      actors: ['united-states'],
      certainty: 'high'
    },
    {
      quote: 'The administration wants the minerals agreement with Ukraine to be concluded.',
      issue: 'minerals',
      stance: 'supports',
      actors: ['united-states'],
      certainty: 'high'
    }
  ],
  reactions: [
    {
      quote:
        'Ukraine, the official said, had been brought towards a position closer to that of the United States administration.',
      issue: 'recognition',
      stance: 'no-position',
      actors: ['allies'],
      certainty: 'low',
      note: 'Says that Ukraine moved, not what the speaker wants.'
    },
    {
      quote:
        'Ukraine is moving, but it has red lines that it cannot cross. The core of the dispute remains territory.',
      issue: 'recognition',
      stance: 'opposes',
      actors: ['germany'],
      certainty: 'medium',
      note: 'Read with the second sentence: the red lines are about territory.',
      second: { stance: 'neutral', note: 'The official reports where Ukraine stands and takes no side.' }
    },
    {
      quote:
        'If one European country is made to give up territory that is lawfully its own, they said, then none can feel safe, whether it belongs to NATO or not.',
      issue: 'recognition',
      stance: 'opposes',
      actors: ['diplomats'],
      certainty: 'high'
    },
    {
      quote: 'For these diplomats membership is therefore not the question; the precedent is.',
      issue: 'nato',
      stance: 'no-position',
      actors: ['diplomats'],
      certainty: 'medium'
    },
    {
      quote:
        'Does the fighting stop before the parties talk about territory, or do they talk about territory so that the fighting stops?',
      issue: 'ceasefire',
      stance: 'no-position',
      actors: [],
      certainty: 'high',
      note: 'A question of the briefing itself: nobody holds it.'
    },
    {
      quote:
        'Is relief from sanctions a means to reach a settlement, or is it kept until a settlement stands?',
      issue: 'relief',
      stance: 'no-position',
      actors: [],
      certainty: 'high'
    }
  ]
}
