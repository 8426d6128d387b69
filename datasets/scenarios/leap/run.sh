#!/usr/bin/env bash
# LEAP, Lambeth, from empty folders to tables for the funder. datasets/scenarios/leap/run.sh --help has the options;
# docs/scenarios.md tells who holds what and which line of the notice each step serves.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
begin leap "$@"

title "1. Nine parties make a key each, and the custodians sign one agreement: purpose, bases, columns, wards, ages, retention."
agreement nhs-a nhs-b council charity intake ttp leap-eval specialist funder
checkers a-okafor b-lind
sign_by nhs-a nhs-b council charity
for party in nhs-a nhs-b council charity intake; do cp made/public/postcodes.csv "$party/"; done # anybody may know which ward a postcode is in

title "2. Those who encode make one secret together; the linkage unit never has it."
ceremony nhs-a nhs-b council charity intake
identity ttp
part_done agreement

title "3. Each custodian makes one row a child. The trusts encode: whoever objected is out, and whom the National Data Opt-out does not allow."
for trust in nhs-a nhs-b; do
  (cd "$trust" && python3 "$here/extract.py" "${trust/-/_}.csv" "$trust-rows.csv" objections.csv && python3 "$here/allowed_list.py" ndo_allowed.dat >allowed.txt)
  as "$trust" encode --key project.key --objections objections.csv --opt-out "$(cat $trust/allowed.txt)" --postcodes postcodes.csv --test-seed leap --out encoded "$trust-rows.csv"
done

title "4. Before anything leaves, each file is attacked as a stranger would, and the figures are signed."
audits=()
for trust in nhs-a nhs-b; do
  quietly_as "$trust" audit --no-front --test-seed rehearsal --out audit.dsse "$trust-rows.csv" >"$trust/audit.txt" &
  audits+=($!)
done
for audit in "${audits[@]}"; do wait "$audit" || echo "audit" >>examiner/audits-failed; done
for trust in nhs-a nhs-b; do tail -1 "$trust/audit.txt"; attempt "seal-$trust" "$trust" seal --audit audit.dsse --out outbox encoded; done

title "5. A trust may not send names to the platform, by mistake or otherwise."
refused no-intake nhs-in-clear nhs-a seal --plaintext nhs_a.csv --to intake --out mistake
refused no-intake nhs-in-clear-to-ttp nhs-a seal --plaintext nhs_a.csv --to ttp --out mistake

title "6. Council and charity seal their files to the platform. It encodes as it opens them: nothing in clear is stored."
for party in council charity; do
  (cd "$party" && python3 "$here/extract.py" "$party.csv" "$party-rows.csv")
  as "$party" seal --plaintext "$party-rows.csv" --to intake --out outbox
  post "$party"
  imaged intake intake --key project.key --postcodes postcodes.csv --test-seed leap --out "encoded-$party" "post/$party.csv.age"
done
audits=()
for party in council charity; do
  quietly_as intake audit --no-front --test-seed rehearsal --party "$party" --out "audit-$party.dsse" "post/$party.csv.age" >"intake/audit-$party.txt" &
  audits+=($!)
done
for audit in "${audits[@]}"; do wait "$audit" || echo "audit" >>examiner/audits-failed; done
for party in council charity; do tail -1 "intake/audit-$party.txt"; attempt "seal-$party" intake seal --audit "audit-$party.dsse" --out "outbox-$party" "encoded-$party"; done
part_done "encoding and audit"

