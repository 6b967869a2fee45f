/**
 * What numbers of a job mean, in words for the one who submitted it. A number that is not listed is said to be unknown rather than
 * guessed at. The reasons of holds and vacates are those that the server lists.
 */

const STATUS = {
  1: 'Idle: waiting in the queue',
  2: 'Running',
  3: 'Removed: taken out of the queue before it completed',
  4: 'Completed: ended by itself and left the queue',
  5: 'Held: kept in the queue, not to be started until it is released',
  6: 'Transferring output',
  7: 'Suspended',
  8: 'Failed',
  9: 'Blocked',
  10: 'Preparing',
};

const SIGNALS = {
  1: ['SIGHUP', 'hangup: the terminal or session that the program belonged to was closed'],
  2: ['SIGINT', 'interrupt, as Ctrl-C sends it'],
  3: ['SIGQUIT', 'quit, as Ctrl-\\ sends it'],
  4: ['SIGILL', 'illegal instruction: often a program built for a newer processor than the machine has'],
  5: ['SIGTRAP', 'trap of a debugger'],
  6: ['SIGABRT', 'abort: the program gave up by itself, as a failed assertion or an exception that nobody catches does'],
  7: ['SIGBUS', 'bus error: memory that is not there, often a mapped file that became shorter or a full disk'],
  8: ['SIGFPE', 'arithmetic error, such as an integer division by zero'],
  9: ['SIGKILL', 'killed at once, which a program can neither catch nor ignore: by HTCondor, an administrator, or the kernel when memory ran out'],
  10: ['SIGUSR1', 'a signal for the program’s own purposes'],
  11: ['SIGSEGV', 'segmentation fault: the program touched memory that is not its own'],
  12: ['SIGUSR2', 'a signal for the program’s own purposes'],
  13: ['SIGPIPE', 'broken pipe: nobody reads what the program writes'],
  14: ['SIGALRM', 'a timer of the program ran out'],
  15: ['SIGTERM', 'asked to end, as HTCondor does when it evicts or removes a job'],
  19: ['SIGSTOP', 'stopped'],
  24: ['SIGXCPU', 'CPU time limit exceeded'],
  25: ['SIGXFSZ', 'file size limit exceeded'],
  31: ['SIGSYS', 'a system call that is not allowed'],
};

const EXITS = {
  0: 'success, by convention',
  1: 'a general failure: what it means is up to the program; its standard error tells more',
  2: 'by convention wrong use: unknown options, missing arguments or files',
  64: 'by convention wrong use of the command',
  65: 'by convention input data that cannot be understood',
  66: 'by convention an input file that is not there or cannot be read',
  69: 'by convention a service that is not available',
  70: 'by convention an internal error of the program',
  71: 'by convention an error of the operating system',
  73: 'by convention an output file that cannot be created',
  74: 'by convention an error while reading or writing',
  75: 'by convention a temporary failure: worth another try',
  77: 'by convention a missing permission',
  78: 'by convention a wrong configuration',
  85: 'the code that self-checkpointing jobs use by default to say “I have written a checkpoint”',
  125: 'what container tools exit with when the container could not be started at all',
  126: 'what a shell exits with when the command was found and cannot be executed: not executable, or another architecture',
  127: 'what a shell exits with when the command, or a library it needs, was not found',
  255: 'the largest exit code: often −1 of a program, or ssh that failed',
};

const ERRORS = {
  1: 'operation not permitted', 2: 'no such file or directory', 4: 'interrupted', 5: 'input/output error',
  7: 'the argument list is too long', 8: 'not an executable format', 11: 'try again later', 12: 'not enough memory',
  13: 'permission denied', 16: 'busy', 17: 'the file exists already', 18: 'across file systems', 20: 'not a directory',
  21: 'is a directory', 22: 'invalid argument', 23: 'too many open files in the system', 24: 'too many open files', 26: 'the file is being executed',
  27: 'the file is too large', 28: 'no space left on the device', 30: 'the file system is read-only', 32: 'broken pipe',
  36: 'the file name is too long', 40: 'too many symbolic links', 62: 'a timer ran out',
  104: 'connection reset by the other side', 107: 'not connected', 110: 'connection timed out', 111: 'connection refused',
  113: 'no route to the host', 116: 'stale file handle: the file is gone from its server', 122: 'the disk quota is used up',
};

/** What the subcode of a hold is: an errno, a number that the policy chose, or what a file transfer said. */
const SUBCODES = {
  policy: [3, 21, 26],
  errno: [6, 7, 8, 9, 10, 14],
  transfer: [12, 13],
};

