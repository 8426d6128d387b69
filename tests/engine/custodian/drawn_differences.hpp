// One thing that two custodians may do differently: drawn at random, with the words in which the linkage unit
// must say so.
#pragma once

#include "bloom/encoded_file.hpp"
#include "engine/project/policy.hpp"
#include "tests/engine/custodian/made_records.hpp"

#include <functional>
#include <string>

namespace gauze::custodian {

using project::Policy;

inline constexpr std::string_view agreed_text = R"([project]
id = "study"
profile = "custom"
threshold = "0.8"
[[party]]
name = "hospital"
id = "ref"
[[party]]
name = "school"
[[field]]
name = "given"
kind = "given-name"
[[field]]
name = "family"
kind = "family-name"
[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]
[[field]]
name = "home"
kind = "postcode"
[[field]]
name = "code"
kind = "code"
[[view]]
name = "hidden"
bits = 1024
fields = ["given", "dob", "home"]
value_bits = 50
symbols = 16
samples = 20
padding = 8
[[view]]
name = "also"
bits = 2048
fields = ["given", "family", "dob"]
hashes = 5
symbols = 8
samples = 30
[[view]]
name = "shown"
bits = 512
fields = ["family", "code"]
hashes = 4
[[key]]
name = "first"
parts = ["given:sound", "dob:exact"]
[[key]]
name = "second"
parts = ["family:bigram", "home:sector", "code"]
[[block]]
name = "near"
parts = ["given:sound", "home:outward"]
records = 300000
bucket = 50
[[block]]
name = "born"
parts = ["family:initial", "dob:year-month"]
records = 5000
bucket = 64
[payload]
school = ["grade"]
)";
inline Policy agreed() { return project::parse_policy(agreed_text, "policy.toml"); }

// One thing that two custodians do differently, and what the refusal must say of it.
struct Difference {
    Policy policy = agreed();
    std::string seed = "1", wave = {}, project = "study"; // of the key
    std::function<void(bloom::EncodedHeader&)> header;    // what a program of another make would have written
    std::string reason;
};

inline constexpr std::string_view no_bit = "nothing that decides a bit", other_key = "different keys",
                                  other_policy = "was encoded under policy";

template <typename T>
T& one_of(std::vector<T>& all, Random& random)
{
    return all[random() % all.size()];
}
inline std::string odd_name(Random& random) { return made_name(random, 3); }

// Another number than it was.
inline void change(std::uint32_t& number, std::uint32_t most, Random& random)
{
    const std::uint32_t before = number;
    while (number == before) number = static_cast<std::uint32_t>(1 + random() % most);
}

inline void rename_field(Policy& policy, std::size_t f, const std::string& name)
{
    const std::string before = std::exchange(policy.fields[f].name, name);
    for (auto& view : policy.views)
        for (auto& part : view.parts)
            if (part.field == before) part.field = name;
    for (auto& key : policy.keys)
        for (auto& part : key.parts)
            if (part.field == before) part.field = name;
    for (auto& block : policy.blocks)
        for (auto& part : block.parts)
            if (part.field == before) part.field = name;
}

using Draw = void (*)(Difference&, Random&);

inline void of_key(Difference& d, Random& random)
{
    d.reason = other_key;
    switch (random() % 3) {
    case 0: d.seed = odd_name(random); break;
    case 1: d.wave = odd_name(random); break;
    default: d.project = odd_name(random);
    }
}

inline void of_field(Difference& d, Random& random)
{
    auto& fields = d.policy.fields;
    const std::size_t f = random() % fields.size();
    switch (random() % 4) {
    case 0: {
        constexpr project::FieldKind kinds[] = {project::FieldKind::text, project::FieldKind::place,
                                                project::FieldKind::full_name, project::FieldKind::phone};
        fields[f].kind = kinds[random() % 4];
        fields[f].formats.clear();
        d.reason = fmt::format("field {}: {}\"", fields[f].name, to_text(fields[f].kind));
        break;
    }
    case 1:
        rename_field(d.policy, f, odd_name(random));
        d.reason = fmt::format("field {}: ", fields[f].name);
        break;
    case 2: {
        const std::size_t other = (f + 1 + random() % (fields.size() - 1)) % fields.size();
        std::swap(fields[f], fields[other]);
        d.reason = fmt::format("field {}: ", fields[std::min(f, other)].name);
        break;
    }
    default:
        random() % 2 == 0 ? fields[2].earliest += 10000 * static_cast<std::uint32_t>(1 + random() % 99)
                          : fields[2].latest -= 10000 * static_cast<std::uint32_t>(1 + random() % 99);
        d.reason = "field dob: date, ";
    }
}

inline void of_view(Difference& d, Random& random)
{
    auto& view = one_of(d.policy.views, random);
    auto& part = one_of(view.parts, random);
    const auto line = [&](std::string_view what) { d.reason = fmt::format("view {}: {}", view.name, what); };
    switch (random() % 9) {
    case 0: change(view.bits, 4096, random), line(fmt::format("{} bits", view.bits)); break;
    case 1:
        view.samples = std::max(1u, view.samples);
        change(view.symbols, 64, random), line(fmt::format("shown as {} symbols", view.symbols));
        break;
    case 2:
        if (view.symbols == 0) view.symbols = 4;
        change(view.samples, 96, random);
        line(fmt::format("shown as {} symbols of {} samples", view.symbols, view.samples));
        break;
    case 3: change(view.padding, 64, random), line(fmt::format("values padded to {}", view.padding)); break;
    case 4:
        part.value_bits = 0;
        change(part.hashes, 64, random),
            line(fmt::format("{}, {} positions a token", part.field, part.hashes));
        break;
    case 5:
        part.hashes = 0;
        change(part.value_bits, 2000, random);
        line(fmt::format("{}, {} positions a value", part.field, part.value_bits));
        break;
    case 6: line(fmt::format("{}, ", part.field)), std::erase(view.parts, project::View::Part(part)); break;
    case 7: view.name = odd_name(random), line(fmt::format("{} bits", view.bits)); break;
    default: {
        auto& views = d.policy.views;
        const std::size_t v = random() % (views.size() - 1);
        std::swap(views[v], views[v + 1]);
        d.reason = fmt::format("view {}: {} bits", views[v].name, views[v].bits);
    }
    }
}

