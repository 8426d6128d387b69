#!/usr/bin/env bash
# Bradford Prevention and Early Help, from empty folders to tables: seven organisations tell researchers who uses which
# services, in which homes; children and adults, offenders and victims, two clocks for how long. The linkage unit sees no name.
# What is asked of it: scenario S5; examined by check.py. Options: ../common.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
begin bradford "$@"
custodians=(trust-universal trust-earlyhelp bthft schools incommunities dwp police)

# Organisations work at the same time; here two of them, since there are two processors. What each said comes in their order.
each_custodian() {
  local party running=0 failed=0
  for party in "${custodians[@]}"; do
    "$@" "$party" >"$party/said.txt" 2>&1 &
    if ((++running >= 2)); then wait -n || failed=1 && running=$((running - 1)); fi
  done
  while ((running > 0)); do wait -n || failed=1 && running=$((running - 1)); done
  for party in "${custodians[@]}"; do cat "$party/said.txt"; done
  return $failed
}

title "1. Every party makes a key of its own. The seven who hold records read the agreement, and sign it."
agreement "${custodians[@]}" ttp policy-research ofsted public
checkers s-iqbal j-ogden
sign_by "${custodians[@]}"

title "2. Those who encode make one secret together. None of them chooses it, and the linkage unit never has it."
ceremony "${custodians[@]}"

say "One of them has been at another ceremony too, and has the wrong key in its drawer."
wrong_key police "${custodians[@]}"

title "3. Each looks at its file as it comes, and makes an extract in its own folder: a row a person. Nothing has left yet."
cp made/register/uprn_postcodes.csv incommunities/ # anybody may know which postcode an address has
say "Four hundred people asked one universal service to stop: that service's use of them goes, and no other."
prepare_one() {
  local words file
  case $1 in
    trust-universal) words=universal file=universal.csv ;;
    trust-earlyhelp) words=earlyhelp file=earlyhelp.csv ;;
    bthft) words=hospital file=bthft.csv ;;
    schools) words=schools file=schools.csv ;;
    incommunities) words=housing file=housing.csv ;;
    dwp) words=benefits file=dwp.csv ;;
    police) words=police file=police_victims.csv ;;
  esac
  as "$1" quality --out quality.json "$file"
  (cd "$1" && run python3 -B "$here/extract.py" "$words")
}
each_custodian prepare_one
say "The hospital has asked which of its NHS numbers may be used: the list that came back is of today."
opt_out=X26BRAD01-$(date -u +%d%m%y)-0001.dat
sed 's/,*$/,/' bthft/ndo_allowed.dat >"bthft/$opt_out"
part_done "set-up"

title "4. Each encodes its rows. Who opted out, asked to stop or did not consent where consent is the ground stays out."
encode_one() {
  local lists=()
  case $1 in
    trust-earlyhelp) lists=(--objections stop_requests.csv) ;;
    bthft) lists=(--opt-out "$opt_out") ;;
  esac
  as "$1" encode --threads 1 --key project.key "${lists[@]}" --test-seed rehearsal --out encoded rows.csv
}
each_custodian encode_one
as police encode --quiet --key wrong.key --out ../examiner/wrong-encoded rows.csv # of another key each time the story is played
say "Somebody in early help adds a column of what a family worker wrote:"
python3 -B - <<'PYTHON'
import csv
rows = list(csv.DictReader(open("trust-earlyhelp/rows.csv", encoding="utf-8")))
with open("trust-earlyhelp/with-notes.csv", "w", newline="", encoding="utf-8") as file:
    out = csv.DictWriter(file, list(rows[0]) + ["worries"], lineterminator="\n")
    out.writeheader()
    out.writerows(row | {"worries": "Mum says that the new flat is damp and that he does not sleep"} for row in rows[:20])
PYTHON
refused column-not-agreed "a narrative column" trust-earlyhelp encode --key project.key --objections stop_requests.csv --out notes with-notes.csv
say "And somebody writes a narrative into an agreement, as payload:"
sed 's/^reason_codes = "drop"/reason_codes = { use = "payload", kind = "text" }/' agreement.toml >examiner/narrative.toml
gauze policy check examiner/narrative.toml >examiner/narrative.txt 2>&1 && say "NOT REFUSED: a narrative column in a policy" ||
  say "refused: $(grep -m1 'column-text' examiner/narrative.txt || true)"
part_done "encode"

title "5. Before anything leaves, each attacks its own encodings, and signs what it found."
audit_one() { as "$1" audit --threads 1 --no-front --test-seed rehearsal --out audit.dsse rows.csv; }
each_custodian audit_one
part_done "audit"

