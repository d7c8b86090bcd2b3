/** Wordings by which a statement or a question is told to be of something good, something bad or a fact. */

/** Of something bad: agreeing or saying yes to it is negative. */
export const badWordings = new RegExp(
  [
    // Words with "un": unsafe, unfair, unclear; "under", "until", "unit" and the like are none.
    String.raw`\bun(?!der|less\b|it|ion|ique|ivers|iform|til\b|cle|iversal|paid\b)[a-z]{3,}`,
    String.raw`\bdis(satisf|courag|respect|connect|organi[sz]ed|advantag|appoint|crimin|like|rupt|tress)\w*`,
    String.raw`\bin(adequa|sufficien|consisten|correct|accura|appropria|convenien|secur)\w*|\bimpossible\b|\birrelevant\b`,
    String.raw`\bmis(treat|led\b|underst|inform)\w*|\bmistakes?\b|\berrors?\b`,
    String.raw`\blate\b|\bdelay|\bdrift\b|\b(takes?|took|taking|wait(ed|s|ing)?) (too|so|a|very|far too)? ?long\b|\b(have|had|has|having) to wait\b|\blong (time to|waits?|delays?|queues?)|\b(longer|later) than (i|we|it|they|you) (should|need|want|expect|hope)`,
    String.raw`\b(too|over) (slow|long|many|much|strict|late|noisy|young|small|hard|far|often|big|busy|high|expensive|complicated|short|early|loud|cold|hot|quickly|easily)\b|\btoo (few|little)\b`,
    String.raw`\bbull(y|ied|ying)|\brestrained\b|\bpicked on\b|\bteased\b|\bhurt\b|\bharm(s|ed|ing|ful)?\b|\bthreat|\bharass|\babus|\bassault|\bviolen|\bpunish|\bshout(s|ed|ing)? at\b|\bforced\b|\bdanger`,
    String.raw`\bworr(y|ies|ied|ying)\b|\bscared\b|\bafraid\b|\bfrighten|\blonely\b|\bsad\b|\bangry\b|\bupset|\bbor(ed|ing)\b|\banxi|\bdepress|\bnervous|\bstress|\boverwhelm|\bexhaust|\bburn(t|ed)? out\b|\bisolated\b|\bashamed|\bembarrass|\bfrustrat|\bmiserable\b|\bnegative`,
    String.raw`\bdifficult|\bhard (to|for)\b|\bstruggl|\bproblems?\b|\bissues?\b|\bconcern(s|ed)\b|\bobstacles?\b|\bbarriers?\b|\b(stops?|stopped|prevent(s|ed)?|hinder(s|ed)?) (me|us|you|them|your|my)\b|\bcomplain about\b`,
    String.raw`\bconfus|\bignored\b|\bleft out\b|\blet down\b|\bpressure|\brushed\b|\bjudged\b|\bblamed?\b|\brude\b|\bstrained\b|\bbother(s|ed)?\b|\bnoisy?\b|\bnoise\b|\bdirty\b|\bpain\b|\bexcessive|\bwast(e|ed|ing)\b|\bpointless\b|\bneglect|\bsuffer|\bdrained\b|\btired\b|\bcynical\b|\bconflicts?\b|\bdisagreements?\b|\bburden|\bresent|\bskip(ped)?\b|\bexceed|\binterfer|\bany complaints\b|\bunpaid\b|\boutside (of )?(regular|normal|contracted|working) hours\b|\bchas(e|ed|ing)\b|\bin the way of\b|\bdifferently (from|to|than)\b`,
    String.raw`\b(poor|bad)(ly)?\b|\bworse\b|\bworst\b|\bterrible\b|\bhate\b`,
    String.raw`\bmoving somewhere else\b|\brun(ning)? away\b|\bran away\b|\b(think|thinking|thought) (about|of) (leaving|moving|quitting)\b|\b(want|wants|plan|plans|planning|intend|intends|likely|like|prefer) to (leave|quit|move (out|away|somewhere|house|home))\b|\bleave (this|my|the|your) (job|organi[sz]ation|team|service|placement|home)\b|\blook(ing)? for (a |a new |another )?job\b|\bwish (i|we|they)\b`,
    // Of rooms, food and people, where the adjective is all that is said: "my room is cold".
    String.raw`\b(is|are|was|were|gets?) ((often|always|sometimes|usually|really|very|quite) )?(cold|damp|mouldy|smelly|stale|broken|horrible|disgusting|nasty|mean|lazy|crowded|overcrowded|cramped)\b(?! (drinks?|water|meals?|food))`,
  ].join('|'),
  'i',
);

