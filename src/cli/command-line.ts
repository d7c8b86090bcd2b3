/** The words after the command's name, as `cli.ts` has parsed them. */
export interface CommandLine {
  positionals: string[];
  values: {
    survey?: string;
    wave?: string;
    group?: string;
    'leave-out'?: string;
    'survey-from-name'?: boolean;
    recursive?: boolean;
    json?: boolean;
    head?: string;
    server?: string;
    'accept-broken-audit'?: boolean;
    'full-name'?: string;
    role?: string[];
    response?: string;
    figures?: string;
    internal?: boolean;
    out?: string;
    frame?: string;
    gold?: boolean;
  };
}
