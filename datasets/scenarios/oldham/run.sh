#!/usr/bin/env bash
# Oldham, Supporting Families, from empty folders to tables and back to nothing: three councils and three departments let
# researchers see how families of a programme fare. Councils send families, departments send what they know of people;
# researchers see families and no person; nobody who sent anything gets anything back but tables of its own area; and at
# the end all of it is destroyed. What is asked of it: scenario S4; examined by check.py. Options: ../common.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
begin oldham "$@"
councils=(oldham la-2 la-3) departments=(moj dfe dwp)
custodians=("${councils[@]}" "${departments[@]}")

title "1. Every party makes a key of its own. Those who hold records sign the agreement."
agreement "${custodians[@]}" ttp researcher second-team oldham-reader dluhc
checkers m-shah k-owen
say "Columns about crimes need a basis in Article 10; a recipient outside the UK and the EEA is no recipient:"
sed 's/art10 = "10-official", //' agreement.toml >examiner/no-article-10.toml
sed '/^name = "dluhc"/,/^# keys/s/territory = "UK"/territory = "US"/; /^name = "researcher"/,/^signing/s/territory = "UK"/territory = "US"/' agreement.toml >examiner/abroad.toml
for what in no-article-10 abroad; do
  gauze policy check "examiner/$what.toml" >"examiner/$what.txt" 2>&1 && say "NOT REFUSED: $what" || say "refused: $(grep -m1 -iE 'art10|territor' "examiner/$what.txt" | cut -c1-160 || true)"
done
sign_by "${custodians[@]}" >examiner/signed.txt

title "2. They make one secret together. None of them chooses it, and the linkage unit never has it."
ceremony "${custodians[@]}"
part_done "set-up"

title "3. Each makes an extract in its own folder: councils a row a person with the family's issues, departments a row a person."
for party in "${councils[@]}"; do (cd "$party" && run python3 -B "$here/extract_family.py" "$party"); done
(cd moj && run python3 -B "$here/extract_department.py" moj_pnc.csv moj_prison.csv)
(cd dfe && run python3 -B "$here/extract_department.py" dfe_npd.csv dfe_ilr.csv)
(cd dwp && run python3 -B "$here/extract_department.py" dwp_wpls.csv)
declare -A file=([oldham]=rows.csv [la-2]=rows.csv [la-3]=rows.csv [moj]=persons.csv [dfe]=persons.csv [dwp]=persons.csv)
declare -A tables=([moj]="--table offences=moj_pnc-rows.csv --table prison=moj_prison-rows.csv" [dfe]="--table npd=dfe_npd-rows.csv --table ilr=dfe_ilr-rows.csv" [dwp]="--table spells=dwp_wpls-rows.csv")
part_done "extracts"

title "4. Each encodes its own rows. National Insurance numbers, UPNs and names leave as keyed codes only, or not at all."
for party in "${custodians[@]}"; do
  as "$party" encode --key project.key --test-seed rehearsal --out encoded ${tables[$party]:-} "${file[$party]}"
done
part_done "encode"

title "5. Before anything leaves, each attacks its own encodings, and signs what it found."
for party in "${custodians[@]}"; do as "$party" audit --no-front --people "${full:+1}500" --test-seed rehearsal --out audit.dsse "${file[$party]}" >"$party/audit.txt"; done
part_done "audit"

title "6. Encodings are sealed to the linkage unit, payload to the researchers; the post carries nothing else."
for party in "${custodians[@]}"; do as "$party" seal --audit audit.dsse --out outbox encoded; done
post "${custodians[@]}"