title "7. The linkage unit takes encodings, and nothing else; it finds who is one child, and who are brothers and sisters."
post nhs-a nhs-b intake
as ttp accept --out inbox $(cd ttp && ls post/*.gauze.age)
say "The cut is where 99 links of 100 are expected to be right, as the parties want it; the linkage unit knows of no truth to choose by."
imaged ttp link --identity identity.key --candidates keys --precision 0.99 --out linked inbox/nhs-a.gauze inbox/nhs-b.gauze inbox/council.gauze inbox/charity.gauze
part_done linkage

title "8. Somebody who was at another ceremony is stopped: the linkage unit does not take encodings under another secret."
wrong_key nhs-a nhs-a nhs-b council charity intake
quietly_as nhs-a encode --quiet --key wrong.key --objections objections.csv --opt-out "$(cat nhs-a/allowed.txt)" --postcodes postcodes.csv --out wrong nhs-a-rows.csv >/dev/null 2>&1
attempt seal-wrong nhs-a seal --audit audit.dsse --out wrong-outbox wrong
mkdir -p ttp/wrong && cp nhs-a/wrong-outbox/to-ttp/* ttp/wrong/ 2>/dev/null || true
cp -r ttp/inbox ttp/inbox-tried && rm -f ttp/inbox-tried/nhs-a.gauze*
refused check-differs wrong-key ttp accept --out inbox-tried wrong/nhs-a.gauze.age
rm -r ttp/inbox-tried nhs-a/wrong nhs-a/wrong-outbox # under a key drawn by lot, of use to nobody

title "9. Study ids, others for each researcher. The maps are sealed; nothing flows back."
for to in leap-eval specialist; do
  as ttp issue --identity identity.key --persons linked/persons.table --recipient "$to" --out "$to.map.age"
  send ttp "$to" "$to.map.age" "$to.map.age.dsse"
  as "$to" open --out inbox $(cd "$to" && ls post/*.age)
  attempt "cohort-$to" "$to" cohort --map "inbox/$to.map" --out cohort $(cd "$to" && ls inbox/*.payload)
done

title "10. After the first release 25 families withdraw, at the council and the charity. The trusts' rows stay."
for party in council charity; do
  # The intake's ledger knows rows by number alone; the service looks its references up in its own extract.
  mkdir -p "$party/encoded/stays-here" && cp "intake/encoded-$party/stays-here/ledger.table" "$party/encoded/stays-here/"
  python3 - "$party" <<'PY'
import csv, sys
rows = {}
for number, row in enumerate(csv.DictReader(open(f"{sys.argv[1]}/{sys.argv[1]}-rows.csv", encoding="utf-8")), 1):
    rows |= dict.fromkeys([row["service_ref"], *row["also_ref"].split()], number)
with open(f"{sys.argv[1]}/withdrawn-rows.csv", "w") as out:
    out.write("reference\n" + "".join(f"{rows[line['service_ref']]}\n" for line in csv.DictReader(open(f"{sys.argv[1]}/withdrawals.csv", encoding="utf-8"))))
PY
  mkdir -p "$party/statements" # what the intake sent of its rows, to whom: files of one name for each researcher
  for statement in intake/outbox-"$party"/to-*/*.dsse; do cp "$statement" "$party/statements/$(basename "$(dirname "$statement")")-${statement##*/}"; done
  attempt "withdraw-$party" "$party" withdraw --records withdrawn-rows.csv --statements statements --out withdrawal encoded
  for to in leap-eval specialist; do
    if [[ -d $party/withdrawal/to-researcher ]]; then send "$party" "$to" $(cd "$party" && ls withdrawal/to-researcher/*); fi
  done
done
for to in leap-eval specialist; do
  if ls $to/post/*.withdrawal.age >/dev/null 2>&1; then
    as "$to" open --out inbox $(cd "$to" && ls post/*.withdrawal.age)
    cp -r "$to/cohort" "$to/cohort-before"
    attempt "cohort-again-$to" "$to" cohort --map "inbox/$to.map" --withdrawals inbox --force --out cohort $(cd "$to" && ls inbox/*.payload)
  fi
done

title "11. Tables for the funder: proposed, looked at and signed by two people, and only then sealed."
cp "$here/tables.toml" leap-eval/
for name in a-okafor b-lind; do cp "checkers/$name.party" leap-eval/; done # in life each on a machine of their own
attempt disclose leap-eval disclose --cohort cohort --tables tables.toml --registry releases.sqlite --to funder --out proposal
if [[ -d leap-eval/proposal ]]; then
  for name in a-okafor b-lind; do
    (cd leap-eval && gauze sign-off --policy policy.toml --checker "$name.party" --name "$name" --out "$name.dsse" proposal)
  done
  refused one-signature one-signature leap-eval release --proposal proposal --signed a-okafor.dsse --registry releases.sqlite --out tables-1.age
  attempt release leap-eval release --proposal proposal --signed a-okafor.dsse --signed b-lind.dsse --registry releases.sqlite --out tables-1.age
  if [[ -f leap-eval/tables-1.age ]]; then
    send leap-eval funder tables-1.age tables-1.age.dsse
    attempt open-tables funder open --out inbox post/tables-1.age
  fi
fi

title "12. A family asks the health visitors what was released about their child."
(cd nhs-a && python3 -c "
import csv
gone = {r['record_id'] for r in csv.DictReader((line for number, line in enumerate(open('encoded/stays-here/ledger.table')) if number > 1), ['row_token', 'row', 'record_id'], delimiter='\t') if r['record_id']}
print('reference'); print(sorted(gone)[0])" >asked.csv)
attempt ledger nhs-a ledger --records asked.csv --statements outbox --out answer.json encoded
part_done "research and rights"

title "13. The clock is turned, in copies of the folders: the day before rows are due, and the day itself (25 years after receipt)."
day=$(date -u +%m-%d) year=$(($(date -u +%Y) + 25))
before=$(date -u -d "$year-$day -1 day" +%F) on=$year-$day
mkdir -p examiner/clock
for when in "before:$before" "on:$on"; do
  label=${when%%:*} today=${when#*:}
  for party in nhs-a intake ttp leap-eval; do cp -r "$party" "examiner/clock/$label-$party"; done
  rows() { if [[ -f $1 ]]; then grep -c $'\t' "$1" || true; else echo 0; fi; }
  attempt "retain-nhs-a-$label" "examiner/clock/$label-nhs-a" custodian:retain --today "$today" --outbox outbox --out retained encoded
  attempt "retain-ttp-$label" "examiner/clock/$label-ttp" linkage:retain --today "$today" --inbox inbox --post post --linked linked --out retained.dsse
  attempt "retain-leap-eval-$label" "examiner/clock/$label-leap-eval" research:retain --today "$today" --inbox inbox --post post --cohort cohort --out retained.dsse
  gone=$([[ $label == on ]] && echo 0 || echo 1)
  due "custodian's rows $label the day ($today)" "$([[ $(rows "examiner/clock/$label-nhs-a/encoded/to-leap-eval/nhs-a.payload") -gt 1 ]] && echo 1 || echo 0)" "$gone"
  due "researcher's cohort $label the day" "$([[ -f examiner/clock/$label-leap-eval/cohort/cohort.csv ]] && echo 1 || echo 0)" "$gone"
  due "researcher's sealed payload $label the day" "$([[ -f examiner/clock/$label-leap-eval/post/nhs-a.payload.age ]] && echo 1 || echo 0)" "$gone"
  due "linkage unit's persons $label the day" "$([[ $(rows "examiner/clock/$label-ttp/linked/persons.table") -gt 1 ]] && echo 1 || echo 0)" "$gone"
  due "certificates verify" "$(gauze verify --quiet examiner/clock/$label-{nhs-a,ttp,leap-eval}/evidence >/dev/null 2>&1 && echo yes || echo no)" yes
done

title "14. Does it all hang together? From the evidence of all parties and public keys alone."
run gauze verify --quiet $(for party in "${parties[@]}"; do [[ -d $party/evidence ]] && echo "$party/evidence"; done) || true
finish
