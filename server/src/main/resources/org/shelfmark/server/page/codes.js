/**
 * What HTCondor's numbers mean, in words for the one who submitted the job. A number that is not listed is said to be unknown
 * rather than guessed at.
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

/** By code: HTCondor's name of it, what it means, and what the subcode is: an errno, a plugin's exit code, or a number the policy chose. */
const HOLDS = {
  0: ['Unspecified', 'no reason was given'],
  1: ['UserRequest', 'somebody put it on hold, with condor_hold'],
  2: ['GlobusGramError', 'the former Globus middleware reported an error'],
  3: ['JobPolicy', 'an expression in the submission said so: periodic_hold or on_exit_hold', 'policy'],
  4: ['CorruptedCredential', 'its credentials, such as a proxy or a token, are missing, expired or unusable'],
  5: ['JobPolicyUndefined', 'a policy expression of the submission came to no value, and HTCondor rather stops than guesses'],
  6: ['FailedToCreateProcess', 'the machine could not start the executable', 'errno'],
  7: ['UnableToOpenOutput', 'the file for standard output could not be opened', 'errno'],
  8: ['UnableToOpenInput', 'the file for standard input could not be opened', 'errno'],
  9: ['UnableToOpenOutputStream', 'the stream for standard output could not be opened', 'errno'],
  10: ['UnableToOpenInputStream', 'the stream for standard input could not be opened', 'errno'],
  11: ['InvalidTransferAck', 'the other side of a file transfer acknowledged nonsense'],
  12: ['TransferOutputError', 'output files could not be sent back: often the job never wrote a file of transfer_output_files', 'transfer'],
  13: ['TransferInputError', 'input files could not be sent to the machine: often a missing file or a failing URL', 'transfer'],
  14: ['IwdError', 'the working directory of the submission could not be entered', 'errno'],
  15: ['SubmittedOnHold', 'it was submitted on hold'],
  16: ['SpoolingInput', 'its input files are still being spooled'],
  17: ['JobShadowMismatch', 'the job and the shadow that should run it do not fit together'],
  18: ['InvalidTransferGoAhead', 'a file transfer was never given leave to begin'],
  19: ['HookPrepareJobFailure', 'the site’s hook that prepares jobs on the machine failed'],
  20: ['MissedDeferredExecutionTime', 'it could not be started at the moment it was deferred to'],
  21: ['StartdHeldJob', 'the policy of the machine put it on hold (WANT_HOLD)', 'policy'],
  22: ['UnableToInitUserLog', 'its event log could not be written: directory missing, no permission, or disk full'],
  23: ['FailedToAccessUserAccount', 'the account of its owner could not be used on the access point'],
  24: ['NoCompatibleShadow', 'there is no shadow that can run it'],
  25: ['InvalidCronSettings', 'its cron_ settings make no schedule'],
  26: ['SystemPolicy', 'a policy of the access point said so (SYSTEM_PERIODIC_HOLD)', 'policy'],
  27: ['SystemPolicyUndefined', 'a policy of the access point came to no value'],
  28: ['GlexecChownSandboxToUser', 'the former glexec could not give the sandbox to the user'],
  29: ['PrivsepChownSandboxToUser', 'the former privilege separation could not give the sandbox to the user'],
  30: ['GlexecChownSandboxToCondor', 'the former glexec could not take the sandbox back'],
  31: ['PrivsepChownSandboxToCondor', 'the former privilege separation could not take the sandbox back'],
  32: ['MaxTransferInputSizeExceeded', 'its input is larger than is allowed'],
  33: ['MaxTransferOutputSizeExceeded', 'its output is larger than is allowed'],
  34: ['JobOutOfResources', 'it used more of a resource, mostly memory, than it had asked for'],
  35: ['InvalidDockerImage', 'its container image was not found or cannot be used'],
  36: ['FailedToCheckpoint', 'its checkpoint could not be stored'],
  37: ['EC2UserError', 'EC2 refused the request: the submission is wrong'],
  38: ['EC2InternalError', 'EC2 failed inside'],
  39: ['EC2AdminError', 'EC2 refused the request: the set-up is wrong'],
  40: ['EC2ConnectionProblem', 'EC2 could not be reached'],
  41: ['EC2ServerError', 'EC2 answered with an error'],
  42: ['EC2InstancePotentiallyLostError', 'an EC2 instance may be lost and still run'],
  43: ['PreScriptFailed', 'its PRE script failed'],
  44: ['PostScriptFailed', 'its POST script failed'],
  45: ['SingularityTestFailed', 'the container runtime could not run a trivial command in the image'],
  46: ['JobDurationExceeded', 'a run took longer, file transfers included, than allowed_job_duration'],
  47: ['JobExecuteExceeded', 'the executable ran longer than allowed_execute_duration'],
  48: ['HookShadowPrepareJobFailure', 'the site’s hook that prepares jobs on the access point failed'],
};

