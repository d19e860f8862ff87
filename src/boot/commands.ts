import { parseArgs } from 'node:util';
import { VERSION } from '../version.js';

const HELP = `punctual ${VERSION}: a jobs service for teams

  punctual start            starts a node, until Ctrl-C or SIGTERM
  punctual migrate          brings the schema up to date, and ends
  punctual migrate --check  lists what is missing, and ends with 2 if anything is
  punctual rotate-secrets   seals what is stored with SECRETS_KEY instead of SECRETS_KEY_PREVIOUS, and ends
  punctual --help, --version

Configuration is by environment variables, or a .env file in the working directory. Without DATABASE_URL there is an
embedded PostgreSQL in DATA_DIR (.data).
`;

interface Given {
  command: string | undefined;
  check: boolean;
  /** What is printed instead of doing anything. */
  text?: string;
}

/**
 * Does what the arguments of `punctual` say. Code is loaded by need: `--help` starts no application.
 * @returns the exit code; undefined when a node was started and goes on
 */
export async function runCommand(args: string[]): Promise<number | undefined> {
  let given: Given;
  try {
    given = parse(args);
  } catch (error) {
    process.stderr.write(`punctual: ${(error as Error).message}\n`);
    return 1;
  }
  if (given.text !== undefined) {
    process.stdout.write(given.text);
    return 0;
  }
  if (given.command === 'migrate') return (await import('./migrate-step.js')).runMigrateStep({ check: given.check });
  if (given.command === 'rotate-secrets') return (await import('./rotate-secrets-step.js')).runRotateSecretsStep();
  await (await import('./boot.js')).boot();
  return undefined;
}

/** @throws Error that says what is wrong with them */
function parse(args: string[]): Given {
  const { values, positionals, tokens } = parseArgs({ args, allowPositionals: true, strict: false, tokens: true });
  const [command, ...others] = positionals;
  const known = new Set(['help', 'version', ...(command === 'migrate' ? ['check'] : [])]);
  for (const token of tokens)
    if (token.kind === 'option' && (!known.has(token.name) || token.value !== undefined))
      throw new Error(`unknown option "${token.rawName}": see punctual --help.`);
  if (values['help']) return { command, check: false, text: HELP };
  if (values['version']) return { command, check: false, text: `${VERSION}\n` };
  if (command === undefined) throw new Error('say what to do: start, migrate or rotate-secrets. See punctual --help.');
  if (!['start', 'migrate', 'rotate-secrets'].includes(command))
    throw new Error(`unknown command "${command}": see punctual --help.`);
  if (others.length > 0) throw new Error(`unknown argument "${others[0]}": see punctual --help.`);
  return { command, check: values['check'] === true };
}
