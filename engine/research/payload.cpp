#include "engine/research/payload.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/payload_columns.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/utf8.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::research {

namespace {

constexpr std::string_view token_column = "row_token";

// Enough of a fingerprint to tell two apart, and nothing else that a foreign file may have put in its place.
std::string short_form(const std::string& fingerprint)
{
    Digest digest;
    return from_hex(fingerprint, digest) ? fingerprint.substr(0, 12) : "of no known form";
}

[[noreturn]] void bad_row(const PayloadFile& payload, std::uint64_t row, std::string_view what)
{
    throw Error(Exit::bad_data, fmt::format("{}, row {}: {}", payload.path().string(), row, what),
                fmt::format("{} must send its payload again", payload.party()));
}

std::size_t place_of(const std::string& party, const std::filesystem::path& path,
                     const project::Policy& policy)
{
    const auto found = std::ranges::find(policy.parties, party, &project::Party::name);
    if (found != policy.parties.end()) return static_cast<std::size_t>(found - policy.parties.begin());
    std::vector<std::string_view> names;
    names.reserve(policy.parties.size());
    for (const project::Party& known : policy.parties) names.push_back(known.name);
    throw Error(Exit::refused, fmt::format("{} is from a party that is not in the policy", path.string()),
                fmt::format("the parties of this policy are {}", fmt::join(names, ", ")));
}

// What a party may send in this file: under an agreement what the recipient that it names may have, else the
// party's payload.
std::vector<std::string> agreed_columns(const std::filesystem::path& path, const project::TableFile& table,
                                        const project::Policy& policy, const project::Party& party)
{
    if (!policy.governance) return party.payload;
    const std::string name = table.about().has("recipient") ? table.about().text("recipient") : "";
    const project::Recipient* recipient = policy.governance->recipient(name);
    const project::Source* source = policy.governance->source(party.name);
    if (recipient == nullptr || source == nullptr || !project::receives_rows(*policy.governance, *recipient))
        project::refuse_with("payload-recipient",
                             fmt::format("{} names no recipient of rows in the policy", path.string()),
                             "delete the file and tell the custodian");
    std::vector<std::string> names;
    for (const project::PayloadColumn& column : project::payload_columns(*source, *recipient))
        names.push_back(column.name);
    return names;
}

void check_columns(const std::filesystem::path& path, const project::TableFile& table,
                   const std::string& party, const std::vector<std::string>& agreed)
{
    if (table.columns().front() != token_column)
        throw Error(Exit::bad_data, fmt::format("{} does not begin with the column row_token", path.string()),
                    fmt::format("{} must send its payload again", party));
    for (std::size_t i = 1; i < table.columns().size(); ++i)
        if (std::ranges::find(agreed, table.columns()[i]) == agreed.end())
            throw Error(
                Exit::refused,
                fmt::format("{}: the policy does not let {} send payload column {}", path.string(), party, i),
                agreed.empty() ? "under this policy it sends no payload columns at all; delete the file and "
                                 "tell the custodian"
                               : fmt::format("it may send {}; delete the file and tell the custodian",
                                             fmt::join(agreed, ", ")));
}

} // namespace

void check_policy(const std::filesystem::path& path, const std::string& fingerprint,
                  const project::Policy& policy)
{
    const std::string agreed = policy.fingerprint();
    if (fingerprint == agreed) return;
    throw Error(Exit::refused,
                fmt::format("{} was made under policy {}, this one is {}", path.string(),
                            short_form(fingerprint), short_form(agreed)),
                "all parties must use the same policy file; ask them to compare fingerprints");
}

PayloadFile::PayloadFile(const std::filesystem::path& path, const project::Policy& policy)
    : path_(path), table_(path, "payload")
{
    check_policy(path, table_.about().text("policy"), policy);
    party_ = table_.about().text("party");
    place_ = place_of(party_, path, policy);
    const project::Party& party = policy.parties[place_];
    const std::vector<std::string> agreed = agreed_columns(path, table_, policy, party);
    if (policy.governance) recipient_ = table_.about().text("recipient");
    check_columns(path, table_, party.name, agreed);
    if (table_.about().number("rows") != static_cast<std::int64_t>(table_.rows()))
        throw Error(Exit::bad_data, fmt::format("{} does not have as many rows as it says", path.string()),
                    fmt::format("{} must send its payload again", party_));
    for (const std::string& column : agreed) {
        const auto found = std::find(table_.columns().begin() + 1, table_.columns().end(), column);
        if (found == table_.columns().end()) {
            missing_.push_back(column);
        } else {
            columns_.push_back(column);
            cells_.push_back(static_cast<std::size_t>(found - table_.columns().begin()));
        }
    }
}

