// Who may be in and on what ground: family workers with and without consent, children on a protection plan,
// consent to one named recipient, and requests under rights.
#include "datasets/synth/scenario/camden.hpp"
#include "datasets/synth/world/numbers.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::synth::scenario::camden {

using std::chrono::days;

void make_family_workers(const Setting& setting, const Refs& references, std::uint64_t families)
{
    Table& table = setting.files.file("camden-cc", "family_worker.csv",
                                      {"family_ref", "start", "end", "consent", "cpp"}, "family_ref");
    for (const std::size_t family :
         setting.choose("family workers", families, setting.size(1'100), [](std::size_t) { return true; })) {
        Draws draws = setting.draws(family, "family worker");
        const Day start = cut_off - days{30 + draws.below(1'000)};
        const bool ended = draws.below(100) < 40;
        const auto long_ago = static_cast<std::uint32_t>((cut_off - start).count());
        table.add(no_person, {references.family(family), iso(start),
                              ended ? iso(start + days{1 + draws.below(long_ago - 1)}) : "", "Y", "N"});
    }
    const auto untouched = [&](std::size_t row) {
        return table.at(row, "consent") == "Y" && table.at(row, "cpp") == "N";
    };
    const auto without = [&](const char* consent, const char* cpp) {
        return [&table, consent, cpp](std::size_t row) {
            table.set(row, "consent", consent);
            table.set(row, "cpp", cpp);
        };
    };
    setting.plant(table, "child-protection plan and no consent", "140 of 1,100", setting.size(140), untouched,
                  without("", "Y"));
    setting.plant(table, "no consent and no child-protection plan", "90 (our choice): 60 N, 30 blank",
                  setting.size(60), untouched, without("N", "N"));
    // Another name for the draw, the same for the trap: one list of both.
    const auto blank =
        setting.choose("family worker, blank consent", table.size(), setting.size(30), untouched);
    Planted& planted = setting.files.planted("no consent and no child-protection plan", "");
    for (const std::size_t row : blank) {
        without("", "N")(row);
        planted.add(table, row);
    }
    setting.plant(table, "child-protection plan and consent", "30 (our choice)", setting.size(30), untouched,
                  without("Y", "Y"));
}

void make_pcps(const Setting& setting, const Refs& references, const std::vector<Member>& members)
{
    Table& table = setting.files.file("camden-ph", "pcps.csv",
                                      {"person_ref", "consent_pcps", "form_version", "date"}, "person_ref");
    for (const std::size_t i : setting.choose("PCPS", members.size(), setting.size(800), [&](std::size_t m) {
             return members[m].role == Role::child;
         })) {
        Draws draws = setting.draws(members[i].who.number(), "PCPS");
        table.add(members[i].who.number(),
                  {references.person(i), "Y", draws.below(100) < 30 ? "2023-2" : "2024-1",
                   slashes(cut_off - days{1 + draws.below(400)})});
    }
    const auto consents = [&](std::size_t row) { return table.at(row, "consent_pcps") == "Y"; };
    setting.plant(table, "PCPS consent N", "160 of 800 (our choice)", setting.size(160), consents,
                  [&](std::size_t row) { table.set(row, "consent_pcps", "N"); });
    setting.plant(table, "PCPS consent blank", "80 of 800 (our choice)", setting.size(80), consents,
                  [&](std::size_t row) {
                      for (const auto* column : {"consent_pcps", "form_version", "date"})
                          table.at(row, column).clear();
                  });
}

// Requests name a row by a reference that no other row of the file has.
void make_rights(const Setting& setting, Table& source, const RightsAt& about)
{
    Table& table = setting.files.file(source.party(), "rights.csv", {"ref", "right", "service", "date"});
    std::map<std::string, std::size_t> rows;
    for (std::size_t row = 0; row < source.size(); ++row) ++rows[source.at(row, about.column)];
    std::set<std::size_t> taken;
    constexpr std::array<const char*, 4> rights{"restrict", "erase", "object", "rectify"};
    for (std::size_t right = 0; right < rights.size(); ++right)
        setting.plant(
            source, fmt::format("right: {}", rights[right]), "our choice", setting.size(about.numbers[right]),
            [&](std::size_t row) {
                const std::string& reference = source.at(row, about.column);
                return !reference.empty() && rows.at(reference) == 1 && !taken.contains(row) &&
                       (about.column != "nhs_number" || valid_nhs_number(reference));
            },
            [&](std::size_t row) {
                taken.insert(row);
                Draws draws = setting.draws(source.person(row), rights[right]);
                table.add(source.person(row),
                          {source.at(row, about.column), rights[right], std::string(about.service),
                           iso(cut_off + days{1 + draws.below(90)})});
            });
}

} // namespace gauze::synth::scenario::camden
