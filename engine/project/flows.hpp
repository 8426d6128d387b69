// What may travel from whom to whom: the one table that everything sealed is held against, at both ends. It
// is what makes "nothing flows back" a rule of the program: no line leads from the linkage unit or a
// researcher to a custodian but the receipt of a withdrawal and certificates of destruction, and no line
// brings the linkage unit anything but submissions and withdrawals.
//
//     submission                 custodian, or its intake  -> linkage unit
//     payload                    custodian, or its intake  -> researcher that the policy names as recipient
//     plaintext                  custodian                 -> its intake
//     link-map                   linkage unit              -> researcher that the policy names as recipient
//     withdrawal                 custodian, or its intake  -> researcher, linkage unit
//     receipt                    researcher                -> custodian
//     tables                     researcher                -> reader that the policy names as recipient
//     commitment, contribution   custodian or intake       -> custodian or intake
//     audit                      custodian or intake       -> custodian or intake; shown to everyone, not
//     sealed
//     certificate                everyone                  -> custodian; shown to everyone, not sealed
//
// An intake counts only where some custodian has it encode for it.
#pragma once

#include "engine/project/governance.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gauze::project {

// Whether this member may send the kind to anybody.
bool may_send(const Governance& governance, std::string_view kind, const Member& from);
// Whether it may send it to this one.
bool may_send(const Governance& governance, std::string_view kind, const Member& from, const Member& to);

// Whether this member may speak for the rows of `source`: a custodian for its own, an intake for those of the
// custodians it encodes for, others for any custodian's (a receipt says whose withdrawal it answers). An
// empty source is nobody's, and nobody's rows may not be submitted.
bool may_speak_for(const Governance& governance, const Member& from, std::string_view source,
                   std::string_view kind);

// Whether a place is one of the agreement's territories, or of the countries that one of them stands for:
// "EEA" for the countries of the European Economic Area, "EU" for those of the Union. Places are "UK" and
// two-letter codes of ISO 3166-1 ("GB" is "UK").
bool is_within(const std::vector<std::string>& territories, std::string_view place);
// Whether all is within that the policy says of where a member is, as a party and as a recipient.
bool is_within(const Governance& governance, const Member& member);

} // namespace gauze::project
