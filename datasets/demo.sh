#!/usr/bin/env bash
# The main job from end to end: five custodians' plaintext files become one pseudonymous cohort table. Every party is a
# folder and every step is the real program; only files travel.
#
#   datasets/demo.sh                     makes five custodians' files of a made-up town (gauze-synth)
#   datasets/demo.sh --data DIR          takes the five-party FEBRL files in DIR (A.csv.gz ... E.csv.gz, clusters.csv.gz)
#   datasets/demo.sh --people N          another size of town (default 5000)
#   datasets/demo.sh --out DIR           where to play (default build/demo; replaced at each run)
#
# Installs what is missing, builds once, runs. A second run needs neither network nor root.
set -euo pipefail

data="" people=5000 out=""
while (($# > 0)); do
  case $1 in
    --data) data=$(realpath -m -- "${2:?--data takes a folder}") && shift 2 ;;
    --people) people=${2:?--people takes a number} && shift 2 ;;
    --out) out=$(realpath -m -- "${2:?--out takes a folder}") && shift 2 ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit 0 ;;
    *) echo "demo.sh: error: there is no option $1; see datasets/demo.sh --help" >&2 && exit 2 ;;
  esac
done
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[[ -z $data || -f $data/A.csv.gz ]] || { echo "demo.sh: error: $data holds no A.csv.gz" >&2 && exit 66; }
out=${out:-$PWD/build/demo}

GAUZE_TARGETS="gauze gauze-custodian gauze-linkage gauze-research gauze-lab gauze-synth"
. tests/set_up.sh
export PATH="$PWD/build/release/bin:$PATH"
datasets=$PWD/datasets
if [[ -e $out && ! -e $out/.gauze-demo ]]; then
  echo "demo.sh: error: $out is not a folder of this demo; name another with --out" >&2 && exit 74
fi
rm -rf "$out" && mkdir -p "$out" && touch "$out/.gauze-demo" && cd "$out"

title() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { printf '$ %s\n' "$*" && "$@"; }

title "1. Five custodians hold records about the same people. None may show the others a name."
if [[ -n $data ]]; then
  parties=(A B C D E) policy=$datasets/febrl5party.policy.toml truth=$data/clusters.csv.gz
  for party in "${parties[@]}"; do mkdir -p "$party" && cp "$data/$party.csv.gz" "$party/"; done
  declare -A file=([A]=A.csv.gz [B]=B.csv.gz [C]=C.csv.gz [D]=D.csv.gz [E]=E.csv.gz)
else
  parties=(hospital gp school social-care housing) policy=$datasets/demo.policy.toml truth=$PWD/laboratory/truth.csv
  run gauze-synth five --people "$people" --seed 1 --out town
  for party in "${parties[@]}"; do mv "town/$party" .; done
  mkdir laboratory && mv town/* laboratory/ && rm -r town
  declare -A file=([hospital]=births.csv [gp]=patients.csv [school]=pupils.csv [social-care]=children.csv [housing]=tenancies.csv)
fi
mkdir -p laboratory linkage-unit/inbox researcher/inbox
# All sign one policy: every party has a copy, and its fingerprint is in every file they make.
for party in "${parties[@]}" linkage-unit researcher; do cp "$policy" "$party/policy.toml"; done

title "2. The custodians make a secret that only they share, and compare its check value by telephone."
first=${parties[0]}
(cd "$first" && run gauze key new --policy policy.toml --out project.key)
for party in "${parties[@]:1}"; do cp -p "$first/project.key" "$party/"; done # stands for a safe way

title "3. Each custodian encodes its file, on its own machine."
for party in "${parties[@]}"; do
  (cd "$party" && run gauze encode --policy policy.toml --key project.key --party "$party" --out out "${file[$party]}")
  cp "$party"/out/to-linkage-unit/* linkage-unit/inbox/
  cp "$party"/out/to-researcher/* researcher/inbox/
done

title "4. The linkage unit finds who is one person, in filters it cannot read."
(
  cd linkage-unit
  run gauze identity new --out identity.key
  run gauze check --policy policy.toml inbox/*.gauze
  run gauze link --policy policy.toml --identity identity.key --out linked inbox/*.gauze
  run gauze issue --policy policy.toml --identity identity.key --persons linked/persons.table --recipient university --out university.map
)
mv linkage-unit/university.map researcher/inbox/

title "5. The researcher joins payload under study ids."
(cd researcher && run gauze cohort --policy policy.toml --map inbox/university.map --format csv,sqlite --out cohort inbox/*.payload)

title "The cohort table (researcher/cohort/cohort.csv), its first rows"
head -6 researcher/cohort/cohort.csv | cut -c1-150
title "Persons by combination of sources (researcher/cohort/counts.csv)"
head -12 researcher/cohort/counts.csv

title "What each party could and could not see"
# Shown, not claimed: every cell of seven and more characters with a letter in it (longer names, addresses, postcodes,
# references) is looked for in what the linkage unit holds, and every reference of a record in what the researcher holds.
# A single hit fails the demo. What stands in the linkage unit's program too is left out: it writes "candidates", and no
# file of its can tell whether anybody is called Candida.
for party in "${parties[@]}"; do
  gzip -cdf "$party/${file[$party]}" | tail -n +2 | tr ',"\r' '\n\n\n' | grep -aE '^.{7,}$' | grep -a '[A-Za-z]'
done | sort -u >laboratory/all-cells
{ grep -aoFf laboratory/all-cells "$(command -v gauze-linkage)" || [[ $? == 1 ]]; } | sort -u >laboratory/own-words
comm -23 laboratory/all-cells laboratory/own-words >laboratory/cells
for party in "${parties[@]}"; do sed '1,2d;$d' "$party/out/stays-here/ledger.table" | cut -f 3; done |
  grep -E '^.{7,}$' | sort -u >laboratory/references
found() { { grep -rhaoFf "$1" "${@:2}" || [[ $? == 1 ]]; } | sort -u | wc -l; }
seen=$(found laboratory/cells linkage-unit/inbox linkage-unit/linked)
known=$(found laboratory/references researcher/inbox researcher/cohort)
symbols() { nm -C "$(command -v "$1")" | grep -c "gauze::$2::" || true; }
printf '%s\n' \
  "Custodians    saw their own records and nothing of anybody else's. No matches came back." \
  "Linkage unit  saw filters, row tokens and counts. Of $(wc -l <laboratory/cells) longer cells of the custodians' files, $seen stand in its files;" \
  "              its program has $(symbols gauze-linkage custodian) functions of the custodian's and $(symbols gauze-linkage keyed) that could hash under the project's key." \
  "Researcher    saw payload under study ids. Of $(wc -l <laboratory/references) record references, $known stand in its files;" \
  "              its program has $(symbols gauze-research bloom) functions that could read a filter."

((seen == 0 && known == 0)) || { echo "demo.sh: error: an identifier has left its custodian" >&2 && exit 1; }

title "How good are the links? (Only a laboratory can say: it has the truth.)"
ledgers=()
for party in "${parties[@]}"; do ledgers+=(--ledger "$party/out/stays-here/ledger.table"); done
run gauze-lab evaluate --truth "$truth" --persons linkage-unit/linked/persons.table "${ledgers[@]}"
printf '\nEverything is in %s\n' "$out"
