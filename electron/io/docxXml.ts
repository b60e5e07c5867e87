/**
 * The main text of a Word file, made ready for mammoth: what mammoth would pass over in silence is counted, and what it would drop though a
 * reader sees it is rewritten in words that it knows. Works on the XML as text; the prefixes are the ones that every writer uses.
 */
import { lose, type LossCounter } from '../../shared/import/losses.ts'
import type { WordNumbering } from './wordNumbering.ts'

/** A colour no highlighter has: runs so marked are hidden text. */
export const hiddenColour = 'parleyHidden'
/** A colour no highlighter has: a list marker or a heading's number that the word processor wrote. */
export const markerColour = 'parleyMarker'

/** Rewrites a document, footnotes or endnotes part. Adds to `losses` what is left out or read otherwise. */
export function prepareWordXml(xml: string, numbering: WordNumbering, losses: LossCounter): string {
  const single = withoutChoices(withoutOldFormatting(xml), losses)
  countChanges(single, losses)
  const readable = linearFormulas(readableWrappers(single, losses), losses)
  return pageBreaks(withMarkers(hiddenRuns(readable, losses), numbering))
}

/** How text was formatted before a tracked change: no words in it, but properties that would be taken for today's. */
function withoutOldFormatting(xml: string): string {
  return xml.replace(/<w:([a-zA-Z]+PrChange)\b[\s\S]*?<\/w:\1>/g, '')
}

/** Writes the marker of each numbered paragraph as its first run, in a colour by which it is known again. */
function withMarkers(xml: string, numbering: WordNumbering): string {
  return xml.replace(/<w:pPr>([\s\S]*?)<\/w:pPr>/g, (whole, properties: string) => {
    const marker = numbering.markerOf(properties)
    if (marker === null) return whole
    const words = (marker === '' ? ' ' : marker).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const look = `<w:rPr><w:highlight w:val="${markerColour}"/></w:rPr>`
    return `${whole}<w:r>${look}<w:t xml:space="preserve">${words}</w:t></w:r>`
  })
}

/** Parts that mammoth reads twice or not at all: an alternative for new programs, and one for old ones that mammoth understands. */
function withoutChoices(xml: string, losses: LossCounter): string {
  return xml.replace(
    /<mc:AlternateContent\b[^>]*>([\s\S]*?)<\/mc:AlternateContent>/g,
    (whole, inside: string) => {
      if (inside.includes('<mc:Fallback')) return whole.replace(/<mc:Choice\b[\s\S]*?<\/mc:Choice>/g, '')
      if (inside.includes('<w:txbxContent')) lose(losses, 'unknownParts')
      else if (inside.includes('<w:drawing')) lose(losses, 'images')
      return ''
    }
  )
}

function countChanges(xml: string, losses: LossCounter): void {
  const count = (pattern: RegExp): number => xml.match(pattern)?.length ?? 0
  // A mark without content (of a paragraph's end, of a table row) ends in "/>" and is not counted.
  lose(losses, 'trackedInsertions', count(/<w:(ins|moveTo)\s(?:[^>]*[^/])?>/g))
  lose(losses, 'trackedDeletions', count(/<w:(del|moveFrom)\s(?:[^>]*[^/])?>/g))
  lose(losses, 'comments', count(/<w:commentReference\b/g))
  lose(losses, 'textBoxes', count(/<w:txbxContent\b/g))
  lose(losses, 'images', count(/<w:drawing\b/g) + count(/<v:imagedata\b/g))
}

/** Elements around runs that mammoth does not know, and would drop with all their words. */
function readableWrappers(xml: string, losses: LossCounter): string {
  // How a word is pronounced, in small signs above it.
  lose(losses, 'unknownParts', xml.match(/<w:rt\b/g)?.length ?? 0)
  return xml
    .replace(/<w:(rt|rubyPr)\b[\s\S]*?<\/w:\1>/g, '')
    .replace(/<w:(?:fldSimple|bdo|dir|ruby|rubyBase)\b[^>]*?(\/?)>/g, '<w:smartTag$1>')
    .replace(/<\/w:(?:fldSimple|bdo|dir|ruby|rubyBase)>/g, '</w:smartTag>')
    .replace(/<w:cr\s*\/>/g, '<w:br/>')
    .replace(/<w:ptab\b[^>]*\/>/g, '<w:tab/>')
}

function linearFormulas(xml: string, losses: LossCounter): string {
  return xml
    .replace(/<\/?m:oMathPara\b[^>]*>/g, '')
    .replace(/<m:oMathParaPr\b[\s\S]*?<\/m:oMathParaPr>/g, '')
    .replace(/<m:oMath\b[^>]*>([\s\S]*?)<\/m:oMath>/g, (_whole, inside: string) => {
      lose(losses, 'formulas')
      const signs = [...inside.matchAll(/<m:t\b[^>]*>([^<]*)<\/m:t>/g)]
        .map(([, words]) => words ?? '')
        .join('')
      return `<w:r><w:t xml:space="preserve">${signs}</w:t></w:r>`
    })
}

function hiddenRuns(xml: string, losses: LossCounter): string {
  if (!xml.includes('<w:vanish')) return xml
  // A paragraph's own mark may be hidden without any word being so.
  const runsOnly = xml.replace(/<w:pPr>[\s\S]*?<\/w:pPr>/g, (properties) =>
    properties.replace(/<w:vanish\b[^>]*\/>/g, '')
  )
  return runsOnly.replace(/<w:rPr>([\s\S]*?)<\/w:rPr>/g, (whole, inside: string) => {
    const vanish = /<w:vanish\b([^>]*)\/>/.exec(inside)
    if (!vanish || /w:val="(?:0|false|off)"/.test(vanish[1] ?? '')) return whole
    lose(losses, 'hiddenText')
    return `<w:rPr>${inside.replace(/<w:highlight\b[^>]*\/>/g, '')}<w:highlight w:val="${hiddenColour}"/></w:rPr>`
  })
}

/**
 * Page breaks in words that mammoth passes on: `page` where the writer put one, `column` where the page ended when it was last laid out.
 * The latter right after the former is the same break. Breaks between columns become line breaks.
 */
function pageBreaks(xml: string): string {
  let isAtTop = true
  return xml.replace(
    /<w:r><w:rPr><w:highlight w:val="parleyMarker"\/><\/w:rPr><w:t\b|<w:br\b[^>]*\/>|<w:pPr>[\s\S]*?<\/w:pPr>|<w:lastRenderedPageBreak\s*\/>|<w:(?:t|tab|sym)\b/g,
    (whole) => {
      // A marker stands before a page's end that Word noted in the paragraph's first run.
      if (whole.startsWith('<w:r>')) return whole
      if (whole.startsWith('<w:br')) {
        if (whole.includes('w:type="column"')) return '<w:br/>'
        if (whole.includes('w:type="page"')) isAtTop = true
        return whole
      }
      if (whole.startsWith('<w:pPr')) {
        if (!/<w:pageBreakBefore(?:\s+w:val="(?:1|true|on)")?\s*\/>/.test(whole) || isAtTop) return whole
        isAtTop = true
        return `${whole}<w:r><w:br w:type="page"/></w:r>`
      }
      if (whole.startsWith('<w:last')) {
        if (isAtTop) return ''
        isAtTop = true
        return '<w:br w:type="column"/>'
      }
      isAtTop = false
      return whole
    }
  )
}
