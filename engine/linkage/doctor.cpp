// Read `diagnose` at the bottom first.
#include "engine/linkage/doctor.hpp"

#include "engine/linkage/symptoms.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr std::size_t enough_records = 200; // fewer say little about a party
constexpr double same_use = .5;      // correlation of bit frequencies; other keys give 0 +- 1 / sqrt(bits)
constexpr double odd_density = 1.25; // ratio of two parties' fill
constexpr double odd_missing = .5;   // share of records without a field or view
constexpr double odd_repeats = .2;   // share of records that look like another of the same file

Json json_of(const SlotSymptoms& slot)
{
    return Json()
        .set("name", slot.name)
        .set("missing", slot.missing)
        .set("repeats", slot.repeats)
        .set("density", slot.density)
        .set("dead_bits", slot.dead)
        .set("constant_bits", slot.constant)
        .set("weights", Json()
                            .set("least", slot.weights[0])
                            .set("tenth", slot.weights[1])
                            .set("median", slot.weights[2])
                            .set("nine_tenths", slot.weights[3])
                            .set("most", slot.weights[4]));
}

std::string line_of(const std::string& party, const SlotSymptoms& slot)
{
    std::string line = fmt::format("{:<16} {:<22} {:>7.2f} % {:>8.3f} %", party, slot.name,
                                   slot.missing * 100, slot.repeats * 100);
    if (slot.is_filter)
        line += fmt::format(" {:>8.3f} {:>5} {:>5}   {}-{}-{}", slot.density, slot.dead, slot.constant,
                            slot.weights[0], slot.weights[2], slot.weights[4]);
    return line + '\n';
}

void look_at_one(const std::string& party, const Symptoms& file, std::vector<std::string>& findings)
{
    for (const SlotSymptoms& slot : file.slots) {
        if (slot.missing >= odd_missing)
            findings.push_back(
                fmt::format("{}: {} is missing in {:.0f} % of the records; is a column empty, or read as "
                            "another one?",
                            party, slot.name, slot.missing * 100));
        if (file.records >= enough_records && slot.repeats > odd_repeats && slot.in_question)
            findings.push_back(
                fmt::format("{}: {} is the same in {:.0f} % of the records as in another one; one column "
                            "holds the same value for many, or rows stand twice",
                            party, slot.name, slot.repeats * 100));
        if (file.records >= enough_records && slot.is_filter && slot.constant > 0)
            findings.push_back(
                fmt::format("{}: {} bits of {} are set in every record; a column holds one value throughout",
                            party, slot.constant, slot.name));
        if (slot.is_filter && slot.density > .6)
            findings.push_back(
                fmt::format("{}: {} is {:.0f} % full; strangers look alike in so full a filter", party,
                            slot.name, slot.density * 100));
    }
    for (const FieldSymptoms& field : file.fields)
        if (field.missing >= odd_missing)
            findings.push_back(fmt::format("{}: the field {} is missing in {:.0f} % of the records", party,
                                           field.name, field.missing * 100));
}

double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    double mean_a = 0, mean_b = 0, ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) mean_a += a[i], mean_b += b[i];
    mean_a /= static_cast<double>(a.size()), mean_b /= static_cast<double>(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = a[i] - mean_a, y = b[i] - mean_b;
        ab += x * y, aa += x * x, bb += y * y;
    }
    return aa == 0 || bb == 0 ? 1 : ab / std::sqrt(aa * bb);
}

// The same people's names set the same bits about equally often everywhere, if key and schema are one.
void look_at_two(const std::string& one, const Symptoms& a, const std::string& other, const Symptoms& b,
                 std::vector<std::string>& findings)
{
    if (a.records < enough_records || b.records < enough_records) return;
    bool any_shared = a.shared_possible == 0;
    for (std::size_t s = 0; s < a.slots.size(); ++s) {
        const SlotSymptoms &x = a.slots[s], &y = b.slots[s];
        if (!x.is_filter) {
            any_shared = any_shared || share_a_value(x.values, y.values);
            continue;
        }
        if (x.frequencies.size() != y.frequencies.size() || x.missing >= 1 || y.missing >= 1) continue;
        if (const double r = correlation(x.frequencies, y.frequencies); r < same_use)
            findings.push_back(
                fmt::format("{} and {}: the bits of {} are used differently (correlation {:.2f}); one of the "
                            "two used another key, another schema or another column",
                            one, other, x.name, r));
        else if (std::max(x.density, y.density) > odd_density * std::min(x.density, y.density))
            findings.push_back(
                fmt::format("{} and {}: {} is {:.3f} full at one and {:.3f} at the other; does one lack a "
                            "column, or write it otherwise?",
                            one, other, x.name, x.density, y.density));
    }
    if (!any_shared)
        findings.push_back(fmt::format(
            "{} and {}: not one match key of theirs agrees; they have nobody in common, or one of the "
            "two used another key or other columns",
            one, other));
}

} // namespace

Diagnosis diagnose(const Parties& parties)
{
    Diagnosis diagnosis;
    diagnosis.table = fmt::format("{:<16} {:<22} {:>9} {:>10} {:>8} {:>5} {:>5}   {}\n", "party",
                                  "view or key", "missing", "repeats", "density", "dead", "const", "weights");
    std::vector<Symptoms> all;
    for (const auto& file : parties.files) {
        const std::string& party = file.header().party;
        all.push_back(symptoms_of(file, parties.person_keys()));
        std::vector<Json> slots;
        for (const SlotSymptoms& slot : all.back().slots) {
            diagnosis.table += line_of(party, slot);
            slots.push_back(json_of(slot));
        }
        diagnosis.parties.push_back(Json().set("party", party).set("views_and_keys", slots));
        look_at_one(party, all.back(), diagnosis.findings);
        const std::string& profile = file.header().profile;
        if (profile == "plain" || profile == "custom" || profile == "anonlink")
            diagnosis.findings.push_back(
                fmt::format("{}: encoded under {}, which hides little from whoever holds the files; for real "
                            "people use the profile standard",
                            party, profile));
    }
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = a + 1; b < all.size(); ++b)
            look_at_two(parties[a].header().party, all[a], parties[b].header().party, all[b],
                        diagnosis.findings);
    return diagnosis;
}

} // namespace gauze::linkage