std::vector<PayloadFile> open_payloads(const std::vector<std::filesystem::path>& paths,
                                       const project::Policy& policy)
{
    std::vector<PayloadFile> payloads;
    payloads.reserve(paths.size());
    for (const auto& path : paths) payloads.emplace_back(path, policy);
    std::ranges::sort(payloads, {}, &PayloadFile::place);
    const auto twice = std::ranges::adjacent_find(payloads, {}, &PayloadFile::place);
    if (twice != payloads.end()) {
        std::vector<std::string> names{twice->path().string(), std::next(twice)->path().string()};
        std::ranges::sort(names); // the same words for any order of the arguments
        throw Error(Exit::bad_data,
                    fmt::format("{} and {} are both payloads of {}", names[0], names[1], twice->party()),
                    "name one payload for each party");
    }
    for (const PayloadFile& one : payloads)
        if (one.recipient() != payloads.front().recipient())
            project::refuse_with("payload-recipient",
                                 fmt::format("{} and {} are for two recipients",
                                             payloads.front().path().string(), one.path().string()),
                                 "a cohort is made of what one recipient may have");
    return payloads;
}

Records::Records(const PayloadFile& payload, const People& people, Met& met)
    : columns_(payload.columns().size())
{
    if (payload.table().rows() >= std::numeric_limits<std::uint32_t>::max())
        throw Error(Exit::bad_data, fmt::format("{} has more than 2^32 - 2 rows", payload.path().string()));
    persons_.reserve(payload.table().rows());
    ends_.reserve(payload.table().rows() * columns_);
    const auto tokens = people.tokens();
    std::size_t at = 0; // both sides ascend, so one walk over the map meets every row
    std::optional<RowToken> before;
    payload.table().each_row([&](std::span<const std::string_view> row) {
        ++read_;
        const auto token = row_token_from(row[0]);
        if (!token) bad_row(payload, read_, "not a row token");
        if (before && *token == *before) bad_row(payload, read_, "the row token stands twice");
        if (before && *token < *before) bad_row(payload, read_, "the row tokens are not sorted");
        before = token;
        while (at < tokens.size() && tokens[at] < *token) ++at;
        if (at == tokens.size() || tokens[at] != *token) return;
        if (met[at]) bad_row(payload, read_, "another payload has the same row token");
        met[at] = true;
        keep(people.person_of(at), row, payload);
    });
    sort_by_person();
}

void Records::keep(Person person, std::span<const std::string_view> row, const PayloadFile& payload)
{
    persons_.push_back(person);
    for (std::size_t column = 0; column < columns_; ++column) {
        const std::string_view cell = row[payload.cell_of(column)];
        if (is_clean_utf8(cell)) {
            text_ += cell;
        } else {
            append_repaired(cell, text_);
            ++repaired_;
        }
        ends_.push_back(text_.size());
    }
}

void Records::sort_by_person()
{
    order_.resize(persons_.size());
    std::iota(order_.begin(), order_.end(), 0u);
    std::ranges::sort(order_, {}, [this](std::uint32_t i) { return std::pair(persons_[i], i); });
}

std::string_view Records::cell(std::size_t record, std::size_t column) const noexcept
{
    const std::size_t i = order_[record] * columns_ + column;
    const std::uint64_t start = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(start, ends_[i] - start);
}

void join_values(const Records& records, std::size_t first, std::size_t last, std::size_t column,
                 std::string& into)
{
    into.clear();
    if (last - first == 1) {
        into = records.cell(first, column);
        return;
    }
    std::vector<std::string_view> values;
    for (std::size_t record = first; record < last; ++record)
        if (const auto value = records.cell(record, column); !value.empty()) values.push_back(value);
    std::ranges::sort(values);
    const auto repeats = std::ranges::unique(values);
    values.erase(repeats.begin(), repeats.end());
    for (const std::string_view value : values) {
        if (!into.empty()) into += "; ";
        into += value;
    }
}

} // namespace gauze::research
