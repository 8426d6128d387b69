// What a policy means, apart from how it is written: its canonical form and digest, and the exact threshold.
#include "engine/project/policy.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/canonical.hpp"
#include "engine/project/toml_table.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cstdlib>
#include <numeric>

#include <fmt/format.h>

namespace gauze::project {

namespace {

void put_column(Canonical& into, const Column* column)
{
    if (column == nullptr) {
        into.text("none");
    } else if (column->in_parts()) {
        into.text("parts").text(column->day).text(column->month).text(column->year);
    } else {
        into.text("whole").text(column->whole);
    }
}

void put_party(Canonical& into, const Party& party, const Policy& policy)
{
    into.text(party.name).text(party.id_column).text(party.clean ? "clean" : "repeats");
    into.texts(party.payload);
    // Column by column as this party holds them: whether a file says so once for all or party by party is no
    // matter.
    for (const Field& field : policy.fields) {
        put_column(into, field.column_of(party.name));
        into.texts(field.missing_of(party.name));
    }
    for (const Stratum& stratum : policy.strata) {
        const std::string* column = stratum.column_of(party.name);
        into.text(column == nullptr ? "none" : "whole").text(column == nullptr ? "" : *column);
    }
}

void put_threshold(Canonical& into, const Threshold& threshold)
{
    const std::uint32_t common = std::gcd(threshold.numerator, threshold.denominator);
    assert(common > 0);
    into.number(threshold.numerator / common).number(threshold.denominator / common);
}

Error not_a_threshold(std::string_view text)
{
    return Error(Exit::usage, fmt::format("\"{}\" is not a threshold", text),
                 "a decimal above 0 and at most 1, with at most nine digits behind the point: 0.85");
}

bool all_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

const Column* Field::column_of(std::string_view party) const
{
    const auto own = columns.find(std::string(party));
    if (own != columns.end()) return &own->second;
    return column ? &*column : nullptr;
}

const std::vector<std::string>& Field::missing_of(std::string_view party) const
{
    const auto own = missing_at.find(std::string(party));
    return own == missing_at.end() ? missing : own->second;
}

Threshold threshold_from(std::string_view decimal)
{
    const std::size_t point = decimal.find('.');
    const std::string_view whole = decimal.substr(0, point);
    std::string_view fraction = point == std::string_view::npos ? "" : decimal.substr(point + 1);
    const bool well_formed = point == std::string_view::npos
                                 ? whole == "1"
                                 : (whole.empty() || whole == "0" || whole == "1") && !fraction.empty();
    if (!well_formed || !all_digits(fraction)) throw not_a_threshold(decimal);
    while (fraction.ends_with('0')) fraction.remove_suffix(1);
    if (fraction.size() > 9) throw not_a_threshold(decimal);

    Threshold threshold{whole == "1" ? 1u : 0u, 1u};
    for (const char digit : fraction) {
        // A whole part of 1 with anything behind it is out of range; caught below before it could overflow.
        if (whole == "1") throw not_a_threshold(decimal);
        threshold.numerator = threshold.numerator * 10 + static_cast<std::uint32_t>(digit - '0');
        threshold.denominator *= 10;
    }
    if (threshold.numerator == 0) throw not_a_threshold(decimal);
    return threshold;
}

std::string to_text(const Threshold& threshold)
{
    std::string text = std::to_string(threshold.numerator / threshold.denominator);
    std::uint64_t rest = threshold.numerator % threshold.denominator;
    if (rest != 0) text += '.';
    for (int digits = 0; rest != 0 && digits < 9; ++digits) {
        rest *= 10;
        text += static_cast<char>('0' + rest / threshold.denominator);
        rest %= threshold.denominator;
    }
    return rest == 0 ? text : fmt::format("{}/{}", threshold.numerator, threshold.denominator);
}

Cost cost_from(std::string_view text)
{
    const auto number = [&](std::string_view part) {
        constexpr std::uint32_t most = 1'000'000;
        std::uint32_t value = 0;
        const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (failed != std::errc() || end != part.data() + part.size() || value == 0 || value > most)
            throw Error(Exit::usage, fmt::format("\"{}\" is not a cost", text),
                        "a false link against a missed one, for example 20:1");
        return value;
    };
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return {number(text), 1};
    return {number(text.substr(0, colon)), number(text.substr(colon + 1))};
}

std::string to_text(const Cost& cost) { return fmt::format("{}:{}", cost.false_link, cost.missed_link); }

std::uint32_t Policy::person_keys() const noexcept
{
    return static_cast<std::uint32_t>(std::ranges::count(keys, About::person, &MatchKey::about));
}

const Party& Policy::party(std::string_view name) const
{
    std::vector<std::string> names;
    for (const Party& one : parties) {
        if (one.name == name) return one;
        names.push_back(one.name);
    }
    throw Error(Exit::usage, fmt::format("the policy has no party \"{}\"", name), did_you_mean(name, names));
}

std::size_t Policy::field_index(std::string_view name) const
{
    const auto found = std::ranges::find(fields, name, &Field::name);
    assert(found != fields.end());
    if (found == fields.end()) std::abort(); // the reader lets nothing name a field that is not there
    return static_cast<std::size_t>(found - fields.begin());
}

const Field& Policy::field(std::string_view name) const { return fields[field_index(name)]; }

std::string Policy::specification() const
{
    Canonical form;
    form.text("gauze-specification-2");
    for (const std::string& line : settings()) form.text(line);
    return std::move(form).bytes();
}

Digest Policy::digest() const
{
    Canonical form;
    form.text("gauze-policy-3").text(specification()).text(id).text(title).number(smallest_count);
    form.number(threshold ? 1 : 0).number(cost.false_link).number(cost.missed_link);
    if (threshold) put_threshold(form, *threshold);
    form.number(most_repeats);
    for (const View& view : views)
        form.number(view.lowest_density).number(view.highest_density).number(view.joined ? 1 : 0);
    for (const Field& one : fields) form.texts(one.formats);
    // What older policies cannot say is not said of them: their digests stay.
    for (const Field& one : fields)
        if (!one.about_person) form.text("not about the person").text(one.name);
    for (const MatchKey& key : keys)
        if (key.about != About::person)
            form.text("about").text(key.name).text(to_text(key.about)).number(key.within_party ? 1 : 0);
    if (households_by_address) form.text("households by address");
    form.number(parties.size());
    for (const Party& one : parties) put_party(form, one, *this);
    if (governance) put_governance(form, *governance);
    return sha256(bytes_of(std::move(form).bytes()));
}

std::string Policy::fingerprint() const { return to_hex(digest()); }

} // namespace gauze::project