title "6. Encodings are sealed to the linkage unit, payload to the researchers; the post carries nothing else."
for party in "${custodians[@]}"; do as "$party" seal --audit audit.dsse --out outbox encoded; done
post "${custodians[@]}"

title "7. The linkage unit finds persons and homes, and gives the researchers study ids."
say "Two records are one person where the cut is such that 99 of 100 links are expected to be right: decided before anybody looks."
as ttp accept --out inbox $(cd ttp && ls post/*.gauze.age | grep -v police)
say "What was encoded with the key of another ceremony is turned away:"
as police seal --quiet --audit audit.dsse --out wrong-sealed ../examiner/wrong-encoded
mkdir -p ttp/wrong && cp police/wrong-sealed/to-ttp/* ttp/wrong/
refused check-differs "wrong-key" ttp accept --out inbox wrong/police.gauze.age
as ttp accept --out inbox post/police.gauze.age
identity ttp
imaged ttp link --candidates keys --precision 0.99 --identity identity.key --out linked $(cd ttp && ls inbox/*.gauze)
for release in 1 2; do
  as ttp issue --identity identity.key --persons linked/persons.table --recipient policy-research --release "$release" --out "policy-research-$release.map.age"
done
send ttp policy-research policy-research-1.map.age policy-research-1.map.age.dsse
mkdir -p policy-research/post-2 && cp ttp/policy-research-2.map.age ttp/policy-research-2.map.age.dsse policy-research/post-2/
part_done "link"

title "8. The researchers open what is theirs, and join it."
as policy-research open --out inbox $(cd policy-research && ls post/*.age)
as policy-research cohort --map inbox/policy-research-1.map --out cohort --format csv,sqlite $(cd policy-research && ls inbox/*.payload)
say "A second release has other study ids:"
as policy-research open --out inbox-2 post-2/policy-research-2.map.age
as policy-research cohort --map inbox-2/policy-research-2.map --out cohort-2 $(cd policy-research && ls inbox/*.payload)
part_done "cohort"

title "9. Tables go to the public page: protected by the rules of hes, and signed by two people."
cp "$here/tables.toml" policy-research/
attempt tables policy-research tables --cohort cohort --tables tables.toml --out tables
attempt disclose policy-research disclose --cohort cohort --tables tables.toml --registry releases.sqlite --to public --out proposal
attempt "sign-off s-iqbal" policy-research sign-off --checker ../checkers/s-iqbal.party --name s-iqbal --out a.dsse proposal
refused one-signature "a release with one signature" policy-research release --proposal proposal --signed a.dsse --registry releases.sqlite --out tables.age
attempt "sign-off j-ogden" policy-research sign-off --checker ../checkers/j-ogden.party --name j-ogden --out b.dsse proposal
attempt release policy-research release --proposal proposal --signed a.dsse --signed b.dsse --registry releases.sqlite --out tables.age
if [[ -e policy-research/tables.age ]]; then
  send policy-research public tables.age tables.age.dsse
  attempt open-tables public open --out inbox post/tables.age
fi
part_done "release"

title "10. Time passes, from 2026 to 2051. Each row goes on its own day: six years after use, or twenty-five after birth."
python3 -B "$here/clock.py" days >examiner/days.tsv
while IFS=$'\t' read -r day party what; do
  mkdir -p examiner/clock
  rm -rf "examiner/clock/$party-$day"
  cp -r "$party" "examiner/clock/$party-$day"
  (cd "examiner/clock/$party-$day" && gauze-custodian retain --policy policy.toml --as me.party --evidence evidence --today "$day" --outbox outbox --out retained encoded) \
    >"examiner/clock/$party-$day.txt" 2>&1 || printf 'retain %s\t%s\t1\t%s\n' "$day" "$party" "$(grep -m1 . "examiner/clock/$party-$day.txt")" >>examiner/undone.tsv
  say "$day $party ($what): $(tail -n 1 "examiner/clock/$party-$day.txt" | cut -c1-150)"
done <examiner/days.tsv
python3 -B "$here/clock.py" seen
part_done "retention"

title "11. Does it all hang together, and who opened what? From the evidence of all parties and public keys alone."
evidence=($(for party in "${parties[@]}"; do if [[ -d $party/evidence ]]; then echo "$party/evidence"; fi; done))
run gauze verify --policy agreement.toml --quiet "${evidence[@]}" || true
run gauze usage --policy agreement.toml "${evidence[@]}" || true
finish
