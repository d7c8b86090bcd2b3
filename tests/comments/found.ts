/** What /comments answers as JSON, as far as tests look at it. */
export interface Value {
  key: string;
  name: string;
  count: number;
  selected: boolean;
}
export interface Found {
  total: number;
  first: number;
  query: string;
  advice: string[];
  comments: {
    id: number;
    text: string;
    attribution: string;
    group: string | null;
    survey: string;
    sentiment: string;
    themes: { key: string }[];
    segments: { text: string; marked: boolean; evidence: boolean }[];
  }[];
  facets: Record<
    'theme' | 'sentiment' | 'group' | 'survey' | 'wave' | 'question' | 'region' | 'length',
    Value[]
  >;
  active: { facet: string; name: string; href: string }[];
  next: string | null;
  previous: string | null;
  help: {
    meant: { name: string; count: number; href: string }[];
    unknown: { typed: string; instead: { name: string; count: number; href: string }[] }[];
    without: { name: string; count: number; href: string }[];
  } | null;
}
