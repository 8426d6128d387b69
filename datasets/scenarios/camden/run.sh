#!/usr/bin/env bash
# Camden Integrated Early Years, from empty folders to a take-up table: a health trust, the council's children's centres and
# a mental health trust tell researchers who is seen and who is not; the linkage unit sees no name, the researchers see no
# name, and IPINFA, outside the service, sees the children whose parents signed its own form and nobody else.
# What is asked of it: scenario S2; examined by check.py. Options: ../common.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
begin camden "$@"

# As `refused`, under another policy of the party's folder.
refused_under() {
  local policy=$1 wanted=$2 label=$3 party=$4 status=0 && shift 4
  printf '%s$ gauze %s\n' "$party" "$*"
  (cd "$party" && gauze "$1" --policy "$policy" --as me.party "${@:2}") >examiner/refused.out 2>examiner/refused.err || status=$?
  printf '%s\t%s\t%s\t%s\t%s\n' "$label" "$party" "$wanted" "$(code_in examiner/refused.err || true)" "$status" >>examiner/refused.tsv
  say "$(head -1 examiner/refused.err | cut -c1-200)"
}

# Retention, in the copies of examiner/clock. retain PARTY DAY PROGRAM WORDS...: the party's own verb, on that day.
retain() {
  local party=$1 day=$2 program=$3 status=0 && shift 3
  quietly_as "$clock/$party" "$program:retain" --today "$day" "$@" >"$clock/said" 2>&1 || status=$?
  ((status == 0)) || printf 'retain %s\t%s\t%s\t%s\n' "$day" "$party" "$status" "$(grep -m1 'error' "$clock/said" || head -1 "$clock/said")" >>examiner/undone.tsv
}

