import { writeClauseMap } from './clause-map.js';
import { explain } from './explain.js';
import { lint } from './lint.js';
import { replay } from './replay.js';
import { verify } from './verify.js';

const commands: Record<string, (args: string[]) => Promise<number>> = {
  replay,
  explain,
  lint,
  verify,
  'clause-map': writeClauseMap,
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  process.stderr.write(`unknown command "${name}": expected one of ${Object.keys(commands).join(', ')}\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await command(args);
}
