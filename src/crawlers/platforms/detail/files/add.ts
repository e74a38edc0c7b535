/** Notes a file of the article: its address (null: it has none) and what it is called. `body`: a form's, for files that are sent by POST. */
export type Add = (url: string | null, name: string, body?: string) => void;