inline void of_match_key(Difference& d, Random& random)
{
    auto& keys = d.policy.keys;
    auto& key = one_of(keys, random);
    d.reason = "\"key ";
    switch (random() % 5) {
    case 0: std::swap(keys[0], keys[1]); break;
    case 1: key.name = odd_name(random), d.reason = fmt::format("key {}:", key.name); break;
    case 2: key.parts.erase(key.parts.begin() + static_cast<long>(random() % key.parts.size())); break;
    case 3: keys.erase(keys.begin() + static_cast<long>(random() % keys.size())); break;
    default: {
        auto& level = one_of(key.parts, random).level;
        level = level == project::PartLevel::exact ? project::PartLevel::initial : project::PartLevel::exact;
    }
    }
}

inline void of_block(Difference& d, Random& random)
{
    auto& blocks = d.policy.blocks;
    auto& block = one_of(blocks, random);
    d.reason = "\"block ";
    switch (random() % 6) {
    case 0: std::swap(blocks[0], blocks[1]); break;
    case 1: block.name = odd_name(random), d.reason = fmt::format("block {}:", block.name); break;
    case 2: block.parts.erase(block.parts.begin() + static_cast<long>(random() % block.parts.size())); break;
    case 3: blocks.erase(blocks.begin() + static_cast<long>(random() % blocks.size())); break;
    case 4: // the bits may stay the same
        block.records += static_cast<std::uint32_t>(1 + random() % 1000);
        d.reason = fmt::format("among {}\"", block.records);
        break;
    default:
        change(block.bucket, 100, random);
        d.reason = fmt::format("for buckets of {} among", block.bucket);
    }
}

// What the policy agrees beside the bits.
inline void of_agreement(Difference& d, Random& random)
{
    Policy& p = d.policy;
    d.reason = no_bit;
    switch (random() % 12) {
    case 0: p.threshold = {static_cast<std::uint32_t>(random() % 79 + 1), 100}; break;
    case 1: change(p.smallest_count, 100, random); break;
    case 2: p.title = odd_name(random); break;
    case 3: p.parties[1].id_column = odd_name(random); break;
    case 4: p.parties[random() % 2].clean = false; break;
    case 5: p.parties[1].payload.push_back(odd_name(random)); break;
    case 6:
        p.fields[random() % 5].columns["school"] = {
            .whole = odd_name(random), .day = {}, .month = {}, .year = {}};
        break;
    case 7: p.fields[random() % 5].missing.push_back(odd_name(random)); break;
    case 8: p.views[random() % 3].highest_density = static_cast<std::uint32_t>(990 + random() % 10); break;
    case 9: p.views[random() % 3].joined = false; break;
    case 10: p.fields[2].formats.push_back(random() % 2 == 0 ? "DD/MM/YYYY" : "DD.MM.YYYY"); break;
    default: p.parties.push_back({.name = odd_name(random), .id_column = {}, .clean = true, .payload = {}});
    }
}

inline void of_profile(Difference& d, Random& random)
{
    switch (random() % 3) {
    case 0:
        d.policy.profile = odd_name(random);
        d.reason = fmt::format("profile: {}-1", d.policy.profile);
        break;
    case 1:
        d.policy.wave = d.wave = odd_name(random);
        d.reason = fmt::format("wave: {}", d.wave);
        break;
    default:
        change(d.policy.decoys_per_mille, 500, random);
        d.reason = fmt::format("decoys: {} in a thousand", d.policy.decoys_per_mille);
    }
}

// What a program of another version or system would have written.
inline void of_program(Difference& d, Random& random)
{
    const std::string other = odd_name(random);
    switch (random() % 4) {
    case 0:
        d.reason = fmt::format("normalisation: {}", other);
        d.header = [other, line = d.reason](auto& header) {
            header.settings[header.settings.size() - 2] = line;
            header.specification = to_hex(sha256(bytes_of(other)));
        };
        break;
    case 1:
        d.reason = fmt::format("Unicode: {}", other);
        d.header = [other, line = d.reason](auto& header) {
            header.settings.back() = line;
            header.specification = to_hex(sha256(bytes_of(other)));
        };
        break;
    case 2:
        d.reason = "encode the same record differently";
        d.header = [other](auto& header) { header.canary = to_hex(sha256(bytes_of(other))).substr(0, 32); };
        break;
    default:
        d.reason = "does not hold the fields, views, keys, blocks and strata of the policy";
        d.header = [which = random() % 5](auto& header) {
            if (which == 0) header.keys[0] += "x";
            if (which == 1) header.views[0].shape.bits += 1;
            if (which == 2) header.views[1].name += "x";
            if (which == 3) header.blocks[0].name += "x";
            if (which == 4) header.blocks[1].bits += 1;
        };
    }
}

inline Difference drawn(Random& random)
{
    constexpr Draw all[] = {of_key,   of_field,     of_view,    of_view,   of_match_key,
                            of_block, of_agreement, of_profile, of_program};
    Difference difference;
    all[random() % std::size(all)](difference, random);
    return difference;
}

} // namespace gauze::custodian
