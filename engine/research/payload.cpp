#include "engine/research/payload.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/payload_columns.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/table_kind.hpp"

#include <algorithm>
#include <tuple>

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

// Whoever asks for anything else than episodes is told, in the table's own words, that it is no payload.
std::string_view kind_of(const std::filesystem::path& path)
{
    return kind_of_table(path) == "episodes" ? "episodes" : "payload";
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

std::string text_or_nothing(const project::TableFile& table, std::string_view key)
{
    return table.about().has(key) ? table.about().text(key) : std::string();
}

void check_recipient(const std::filesystem::path& path, const std::string& name,
                     const project::Policy& policy)
{
    const project::Recipient* recipient = policy.governance->recipient(name);
    if (recipient == nullptr || !project::receives_rows(*policy.governance, *recipient))
        project::refuse_with("payload-recipient",
                             fmt::format("{} names no recipient of rows in the policy", path.string()),
                             "delete the file and tell the custodian");
}

void check_episodes(const std::filesystem::path& path, const project::Policy& policy,
                    const std::string& party, const std::string& recipient, const std::string& table)
{
    const project::Source* source = policy.governance ? policy.governance->source(party) : nullptr;
    if (table.empty() || source == nullptr || source->table(table) == nullptr ||
        !project::receives_table(*policy.governance->recipient(recipient), table))
        project::refuse_with(
            "episodes-not-agreed",
            fmt::format("{}: the policy does not let {} send these episodes", path.string(), party),
            "delete the file and tell the custodian");
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

// In which order files are joined, so that the tables do not depend on how they were named.
struct Order {
    std::string episodes;
    std::size_t place;
    std::string digest;
    std::size_t given; // among the arguments
    auto key() const { return std::tie(episodes, place, digest); }
};

void refuse_two_of_one(const std::vector<Order>& order, const std::vector<std::filesystem::path>& paths)
{
    const auto twice =
        std::ranges::adjacent_find(order, [](const Order& a, const Order& b) { return a.key() == b.key(); });
    if (twice == order.end()) return;
    std::vector<std::string> names{paths[twice->given].string(), paths[std::next(twice)->given].string()};
    std::ranges::sort(names); // the same words for any order of the arguments
    throw Error(Exit::bad_data, fmt::format("{} and {} are one payload, given twice", names[0], names[1]),
                "name each file once");
}

} // namespace

std::vector<std::string> agreed_columns(const project::Policy& policy, const project::Party& party,
                                        const std::string& recipient, std::string_view episodes)
{
    if (!policy.governance) return episodes.empty() ? party.payload : std::vector<std::string>();
    const project::Recipient* receiver = policy.governance->recipient(recipient);
    const project::Source* source = policy.governance->source(party.name);
    if (receiver == nullptr || source == nullptr) return {};
    if (!episodes.empty()) {
        const project::EpisodeTable* table = source->table(episodes);
        if (table == nullptr || !project::receives_table(*receiver, episodes)) return {};
        return table->payload();
    }
    std::vector<std::string> names;
    for (const project::PayloadColumn& column : project::payload_columns(*source, *receiver))
        names.push_back(column.name);
    return names;
}

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
    : path_(path), table_(path, kind_of(path))
{
    check_policy(path, table_.about().text("policy"), policy);
    party_ = table_.about().text("party");
    place_ = place_of(party_, path, policy);
    if (policy.governance) {
        recipient_ = text_or_nothing(table_, "recipient");
        check_recipient(path, recipient_, policy);
    }
    if (kind_of(path) == "episodes") {
        episodes_ = text_or_nothing(table_, "table");
        check_episodes(path, policy, party_, recipient_, episodes_);
    }
    agreed_ = agreed_columns(policy, policy.parties[place_], recipient_, episodes_);
    check_columns(path, table_, party_, agreed_);
    if (table_.about().has("rows") || episodes_.empty())
        if (table_.about().number("rows") != static_cast<std::int64_t>(table_.rows()))
            throw Error(Exit::bad_data,
                        fmt::format("{} does not have as many rows as it says", path.string()),
                        fmt::format("{} must send its payload again", party_));
    for (const std::string& column : agreed_)
        (cell_of(column) == none ? missing_ : columns_).push_back(column);
}

std::size_t PayloadFile::cell_of(std::string_view column) const noexcept
{
    const auto found = std::find(table_.columns().begin() + 1, table_.columns().end(), column);
    return found == table_.columns().end() ? none
                                           : static_cast<std::size_t>(found - table_.columns().begin());
}

std::vector<PayloadFile> open_payloads(const std::vector<std::filesystem::path>& paths,
                                       const project::Policy& policy)
{
    std::vector<PayloadFile> opened;
    std::vector<Order> order;
    opened.reserve(paths.size());
    for (const auto& path : paths) {
        const PayloadFile& file = opened.emplace_back(path, policy);
        order.push_back(
            {file.episodes(), file.place(), to_hex(sha256(MappedFile(path).bytes())), opened.size() - 1});
        if (file.recipient() != opened.front().recipient())
            project::refuse_with("payload-recipient",
                                 fmt::format("{} and {} are for two recipients",
                                             opened.front().path().string(), path.string()),
                                 "a cohort is made of what one recipient may have");
    }
    std::ranges::sort(order, {}, &Order::key);
    refuse_two_of_one(order, paths);
    std::vector<PayloadFile> payloads;
    payloads.reserve(opened.size());
    for (const Order& one : order) payloads.push_back(std::move(opened[one.given]));
    return payloads;
}

} // namespace gauze::research
