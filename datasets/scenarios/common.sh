# What the five systems' run.sh share; sourced by them, with `set -euo pipefail` in force. A scenario is played in one
# folder, OUT: a folder for each party, `agreement.toml`, and `examiner/`, where what was tried and refused, what could
# not be done, and how long it took are noted for check.py. Parties are processes of their own that work in their own
# folder; `send` is the post, and takes sealed files and signed statements alone.
#
#   begin NAME "$@"               reads the options, makes the synthetic inputs, goes to the empty OUT
#   agreement PARTY...            every party makes its key; policy.toml of the scenario with the keys is agreement.toml
#   checkers NAME...              keys of the people who sign releases (`# key of NAME` in the policy)
#   sign_by CUSTODIAN...          signs, and gives everybody the signed agreement
#   ceremony KEYHOLDER...         project.key at each, made together
#   wrong_key PARTY FILE -- ...   mark C1: somebody works with a key that is not the others'
#   as PARTY VERB ...             a step, in the party's folder, noted in its evidence
#   refused CODE LABEL PARTY ...  a step that must be refused, with that code
#   attempt LABEL PARTY ...       a step that may fail: its failure is told, and the marks that need it fail
#   send FROM TO FILE..., post    one parcel; everything in PARTY/outbox*/to-OTHER
#   title TEXT, say TEXT, run ... for the reader of the story
#
# shellcheck shell=bash

title() { printf '\n\033[1m%s\033[0m\n' "$*"; }
say() { printf '   %s\n' "$*"; }
run() { printf '$ %s\n' "$*" && "$@"; }

scenario_usage() {
  cat <<USAGE
datasets/scenarios/$scenario/run.sh [--full] [--out DIR] [--seed N] [--no-check] [--like DIR]
  --full      the large set, where the scenario has one
  --out DIR   where to play (default build/scenarios/$scenario; replaced at each run)
  --seed N    another made-up population
  --no-check  play only; datasets/scenarios/$scenario/check.py OUT examines
  --like DIR  with the inputs, keys and agreement of an earlier run: everything but what is drawn by lot comes out the same
The programs are looked for in \$GAUZE_BIN, and built if that is not set.
USAGE
}

begin() {
  scenario=$1 full="" seed=1 check=yes out="" like="" && shift
  while (($# > 0)); do
    case $1 in
      --full) full=--full && shift ;;
      --out) out=$(realpath -m -- "${2:?--out takes a folder}") && shift 2 ;;
      --seed) seed=${2:?--seed takes a number} && shift 2 ;;
      --no-check) check="" && shift ;;
      --like) like=$(realpath -e -- "${2:?--like takes a folder}") && shift 2 ;;
      -h | --help) scenario_usage && exit 0 ;;
      *) echo "$scenario: error: there is no option $1; see --help" >&2 && exit 2 ;;
    esac
  done
  scenarios=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
  here=$scenarios/$scenario
  cd "$scenarios/../.."
  out=${out:-$PWD/build/scenarios/$scenario}
  if [[ -z ${GAUZE_BIN:-} ]]; then # where the programs are, if they are built already
    GAUZE_TARGETS="gauze gauze-custodian gauze-linkage gauze-research gauze-synth"
    . tests/set_up.sh
    GAUZE_BIN=$PWD/build/release/bin
  fi
  export GAUZE_BIN PATH="$GAUZE_BIN:$PATH"
  if [[ -e $out && ! -e $out/.gauze-scenario ]]; then
    echo "$scenario: error: $out is not a folder of this scenario; name another with --out" >&2 && exit 74
  fi
  rm -rf "$out" && mkdir -p "$out/examiner" && touch "$out/.gauze-scenario" && cd "$out"
  title "Made-up people, so that it can be known who is who. What follows never looks at that truth; the examiner does."
  if [[ -n $like ]]; then
    cp -r "$like/made" made && cp -r "$like/examiner/truth" examiner/truth
  else
    run gauze-synth scenario "$scenario" $full --seed "$seed" --out made --quiet
    mv made/truth examiner/truth
  fi
  printf '%s\n' "$seed" >examiner/seed
  begun=$(date +%s.%N)
  trap 'stopped_early $?' EXIT
}

# A story that stops is examined all the same: every mark speaks, and says what is missing.
stopped_early() {
  local status=$1
  trap - EXIT
  ((status != 0)) || return 0
  wait || true
  cd "$out" && say "The story stopped here ($status)."
  printf 'story\t-\t%s\tthe story stopped before its end\n' "$status" >>examiner/undone.tsv
  if [[ -n $check ]]; then python3 -B "$here/check.py" "$out"; fi
  exit "$status"
}