title "7. The linkage unit finds persons, and families through the councils' references."
as ttp accept --out inbox $(cd ttp && ls post/*.gauze.age)
identity ttp
imaged ttp link --candidates keys --precision 0.99 --identity identity.key --out linked $(cd ttp && ls inbox/*.gauze)
part_done "link"
for to in researcher second-team; do
  as ttp issue --identity identity.key --persons linked/persons.table --recipient "$to" --out "$to.map.age"
  send ttp "$to" "$to.map.age" "$to.map.age.dsse"
done

title "8. Researchers open what is theirs: a row a family, and no person anywhere."
for to in researcher second-team; do
  as "$to" open --out inbox $(cd "$to" && ls post/*.age)
  attempt cohort "$to" cohort --map "inbox/$to.map" --out cohort --format csv,sqlite $(cd "$to" && ls inbox/*.payload inbox/*.episodes 2>/dev/null)
done
(cd researcher && gauze-research --help) >examiner/research-help.txt
part_done "cohort"

title "9. Tables for DLUHC, and for Oldham of Oldham alone. One signature is not enough; a handful of families is no table."
sign_off() { # PROPOSAL
  local name
  for name in m-shah k-owen; do
    (cd researcher && gauze-research sign-off --policy policy.toml --checker "../checkers/$name.party" --name "$name" --out "$1-$name.dsse" "$1") || true
  done
}
attempt disclose researcher disclose --cohort cohort --tables "$here/tables.toml" --registry releases.sqlite --to dluhc --out proposal
sign_off proposal
refused one-signature "one signature" researcher release --proposal proposal --signed proposal-m-shah.dsse --registry releases.sqlite --out tables-dluhc.age
attempt release researcher release --proposal proposal --signed proposal-m-shah.dsse --signed proposal-k-owen.dsse --registry releases.sqlite --out tables-dluhc.age
attempt disclose-oldham researcher disclose --cohort cohort --tables "$here/tables-oldham.toml" --registry releases.sqlite --to oldham-reader --out proposal-oldham
sign_off proposal-oldham
attempt release-oldham researcher release --proposal proposal-oldham --signed proposal-oldham-m-shah.dsse --signed proposal-oldham-k-owen.dsse --registry releases.sqlite --out tables-oldham.age
refused too-few-people "a council with a handful of families" researcher disclose --cohort cohort --tables "$here/tables-few.toml" --registry releases.sqlite --to oldham-reader --out proposal-few
for to in dluhc oldham-reader; do
  sealed=tables-${to%-reader}.age
  if [[ -e researcher/$sealed ]]; then send researcher "$to" "$sealed" "$sealed.dsse" && attempt open-tables "$to" open --out inbox "post/$sealed"; fi
done
part_done "tables"

title "10. Nothing comes back: councils and departments try to open what was linked."
for party in "${custodians[@]}"; do
  if (cd "$party" && gauze open --policy policy.toml --as me.party --out stolen ../researcher/post/researcher.map.age); then exit 1; fi
done

title "11. Somebody at Rochdale works with another secret than the others."
if [[ -z $like ]]; then
  wrong_key la-2 "${custodians[@]}"
  quietly_as la-2 encode --quiet --key wrong.key --out wrong rows.csv >/dev/null 2>&1
  attempt seal-wrong la-2 seal --audit audit.dsse --out wrong-outbox wrong
  mkdir -p ttp/wrong && cp la-2/wrong-outbox/to-ttp/* ttp/wrong/ 2>/dev/null || true
  cp -r ttp/inbox ttp/inbox-tried && rm -f ttp/inbox-tried/la-2.gauze*
  refused check-differs wrong-key ttp accept --out inbox-tried wrong/la-2.gauze.age
  rm -r ttp/inbox-tried
fi

title "12. The project ends. Linkage unit and researchers destroy keys and data, and sign that they did."
if [[ -z $like ]]; then # on copies: the examiner still has to look at the rest
  mkdir -p examiner/closed
  for party in ttp researcher second-team; do
    cp -r "$party" examiner/closed/
    (cd "examiner/closed/$party" && gauze close --policy policy.toml --as me.party --evidence evidence --out closed.dsse $(ls -d inbox post linked cohort identity.key exact 2>/dev/null)) ||
      printf 'retain close\t%s\t1\tgauze close failed\n' "$party" >>examiner/undone.tsv
    due "encodings, maps and cohort at $party" "$(find "examiner/closed/$party" -name '*.age' -o -name 'cohort.csv' -o -name families.csv -o -name '*.gauze' | grep -q . && echo present || echo gone)" gone
  done
  if (cd examiner/closed/researcher && cp ../../../researcher/post/researcher.map.age . && cp ../../../researcher/post/researcher.map.age.dsse . && gauze open --policy policy.toml --as me.party --evidence evidence --out again researcher.map.age >../open.txt 2>&1); then seen=opened; else seen=$(code_in examiner/closed/open.txt || true); fi
  due "opening afterwards" "${seen:-refused}" project-closed
fi
title "13. Does it all hang together? From the evidence of all parties and public keys alone."
run gauze verify --policy agreement.toml --quiet $(for party in "${parties[@]}"; do [[ -d $party/evidence ]] && echo "$party/evidence"; done) || true
finish
