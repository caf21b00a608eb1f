/** Every number that judges, with its unit and where it comes from. */

/** Share of prompts whose output differs from the baseline above which hash delta may fire (product definition: drift is more than 30 % of prompts answering differently). */
export const HASH_DELTA_THRESHOLD = 0.3;

/**
 * Value of each signal above which it may fire, in the signal's unit (lib/policy/signals.ts). The p-value says
 * whether a change is real, these whether it is worth waking somebody: effects that a reader notices, checked on
 * recorded answers of models that changed and of models that did not.
 */
export const SIGNAL_THRESHOLDS = {
  hash_delta: HASH_DELTA_THRESHOLD,
  embedding_drift: 0.05,
  judge: 0.2,
  refusal_shift: 0.1,
  answer_shift: 0.2,
  energy: 0.2,
  dispersion: 0.2,
  style_length: 0.2,
  style_lines: 0.2,
  style_code: 0.1,
  style_markdown: 0.2,
  vocabulary: 0.1,
  schema_validity: 0.1,
  tool_calls: 0.1,
} as const;

/** Largest change of one prompt's length, lines or marks that counts, as natural logarithm of the ratio (eightfold): beyond it one prompt would outvote the others. */
export const LARGEST_LOG_RATIO = Math.log(8);

/** Share of prompts whose answers newly end at the token limit from which the reason names it (a few long answers may always reach it). */
export const NEWLY_CUT_OFF_SHARE = 0.1;

/** Probability from which an answer counts as declining (the classifier's own cut, where a wrong yes costs as much as a wrong no). */
export const REFUSAL_PROBABILITY = 0.5;

/** Largest p-value at which a difference counts as more than the baseline's own noise (nominal 1 % a night; model equality testing, arXiv 2410.20247, reports power at this level). */
export const NIGHTLY_ALPHA = 0.01;

/**
 * Share of alpha at which a signal fires. The other half is kept for what a permutation test assumes and endpoints
 * break a little: repetitions of one capture are more alike than answers of different nights.
 */
export const FIRING_SHARE_OF_ALPHA = 0.5;

/** Largest adjusted p-value at which a signal fires at the product's own alpha. */
export const FIRING_P = FIRING_SHARE_OF_ALPHA * NIGHTLY_ALPHA;

/** Fewest independent repetitions per prompt before a baseline can judge (three is the fewest with a spread of its own; 3–5 is the usual first capture). */
export const BASELINE_MIN_REPETITIONS = 3;

/** Repetitions of a first baseline capture. */
export const BASELINE_CAPTURE_REPETITIONS = 3;

/** Most repetitions of one capture; more come night by night, at other hours (the first capture asks 3–5). */
export const BASELINE_MAX_CAPTURE_REPETITIONS = 5;

/** Smallest share of the suite's prompts that must be measured on both sides for a verdict; below it the run is unmeasured. */
export const MIN_MEASURED_SHARE = 0.8;

/** Longest answer kept, in UTF-16 code units; a longer one is unmeasured as `too_large` and its start is kept as evidence. */
export const MAX_OUTPUT_CHARS = 200_000;

/** Longest response body read, in bytes: the longest answer at six bytes a code unit (JSON escapes) and its envelope. */
export const MAX_RESPONSE_BYTES = 6 * MAX_OUTPUT_CHARS + 100_000;

/** Attempts at one sample before a passing fault becomes final; with the delays below they span at most 63 s of waiting. */
export const MAX_SAMPLE_ATTEMPTS = 7;

/** Upper end of the first retry delay, in milliseconds; doubles with each attempt (full jitter, AWS Architecture Blog 2015). */
export const RETRY_BASE_DELAY_MS = 1_000;

/** Cap of the jittered part of a retry delay, in milliseconds. */
export const RETRY_MAX_DELAY_MS = 60_000;

/** Longest Retry-After that a sample waits for, in milliseconds; a longer one makes it unmeasured at once. */
export const MAX_RETRY_AFTER_MS = 15 * 60_000;

/** Characters of English per token, for estimates before a run (OpenAI help centre: "1 token ~= 4 chars in English"). */
export const CHARS_PER_TOKEN = 4;

/** Output tokens assumed for a prompt that sets no max_tokens, in estimates only (a long answer of the shipped suite). */
export const ASSUMED_OUTPUT_TOKENS = 600;

