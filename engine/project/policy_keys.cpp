// Conjunctions of parts, which a policy lists twice over: as match keys, that nearly nobody shares, and as
// blocks, that some dozens of people share on purpose.
#include "engine/project/policy_columns.hpp"
#include "engine/project/policy_views.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace {

constexpr std::size_t most_keys = 64;
constexpr std::size_t most_blocks = 16;
// Enough for a country of 70 million and 16 people a bucket. More would tell people apart, as keys do.
constexpr std::uint32_t most_block_bits = 22;

MatchKey::Part read_part(const TomlTable& table, std::size_t entry, const std::string& text,
                         const Policy& policy)
{
    const std::size_t colon = text.find(':');
    const std::string field = text.substr(0, colon);
    const std::string level = colon == std::string::npos ? "exact" : text.substr(colon + 1);
    const std::vector<std::string> known = names_of(policy.fields);
    const std::string place = table.place("parts", entry);
    if (!contains(known, field))
        refuse(place, fmt::format("there is no field \"{}\"", field), did_you_mean(field, known));
    const auto found = part_level_from(level);
    const FieldKind kind = policy.field(field).kind;
    if (!found || !has_level(kind, *found)) {
        std::vector<std::string> levels;
        for (int i = 0; i <= static_cast<int>(PartLevel::month_after); ++i)
            if (has_level(kind, static_cast<PartLevel>(i)))
                levels.emplace_back(to_text(static_cast<PartLevel>(i)));
        refuse(place, fmt::format("a {} has no level \"{}\"", to_text(kind), level),
               did_you_mean(level, levels));
    }
    return {field, *found};
}

// In the order of the policy's fields, so that two spellings of one conjunction are one.
std::vector<MatchKey::Part> read_parts(const TomlTable& table, std::string_view what, const Policy& policy)
{
    const std::vector<std::string> texts = table.texts("parts");
    if (texts.empty())
        refuse(table.place(), fmt::format("a {} has parts", what),
               "parts = [\"given:sound\", \"dob:year-month\"]");
    std::vector<MatchKey::Part> parts;
    for (std::size_t i = 0; i < texts.size(); ++i) parts.push_back(read_part(table, i, texts[i], policy));
    std::ranges::stable_sort(parts, {}, [&](const MatchKey::Part& part) {
        return std::pair(policy.field_index(part.field), part.level);
    });
    return parts;
}

template <typename Named>
std::string read_name(const TomlTable& table, const std::vector<Named>& taken)
{
    const std::string name = table.required_name("name");
    if (contains(names_of(taken), name))
        refuse(table.place("name"), fmt::format("\"{}\" stands twice", name), "each name once");
    return name;
}

std::uint32_t required_count(const TomlTable& table, std::string_view key)
{
    if (!table.has(key))
        refuse(table.place(), fmt::format("a block says its {}", key),
               "records = 300000 of the largest register, bucket = 50 of them or more to a token");
    return *table.number(key, 1, UINT32_MAX);
}

void read_size(const TomlTable& table, TokenBlock& block)
{
    block.records = required_count(table, "records");
    block.bucket = required_count(table, "bucket");
    if (block.records / 2 < block.bucket)
        refuse(table.place("bucket"), "the whole register would be one bucket",
               "a bucket is at most half of the records");
    if (block.bits() > most_block_bits)
        refuse(table.place("bucket"),
               fmt::format("that makes {} bits; a block has at most {}", block.bits(), most_block_bits),
               "state a larger bucket; values that nearly nobody shares belong into a [[key]]");
}

About read_about(const TomlTable& table)
{
    const std::string text = table.text("about").value_or("person");
    const auto about = about_from(text);
    if (!about)
        refuse(table.place("about"), fmt::format("a key cannot be about \"{}\"", text),
               "person, family, household, unborn or born");
    return *about;
}

