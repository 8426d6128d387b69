// What decides the bits, line by line. The specification's digest is made of these lines and nothing else, so
// whatever two custodians' programs do differently can be named: the linkage unit compares the lines.
#include "engine/project/policy.hpp"

#include <bit>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

namespace gauze::project {

namespace {

std::string hardening_text(const Hardening& hardening)
{
    switch (hardening.kind) {
    case Hardening::Kind::none: return "none";
    case Hardening::Kind::diffuse:
        return fmt::format("diffused to {} bits of {} samples each", hardening.bits, hardening.samples);
    case Hardening::Kind::fold: return fmt::format("folded {} times", hardening.folds);
    case Hardening::Kind::balance: return "balanced";
    case Hardening::Kind::rule90: return "rule 90";
    case Hardening::Kind::blip: return fmt::format("{} bits in a thousand flipped", hardening.per_mille);
    }
    return "unknown";
}

std::string date_text(std::uint32_t day)
{
    return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

std::string field_line(const Field& field)
{
    std::string line = fmt::format("field {}: {}", field.name, to_text(field.kind));
    if (field.kind == FieldKind::date)
        line += fmt::format(", {} to {}", date_text(field.earliest), date_text(field.latest));
    if (field.rarity) line += ", with rarity classes";
    return line;
}

void add_view(const View& view, std::vector<std::string>& lines)
{
    const std::string name = fmt::format("view {}", view.name);
    lines.push_back(fmt::format("{}: {} bits", name, view.bits));
    lines.push_back(
        view.is_symbols()
            ? fmt::format("{}: shown as {} symbols of {} samples", name, view.symbols, view.samples)
            : fmt::format("{}: shown as bits, hardening {}", name, hardening_text(view.hardening)));
    lines.push_back(fmt::format("{}: values padded to {} tokens", name, view.padding));
    for (const View::Part& part : view.parts)
        lines.push_back(part.value_bits > 0
                            ? fmt::format("{}: {}, {} positions a value", name, part.field, part.value_bits)
                            : fmt::format("{}: {}, {} positions a token", name, part.field, part.hashes));
}

std::string parts_text(const std::vector<MatchKey::Part>& parts)
{
    std::string text;
    for (const MatchKey::Part& part : parts) text += fmt::format(" {}:{}", part.field, to_text(part.level));
    return text;
}

// What a key speaks of decides no bit of it; whose values it can be compared with does.
std::string key_line(const MatchKey& key)
{
    std::string line = fmt::format("key {}:{}", key.name, parts_text(key.parts));
    if (!key.same_as.empty()) line += fmt::format(", as {}", key.same_as);
    return line;
}

// The number of bits follows from the other two; it is said because it is what decides.
std::string block_line(const TokenBlock& block)
{
    return fmt::format("block {}:{}, {} bits for buckets of {} among {}", block.name, parts_text(block.parts),
                       block.bits(), block.bucket, block.records);
}

} // namespace

std::uint32_t View::shown_bits() const noexcept
{
    switch (hardening.kind) {
    case Hardening::Kind::diffuse: return hardening.bits;
    case Hardening::Kind::fold: return bits >> hardening.folds;
    case Hardening::Kind::balance: return 2 * bits;
    default: return bits;
    }
}

std::uint32_t TokenBlock::bits() const noexcept
{
    assert(bucket > 0 && records >= bucket);
    return static_cast<std::uint32_t>(std::bit_width(records / bucket)) - 1;
}

double TokenBlock::expected() const noexcept { return std::ldexp(records, -static_cast<int>(bits())); }

std::vector<std::string> Policy::settings() const
{
    std::vector<std::string> lines{fmt::format("profile: {}-1", profile)};
    for (const Field& field : fields) lines.push_back(field_line(field));
    for (const View& view : views) add_view(view, lines);
    for (const MatchKey& key : keys) lines.push_back(key_line(key));
    for (const TokenBlock& block : blocks) lines.push_back(block_line(block));
    lines.push_back(fmt::format("decoys: {} in a thousand", decoys_per_mille));
    lines.push_back(fmt::format("wave: {}", wave));
    for (const Stratum& stratum : strata) lines.push_back(settings_line(stratum));
    return lines;
}

} // namespace gauze::project
