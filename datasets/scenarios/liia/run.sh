#!/usr/bin/env bash
# LIIA Child Level Insights, from empty folders to odds by ethnic group: 33 boroughs each send what they know of their
# children under a pseudonym of their own; a linkage unit finds which children are known to several boroughs without
# seeing a name; LIIA counts every child once. No borough learns that another knows a child.
# What is asked of it: scenario S3; examined by check.py. Options: ../common.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
begin liia "$@"
boroughs=($(cd made && ls -d */ | tr -d /))
tables=(referrals s47 cin cp cla placements)
policy=$out/examiner/policy.toml

# Boroughs work at the same time; here two of them, since there are two processors.
each_borough() {
  local borough running=0 failed=0
  for borough in "${boroughs[@]}"; do
    "$@" "$borough" >"$borough/said.txt" 2>&1 &
    if ((++running >= 2)); then wait -n || failed=1 && running=$((running - 1)); fi
  done
  while ((running > 0)); do wait -n || failed=1 && running=$((running - 1)); done
  ((failed == 0)) || { tail -n 2 */said.txt | grep -B1 -A1 error >&2 && return 1; }
}

title "1. Every party makes a key of its own. Waltham Forest makes two: it is a borough, and it hosts LIIA."
python3 -B "$here/agreement.py" "${boroughs[@]}" >"$policy"
agreement "${boroughs[@]}" ttp liia london-study directors
checkers a-okafor b-lind
say "If both of Waltham Forest's parties used one key, the agreement would be none:"
for party in waltham-forest liia; do sed -n "/^name = \"$party\"\$/,/^$/p" agreement.toml | grep -E '^(signing|encryption) = ' >"examiner/$party.lines"; done
python3 - <<'PY' >examiner/shared-key.toml
text = open("agreement.toml").read()
mine, theirs = (open(f"examiner/{p}.lines").read().splitlines() for p in ("waltham-forest", "liia"))
for a, b in zip(mine, theirs):
    text = text.replace(b, a)
print(text)
PY
gauze policy check examiner/shared-key.toml >examiner/shared-key.txt 2>&1 && say "NOT REFUSED: one key for two parties" || say "refused: $(grep -m1 -iE 'key|same' examiner/shared-key.txt || true)"
say "And what would let a child be recognised cannot even be agreed to: a full postcode, a full date of birth, the borough's own number:"
for column in postcode dob la_child_id; do
  sed -e "0,/^$column = .*/s//$column = { use = [\"link\", \"payload\"], kind = \"code\" }/" agreement.toml >"examiner/payload-$column.toml"
  gauze policy check "examiner/payload-$column.toml" >"examiner/payload-$column.txt" 2>&1 && say "NOT REFUSED: $column" || say "refused: $(grep -m1 "$column" "examiner/payload-$column.txt" | cut -c1-160 || true)"
done
sign_by "${boroughs[@]}" >examiner/signed.txt
say "33 boroughs have signed. Digest: $(grep -m1 -oE '[0-9a-f]{16,}' examiner/signed.txt || true)"

title "2. The boroughs make one secret together. None of them chooses it, and the linkage unit never has it."
ceremony "${boroughs[@]}"
part_done "set-up"

title "3. Every borough encodes its own file, with six tables of episodes, in its own house."
encode_one() {
  local table words=()
  (cd "$1" && python3 -B "$here/extract.py" "$1")
  for table in "${tables[@]}"; do words+=(--table "$table=$table.csv"); done
  quietly_as "$1" encode --threads 1 --key project.key --test-seed rehearsal --out encoded "${words[@]}" rows.csv
}
each_borough encode_one
part_done "encode"

title "4. Before anything leaves, each attacks its own encodings, and signs what it found."
audit_one() { quietly_as "$1" audit --threads 1 --no-front --people "${full:+1}500" --test-seed rehearsal --out audit.dsse rows.csv || echo "$1" >>examiner/audits-failed; }
each_borough audit_one
if [[ -e examiner/audits-failed ]]; then say "Above the limits, so these send nothing this time: $(tr '\n' ' ' <examiner/audits-failed)"; fi
part_done "audit"

title "5. Encodings are sealed to the linkage unit, payload to LIIA: nobody else can open them."
seal_one() {
  if grep -qx "$1" examiner/audits-failed 2>/dev/null; then return 0; fi
  quietly_as "$1" seal --audit audit.dsse --out outbox encoded
}
each_borough seal_one
post "${boroughs[@]}"
part_done "seal"