MatchKey read_key(const TomlTable& table, const Policy& policy, const Profile& profile)
{
    table.only({"name", "parts", "about", "same_as", "within_party"});
    MatchKey key;
    key.name = read_name(table, policy.keys);
    key.parts = read_parts(table, "key", policy);
    key.about = read_about(table);
    key.same_as = table.text("same_as").value_or("");
    key.within_party = table.flag("within_party").value_or(false);
    if (key.about != About::person) return key;
    if (profile.name == "plain")
        refuse(table.place(), "the profile plain has no match keys about the person",
               "profile = \"standard\" has");
    if (!key.same_as.empty() || key.within_party)
        refuse(table.place(), "a key about the person has no same_as and no within_party",
               "a family's has: about = \"family\"");
    return key;
}

// A month beside another is compared with it, so it is a year and month like that.
PartLevel level_of_value(PartLevel level)
{
    return level == PartLevel::month_before || level == PartLevel::month_after ? PartLevel::year_month
                                                                               : level;
}

// Two keys can be compared when their parts are of the same kinds and levels, one by one.
void check_sameness(const TomlTable& table, const Policy& policy, const MatchKey& key)
{
    if (key.about == About::born && key.same_as.empty())
        refuse(table.place(), "a key about the born says which one about the unborn it is compared with",
               "same_as = \"expected\"");
    if (key.same_as.empty()) return;
    const auto other = std::ranges::find(policy.keys, key.same_as, &MatchKey::name);
    if (other == policy.keys.end() || other->about == About::person || !other->same_as.empty())
        refuse(table.place("same_as"), fmt::format("there is no key \"{}\" to be compared with", key.same_as),
               "name a key that is not about the person and has no same_as itself");
    const bool same = std::ranges::equal(key.parts, other->parts, [&](const auto& a, const auto& b) {
        return a.level != PartLevel::bigram && level_of_value(a.level) == level_of_value(b.level) &&
               policy.field(a.field).kind == policy.field(b.field).kind;
    });
    const bool about =
        key.about == other->about || (key.about == About::born && other->about == About::unborn);
    if (!about)
        refuse(table.place("same_as"), fmt::format("\"{}\" is about something else", key.same_as),
               "only a key about the born can be compared with one about the unborn");
    if (!same || key.within_party != other->within_party)
        refuse(table.place("same_as"), fmt::format("its parts are not of the kinds of \"{}\"", key.same_as),
               "the same kinds and levels in the same order, none of them bigram");
}

} // namespace

void read_keys(const TomlTable& file, Policy& policy, const Profile& profile)
{
    const std::vector<TomlTable> tables = file.tables("key");
    if (tables.size() > most_keys)
        refuse(tables[most_keys].place(), fmt::format("more than {} keys", most_keys));
    for (const TomlTable& table : tables) policy.keys.push_back(read_key(table, policy, profile));
    for (std::size_t k = 0; k < tables.size(); ++k) check_sameness(tables[k], policy, policy.keys[k]);
    std::ranges::stable_sort(policy.keys, {}, [](const MatchKey& key) { return key.about != About::person; });
    if (policy.person_keys() > 0) return;
    std::vector<MatchKey> chosen = keys_of(profile, policy);
    for (const MatchKey& key : chosen)
        if (contains(names_of(policy.keys), key.name))
            refuse(tables.front().place(), fmt::format("the profile has a key \"{}\" of its own", key.name),
                   "call this one otherwise");
    policy.keys.insert(policy.keys.begin(), chosen.begin(), chosen.end());
}

void read_blocks(const TomlTable& file, Policy& policy)
{
    const std::vector<TomlTable> tables = file.tables("block");
    if (tables.size() > most_blocks)
        refuse(tables[most_blocks].place(), fmt::format("more than {} blocks", most_blocks));
    for (const TomlTable& table : tables) {
        table.only({"name", "parts", "records", "bucket"});
        TokenBlock block;
        block.name = read_name(table, policy.blocks);
        block.parts = read_parts(table, "block", policy);
        read_size(table, block);
        policy.blocks.push_back(std::move(block));
    }
}

} // namespace gauze::project