const METHODS = {
  0: 'condor_submit', 1: 'DAGMan', 2: 'Python bindings', 3: 'htcondor job submit', 4: 'htcondor dag submit', 5: 'htcondor jobset submit',
};

const isWhole = (value) => typeof value === 'number' && Number.isInteger(value);

/** What a JobStatus means. */
export function statusWords(code) {
  return STATUS[code] ?? `a status of number ${code}, which HTCondor does not have`;
}

/** `SIGKILL`, or `signal 77`. */
export function signalName(number) {
  return SIGNALS[number]?.[0] ?? `signal ${number}`;
}

/** What a signal means. */
export function signalWords(number) {
  if (SIGNALS[number]) return SIGNALS[number][1];
  return number >= 34 && number <= 64 ? 'a real-time signal, for the program’s own purposes' : 'a signal without a common meaning';
}

/** What an exit code mostly means; the program alone knows for certain. Null for a code without a common meaning. */
export function exitMeaning(code) {
  if (EXITS[code]) return EXITS[code];
  if (code > 128 && code <= 128 + 64) {
    const signal = code - 128;
    return `what a shell or container exits with when its command was ended by ${signalName(signal)} (128 + ${signal}): ${signalWords(signal)}`;
  }
  return null;
}

/** The same, with words for codes that have no common meaning. */
export function exitWords(code) {
  return exitMeaning(code) ?? 'a code of the program’s own; its documentation or standard error tells what it means';
}

/**
 * Why a job is or was held, or why a run was ended before its time: `{name, words, detail}`. `codes` are those of `useCodes`; `detail`
 * tells what the subcode says, null where it says nothing.
 */
export function reasonOf(codes, code, subcode = null) {
  const known = codes.get(code);
  if (!known) return { name: null, words: codes.size ? `reason number ${code}, which is not among HTCondor’s` : '', detail: null };
  const kind = Object.keys(SUBCODES).find((each) => SUBCODES[each].includes(code));
  return { name: known.name, words: known.meaning, detail: code < 1000 ? subcodeWords(kind, subcode) : null };
}

function subcodeWords(kind, subcode) {
  if (!isWhole(subcode) || subcode === 0) return null;
  if (kind === 'errno') return ERRORS[subcode] ? `errno ${subcode}: ${ERRORS[subcode]}` : `errno ${subcode}`;
  if (kind === 'transfer' && subcode >= 256 && subcode % 256 === 0) return `the transfer plugin exited with code ${subcode / 256}`;
  if (kind === 'transfer' && ERRORS[subcode]) return `errno ${subcode}: ${ERRORS[subcode]}`;
  if (kind === 'policy') return `subcode ${subcode}, a number that the policy chose`;
  return `subcode ${subcode}`;
}

/** Who removed a job, as far as HTCondor's usual texts tell; null where they do not. */
export function removalWords(reason) {
  if (typeof reason !== 'string') return null;
  if (/^via condor_rm/i.test(reason)) return 'somebody removed it with condor_rm';
  if (/PeriodicRemove/i.test(reason) && !/SYSTEM_/i.test(reason)) return 'its own periodic_remove became true';
  if (/SYSTEM_PERIODIC_REMOVE/i.test(reason)) return 'a policy of the access point removed it (SYSTEM_PERIODIC_REMOVE)';
  if (/^DAG|DAGMan/.test(reason)) return 'it belonged to a DAG that was removed or had failed';
  if (/OtherJobRemoveRequirements|removed because/i.test(reason)) return 'it went with another job that was removed';
  return null;
}

/** By which way a job was submitted. */
export function submitMethod(code) {
  return METHODS[code] ?? (code >= 100 ? `a portal (${code})` : String(code));
}

/**
 * How a job ended: `{tone, words}`. `tone` is one of `ok`, `bad`, `removed`, `held`, for a colour; the words say the same.
 * Members of the job are named as the server's answers name them.
 */
export function ending(job) {
  const status = job.status ?? '';
  if (status === 'held') return { tone: 'held', words: 'held' };
  if (status === 'removed') return { tone: 'removed', words: job.failed === true ? `removed, ${exitText(job)}` : 'removed' };
  if (job.failed === true) return { tone: 'bad', words: exitText(job) };
  if (job.failed === false) return { tone: 'ok', words: 'succeeded' };
  return { tone: 'removed', words: status || 'not known how' };
}

function exitText(job) {
  if (job.ExitSignal !== null && job.ExitSignal !== undefined) return `ended by ${signalName(job.ExitSignal)}`;
  return job.ExitCode === null || job.ExitCode === undefined ? 'failed' : `failed with exit code ${job.ExitCode}`;
}
