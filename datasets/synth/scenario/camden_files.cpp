// What each source of Camden's early years holds, row by row.
#include "datasets/synth/scenario/camden.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario::camden {

namespace {

using std::chrono::days;

Lens lens_for(std::uint32_t source)
{
    Lens lens;
    lens.preset = &standard_corruption();
    lens.captured = cut_off;
    lens.variant = 200 + source;
    lens.baby_names = true;
    return lens;
}

constexpr std::array<std::string_view, 6> centres{"Agar",          "Hampden", "Harmood",
                                                  "Regent's Park", "1A",      "Kilburn"};
constexpr std::array<std::string_view, 4> work{"full-time", "part-time", "not working", "not known"};

Row cc_row(const Setting& setting, const Refs& references, const Member& member, std::uint64_t number,
           ErrorCounts& counts)
{
    const Record record = look_at(member.who, lens_for(1), member.look, counts);
    Draws draws = setting.draws(member.who.number(), "children's centre");
    const bool child = member.role == Role::child;
    const std::uint32_t attendances = draws.below(100) < 38 ? 0 : 1 + draws.below(6) * draws.below(7);
    const Day last = cut_off - days{1 + draws.below(300)};
    const std::string attended = last < member.who->birth ? iso(cut_off - days{1}) : iso(last);
    return {member.who.number(),
            {references.family(member.family), references.person(number),
             std::string(role_words[static_cast<std::size_t>(member.role)]), record.given, record.family,
             iso(record.birth), sex_letter(record.sex), address_line(record.home), record.home.postcode,
             child ? record.upn : "", std::string(ethnicities()[member.who->ethnicity].code),
             child ? "" : std::string(work[draws.below(10) < 5 ? 0 : draws.below(4)]), member.makeup,
             child ? std::string(centres[draws.below(6)]) : "", child ? std::to_string(attendances) : "",
             child && attendances > 0 ? attended : ""}};
}

using Numbered = std::pair<Member, std::uint64_t>;

Row hv_row(const Setting& setting, const Visit& visit, ErrorCounts& counts)
{
    const Somebody& child = visit.child.who;
    const auto look = static_cast<std::uint32_t>(visit.review);
    const Record record = look_at(child, lens_for(2), look, counts);
    const Slot carer_slot = child->mother != nobody ? child->mother : visit.child.household->adults.front();
    const Record carer = look_at(child.other(carer_slot), lens_for(2), look, counts);
    Draws draws = setting.draws(child.number(), reviews[visit.review].type);
    const Day day = std::min(child->birth + days{reviews[visit.review].due} + days{draws.below(20)}, cut_off);
    constexpr std::array<std::string_view, 4> results{"on track", "on track", "monitor", "refer"};
    return {child.number(),
            {record.nhs_number, record.given, record.family, iso(record.birth), sex_letter(record.sex),
             address_line(record.home), record.home.postcode, carer.given, carer.family, iso(carer.birth),
             std::string(reviews[visit.review].type), iso(day), std::string(results[draws.below(4)])}};
}

} // namespace

Table& make_centres(const Setting& setting, const Refs& references, std::vector<Member> members)
{
    Table& table = setting.files.file("camden-cc", "cc.csv",
                                      {"family_ref", "person_ref", "role", "given", "family", "dob", "sex",
                                       "address", "postcode", "upn", "ethnicity", "work_status",
                                       "family_makeup", "centre", "attendances", "last_attended"},
                                      "person_ref");
    const std::size_t once = members.size();
    for (const std::size_t i :
         setting.choose("registered twice", once, setting.size(600), [](std::size_t) { return true; })) {
        members.push_back(members[i]);
        members.back().look = 1;
    }
    std::vector<Numbered> numbered;
    for (std::size_t i = 0; i < members.size(); ++i) numbered.emplace_back(members[i], i);
    fill(table, numbered, [&](const Numbered& one, ErrorCounts& counts) {
        return cc_row(setting, references, one.first, one.second, counts);
    });
    Planted& twice = setting.files.planted("registered twice by the children's centres", "600 (our choice)");
    for (std::size_t row = once; row < table.size(); ++row) twice.add(table, row);
    return table;
}