/** Turns what follows round. "Not only" and "no matter" do not. */
export const denyingWordings =
  /\b(not(?! (only|just|to mention)\b)|never|no(?! (matter|doubt)\b)|nobody|no-?one|nothing|none|nowhere|neither|without|rarely|seldom|hardly|barely|cannot|can(?=n?[’']?t\b)|dont|doesnt|didnt|isnt|wasnt|arent|wont|cant|havent|hasnt|unable|fail(s|ed|ing)? to|lacks?|lacking|refuse[sd]?|refusing|(?<!\b(?:a|too) )few(?= (people|staff|activities|things|opportunit|chances))|(?<!\b(?:a|too) )little(?= (support|help|information|say|choice|time|to do|contact)))\b|n[’']t\b/gi;

/** Before a bad thing: it is made less, spoken of or helped with, which is good ("minimises delay"). */
export const mendingWordings =
  /\b(minimi[sz]|reduc|avoid|prevent|tackl|protect|deal(s|t|ing)? with|cop(e|es|ed|ing) with|sort|stop|challeng|handl|manag|resolv|address|overcome|safe from|free (of|from)|do(es)? something|did something|talk|speak|spoke|tell|told|discuss|report|rais|shar|explain|understand|inform|aware|ask|know(s)? (what|who|how|where)|someone to (talk|go)|learn|apologi|respond|act on|listen|look into|support(s|ed|ing)? (with|me|us|you|them|my|your|our|children|young|people|him|her|families|those|staff)|help(s|ed|ing)? (with|to|me|us|you|them|my|your|our|children|young|people|him|her|families|those|staff))\w*\b/i;

/** Behind a bad thing: it was seen to ("bullying is dealt with"). */
export const mendedWordings =
  /\b(is|are|was|were|been|being|be|gets?|got) (\w+ ){0,2}(dealt with|sorted|taken seriously|handled|tackled|minimi[sz]ed|reduced|avoided|prevented|stopped|challenged|resolved|addressed|managed|listened to|looked into|acted on)\b|\b(dealt with|taken seriously)\b/i;

/** Right before a bad thing that is said of the subject itself: "support was late", "is too slow". */
export const sayingWordings =
  /\b(is|was|are|were|am|be|been|being|gets?|got|takes?|took|comes?|came|arrives?|arrived|feels?|felt|feel|seems?|seemed|too|very|so|often|always|really|quite|find(s)? it|found it|has|have|had)\s+$/i;

/** Fears: what is feared is worded badly without turning the fear round ("I worry that nobody listens"). */
export const fearingWordings =
  /\b(worr(y|ies|ied|ying)|afraid|scared|frightened|concerned|anxious|wish)\b/i;

/** Plainly good: what agrees with it is positive beyond doubt. */
export const goodWordings =
  /\b(safe|happy|happi|listen|help|told\b|able\b|know(s|n)? (how|what|who|where|about)|enough\b|respect|support|underst[ao]|explain|involved|treated|eas(y|ily)\b|fair|comfortabl|can (you|i|we|they)\b|could you|get to\b|satisf|good|clear|useful|confiden|enjoy|lik(e|es|ed)\b|well\b|kind|car(e|es|ed|ing)\b|trust|proud|recommend|encourag|opportunit|choice|choose|chance|privacy|welcom|quick|prompt|on time|improv|best|valu|effective|honest|polite|inform|includ|learn|progress|access|appropriate|benefit|success|friend|support|healthy|relax|positive|adequate|suitable|say in|agree\b|prepared|consult|receiv|answered|transparen|initiative|feel at home)/i;

/** Matters of fact, whatever bad things they name. */
export const formalWordings =
  /made a complaint|^(can|may|could) we\b|\bconsent\b|happy (for us )?to be contacted|\bdata protection\b|information (i|that i) (provide|give)/i;

/** Matters of fact or of taste, of which no answer is good or bad unless something of them is bad. */
export const factWordings =
  /^would you (like|eliminate|ban|abolish|change|remove|keep|allow|be interested|prefer|consider|want|be willing|have preferred)\b|^(are|were) you interested|familiar with|identify as|best describes|^(are|were) you (a|an|the|self)\b|^(do|did|have|had) you ever (eat|drink|smoke|gamble|drive|visited|travelled|been (to|in)\b|lived|been (sky|married|employed))|^do you (consider yourself|eat|drink|smoke|use|own|rent|drive|identify|currently|live|work|attend|go to)\b/i;

/** Matters of fact, unless something of them is plainly good. */
export const plainFactWordings =
  /^(do|did|have|had|has|are|were|is|does) (you|your child|the child|anyone|this) (a|an|the|any|also|still|use|used|using|own|seen|sought|ever|consider|eat|drink|smoke|hold|held|visited|attended|attend|heard|currently|live|lived|work|worked|working|have|had|go|gone|been|moved|changed|take|taken|completed|applied|made|your|in|on|from)\b|^are you\b|^how (often|frequently|regularly) (do|did|have|does) (you|your child) (use|used|travel|visit|visited|drink|smoke|eat|exercise|watch|go|gone|attend|attended|play|read|buy|sleep|check|work|see|contact|meet|post|recline)\b|\b(is|was) (this|it) (your|the) (first|only)\b/i;