title "6. The linkage unit finds children whom several boroughs know, and tells no borough."
as ttp accept --out inbox $(cd ttp && ls post/*.gauze.age) >examiner/accepted.txt
identity ttp
part_done "accept"
imaged ttp link --identity identity.key --out linked $(cd ttp && ls inbox/*.gauze) >examiner/link.txt
grep -E 'pairs compared|persons|Expected' examiner/link.txt | head -4 | sed 's/^/   /'
part_done "link"
for to in liia london-study; do
  as ttp issue --identity identity.key --persons linked/persons.table --recipient "$to" --out "$to.map.age"
  send ttp "$to" "$to.map.age" "$to.map.age.dsse"
done

title "7. LIIA opens what is its own, and joins it: a row for every child in London, counted once."
for to in liia london-study; do
  as "$to" open --out inbox $(cd "$to" && ls post/*.age) >examiner/opened.txt
  attempt cohort "$to" cohort --map "inbox/$to.map" --out cohort --format csv,sqlite $(cd "$to" && ls inbox/*.payload inbox/*.episodes 2>/dev/null)
done
part_done "cohort"

title "8. Tables. Exact ones stay in the closed room; the Directors' are proposed, looked at by two people, and signed by both."
attempt tables liia tables --cohort cohort --tables "$here/tables.toml" --out exact
attempt uniqueness liia tables --cohort cohort --tables "$here/microdata.toml" --out uniqueness
refused microdata "rows of children for the Directors" liia disclose --cohort cohort --tables "$here/microdata.toml" --registry releases.sqlite --to directors --out rows
attempt disclose liia disclose --cohort cohort --tables "$here/tables.toml" --registry releases.sqlite --to directors --out proposal
for name in a-okafor b-lind; do
  (cd liia && gauze-research sign-off --policy policy.toml --checker "../checkers/$name.party" --name "$name" --out "$name.dsse" proposal) || true
done
attempt release liia release --proposal proposal --signed a-okafor.dsse --signed b-lind.dsse --registry releases.sqlite --out tables-1.age
if [[ -e liia/tables-1.age ]]; then
  send liia directors tables-1.age tables-1.age.dsse
  attempt open-tables directors open --out inbox post/tables-1.age
fi
part_done "tables"

title "9. A borough tries to open what was linked."
if (cd camden && gauze open --policy policy.toml --as me.party --out stolen ../liia/post/liia.map.age); then exit 1; fi

title "10. Six years after receipt LIIA's copy is destroyed. The boroughs' own files are none of its business."
received=$(date -u +%F) last_day=$(date -u -d "$received + 6 years - 1 day" +%F) day=$(date -u -d "$received + 6 years" +%F)
if [[ -z $like ]]; then
  cp -r liia examiner/liia-later
  for when in "$last_day" "$day"; do
    (cd examiner/liia-later && gauze-research retain --policy policy.toml --as me.party --evidence evidence --today "$when" --inbox inbox --post post --cohort cohort --out "retained-$when.dsse" >/dev/null 2>../retain.err) ||
      printf 'retain\tliia\t1\t%s\n' "$(grep -m1 . examiner/retain.err)" >>examiner/undone.tsv
    there=$([[ -e examiner/liia-later/cohort/cohort.csv ]] && echo present || echo gone)
    due "LIIA's cohort on $when" "$there" "$([[ $when == "$day" ]] && echo gone || echo present)"
    due "payload on $when" "$(ls examiner/liia-later/post/*.payload.age 2>/dev/null | grep -q . && echo present || echo gone)" "$([[ $when == "$day" ]] && echo gone || echo present)"
  done
  due "the boroughs' own rows" "$([[ -s camden/child.csv ]] && echo present || echo gone)" present
fi

title "11. Somebody in Camden works with another secret than the others."
if [[ -z $like ]]; then
  wrong_key camden "${boroughs[@]}"
  words=() && for table in "${tables[@]}"; do words+=(--table "$table=$table.csv"); done
  quietly_as camden encode --quiet --key wrong.key --out wrong "${words[@]}" rows.csv >/dev/null 2>&1
  attempt seal-wrong camden seal --audit audit.dsse --out wrong-outbox wrong
  mkdir -p ttp/wrong && cp camden/wrong-outbox/to-ttp/* ttp/wrong/ 2>/dev/null || true
  cp -r ttp/inbox ttp/inbox-tried && rm -f ttp/inbox-tried/camden.gauze*
  refused check-differs wrong-key ttp accept --out inbox-tried wrong/camden.gauze.age
  rm -r ttp/inbox-tried
fi
title "12. Does it all hang together? From the evidence of all parties and public keys alone."
run gauze verify --policy agreement.toml --quiet $(for party in "${parties[@]}"; do [[ -d $party/evidence ]] && echo "$party/evidence"; done) || true
finish