# Every party makes its key; its two public lines replace `# keys of PARTY` in the agreement.
agreement() {
  parties=("$@")
  if [[ -n $like ]]; then cp "$like/agreement.toml" "$like/agreement.toml.dsse" .; else cp "${policy:-$here/policy.toml}" agreement.toml; fi
  local party
  for party in "$@"; do
    mkdir -p "$party"
    if [[ -d made/$party ]]; then cp -r "made/$party/." "$party/"; fi # what the party has: its own files
    if [[ -n $like ]]; then cp "$like/$party/me.party" "$party/" && continue; fi
    (cd "$party" && gauze party new --name "$party" --out me.party >public.txt)
    grep -E '^(signing|encryption) = ' "$party/public.txt" >"$party/lines"
    sed -i -e "/^# keys of $party\$/{r $party/lines" -e 'd}' agreement.toml && rm "$party/lines"
  done
}

# People who sign releases have a key each; the policy names its public half (`# key of NAME`).
checkers() {
  local name
  if [[ -n $like ]]; then cp -r "$like/checkers" . && return; fi
  mkdir -p checkers
  for name in "$@"; do
    gauze party new --name "$name" --out "checkers/$name.party" >"checkers/$name.txt"
    grep -E '^signing = ' "checkers/$name.txt" >"checkers/lines"
    sed -i -e "/^# key of $name\$/{r checkers/lines" -e 'd}' agreement.toml && rm checkers/lines
  done
}

sign_by() {
  local party
  [[ -n $like ]] || for party in "$@"; do run gauze policy sign --as "$party/me.party" agreement.toml; done
  for party in "${parties[@]}"; do cp agreement.toml "$party/policy.toml" && cp agreement.toml.dsse "$party/policy.toml.dsse"; done
}

# as PARTY VERB ...: in the party's own folder, with its own key; what it does is noted in its evidence.
quietly_as() {
  local party=$1 && shift
  local words=("$1") && shift
  if [[ ${words[0]} == key || ${words[0]} == policy || ${words[0]} == opt-out || ${words[0]} == identity ]]; then words+=("$1") && shift; fi
  local program=gauze # custodian:retain, linkage:retain, research:retain: a verb that several programs have
  if [[ ${words[0]} == *:* ]]; then program=gauze-${words[0]%%:*} words=("${words[0]#*:}"); fi
  (cd "$party" && "$program" "${words[@]}" --policy policy.toml --as me.party --evidence evidence "$@")
}
as() {
  printf '%s$ gauze %s\n' "$1" "$(shortened "${@:2}")"
  quietly_as "$@"
}

