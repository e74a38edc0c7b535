/** Of the program, as in package.json (tested); printed by `--version`, sent in the user agent, written into the archive. */
export const VERSION = '0.1.0';