void make_relationships(const Setting& setting, const Refs& references, const std::vector<Member>& members)
{
    Table& table = setting.files.file("camden-cc", "relationships.csv",
                                      {"person_ref", "related_ref", "relation", "same_household"});
    std::map<std::pair<std::uint64_t, Slot>, std::size_t> place;
    std::map<std::uint64_t, const Neighbourhood*> neighbourhoods;
    for (std::size_t i = 0; i < members.size(); ++i) {
        place.try_emplace({members[i].who.around->number, members[i].who.slot}, i);
        neighbourhoods[members[i].who.around->number] = members[i].who.around.get();
    }
    for (const auto& [number, around] : neighbourhoods)
        for (const Tie& tie : around->ties()) {
            const auto from = place.find({number, tie.from}), to = place.find({number, tie.to});
            if (from == place.end() || to == place.end()) continue;
            table.add(members[from->second].who.number(),
                      {references.person(from->second), references.person(to->second),
                       std::string(to_text(tie.relation)), tie.same_household ? "Y" : "N"});
        }
}

std::vector<Visit> visits_to(const Setting& setting, const std::vector<Member>& children)
{
    const auto latest = [&](std::size_t i) {
        std::size_t review = 0;
        while (review + 1 < reviews.size() &&
               children[i].who->birth + days{reviews[review + 1].due} < cut_off)
            ++review;
        return review;
    };
    std::vector<Visit> visits;
    std::set<std::size_t> seen;
    for (const std::size_t i : setting.choose("health visiting", children.size(), setting.size(10'800),
                                              [](std::size_t) { return true; })) {
        visits.push_back({children[i], latest(i)});
        seen.insert(i);
    }
    for (const std::size_t i :
         setting.choose("an earlier review", children.size(), setting.size(4'200),
                        [&](std::size_t c) { return seen.contains(c) && latest(c) > 0; }))
        visits.push_back({children[i], latest(i) - 1});
    return visits;
}

Table& make_health_visiting(const Setting& setting, const std::vector<Visit>& visits)
{
    Table& table = setting.files.file("cnwl-hv", "hv.csv",
                                      {"nhs_number", "child_given", "child_family", "dob", "sex", "address",
                                       "postcode", "carer_given", "carer_family", "carer_dob", "review_type",
                                       "review_date", "review_result"});
    fill(table, visits,
         [&](const Visit& visit, ErrorCounts& counts) { return hv_row(setting, visit, counts); });
    return table;
}

Table& make_camhs_and_slt(const Setting& setting, const std::vector<Member>& children)
{
    Table& table = setting.files.file(
        "tavi-camhs-slt", "camhs_slt.csv",
        {"nhs_number", "given", "family", "dob", "sex", "postcode", "team", "episodes", "closed_date"});
    std::vector<std::pair<Member, std::string>> patients;
    for (const auto& [team, rows] : {std::pair{"SLT", 1'300u}, std::pair{"CAMHS", 500u}})
        for (const std::size_t i :
             setting.choose(team, children.size(), setting.size(rows),
                            [&](std::size_t c) { return children[c].who->age(cut_off) >= 1; }))
            patients.emplace_back(children[i], team);
    fill(table, patients, [&](const std::pair<Member, std::string>& patient, ErrorCounts& counts) {
        const Somebody& who = patient.first.who;
        const Record record = look_at(who, lens_for(3), 0, counts);
        Draws draws = setting.draws(who.number(), patient.second);
        const bool closed = draws.below(100) < 55;
        return Row{who.number(),
                   {record.nhs_number, record.given, record.family, iso(record.birth), sex_letter(record.sex),
                    record.home.postcode, patient.second, std::to_string(1 + draws.below(4)),
                    closed ? iso(cut_off - days{1 + draws.below(300)}) : ""}};
    });
    return table;
}

void make_nurseries(const Setting& setting, const std::vector<Member>& children)
{
    Table& table = setting.files.file(
        "nurseries", "nursery.csv",
        {"child_ref", "given", "family", "dob", "sex", "postcode", "site", "start", "days_a_week"},
        "child_ref");
    References references(setting.seed(), 32, "N");
    std::vector<std::pair<Somebody, std::string>> pupils;
    for (const std::size_t i :
         setting.choose("nurseries", children.size(), setting.size(540),
                        [&](std::size_t c) { return children[c].who->age(cut_off) >= 1; }))
        pupils.emplace_back(children[i].who, references.next());
    fill(table, pupils, [&](const std::pair<Somebody, std::string>& pupil, ErrorCounts& counts) {
        const Record record = look_at(pupil.first, lens_for(4), 0, counts);
        Draws draws = setting.draws(pupil.first.number(), "nursery");
        return Row{pupil.first.number(),
                   {pupil.second, record.given, record.family, slashes(record.birth), sex_letter(record.sex),
                    record.home.postcode, fmt::format("site {}", 1 + draws.below(9)),
                    slashes(cut_off - days{1 + draws.below(300)}), std::to_string(2 + draws.below(4))}};
    });
}

} // namespace gauze::synth::scenario::camden