const VACATES = {
  1000: ['JobPolicyVacate', 'an expression in the submission said so (periodic_vacate)'],
  1001: ['SystemPolicyVacate', 'a policy of the access point said so (SYSTEM_PERIODIC_VACATE)'],
  1002: ['ShadowException', 'the shadow, which looks after the job on the access point, failed'],
  1003: ['JobNotStarted', 'the machine did not start it'],
  1004: ['UserVacateJob', 'somebody asked for it, with condor_vacate_job'],
  1005: ['JobShouldRequeue', 'it ended in a way after which it is to be started again'],
  1006: ['FailedToActivateClaim', 'the machine did not accept it'],
  1007: ['StarterError', 'the starter, which looks after the job on the machine, failed'],
  1008: ['ReconnectFailed', 'the connection to the machine was lost and did not come back in time'],
  1009: ['ClaimDeactivated', 'the access point ended the run on the machine'],
  1010: ['StartdVacateCommand', 'an administrator vacated the machine'],
  1011: ['StartdPreemptExpression', 'the policy of the machine said so (PREEMPT)'],
  1012: ['StartdException', 'the daemon that manages the machine failed'],
  1013: ['StartdShutdown', 'HTCondor on the machine was shut down'],
  1014: ['StartdDraining', 'the machine was drained'],
  1015: ['StartdCoalesce', 'slots of the machine were joined'],
  1016: ['StartdHibernate', 'the machine went to sleep'],
  1017: ['StartdReleaseCommand', 'the machine’s slot was released'],
  1018: ['StartdPreemptingClaimRank', 'the machine prefers another job'],
  1019: ['StartdPreemptingClaimUserPrio', 'a user of better priority took the slot'],
  1020: ['VMError', 'its virtual machine failed'],
  1021: ['ContainerError', 'its container failed'],
  1022: ['ScheddVacate', 'the access point ended the run'],
  1023: ['JobRemoved', 'it was removed'],
  1024: ['ScratchDirError', 'the scratch directory on the machine could not be used'],
  1025: ['SuccessfulCheckpoint', 'it wrote a checkpoint, to go on from there'],
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

function unknownReason(code) {
  return { name: null, words: `reason number ${code}, which is not among HTCondor’s`, detail: null };
}

/** Why a job is or was held: `{name, words, detail}`; `detail` tells what the subcode says, null where it says nothing. */
export function holdReason(code, subcode = null) {
  if (code >= 1000) return vacateReason(code, subcode);
  const known = HOLDS[code];
  if (!known) return unknownReason(code);
  return { name: known[0], words: known[1], detail: subcodeWords(known[2], subcode) };
}

/** Why a run was ended before its time; codes below 1000 are those of holds. */
export function vacateReason(code, subcode = null) {
  if (code < 1000) return holdReason(code, subcode);
  if (code >= 1026 && code <= 1036) return { name: 'ActivationRefused', words: 'the machine refused to start it', detail: null };
  const known = VACATES[code];
  return known ? { name: known[0], words: known[1], detail: null } : unknownReason(code);
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
