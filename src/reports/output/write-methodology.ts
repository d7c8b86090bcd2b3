import type { AppendixSection } from './appendix.js';
import { codingSection, limitsSection, quotesSection } from './coding-words.js';
import type { MethodologyFacts } from './methodology-facts.js';
import {
  figuresSection,
  negativeSection,
  suppressionSection,
  surveysSection,
} from './survey-words.js';

/** The methodology appendix in words: what the facts do not bear out is not said. */
export const writeMethodology = (facts: MethodologyFacts): AppendixSection[] => [
  surveysSection(facts),
  figuresSection(facts),
  ...negativeSection(facts),
  suppressionSection(facts),
  codingSection(facts),
  ...quotesSection(facts),
  limitsSection(facts),
];