/** Longest wait for each step of a connection test, in milliseconds. */
export const CONNECTION_TEST_TIMEOUT_MS = 15_000;

/** Age from which a run without any job that could carry it on counts as stranded, in milliseconds; covers the moment between two jobs. */
export const STRANDED_RUN_GRACE_MS = 60_000;

/** Share of the interval after a missed scheduled run during which the check before it still speaks for today; a nightly check counts for 36 h. */
export const CHECK_STALE_GRACE_SHARE = 0.5;

/** Age of its last heartbeat up to which a worker counts as alive, in milliseconds. */
export const WORKER_ALIVE_WITHIN_MS = 60_000;

/** Time without a sign of life after which a worker counts as dead, in milliseconds; a living one gives three signs in it, even while it reconnects. */
export const WORKER_SILENT_FOR_MS = 15_000;

/** How long the making of a sample waits for a database that is away before its job fails, and a finished call with it, in milliseconds; a restart of Postgres takes seconds. */
export const DATABASE_PATIENCE_MS = 30_000;

/** Permutations of a comparison; its p-value is never below 1/(this + 1) (Phipson & Smyth 2010). */
export const PERMUTATIONS = 999;

/** Permutations where PERMUTATIONS show a p-value of at most NIGHTLY_ALPHA, so that the evidence over nights sees how small it is. */
export const PERMUTATIONS_WHEN_SMALL = 99_999;

/** e-CUSUM from which an endpoint counts as changed. With P_CONFIRMED it keeps endpoint-years with a false alarm below 5 % (4.2 % of 20,000 simulated ones, lib/channels/model/sequential/simulate.ts; alone 370 would do). */
export const CUSUM_ALARM = 500;

/** Largest p-value of check and confirmation together at which a confirmed drift opens an incident before the CUSUM does; chosen together with CUSUM_ALARM. */
export const P_CONFIRMED = 0.0001;

/** Nights in a row on which a deviation is seen before it counts as persistent (product definition: one night is transient, three are persistent). */
export const PERSISTENT_NIGHTS = 3;

/** Expected share of endpoints named wrongly when e-BH names those of one night that changed (the usual false discovery rate). */
export const ENDPOINTS_FALSE_DISCOVERY_RATE = 0.05;

/** Most repetitions of a prompt that a growing baseline holds (product definition: 5–10); then each accepted night takes the place of the oldest accepted one. */
export const BASELINE_MAX_REPETITIONS = 10;

/** Smallest p-value of a night that a baseline may learn from. Leaving out one quiet night in ten narrows its noise little; learning from a night that may have moved would hide a slow drift. */
export const GROWTH_MIN_P = 0.1;

/** Longest answer shown whole to a judge, in UTF-16 code units; of a longer one its start and end. Two fit into 8,000 tokens. */
export const JUDGE_ANSWER_CHARS = 12_000;

/** Longest task shown whole to a judge, in UTF-16 code units. */
export const JUDGE_TASK_CHARS = 8_000;

/** Calls that a question of a golden run may fail before its attempt is unmeasured; their delays span at most 15 s, which a waiting pipeline bears. */
export const GOLDEN_CALL_ATTEMPTS = 5;

/** Of these, calls that may end without an answer in time: each holds its place for GOLDEN_CALL_TIMEOUT_MS. */
export const GOLDEN_TIMED_OUT_ATTEMPTS = 2;

/** How long a question of a golden run waits for rate limits in all, and a run for the first answer among them, in milliseconds; a limit is no failure, yet a pipeline must end. */
export const GOLDEN_RATE_LIMIT_PATIENCE_MS = 10 * 60_000;

/** How long one answer of an agent may take, in milliseconds. */
export const GOLDEN_CALL_TIMEOUT_MS = 120_000;

/** Model calls of one attempt before an agent that goes on calling tools has failed its task. */
export const GOLDEN_MAX_TURNS = 12;

/** Tool calls of one attempt before its agent has failed its task; also bounds what is stored. */
export const GOLDEN_MAX_TOOL_CALLS = 100;

/** Longest arguments of a tool call that a golden task takes, in UTF-16 code units; of longer ones the start is kept. */
export const GOLDEN_ARGUMENTS_CHARS = 20_000;

