const others = String.raw`(?!\s+(?:me|us|him|her|children|kids|you)\b)`;
const asking = String.raw`(?:^|[.!?,;:–-]\s*|\b(?:please|pls|plz|but|so|and|just)\s+)(?:do not|don['’]?t|never)\s+`;

/** How people ask that what they write stays with whoever reads it. */
const requests: readonly RegExp[] = [
  new RegExp(
    String.raw`${asking}(?:you\s+)?(?:ever\s+)?(?:tell|show|repeat|quote|print|publish|mention)\b${others}[^.!?]*`,
    'iu',
  ),
  new RegExp(
    String.raw`${asking}(?:say|share|use|put|pass)\s+(?:it|this|that|any of this|what i\b|my name|i said)[^.!?]*`,
    'iu',
  ),
  /\bkeep (?:this|it|that|what i (?:said|say|wrote)) (?:private|secret|quiet|confidential|between us|to yoursel(?:f|ves))\b/iu,
  /\b(?:do not|don['’]?t|never) quote me\b/iu,
  /\boff the record\b|\bbetween (?:you and me|ourselves)\b|\b(?:this|it) is (?:strictly |said )?(?:in confidence|confidential)\b/iu,
  /\b(?:sa(?:y|id)|t(?:ell|old)|wr(?:ite|ote)|know)\b[^.!?]{0,40}\b(?:get|be) (?:me |us )?in(?:to)? (?:trouble|bother)\b/iu,
];

/**
 * The words by which somebody asks that a comment is not passed on, as they stand in it; null where nobody
 * does. A wide net: "don't tell my carer" asks for nothing else, "they don't tell me" is a complaint.
 */
export function asksNotToBeTold(text: string): string | null {
  for (const request of requests) {
    const found = request.exec(text);
    if (found) return found[0].replace(/^[\s.!?,;:–-]+/u, '').trim();
  }
  return null;
}
