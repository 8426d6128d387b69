#!/usr/bin/env bash
# A governed exchange from end to end, as those who answer for it would watch it: three organisations' files become one
# research table, and no organisation shows another a name. Every party has a folder and every step is the real program;
# what goes from one folder to another is sealed and signed, and the post (`send`, below) carries nothing else.
#
#   datasets/exchange.sh                 plays it with 6000 made-up people (gauze-synth)
#   datasets/exchange.sh --people N      another size of town
#   datasets/exchange.sh --out DIR       where to play (default build/exchange; replaced at each run)
#
# Installs what is missing, builds once, runs. A second run needs neither network nor root.
set -euo pipefail

people=6000 out=""
while (($# > 0)); do
  case $1 in
    --people) people=${2:?--people takes a number} && shift 2 ;;
    --out) out=$(realpath -m -- "${2:?--out takes a folder}") && shift 2 ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit 0 ;;
    *) echo "exchange.sh: error: there is no option $1; see datasets/exchange.sh --help" >&2 && exit 2 ;;
  esac
done
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${out:-$PWD/build/exchange}
if [[ -z ${GAUZE_BIN:-} ]]; then # where the programs are, if they are built already
  GAUZE_TARGETS="gauze gauze-custodian gauze-linkage gauze-research gauze-synth"
  . tests/set_up.sh
  GAUZE_BIN=$PWD/build/release/bin
fi
export PATH="$GAUZE_BIN:$PATH"
template=$PWD/datasets/exchange.agreement.toml
if [[ -e $out && ! -e $out/.gauze-demo ]]; then
  echo "exchange.sh: error: $out is not a folder of this demo; name another with --out" >&2 && exit 74
fi
rm -rf "$out" && mkdir -p "$out" && touch "$out/.gauze-demo" && cd "$out"

title() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { printf '$ %s\n' "$*" && "$@"; }
# as PARTY VERB ...: in the party's own folder, with its own key; what it does is noted in its evidence.
as() {
  local party=$1 && shift
  printf '%s$ gauze %s\n' "$party" "$*"
  local words=("$1") && shift
  if [[ ${words[0]} == key || ${words[0]} == policy ]]; then words+=("$1") && shift; fi
  (cd "$party" && gauze "${words[@]}" --policy policy.toml --as me.party --evidence evidence "$@")
}
# send FROM TO FILE...: the post. Sealed files and signed statements are all it takes.
send() {
  local from=$1 to=$2 file && shift 2
  mkdir -p "$to/post"
  for file in "$@"; do
    case $file in *.age | *.dsse) cp "$from/$file" "$to/post/" ;; *) echo "the post takes no $file" >&2 && exit 1 ;; esac
  done
}
parties=(hospital school social-care platform linkage-unit university institute)

title "1. Every party makes a key of its own. Its public half goes into the agreement; the other half stays."
cp "$template" agreement.toml
for party in "${parties[@]}"; do
  mkdir "$party"
  (cd "$party" && gauze party new --name "$party" --out me.party >public.txt)
  grep -E '^(signing|encryption) = ' "$party/public.txt" >"$party/lines"
  sed -i -e "/^# keys of $party\$/{r $party/lines" -e 'd}' agreement.toml && rm "$party/lines"
done
run gauze policy check agreement.toml || true # says who has still to sign

title "2. The custodians sign the agreement: who sends what, on which basis, to whom, until when."
for party in hospital school social-care; do run gauze policy sign --as "$party/me.party" agreement.toml; done
for party in "${parties[@]}"; do cp agreement.toml "$party/policy.toml" && cp agreement.toml.dsse "$party/policy.toml.dsse"; done

title "3. Those who encode make one secret together. None of them chooses it, and the linkage unit never has it."
mkdir ceremony
for round in 1 2 3; do
  for party in hospital school social-care platform; do as "$party" key join --folder ../ceremony --out project.key >"$party/ceremony.txt"; done
