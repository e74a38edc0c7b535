import { type AnyNode, type Expression, type Literal, type Program, parse, type TemplateLiteral } from 'acorn';

/**
 * Where a page's scripts send a desktop browser as soon as it runs, as written in it; null where they do not, or only a browser can tell. One script sees the
 * functions of another.
 * What stands in a function that nobody calls, or behind a condition, has not happened: only branches that ask for a small screen, a frame
 * or a user agent are decided, for a desktop browser outside of frames.
 */
export function scriptLocation(scripts: readonly string[]): string | null {
  const nodes = scripts.flatMap((code) => parseScript(code)?.body ?? []);
  const functions = new Map<string, AnyNode>();
  for (const node of nodes) if (node.type === 'FunctionDeclaration') functions.set(node.id.name, node.body);
  return firstTarget(nodes, { functions, depth: 0 });
}

interface Scope {
  readonly functions: ReadonlyMap<string, AnyNode>;
  readonly depth: number;
}

/** Functions that call each other go on for ever; shells do not. */
const MOST_DEPTH = 8;

function parseScript(code: string): Program | null {
  try {
    return parse(code.replace(/^\s*<!--.*/, ''), { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
  } catch {
    return null;
  }
}

function firstTarget(nodes: readonly AnyNode[], scope: Scope): string | null {
  for (const node of nodes) {
    const target = targetOf(node, scope);
    if (target !== null) return target;
  }
  return null;
}

/** What a statement or expression does when it runs. */
function targetOf(node: AnyNode | null | undefined, scope: Scope): string | null {
  if (node == null || scope.depth > MOST_DEPTH) return null;
  switch (node.type) {
    case 'ExpressionStatement':
      return targetOf(node.expression, scope);
    case 'BlockStatement':
      return firstTarget(node.body, scope);
    case 'TryStatement':
      return targetOf(node.block, scope);
    case 'SequenceExpression':
      return firstTarget(node.expressions, scope);
    case 'UnaryExpression':
      return targetOf(node.argument, scope);
    case 'IfStatement':
      return isForOthers(node.test) ? targetOf(node.alternate, scope) : null;
    case 'AssignmentExpression':
      return assignedTarget(node.left, node.right, scope);
    case 'CallExpression':
      return calledTarget(node.callee, node.arguments, scope);
    default:
      return null;
  }
}

/** A question that a desktop browser with a page of its own answers with no. */
function isForOthers(test: Expression): boolean {
  if (test.type === 'UnaryExpression' && test.operator === '!') return false;
  const words = JSON.stringify(test, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value));
  if (/userAgent|platform|screen|innerWidth|clientWidth|ontouchstart|orientation/.test(words))
    return /mobile|android|iphone|ipad|touch|phone|width|orientation|wap|micromessenger/i.test(words);
  return /"(?:top|self|parent|frames|frameElement)"/.test(words);
}

function assignedTarget(left: AnyNode, right: Expression, scope: Scope): string | null {
  if (isLocation(left)) return textOf(right);
  // window.onload = go, window.onload = function () { … }
  return nameOf(left)?.replace(/^window\./, '') === 'onload' ? startedTarget(right, scope) : null;
}

function calledTarget(callee: AnyNode, given: readonly AnyNode[], scope: Scope): string | null {
  const [first, second] = given;
  const name = nameOf(callee)?.replace(/^window\./, '') ?? null;
  if (callee.type === 'MemberExpression' && isLocation(callee.object)) {
    return /\.(?:replace|assign)$/.test(name ?? '') ? textOf(first) : null;
  }
  if (name === 'open') return /^_(?:self|top|parent)$/.test(textOf(second) ?? '') ? textOf(first) : null;
  if (name === 'setTimeout' || name === 'addEventListener' || name === '$' || /\.ready$/.test(name ?? '')) {
    return startedTarget(name === 'addEventListener' ? second : first, scope);
  }
  return startedTarget(callee, scope);
}

/** What happens once a function, or a text of code, is started. */
function startedTarget(node: AnyNode | undefined, scope: Scope): string | null {
  if (node === undefined) return null;
  const deeper = { ...scope, depth: scope.depth + 1 };
  if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') return targetOf(node.body, deeper);
  if (node.type === 'Identifier') return targetOf(scope.functions.get(node.name), deeper);
  const code = textOf(node);
  const program = code === null ? null : parseScript(code);
  return program === null ? null : firstTarget(program.body, deeper);
}

const LOCATION = /^(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?$/;

const isLocation = (node: AnyNode): boolean => LOCATION.test(nameOf(node) ?? '');

/** `window.location.href` as text; null for anything that is not a plain path of names. */
function nameOf(node: AnyNode): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'self';
  if (node.type === 'CallExpression') return nameOf(node.callee);
  if (node.type !== 'MemberExpression' || node.property.type === 'PrivateIdentifier') return null;
  const object = nameOf(node.object);
  const property = node.computed ? textOf(node.property) : nameOf(node.property);
  return object === null || property === null ? null : `${object}.${property}`;
}

/** A text that stands in the code, also in parts; null for one that is put together at run time. */
function textOf(node: AnyNode | undefined): string | null {
  if (node?.type === 'Literal') return literalText(node);
  if (node?.type === 'TemplateLiteral') return templateText(node);
  if (node?.type !== 'BinaryExpression' || node.operator !== '+') return null;
  const left = textOf(node.left);
  const right = textOf(node.right);
  return left === null || right === null ? null : left + right;
}

const literalText = ({ value }: Literal): string | null => (typeof value === 'string' ? value : null);

const templateText = ({ quasis, expressions }: TemplateLiteral): string | null =>
  expressions.length > 0 ? null : (quasis[0]?.value.cooked ?? null);