# A command line of thirty file names is no story.
shortened() {
  local words="$*"
  if ((${#words} > 200)); then printf '%s ... (%d words)' "${words:0:180}" $#; else printf '%s' "$words"; fi
}

# The code of a refusal stands in front of its words: "error: CODE: what".
code_in() { grep -oE 'error: [a-z0-9]+(-[a-z0-9]+)*: ' "$1" | head -1 | sed 's/^error: //; s/: $//'; }

# refused CODE LABEL PARTY VERB...: must fail with that code ("any" for any refusal).
# examiner/refused.tsv: label, party, wanted code, found code, exit status.
refused() {
  local wanted=$1 label=$2 status=0 found && shift 2
  printf '%s$ gauze %s\n' "$1" "$(shortened "${@:2}")"
  quietly_as "$@" >examiner/refused.out 2>examiner/refused.err || status=$?
  found=$(code_in examiner/refused.err || true)
  printf '%s\t%s\t%s\t%s\t%s\n' "$label" "$1" "$wanted" "$found" "$status" >>examiner/refused.tsv
  if ((status != 0)); then say "refused: $(head -1 examiner/refused.err | cut -c1-220)"; else say "NOT REFUSED: $label"; fi
}

# attempt LABEL PARTY VERB...: a failure is noted in examiner/undone.tsv (label, party, status, first line of the error).
attempt() {
  local label=$1 status=0 && shift
  printf '%s$ gauze %s\n' "$1" "$(shortened "${@:2}")"
  quietly_as "$@" 2>examiner/attempt.err || status=$?
  cat examiner/attempt.err >&2
  if ((status != 0)); then
    printf '%s\t%s\t%s\t%s\n' "$label" "$1" "$status" "$(grep -m1 . examiner/attempt.err || true)" >>examiner/undone.tsv
    say "NOT DONE: $label"
    return 0
  fi
}

# Those who encode make one secret together, in three rounds of a folder that is carried round. Mark C1 compares what
# each of them wrote down.
ceremony() {
  local party round
  mkdir -p ceremony
  if [[ -n $like ]]; then
    for party in "$@"; do cp "$like/$party/project.key" "$like/$party/ceremony.txt" "$party/"; done
  else for round in 1 2 3; do
    for party in "$@"; do quietly_as "$party" key join --folder ../ceremony --out project.key >"$party/ceremony.txt"; done
  done; fi
  for party in "$@"; do
    (cd "$party" && gauze key check --policy policy.toml --as me.party --key project.key >check-value.txt)
    printf '   %-18s %s\n' "$party" "$(grep -m1 -i 'in words' "$party/ceremony.txt" || true)"
  done
}

# Mark C1. wrong_key PARTY KEYHOLDER... -- VERB...: as if PARTY had been at another ceremony, it works with that key; VERB (run
# in PARTY's folder, where wrong.key and the folder wrong/ are) makes encodings, which the linkage unit must not take.
# A second ceremony takes all key holders, in copies of their folders that are nobody's.
wrong_key() {
  local party=$1 other round && shift
  mkdir -p examiner/wrong-key/ceremony
  for other in "$@"; do
    mkdir -p "examiner/wrong-key/$other"
    cp "$other/me.party" "$other/policy.toml" "$other/policy.toml.dsse" "examiner/wrong-key/$other/"
  done
  for round in 1 2 3; do
    for other in "$@"; do
      (cd "examiner/wrong-key/$other" && gauze key join --policy policy.toml --as me.party --folder ../ceremony --out project.key >/dev/null)
    done
  done
  cp "examiner/wrong-key/$party/project.key" "$party/wrong.key" # of use to nobody: encodings under it are not accepted
}

# The linkage unit's own key, once.
identity() {
  if [[ -n $like ]]; then cp "$like/$1/identity.key" "$1/"; else (cd "$1" && run gauze identity new --out identity.key); fi
}

# due LABEL SEEN WANTED: what was there on a day of retention, for mark C10 (examiner/retention.tsv).
due() { printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>examiner/retention.tsv; }

# imaged PARTY VERB...: the step, with an image of its memory as it exits (examiner/memory), for marks C2 and about intake.
imaged() {
  local party=$1 && shift
  mkdir -p examiner/memory
  printf '%s$ gauze %s\n' "$party" "$(shortened "$@")"
  local verb=$1 status=0 && shift
  (cd "$party" && python3 -B "$scenarios/memory_image.py" "$out/examiner/memory/$party-$verb-${RANDOM}.image" \
    gauze "$verb" --policy policy.toml --as me.party --evidence evidence "$@" 2> >(tee "$out/examiner/imaged.err" >&2)) || status=$?
  grep '^memory:' examiner/imaged.err >>examiner/memory.tsv || true
  return $status
}

# send FROM TO FILE...: the post. Sealed files and signed statements are all it takes.
send() {
  local from=$1 to=$2 file && shift 2
  mkdir -p "$to/post"
  for file in "$@"; do
    case $file in *.age | *.dsse) cp "$from/$file" "$to/post/" ;; *) echo "the post takes no $file" >&2 && exit 1 ;; esac
  done
}

# post PARTY...: whatever these have in their outboxes goes to whom it is for.
post() {
  local party folder to
  for party in "$@"; do
    for folder in "$party"/outbox*/to-*; do
      [[ -d $folder ]] || continue
      to=${folder##*/to-}
      (cd "$party" && find "${folder#"$party"/}" -type f \( -name '*.age' -o -name '*.dsse' \)) | while read -r file; do send "$party" "$to" "$file"; done
    done
  done
}

# How long a part of the story took, for the marks about time: examiner/seconds.tsv.
part_done() {
  local now && now=$(date +%s.%N)
  awk -v n="$1" -v a="${part_began:-$begun}" -v b="$now" 'BEGIN { printf "%s\t%.1f\n", n, b - a }' >>examiner/seconds.tsv
  part_began=$now
}

# The evidence of all parties, checked by two programs that share no line; then the examiner.
finish() {
  trap - EXIT
  part_done "the rest"
  awk -v a="$begun" -v b="$(date +%s.%N)" 'BEGIN { printf "whole\t%.1f\n", b - a }' >>examiner/seconds.tsv
  printf '\nEverything is in %s\n' "$out"
  if [[ -n $check ]]; then
    title "The examiner, who may look into every folder and knows the truth:"
    python3 -B "$here/check.py" "$out"
  fi
}
