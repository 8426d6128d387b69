#include "engine/linkage/receive.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using bloom::EncodedFile;
using project::Policy;

std::string name(const EncodedFile& file) { return file.path().filename().string(); }

void refuse_wrong_number(std::size_t files, bool dedup)
{
    if (dedup && files != 1)
        throw Error(Exit::usage, fmt::format("--dedup looks within one file, {} were named", files),
                    "leave --dedup out to link several parties");
    if (!dedup && files < 2)
        throw Error(Exit::usage, "linking needs the files of at least two parties",
                    "name them all; to look for duplicates within one file say --dedup");
    if (files > 64)
        throw Error(Exit::usage, fmt::format("{} files are named, 64 can be linked in one run", files));
}

// A file made under another agreement is not compared: neither its bits nor its permissions would mean the
// same.
void refuse_other_policy(const EncodedFile& file, const Policy& policy)
{
    if (file.header().policy != policy.fingerprint())
        throw Error(
            Exit::refused,
            fmt::format("{} was encoded under policy {}.., this run's policy is {}..", name(file),
                        file.header().policy.substr(0, 8), policy.fingerprint().substr(0, 8)),
            "all parties must use the very same policy file; ask whoever keeps it for the agreed one");
}

void refuse_other_views(const EncodedFile& file, const Policy& policy)
{
    const auto& views = file.header().views;
    const bool same = std::ranges::equal(views, policy.views, [](const auto& a, const auto& b) {
        return a.name == b.name && a.shape.bits == b.bits;
    });
    if (!same)
        throw Error(Exit::bad_data, fmt::format("{} does not hold the views of the policy", name(file)));
}

void refuse_other_key(const EncodedFile& file, const EncodedFile& first)
{
    if (file.header().specification != first.header().specification)
        throw Error(
            Exit::refused,
            fmt::format("{} and {} were made by different rules of normalisation", name(file), name(first)),
            "both custodians must run the same version of gauze on the same system release");
    if (file.header().check != first.header().check)
        throw Error(Exit::refused,
                    fmt::format("{} and {} were made with different keys", name(file), name(first)),
                    "ask both custodians for their check value: gauze key check");
}

void refuse_strange_party(const EncodedFile& file, const Policy& policy)
{
    const auto& parties = policy.parties;
    if (std::ranges::find(parties, file.header().party, &project::Party::name) == parties.end())
        throw Error(Exit::refused, fmt::format("{} names a party that is not in the policy", name(file)),
                    "only parties of the agreement may take part");
}

// Tokens are random: the same one at two parties means that one file was sent twice, or forged.
void refuse_shared_tokens(const Parties& parties)
{
    std::vector<std::pair<RowToken, std::size_t>> all;
    all.reserve(parties.records());
    for (std::size_t p = 0; p < parties.size(); ++p)
        for (const RowToken& token : parties[p].tokens()) all.emplace_back(token, p);
    std::ranges::sort(all);
    const auto twin = std::ranges::adjacent_find(all, {}, &std::pair<RowToken, std::size_t>::first);
    if (twin != all.end())
        throw Error(Exit::bad_data,
                    fmt::format("{} and {} hold the same row tokens", name(parties[twin->second]),
                                name(parties[std::next(twin)->second])),
                    "ask both custodians to encode and send their own file again");
}

} // namespace

void Parties::lay_views_together()
{
    filters.resize(size());
    for (std::size_t p = 0; p < size(); ++p) {
        const EncodedFile& file = files[p];
        if (file.header().views.size() == 1) {
            filters[p] = {file.view(0), {}, {file.view_weights(0).begin(), file.view_weights(0).end()}};
            continue;
        }
        std::size_t words = 0;
        for (const auto& view : file.header().views) words += view.shape.words();
        auto table = std::make_unique<bloom::FilterTable>(
            bloom::FilterShape{static_cast<std::uint32_t>(words * 64)}, file.rows());
        for (std::size_t r = 0; r < file.rows(); ++r) {
            auto to = table->row(r).begin();
            for (std::size_t v = 0; v < file.header().views.size(); ++v)
                to = std::copy_n(file.view(v).row(r), file.view(v).shape().words(), to);
        }
        filters[p] = {table->rows(), nullptr, bloom::weights(table->rows())};
        filters[p].own = std::move(table);
    }
}

std::uint64_t Parties::records() const noexcept
{
    std::uint64_t sum = 0;
    for (const EncodedFile& file : files) sum += file.rows();
    return sum;
}

Parties receive(const std::vector<std::filesystem::path>& inputs, const Policy& policy, bool dedup)
{
    refuse_wrong_number(inputs.size(), dedup);
    Parties parties;
    for (const auto& input : inputs) {
        parties.files.emplace_back(input);
        const EncodedFile& file = parties.files.back();
        refuse_other_policy(file, policy);
        refuse_strange_party(file, policy);
        refuse_other_views(file, policy);
        refuse_other_key(file, parties.files.front());
    }
    std::ranges::sort(parties.files, {}, [](const EncodedFile& f) { return f.header().party; });
    for (std::size_t p = 1; p < parties.size(); ++p)
        if (parties[p - 1].header().party == parties[p].header().party)
            throw Error(Exit::bad_data,
                        fmt::format("{} and {} are both of party {}", name(parties[p - 1]), name(parties[p]),
                                    parties[p].header().party),
                        "name one file for each party");
    for (const EncodedFile& file : parties.files)
        parties.clean.push_back(!dedup && policy.party(file.header().party).clean);
    if (parties.records() >= UINT32_MAX)
        throw Error(Exit::bad_data, "the files hold more records than one run can link",
                    "link fewer parties at once");
    refuse_shared_tokens(parties);
    parties.lay_views_together();
    // From here on all files speak of the same fields under the same key.
    return parties;
}

} // namespace gauze::linkage