/** Longest golden task shown whole to the judge of its rubric, attached files included, in UTF-16 code units; about 8,000 tokens. */
export const RUBRIC_TASK_CHARS = 32_000;

/** Longest list of tool calls and their results shown whole to the judge of a rubric, in UTF-16 code units. */
export const RUBRIC_ACTIONS_CHARS = 12_000;

/** Confidence of a judge, 0 to 100, below which it contradicts its own finding that every item of a rubric is met. */
export const CONTRADICTORY_CONFIDENCE = 50;

/** Upper bound of tokens in a judge's answer, its thinking included. */
export const JUDGE_MAX_TOKENS = 2_000;

/** How long one answer of a judge may take, in milliseconds. */
export const JUDGE_TIMEOUT_MS = 120_000;

/** How long after its last sample a run waits for its judge, in milliseconds; then it is evaluated with the opinions it has. */
export const JUDGING_DEADLINE_MS = 30 * 60_000;

/** Calls of one run in flight at a judge at once. */
export const JUDGE_CALLS_IN_FLIGHT = 4;

/** Longest reasons of a judge that are kept, in UTF-16 code units. */
export const JUDGE_REASONS_CHARS = 2_000;

/** Characters of an output that a comparison reads, so that its memory is bounded: 260 answers of 20 prompts and 13 repetitions take 17 MB at most. Whether answers are equal is told by hashes of the whole. */
export const MAX_COMPARED_CHARS = 32_768;

/** Random splits of a baseline that a self-check compares; none of 200 with an alarm puts the rate below 1.9 % (Wilson, 95 %). */
export const SELF_CHECK_SPLITS = 200;

/** Fewest answers of a prompt that a self-check leaves as baseline: with two there is a difference that is noise. */
export const SELF_CHECK_MIN_BASELINE = 2;

/** How long after a baseline changed it is compared with itself, in milliseconds; the night's own work goes first. */
export const SELF_CHECK_DELAY_MS = 5 * 60_000;

/** How long a self-check may compute, in milliseconds; trials that it does not reach are left out. */
export const SELF_CHECK_TIME_MS = 60_000;

/** Fewest false alarms of one way before a self-check calls the rate too high: a single one of eight nights comes up by chance too often (8 % at a sound 1 %). */
export const SELF_CHECK_MIN_ALARMS = 2;

/** Answers of each candidate prompt that a screening asks for. With five a prompt that gives its other answer one time in three shows both in 86 % of screenings. */
export const SCREENING_REPETITIONS = 5;

/** Entropy of a prompt's answers above which it is noise rather than a border, in bits: more than two answers and a stray third (5 answers as 3, 1, 1 have 1.37, as 2, 2, 1 have 1.52). */
export const SCREENING_NOISY_BITS = 1.5;

/** Short and behaviour prompts of a proposed version (product definition: 12 short, 8 behaviour). */
export const PROPOSED_SHORT_PROMPTS = 12;
export const PROPOSED_BEHAVIOUR_PROMPTS = 8;

/** Short prompts of a proposed version that sit on the border, where there are as many: half, so that both small and large changes show. */
export const PROPOSED_BORDER_PROMPTS = 6;

/** Attempts of each golden task on the new prompt before anything is looked at: the fewest that see a pass rate of 0.3 in 95 % of gates (1 − 0.3³ = 0.973; docs/decisions/gate-statistics.md). */
export const GATE_REPEAT = 3;

/** Attempts behind each recorded baseline: the fewest with which the gate keeps its rates also where there is no prompt before to compare with (docs/decisions/gate-statistics.md). */
export const GATE_BASELINE_RUNS = 6;

/**
 * When fewer passes than in the baseline make a task suspect: Fisher's exact test, one-sided, over at most `attempts` on
 * the new prompt. `withBase`: a second test follows, on the prompt before; `alone`: none does, so this one decides.
 */
export const GATE_PASS_RATE = {
  withBase: { attempts: 12, alpha: 0.1 },
  alone: { attempts: 17, alpha: 0.05 },
} as const;

/** When the new prompt is blamed for a suspect task: Fisher's exact test against at most so many attempts on the prompt before. A prompt is blamed for a model that drifted in at most 1.8 % of drifted tasks. */
export const GATE_BLAME = { attempts: 10, alpha: 0.04 } as const;