# carry PARTY DAY: what the party took back on that day goes to those who had it, and they open it.
carry() {
  local party=$1 day=$2 to folder
  for to in ttp "${researchers[@]}"; do
    folder=$clock/$party/retained-$day/to-$([[ $to == ttp ]] && echo linkage-unit || echo researcher)
    if [[ -d $folder && -d $party/outbox/to-$to ]]; then cp "$folder"/* "$clock/$to/post/"; fi
  done
}

# A sealed copy that somebody kept from before: rows that were certified as gone do not come back.
kept_copy() {
  local day=$1 what=$2 said
  rm -rf "$clock/kept" && mkdir "$clock/kept"
  cp ieys-analysis/post/camden-cc.payload.age{,.dsse} "$clock/kept/"
  said=$(quietly_as "$clock/ieys-analysis" open --today "$day" --out kept ../kept/camden-cc.payload.age 2>&1 >/dev/null || true)
  due "$what, $day: a sealed copy from before is opened" "$(grep -o 'retention-due' <<<"$said" | head -1)" retention-due
  due "$what, $day: a cohort in which rows are due" "$([[ -e $clock/ieys-analysis/cohort || -e $clock/ipinfa/cohort ]] && echo there || echo gone)" gone
}

custodians=(cnwl-hv camden-cc tavi-camhs-slt)
researchers=(ieys-analysis ipinfa)
clock=examiner/clock

title "1. Every party makes a key of its own. The three who hold records read the agreement, and sign it."
agreement cnwl-hv camden-cc tavi-camhs-slt ttp ieys-analysis ipinfa board
checkers a-mensah r-lindqvist
sign_by "${custodians[@]}"
say "The nine nurseries keep their records for safety. The agreement is for evaluation; with them in it, it is none:"
cp "$here/nurseries.toml" examiner/nurseries.toml
mkdir -p nurseries && cp made/nurseries/nursery.csv nurseries/
(cd nurseries && gauze party new --name nurseries --out me.party >public.txt)
{ sed "/^\[\[field\]\]/,\$d" agreement.toml
  sed -n '1,/^# keys/p' examiner/nurseries.toml | sed '$d' && grep -E '^(signing|encryption) = ' nurseries/public.txt
  sed -n '/^\[\[field\]\]/,$p' agreement.toml && sed '1,/^# keys/d' examiner/nurseries.toml
} >examiner/with-nurseries.toml
gauze policy check examiner/with-nurseries.toml >examiner/with-nurseries.txt 2>&1 && say "NOT REFUSED: the nurseries" ||
  say "refused: $(grep -m1 -i purpose examiner/with-nurseries.txt || true)"

title "2. Those who encode make one secret together. None of them chooses it, and the linkage unit never has it."
ceremony "${custodians[@]}"

say "One of them has been at another ceremony too, and has the wrong key in its drawer."
wrong_key tavi-camhs-slt "${custodians[@]}"

title "3. Each makes an extract in its own folder: a row a child, or a row a person. Nothing has left yet."
(cd cnwl-hv && run python3 -B "$here/extract_health.py" hv.csv rows.csv review_type review_date)
say "Public health and the children's centres are one council; its list of PCPS forms has references and no names."
cp made/camden-ph/pcps.csv camden-cc/
(cd camden-cc && run python3 -B "$here/extract_centres.py")
(cd tavi-camhs-slt && run python3 -B "$here/extract_health.py" camhs_slt.csv rows.csv team closed_date)
for party in "${custodians[@]}"; do cp made/public/postcodes.csv "$party/"; done
for party in cnwl-hv tavi-camhs-slt; do sed '1s/^ref,/nhs_number,/' "$party/rights.csv" >"$party/lists.csv"; done
part_done "set-up"

title "4. Each encodes its rows. Who asked to be left out, has no consent where it is needed, or is five already, stays out."
for party in "${custodians[@]}"; do
  as "$party" encode --key project.key --rights lists.csv --postcodes postcodes.csv --test-seed rehearsal --out encoded rows.csv
done
say "Somebody in the centres tries the nurseries' file:"
cp nurseries/nursery.csv camden-cc/nursery.csv
refused column-missing "a nursery file for evaluation" camden-cc encode --key project.key --rights lists.csv --postcodes postcodes.csv --out nursery nursery.csv
rm camden-cc/nursery.csv
as tavi-camhs-slt encode --quiet --key wrong.key --rights lists.csv --postcodes postcodes.csv --out wrong rows.csv
part_done "encode"

title "5. Before anything leaves, each attacks its own encodings, and signs what it found."
audits=() # a file that fails is not sealed: the next step refuses it
for party in "${custodians[@]}"; do
  quietly_as "$party" audit --no-front --test-seed rehearsal --out audit.dsse rows.csv >"$party/audit.txt" &
  audits+=($!)
done
for audit in "${audits[@]}"; do wait "$audit" || true; done
for party in "${custodians[@]}"; do say "$party: $(tail -n 1 "$party/audit.txt")"; done
part_done "audit"

title "6. Encodings are sealed to the linkage unit, payload to those who may have it; the post carries nothing else."
for party in "${custodians[@]}"; do as "$party" seal --audit audit.dsse --out outbox encoded; done
post "${custodians[@]}"

title "7. The linkage unit finds persons, nothing of families and households, and gives each researcher study ids of its own."
as ttp accept --out inbox post/cnwl-hv.gauze.age post/camden-cc.gauze.age
say "What was encoded with the key of another ceremony is turned away:"
as tavi-camhs-slt seal --quiet --audit audit.dsse --out wrong-sealed wrong
mkdir -p ttp/wrong && cp tavi-camhs-slt/wrong-sealed/to-ttp/* ttp/wrong/
refused check-differs "wrong-key" ttp accept --out inbox wrong/tavi-camhs-slt.gauze.age
rm -r tavi-camhs-slt/{wrong,wrong-sealed,wrong.key} ttp/wrong # of use to nobody
as ttp accept --out inbox post/tavi-camhs-slt.gauze.age
identity ttp
say "Every pair of all files would be 860 million; candidates are those that share a key. The cut is chosen so that 99 in 100 links are expected to be right."
imaged ttp link --candidates keys --precision 0.99 --identity identity.key --out linked $(cd ttp && ls inbox/*.gauze)
for to in ieys-analysis ipinfa; do
  as ttp issue --identity identity.key --persons linked/persons.table --recipient "$to" --out "$to.map.age"
  send ttp "$to" "$to.map.age" "$to.map.age.dsse"
done
part_done "link"

title "8. The researchers open what is theirs, and join it."
for to in ieys-analysis ipinfa; do
  as "$to" open --out inbox $(cd "$to" && ls post/*.age)
  as "$to" cohort --map "inbox/$to.map" --out cohort --format csv,sqlite $(cd "$to" && ls inbox/*.payload)
done
part_done "cohort"

title "9. Take-up by ward goes to the board: protected by the rules of council5, and signed by two people."
cp "$here/tables.toml" ieys-analysis/
attempt tables ieys-analysis tables --cohort cohort --tables tables.toml --out tables
attempt disclose ieys-analysis disclose --cohort cohort --tables tables.toml --registry releases.sqlite --to board --out proposal
attempt "sign-off a-mensah" ieys-analysis sign-off --checker ../checkers/a-mensah.party --name a-mensah --out a.dsse proposal
refused one-signature "a release with one signature" ieys-analysis release --proposal proposal --signed a.dsse --registry releases.sqlite --out take-up.age
attempt "sign-off r-lindqvist" ieys-analysis sign-off --checker ../checkers/r-lindqvist.party --name r-lindqvist --out b.dsse proposal
attempt release ieys-analysis release --proposal proposal --signed a.dsse --signed b.dsse --registry releases.sqlite --out take-up.age
if [[ -e ieys-analysis/take-up.age ]]; then
  send ieys-analysis board take-up.age take-up.age.dsse
  attempt open-tables board open --out inbox post/take-up.age
fi
part_done "release"

title "10. The form that IPINFA's families had signed is withdrawn: a new agreement, and what was sent under the old one is dead."
mkdir -p examiner/second
sed 's/forms = \["2023-2", "2024-1"\]/forms = ["2026-1"]/' agreement.toml >examiner/second/policy.toml
gauze policy diff agreement.toml examiner/second/policy.toml || true
for party in "${custodians[@]}"; do gauze policy sign --as "$party/me.party" examiner/second/policy.toml >/dev/null; done
cp -r ipinfa examiner/second/ipinfa && cp examiner/second/policy.toml examiner/second/policy.toml.dsse examiner/second/ipinfa/
cp examiner/second/policy.toml ipinfa/second.toml && cp examiner/second/policy.toml.dsse ipinfa/second.toml.dsse
refused_under second.toml wrong-policy "IPINFA opens under the new agreement" ipinfa open --out again post/ipinfa.map.age post/camden-cc.payload.age
cp -r camden-cc examiner/second/camden-cc && cp examiner/second/policy.toml examiner/second/policy.toml.dsse examiner/second/camden-cc/
part_done "second agreement"

title "11. Time passes, in copies of the folders. Rows go on the day they are due: at five, or at twenty-five where there was a family worker."
mkdir -p "$clock"
for party in "${custodians[@]}" ttp "${researchers[@]}"; do cp -r "$party" "$clock/$party"; done
python3 -B "$here/clock.py" days >examiner/days.tsv
while IFS=$'\t' read -r day what; do
  for party in "${custodians[@]}"; do
    if [[ ! -d $clock/$party/encoded ]]; then continue; fi # the last of its rows went on an earlier day
    retain "$party" "$day" custodian --outbox outbox --out "retained-$day" encoded
    carry "$party" "$day"
  done
  retain ttp "$day" linkage --inbox inbox --post post --linked linked --out "retained-$day.dsse"
  for to in "${researchers[@]}"; do
    new=$(cd "$clock/$to" && ls post/*.withdrawal.age 2>/dev/null || true)
    if [[ -n $new ]]; then quietly_as "$clock/$to" open --today "$day" --out inbox $new >/dev/null && rm "$clock/$to"/post/*.withdrawal.age*; fi
    retain "$to" "$day" research --inbox inbox --post post $([[ -d $clock/$to/cohort ]] && echo --cohort cohort) --out "retained-$day.dsse"
  done
  python3 -B "$here/clock.py" seen "$day" "$what"
  kept_copy "$day" "$what"
done <examiner/days.tsv
due "what all certified and logged verifies" "$(gauze verify --quiet "$clock"/*/evidence >/dev/null 2>&1 && echo yes || echo no)" yes
part_done "retention"
finish