done
for party in hospital school social-care platform; do printf '%-10s ' "$party" && grep 'In words' "$party/ceremony.txt"; done

title "4. The hospital and the school encode their own files. Two parents have objected; their children stay out."
gauze-synth five --people "$people" --seed 1 --out town >/dev/null
cp town/hospital/births.csv hospital/ && cp town/school/pupils.csv school/ && cp town/social-care/children.csv social-care/ && rm -r town
{ echo birth_ref && sed -n '2,3p' hospital/births.csv | cut -d, -f1; } >hospital/objections.csv
as hospital encode --key project.key --objections objections.csv --out encoded births.csv
as school encode --key project.key --out encoded pupils.csv

title "5. Before anything leaves, each attacks its own encoding, and signs what it found."
as hospital audit --no-front --test-seed rehearsal --out audit.dsse births.csv
as school audit --no-front --test-seed rehearsal --out audit.dsse pupils.csv >school/audit.txt

title "6. Encodings are sealed to the linkage unit, payload to each researcher: nobody else can open them."
for party in hospital school; do as "$party" seal --audit audit.dsse --out outbox encoded; done

title "7. Social care cannot encode. It seals its file to the platform, which encodes as it opens it: nothing in clear is stored."
as social-care seal --plaintext children.csv --to platform --out outbox
send social-care platform $(cd social-care && ls outbox/to-platform/*)
as platform audit --no-front --test-seed rehearsal --party social-care --out audit.dsse post/social-care.csv.age >platform/audit.txt
as platform intake --key project.key --out encoded post/social-care.csv.age
as platform seal --audit audit.dsse --out outbox encoded

title "8. The post."
for party in hospital school platform; do
  for to in linkage-unit university institute; do
    if [[ -d $party/outbox/to-$to ]]; then (cd "$party" && ls "outbox/to-$to"/*) | while read -r file; do send "$party" "$to" "$file"; done; fi
  done
done
ls -1 linkage-unit/post university/post institute/post

title "9. The linkage unit lets encodings in, and nothing else. Here somebody has tried to send it names."
(cd hospital && gauze seal --policy policy.toml --as me.party --plaintext births.csv --to linkage-unit --out mistake) || true
as linkage-unit accept --out inbox $(cd linkage-unit && ls post/*.gauze.age)
(cd linkage-unit && gauze identity new --out identity.key)
as linkage-unit link --identity identity.key --out linked inbox/hospital.gauze inbox/school.gauze inbox/social-care.gauze

title "10. It gives persons study ids: others for each researcher. The maps are sealed too."
for to in university institute; do
  as linkage-unit issue --identity identity.key --persons linked/persons.table --recipient "$to" --out "$to.map.age"
  send linkage-unit "$to" "$to.map.age" "$to.map.age.dsse"
done

title "11. The researchers open what is theirs, and join it."
for to in university institute; do
  as "$to" open --out inbox $(cd "$to" && ls post/*.age)
  as "$to" cohort --map "inbox/$to.map" --out cohort $(cd "$to" && ls inbox/*.payload)
done
head -4 university/cohort/cohort.csv | cut -c1-120

title "12. Do the two tables share a study id? Can the hospital open the university's map?"
ids() { tail -n +2 "$1/cohort/cohort.csv" | cut -d, -f1 | sort; }
shared=$(comm -12 <(ids university) <(ids institute) | wc -l)
echo "$(ids university | wc -l) persons at the university, $(ids institute | wc -l) at the institute, $shared study ids in common"
if (cd hospital && gauze open --policy policy.toml --as me.party --out stolen ../university/post/university.map.age); then exit 1; fi

title "13. Does it all hang together? From the evidence of all parties and public keys alone."
run gauze verify --policy agreement.toml $(for party in "${parties[@]}"; do echo "$party/evidence"; done)
((shared == 0)) || { echo "exchange.sh: error: two researchers share a study id" >&2 && exit 1; }
printf '\nEverything is in %s\n' "$out"