/** Unmeasured attempts of a task and side after which the gate gives up on it; each was retried by then (MAX_SAMPLE_ATTEMPTS). */
export const GATE_MAX_UNMEASURED = 3;

/** How many times the median of a baseline the new median of a passing task must be to count (product definition: more than twice), and the least difference, in the measure's unit: below it a reader would not notice. */
export const GATE_LATENCY = { ratio: 2, floorMs: 300 } as const;
export const GATE_TOKENS = { ratio: 2, floor: 50 } as const;

/** Points of judge confidence (0–100) by which a passing task's median must fall to count (product definition: more than 20). */
export const GATE_CONFIDENCE_DROP = 20;

/**
 * How a median that is worse is confirmed. `withBase`: by so many passing attempts of each side and a one-sided rank sum
 * test between the sides; `alone`: by the share of so many passing attempts that lie beyond the limit themselves.
 * Latencies with a spread of 0.5 (standard deviation of their logarithms) fail 0.2 % of A/A gates of 20 tasks either way.
 */
export const GATE_MEASURE = {
  withBase: { attempts: 8, alpha: 0.003 },
  alone: { attempts: 12, shareBeyond: 10 / 12 },
} as const;

/** Failing attempts that the confirmation of a median makes up for with further ones, on each side. */
export const GATE_MEASURE_SPARE_ATTEMPTS = 4;

/** Latest nights of an agent and model that say how stable a golden task is: about a month, as long as a person remembers. */
export const STABILITY_NIGHTS = 30;

/** Calls to a Langfuse server in flight during a search for candidates: fast enough for 10,000 traces in a minute, gentle to the server that the agents report to. */
export const LANGFUSE_CALLS_IN_FLIGHT = 6;

/** How long one call to Langfuse may take, in milliseconds. */
export const LANGFUSE_TIMEOUT_MS = 30_000;

/** Tries of one call to Langfuse before its fault counts. */
export const LANGFUSE_ATTEMPTS = 3;

/** Longest wait that Langfuse may ask for within a search, in milliseconds; for a longer one the search goes back to the queue. */
export const LANGFUSE_MAX_WAIT_MS = 60_000;

/** Largest answer of Langfuse that is read, in bytes: six at once, decoded and parsed, must fit a worker's 200 MB. */
export const LANGFUSE_MAX_RESPONSE_BYTES = 4_000_000;

/** Scores and observations of one page (largest that the Langfuse API gives). */
export const LANGFUSE_SCORES_PER_PAGE = 100;
export const LANGFUSE_OBSERVATIONS_PER_PAGE = 1_000;

/** Pages of observations read of one trace; what is beyond says nothing of its input and output. */
export const LANGFUSE_OBSERVATION_PAGES = 3;

/** How long before the first score of a search a trace may have begun, in days: no query of Langfuse is without bounds of time. */
export const TRACE_LOOKBACK_DAYS = 30;

/** Days that a weekly search goes back, and the most where weeks were missed. */
export const SCAN_DAYS = 7;
export const SCAN_MAX_DAYS = 31;

/** What a search leaves to the next one, in milliseconds: Langfuse takes up to ten minutes to show the data of older SDKs. */
export const SCAN_LAG_MS = 10 * 60_000;

/** Most scores that one search reads; the rest is left to the next one. */
export const SCAN_MAX_SCORES = 50_000;

/** Tries of a search without any progress before it fails. */
export const SCAN_ATTEMPTS = 6;

/** Longest input, output and comment of a candidate, in UTF-16 code units; what is beyond is cut. */
export const CANDIDATE_MAX_CHARS = 50_000;

/** Commits of a prompt file that are looked through for the revision that a baseline was measured with; a prompt that changed more often since should be blessed anew. */
export const PROMPT_HISTORY_COMMITS = 50;

/** Commits of a prompt file that an incident lists between the last good commit and the first bad one; more are a look at the forge. */
export const INCIDENT_COMMITS = 20;

/** Age from which a golden run that keeps failing by itself is given up, in milliseconds: a night's work must end with the night. */
export const GOLDEN_RUN_PATIENCE_MS = 12 * 3_600_000;

/** Smallest weighted share of a rubric's items that an answer must meet where the task names none, 0 to 1 (product definition: one of several items may be missed, never half of them). */
export const RUBRIC_PASS_AT = 0.7;

