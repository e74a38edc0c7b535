import { type Command, Help, type HelpConfiguration } from 'commander';
import { currentLanguage } from '../language/language.ts';
import { mainMessages } from './messages/main.ts';
import { wrapWords } from './wrap.ts';

/** What commander prints by itself, as it prints it, and in Chinese. Its package has no other way to speak another language. */
const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

const USAGE: readonly (readonly [RegExp, string])[] = [
  [/\[options\]/g, '[选项]'],
  [/\[command\]/g, '[命令]'],
];

const ERRORS: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.+?)'$/m, '没有选项 $1'],
  [/^error: unknown command '(.+?)'$/m, '没有命令 $1'],
  [/^error: missing required argument '(.+?)'$/m, '缺少参数 $1'],
  [/^error: option '(.+?)' argument missing$/m, '选项 $1 后面要有一个值'],
  [
    /^error: too many arguments(?: for '(.+?)')?\. Expected (\d+) arguments? but got (\d+)\.$/m,
    '参数太多：应为 $2 个，实际 $3 个',
  ],
  [/^\(Did you mean one of (.+?)\?\)$/m, '（是不是其中之一：$1？）'],
  [/^\(Did you mean (.+?)\?\)$/m, '（是不是 $1？）'],
];

/** An error of commander in the language of the moment; one that it is not known to print stays as it is. */
export function commanderError(text: string): string {
  const inEnglish = text.replace(/^error: /, '');
  if (currentLanguage() === 'en') return `nianbao: ${inEnglish}`;
  const translated = ERRORS.reduce((sofar, [pattern, chinese]) => sofar.replace(pattern, chinese), text);
  return `nianbao: ${translated.replace(/^error: /, '')}`;
}

/** Titles, usage and defaults of a command's help in the language of the moment. */
const HELP: HelpConfiguration = {
  styleTitle: (title) => (currentLanguage() === 'zh' ? (HELP_TITLES[title] ?? title) : title),
  styleUsage: (usage) =>
    currentLanguage() === 'zh'
      ? USAGE.reduce((text, [pattern, chinese]) => text.replace(pattern, chinese), usage)
      : usage,
  optionDescription: (option) => {
    // That a switch is off, and a list empty, goes without saying.
    const isObvious =
      option.defaultValue === false || (Array.isArray(option.defaultValue) && option.defaultValue.length === 0);
    if (isObvious) return option.description;
    const text = new Help().optionDescription(option);
    return currentLanguage() === 'zh' ? text.replace(/ ?\(default: (.*)\)$/, '（默认：$1）') : text;
  },
  subcommandTerm: (command) => command.name(),
};

/** A command that speaks the language of the moment, with the option that chooses it. */
export function speaking(command: Command): Command {
  const { help, lang } = mainMessages;
  return command.configureHelp(HELP).helpOption('-h, --help', help).option('--lang <zh|en>', lang);
}

/** What follows a command's options: a word on what it does, to the width of the screen, and examples to be pasted. */
export function helpAfter(command: Command, words: string, examples: readonly string[]): Command {
  const text = () => {
    const width = command.configureOutput().getOutHelpWidth?.() ?? 80;
    const paragraphs = words.split('\n').map((paragraph) => wrapWords(paragraph, width));
    return ['', ...paragraphs, '', mainMessages.examples, ...examples.map((example) => `  ${example}`)].join('\n');
  };
  return command.addHelpText('after', text);
}
