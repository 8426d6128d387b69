// "gp coverage=0.9 errors=clean": how a command line names an organisation.
#include "bloom/base/error.hpp"
#include "datasets/synth/observe/organisation.hpp"
#include "datasets/synth/world/iso_day.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::synth {

namespace {

Error fault(std::string_view text, const std::string& what, std::string hint = {})
{
    return {Exit::usage, fmt::format("--organisation '{}': {}", text, what), std::move(hint)};
}

std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

template <class Number>
std::optional<Number> number_from(std::string_view text)
{
    Number number{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// "0.925": at most six decimals, from 0 to 1. Read as an integer: bytes depend on it.
std::optional<Rate> rate_from(std::string_view text)
{
    const std::size_t dot = std::min(text.find('.'), text.size());
    const auto whole = number_from<std::uint32_t>(text.substr(0, dot));
    std::string decimals(text.substr(std::min(dot + 1, text.size())));
    if (!whole || *whole > 1 || decimals.size() > 6 || (dot < text.size() && decimals.empty())) return {};
    decimals.resize(6, '0');
    const auto part = number_from<std::uint32_t>(decimals);
    if (!part || *whole * 1'000'000 + *part > 1'000'000) return {};
    return Rate{*whole * 1'000'000 + *part};
}

const KindFacts* kind_named(std::string_view name)
{
    const auto kinds = kinds_of_organisation();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const KindFacts& k) { return k.name == name; });
    return found == kinds.end() ? nullptr : &*found;
}

std::string all_kinds()
{
    std::vector<std::string_view> names;
    for (const KindFacts& kind : kinds_of_organisation()) names.push_back(kind.name);
    return fmt::format("kinds are {}", fmt::join(names, ", "));
}

std::string all_presets()
{
    std::vector<std::string_view> names;
    for (const Preset& preset : presets()) names.push_back(preset.name);
    return fmt::format("presets are {}", fmt::join(names, ", "));
}

bool names_a_folder(std::string_view name)
{
    return !name.empty() && name.size() <= 64 && name.front() != '-' &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

const KindFacts& kind_in(std::string_view text, const std::vector<std::string_view>& words)
{
    std::string_view name = words.front();
    for (const std::string_view word : words)
        if (word.starts_with("kind=")) name = word.substr(5);
    if (const KindFacts* kind = kind_named(name)) return *kind;
    throw fault(text, fmt::format("no kind of organisation is called '{}'", name), all_kinds());
}

// One "key=value".
void set(std::string_view text, std::string_view word, Day today, Organisation& organisation)
{
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos)
        throw fault(text, fmt::format("'{}' is not KEY=VALUE", word),
                    "one name, then kind=, coverage=, errors=, captured=, duplicates=, together=, contact=");
    const std::string_view key = word.substr(0, equals), value = word.substr(equals + 1);
    const auto rate = [&] {
        if (const auto read = rate_from(value)) return *read;
        throw fault(text, fmt::format("{} is a number from 0 to 1 with at most six decimals", key));
    };
    if (key == "kind") return;
    if (key == "coverage") {
        organisation.coverage = rate();
    } else if (key == "duplicates") {
        organisation.duplicates = rate();
    } else if (key == "together") {
        organisation.together = rate();
    } else if (key == "errors") {
        organisation.preset = preset_named(value);
        if (organisation.preset == nullptr)
            throw fault(text, fmt::format("no preset is called '{}'", value), all_presets());
    } else if (key == "captured") {
        const auto day = day_from_iso(value);
        if (!day || *day > today || *day < today - std::chrono::years{30})
            throw fault(text, "captured is a day like 2024-03-01, not after --today and not 30 years before");
        organisation.captured = *day;
    } else if (key == "contact") {
        const auto days = number_from<std::uint32_t>(value);
        if (!days || *days > 3650) throw fault(text, "contact is a number of days from 0 to 3650");
        organisation.contact_days = *days;
    } else {
        throw fault(text, fmt::format("'{}' means nothing", key),
                    "keys are kind, coverage, errors, captured, duplicates, together, contact");
    }
}

constexpr Rate usually_together{300'000}; // our judgement

} // namespace

Organisation organisation_from(std::string_view text, Day today, std::uint32_t variant)
{
    const std::vector<std::string_view> words = words_of(text);
    if (words.empty() || !names_a_folder(words.front()))
        throw fault(text, "begins with a name of a-z, 0-9 and hyphens", "for instance: gp coverage=0.9");
    const KindFacts& kind = kind_in(text, words);
    Organisation organisation{.name = std::string(words.front()),
                              .kind = kind.kind,
                              .coverage = kind.coverage,
                              .duplicates = kind.duplicates,
                              .together = usually_together,
                              .contact_days = kind.contact_days,
                              .preset = preset_named(kind.preset),
                              .captured = today,
                              .variant = variant};
    for (std::size_t i = 1; i < words.size(); ++i) set(text, words[i], today, organisation);
    return organisation;
}

} // namespace gauze::synth