/** Largest distance of the sum of a rubric's weights from 1 (thirds and sevenths rounded to three digits). */
export const RUBRIC_WEIGHT_TOLERANCE = 0.001;

/** How long one answer of an API server may take, in milliseconds; the server itself gives up after as long (--request-timeout). */
export const KUBE_TIMEOUT_MS = 60_000;

/** Tries of one request to an API server before a passing fault counts: a restart behind a load balancer takes seconds. */
export const KUBE_ATTEMPTS = 3;

/** Longest wait that an API server may ask for, in milliseconds; after a longer one the kind is not compared this time. */
export const KUBE_MAX_WAIT_MS = 30_000;

/** Largest answer of an API server that is read, in bytes: thrice an object of 5 MB. A longer page is asked for in smaller parts. */
export const KUBE_MAX_ANSWER_BYTES = 16_000_000;

/** Objects of one page of a list (as kubectl and client-go ask for). */
export const KUBE_PAGE_OBJECTS = 500;

/** Objects of one page of a list of metadata alone, which are a quarter as large with their managedFields. */
export const KUBE_PAGE_METADATA = 2_000;

/** By how much a page that is too large is made smaller. */
export const KUBE_PAGE_SHRINK = 5;

/** Times that a list is begun anew because the server forgot where it was (HTTP 410) before it counts as expired. */
export const KUBE_LIST_RESTARTS = 3;

/** Most namespaces whose objects are listed one namespace at a time; for more, one list of the whole cluster takes fewer requests. */
export const KUBE_NAMESPACE_LISTS = 10;

/** The same for kinds that git has nothing of, which are many and mostly empty: each list is a request and a watch. */
export const KUBE_UNASKED_LISTS = 3;

/** How long the server keeps one watch open, in seconds (client-go asks for 300 to 600). */
export const KUBE_WATCH_SECONDS = 300;

/** Silence after which a connection counts as broken, in milliseconds; a watch gets a bookmark about every minute. */
export const KUBE_SILENCE_MS = 150_000;

/** Longest that trying a cluster or a git source may take, in milliseconds: a person waits for it. */
export const CLUSTER_TEST_TIMEOUT_MS = 28_000;

/** Days before the end of a token or certificate of a cluster from which trying the cluster warns of it. */
export const CREDENTIALS_END_SOON_DAYS = 14;

/** Looks at a cluster that may fail in a row before nothing is known of now. */
export const CLUSTER_STALE_LOOKS = 3;

/** Least age, in milliseconds, from which a cluster counts as not looked at: the worker looks once a minute what is due. */
export const CLUSTER_STALE_MIN_MS = 3 * 60_000;

/** Age of the last comparison of a whole cluster, in milliseconds, from which changes may have been missed: a daily one and half a day for it to be made good. */
export const CLUSTER_FULL_STALE_MS = 36 * 3_600_000;

/** Time from one full comparison of a cluster to the next, in milliseconds (product definition: daily, and on a new commit). */
export const CLUSTER_FULL_SCAN_MS = 24 * 3_600_000;

/** How long a worker holds a cluster without a sign of life, in milliseconds; a living one gives four in it. */
export const CLUSTER_LEASE_MS = 30_000;

/** How long a cluster must be seen without a worker before another takes it over, in milliseconds: a living one gives a sign in it. */
export const CLUSTER_TAKE_OVER_MS = CLUSTER_LEASE_MS / 3;

/** Longest wait before a cluster that could not be compared is tried again, in milliseconds. */
export const CLUSTER_MAX_RETRY_MS = 30 * 60_000;

/** Time between two notes of how far a comparison is, in milliseconds: a page asks every second. */
export const CLUSTER_PROGRESS_MS = 500;

/** How long changes of one object are gathered before it is compared, in milliseconds: an edit is often several writes. */
export const CLUSTER_SETTLE_MS = 300;

/** What of an interval is kept free for reading and recording, so that a change is told within one interval: this part of it, and at most so many milliseconds. */
export const CLUSTER_LOOK_SHARE = 0.2;
export const CLUSTER_LOOK_MOST_MS = 2_000;

/** How often watched objects are looked at all the same, in milliseconds: a watch that misses something goes unnoticed (informers of client-go resync after minutes to hours). */
export const CLUSTER_RELIST_MS = 10 * 60_000;

/** Shortest time between two full comparisons that a worker asks for because git moved on, in milliseconds. */
export const CLUSTER_ASK_AGAIN_MS = 60_000;

/** Objects of one kind that are read one by one after they changed; more are read as a list. */
export const CLUSTER_SINGLE_READS = 200;

/** Dry runs that are asked for at once: each goes through the cluster's webhooks. */
export const CLUSTER_DRY_RUNS_IN_FLIGHT = 4;

/** Objects that are read at once after they changed, and lists of kinds that git has nothing of. */
export const CLUSTER_READS_IN_FLIGHT = 8;

/** Kinds that are compared at once: while the server puts a page of one together, another's is compared. Of each, two pages are held. */
export const CLUSTER_KINDS_IN_FLIGHT = 2;

/** How long Flux may be at work on a newer commit before what differs from the old one counts, in milliseconds; its own time-out of a health check is 5 minutes by default. */
export const CLUSTER_ROLLOUT_PATIENCE_MS = 10 * 60_000;

/** Time between two looks whether Flux is done, in milliseconds. */
export const CLUSTER_ROLLOUT_LOOK_MS = 3_000;

/** Most characters of one side of a drifted object that are kept to be shown. */
export const CLUSTER_MAX_SIDE_CHARS = 200_000;

/** How long a word of Flux is remembered, in milliseconds: as long as drifts are counted (DRIFT_WINDOW_MS), many times as long as API servers keep Events (1 h). */
export const FLUX_WORDS_KEPT_MS = 24 * 3_600_000;

/** Waits before it is looked again whether Flux is done with what it told of, in milliseconds: a health check lasts minutes. */
export const FLUX_JUDGE_AGAIN_MS = { least: 2_000, most: 5 * 60_000 } as const;

/** How often a cluster without Flux is looked at for it, in milliseconds. */
export const FLUX_LOOK_AGAIN_MS = 10 * 60_000;

/** Pause before Events are listed anew, in milliseconds. */
export const FLUX_RELIST_MS = 1_000;

/** How long Prometheus may take to answer, in milliseconds: it is asked for one metric, once a minute. */
export const PROMETHEUS_TIMEOUT_MS = 10_000;

/** Largest answer of Prometheus that is read, in bytes, and most series: some ten of each object that ever drifted. */
export const PROMETHEUS_MAX_ANSWER_BYTES = 4_000_000;
export const PROMETHEUS_MAX_SERIES = 5_000;

/** How much later than a drift its counter may be seen to rise, in milliseconds: twice the usual interval of scrapes, 1 minute. */
export const PROMETHEUS_LAG_MS = 2 * 60_000;

/** How long a series that is gone is remembered, in milliseconds: a target that comes back goes on with its count. */
export const PROMETHEUS_SERIES_KEPT_MS = 7 * 24 * 3_600_000;

/** Objects, and policies, that have series of their own in our metrics; the drifts of further ones are summed. A Prometheus keeps tens of thousands of such series with ease. */
export const METRICS_MAX_OBJECTS = 1_000;

/** How long all answers of a flagd may take, in milliseconds: it answers from memory. */
export const FLAGD_TIMEOUT_MS = 15_000;

/** Largest answer of a flagd that is read, in bytes: some 30,000 flags with targeting. */
export const FLAGD_MAX_ANSWER_BYTES = 16_000_000;

/**
 * How long flagd may go on serving what git said before a change, in milliseconds: Flux looks at git every minute to ten,
 * and a changed ConfigMap reaches a pod within about two.
 */
export const FLAG_ROLLOUT_MS = 10 * 60_000;

/** Contexts that one HTTP-mode comparison evaluates all flags for, so that it puts no load on flagd. */
export const FLAGD_MAX_CONTEXTS = 40;

/** Length of the sliding window in which the drifts of one object are counted, in milliseconds (product definition: 24 h). */
export const DRIFT_WINDOW_MS = 24 * 3_600_000;

/** Drifts of one object within the window above which it is an incident (product definition: more than 3). */
export const MAX_DRIFTS = 3;

/** The same for ConfigMaps, which people and tools rightly touch more often than anything else in a cluster. */
export const MAX_CONFIG_MAP_DRIFTS = 5;

/** How far apart Flux's word and what was seen may lie to be about the same drift, in milliseconds: its controllers batch and send events for about a minute. */
export const FLUX_SAME_DRIFT_MS = 2 * 60_000;
